"""What is no translation, and what merely looks odd."""

from __future__ import annotations

import pytest

from glossary.termbase import Concept, Term, Termbase
from translate.degenerate import loop, problems
from translate.documents import parse
from translate.engines.scripted import ScriptedEngine
from translate.pipeline import translate
from translate.prompt import EXAMPLE

ZH = "坚持高水平对外开放，推动经济社会持续健康发展，不断改善民生福祉。"
EN = "We will keep opening up, promote sustained development and keep improving the lives of the people."

DEGENERATE = [
    ("zh", ZH, "", "there is no translation", "nothing at all"),
    ("zh", "通知", "——", "there is no translation", "dashes say nothing"),
    ("zh", ZH, "We will, we will, we will, we will, we will, we will, we will,", "it repeats itself", "a loop of words"),
    ("en", EN, "我们将推动发展发展发展发展发展发展发展发展", "it repeats itself", "a loop of characters"),
    ("zh", ZH, "We support the building of the zone in the west of the province, and support the building of the zone in the west of the province.", "it repeats itself", "a clause said twice, with other words before the first"),
    ("en", f"{EN} All of us.", "我们将推动高水平对外开放，持续深化各领域合作，推动高水平对外开放，持续深化各领域合作。", "it repeats itself", "two clauses said twice"),
    ("zh", ZH, ZH, "it was left untranslated", "the source once more"),
    ("zh", "关于印发方案的通知", "关于 the 方案通知", "it was left untranslated", "mostly the source"),
    ("en", EN, "We will keep opening up and promote development.", "it was left untranslated", "English where Chinese is wanted"),
    ("zh", ZH, f"Here is the translation: {EN}", "it has a remark that the source does not have", "a remark before it"),
    ("zh", "改革开放", "Reform and opening up (Note: a policy since 1978)", "it has a remark that the source does not have", "a remark behind it"),
    ("en", EN, "以下是翻译：我们将坚持开放，推动持续发展，不断改善人民生活。", "it has a remark that the source does not have", "a remark in Chinese"),
    ("zh", "统筹高水平对外开放", "The Committee has been coordinating opening up.", "it speaks of a committee", "the prompt's example"),
    ("zh", "为支持民企，出台条例", "To support firms, the Committee issued rules", "it speaks of a committee", "... within a sentence"),
    ("en", "Opening up", "委員會認為應當開放", "it speaks of a committee", "... in Chinese"),
    ("zh", ZH, "Yes.", "it is too short for a translation (0.0 times the source)", "an answer"),
    ("zh", ZH + ZH, EN, "it is too short for a translation (0.4 times the source)", "half of a long source left out"),
    ("en", f"{EN} {EN}", "我们将坚持开放，推动持续发展，不断改善人民生活。", "it is too short for a translation (0.4 times the source)", "... into Chinese"),
    ("en", "What is reform and how far should it go in our days?", "改革是一个漫长而复杂的过程，需要各方面共同努力，" + ZH + "坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，加快构建新发展格局，着力推动高质量发展，防范化解重点领域风险", "it is too long for a translation", "an essay"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "source", "target", "problem", "why"), DEGENERATE)
def test_degenerate(language, source, target, problem, why) -> None:
    found = problems(source, target, language, "en" if language == "zh" else "zh")
    assert any(each.startswith(problem) for each in found), found


def test_the_example_that_is_recognised_is_that_of_the_prompt() -> None:
    for source, target in (("zh", "en"), ("en", "zh-Hans")):
        assert any(each.startswith("it speaks of a committee") for each in problems("—开放—open", EXAMPLE.texts[target], source, target))


SOUND = [
    ("zh", ZH, EN, "a translation"),
    ("en", EN, ZH, "and back"),
    ("zh", "全国人大财经委认为可行", "The Committee considers it feasible", "a committee of the source"),
    ("zh", "党中央决定", "Decisions of the Central Committee", "another one"),
    ("en", "We heard the views of the public", "我们听取了委员会的意见", "not at the beginning: Chinese has other words for it"),
    ("en", "The Board met", "委员会开会", "... in other words"),
    ("zh", "略", "omitted", "short sources have no proportion"),
    ("zh", "……", "...", "nothing to translate"),
    ("zh", "1.2.3", "1.2.3", "no letters"),
    ("zh", "HKMA GDP", "HKMA GDP", "what may stay as it is"),
    ("en", "World Trade Organization", "WTO", "a name without ordinary words"),
    ("zh", "一步一步一步一步一步一步走", "step by step by step by step by step by step by step", "the source repeats itself too"),
    ("zh", "第一章 …………………………… 1", "Chapter 1 ................................ 1", "dots of a table of contents"),
    ("zh", "注：数字为初步统计数。", "Note: figures are preliminary.", "a note that is a note"),
    ("en", "Note: figures are preliminary and may change.", "注：数字为初步统计数，可能变动。", "and back"),
    ("zh", f"{ZH}{ZH}", f"{EN} {EN}", "the source says it twice"),
    ("zh", "我们要加强粤港澳大湾区建设，加强粤港澳大湾区建设。", "We must strengthen the development of the Greater Bay Area, strengthen the development of the Greater Bay Area.", "... in few characters"),
    ("zh", "全世界人民大团结万岁！全世界人民大团结万岁！", "Long live the great unity of the people of all the world, long live the great unity of the people of all the world!", "... an exclamation"),
    ("zh", "同比增长13.5%，同比增长3.5%。", "up by 13.5 percent over the same period of the previous year, and 3.5 percent over the same period of the previous year", "two figures"),
    ("zh", "历任中国证券监督管理委员会副主席、主席", "He has served as Vice Chairman of the China Securities Regulatory Commission, Chairman of the China Securities Regulatory Commission.", "two offices"),
    ("zh", "工业、农业，工业、农业", "Industry, agriculture, industry, agriculture", "short words said twice"),
    ("zh", "好，好，好，好！", "Good, good, good, good!", "four times a short word is fewer than twelve characters a loop needs or the source's own"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "source", "target", "why"), SOUND)
def test_sound(language, source, target, why) -> None:
    assert problems(source, target, language, "en" if language == "zh" else "zh") == ()


def test_a_source_is_measured_with_the_shortest_of_its_renderings() -> None:
    """Regression: five acronyms for five long names were "too short"."""
    names = {"国际货币基金组织": "IMF", "世界银行": "World Bank", "世界贸易组织": "WTO", "经济合作与发展组织": "OECD", "亚洲基础设施投资银行": "AIIB"}
    terms = [Concept(id=acronym, terms=(Term(text=name, language="zh-Hans"), Term(text=acronym, language="en"))) for name, acronym in names.items()]
    source = f"{'、'.join(names)}发布联合声明。"
    said = f"The {', '.join(names.values())} issued a joint statement."
    done = translate(parse(source, "zh", "plain"), Termbase(concepts=tuple(terms)), ScriptedEngine({source: said}), source="zh", target="en")
    assert done.text == said
    assert not done.report.issues


def test_what_the_length_bound_cut_off_is_told() -> None:
    assert problems(ZH, EN, "zh", "en", finished=False) == ("it was cut off",)


def test_where_a_loop_begins() -> None:
    text = "We opened up. We will go on. We will go on. We will go on. We will go on. We will"
    found = loop(text)
    assert found is not None
    assert text[: found[0]] == "We opened up. We will go on"  # what comes now has been there
    assert loop("We will go on and on.") is None
