"""What a model says again beside a rendering, since it was going to say so itself."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.termbase import Concept, Term, Termbase
from translate.documents import parse
from translate.engines.scripted import ScriptedEngine
from translate.pipeline import translate
from translate.repeats import repeats

CASES = [
    # target, the rendering that stands there, what the target becomes, why
    ("支付工具的牌照事務事務和系統", "牌照事務", "支付工具的牌照事務和系統", "its end"),
    ("將推出新的新跨境聯網", "新跨境聯網", "將推出新跨境聯網", "an adjective that it begins with"),
    ("推动高水平的|高水平对外开放", "高水平对外开放", "推动高水平对外开放", "its beginning, as an adjective"),
    ("由香港|香港金融管理局公布", "香港金融管理局", "由香港金融管理局公布", "its beginning"),
    ("繳費服務（EBPP）服務自2013年", "繳費服務", "繳費服務（EBPP）自2013年", "its end behind brackets"),
    ("中央銀行會議（EMEAP）（EMEAP）轄下", "中央銀行會議", "中央銀行會議（EMEAP）轄下", "brackets"),
    ("推動可持續發展發展中國家", "可持續發展", "推動可持續發展發展中國家", "what is the beginning of another word"),
    ("支持可持续发展|发展中国家", "发展中国家", "支持可持续发展发展中国家", "... or the end of one"),
    ("推进资本市场市场化", "资本市场", "推进资本市场市场化", "... with another character behind it"),
    ("降低小微企业企业所得税", "小微企业", "降低小微企业企业所得税", "... or a word of its own"),
    ("銀行的|銀行帳利率風險", "銀行帳利率風險", "銀行的銀行帳利率風險", "whose it is"),
    ("最新的新能源汽车", "新能源汽车", "最新的新能源汽车", "a part of another adjective"),
    ("設立新的新加坡辦事處", "新加坡", "設立新的新加坡辦事處", "what is none"),
    ("銀行、銀行業", "銀行業", "銀行、銀行業", "what is one of a list"),
    ("新的銀行和新跨境聯網", "新跨境聯網", "新的銀行和新跨境聯網", "what stands elsewhere"),
    ("会议（一）（二）", "会议", "会议（一）（二）", "other brackets"),
    ("净亏损（12）（12）", "净亏损", "净亏损（12）（12）", "figures in brackets"),
]


def _mended(target: str, language: str, places: list[tuple[int, int]], source: str = "") -> str:
    for start, end, instead in reversed(repeats(target, source, language, places)):
        target = target[:start] + instead + target[end:]
    return target


@pytest.mark.parametrize(("target", "rendering", "expected", "why"), CASES, ids=[case[3] for case in CASES])
def test_repeats(target: str, rendering: str, expected: str, why: str) -> None:
    """In a target the rendering stands behind the bar, or where it stands first."""
    start = target.index("|") if "|" in target else target.index(rendering)
    assert _mended(target.replace("|", ""), "zh-Hant", [(start, start + len(rendering))]) == expected


def test_in_english_only_brackets() -> None:
    text = "the Monetary Authority (HKMA) (HKMA) and the authority"
    assert _mended(text, "en", [(4, 22)]) == "the Monetary Authority (HKMA) and the authority"
    assert _mended(text, "en", [(4, 22)], "金管局（HKMA）（HKMA）") == text, "the source has them too"


@given(st.text("银行业发展新的（）", max_size=30), st.integers(0, 30), st.integers(1, 8))
def test_what_goes_is_disjoint_and_said_beside_it(target: str, start: int, length: int) -> None:
    place = (min(start, len(target)), min(start + length, len(target)))
    edits = repeats(target, "", "zh", [place])
    assert all(until <= begin for (_, until, _), (begin, _, _) in pairwise(edits))
    assert all(target[begin:end] in target[:begin] + target[end:] or target[begin:end].endswith("的") for begin, end, _ in edits)


def test_a_rendering_keeps_its_place() -> None:
    termbase = Termbase(concepts=(Concept(id="1", terms=(Term(text="cross-border linkage", language="en"), Term(text="新跨境聯網", language="zh-Hant"))),))
    source = "A new cross-border linkage is launched."
    done = translate(parse(source, "en", "plain"), termbase, ScriptedEngine({source: "推出新的新跨境联网联网。"}), source="en", target="zh-Hant")
    assert done.text == "推出新跨境聯網。"
    [requirement] = done.report.requirements
    assert requirement.target is not None
    assert done.text[requirement.target.start : requirement.target.end] == "新跨境聯網"
