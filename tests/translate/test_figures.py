"""Amounts and dates that are settled before a model reads a segment."""

from __future__ import annotations

import pytest

from glossary.termbase import Concept, Term, Termbase
from translate.documents import parse
from translate.engines.scripted import ScriptedEngine
from translate.figures import rewritten, settled
from translate.pipeline import translate
from translate.task import Mode


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("于2018年3月5日增至1,338亿港元。", "于March 5, 2018增至HK$133.8 billion。", "both are written as English has them"),
        ("增至**1,338亿**港元。", "增至**133.8 billion**港元。", "markup stays where it was"),
        ("增至1,3**38亿**元。", "增至1,3**38亿**元。", "an amount with markup inside is left as it is"),
        ("运行`sleep 3亿`，共3亿。", "运行`sleep 3亿`，共300 million。", "code has to stand in the target as it is"),
        (r"\*a\*为3亿。", r"\*a\*为300 million。", "escaped characters"),
        ("于2018年3月**5日**完成。", "于2018年3月**5日**完成。", "a date with markup inside"),
        ("增长3亿（**图4**，见表1）。", "增长300 million（**Figure 4**，见Table 1）。", "charts and tables"),
    ],
)
def test_what_a_model_reads(text: str, expected: str, why: str) -> None:
    [segment] = parse(text, "zh", "markdown").segments
    written, hints, _ = settled(segment, (), "zh", "en")
    assert (rewritten(segment, written), hints) == (expected, ()), why


@pytest.mark.parametrize("mode", list(Mode))
def test_into_chinese_dates_are_hints_beside_names_in_every_mode(mode: Mode) -> None:
    texts = ["We began the Better Roads Programme on 4 May.", "It is the Better Roads Programme of 2015: US$3 billion (Chart 2).", "ON 1 APRIL"]
    engine = ScriptedEngine({"Better Roads Programme": "更好的路"})
    translate(parse("\n\n".join(texts), "en", "plain"), Termbase(concepts=()), engine, source="en", target="zh-Hant", mode=mode)
    asked = {request.told or request.source: [(hint.term, hint.rendering) for hint in request.hints] for request in engine.requests}
    name = ("Better Roads Programme", "更好的路")
    assert asked == {
        name[0]: [],
        texts[0]: [("4 May", "5月4日"), name],
        texts[1].replace("US$3 billion", "30亿美元"): [("Chart 2", "图2"), name],
        texts[2]: [("1 APRIL", "4月1日")],
    }


@pytest.mark.parametrize(
    ("source", "target", "text", "expected", "why"),
    [
        ("zh-Hant", "en", "4月12日", "12 April", "a heading of a chronicle; a model said 4 April"),
        ("zh", "en", "2018年4月", "April 2018", "a month of a year is a date"),
        ("zh", "en", " 3月1日 4月2日", " March 1 April 2", "several"),
        ("zh", "en", "3月1日 **4月2日**", "March 1 **April 2**", "markup around it stays"),
        ("zh", "en", "4月**12日**", "", "inside it leaves it to a model"),
        ("zh", "en", "1,338亿港元", "HK$133.8 billion", "a cell of a table"),
        ("en", "zh-Hans", "17 JANUARY", "1月17日", "into Chinese too"),
        ("en", "zh-Hant", "Chart 2", "图2", "a chart; the script comes with the rest"),
        ("zh", "en", "4月12日起", "", "one character more has to be translated"),
        ("zh", "en", "（4月12日）", "", "so have brackets"),
        ("zh", "en", "四月", "", "no date that is known"),
        ("en", "zh-Hans", "In May 10 million", "", "May is no date before an amount (before: 5月10日)"),
    ],
)
def test_a_date_by_itself_needs_no_model(source: str, target: str, text: str, expected: str, why: str) -> None:
    [segment] = parse(text, source, "markdown").segments
    assert settled(segment, (), source, target).alone == expected.strip(), why


@pytest.mark.parametrize("mode", list(Mode))
def test_a_heading_that_is_a_date_is_not_decoded(mode: Mode) -> None:
    engine = ScriptedEngine({"完成。": "It is done."})
    done = translate(parse("# 4月12日\n\n完成。\n", "zh-Hant", "markdown"), Termbase(concepts=()), engine, source="zh-Hant", target="en", mode=mode)
    assert done.text == "# 12 April\n\nIt is done.\n"
    assert [request.source for request in engine.requests] == ["完成。"]
    assert (done.segments, done.recalled) == (2, 0)


@pytest.mark.parametrize(
    ("source", "target", "asked"),
    [("zh-HK", "en", "en-GB"), ("zh", "en", "en"), ("zh-HK", "en-US", "en-US"), ("zh-HK", "en-GB", "en-GB")],
)
def test_a_model_is_asked_for_the_english_that_is_meant(source: str, target: str, asked: str) -> None:
    engine = ScriptedEngine({})
    translate(parse("完成。", source, "plain"), Termbase(concepts=()), engine, source=source, target=target)
    assert engine.requests[0].target_language == asked


@pytest.mark.parametrize("mode", list(Mode))
def test_into_english_a_model_reads_the_same_in_every_mode_around_the_terms(mode: Mode) -> None:
    termbase = Termbase(concepts=(Concept(id="1", terms=(Term(text="3亿工程", language="zh"), Term(text="Project 300", language="en"))),))
    engine = ScriptedEngine({})
    translate(parse("3亿工程于5月4日花了3亿。", "zh", "plain"), termbase, engine, source="zh", target="en", mode=mode)
    request = engine.requests[0]
    assert request.told == ("3亿工程" if mode is Mode.OFF else "Project 300") + "于May 4花了300 million。"
    assert request.source == "3亿工程于5月4日花了3亿。", "what a model of translation pairs reads, which never saw a text in two languages"


@pytest.mark.parametrize(
    ("source", "target", "terms", "text", "expected", "why"),
    [
        ("en", "zh", (("AIs", "认可机构"),), "the AIs grew", "the 认可机构 grew", "into Chinese every rendering"),
        ("zh", "en", (("认可机构", "authorized institutions"),), "认可机构增加", "authorized institutions增加", "into English one of several words"),
        ("zh", "en", (("金管局", "HKMA"),), "金管局表示", "金管局表示", "a single one is a hint only: its article would be lost"),
        ("en", "zh", (("banks", "银行"), ("BKs", "银行")), "banks (BKs)", "银行 (BKs)", "none twice"),
        ("en", "zh", (("the Fund", "基金组织"), ("IMF", "货币基金组织（基金组织）")), "the Fund (“IMF”) said", "货币基金组织（基金组织） said", "one that says both"),
        ("en", "zh", (("bond market", "债券市场"),), "the **bond** market", "the **bond** market", "markup inside a term stays"),
        ("en", "zh-Hant", (("AIs", "認可機構"),), "the AIs", "the 认可机构", "a model reads Simplified"),
    ],
)
def test_a_model_reads_renderings_in_the_place_of_terms(
    source: str, target: str, terms: tuple[tuple[str, str], ...], text: str, expected: str, why: str
) -> None:
    concepts = tuple(Concept(id=here, terms=(Term(text=here, language=source), Term(text=there, language=target))) for here, there in terms)
    engine = ScriptedEngine({})
    translate(parse(text, source, "markdown"), Termbase(concepts=concepts), engine, source=source, target=target, mode=Mode.HINT)
    assert engine.requests[0].told == expected, why
