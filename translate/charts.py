"""Numbered charts, tables and annexes as the target language refers to them: Chart 4 → 图4, 图4 → Figure 4, Annex A → 附件A.

A small model writes 圖表5 here, 圖6 there and 表1 for a Chart 1, all in one document.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from glossary.issue import Span
from glossary.languages import base_language, variety

_PLAIN = r"\d{1,3}(?:\.\d{1,2})*[A-Za-z]?"
_CHART = re.compile(rf"图(?P<number>{_PLAIN})")
_CHART_OR_TABLE = re.compile(rf"[图圖]表\s?(?P<number>{_PLAIN})(?![A-Za-z.\-]*\d)")
_COUNTED = "[年月日个個家项項人名元倍份页頁]"
"""Behind a number that is none of a chart: 图10个."""
NUMBER = r"\d{1,3}(?:[.\-\u2010\u2011]\d{1,2})*[A-Za-z]?"
_NUMBER = re.compile(NUMBER)
_ENGLISH = re.compile(
    r"\b(?P<what>(?i:chart|figure|table))"
    rf"(?:(?i:s) (?:(?P<first>{NUMBER})(?P<more>(?:, {NUMBER})*),? (?P<joined>and|&|to) (?P<last>{NUMBER})|(?P<from>{_PLAIN})\s?[-–—]\s?(?P<until>{_PLAIN})(?!-))| (?P<only>{NUMBER}))"
    r"(?![\w%$€£]|[.,]\s?\d|\s(?:[mb]illion|trillion|per\scent))"
)
_CHINESE = re.compile(
    r"(?:(?<!\w)|(?<=[见見如由从從在及和与與以于於据據至到阅閱照按或]))(?P<what>[图圖]表?|表)\s?"
    rf"(?:(?P<first>{_PLAIN})(?P<more>(?:、(?:(?P=what)\s?)?{_PLAIN})*)\s?(?P<joined>[–—~至到和及与與])\s?(?:(?P=what)\s?)?(?P<last>{_PLAIN})|(?P<only>{NUMBER}))"
    rf"(?![A-Za-z\d%％]|[.,，、]\s?\d|{_COUNTED})"  # noqa: RUF001
)
_ENGLISH_ANNEX = re.compile(r"\b(?P<what>Annex|Appendix) (?P<only>[A-Z]|[IVX]{2,5}|\d{1,2})\b(?![.,'’&-]\w|%)")
_CHINESE_ANNEX = re.compile(rf"附[件录錄](?P<only>[A-Z]|\d{{1,2}})(?![A-Za-z\d.%]|{_COUNTED})")
_REFERS = re.compile(r"(?:[(（]|\b(?:see|in|from|of|and|or|to) )\Z", re.IGNORECASE)
"""What a small "table 3" stands behind where it refers to one."""
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")  # noqa: RUF001
IN_CHINESE = {"chart": "图", "figure": "图", "table": "表", "annex": "附件", "appendix": "附录"}
_BOTH_IN_CHINESE = {"and": "和", "&": "和"}
_BOTH_IN_ENGLISH = {"和": "and", "及": "and", "与": "and", "與": "and"}


def charts(text: str, terms: Sequence[Span], source: str, target: str) -> dict[Span, str]:
    """Where a text refers to a chart, a table or an annex by its number, and how the target language does; Chinese and English only.

    A 图 is a Chart in British English, as in reports of Hong Kong, else a Figure. One that a term of the termbase overlaps is
    left out. ``terms`` are the spans of these in the text, ``source`` and ``target`` language tags; Chinese comes in Simplified characters.
    """
    pair = (base_language(source), base_language(target))
    if pair == ("en", "zh"):
        found = {match.span(): _chinese(match) for pattern in (_ENGLISH, _ENGLISH_ANNEX) for match in pattern.finditer(text)}
    elif pair == ("zh", "en"):
        chart = chart_in_english(source, target)
        found = {match.span(): _english(match, chart) for match in _CHINESE.finditer(text)}
        found |= {match.span(): f"{'Annex' if match[0][1] == '件' else 'Appendix'} {match['only']}" for match in _CHINESE_ANNEX.finditer(text)}
    else:
        return {}
    free = (place for place, name in found.items() if name and not any(term.overlaps(*place) for term in terms))
    return {Span(start=place[0], end=place[1]): found[place].translate(_DIGITS) for place in free}


def other_names(target: str, renderings: Collection[str]) -> list[tuple[int, int, str]]:
    """Where a Chinese target has 图表6 for a 图6 that is in one of the ``renderings``, and what belongs there; in the order of the places."""
    known = {match["number"] for rendering in renderings for match in _CHART.finditer(rendering)}
    found = _CHART_OR_TABLE.finditer(target)
    return [(match.start(), match.end(), f"图{match['number']}") for match in found if match["number"] in known]


def chart_in_english(source: str, target: str) -> str:
    """What a 图 is in the English of a target: Chart, as reports of Hong Kong have it, or Figure. Both are language tags."""
    return "Chart" if variety(target, source) == "en-GB" else "Figure"


def _chinese(match: re.Match[str]) -> str:
    """The reference in Chinese; empty where small letters may be none: a table 3 metres long."""
    if match["what"].islower() and not _REFERS.search(match.string, 0, match.start()):
        return ""
    name = IN_CHINESE[match["what"].lower()]
    if match["only"]:
        return name + match["only"]
    if match["from"]:
        return f"{name}{match['from']}至{match['until']}"
    numbers = [match["first"], *_NUMBER.findall(match["more"])]
    joined = _BOTH_IN_CHINESE.get(match["joined"])
    return "、".join(name + number for number in numbers) + (f"{joined}{name}" if joined else "至") + match["last"]


def _english(match: re.Match[str], chart: str) -> str:
    """The reference in English, in the plural for two numbers."""
    name = "Table" if match["what"] == "表" else chart
    if match["only"]:
        return f"{name} {match['only']}"
    numbers = [match["first"], *_NUMBER.findall(match["more"])]
    return f"{name}s {', '.join(numbers)} {_BOTH_IN_ENGLISH.get(match['joined'], 'to')} {match['last']}"
