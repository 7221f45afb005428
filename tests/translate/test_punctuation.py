"""The marks of a target: full-width in Chinese, curved in English."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.termbase import Concept, Term, Termbase
from translate.documents import parse
from translate.engines.scripted import ScriptedEngine
from translate.pipeline import translate
from translate.punctuation import chinese_marks, english_marks, straight_marks, title_marks
from translate.task import Mode


def edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    for start, end, mark in reversed(edits):
        text = text[:start] + mark + text[end:]
    return text


def tidied(text: str, language: str = "zh-Hans", kept: tuple[tuple[int, int], ...] = ()) -> str:
    return edited(text, chinese_marks(text, language, kept))


CASES = [
    ("电子账单服务 (EBPP) 自2013年推出", "电子账单服务（EBPP）自2013年推出", "an acronym in brackets, with blanks around"),
    ("长期增长组合（LTGP) 的投资", "长期增长组合（LTGP）的投资", "a pair of two kinds"),
    ("税务(修订)(第2号)条例", "税务（修订）（第2号）条例", "brackets in a title"),
    ("(八) 完善机制", "（八）完善机制", "a label"),
    ("支付 (包括转账 (FPS)) 服务", "支付（包括转账（FPS））服务", "brackets inside brackets"),
    ("f(x) = 2 (y)", "f(x) = 2 (y)", "no Chinese beside or between them"),
    ("香港,内地;澳门:三地", "香港，内地；澳门：三地", "half-width marks"),
    ("好吗? 好!", "好吗？好！", "... and the blank behind"),
    ("增长2.5%, 其中GDP,出口", "增长2.5%，其中GDP，出口", "behind a figure or an acronym, before Chinese"),
    ("政府统计处.", "政府统计处。", "a stop at the end"),
    ("这是第一.第二句.", "这是第一。第二句。", "a stop between two sentences"),
    ("**完成.**", "**完成。**", "... before the end of emphasis"),
    ("增长为5.3%.", "增长为5.3%。", "... behind a figure"),
    ("中国加入WTO.", "中国加入WTO。", "... behind letters"),
    ("图1:", "图1：", "a colon at the end"),
    ("增长 [^1].", "增长 [^1]。", "... behind a note"),
    ("**增长** (GDP), *出口*:发展", "**增长**（GDP），*出口*：发展", "around emphasis"),
    ("见a.cn/b.", "见a.cn/b.", "an address"),
    ("中国银行Co., Ltd.", "中国银行Co., Ltd.", "an abbreviation"),
    ("WTO.", "WTO.", "nothing Chinese"),
    ("美国(U.S.)经济，富公司(Foo Corp.)，下午(3 p.m.)", "美国（U.S.）经济，富公司（Foo Corp.），下午（3 p.m.）", "abbreviations in brackets"),
    ("收购Foo Corp.", "收购Foo Corp.", "... at the end"),
    ("于12:30开始，1,338亿，2.5%", "于12:30开始，1,338亿，2.5%", "a time, a grouped number, a decimal"),
    ("见https://a.cn/b,c", "见https://a.cn/b,c", "an address"),
    ("见http://a.cn。", "见http://a.cn。", "... its colon"),
    ("一系列在 构建网络方面的努力，如下", "一系列在构建网络方面的努力，如下", "a blank inside a sentence"),
    ("第一章 总则", "第一章 总则", "... it may mean something in a heading"),
    ("使用 WTO 规则，好", "使用 WTO 规则，好", "a blank between Chinese and Latin is a matter of taste"),
    ("说： “好” ，他", "说：“好”，他", "blanks beside quotation marks"),
    ('他说"好"，又说"走"。', "他说“好”，又说“走”。", "straight quotation marks"),
    ('5" 的屏幕', '5" 的屏幕', "... one alone is none"),
    ("「一帶」和『一路』", "“一帶”和‘一路’", "the other script's quotation marks"),
    ("[见(甲)](#1) 和 [乙](#2)(丙)", "[见（甲）](#1) 和 [乙](#2)（丙）", "the target of a link is no bracket"),
    (r"\(甲\)", r"\(甲\)", "escaped brackets"),
    ("半个(括号", "半个(括号", "a bracket without its other half"),
    ("约５．３％，１，２３４人，３，４月", "约5.3%，1,234人，3，4月", "... with the marks of a number"),  # noqa: RUF001
    ("小组ＲＣＧ（Ａ）的第３次会议", "小组RCG（A）的第3次会议", "full-width letters and digits"),  # noqa: RUF001
    ("", "", "nothing"),
]
TRADITIONAL = [
    ("推出“一帶一路”，即‘絲路’。", "推出「一帶一路」，即『絲路』。", "both kinds"),
    ("他說“‘好’是好”。", "他說「『好』是好」。", "one inside the other"),
    ('債券通"開通"。', "債券通「開通」。", "straight ones"),
    ("HKMA’s “Fintech” 與‘新’", "HKMA’s「Fintech」與『新』", "an apostrophe is none"),
    ("半個“引號", "半個“引號", "one without its other half"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CASES)
def test_simplified(text: str, expected: str, why: str) -> None:
    assert tidied(text) == expected == tidied(expected), why


@pytest.mark.parametrize(("text", "expected", "why"), TRADITIONAL)
def test_traditional(text: str, expected: str, why: str) -> None:
    assert tidied(text, "zh-HK") == expected == tidied(expected, "zh-HK"), why


def test_english_is_left_alone() -> None:
    assert tidied("Hong Kong (香港) , 内地", "en") == "Hong Kong (香港) , 内地"


def test_what_is_kept_stays_as_it_is() -> None:
    text = "认可机构(AI) 和 基金 (组织)"
    assert tidied(text, kept=((0, 8), (11, 18))) == text
    assert tidied(text, kept=((0, 8),)) == "认可机构(AI) 和 基金（组织）"


def test_many_blanks_and_brackets_take_no_time() -> None:
    began = time.process_time()
    for text in ("中" + " " * 20_000 + "a", "(" * 10_000 + ")" * 10_000, "中" + "," * 20_000, "*" * 20_000 + ",中"):
        chinese_marks(text, "zh", ())
    assert time.process_time() - began < 2


@given(st.text(alphabet="中文 (（)）,，.。:\"“”「」a1*[]#", max_size=30), st.sampled_from(["zh-Hans", "zh-Hant"]))
def test_no_word_is_lost(text: str, language: str) -> None:
    edits = chinese_marks(text, language, ())
    assert all(before[1] <= after[0] for before, after in pairwise(edits))
    once = tidied(text, language)
    words = [character for character in text if character.isalnum()]
    assert [character for character in once if character.isalnum()] == words


def test_a_translation_has_them_but_for_its_renderings_and_code() -> None:
    source = "The electronic bill service (EBPP) uses `a (b)` of the \"Bond Connect\"."
    engine = ScriptedEngine({source: "电子账单(服务) (EBPP) 用 `a (b)` 的“债券通”."})
    termbase = Termbase(
        concepts=(Concept(id="1", terms=(Term(text="electronic bill service", language="en"), Term(text="电子账单(服务)", language="zh-Hans"))),)
    )
    done = translate(parse(source, "en", "markdown"), termbase, engine, source="en", target="zh-Hans", mode=Mode.HINT)
    assert done.text == "电子账单(服务)（EBPP）用 `a (b)` 的“债券通”。"
    [requirement] = done.report.requirements
    assert done.text[requirement.target.start : requirement.target.end] == "电子账单(服务)"


def curved(text: str, kept: tuple[tuple[int, int], ...] = (), *, straight: bool = False) -> str:
    return edited(text, english_marks(text, kept, straight=straight))


CURVED = [
    ("Hong Kong's \"Gold Coast\" is \"good.\"", "Hong Kong’s “Gold Coast” is “good.”", "an apostrophe and quotations, one with a stop inside"),
    ("**\"Going global\"** and \"**bringing in**\"", "**“Going global”** and “**bringing in**”", "emphasis inside and outside"),
    ("(\"x\") and [\"y\"](#1)", "(“x”) and [“y”](#1)", "brackets and a link"),
    ("the '90s and 'soft' power", "the ’90s and ‘soft’ power", "an apostrophe at the beginning, and single quotation marks"),
    ("rock 'n' roll and the '98 floods", "rock ’n’ roll and the ’98 floods", "... of a word or a year"),
    ("\"A\",\"B\" and:\"C\".", "“A”,“B” and:“C”.", "without blanks"),
    ("~~\"x\"~~ and \"x\"|\"y\"", "~~“x”~~ and “x”|“y”", "... and with other signs beside"),
    ("the '10 major projects' and '95 percent'", "the ‘10 major projects’ and ‘95 percent’", "... but for quotations that begin with figures"),
    ("He said:\"Go\"and left.", "He said:“Go”and left.", "no blank on either side"),
    ("the banks' assets, the 1990s' crises", "the banks’ assets, the 1990s’ crises", "at the end"),
    ("\"'Soft' power,\" he said", "“‘Soft’ power,” he said", "one quotation in another, at its beginning"),
    ("He said, \"It's 'fine'.\"", "He said, “It’s ‘fine’.”", "... and at its end"),
    ("\"opened in one segment", "“opened in one segment", "a quotation of several sentences"),
    ("closed in the next.\"", "closed in the next.”", "... its end"),
    ("the \"2025\" plan, \"100\" of them", "the “2025” plan, “100” of them", "figures"),
    ("the \"four-new\"-type", "the “four-new”-type", "before a hyphen"),
    ("a 5'10\" man with 3\" pipes", "a 5'10\" man with 3\" pipes", "feet and inches"),
    ("a <b title=\"x\">b</b>", "a <b title=\"x\">b</b>", "attributes"),
    ("\"\" and a\"b and \"", "\"\" and a\"b and \"", "nothing that is known"),
    ("the “four new” ones’", "the “four new” ones’", "curved ones"),
]


@pytest.mark.parametrize(("text", "wanted"), [case[:2] for case in CURVED], ids=[case[2] for case in CURVED])
def test_english_has_curved_marks(text: str, wanted: str) -> None:
    assert curved(text) == wanted
    assert curved(wanted) == wanted


def test_english_has_straight_marks_where_it_is_asked_to() -> None:
    assert curved("the “four new” ‘ones’, the people’s", straight=True) == "the \"four new\" 'ones', the people's"


def test_what_is_kept_has_its_marks() -> None:
    assert curved("the people's \"people's\"", kept=((4, 12),)) == "the people's “people’s”"


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        ((), None),  # nothing
        (("走出去", "2026年"), None),  # no marks
        (("“走出去”",), False),
        (("「走出去」", "『走出去』"), False),
        (('"走出去"', "引进来"), True),
        (("people's congress", "the people’s ‘own’"), False),  # more curved than straight ones
        (("「走出去」，北緯22°17'30\"、東經114°10'30\"",), False),  # degrees
        (("HK$'000", "（$'000）"), None),  # the head of a table
        (("“走出去”<a href=\"x\" title=\"y\" id='z'>",), False),  # a tag
    ],
)
def test_how_texts_are_typed(texts: tuple[str, ...], wanted: bool | None) -> None:
    assert straight_marks(texts) is wanted


MARKS_OF_A_DOCUMENT = [
    ("“走出去”。", "the people", "The state’s “going global”.", "curved as a rule"),
    ('"走出去"。', "the people", "The state's \"going global\".", "straight where the source is"),
    ('"走出去"。', "the people’s", "The state’s “going global”.", "... but for a termbase that has curved ones"),
    ("“走出去” `f(\"x\", 'y', \"z\")`。", "the people", "The state’s “going global”.", "... and not where code is"),
    ("“走出去”。", "the people's", "The state's \"going global\".", "straight where the termbase is"),
]


@pytest.mark.parametrize(("source", "rendering", "wanted"), [case[:3] for case in MARKS_OF_A_DOCUMENT], ids=[case[3] for case in MARKS_OF_A_DOCUMENT])
def test_a_document_has_marks_of_one_kind(source: str, rendering: str, wanted: str) -> None:
    engine = ScriptedEngine({source: "The state's “going global\"."})
    termbase = Termbase(concepts=(Concept(id="1", terms=(Term(text="人民", language="zh"), Term(text=rendering, language="en"))),))
    done = translate(parse(source, "zh", "markdown"), termbase, engine, source="zh", target="en")
    assert done.text == wanted


@given(st.text(alphabet="ab 1.,'\"“”‘’*_()-", max_size=30), st.booleans())
def test_curving_changes_marks_only(text: str, straight: bool) -> None:
    once = curved(text, straight=straight)
    assert len(once) == len(text)
    assert all(was == now or was in "'\"“”‘’" for was, now in zip(text, once, strict=True))
    if straight:
        assert not set(once) & set("“”‘’")


TITLES = [
    # target, the title that stands there, what it becomes, why
    ("根據銀行業條例第20條", "銀行業條例", "根據《銀行業條例》第20條", "in a sentence"),
    ("根據《銀行業條例》第20條", "銀行業條例", "根據《銀行業條例》第20條", "in marks already"),
    ("根據「銀行業條例」第20條", "銀行業條例", "根據「銀行業條例」第20條", "in other marks"),
    ("《財政年報》和銀行業條例", "銀行業條例", "《財政年報》和《銀行業條例》", "behind another title"),
    ("根據**銀行業條例**", "銀行業條例", "根據《**銀行業條例**》", "in emphasis"),
    ("「**銀行業條例**」", "銀行業條例", "「**銀行業條例**」", "... and in marks"),
    ("根據《支付條例》", "《支付條例》", "根據《支付條例》", "a title with its marks"),
]


@pytest.mark.parametrize(("target", "title", "expected", "why"), TITLES, ids=[case[3] for case in TITLES])
def test_titles_of_laws_have_title_marks(target: str, title: str, expected: str, why: str) -> None:
    start = target.index(title)
    for place, _, mark in reversed(title_marks(target, [(start, start + len(title))])):
        target = target[:place] + mark + target[place:]
    assert target == expected


@pytest.mark.parametrize(
    ("term", "rendering", "source", "said", "expected"),
    [
        ("Banking Ordinance", "銀行業條例", "Under the Banking Ordinance, it may.", "根据银行业条例，它可以。", "根據《銀行業條例》，它可以。"),
        ("Tax (Amendment) Bill 2017", "2017年稅務（修訂）條例草案", "The Tax (Amendment) Bill 2017 passed.", "2017年税务（修订）条例草案通过。", "《2017年稅務（修訂）條例草案》通過。"),
        ("Principal Ordinance", "主體條例", "The Principal Ordinance rules.", "主体条例为准。", "主體條例為準。"),
        ("electronic bill", "電子帳單", "An electronic bill came.", "电子账单来了。", "電子帳單來了。"),
        ("Basic Law", "基本法", "The Basic Law rules.", "基本法为准。", "基本法為準。"),
    ],
)
def test_ordinances_and_bills_have_title_marks(term: str, rendering: str, source: str, said: str, expected: str) -> None:
    termbase = Termbase(concepts=(Concept(id="1", terms=(Term(text=term, language="en"), Term(text=rendering, language="zh-Hant"))),))
    done = translate(parse(source, "en", "plain"), termbase, ScriptedEngine({source: said}), source="en", target="zh-Hant")
    assert done.text == expected
    for requirement in done.report.requirements:
        assert requirement.target is not None


def test_two_titles_side_by_side() -> None:
    """Regression: 《銀行業條例《》證券條例》."""
    target = "銀行業條例證券條例"
    for place, _, mark in reversed(title_marks(target, [(0, 5), (5, 9)])):
        target = target[:place] + mark + target[place:]
    assert target == "《銀行業條例》《證券條例》"
