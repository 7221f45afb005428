"""A number of the wrong size gives way to the right one; whatever else is wrong is left to another decode."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.checks.number_mismatch import differing
from translate.numbers import corrected

CASES = [
    # source, target, language, what the target becomes, why
    ("a new level of 100 trillion yuan", "达到10万亿元", "zh-Hans", "达到100万亿元", "with its unit"),
    ("加装电梯3295台。", "32,950 lifts were added.", "en", "3,295 lifts were added.", "digits grouped as they were"),
    ("加装电梯3290台。", "They added 329 lifts.", "en", "They added 3290 lifts.", "or not"),
    ("共23290台。", "There are 2329 of them.", "en", "There are 23,290 of them.", "five digits are grouped in English"),
    ("增至1.5%。", "It rose to 15%.", "en", "It rose to 1.5%.", "a percentage"),
    ("约12亿人", "some 12 billion people", "en", "some 1.2 billion people", "with the unit of English"),
    ("in 2010", "於201年", "zh-Hant", "於2010年", "a year is not grouped"),
    ("增至2%", "up by 0.5%", "en", None, "other digits: it may say something else"),
    ("增至2%", "up by 0%", "en", None, "zero has no size"),
    ("1,338 people", "13,380人", "zh-Hant", "1,338人", "Traditional, grouped"),
    ("增长2.3%，好于1.7%", "up 0.6%", "en", None, "two are missing"),
    ("增长2.3%", "up by a lot", "en", None, "none that it could have been meant to be"),
    ("增长2.3%", "up by 3 points and 4", "en", None, "two that it could have been"),
    ("利率上调0.25厘", "Rates rose by 25 basis points", "en", None, "converted: nothing is wrong"),
    ("占地100公顷", "It covers 1 square kilometre", "en", None, "another measure"),
    ("全长1500米", "1.5 km long", "en", None, "... cut short"),
    ("10 hectares", "0.1平方公里", "zh-Hans", None, "... in Chinese"),
    ("上午10时", "at 1000 hours", "en", None, "a time of day"),
    ("第10届", "the 1st session", "en", None, "an ordinal has its ending"),
    ("more than 2 million", "20多万", "zh-Hans", None, "some more than that"),
    ("2.50元", "25 yuan", "en", "2.50 yuan", "decimals stay as they were"),
    ("增长5%", "up by 50 yuan", "en", None, "a percentage is no amount"),
    ("3月5日", "May 3", "en", "March 5", "a day of the year"),
    ("由1月4日降至1月20日的低位", "from January 1 to a low on January 20", "en", "from January 4 to a low on January 20", "... beside another one"),
    ("由1月4日的7.7510降至1月20日的7.8196", "from 7.7510 on January 1 to 7.8196 on January 20", "en", "from 7.7510 on January 4 to 7.8196 on January 20", "... before a figure"),
    ("于2018年3月5日", "on 5th May 2018", "en", "on 5th March 2018", "... in its form and with its year"),
    ("on 12 June 2015", "于2015年6月21日", "zh-Hans", "于2015年6月12日", "... in Chinese"),
    ("会议于1月4日举行", "on the 1st of January", "en", "on the 4th of January", "... as an ordinal"),
    ("in November of the Ordinance", "在2021年11月实施", "zh-Hans", "在11月实施", "a year beside a month that has none"),
    ("On 30 November, with effect from 1 October 2016, 12,000,000 dollars", "2016年11月30日，2016年10月1日起支付12000万元", "zh-Hans", "2016年11月30日，2016年10月1日起支付1200万元", "the size goes before a year that the source has elsewhere"),
    ("于11月公布", "published in November 2021", "en", "published in November", "... in English"),
    ("3月5日和6日", "March 5 and 7", "en", None, "a list of days"),
    ("3月5日至4月2日", "May 3 to February 4", "en", None, "two are wrong"),
    ("增长5%", "up 5%", "en", None, "all is right"),
]


@pytest.mark.parametrize(("source", "target", "language", "expected", "why"), CASES, ids=[row[4] for row in CASES])
def test_corrected(source: str, target: str, language: str, expected: str | None, why: str) -> None:
    found = corrected(source, target, language)
    if found is None:
        assert expected is None, why
        return
    span, number = found
    assert target[: span.start] + number + target[span.end :] == expected, why


@given(st.integers(1, 10**7), st.integers(1, 10**7), st.sampled_from(["", "万", "亿"]), st.sampled_from([" billion", " million", ""]))
def test_what_is_corrected_is_right(ours: int, theirs: int, unit: str, english: str) -> None:
    source, target = f"共有{ours}{unit}人", f"There are {theirs}{english} people"
    found = corrected(source, target, "en")
    if found is not None:
        span, number = found
        assert differing(source, target[: span.start] + number + target[span.end :]) == ([], [])
