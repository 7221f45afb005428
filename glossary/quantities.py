"""The numbers in a text that are written with digits, and every value that some reading of a text gives.

3.5万亿, full-width digits, 1亿2000万, 10-20亿元, "1.2 billion", "£125m", "2020/21". What words say is `number_words`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from glossary.issue import Span
from glossary.number_words import LONGEST, percents, plan_years, rounded, written
from glossary.units import CHINESE_UNITS, ENGLISH_UNITS, SIGN, SIMPLE, UNITS, counted_in

_MEASURES = "[米克瓦卡赫帕焦伏字比]"
"""What makes 千 and 兆 a prefix: 5千米 is five kilometres."""
_NUMBER = re.compile(
    r"(?P<digits>\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)"
    r"|\d{1,3}(?: \d{3}){2,}(?!\d)|\d+(?:\.\d+)?)"
    rf"(?:\s?[多余餘幾几]?(?!(?:千|兆){_MEASURES})(?P<chinese>{CHINESE_UNITS})"
    rf"|[\s-]?(?P<english>{ENGLISH_UNITS})s?\b|(?P<letter>[kmKM])(?![A-Za-z]))?",
    re.IGNORECASE,
)
_NO_TAIL = frozenset("年月日%％‰.．:：/-")  # noqa: RUF001
"""Behind a number that is none of the amount in front of it: 2万2018年."""
_GROUPING = str.maketrans("", "", ",，\u00a0\u2009\u202f ")
_WIDE = str.maketrans("０１２３４５６７８９．％：", "0123456789.%:")  # noqa: RUF001
_WIDE_DIGIT = re.compile("[０-９]|(?<=[0-9])．(?=[0-9])")  # noqa: RUF001
_SPACED = re.compile(r"(?<!\d)\d(?: \d){1,3}(?= ?[年月日])")
"""2 0 1 5 年, as it is copied out of some PDF files."""
_DIGIT = re.compile(r"\d")
_NAME = re.compile(r"(?:COVID|CoV|PM|CO|SARS)[-\u2010\u2011 ]?$", re.IGNORECASE)
"""What makes a number a part of a name, for which the other side may have another: COVID-19, PM2.5, CO2."""
_BEFORE_NAMED = frozenset("-\u2010\u2011 dDvVmMoOsS")
TO = re.compile(rf"\s?(?:[-–—~\uff5e]|至|到|to|(?P<choice>or|或)|(?P<both>and))\s?(?P<sign>{SIGN})?\s?")
"""What joins two numbers of which the first may have the unit of the second: 10-20亿, US$10 to US$20 billion; ``choice`` where
it is one of both, ``both`` where it is both, unless "between" stands before them."""
_AFTERNOON = re.compile(r"(\d{1,2})(?:[:.]\d\d)?\s?p\.?m\b|(?:下午|傍晚|晚上|晚间|晚間)\s?(\d{1,2})", re.IGNORECASE)
_HALF_DAY = re.compile(r"[ap]\.?m\b|午|晚", re.IGNORECASE)
_POINTED = re.compile(r"(\d{1,2})\.(\d\d)(?=\s?[ap]\.?m\b)", re.IGNORECASE)
_CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-3]):[0-5]\d(?![\d:])")
_YEARS = re.compile(r"(?<!\d)(\d\d)(\d\d)(?:年?[/–—-]|年?[至到]|\s?to\s)(\d\d)(?!\d)")
_DECADE = re.compile(r"\d{1,2}\s?世[纪紀](?=\s?\d{1,2}\s?年代)")
"""The century is told by the decade: 20世纪90年代 is 1990s."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ORDINAL = "(?:st|nd|rd|th)?"
"""What may stand behind an English day that is written with digits."""
MONTH_NAME = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
"""An English month, in full or cut short."""
DAY_SIGN = "(?:日|[号號](?![线線楼樓文令机機院馆館码碼]))"
"""What makes a Chinese number a day, in a regular expression: 3月9号, and no 9号文."""
_DAY = re.compile(
    rf"(?P<zh_month>\d{{1,2}})\s?月\s?(?P<zh_day>\d{{1,2}})\s?{DAY_SIGN}"
    rf"|\b(?P<month>{MONTH_NAME})\s(?P<day>[0-3]?\d){ORDINAL}\b(?![:.,]\d)"
    rf"|\b(?P<early_day>[0-3]?\d){ORDINAL}\s(?:of\s)?(?P<later_month>{MONTH_NAME})"
)
_LIST = r"\s?(?:[-–—~\uff5e、,，及和至到]|to|and|or|&)\s?"
_LISTED_BEFORE = re.compile(rf"(?<!\d)\d{{1,2}}{ORDINAL}\s?[日号號]?{_LIST}$")
_LISTED_AFTER = re.compile(rf"{_LIST}\d{{1,2}}(?![\d年月%％]|[.,]\d)")  # noqa: RUF001
"""Not so before a figure: on 1 January to 7.8196."""
_SLASHED = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,3})(?![\d/])")
_MANIFOLD = re.compile(r"\s?倍")
_MANY_YEARS = re.compile(r"(?:个|個)?世[纪紀]|\s(decades|centuries)\b")
_CONVERTED = (
    (re.compile(r"千瓦"), (Fraction(1, 10**3), Fraction(1, 10**6), Fraction(1, 10**9))),  # MW, GW; TWh
    (re.compile(r"兆瓦"), (Fraction(10**3), Fraction(1, 10**3))),
    (re.compile(r"[亩畝]"), (Fraction(1, 15),)),  # hectares
    (re.compile(r"斤"), (Fraction(1, 2), Fraction(1, 2000))),  # kilograms, tonnes
)
"""Measures of Chinese policy texts that English ones convert, always at these rates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number written with digits."""

    value: Fraction
    span: Span
    also: tuple[Fraction, ...] = ()
    """Other values that the same figure may have on the other side: 3 pm is 15:00, 2008/09 ends in 2009."""
    alone: bool = False
    """Whether it is a unit without a number: that of a table, （亿元）."""


@dataclass(slots=True)
class _Found:
    """A number while it is read."""

    start: int
    end: int
    plain: Fraction
    unit: int
    value: Fraction
    named: bool
    """Whether it is part of a name (P2P, COVID-19), for which the other side may have another one."""
    also: list[Fraction] = field(default_factory=list)


def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of a text that are written with digits, each with its unit (万, million) multiplied in, and units of tables."""
    return _read(text)[0]


def figures(text: str) -> frozenset[Fraction]:
    """Every value that the digits of the text give: with and without unit, and what else they may stand for."""
    return _read(text)[1]


def values(text: str) -> frozenset[Fraction]:
    """Every value that some reading of the text gives: digits with and without unit, number words, months, decades."""
    return figures(text).union(written(_plainly(text)))


@lru_cache(maxsize=1024)  # a text is asked for when documents are aligned and when they are checked
def _read(text: str) -> tuple[tuple[Quantity, ...], frozenset[Fraction]]:
    """The numbers of a text, and every reading of them and of those in names."""
    units = {span.start: Quantity(value=value, span=span, alone=True) for span, value in counted_in(text, measures=False)}
    found = _found(_plainly(text)) if _DIGIT.search(text) else []
    numbers = [
        Quantity(value=each.value, span=Span(start=each.start, end=each.end), also=tuple(dict.fromkeys(each.also)))
        for each in found
        if not each.named and units.keys().isdisjoint({each.start, each.start - 1})  # the 000 of HK$'000
    ]
    readings = [reading for each in found for reading in (each.plain, each.value, *each.also)]
    together = sorted([*units.values(), *numbers], key=lambda quantity: quantity.span.start)
    return tuple(together), frozenset([*readings, *(unit.value for unit in units.values())])


def month_of(name: str) -> int:
    """The number of an English month, from 1; ``name`` is what `MONTH_NAME` matches, in any letter case."""
    return _MONTHS.index(name[:3].lower()) + 1


def days(text: str) -> list[tuple[tuple[int, int], Span]]:
    """The days of a text that are written with digits, as ((month, day), place): 3月5日, "March 5", "5th of March".

    None of a text with several days in a month (24-25 October), in which not every day has its month.
    """
    found = []
    text = _plainly(text)
    matches = list(_DAY.finditer(text))
    places = {place for match in matches for place in range(*match.span())}
    for match in matches:
        month = int(match["zh_month"] or 0) or month_of(match["month"] or match["later_month"])
        day = int(match["zh_day"] or match["day"] or match["early_day"])
        before, behind = _LISTED_BEFORE.search(text, max(0, match.start() - 9), match.start()), _LISTED_AFTER.match(text, match.end())
        if (before and before.start() not in places) or (behind and behind.end() - 1 not in places):
            return []
        found.append(((month, day), Span(start=match.start(), end=match.end())))
    return found


def _plainly(text: str) -> str:
    """A text of the same length with ASCII digits, in which spaced-out digits stand together, blanks after them."""
    if not text.isascii() and _WIDE_DIGIT.search(text):
        text = text.translate(_WIDE)
    if " " not in text:
        return text
    return _SPACED.sub(lambda found: found[0].replace(" ", "").ljust(len(found[0])), text)


def _found(text: str) -> list[_Found]:
    found: list[_Found] = []
    decades = {match.start() for match in _DECADE.finditer(text)} if "世" in text else ()
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if end - start > LONGEST:
            continue
        before = text[start - 1 : start]
        named = (
            start in decades
            or (_is_letter(before) and _is_letter(text[end : end + 1]))
            or (before in _BEFORE_NAMED and _NAME.search(text, max(0, start - 6), start) is not None)
        )
        unit = UNITS[(match["chinese"] or match["english"] or "").lower()] if match["chinese"] or match["english"] else 1
        plain = Fraction(match["digits"].translate(_GROUPING))
        if found and text[found[-1].end : start] in {"", "零"} and (value := _continued(text, found[-1], match, plain, unit)) is not None:
            found[-1].value, found[-1].end, found[-1].unit = value, end, unit
            continue
        each = _Found(start=start, end=end, plain=plain, unit=unit, value=plain * unit, named=named)
        if match["letter"]:
            each.also.append(plain * (1000 if match["letter"] in "kK" else 10**6))
        if found and unit > 1 and found[-1].unit == 1 and TO.fullmatch(text, found[-1].end, start):
            found[-1].also.append(found[-1].plain * unit)  # 10-20亿
        found.append(each)
    for each in found:
        _years(text, each)
        _measures(text, each)
    at_places = _at_places(text)
    for each in found:
        each.also += at_places.get(each.start, ())
    return found


def _continued(text: str, before: _Found, match: re.Match[str], plain: Fraction, unit: int) -> Fraction | None:
    """What a Chinese number is together with the one in front of it; None where they are two: 2万 2018年."""
    last = text[before.end - 1]
    if last not in SIMPLE:
        return None
    if match["chinese"]:
        if before.unit > unit:
            return before.value + plain * unit  # 1亿2000万
        large = UNITS[match["chinese"][-1]]
        small = before.unit < 10**4 and large >= 10**4 and unit // large < before.unit
        return before.value * large + plain * unit if small else None  # 3千5百万
    bare = match["english"] is None and match["letter"] is None and plain.denominator == 1 and not match["digits"].startswith("0")
    if bare and 10 <= plain < before.unit and text[match.end() : match.end() + 1] not in _NO_TAIL:
        return before.value + plain  # 2万3,500
    return None


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _at_places(text: str) -> dict[int, list[Fraction]]:
    """Start of a number -> what else it may be there: times of day, ends of a span of years, fractions."""
    others: dict[int, list[Fraction]] = {}
    for match in _AFTERNOON.finditer(text) if _HALF_DAY.search(text) else ():
        group = 1 if match[1] else 2
        others.setdefault(match.start(group), []).append(Fraction(int(match[group]) + 12))
    for match in _CLOCK.finditer(text) if ":" in text else ():
        others.setdefault(match.start(1), []).append(Fraction(int(match[1]) % 12))
        if match[0].endswith("00"):  # 04:00 is 4点
            others.setdefault(match.end() - 2, []).append(Fraction(int(match[1])))
    for match in _POINTED.finditer(text) if "." in text and _HALF_DAY.search(text) else ():
        hour = int(match[1])
        others.setdefault(match.start(), []).extend(map(Fraction, (hour, int(match[2]), hour + 12)))
    for match in _YEARS.finditer(text):
        others.setdefault(match.start(3), []).append(Fraction(int(match[1] + match[3])))
    for match in _SLASHED.finditer(text) if "/" in text else ():
        if 0 < int(match[1]) < int(match[2]):
            share = Fraction(int(match[1]), int(match[2]))
            for group in (1, 2):
                others.setdefault(match.start(group), []).extend((share, *percents(share)))
    return others


def _years(text: str, number: _Found) -> None:
    """Years and decades that a figure stands for by what is around it: 80年代, 95后, 1990s, 78年, '78."""
    if number.unit > 1:
        return
    plain = number.plain
    if 1000 < plain < 3000 and plain % 10 == 0 and text.startswith(("s", "年代", "'s", "’s"), number.end):
        number.also.append(plain % 100)  # the 1990s are 90年代
    if plain >= 100 or plain.denominator > 1:
        return
    after = text[number.end : number.end + 3].lstrip()
    if after.startswith("年代"):
        before = text[max(0, number.start - 6) : number.start]
        number.also += [plain + century for century in (1800, 1900, 2000)] if "世" not in before else [plain + _century(before)]
    elif after.startswith(("后", "後")) or text[number.start - 1 : number.start] in {"'", "’"}:
        number.also.append(plain + (1900 if plain > 40 else 2000))
    elif after.startswith("年") and number.end - number.start == 2:
        number.also += (plain + 1900, plain + 2000)


def _century(before: str) -> int:
    if "上世" in before or "20" in before or "二十世" in before:
        return 1900
    return 1800 if "19" in before or "十九世" in before else 2000


def _measures(text: str, number: _Found) -> None:
    """What a figure is in other measures: so many times, so many decades, kilowatts, mu, jin, per mille."""
    if _MANIFOLD.match(text, number.end):
        number.also.append(number.value + 1)  # 增长2倍 is three times as much
    elif match := _MANY_YEARS.match(text, number.end):
        number.also.append(number.value * (10 if match[1] == "decades" else 100))
    elif text.startswith("‰", number.end):
        number.also.append(number.value / 10)
    elif number.unit > 1 and text.startswith(("-yuan", "-level"), number.end):
        number.also.append(number.plain)  # 3 trillion-yuan clusters are three
    elif text.startswith(("个五年", "個五年", "th Five", "th five"), number.end) and number.value.denominator == 1:
        number.also += map(Fraction, plan_years(int(number.value)))
    for measure, factors in _CONVERTED:
        if measure.match(text, number.end):
            for factor in factors:
                number.also += rounded(number.value * factor)
