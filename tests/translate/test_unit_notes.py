"""The unit that a heading or a cell names: no model reads it."""

from __future__ import annotations

import pytest

from glossary.termbase import Concept, Term, Termbase
from translate.documents import parse
from translate.engines.scripted import ScriptedEngine
from translate.pipeline import translate
from translate.units import unit_note

INTO_ENGLISH = [
    ("国内生产总值（亿元）", "国内生产总值", " (100 million yuan)", "亿 is no billion"),
    ("外商直接投资(億美元)", "外商直接投资", " (US$100 million)", "a currency with a sign; Traditional"),
    ("收入（百万港元）", "收入", " (HK$ million)", "a million needs no 1"),
    ("总人口 （万人）", "总人口", " (10,000 people)", "people, a blank before it"),
    ("钢产量（万噸）", "钢产量", " (10,000 tonnes)", "tonnes"),
    ("进出口总额（单位：万亿元）", "进出口总额", " (Unit: trillion yuan)", "it says what it is"),
    ("单位：亿元", "", "Unit: 100 million yuan", "a line of its own"),
    ("（人民币百万元）", "", " (million yuan)", "nothing else"),
    ("亿元", "", "100 million yuan", "... without brackets"),
    ("发电量（亿台次）", None, "", "who knows what that is?"),
    ("開支（百萬元）", None, "", "of Hong Kong, of Taiwan, or of the mainland?"),
    ("開支（人民幣百萬元）", "開支", " (million yuan)", "... it says so"),
    ("投资（亿元人民币）", "投资", " (100 million yuan)", "... behind it"),
    ("资产（百万港元，除另有注明外）", None, "", "more is said"),
    ("投资（3亿元）", None, "", "an amount"),
    ("增长", None, "", "no unit"),
]
INTO_CHINESE = [
    ("Foreign direct investment (US$ billion)", "Foreign direct investment", "（十亿美元）", "before: 亿美元, a tenth of it"),
    ("Fees (HK$’000)", "Fees", "（千港元）", "as accounts have it"),
    ("Revenue (in millions of US dollars)", "Revenue", "（百万美元）", "in words"),
    ("GDP (billion yuan)", "GDP", "（十亿元）", "what is counted behind it"),
    ("Turnover (RMB bn)", "Turnover", "（十亿元）", "cut short"),
    ("Output (million tonnes)", "Output", "（百万吨）", "tonnes"),
    ("Unit: HK$ million", "", "单位：百万港元", "a line of its own"),
    ("(HK$ million)", "", "（百万港元）", "nothing else"),
    ("Assets (US$m)", "Assets", "（百万美元）", "a letter behind the sign"),
    ("Meat (million pounds)", None, "", "money or weight?"),
    ("Homes (thousand units)", None, "", "of what?"),
    ("Loss (million head)", None, "", "who knows what that is?"),
    ("Assets (HK$ million, unless stated)", None, "", "more is said"),
    ("He paid (10 million)", None, "", "an amount"),
]


@pytest.mark.parametrize(("text", "left", "note", "why"), INTO_ENGLISH, ids=[row[3] for row in INTO_ENGLISH])
def test_into_english(text: str, left: str | None, note: str, why: str) -> None:
    found = unit_note(text, "zh-HK" if "開" in text else "zh", "en")
    assert (found and (text[: found.start], found.written)) == ((left, note) if left is not None else None), why


@pytest.mark.parametrize(("text", "left", "note", "why"), INTO_CHINESE, ids=[row[3] for row in INTO_CHINESE])
def test_into_chinese(text: str, left: str | None, note: str, why: str) -> None:
    found = unit_note(text, "en", "zh-Hans")
    assert (found and (text[: found.start], found.written)) == ((left, note) if left is not None else None), why


def test_between_other_languages_there_is_none() -> None:
    assert unit_note("GDP (billion yuan)", "en", "de") is None


def test_yuan_in_hong_kong() -> None:
    found = unit_note("GDP (billion yuan)", "en", "zh-HK")
    assert found is not None
    assert found.written == "（十亿元人民币）"


TERMBASE = Termbase(
    concepts=(
        Concept(id="fdi", terms=(Term(text="外商直接投资", language="zh-Hans"), Term(text="foreign direct investment", language="en"))),
        Concept(id="usd", terms=(Term(text="亿美元", language="zh-Hans"), Term(text="hundreds of millions of dollars", language="en"))),
    )
)


@pytest.mark.parametrize(
    ("text", "asked", "said", "expected", "why"),
    [
        ("外商直接投资（亿元）", "外商直接投资", "Foreign direct investment.", "Foreign direct investment (100 million yuan)", "a stop goes"),
        ("一、**外商直接投资**（亿元）", "**外商直接投资**", "**Foreign direct investment**", "I. **Foreign direct investment** (100 million yuan)", "a label and markup"),
        ("于2018年3月5日投资3亿元（百万元）", "于2018年3月5日投资3亿元", "Investment", "Investment (million yuan)", "a date and an amount before it"),
        ("投资（**亿**元）", "投资（**亿**元）", "Invest (**100** million yuan)", "Invest (**100** million yuan)", "markup inside: left to a model"),
        ("投资（亿美元）", "投资（亿美元）", "Hundreds of millions of dollars", "Hundreds of millions of dollars", "a term inside: left to a model"),
    ],
)
def test_a_model_reads_what_stands_before_it(text: str, asked: str, said: str, expected: str, why: str) -> None:
    engine = ScriptedEngine({asked: said})
    done = translate(parse(text, "zh", "markdown"), TERMBASE, engine, source="zh", target="en")
    assert {request.source for request in engine.requests} == {asked}, why
    assert done.text == expected, why
    for requirement in done.report.requirements:
        assert requirement.target is not None
        assert done.text[requirement.target.start : requirement.target.end].lower() in {"foreign direct investment", "hundreds of millions of dollars"}


def test_a_cell_that_is_nothing_else_needs_no_model() -> None:
    engine = ScriptedEngine({"Growth": "增长"})
    done = translate(parse("| Growth (US$ billion) | (HK$ million) |\n|---|---|\n| Unit: billion yuan | HK$ million |\n", "en", "markdown"), Termbase(concepts=()), engine, source="en", target="zh-Hant")
    assert done.text == "| 增長（十億美元） | （百萬港元） |\n|---|---|\n| 單位：十億元人民幣 | 百萬港元 |\n"
    assert [request.source for request in engine.requests] == ["Growth"]
