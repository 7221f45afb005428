"""What becomes of a target when it leaves the model: its beginning and its end."""

from __future__ import annotations

import pytest

from glossary.termbase import CaseRule, Concept, Term, Termbase
from translate.documents import parse
from translate.engines.scripted import ScriptedEngine
from translate.pipeline import translate
from translate.task import Mode

TERMBASE = Termbase(
    concepts=(
        Concept(id="gdp", terms=(Term(text="国内生产总值", language="zh-Hans"), Term(text="gross domestic product", language="en"))),
        Concept(id="app", terms=(Term(text="应用", language="zh-Hans"), Term(text="app", language="en", case=CaseRule.AS_IS))),
    )
)


@pytest.mark.parametrize(
    ("text", "said", "expected", "why"),
    [
        ("国内生产总值", "gross domestic product", "Gross domestic product", "a heading that is a rendering"),
        ("（一）国内生产总值", "gross domestic product", "(1) Gross domestic product", "behind a label"),
        ("**发展**很快", "**growth** is fast", "**Growth** is fast", "inside emphasis"),
        ("“发展”", "“growth”", "“Growth”", "inside quotation marks"),
        ("应用商店", "app store", "app store", "a rendering that keeps its case"),
        ("手机", "iPhone sales", "iPhone sales", "a word with a capital inside"),
        ("电量", "kWh", "kWh", "a unit"),
        ("网址", "example.com is ours", "example.com is ours", "an address"),
        ("`code`可用", "`code` works", "`code` works", "code"),
        ("e-CNY试点", "e-CNY pilot", "e-CNY pilot", "as the source begins in Latin letters"),
        ("在2023年增长。", "in 2023, it grew.", "In 2023, it grew.", "a short word"),
        ("GDP增长", "the GDP grows", "The GDP grows", "capitals at the source's beginning"),
        ("深入改革", "in-depth reform", "In-depth reform", "a hyphen"),
        ("公斤", "kg", "kg", "a unit by itself"),
        ("iOS系统", "ios systems", "ios systems", "... too"),
    ],
)
def test_an_english_target_begins_with_a_capital(text: str, said: str, expected: str, why: str) -> None:
    engine = ScriptedEngine({text.removeprefix("（一）"): said})
    done = translate(parse(text, "zh", "markdown"), TERMBASE, engine, source="zh", target="en")
    assert done.text == expected, why
    assert not [each for each in done.report.requirements if each.target is None]


def test_behind_a_semicolon_no_sentence_begins() -> None:
    long = "坚持" + "改革" * 60 + "；" + "坚持" + "开放" * 60 + "。"
    first, second = (part + mark for part, mark in zip(long.rstrip("。").split("；"), "；。", strict=True))
    engine = ScriptedEngine({first: "we must uphold reform;", second: "and uphold opening up."})
    done = translate(parse(long, "zh", "plain"), Termbase(concepts=()), engine, source="zh", target="en", mode=Mode.OFF)
    assert done.text == "We must uphold reform; and uphold opening up."


@pytest.mark.parametrize(
    ("source", "said", "expected"),
    [("We trust the masses.", "我们相信群众", "我們相信羣眾。"), ("We trust **the masses**.", "我们相信**群众**", "我們相信**羣眾**。")],
)
def test_a_mark_at_the_end_is_no_part_of_the_rendering_before_it(source: str, said: str, expected: str) -> None:
    """Regression: with the stop in it, the rendering was not spelt as the termbase has it."""
    termbase = Termbase(concepts=(Concept(id="1", terms=(Term(text="masses", language="en"), Term(text="羣眾", language="zh-Hant"))),))
    engine = ScriptedEngine({source: said})
    done = translate(parse(source, "en", "markdown"), termbase, engine, source="en", target="zh-Hant")
    assert done.text == expected
    [requirement] = done.report.requirements
    assert requirement.target is not None
    assert done.text[requirement.target.start : requirement.target.end] == "羣眾"
