"""What a termbase tells of how its house writes: the conjunction of Chinese targets (marks are in test_punctuation)."""

from __future__ import annotations

import time
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
    ("信用、市场、 和流动性风险", "信用、市场及流动性风险", "... with a mark before it"),
    ("加强监管，和销售手法", "加强监管，以及销售手法", "behind a comma"),
    ("《贸易和投资法》和「轉數快」", "《贸易和投资法》及「轉數快」", "a title stays"),
    ("不同地区和不同行业", "不同地区及不同行业", "an adjective that could be a comparison"),
    ("产品和服务的区别", "产品及服务的区别", "... a noun"),
    ("65岁及以上人士和学生", "65岁及以上人士及学生", "beside a 及 that joins nothing"),
    ("与社区和市场保持沟通", "与社区及市场保持沟通", "with a preposition before it"),
    ("和平和稳定，总和，缓和，共和国", "和平及稳定，总和，缓和，共和国", "words that it is a part of"),
    ("实现碳中和目标，技术中和，两项之和", "实现碳中和目标，技术中和，两项之和", "... and a segmenter does not know"),
    ("国家发展和改革委员会，信和置业，和记黄埔", "国家发展和改革委员会，信和置业，和记黄埔", "names"),
    ("将和伦敦合作，我不和他交易", "将和伦敦合作，我不和他交易", "a preposition"),
    ("希望和各界携手，去年和泰国央行签署", "希望和各界携手，去年和泰国央行签署", "... behind a verb, behind a time"),
    ("本年和去年、前年相比，和去年不同", "本年和去年、前年相比，和去年不同", "... of a comparison"),
    ("港元和美元挂钩，和上季度持平", "港元和美元挂钩，和上季度持平", "... of what is tied"),
    ("香港和伦敦合作", "香港和伦敦合作", "... of what is done with somebody, as the source says"),
    ("加强监管，和业界合作。和内地会面。", "加强监管，和业界合作。和内地会面。", "... at the beginning of a clause"),
    ("银行和资本及流动性状况", "银行和资本及流动性状况", "beside what 及 joins more closely"),
    ("银行，资本及流动性和利率", "银行，资本及流动性和利率", "... behind it"),
    ("和", "和", "nothing to join"),
    ("", "", "nothing"),
]


def _edited(text: str, source: str = "this and that with them") -> str:
    for start, end, instead in reversed(other_conjunctions(text, source)):
        text = text[:start] + instead + text[end:]
    return text


@pytest.mark.parametrize(("target", "expected", "why"), SENTENCES, ids=[each[2] for each in SENTENCES])
def test_words_are_joined_as_the_house_has_them(target: str, expected: str, why: str) -> None:
    assert _edited(target, "this and that" if "内地的合作" in target else "this and that with them") == expected == _edited(expected)


def test_a_source_without_and_joins_nothing() -> None:
    assert _edited("香港和内地", "Hong Kong with the Mainland") == "香港和内地"
    assert _edited("香港和内地", "Hong Kong & the Mainland") == "香港及内地"


@given(st.text("香港和及平，、《》将银行相比", max_size=24))
def test_nothing_but_conjunctions_changes(text: str) -> None:
    edits = other_conjunctions(text, "and")
    assert {(text[start:end], instead) for start, end, instead in edits} <= {("和", "及"), ("、和", "及"), ("和", "以及")}
    assert all(before[1] <= after[0] for before, after in pairwise(edits))


def test_a_long_text_takes_no_time() -> None:
    began = time.process_time()
    other_conjunctions("銀行和環境，資本及流動性和" * 3_000, "and")
    assert time.process_time() - began < 5


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
        ([*["贸易与投资"] * 20, *FORMAL], "与", "most have 與"),
        (["18歲及以上", "65歲及以上人口", "可及性", "碳中和", "碳中和目標"] * 5, "", "what joins nothing"),
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
        (PLAIN, "zh-HK", Mode.OFF, "銀行和環境。", "... in every mode"),
        (FORMAL, "zh-HK", Mode.OFF, "銀行及環境。", "... too"),
    ],
)
def test_a_document_has_it(renderings: list[str], target: str, mode: Mode, expected: str, why: str) -> None:
    """Regression: 84 times 和 in four translations whose references have 及 76 times and 和 six times."""
    source = "The banks and the environment."
    engine = ScriptedEngine({source: "银行和环境。"})
    assert translate(parse(source, "en", "plain"), _termbase(renderings), engine, source="en", target=target, mode=mode).text == expected, why


@pytest.mark.parametrize("mode", list(Mode))
def test_a_segment_without_terms_is_the_same_in_every_mode(mode: Mode) -> None:
    source = "Banks and people."
    done = translate(parse(source, "en", "plain"), _termbase(FORMAL), ScriptedEngine({source: "银行和人。"}), source="en", target="zh-Hant", mode=mode)
    assert done.text == "銀行和人。"


@pytest.mark.parametrize(
    ("source", "said", "expected"),
    [("IV. The environment and work with banks", "和银行合作的环境", "四、和銀行合作的環境"), ("(a) The environment and banks", "环境和银行", "（a）環境及銀行")],
)
def test_a_label_is_nothing_to_join(source: str, said: str, expected: str) -> None:
    """Regression: 四及銀行合作."""
    engine = ScriptedEngine({source.split(maxsplit=1)[1]: said})
    assert translate(parse(f"# {source}", "en", "markdown"), _termbase(FORMAL), engine, source="en", target="zh-Hant").text == f"# {expected}"


def test_no_rendering_changes() -> None:
    source = "Trade and investment and banks."
    termbase = _termbase([*FORMAL])
    joined = Concept(id="t", terms=(Term(text="trade and investment", language="en"), Term(text="貿易和投資", language="zh-Hant")))
    done = translate(parse(source, "en", "plain"), Termbase(concepts=(*termbase.concepts, joined)), ScriptedEngine({source: "贸易和投资和银行。"}), source="en", target="zh-Hant")
    assert done.text == "貿易和投資及銀行。"
