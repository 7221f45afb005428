"""Dates of a segment as the target language writes them: 23-24 March 2015 → 2015年3月23日至24日, and the other way round.

A small model leaves the day out of "1 April", puts a year before it, and takes 8月7日 for 8 July.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from glossary.checks.number_mismatch import RELATIVE_YEAR
from glossary.issue import Span
from glossary.languages import base_language, variety
from glossary.number_words import chinese
from glossary.quantities import DAY_SIGN, MONTH_NAME, ORDINAL, days, month_of

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_INTO_CHINESE = {"and": "和", "to": "至", "-": "至", "–": "至", "—": "至"}
_INTO_ENGLISH = {"和": "and", "及": "and", "与": "and", "與": "and"}
_DAY = "0?[1-9]|[12][0-9]|3[01]"
_ENGLISH = re.compile(
    rf"(?:(?<![\d.,:])(?:(?P<first>{_DAY}){ORDINAL}\s?(?P<joined>{'|'.join(_INTO_CHINESE)})\s?)?(?P<day>{_DAY}){ORDINAL}\s(?:of\s)?|\b)"
    rf"(?=[A-Z])(?P<month>(?i:{MONTH_NAME}))"
    rf"(?:\s(?P<later>{_DAY}){ORDINAL}\b(?![:.,]?\d|\s?[-–—]))?(?:,?\s(?P<year>(?:19|20)\d\d)\b)?"
)
_CHINESE = re.compile(
    r"(?:(?<!\d)(?P<year>(?:19|20)\d\d)\s?年\s?)?(?<!\d)(?P<month>1[0-2]|[1-9])\s?月"
    rf"(?:(?:\s?(?P<first>{_DAY})\s?{DAY_SIGN}?\s?(?P<joined>[-–—~至到和及与與])(?=\s?(?:{_DAY})\s?{DAY_SIGN}))?\s?(?P<day>{_DAY})\s?{DAY_SIGN}"
    r"|份?(?P<part>底|末|初(?![步次审審期级級中])|[上中下]旬)?(?!\s?\d|\s?[-–—~至到]\s?\d))"
)
_ENGLISH_PART = re.compile(
    r"(?<!to-)(?<!\bto )\b(?P<part>(?:the\s)?end\sof|[Ee]arly|[Mm]id-?|(?<!\bthe )[Ll]ate|[Ee]nd-)\s?"
    rf"(?:(?P<month>(?=[A-Z])(?i:{MONTH_NAME}))(?:,?\s(?P<year>(?:19|20)\d\d)\b)?|(?P<only>(?:19|20)\d\d)\b(?<!000)|(?P<round>2000)\b(?!\s[a-z]))(?!\s?\d|[-–—/]\d|s\b)"
)
_PARTS_IN_CHINESE = {"end": ("底", "底"), "early": ("初", "初"), "mid": ("中旬", "年中"), "late": ("下旬", "底")}
"""A part of a month, and of a year."""
_MENTION = {
    "en": re.compile(rf"(?:\b(?P<early>{_DAY}){ORDINAL}\s(?:of\s)?)?\b(?=[A-Z])(?P<month>(?i:{MONTH_NAME}))(?:\s(?P<later>{_DAY}){ORDINAL}\b(?![:.,]?\d))?(?P<its>,?\s(?:of\s)?(?P<year>(?:19|20)\d\d)\b)?"),
    "zh": re.compile(rf"(?P<its>(?P<year>(?:19|20)\d\d)\s?年\s?)?(?<!\d)(?P<month>1[0-2]|[1-9])\s?月(?:\s?(?P<day>{_DAY})\s?{DAY_SIGN})?"),
}
"""A month, with its day and its year where they stand beside it."""
_JOINED = "[-–—~～、/]|,|，|and|or|to|until|through|till|至|到|和|及|与|與|或"  # noqa: RUF001
_SPAN_BEHIND = re.compile(rf"\s?(?:底|末|初|[上中下]旬)?\s?(?:{_JOINED})\s?(?:\d|(?:early|late|mid-?|(?:the\s)?end(?:\sof)?)?\s?{MONTH_NAME})", re.IGNORECASE)
_SPAN_BEFORE = re.compile(rf"(?:[\d日月底末初旬]|{MONTH_NAME})\s?(?:{_JOINED})\s?(?:early|late|mid-?|(?:the\s)?end(?:\sof)?)?\s?\Z", re.IGNORECASE)
"""Beside one end of a span, or one of a list, the other."""
_BESIDE = 24
"""Characters before a month in which the other end of a span has room."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_IN_OTHER_WORDS = re.compile(
    r"(?<!\d)(?:19|20)\d\d\s?年?[/–—-]\d\d(?!\d)|[’‘']\d\d\b|(?<!\d)\d\d年|[一二][〇零○九][〇零○一二三四五六七八九]{2}年"
    rf"|(?i:{MONTH_NAME})[\s-]\d\d\b(?!\s?[:.,]?\d)"
    r"|[同当當翌该該]年|年前|\bthat year\b|\byears? (?:ago|earlier|later|on)\b"
)
"""A year that is cut short (2015/16, Dec 14), in numerals, or meant by other words."""
_NUMERALS = "一二三四五六七八九十"
_IN_NUMERALS = re.compile(
    rf"(?<![{_NUMERALS}百千万萬几幾数數个個])(?<![{_NUMERALS}][、至到和及或–—~～-])(?<![{_NUMERALS}〇零○]年)(?P<month>十[一二]?|[一二三四五六七八九])月"  # noqa: RUF001
    rf"(?:(?P<day>三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])(?={DAY_SIGN}))?(?!(?:社会主义|社會主義)?革命|花|天|节|節|战争|戰爭|[{_NUMERALS}]|[日号號]?[至到和及、–—~～-]\s?[{_NUMERALS}])"  # noqa: RUF001
)
_MONTH_FIRST = ("en", "en-US")
_YEAR_BEHIND = re.compile(r",?\s((?:19|20)\d\d)\b(?![-–—/])")
_OF = re.compile(r"\bof\b|\d[a-z]")
_PARTS = {"底": "the end of ", "末": "the end of ", "初": "early ", "上旬": "early ", "中旬": "mid-", "下旬": "late "}


def dates(text: str, terms: Sequence[Span], source: str, target: str) -> dict[Span, str]:
    """Where a text has a date with digits, and how the target language writes it; between Chinese and English only.

    A month by itself is no date, and one that a term of the termbase overlaps is left out. ``terms`` are the spans of these in
    the text, ``source`` and ``target`` language tags. English has the day before the month where it is British
    (`glossary.languages.variety`), else behind it: so official texts of Hong Kong and of the mainland are translated.
    """
    pair = (base_language(source), base_language(target))
    if pair == ("en", "zh"):
        parts = {Span(start=match.start(), end=match.end()): _chinese_part(match) for match in _ENGLISH_PART.finditer(text)}
        whole = {Span(start=match.start(), end=match.end() - match[0].endswith(".")): _chinese(match) for match in _ENGLISH.finditer(text)}
        found = {span: date for span, date in whole.items() if not any(span.overlaps(part.start, part.end) for part in parts)} | parts
    elif pair == ("zh", "en"):
        language = variety(target, source)
        found = {Span(start=match.start(), end=match.end()): _english(match, language) for match in _CHINESE.finditer(text)}
    else:
        return {}
    return {span: date for span, date in found.items() if date and not any(span.overlaps(term.start, term.end) for term in terms)}


def other_dates(text: str, source: str, language: str) -> list[tuple[int, int, str]]:
    """Where an English target has a day of its source with the month first although it is British, or the day first although it is not, and how it is written.

    Returns disjoint spans of ``text`` in their order, each with what it becomes; none where several days share a month. ``language`` is the target's tag
    with its variety. "The 4th of January" stays.
    """
    if base_language(language) != "en":
        return []
    month_first = language in _MONTH_FIRST
    ours = {day for day, _ in days(source)}
    found = []
    for (month, day), span in days(text):
        stands = text[span.start : span.end]
        if (month, day) not in ours or stands[0].isalpha() is month_first or (month_first and _OF.search(stands)):
            continue
        behind = _YEAR_BEHIND.match(text, span.end)
        found.append((span.start, behind.end() if behind else span.end, _in_order(str(day), MONTHS[month - 1], behind and behind[1], language)))
    return found


def other_months(text: str, source: str, language: str) -> list[tuple[int, int, str]]:
    """Where a Chinese target has a month of its English source in numerals, 十月三十日, and how it is written: 10月30日 (GB/T 15835-2011, 4.1.1).

    Returns disjoint spans of ``text`` in their order, each with what it becomes. ``language`` is the target's tag.
    """
    if base_language(language) != "zh":
        return []
    ours = {month_of(match["month"]) for match in _MENTION["en"].finditer(source)}
    found = ((match, chinese(match["month"])) for match in _IN_NUMERALS.finditer(text))
    return [(match.start(), match.end(), f"{month}月{chinese(match['day']) if match['day'] else ''}") for match, month in found if month in ours]


def added_years(source: str, target: str, source_language: str, language: str) -> list[tuple[int, int, str]]:
    """Where a target puts a year beside a month that has none in its source: 2021年11月 for "in November".

    Returns disjoint spans of ``target`` in their order, each with the nothing that it becomes; between Chinese and English only. A year
    that the source has elsewhere may well be that of the month; it goes only where it belongs to other dates there, and this is a whole one.
    """
    pair = base_language(source_language), base_language(language)
    if set(pair) != {"zh", "en"} or RELATIVE_YEAR.search(source) or _YEAR_IN_OTHER_WORDS.search(source):
        return []
    mentions = list(_MENTION[pair[0]].finditer(source))
    ours, theirs = (Counter(_YEAR.findall(text)) for text in (source, target))
    dated = Counter(match["year"] for match in mentions if match["year"])
    found = []
    for match in _MENTION[pair[1]].finditer(target):
        year, day = match["year"], _day(match)
        said = [each for each in mentions if _month(each) == _month(match)]
        if not year or not said or any(each["year"] or _is_joined(source, each) for each in said):
            continue
        another = ours[year] == dated[year] and theirs[year] > ours[year] and day and any(_day(each) == day for each in said)
        if not ours[year] or another:
            theirs[year] -= 1
            found.append((*match.span("its"), ""))
    return found


def _is_joined(text: str, mention: re.Match[str]) -> bool:
    """Whether a month is an end of a span or one of a list, for which the year may be told once."""
    before = _SPAN_BEFORE.search(text, max(0, mention.start() - _BESIDE), mention.start())
    return before is not None or _SPAN_BEHIND.match(text, mention.end()) is not None


def _month(match: re.Match[str]) -> int:
    return int(match["month"]) if match["month"].isdigit() else month_of(match["month"])


def _day(match: re.Match[str]) -> int:
    """The day of a month's mention; 0 where it has none."""
    named = match.groupdict()
    return int(named.get("day") or named.get("early") or named.get("later") or 0)


def _chinese(match: re.Match[str]) -> str:
    """A date in Chinese; empty where it is a month alone, or nobody knows which of two numbers is the day."""
    day, year = match["day"] or match["later"], match["year"]
    if not (day or year) or (match["day"] and match["later"]):
        return ""
    date = (f"{year}年" if year else "") + f"{month_of(match['month'])}月"
    if match["first"]:
        date += f"{int(match['first'])}日{_INTO_CHINESE[match['joined']]}"
    return date + (f"{int(day)}日" if day else "")


def _chinese_part(match: re.Match[str]) -> str:
    """A part of a month or a year in Chinese."""
    of_month, of_year = _PARTS_IN_CHINESE[match["part"].lower().removeprefix("the ").split()[0].rstrip("-")]
    if year := match["only"] or match["round"]:
        return f"{year}年{of_year}"
    return (f"{match['year']}年" if match["year"] else "") + f"{month_of(match['month'])}月{of_month}"


def _english(match: re.Match[str], language: str) -> str:
    """A date in English; empty where it is a month alone."""
    month, day, year = MONTHS[int(match["month"]) - 1], match["day"], match["year"]
    if not (day or year):
        return ""
    if match["first"]:
        day = f"{match['first']} {_INTO_ENGLISH.get(match['joined'], 'to')} {day}"
    if not day:
        return f"{_PARTS.get(match['part'], '')}{month} {year}"
    return _in_order(day, month, year, language)


def _in_order(day: str, month: str, year: str | None, language: str) -> str:
    """A date in the order of an English: with the month first in American and where nothing is asked for."""
    if language in _MONTH_FIRST:
        return f"{month} {day}" + (f", {year}" if year else "")
    return f"{day} {month}" + (f" {year}" if year else "")
