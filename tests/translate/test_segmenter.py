"""Sentences: what ends one, what doesn't, and that nothing is lost."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.segmenter import LONG, VERY_LONG, other_ending, split

# Each row: language, the sentences as they should come out, why.
CASES = [
    ("zh", ["改革不停步。", "开放不止步！", "怎么办？", "再出发"], "the three enders"),
    ("zh", ["真的吗？！", "是的。"], "several enders in a row are one"),
    ("zh", ["第一段。\n", "第二段"], "a line break ends a sentence in Chinese"),
    ("zh", ["　　第一句。　", "第二句。"], "ideographic space goes with the sentence before it"),
    ("zh-Hant", ["香港經濟增長減慢。", "股市波動「加劇」。", "完"], "Traditional is Chinese too"),
    ("zh", ["他说：“今天要改革。明天要开放。”", "大家鼓掌。"], "a quotation stays together and ends its sentence"),
    ("zh", ["“改革要深入。”他说，“不能停。”", "散会。"], "who said it belongs to what was said"),
    ("zh", ["“为人民服务！”的口号深入人心。"], "an ender inside a quoted phrase that goes on with 的"),
    ("zh", ["贴出“加油！”大字报。"], "a quoted phrase that nothing introduces"),
    ("zh", ["他们喊：“加油！”", "队伍出发了。"], "the same where a colon introduces it"),
    ("zh", ["《怎么办？》一书出版。"], "a title"),
    ("zh", ["增长5%（去年为4%。）左右。"], "an ender inside parentheses within the sentence"),
    ("zh", ["会议结束。", "（掌声。）", "下一项。"], "a sentence that is all in parentheses"),
    ("zh", ["「一國兩制。」是方針。"], "corner brackets"),
    ("zh", ["一座座桥、一条条路……都是见证。"], "dots in the middle of a sentence"),
    ("zh", ["他沉默了……", "窗外下着雨。"], "dots at its end"),
    ("zh", ["增长3.5%，版本V2.0发布。", "GDP达5.2万亿。"], "decimal points"),
    ("zh", ["一是改革；二是开放；三是创新。"], "semicolons in a sentence of usual length"),
    ("zh", ["引号“没有闭合。", "也要断句。"], "a mark without its other half is no pair"),
    ("zh", ["详见下文。[^1]", "另见附件。"], "note references go with the sentence"),
    ("zh", ["The fund grew. ", "It was 5%."], "a Chinese document's English lines follow English rules"),
    ("en", ["The U.S. Treasury acted. ", "It worked."], "an abbreviation before a name"),
    ("en", ["He went to the U.S. ", "The rest stayed."], "the same before a word that begins sentences"),
    ("en", ["See No. 5 and Fig. 2 (vol. 3). ", "No. ", "Then left."], "abbreviations that want a number, and the answer no"),
    ("en", ["Mr. J. K. Smith met Dr. Wu."], "titles and initials"),
    ("en", ["Use tools, e.g. Hammers, i.e. Things vs. People."], "Latin abbreviations"),
    ("en", ["Acme Inc. Group paid St. Mary. ", "Good."], "Inc. and St. inside names"),
    ("en", ["It opens at 9 a.m. on Monday. ", "It closes at 5 p.m. ", "They leave."], "a.m. within and p.m. at the end"),
    ("en", ["Rates rose 2.5% to 3.14. ", "Prices fell."], "decimals"),
    ("en", ["Well... maybe. ", "Wait... ", "The end."], "three dots, before lower and upper case"),
    ("en", ["“Go on.” ", "He left."], "a closing quotation mark"),
    ("en", ["He said “First. Second.” ", "Then left."], "a quotation stays together"),
    ("en", ["Growth (see Table 1. It is new) slowed. ", "Jobs grew."], "parentheses"),
    ("en", ["One: two; three. ", "Four!"], "colon and semicolon never end a sentence"),
    ("en", ["“Really?” he asked. ", "Yes! we said."], "no sentence begins in lower case"),
    ("en", ["1. Introduction to trade. ", "2. Trade itself."], "a number in front of a list item"),
    ("en", ["Chart 1 Growth\n", "Source: Census and\nStatistics Department. ", "Note: preliminary."], "what a chart is from"),
    ("en", ["A wrapped\nline goes on.\n", "And on."], "one line break is white space in English"),
    ("en", ["A title\n\n", "A paragraph."], "a blank line is more"),
    ("fr", ["Il est parti. ", "Elle aussi."], "other languages with spaces follow the same rules"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "sentences", "why"), CASES, ids=[why for _, _, why in CASES])
def test_sentences(language, sentences, why):
    assert split("".join(sentences), language) == sentences


def test_long_chinese_sentences_are_cut_at_semicolons_only_as_often_as_needed():
    clause = "要坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，加快构建新发展格局"
    text = "；".join([clause] * 6) + "。"
    pieces = split(text, "zh")
    assert len(text) > LONG
    assert "".join(pieces) == text
    assert all(LONG / 3 < len(piece) <= LONG for piece in pieces)
    assert all(piece[-1] in "；。" for piece in pieces)


def test_a_semicolon_inside_quotation_marks_is_no_place_to_cut():
    quotation = "“" + "改革；开放；" * 20 + "”"
    assert split(quotation + "，" + "创新驱动发展" * 10 + "。", "zh")[0].startswith(quotation)


def test_chinese_sentences_with_commas_only_are_cut_where_they_are_gigantic():
    clause = "坚持以供给侧结构性改革为主线，"
    bearable = clause * (VERY_LONG // len(clause) - 1) + "完。"
    assert split(bearable, "zh") == [bearable]
    giant = clause * 60 + "完。"
    pieces = split(giant, "zh")
    assert "".join(pieces) == giant
    assert all(200 < len(piece) <= VERY_LONG for piece in pieces)


def test_english_sentences_are_never_cut_for_their_length():
    text = "They agreed on reform; " * 100 + "the end."
    assert split(text, "en") == [text]


def test_nothing_gives_nothing():
    assert split("", "zh") == []


PROSE = st.lists(
    st.sampled_from(
        [*"。！？；，、：“”‘’（）《》「」….!?\"'()[] \n\t　", "改革", "他说", "的", "Mr", "U.S", "The ", "a", "5", "……", "[^1]", "\r\n"]
    ),
    max_size=60,
).map("".join)


@settings(deadline=None)  # machines pause
@given(st.one_of(PROSE, st.text(max_size=200)), st.sampled_from(["zh", "zh-Hant", "en", "fr", "ja"]))
def test_joined_they_are_the_text(text, language):
    pieces = split(text, language)
    assert "".join(pieces) == text
    assert all(pieces)


@settings(deadline=None)  # machines pause
@given(PROSE.map(lambda text: text * 20))
def test_pieces_begin_with_text_except_perhaps_the_first(text):
    assert not any(piece[0].isspace() for piece in split(text, "zh")[1:])


def test_time_grows_with_the_text_and_not_faster():
    """Brackets that never close were quadratic once."""
    unit = "“（[\"a.) B《他说：“开放。”"
    started = time.process_time()
    split(unit * 2000, "zh")
    short = time.process_time() - started
    started = time.process_time()
    split(unit * 16000, "zh")
    assert time.process_time() - started < 40 * short + 0.5


STOPS = [
    # source, target, what the target becomes, why
    ("把握新形势", "Grasp the new situation.", "Grasp the new situation", "a heading has no stop"),
    ("“十五五”时期", "“The period.”", "“The period”", "... inside quotation marks"),
    ("加强领导", "Strengthen **leadership.**", "Strengthen **leadership**", "... inside emphasis"),
    ("加快发展", "To accelerate development,", "To accelerate development", "nor a comma"),
    ("Overview", "概述。", "概述", "into Chinese"),
    ("把握新形势。", "Grasp the new situation.", None, "a sentence has one"),
    ("支持企业；", "Support firms.", None, "another mark: an item of a list"),
    ("如下：", "As follows.", "As follows:", "a colon before a list"),
    ("怎么办？", "What is to be done.", None, "another mark"),
    ("（略）", "(Omitted.)", "(Omitted)", "brackets are no mark of an end"),
    ("中国银行股份有限公司", "Bank of China Co., Ltd.", None, "an abbreviation"),
    ("美国", "The U.S.", None, "an abbreviation with stops inside"),
    ("计划甲", "Plan A.", "Plan A", "one letter"),
    ("增长3.5%", "Growth of 3.5%.", "Growth of 3.5%", "a decimal is no abbreviation"),
    ("太阳", "The sun.", "The sun", "nor is a word"),
    ("No. 5", "公司No.5。", "公司No.5", "nor what a Chinese stop follows"),
    ("开放。[^1]", "Opening up [^1].", None, "a note behind a stop"),
    ("开放。①", "Opening up①.", None, "... as a digit"),
    ("未完", "To be continued...", None, "dots"),
    ("空", ".", None, "nothing but a stop"),
    ("No fee is charged.", "不收费", "不收费。", "a stop that was left out"),
    ("不收费。", "No **fee**", "No **fee**.", "... behind emphasis"),
    ("It rose (by 5%).", "增长（5%）", "增长（5%）。", "... behind brackets"),
    ("As follows:", "如下", "如下：", "a colon that was left out"),
    ("Why?", "为什么", "为什么？", "a question mark"),
    ("He said “Yes.”", "他说“好。”", None, "it stands inside quotation marks"),
    ("He said “Yes.”", "他说“好”", None, "where does it belong?"),
    ("Bank of China Co., Ltd.", "中国银行", None, "the stop of an abbreviation is none"),
    ("See a.cn/b.", "见a.cn/b", None, "behind an address it would be taken for a part of it"),
    ("Wait...", "等等", None, "dots are another mark"),
    ("(a) within 30 days;", "（a）三十日内。", "（a）三十日内；", "a semicolon into Chinese"),
    ("(b) within 60 days; and", "（b）六十日内", "（b）六十日内；", "... before the last one"),
    ("bread and", "面包和", None, "no semicolon before it"),
    ("the company; and", "公司；及", None, "the word stands behind the semicolon"),
    ("To pay a fee; or", "缴付费用，或", "缴付费用；或", "... or behind a comma"),
    ("(It was repealed.)", "（已废除）", None, "the mark stands inside brackets"),
    ("Sept.", "9月", None, "an abbreviation"),
    ("Item No.", "项目编号", None, "... behind a word"),
    ("序号", "No.", None, "... in the target"),
    ("Yes.", "是", None, "a word may be one that nobody knows"),
]


@pytest.mark.parametrize(("source", "target", "expected", "why"), STOPS, ids=[row[3] for row in STOPS])
def test_the_last_mark_is_that_of_the_source(source: str, target: str, expected: str | None, why: str) -> None:
    assert ended(source, target) == expected, why


def ended(source: str, target: str, kind: str = "paragraph") -> str | None:
    found = other_ending(source, target, "en" if target.isascii() else "zh-Hant", kind)
    return None if found is None else target[: found[0]] + found[2] + target[found[1] :]


@pytest.mark.parametrize(
    ("source", "target", "expected", "why"),
    [
        ("支持企业；", "Support firms.", "Support firms;", "an item of a list"),
        ("Support firms;", "支持企业。", "支持企业；", "into Chinese"),
        ("支持企业；", "Support **firms.**", "Support **firms;**", "inside emphasis"),
        ("支持企业；", "Support firms;", None, "it is right"),
        ("支持企业。", "Support firms.", None, "the last item"),
        ("支持有限公司；", "Support firms, Ltd.", None, "an abbreviation"),
    ],
)
def test_an_item_of_a_list_ends_with_its_semicolon(source: str, target: str, expected: str | None, why: str) -> None:
    assert ended(source, target, "item") == expected, why


@pytest.mark.parametrize("kind", ["cell", "heading"])
def test_a_cell_or_a_heading_gets_no_stop(kind: str) -> None:
    assert ended("Tel. and approx. no. of staff incl.", "电话和人数", kind) is None


def test_a_label_is_not_cut_off() -> None:
    for text in ("Article 3. The State shall protect it.", "Table 2.1. Growth of exports", "Annex A. Lists"):
        assert split(text, "en") == [text]
