"""What a termbase tells of how its house writes: the conjunction of Chinese targets (marks are in test_punctuation)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.termbase import Concept, Term, Termbase
from translate.conjunctions import conjunction, other_conjunctions
from translate.documents import parse
from translate.engines.scripted import ScriptedEngine
from translate.pipeline import translate
from translate.task import Mode

SENTENCES = [
    # target, what it becomes where the house writes 及, why
    ("香港和内地的合作", "香港及内地的合作", "between two names"),
    ("媒體、教育和各種渠道", "媒體、教育及各種渠道", "the last of a list; Traditional"),
    ("信用、市场、和流动性风险", "信用、市场及流动性风险", "... with a mark before it"),
    ("加强监管，和销售手法", "加强监管，以及销售手法", "behind a comma"),
    ("和平和稳定，总和，缓和，共和国", "和平及稳定，总和，缓和，共和国", "words that it is a part of"),
    ("将和伦敦合作", "将和伦敦合作", "a preposition"),
    ("本年和去年相比，和去年不同", "本年和去年相比，和去年不同", "... of a comparison"),
    ("港元和美元挂钩", "港元和美元挂钩", "... of what is tied"),
    ("银行和资本及流动性状况", "银行和资本及流动性状况", "beside what 及 joins more closely"),
    ("银行，资本及流动性和利率", "银行，资本及流动性和利率", "... behind it"),
    ("《贸易和投资法》和其他", "《贸易和投资法》及其他", "a title stays"),
    ("和", "和", "nothing to join"),
    ("", "", "nothing"),
]


def _edited(text: str) -> str:
    for start, end, instead in reversed(other_conjunctions(text)):
        text = text[:start] + instead + text[end:]
    return text


@pytest.mark.parametrize(("target", "expected", "why"), SENTENCES, ids=[each[2] for each in SENTENCES])
def test_words_are_joined_as_the_house_has_them(target: str, expected: str, why: str) -> None:
    assert _edited(target) == expected == _edited(expected)


@given(st.text("香港和及平，、《》将银行相比", max_size=24))
def test_nothing_but_conjunctions_changes(text: str) -> None:
    edits = other_conjunctions(text)
    assert {(text[start:end], instead) for start, end, instead in edits} <= {("和", "及"), ("、和", "及"), ("和", "以及")}
    assert all(before[1] <= after[0] for before, after in pairwise(edits))


FORMAL = ["經濟及金融環境", "資本及流動性狀況", "訂單傳遞及交收", "貨幣及金融穩定", "結算及交收系統"]
PLAIN = ["法律和制度", "开放和发展", "水利和交通", "教育和科技", "企业和银行", "机会和风险"]


@pytest.mark.parametrize(
    ("texts", "expected", "why"),
    [
        (FORMAL, "及", "five of them"),
        ([*FORMAL, PLAIN[0]], "及", "... and one other"),
        ([*FORMAL, *PLAIN[:2]], "", "two others"),
        (FORMAL[:4], "", "too few"),
        (PLAIN, "和", "the other way round"),
        (["普及教育", "涉及", "以及時", "和平", "共和國", "溫和"] * 5, "", "parts of words"),
    ],
)
def test_a_termbase_tells_its_conjunction(texts: list[str], expected: str, why: str) -> None:
    assert conjunction(texts) == expected, why


def _termbase(renderings: list[str]) -> Termbase:
    terms = [("environment", "環境"), *((f"term {number}", text) for number, text in enumerate(renderings))]
    return Termbase(concepts=tuple(Concept(id=f"{number}", terms=(Term(text=english, language="en"), Term(text=text, language="zh-Hant"))) for number, (english, text) in enumerate(terms)))


@pytest.mark.parametrize(
    ("renderings", "target", "mode", "expected", "why"),
    [
        (FORMAL, "zh-Hant", Mode.REQUIRED, "銀行及環境。", "the termbase has 及"),
        (FORMAL, "zh-Hant", Mode.HINT, "銀行及環境。", "... for hints as well"),
        (FORMAL, "zh-Hant", Mode.OFF, "銀行和環境。", "without a termbase in force the model's own word"),
        (PLAIN, "zh-Hant", Mode.REQUIRED, "銀行和環境。", "the termbase has 和"),
        ([], "zh-Hant", Mode.REQUIRED, "銀行和環境。", "nothing is told"),
        ([], "zh-HK", Mode.OFF, "銀行及環境。", "official texts of Hong Kong have 及"),
        (PLAIN, "zh-HK", Mode.REQUIRED, "銀行和環境。", "... but for a termbase that has not"),
    ],
)
def test_a_document_has_it(renderings: list[str], target: str, mode: Mode, expected: str, why: str) -> None:
    """Regression: 84 times 和 in four translations whose references have 及 76 times and 和 six times."""
    source = "The banks and the environment."
    engine = ScriptedEngine({source: "银行和环境。"})
    assert translate(parse(source, "en", "plain"), _termbase(renderings), engine, source="en", target=target, mode=mode).text == expected, why


def test_no_rendering_changes() -> None:
    source = "Trade and investment and banks."
    termbase = _termbase([*FORMAL])
    joined = Concept(id="t", terms=(Term(text="trade and investment", language="en"), Term(text="貿易和投資", language="zh-Hant")))
    done = translate(parse(source, "en", "plain"), Termbase(concepts=(*termbase.concepts, joined)), ScriptedEngine({source: "贸易和投资和银行。"}), source="en", target="zh-Hant")
    assert done.text == "貿易和投資及銀行。"
