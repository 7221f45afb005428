"""The labels of headings, articles and list items, and 一是 ... 二是 ...: settled before a model reads them.

A small model makes "(Eight)", "(4)" and "(November)" of （八）, （四） and （十一） in one document, "Two new quality
productive forces" of 二是新质生产力, and （一）, nothing and （） of (a), (2) and (c). Written as the official translations of laws
have them: 第一章 is Chapter I, 第一节 Section 1, 第一条 Article 1.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from glossary.issue import Span
from glossary.languages import base_language, normalise_tag
from glossary.number_words import chinese
from translate.charts import IN_CHINESE as CHART_IN_CHINESE
from translate.charts import NUMBER, chart_in_english

_NUMERAL = "[一二三四五六七八九十][一二三四五六七八九十百千零〇]{0,6}"
_LETTER = "[a-z]|[ivx]{2,5}"
_SAID = {"Source": "资料来源", "Note": "注", "Remark": "备注"}
_SAID_IN_CHINESE = "(?:[资資]料|[数數][据據])?[来來]源|附?[注註]|[备備][注註]"
_DIVISIONS = {"编": "Part", "編": "Part", "章": "Chapter", "节": "Section", "節": "Section", "条": "Article", "條": "Article"}
_ROMAN = frozenset({"Part", "Chapter"})
_LABEL = re.compile(
    rf"(?:[(（](?P<inside>{_NUMERAL}|\d{{1,2}}|{_LETTER})[)）](?!\s*(?:[项項款条條目、，,和与與及至到或~～—(（-]|[类類级級班月号號段]|分段|[节節]|[规規]定|所[列称稱]|五[规規]))"  # noqa: RUF001
    rf"|(?P<first>{_NUMERAL})[、．](?!\s*(?:{_NUMERAL}|[万萬亿億]))"  # noqa: RUF001
    rf"|(?P<digits>\d{{1,2}})(?:、|[．.](?![A-Za-z]))(?!\s*(?:\d|{_NUMERAL}))"  # noqa: RUF001
    rf"|(?P<chart>[图圖]表?|表)\s?(?P<which>{NUMBER})(?:\s?[：:]|\s)(?!\s*(?:显示|顯示|列|载|載|反映|概述|说明|說明|总结|總結|所|为|為|是|中|可见|可見|表明|展示|给出|給出|描述))"
    rf"|(?P<said>{_SAID_IN_CHINESE})[：:]"
    rf"|第(?P<number>{_NUMERAL}|\d{{1,4}})(?P<division>[{''.join(_DIVISIONS)}])(?=\s|$))\s*"
)
_MOST, _MOST_IN_CHINESE = 4000, 1000
_TENS = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))

_ENGLISH_DIVISIONS = {"Part": "部分", "Chapter": "章", "Section": "节", "Article": "条"}
_WORDS = dict(zip(("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"), range(1, 11), strict=True))
_TOGETHER = "Hundred|Paragraph|Sub-?paragraph|Clause|Consultations?|Legislation|Bankruptcy|Negotiations?|Talks|Tariffs?|Investigations?"
"""Behind the number of what is spoken of: Article 23 Legislation."""
_EACH_WAY = "|".join(each for name in _ENGLISH_DIVISIONS for each in (name, name.upper()))
_ENGLISH_LABEL = re.compile(
    rf"(?:\((?P<inside>\d{{1,2}}|{_LETTER})\)(?!\s*(?:[,;)/–—-]|(?:and|or|to|through)\s+\(|(?:above|below)\b|of\s+(?:this|the|that)\b))"
    rf"|(?P<division>{_EACH_WAY})\s(?P<number>\d{{1,3}}|[IVX]+|{'|'.join(_WORDS)})(?:\s?[.:–—](?=\s|\Z)|(?=\s+[A-Z“\"(])(?!\s+(?:{_TOGETHER})\b)|\Z)"
    r"|(?P<first>[IVX]{1,5})\.(?=\s+[A-Z“\"])(?!\s+[A-Z]\.)"
    rf"|(?P<chart>Chart|Figure|Table|CHART|FIGURE|TABLE)\s(?P<which>{NUMBER})(?:\s?(?P<mark>[.:])(?=\s)|(?=\s+[A-Z]))"
    rf"|(?P<said>{'|'.join(_SAID)})s?\s?:(?=\s))\s*"
)
_LAST_UNMARKED = 100
"""From here on a number without a mark behind it is that of a law: Section 301 Tariffs."""
_DIGITS = "零一二三四五六七八九"


_ORDINALS = dict(zip("一二三四五六七八九十", ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"], strict=True))
_ORDINAL = re.compile(rf"(?:\A|(?<=[，,；;：:。]))\s*(?P<ordinal>[{''.join(_ORDINALS)}])是(?!否|不是|非曲|[{''.join(_ORDINALS)}])")


_CONTINUED = {
    ("en", "zh"): (re.compile(r"(?<!\s)\s*\((?:continued|cont[’'.]?d?\.?)\)\Z", re.IGNORECASE), "（续）"),
    ("zh", "en"): (re.compile(r"(?<!\s)\s*[（(][续續][)）]\Z"), " (continued)"),
}


class Label(NamedTuple):
    """A label at the beginning of a text."""

    length: int
    """Of its characters in the source, with the blanks behind it."""
    written: str
    """The label in the target, with the blank behind it where one belongs there."""


def label(text: str, source: str, target: str, kind: str = "heading") -> Label | None:
    """The label that a text begins with, as the other language has it; between Chinese and English only, else None.

    None where there is no label either, where more than one number begins the text (一、二线城市), or a division is only
    spoken of (第三条道路, Article 3 of the Law), and of a single "I." outside headings (``kind``, that of the segment): it may be an initial.
    ``source`` and ``target`` are language tags; Chinese comes in Simplified characters.
    """
    pair = (base_language(source), base_language(target))
    if pair == ("zh", "en"):
        return _in_english(text, chart_in_english(source, target))
    return _in_chinese(text, target, kind) if pair == ("en", "zh") else None


def _in_english(text: str, chart: str) -> Label | None:
    found = _LABEL.match(text)
    if found is None:
        return None
    if found["said"]:
        return Label(found.end(), f"{'Source' if '源' in found['said'] else 'Remark' if found['said'][0] in '备備' else 'Note'}: ")
    if found["chart"]:
        marked = text[found.end("which") : found.end()].strip()
        if not marked and text.rstrip().endswith(("。", "！", "？", "；", "，")):
            return None
        name = "Table" if found["chart"] == "表" else chart
        return Label(found.end(), f"{name} {found['which']}{':' if marked else ''} ")
    numeral = found["inside"] or found["first"] or found["digits"] or found["number"]
    if numeral.isascii() and numeral.isalpha():
        return Label(found.end(), f"({numeral}) ")
    number = int(numeral) if numeral.isdigit() else chinese(numeral)
    if not 0 < number < _MOST:
        return None
    if found["division"]:
        division = _DIVISIONS[found["division"]]
        written = f"{division} {_roman(number) if division in _ROMAN else number}"
    elif found["inside"]:
        written = f"({number})"
    else:
        written = f"{_roman(number) if found['first'] else number}."
    return Label(found.end(), f"{written} ")


def _in_chinese(text: str, target: str, kind: str) -> Label | None:
    found = _ENGLISH_LABEL.match(text)
    if found is None:
        return None
    if found["inside"]:
        return Label(found.end(), f"（{found['inside']}）")
    if found["said"]:
        return Label(found.end(), f"{_SAID[found['said']]}：")
    if found["chart"]:
        sentence = not found["mark"] and text.rstrip().endswith((".", "!", "?", ";", ":"))  # Chart 3 China's exports grew.
        return None if sentence else Label(found.end(), f"{CHART_IN_CHINESE[found['chart'].lower()]}{found['which']}{'：' if found['mark'] else ' '}")
    numeral = found["number"] or found["first"]
    number = int(numeral) if numeral.isdigit() else _WORDS.get(numeral) or _from_roman(numeral)
    if not 0 < number < _MOST_IN_CHINESE:
        return None
    if found["first"]:
        return None if len(numeral) == 1 and kind != "heading" else Label(found.end(), f"{in_chinese(number)}、")
    division = found["division"].capitalize()
    if division in {"Part", "Section"} and normalise_tag(target) == "zh-Hant":  # 第2部 and 第12條 in laws of Hong Kong
        return None
    unmarked = division != "Article" and text[found.end("number") : found.end()].isspace()
    return None if unmarked and number >= _LAST_UNMARKED else Label(found.end(), f"第{in_chinese(number)}{_ENGLISH_DIVISIONS[division]} ")


def continued(text: str, source: str, target: str) -> Label | None:
    """The mark of what goes on at the end of a heading or a line, (continued) or （续）, as the other language has it; None where there is none.

    Its length is that of what stands there, with the blanks before it. Between Chinese and English only; ``source`` and ``target`` are language tags.
    """
    pair = (base_language(source), base_language(target))
    if pair not in _CONTINUED:
        return None
    pattern, written = _CONTINUED[pair]
    found = pattern.search(text)
    return Label(found.end() - found.start(), written) if found else None


def ordinals(text: str, source: str, target: str) -> dict[Span, str]:
    """Where a Chinese text counts what it says (一是 ..., 二是 ...), and what English has there: "First," at its beginning.

    ``source`` and ``target`` are language tags.
    """
    if base_language(source) != "zh" or base_language(target) != "en":
        return {}
    found = ((Span(start=match.start("ordinal"), end=match.end()), _ORDINALS[match["ordinal"]]) for match in _ORDINAL.finditer(text))
    return {span: f"{word if span.start == 0 else word.lower()}, " for span, word in found}


def _roman(number: int) -> str:
    letters = ""
    for value, letter in _TENS:
        letters += letter * (number // value)
        number %= value
    return letters


def _from_roman(numeral: str) -> int:
    """The value of a Roman number; 0 where it is not written as one: IIII."""
    values = {letters: value for value, letters in _TENS}
    each = [values[letter] for letter in numeral]
    number = sum(-value if value < max(each[place:]) else value for place, value in enumerate(each))
    return number if _roman(number) == numeral else 0


def in_chinese(number: int) -> str:
    """A number from 1 to 999 as a Chinese numeral: 十, 二十一, 一百零三."""
    written, rest = "", number
    for size, unit in ((100, "百"), (10, "十"), (1, "")):
        digit, rest = divmod(rest, size)
        if digit:
            written += ("" if size == 10 and digit == 1 and not written else _DIGITS[digit]) + unit
        elif written and rest:
            written += "" if written.endswith("零") else "零"
    return written
