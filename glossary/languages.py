"""The facts of each language: tags, scripts, word boundaries, sentence enders. Nothing else knows any of them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

HAN = re.compile("[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003347f]")
"""One Chinese character: the unified ideographs with extensions A to J, compatibility ideographs, 々 and U+3007."""

_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c"
    "\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003347f]"
)
_SIMPLIFIED_REGIONS = {"CN", "SG", "MY"}
_TRADITIONAL_REGIONS = {"TW", "HK", "MO"}
_NAMES = {
    "zh": "Chinese",
    "zh-Hans": "Simplified Chinese",
    "zh-Hant": "Traditional Chinese",
    "en": "English",
    "en-GB": "British English",
    "en-US": "American English",
}
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|[0-9]{3}))?([-_][A-Za-z0-9]{4,8})*")


def is_tag(text: str) -> bool:
    """Whether a text has the shape of a language tag (``en``, ``zh_CN``, ``zh-Hant-HK``)."""
    return _TAG.fullmatch(text.strip()) is not None


@lru_cache(maxsize=1024)
def normalise_tag(tag: str) -> str:
    """A tag in BCP 47 spelling, Chinese by script: ``zh_CN`` -> ``zh-Hans``, ``zh-TW`` -> ``zh-Hant``, ``EN_us`` -> ``en-US``."""
    parts = tag.strip().replace("_", "-").split("-")
    language = parts[0].lower()
    script = next((part.title() for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    region = next((part.upper() for part in parts[1:] if len(part) == 2 or (len(part) == 3 and part.isdigit())), "")
    if language in {"zh", "zho", "chi", "cmn"}:
        language = "zh"
        if not script and region:
            script = "Hans" if region in _SIMPLIFIED_REGIONS else "Hant" if region in _TRADITIONAL_REGIONS else ""
        region = ""
    if language in {"eng"}:
        language = "en"
    return "-".join(part for part in (language, script, region) if part)


@lru_cache(maxsize=256)
def base_language(tag: str) -> str:
    """The language of a tag without script and region: ``zh-Hant`` -> ``zh``."""
    return normalise_tag(tag).split("-")[0]


def answers(tag: str, request: str) -> bool:
    """Whether a term tagged ``tag`` answers a request for ``request``.

    ``zh`` finds ``zh-Hans`` and ``zh-Hant``; ``zh-Hant`` finds ``zh-Hant`` and the undecided ``zh``; ``en`` finds ``en-GB``.
    """
    tag, request = normalise_tag(tag), normalise_tag(request)
    return tag == request or tag.startswith(request + "-") or request.startswith(tag + "-")


def language_name(tag: str) -> str:
    """The English name of a language as prompts and messages use it; the tag itself where there is none."""
    tag = normalise_tag(tag)
    return _NAMES.get(tag) or _NAMES.get(base_language(tag)) or tag


def variety(tag: str, source: str) -> str:
    """The English that is meant where a tag leaves it open, by the language it is translated from: ``en`` -> ``en-GB``.

    Official texts in Traditional Chinese are those of Hong Kong and Macao first of all, whose English is British; from
    Simplified Chinese, and from that of Taiwan (``zh-TW``), it stays open. Other tags stay as they are.
    """
    if base_language(tag) != "en":
        return tag
    tag, taiwan = normalise_tag(tag), "TW" in source.upper().replace("_", "-").split("-")
    return "en-GB" if tag == "en" and normalise_tag(source) == "zh-Hant" and not taiwan else tag


def uses_spaces(tag: str) -> bool:
    """Whether words of the language are separated by spaces."""
    return base_language(tag) not in {"zh", "ja", "th", "lo", "km", "my"}


def is_spaceless(character: str) -> bool:
    """Whether a character is of a script that writes words without spaces between them (Han, kana, Thai, Lao ...)."""
    return character > "\u0e00" and _SPACELESS.match(character) is not None


def joins(left: str, right: str) -> bool:
    """Whether two neighbouring characters belong to one word: letters, digits and marks of scripts that use spaces.

    Between Han characters nothing can be said, and between Han and Latin there is always a boundary (使用WTO规则).
    """
    return _is_word_character(left) and _is_word_character(right)


def _is_word_character(character: str) -> bool:
    if character.isascii():
        return character.isalnum()
    if is_spaceless(character):
        return False
    return character.isalnum() or unicodedata.category(character)[0] == "M"
