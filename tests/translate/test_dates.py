"""Dates of an English segment as hints in Chinese."""

from __future__ import annotations

import pytest

from glossary.issue import Span
from glossary.termbase import Termbase
from translate.dates import dates
from translate.documents import parse
from translate.engines.scripted import ScriptedEngine
from translate.pipeline import translate
from translate.task import Mode

DATES = [
    ("17 JANUARY", "1月17日", "a heading in capitals"),
    ("held on 11 December 2015.", "2015年12月11日", "a day with its year"),
    ("March 5, 2014", "2014年3月5日", "the day behind the month"),
    ("the 5th of March", "3月5日", "as it is spoken"),
    ("at the end of April 2015, up", "2015年4月", "a month with its year"),
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
]


@pytest.mark.parametrize(("text", "expected", "why"), DATES)
def test_a_date(text: str, expected: str, why: str) -> None:
    found = dates(text, (), "en-GB", "zh-Hant")
    assert " ".join(hint.rendering for hint in found) == expected, why
    assert all(hint.term in text for hint in found)


def test_a_term_of_the_termbase_goes_before() -> None:
    text = "the 4 May Movement of 5 May 1919"
    assert [hint.rendering for hint in dates(text, [Span(start=4, end=18)], "en", "zh")] == ["1919年5月5日"]


@pytest.mark.parametrize(("source", "target"), [("zh", "en"), ("en", "en"), ("en", "fr")])
def test_only_english_into_chinese(source: str, target: str) -> None:
    assert dates("17 January", (), source, target) == ()


@pytest.mark.parametrize("mode", list(Mode))
def test_a_model_is_told_the_dates_of_a_segment_in_every_mode_beside_its_names(mode: Mode) -> None:
    texts = ["We began the Better Roads Programme on 4 May.", "It is the Better Roads Programme of 2015.", "1 APRIL"]
    engine = ScriptedEngine({"Better Roads Programme": "更好的路"})
    translate(parse("\n\n".join(texts), "en", "plain"), Termbase(concepts=()), engine, source="en", target="zh-Hant", mode=mode)
    asked = {request.source: [(hint.term, hint.rendering) for hint in request.hints] for request in engine.requests}
    name = ("Better Roads Programme", "更好的路")
    assert asked == {name[0]: [], texts[0]: [("4 May", "5月4日"), name], texts[1]: [name], texts[2]: [("1 APRIL", "4月1日")]}
