"""The labels of headings, articles and list items: no model reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.number_words import chinese
from glossary.termbase import Concept, Term, Termbase
from translate.documents import parse
from translate.engines.scripted import ScriptedEngine
from translate.labels import continued, in_chinese, label, ordinals
from translate.pipeline import translate

CASES = [
    # source, its label, what English has, why
    ("一、把握新形势", "一、", "I.", "a section"),
    ("一、2025年工作回顾", "一、", "I.", "... before a year"),
    ("十四、其他", "十四、", "XIV.", "a later one"),
    ("（八）推动城市发展", "（八）", "(8)", "a part of it"),
    ("(十一) 繁荣文化", "(十一) ", "(11)", "half-width, with a blank: no November"),
    ("（3）推进改革", "（3）", "(3)", "with digits"),
    ("（a）申请人", "（a）", "(a)", "a letter"),
    ("(ii) 申請人", "(ii) ", "(ii)", "a small Roman number"),
    ("1、加强领导", "1、", "1.", "an item"),
    ("2\uff0e完善制度", "2\uff0e", "2.", "with a full-width point"),
    ("第一章　总则", "第一章　", "Chapter I", "a chapter of a law"),
    ("第三节 法律责任", "第三节 ", "Section 3", "a section of it"),
    ("第一百二十條 本法自公布之日起施行。", "第一百二十條 ", "Article 120", "an article, in Traditional"),
    ("第二编", "第二编", "Part II", "nothing else"),
    ("第12条 国家保护", "第12条 ", "Article 12", "with digits"),
    ("圖 1 2016年市場匯率", "圖 1 ", "Chart 1", "the caption of a chart (before: Chart 1 shows ...)"),
    ("图表2：增长", "图表2：", "Chart 2:", "... with a colon"),
    ("表1　贷款", "表1　", "Table 1", "... of a table"),
    ("資料來源：政府統計處。", "資料來源：", "Source:", "where it is from"),
    ("注：初步数。", "注：", "Note:", "a note"),
    ("備註: 無", "備註: ", "Remark:", "a remark"),
    ("图1 显示增长", "", "", "a chart is spoken of"),
    ("图2 展示了增长。", "", "", "... in a sentence"),
    ("表3 中，增长较快", "", "", "... in it"),
    ("表1列载数字", "", "", "... a table"),
    ("一、二线城市", "", "", "first-tier and second-tier"),
    ("一、二、三产业", "", "", "an enumeration"),
    ("3、4号楼", "", "", "two numbers"),
    ("1.5万亿元", "", "", "a decimal"),
    ("（三）项规定", "", "", "item (3) is spoken of"),
    ("（三）规定的企业", "", "", "... in another way"),
    ("（一）（二）项", "", "", "... and two in a row"),
    ("（一）类企业", "", "", "a class"),
    ("（b）段所述的公司", "", "", "a paragraph is spoken of"),
    ("一、 二线城市", "", "", "a blank between"),
    ("1.x版本", "", "", "a version"),
    ("千、万户", "", "", "thousands"),
    ("（一）、（二）项", "", "", "... and two of them"),
    ("第三条道路", "", "", "a third way"),
    ("第一，加强领导", "", "", "firstly: left to the model"),
    ("二〇二六年一月", "", "", "a year"),
    ("（二〇二六年）", "", "", "a year in brackets"),
    ("十分重要", "", "", "no number at all"),
]


@pytest.mark.parametrize(("text", "stands", "written", "why"), CASES, ids=[row[3] for row in CASES])
def test_label(text: str, stands: str, written: str, why: str) -> None:
    found = label(text, "zh", "en-GB")
    assert (found and (text[: found.length], found.written)) == ((stands, f"{written} ") if stands else None), why


INTO_CHINESE = [
    # source, its label, what Simplified Chinese has, why
    ("(2) The Ministry said", "(2) ", "（2）", "an item"),
    ("(c) no fee is charged.", "(c) ", "（c）", "with a letter (before: （）)"),
    ("(iv) others", "(iv) ", "（iv）", "with a small Roman number"),
    ("Chapter 1 General Provisions", "Chapter 1 ", "第一章 ", "a chapter of a law"),
    ("Chapter IV: Liability", "Chapter IV: ", "第四章 ", "... in Roman, with a colon"),
    ("Part Two — Tasks", "Part Two — ", "第二部分 ", "... in words"),
    ("Section 12", "Section 12", "第十二节 ", "nothing else"),
    ("Article 120 These measures are formulated.", "Article 120 ", "第一百二十条 ", "an article"),
    ("II. Overview", "II. ", "二、", "a section"),
    ("I. Overview", "I. ", "一、", "the first one"),
    ("Chart 1: Exports", "Chart 1: ", "图1：", "the caption of a chart"),
    ("Table 2.1. Growth", "Table 2.1. ", "表2.1：", "... of a table"),
    ("(a) and (b) apply", "", "", "two are spoken of"),
    ("(2024) No. 5", "", "", "a year"),
    ("Article 3 of the Law", "", "", "an article is spoken of"),
    ("Section 12 applies.", "", "", "... a section"),
    ("Chart 1 shows", "", "", "... a chart"),
    ("Chart 1 Real GDP growth", "Chart 1 ", "图1 ", "a caption without a mark"),
    ("Chart 3 China's exports grew.", "", "", "... a sentence"),
    ("Source: Census Department.", "Source: ", "资料来源：", "where it is from"),
    ("Notes: Figures are preliminary.", "Notes: ", "注：", "notes"),
    ("Note that it grew", "", "", "no label"),
    ("I. M. Pei built it", "", "", "initials"),
    ("Part C: Medicare", "", "", "a letter, and no Roman hundred (before: 第一百部分)"),
    ("Section 301 Tariffs on Goods", "", "", "a section of another law"),
    ("Article One Hundred", "", "", "a number of two words"),
    ("CHAPTER I GENERAL PROVISIONS", "CHAPTER I ", "第一章 ", "in capitals"),
    ("Article 3 (Scope)", "Article 3 ", "第三条 ", "brackets behind it"),
    ("Article 3.", "Article 3.", "第三条 ", "a stop and nothing else"),
    ("(a) in the case of a company", "(a) ", "（a）", "a small word behind it"),
    ("(b) to take measures", "(b) ", "（b）", "... another one"),
    ("(b) of this section", "", "", "it is spoken of"),
    ("(a) through (c) apply", "", "", "... from and to"),
    ("Article 23 Legislation in Hong Kong", "", "", "a name"),
    ("I think so", "", "", "a pronoun"),
    ("IIII. Overview", "", "", "no number"),
    ("(1,2) and", "", "", "no label"),
]


@pytest.mark.parametrize(("text", "stands", "written", "why"), INTO_CHINESE, ids=[row[3] for row in INTO_CHINESE])
def test_label_into_chinese(text: str, stands: str, written: str, why: str) -> None:
    found = label(text, "en", "zh-Hans")
    assert (found and (text[: found.length], found.written)) == ((stands, written) if stands else None), why


def test_sections_of_hong_kong_are_left_to_a_model() -> None:
    """Section 12 of an ordinance is 第12條, Part 2 第2部."""
    found = [label(text, "en-GB", "zh-HK") for text in ("Article 23 The State shall", "Chapter 3 Rights", "Section 12 A person", "Part 2 Rights")]
    assert [each and each.written for each in found] == ["第二十三条 ", "第三章 ", None, None]


@pytest.mark.parametrize("text", ["V. Lee", "I. Newton was born in 1642"])
def test_an_initial_is_a_label_in_headings_only(text: str) -> None:
    assert label(text, "en", "zh", "cell") is None
    assert label(text, "en", "zh", "heading") is not None


@given(st.integers(1, 999))
def test_a_chinese_numeral_is_read_as_it_was_written(number: int) -> None:
    assert chinese(in_chinese(number)) == number


@pytest.mark.parametrize(("number", "numeral"), [(10, "十"), (20, "二十"), (103, "一百零三"), (110, "一百一十"), (215, "二百一十五"), (300, "三百")])
def test_chinese_numerals(number: int, numeral: str) -> None:
    assert in_chinese(number) == numeral


def test_other_languages_keep_their_labels() -> None:
    assert label("一、概述", "zh", "de") is None
    assert label("II. Overview", "en", "de") is None


@given(st.text(alphabet="一二十百第章条（）()、\uff0e.12年 的", max_size=12))
def test_whatever_begins_a_text_a_label_is_its_beginning(text: str) -> None:
    found = label(text, "zh-Hant", "en")
    assert found is None or (0 < found.length <= len(text) and found.written.isascii() and found.written == found.written.strip() + " ")


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("一是经济回升。", {"一是": "First, "}, "a sentence of its own"),
        ("主要做了：一是稳增长；二是调结构，三是惠民生。", {"一是": "first, ", "二是": "second, ", "三是": "third, "}, "within a sentence"),
        ("十是加强监管。", {"十是": "Tenth, "}, "the last one"),
        ("一是不断深化改革；二是不准腐败。", {"一是": "First, ", "二是": "second, "}, "a negation is no reason"),
        ("一是一，二是二。", {}, "to call a spade a spade"),
        ("这三是什么", {}, "no mark before it"),
        ("是否可行", {}, "no number"),
    ],
)
def test_what_is_counted(text: str, expected: dict[str, str], why: str) -> None:
    found = ordinals(text, "zh", "en")
    assert {text[span.start : span.end]: word for span, word in found.items()} == expected, why
    assert ordinals(text, "zh", "de") == {}


TERMBASE = Termbase(
    concepts=(
        Concept(id="out", terms=(Term(text="走出去", language="zh-Hans"), Term(text="going global", language="en"))),
        Concept(id="tiers", terms=(Term(text="（一）类", language="zh-Hans"), Term(text="class (1)", language="en"))),
    )
)


@pytest.mark.parametrize(
    ("text", "asked", "said", "expected", "why"),
    [
        ("## （八）坚持走出去\n", "坚持走出去", "Keep going global", "## (8) Keep going global\n", "a heading"),
        ("一、坚持**走出去**。\n", "坚持**走出去**。", "Keep **going global**.", "I. Keep **going global**.\n", "markup behind it"),
        ("一、坚持**走出去**。\n", "坚持**走出去**。", "Keep going global.", "I. Keep **going global**.\n", "markup that has to be put back"),
        ("**一、**走出去\n", "走出去", "Going global", "**I.** Going global\n", "markup around it (before: left to the model)"),
        ("**第二条** 坚持*走出去*。\n", "坚持*走出去*。", "Keep *going global*.", "**Article 2** Keep *going global*.\n", "... and behind it"),
        ("**一、走出去**\n", "走出去", "Going global", "**I. Going global**\n", "markup around all of it"),
        ("**一、继续**发展\n", "**一、继续**发展", "**I. Continue** developing", "**I. Continue** developing\n", "markup that goes on behind it: left to the model"),
        ("图1：走出去（见图2）\n", "走出去（见图2）", "Going global (Figure 2)", "Figure 1: Going global (Figure 2)\n", "a caption"),
        ("（一）类走出去\n", "（一）类走出去", "Class (1) going global", "Class (1) going global\n", "part of a term"),
    ],
)
def test_a_model_reads_what_stands_behind_a_label(text: str, asked: str, said: str, expected: str, why: str) -> None:
    engine = ScriptedEngine({asked: said})
    done = translate(parse(text, "zh", "markdown"), TERMBASE, engine, source="zh", target="en")
    assert {request.source for request in engine.requests} == {asked}, why
    told = {request.told.replace("going global", "走出去").replace("Figure 2", "图2").replace("class (1)", "（一）类") for request in engine.requests}
    assert told == {asked}, "before: 'ure 1：' of a caption"
    assert done.text == expected, why
    for requirement in done.report.requirements:
        assert requirement.target is not None
        assert done.text[requirement.target.start : requirement.target.end].lower() in {"going global", "class (1)"}


@pytest.mark.parametrize(
    ("text", "told", "said", "expected"),
    [
        ("二是坚持走出去。", "Second, 坚持going global。", "Second, we keep going global.", "Second, we keep going global."),
        ("任务是：一是走出去。", "任务是：first, going global。", "The task is, first, going global.", "The task is, first, going global."),
    ],
)
def test_what_is_counted_stands_in_the_source_and_begins_the_target(text: str, told: str, said: str, expected: str) -> None:
    """Before: "Two new quality productive forces" for 二是新质生产力."""
    engine = ScriptedEngine({text: said})
    done = translate(parse(text, "zh", "plain"), TERMBASE, engine, source="zh", target="en")
    [request] = engine.requests
    assert (request.told, request.beginning) == (told, "Second," if text.startswith("二") else "")
    assert done.text == expected
    assert not done.report.issues


def test_a_label_by_itself_needs_no_model() -> None:
    engine = ScriptedEngine()
    done = translate(parse("第二章\n\n（三）\n", "zh", "plain"), TERMBASE, engine, source="zh", target="en")
    assert done.text == "Chapter II\n\n(3)\n"
    assert not engine.requests
    assert not done.report.issues


@pytest.mark.parametrize(
    ("text", "asked", "said", "expected", "why"),
    [
        ("(c) No fee is charged.\n", "No fee is charged.", "不收费。", "（c）不收費。\n", "an item"),
        ("**Article 1** Support it.\n", "Support it.", "支持。", "**第一條** 支持。\n", "markup around it"),
        ("**(1)** Support it.\n", "Support it.", "支持。", "**（1）** 支持。\n", "a blank, without which it would be no emphasis"),
        ("Article 3. The State protects it.\n", "The State protects it.", "国家保护它。", "第三條 國家保護它。\n", "a stop behind it (before: 第三條。)"),
        ("Table 2.1. Growth (Chart 2)\n", "Growth (Chart 2)", "增长（图2）", "表2.1：增長（圖2）\n", "... behind a caption's"),
        ("## Chapter 1 Peace, stability\n", "Peace, stability", "和平，稳定", "## 第一章 和平，穩定\n", "the blank stays"),
        ("Chart 1: Growth (Chart 2)\n", "Growth (Chart 2)", "增长（图2）", "圖1：增長（圖2）\n", "a caption"),
    ],
)
def test_into_chinese_too(text: str, asked: str, said: str, expected: str, why: str) -> None:
    engine = ScriptedEngine({asked: said})
    done = translate(parse(text, "en", "markdown"), Termbase(concepts=()), engine, source="en", target="zh-Hant")
    [request] = engine.requests
    assert request.source == asked, why
    assert [hint.rendering for hint in request.hints] == (["图2"] if "Chart 2" in text else []), why
    assert done.text == expected, why


@pytest.mark.parametrize(("text", "said"), [("**（一）**走出去战略", "The strategy of expanding abroad"), ("**第一条** 走出去战略。", "The strategy.")])
def test_a_label_in_emphasis_is_no_part_of_the_order(text: str, said: str) -> None:
    """Regression: the places of terms were counted from the end of the marked label, and none was left to force one at."""
    asked = text.rsplit("**", maxsplit=1)[-1].strip()
    done = translate(parse(text, "zh", "markdown"), TERMBASE, ScriptedEngine({asked: said}), source="zh", target="en")
    assert "**" in done.text
    assert "trategy" in done.text


CONTINUED = [
    ("Calendar of Events 2015 (continued)", "en", "zh", "（续）", " (continued)"),
    ("Table 3 (Cont'd)", "en", "zh-Hant", "（续）", " (Cont'd)"),
    ("大事紀要（續）", "zh-Hant", "en", " (continued)", "（續）"),
    ("大事记（续完）", "zh", "en", None, None),
    ("He (continued) went on", "en", "zh", None, None),
    ("Tableau (continued)", "en", "fr", None, None),
]


@pytest.mark.parametrize(("text", "source", "target", "written", "stands"), CONTINUED)
def test_what_goes_on_says_so(text: str, source: str, target: str, written: str | None, stands: str | None) -> None:
    found = continued(text, source, target)
    assert (found and (found.written, text[-found.length :])) == (written and (written, stands))


def test_a_model_reads_the_heading_without_it() -> None:
    engine = ScriptedEngine({"**Events**": "**大事纪要**", "Events": "大事纪要"})
    done = translate(parse("# Events (HK$ million) (continued)\n\n# **Events** (continued)\n\n(continued)\n", "en", "markdown"), Termbase(concepts=()), engine, source="en", target="zh-Hant")
    assert done.text == "# 大事紀要（百萬港元）（續）\n\n# **大事紀要**（續）\n\n（續）\n"
