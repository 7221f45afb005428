"""What becomes of a target when it leaves the model: its beginning."""

from __future__ import annotations

import pytest

from glossary.termbase import CaseRule, Concept, Term, Termbase
from translate.documents import parse
from translate.engines.scripted import ScriptedEngine
from translate.pipeline import translate

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
        ("iOS系统", "ios systems", "ios systems", "... too"),
    ],
)
def test_an_english_target_begins_with_a_capital(text: str, said: str, expected: str, why: str) -> None:
    engine = ScriptedEngine({text.removeprefix("（一）"): said})
    done = translate(parse(text, "zh", "markdown"), TERMBASE, engine, source="zh", target="en")
    assert done.text == expected, why
    assert not [each for each in done.report.requirements if each.target is None]
