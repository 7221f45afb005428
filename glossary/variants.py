"""Other ways of writing a term that its own text tells: the short form in its brackets, spaces between scripts, 的.

- 國際貨幣基金組織（基金組織）: 國際貨幣基金組織, 基金組織
- loan-to-value (LTV) ratio: loan-to-value ratio, LTV ratio
- CAMEL核准委員會: CAMEL 核准委員會
- 財務報表附註: 財務報表的附註 (in targets only: see `with_particle`)
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from functools import cache

from glossary.folding import fold
from glossary.languages import HAN

_BRACKETS = re.compile(r"\s*[（(]([^（）()]+)[)）]\s*")
_SEAM = re.compile(rf"(?<={HAN.pattern})\s?(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])\s?(?={HAN.pattern})")
_MOST_SEAMS = 4
_ALTERNATIVES = re.compile(r"\s*[/\uff0f]\s*")
_CITED = re.compile(r"([^《》]{3,})(（[^（）]+）)")
"""A title and what stands in brackets after it; title marks go round the title alone: 《外匯基金條例》（第66章）."""
_PARTICLE = "的"
_PHRASE = 6
"""From this many Chinese characters on a term is a phrase of several words, which 的 may join without changing it."""


def ways_of_writing(text: str, base: str) -> tuple[str, ...]:
    """A term (of a language without its script and region), itself first, and what else its own text says it is."""
    texts = [text]
    if base == "zh":
        parts = _ALTERNATIVES.split(text)
        if len(parts) == 2 and min(map(len, parts)) > 2 and HAN.match(text) and parts[0][:2] == parts[1][:2]:
            texts += parts
    texts += [short for each in tuple(texts) for short in _without_brackets(each)]
    if base == "zh":
        texts += [f"《{cited[1]}》{cited[2]}" for each in tuple(texts) if (cited := _CITED.fullmatch(each))]
        texts = [spaced for each in texts for spaced in _spaced(each)]
    return tuple(dict.fromkeys(texts))


def with_particle(texts: Iterable[str]) -> tuple[str, ...]:
    """Long Chinese phrases with 的 between two words, or without one that they have.

    For targets only. There the phrase answers for a concept that the source has named; in a source 中国的农业银行 need not
    be 中国农业银行.
    """
    found: dict[str, None] = {}
    for text in texts:
        if len(text) < _PHRASE or not all(map(_is_han, text)):
            continue
        found.update(
            dict.fromkeys(text[:at] + text[at + 1 :] for at in range(2, len(text) - 2) if text[at] == _PARTICLE)
        )
        if _PARTICLE not in text:
            found.update(dict.fromkeys(text[:cut] + _PARTICLE + text[cut:] for cut in _cuts(text)))
    return tuple(found)


def _without_brackets(text: str) -> list[str]:
    """Where brackets hold the short form of what stands before them: the text without them, and with it alone."""
    opened = _BRACKETS.search(text)
    if opened is None or _BRACKETS.search(text, opened.end()):
        return []
    before, short, after = text[: opened.start()], opened[1].strip(), text[opened.end() :]
    if HAN.search(short) is None:
        start = _initials(before, short)
        if start is None:
            return []
        gap = " " if after and HAN.match(after) is None else ""
        return [f"{before}{gap}{after}", f"{before[:start]}{short}{gap}{after}"]
    if after or not _abbreviates(short.strip("《》"), before.strip("《》")):
        return []
    return [before, short]


def _initials(before: str, short: str) -> int | None:
    """Where the words begin whose initials an acronym is made of (loan-to-value, LTV), None where it is made of none."""
    letters = short.removesuffix("s") if short[:-1].isupper() else short
    if not (len(letters) > 1 and letters.isalpha() and letters.isupper()):
        return None
    words = list(re.finditer(r"[^\W_]+", before))[-len(letters) :]
    if "".join(word[0][0].upper() for word in words) != letters:
        return None
    return words[0].start()


def _abbreviates(short: str, full: str) -> bool:
    """Whether a Chinese short form is made of the full one's characters, in their order: 人大 of 人民代表大会."""
    rest = iter(full)
    return 1 < len(short) < len(full) and all(character in rest for character in short)


def _spaced(text: str) -> list[str]:
    """With and without a space at every place where Chinese and Latin script or digits meet."""
    pieces = _SEAM.split(text)
    if len(pieces) == 1:
        return [text]
    if len(pieces) > _MOST_SEAMS + 1:
        return [text, "".join(pieces), " ".join(pieces)]
    made = [
        "".join(itertools.chain.from_iterable(zip(pieces, (*gaps, ""), strict=True)))
        for gaps in itertools.product(("", " "), repeat=len(pieces) - 1)
    ]
    return [text, *made]


@cache
def _cuts(text: str) -> tuple[int, ...]:
    """Where a Chinese phrase falls into words, but for its first and its last character."""
    from glossary.evidence import is_word, segment

    cuts: list[int] = []
    place = 0
    for word in segment(fold(text, "zh").text):
        # A compound in the dictionary (风险管理) is two words all the same where each half is one.
        cuts += [place + cut for cut in range(2, len(word) - 1) if is_word(word[:cut]) and is_word(word[cut:])]
        place += len(word)
        cuts.append(place)
    return tuple(cut for cut in cuts if 1 < cut < len(text) - 1)


def _is_han(character: str) -> bool:
    return HAN.match(character) is not None
