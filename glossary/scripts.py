"""Which Chinese characters belong to one script only, and which characters a target should not have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from glossary.issue import Span
from glossary.languages import HAN, base_language, normalise_tag

_HAN_RUN = re.compile(f"{HAN.pattern}+")
_BRACKETED = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_LATIN = re.compile("[A-Za-z]")
_SURELY_SIMPLIFIED = "万与么优体党儿厂听圣坏复怀怜惊扰机构洁确离网胜触"
"""In Big5 for the sake of rare words, and yet a sign of Simplified text wherever they stand today."""

_HONG_KONG = frozenset("恒温")
"""What Hong Kong writes in Traditional text (恒生指數, 温和) though Big5 lacks it."""


@cache
def only_in_other_script(language: str) -> frozenset[str]:
    """The characters that text in ``zh-Hans`` or ``zh-Hant`` does not have; empty for any other tag.

    A character of the other script is one that OpenCC converts and that the national character set of this script (GB
    2312, Big5) lacks: so 后, 台 and 乾, which both scripts have, count for neither.
    """
    language = normalise_tag(language)
    if language not in {"zh-Hans", "zh-Hant"}:
        return frozenset()
    import opencc

    configuration, charset = ("t2s", "gb2312") if language == "zh-Hans" else ("s2t", "big5")
    converter = opencc.OpenCC(configuration)
    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    # One character a line, so that no phrase of the dictionary applies.
    converted = str(converter.convert("\n".join(characters))).split("\n")
    surely = _SURELY_SIMPLIFIED if language == "zh-Hant" else ""
    kept = _HONG_KONG if language == "zh-Hant" else frozenset()
    return frozenset(
        character
        for character, other in zip(characters, converted, strict=True)
        if character != other and character not in kept and (character in surely or not _encodable(character, charset))
    )


def wrong_script(text: str, language: str, allowed: Sequence[Span] = ()) -> tuple[Span, ...]:
    """The runs of characters that do not belong in a target of a language, outside the ``allowed`` places.

    Chinese characters in a language that is not written with them; in ``zh-Hans`` the characters that are Traditional
    only, in ``zh-Hant`` those that are Simplified only.
    """
    base = base_language(language)
    if text.isascii() or base in {"ja", "ko"}:
        return ()
    if base == "zh":
        other = only_in_other_script(normalise_tag(language))
        found = [Span(start=place, end=place + 1) for place, character in enumerate(text) if character in other]
    else:
        found = [Span(start=match.start(), end=match.end()) for match in _HAN_RUN.finditer(text)]
    for place in allowed:
        found = [piece for span in found for piece in _without(span, place)]
    runs: list[Span] = []
    for span in found:
        if runs and runs[-1].end == span.start:
            runs[-1] = Span(start=runs[-1].start, end=span.end)
        else:
            runs.append(span)
    return tuple(runs)


def in_brackets(text: str, span: Span) -> bool:
    """Whether a span stands in brackets that hold nothing of the other script: (孔子), (Joint AI Center)."""
    found = text[span.start : span.end]
    other = _LATIN if HAN.search(found) else HAN
    return any(
        opened.start() < span.start and span.end < opened.end() and other.search(opened[0]) is None
        for opened in _BRACKETED.finditer(text)
    )


def _without(span: Span, place: Span) -> list[Span]:
    if not place.overlaps(span.start, span.end):
        return [span]
    pieces = [Span(start=span.start, end=place.start), Span(start=place.end, end=span.end)]
    return [piece for piece in pieces if piece.start < piece.end]


def _encodable(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
