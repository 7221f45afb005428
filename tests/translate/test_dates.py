"""Dates of a segment as the target language writes them."""

from __future__ import annotations

import pytest

from glossary.issue import Span
from glossary.termbase import Concept, Term, Termbase
from translate.dates import added_years, dates, other_dates, other_months
from translate.documents import parse
from translate.engines.scripted import ScriptedEngine
from translate.pipeline import translate

INTO_CHINESE = [
    ("17 JANUARY", "1月17日", "a heading in capitals"),
    ("held on 11 December 2015.", "2015年12月11日", "a day with its year"),
    ("March 5, 2014", "2014年3月5日", "the day behind the month"),
    ("the 5th of March", "3月5日", "as it is spoken"),
    ("in April 2015, up", "2015年4月", "a month with its year"),
    ("at the end of April 2015, up", "2015年4月底", "a part of it"),
    ("before the end of 2023 and by end-2024", "2023年底 2024年底", "a part of a year"),
    ("early March, mid-October 2018 and late May", "3月初 2018年10月中旬 5月下旬", "other parts"),
    ("Early 2023, mid-2024, late 2025", "2023年初 2024年年中 2025年底", "... of a year"),
    ("from the end of 2023 to 4 May 2024", "2024年5月4日 2023年底", "a part and a date"),
    ("mid-to-late 2024; early 2000 people", "", "nor of these"),
    ("the late May Wong; the end of 1990s; early 2023-24; mid-March 5", "3月5日", "no parts of these"),
    ("23–24 MARCH", "3月23日至24日", "two days from and to"),
    ("1st to 3rd July 2016", "2016年7月1日至3日", "the same in words"),
    ("on 3 and 4 June", "6月3日和4日", "two days"),
    ("Sept. 2014", "2014年9月", "a month cut short"),
    ("from May 2014 to June 2015", "2014年5月 2015年6月", "two dates"),
    ("from 24 October to 2 November 2019", "10月24日 2019年11月2日", "two months"),
    ("in May", "", "a month alone the model knows"),
    ("banks may 5 times", "", "no month"),
    ("10 March 12", "", "which of them is the day?"),
    ("a rise of 1.5 May saw", "", "a decimal"),
    ("from Jan 15 - 17", "", "half a range is none"),
    ("In May 35 people", "", "no month has so many days"),
    ("03 June", "6月3日", "a zero in front"),
]


INTO_ENGLISH = [
    ("2018年3月5日", "March 5, 2018", "5 March 2018", "a day with its year"),
    ("8月7日本公司", "August 7", "7 August", "a day"),
    ("8月24及25日", "August 24 and 25", "24 and 25 August", "two days"),
    ("3月5日至7日", "March 5 to 7", "5 to 7 March", "days from and to"),
    ("8月15-16日", "August 15 to 16", "15 to 16 August", "... with a hyphen"),
    ("3月5日至4月2日", "March 5; April 2", "5 March; 2 April", "two months"),
    ("2015 年 3 月 1 號", "March 1, 2015", "1 March 2015", "blanks between"),
    ("2015年3月份", "March 2015", "March 2015", "a month with its year"),
    ("2018年5月初步建成", "May 2018", "May 2018", "初步 is a word (before: early May 2018步)"),
    ("2018年5月初", "early May 2018", "early May 2018", "... and this is the beginning"),
    ("2015年3月9号文，12月8号线", "", "", "a document's number, a metro's line (before: 9 March 2015文)"),
    ("2018年3月底", "the end of March 2018", "the end of March 2018", "a part of a month"),
    ("2018年10月中旬", "mid-October 2018", "mid-October 2018", "... its middle"),
    ("3月，5月底，2015年", "", "", "a month alone, or a year, the model knows"),
    ("2018年3月至5月", "", "", "the year counts for both"),
    ("2015年3月10", "", "", "half a date"),
    ("13月1日", "", "", "no month"),
    ("3月35日", "", "", "no day"),
]


@pytest.mark.parametrize(("text", "expected", "why"), INTO_CHINESE)
def test_into_chinese(text: str, expected: str, why: str) -> None:
    assert " ".join(dates(text, (), "en-GB", "zh-Hant").values()) == expected, why


@pytest.mark.parametrize(("text", "american", "british", "why"), INTO_ENGLISH)
def test_into_english(text: str, american: str, british: str, why: str) -> None:
    for source, target, expected in (("zh", "en", american), ("zh-Hant", "en", british), ("zh", "en-GB", british), ("zh-HK", "en-US", american)):
        assert "; ".join(dates(text, (), source, target).values()) == expected, (why, source, target)


def test_the_place_of_a_date_is_all_that_it_says() -> None:
    text = "自2018年3月5日起，to the Sept. 2014 report"
    assert [text[span.start : span.end] for span in dates(text, (), "zh", "en")] == ["2018年3月5日"]
    assert [text[span.start : span.end] for span in dates(text, (), "en", "zh")] == ["Sept. 2014"]


def test_a_term_of_the_termbase_goes_before() -> None:
    text = "the 4 May Movement of 5 May 1919"
    assert [*dates(text, [Span(start=4, end=18)], "en", "zh").values()] == ["1919年5月5日"]


@pytest.mark.parametrize(("source", "target"), [("zh", "zh-Hant"), ("en", "en"), ("en", "fr")])
def test_only_between_chinese_and_english(source: str, target: str) -> None:
    assert dates("17 January, 1月17日", (), source, target) == {}


OTHER_DATES = [
    ("en-GB", "On January 4, it fell; on December 14, 2016, it rose.", "On 4 January, it fell; on 14 December 2016, it rose.", "the day first in British English"),
    ("en-GB", "May 3rd and Dec. 14 2016 (US time)", "3 May and 14 December 2016 (US time)", "... without an ordinal, with its month in full"),
    ("en-GB", "the 4th of January and 14 December", "the 4th of January and 14 December", "... where it is already"),
    ("en-GB", "on January 9", "on January 9", "no day of the source"),
    ("en-GB", "from January 4 to 5", "from January 4 to 5", "several days of a month"),
    ("en-US", "on 4 January and 14 December 2016.", "on January 4 and December 14, 2016.", "the month first in American English"),
    ("en", "on 4 January 2016", "on January 4, 2016", "... and where nothing is asked for"),
    ("en-US", "the 4th of January", "the 4th of January", "... but for words"),
    ("zh", "1月4日", "1月4日", "another language"),
]


@pytest.mark.parametrize(("language", "text", "expected", "why"), OTHER_DATES, ids=[case[3] for case in OTHER_DATES])
def test_days_and_months_are_in_one_order(language: str, text: str, expected: str, why: str) -> None:
    """Regression: "On January 20" and "26 March 2009" stood in one British document."""
    for start, end, written in reversed(other_dates(text, "由1月4日降至2016年12月14日，5月3日", language)):
        text = text[:start] + written + text[end:]
    assert text == expected


def test_a_translation_has_them_but_for_its_renderings() -> None:
    source = "五四运动于1月4日（图1）。"
    engine = ScriptedEngine({source: "The May 4 Movement was on January 4 (Figure 1)."})
    termbase = Termbase(concepts=(Concept(id="1", terms=(Term(text="五四运动", language="zh"), Term(text="May 4 Movement", language="en"))),))
    done = translate(parse(source, "zh", "plain"), termbase, engine, source="zh", target="en-GB")
    assert done.text == "The May 4 Movement was on 4 January (Figure 1)."


MONTHS_IN_NUMERALS = [
    # source, target, what it becomes, why
    ("In June, and on 31 October", "在六月，及十月三十一日", "在6月，及10月31日", "months and a day"),
    ("on 20 December", "於十二月二十日", "於12月20日", "two numerals"),
    ("in June", "在七月", "在七月", "another month than the source has"),
    ("the October Revolution", "十月革命", "十月革命", "a name"),
    ("the October Socialist Revolution", "十月社会主义革命", "十月社会主义革命", "... a longer one"),
    ("April to June", "四至六月", "四至六月", "a span"),
    ("from 1 to 7 May", "五月一日至七日", "五月一日至七日", "... of days"),
    ("on 1 July 1997", "一九九七年七月一日", "一九九七年七月一日", "a year in numerals"),
    ("in May, five months", "5月，五个月", "5月，五个月", "months that are counted"),
    ("in early May", "五月初", "5月初", "a part of a month"),
]


@pytest.mark.parametrize(("source", "target", "expected", "why"), MONTHS_IN_NUMERALS, ids=[case[3] for case in MONTHS_IN_NUMERALS])
def test_chinese_months_have_digits(source: str, target: str, expected: str, why: str) -> None:
    """Regression: 在六月 and 在9月 stood in one paragraph."""
    assert _edited(target, other_months(target, source, "zh-Hant")) == expected
    assert not other_months(target, source, "en")


ADDED_YEARS = [
    # source, target, what it becomes, why
    ("with the commencement in November of the Ordinance", "在2021年11月条例实施时", "在11月条例实施时", "a year from nowhere"),
    ("On 30 November, it decided, with effect from 1 October 2016.", "2016年11月30日，决定从2016年10月1日起生效。", "11月30日，决定从2016年10月1日起生效。", "one that belongs to another date"),
    ("11月30日，决定", "On November 30, 2016, it decided", "On November 30, it decided", "in English"),
    ("from July to December 2015", "2015年7月至2015年12月", "2015年7月至2015年12月", "told once for both ends"),
    ("2015年7月1日至8月3日", "from 1 July 2015 to 3 August 2015", "from 1 July 2015 to 3 August 2015", "... in Chinese"),
    ("2015年3月、5月", "in March and May 2015", "in March and May 2015", "... for a list"),
    ("In 2015, it grew in July.", "于2015年7月增长。", "于2015年7月增长。", "moved to its month"),
    ("In 2015, it began in July and on 3 October.", "于2015年7月开始，2015年10月3日完成。", "于2015年7月开始，2015年10月3日完成。", "... to both"),
    ("In November, the HKMA issued it.", "2021年11月，金管局发出。", "11月，金管局发出。", "before a comma"),
    ("In March, Hong Kong's exports rose.", "出口于2021年3月上升。", "出口于3月上升。", "... in the source"),
    ("In December last year", "2014年12月", "2014年12月", "meant by other words"),
    ("同年11月生效", "effective in November 2015", "effective in November 2015", "... in Chinese"),
    ("2015年7月至8月", "from July 2015 to August 2015", "from July 2015 to August 2015", "a span of months"),
    ("Dec 14", "2014年12月", "2014年12月", "a year or a day"),
    ("自二〇一五年起，每年3月", "every March since 2015", "every March since 2015", "in numerals"),
    ("in 2015/16 and in March", "2015/16年，2016年3月", "2015/16年，2016年3月", "cut short"),
    ("in June", "2015年7月", "2015年7月", "another month: that is another mistake"),
]


@pytest.mark.parametrize(("source", "target", "expected", "why"), ADDED_YEARS, ids=[case[3] for case in ADDED_YEARS])
def test_a_year_that_was_added_goes(source: str, target: str, expected: str, why: str) -> None:
    """Regression: "in November" became 2021年11月, and 30 November of 2015 one of 2016."""
    into = "zh" if source.isascii() else "en"
    assert _edited(target, added_years(source, target, "en" if into == "zh" else "zh", into)) == expected
    assert not added_years(source, target, "fr", into)


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    for start, end, instead in reversed(edits):
        text = text[:start] + instead + text[end:]
    return text
