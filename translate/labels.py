"""The labels of headings, articles and list items, and 一是 ... 二是 ...: settled before a model reads them.

A small model makes "(Eight)", "(4)" and "(November)" of （八）, （四） and （十一） in one document, and "Two new quality
productive forces" of 二是新质生产力. Written as the official translations of laws have them (Chapter I, Section 1, Article 1).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from glossary.issue import Span
from glossary.languages import base_language
from glossary.number_words import chinese

_NUMERAL = "[一二三四五六七八九十][一二三四五六七八九十百千零〇]{0,6}"
_DIVISIONS = {"编": "Part", "編": "Part", "章": "Chapter", "节": "Section", "節": "Section", "条": "Article", "條": "Article"}
_ROMAN = frozenset({"Part", "Chapter"})
_LABEL = re.compile(
    rf"(?:[(（](?P<inside>{_NUMERAL}|\d{{1,2}})[)）](?!\s*(?:[项項款条條目、，,和与與及至到或~～—(（-]|[类類级級班月号號]|[规規]定|所[列称稱]|五[规規]))"  # noqa: RUF001
    rf"|(?P<first>{_NUMERAL})[、．](?!\s*(?:{_NUMERAL}|[万萬亿億]))"  # noqa: RUF001
    rf"|(?P<digits>\d{{1,2}})(?:、|[．.](?![A-Za-z]))(?!\s*(?:\d|{_NUMERAL}))"  # noqa: RUF001
    rf"|第(?P<number>{_NUMERAL}|\d{{1,4}})(?P<division>[{''.join(_DIVISIONS)}])(?=\s|$))\s*"
)
_MOST = 4000
_TENS = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


_ORDINALS = dict(zip("一二三四五六七八九十", ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"], strict=True))
_ORDINAL = re.compile(rf"(?:\A|(?<=[，,；;：:。]))\s*(?P<ordinal>[{''.join(_ORDINALS)}])是(?!否|不是|非曲|[{''.join(_ORDINALS)}])")


class Label(NamedTuple):
    """A label at the beginning of a text."""

    length: int
    """Of its characters in the source, with the blanks behind it."""
    written: str
    """The label in the target, without a blank behind it."""


def label(text: str, source: str, target: str) -> Label | None:
    """The label that a Chinese text begins with, as English has it; None where there is none. ``source`` and ``target`` are language tags.

    None either where more than one number begins the text (一、二线城市), or a division is only spoken of (第三条道路).
    """
    if base_language(source) != "zh" or base_language(target) != "en":
        return None
    found = _LABEL.match(text)
    if found is None:
        return None
    number = _value(found["inside"] or found["first"] or found["digits"] or found["number"])
    if not 0 < number < _MOST:
        return None
    if found["division"]:
        division = _DIVISIONS[found["division"]]
        written = f"{division} {_roman(number) if division in _ROMAN else number}"
    elif found["inside"]:
        written = f"({number})"
    else:
        written = f"{_roman(number) if found['first'] else number}."
    return Label(found.end(), written)


def ordinals(text: str, source: str, target: str) -> dict[Span, str]:
    """Where a Chinese text counts what it says (一是 ..., 二是 ...), and what English has there: "First," at its beginning.

    ``source`` and ``target`` are language tags.
    """
    if base_language(source) != "zh" or base_language(target) != "en":
        return {}
    found = ((Span(start=match.start("ordinal"), end=match.end()), _ORDINALS[match["ordinal"]]) for match in _ORDINAL.finditer(text))
    return {span: f"{word if span.start == 0 else word.lower()}, " for span, word in found}


def _value(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else int(chinese(numeral))


def _roman(number: int) -> str:
    letters = ""
    for value, letter in _TENS:
        letters += letter * (number // value)
        number %= value
    return letters
