"""Markdown: what is translated, what stays, and markup that comes through a translation."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.documents import parse, read, restore, strip_markup
from translate.documents.inline import Markup, scan

GOLDEN = Path(__file__).parent / "golden"


def segments_of(text, language="zh"):
    return parse(text, language, "markdown").segments


def marked(text, language="zh"):
    return [segment.marked for segment in segments_of(text, language)]


def test_golden_document():
    """A notice with everything in it: its segments, and its translation."""
    document = read(GOLDEN / "notice.zh.md", "zh")
    listing = "".join(f"{segment.kind} {segment.paragraph}: {segment.marked}\n" for segment in document.segments)
    assert listing == (GOLDEN / "notice.segments.txt").read_text(encoding="utf-8")
    targets = (GOLDEN / "notice.en.txt").read_text(encoding="utf-8").splitlines()
    written = document.write(targets, "en")
    assert written == (GOLDEN / "notice.en.md").read_text(encoding="utf-8")
    again = parse(written, "en", "markdown")
    assert [segment.marked for segment in again.segments] == targets
    assert [segment.kind for segment in again.segments] == [segment.kind for segment in document.segments]


def test_line_endings_stay():
    text = (GOLDEN / "notice.zh.md").read_text(encoding="utf-8").replace("\n", "\r\n")
    document = parse(text, "zh", "markdown")
    targets = (GOLDEN / "notice.en.txt").read_text(encoding="utf-8").splitlines()
    expected = (GOLDEN / "notice.en.md").read_text(encoding="utf-8").replace("\n", "\r\n")
    assert document.write(targets, "en") == expected


# Each row: text, its segments as an engine sees them, why.
BLOCKS = [
    ("", [], "nothing"),
    ("# 摘要\n金管局说明。\n", ["摘要", "金管局说明。"], "a paragraph directly below its heading"),
    ("## 摘要 ##\n\n标题\n---\n", ["摘要", "标题"], "both kinds of headings"),
    ("#没有空格\n", ["#没有空格"], "no heading without a space"),
    ("> 引用\n> > 更深\n", ["引用", "更深"], "quotes in quotes"),
    ("- 甲\n  - 乙\n\n    续\n1) 丙\n* [ ] 丁\n", ["甲", "乙", "续", "丙", "丁"], "lists in lists, tasks"),
    ("图1 增长\n资料来源：统计处。\n", ["图1 增长", "资料来源：统计处。"], "lines that are no wrapped paragraph stay lines"),
    ("第一行，\n第二行。\n", ["第一行，第二行。"], "a line that ends with a comma goes on"),
    ("> 第一行，\n> 第二行。\n", ["第一行，第二行。"], "in quotes as well"),
    ("第一行，  \n第二行，\\\n第三行，<br>第四行。\n", ["第一行，", "第二行，", "第三行，", "第四行。"], "hard breaks are breaks"),
    ("|甲|乙\\|丙|\n|-|-|\n|`a\\|b`|12|\n", ["甲", "乙|丙"], "cells; a bar behind a backslash; nothing to translate"),
    ("a|b\n-|-\n甲|乙\n", ["a", "b", "甲", "乙"], "a table without bars at its sides"),
    ("    代码\n\n~~~\n代码\n~~~\n", [], "code"),
    ("<div>\n块\n</div>\n\n<!-- 注 -->\n", [], "HTML blocks"),
    ("---\n题: 值\n---\n正文\n", ["正文"], "front matter"),
    ("[甲]: https://a.b\n[^1]: 脚注。\n", ["脚注。"], "link definitions stay, notes are translated"),
    ("正文。[^1]\n\n[^1]: 无空格\n", ["正文。[^1]", "无空格"], "a note that looks like a link definition"),
    ("* * *\n\n***\n", [], "rules"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "segments", "why"), BLOCKS, ids=[why for *_, why in BLOCKS])
def test_blocks(text, segments, why):
    assert marked(text) == segments
    assert parse(text, "zh", "markdown").write(segments, "zh") == text


# Each row: a line, its text, what an engine sees, why.
INLINE = [
    ("推进*改*和**革**。", "推进改和革。", "推进*改*和**革**。", "emphasis"),
    ("推进_ 改_和__革__。", "推进_ 改_和__革__。", "推进_ 改_和__革__。", "underscores inside words are none"),
    ("~~旧~~新，3~5%", "旧新，3~5%", "~~旧~~新，3~5%", "strikethrough; a single tilde is a range"),
    ("**“一带一路”**倡议", "“一带一路”倡议", "**“一带一路”**倡议", "emphasis that ends at a Chinese quotation mark"),
    ("见[甲](a(b).html '题')和[乙][x]、[x]", "见甲和乙、x", "见[甲](#1)和[乙](#2)、[x](#3)", "links of all kinds"),
    ("见[甲]和[乙](", "见[甲]和[乙](", "见[甲]和[乙](", "no links"),
    ("有![图](a.png)和![](b.png)", "有图和![](b.png)", "有![图](#1)和![](b.png)", "images; one without a text is a literal"),
    ("[![标](a.png) 链](b)在", "标 链在", "[![标](#2) 链](#1)在", "an image in a link"),
    ("用`*代码*`、<b>粗</b>、<https://a.b>", "用`*代码*`、<b>粗</b>、<https://a.b>", "用`*代码*`、<b>粗</b>、<https://a.b>", "literals"),
    (r"\*非\* 1 * 2 &amp; &lt;甲", "*非* 1 * 2 & <甲", r"\*非\* 1 * 2 & <甲", "escapes and entities; only what would be markup is escaped"),
    ("**全部。都是。**", "全部。", "全部。", "what marks a whole line stays outside"),
    ("**全部。**后面。", "全部。", "**全部。**", "but what marks only its first sentence doesn't"),
    ("前面**一。二。**", "前面一。二。", "前面**一。二。**", "no sentence ends inside emphasis"),
    ("***甲** 乙*丙", "甲 乙丙", "***甲** 乙*丙", "emphasis in emphasis"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "text", "sees", "why"), INLINE, ids=[why for *_, why in INLINE])
def test_inline(line, text, sees, why):
    document = parse(f"{line}\n\n[x]: u\n", "zh", "markdown")
    first = document.segments[0]
    assert (first.text, first.marked) == (text, sees)
    assert strip_markup(first.marked)[0] == text
    for index, character in enumerate(first.text):
        start, _ = first.side.locate(index, index + 1)
        assert document.text[start] in {character, "&"}


def test_literals_are_protected():
    (segment,) = segments_of("用`a`和<br/>、<i>甲</i>、https://a.b/c。说明[^2]\n")[:1]
    assert [segment.text[start:end] for start, end in segment.protected] == ["`a`"]
    (_, segment) = segments_of("用`a`和<br/>、<i>甲</i>、https://a.b/c、说明[^2]\n")
    assert [segment.text[start:end] for start, end in segment.protected] == ["<i>", "</i>", "https://a.b/c", "[^2]"]


# Each row: from, to, text, targets, what is written, why.
WRITTEN = [
    ("zh", "en", "见[甲](u 't')和[乙][x]。\n\n[x]: v", ["[B](#2) and [A](#1)."], "[B][x] and [A](u 't').\n\n[x]: v", "links may change places"),
    ("zh", "en", "见[x]。\n\n[x]: v", ["See [X2](#1)."], "See [X2][x].\n\n[x]: v", "a link that was its own label keeps the label"),
    ("zh", "en", "见[甲](u)。", ["See [this](#7)."], r"See this.", "a link that doesn't exist"),
    ("zh", "en", "甲。", ["# 1"], r"\# 1", "accidental heading"),
    ("zh", "en", "甲。", ["1. one"], r"1\. one", "accidental list"),
    ("zh", "en", "甲。", ["- one"], r"\- one", "accidental bullet"),
    ("zh", "en", "甲。", ["> one"], r"\> one", "accidental quote"),
    ("zh", "en", "甲。", ["[a]: b"], r"\[a]: b", "accidental definition"),
    ("zh", "en", "# 甲", ["C #"], r"# C \#", "accidental end of a heading"),
    ("zh", "en", "|甲|\n|-|\n", ["a | b"], "|a \\| b|\n|-|\n", "accidental cell"),
    ("zh", "en", "甲。", ["a\n\nb"], "a b", "accidental paragraph"),
    ("zh", "en", "甲。", ["2 * 3 * 4, a*b*c_d_"], r"2 * 3 * 4, a*b*c_d\_", "what the target marks is kept; idle signs need no backslash"),
    ("zh", "en", "甲。", ["f(*) <b [c](d)"], r"f(\*) \<b \[c\](d)", "signs that would be markup"),
    ("zh", "en", "甲**乙。**丙。", ["A **B.**", "C."], "A **B.** C.", "emphasis up to the full stop, before a space"),
    ("en", "zh", "Ants **bite.** Cats.", ["甲**乙。**", "丙。"], "甲**乙**。丙。", "and in Chinese, where CommonMark would not see its end"),
    ("zh", "zh-Hant", "请看*甲*。", ["請看**“乙”**吧。"], "請看“**乙**”吧。", "emphasis moves inside quotation marks"),
    ("en", "zh", "One.\nTwo.\n", ["一。", "二。"], "一。\n二。\n", "lines stay lines"),
    ("zh", "en", "> 一，\n> 二。三。\n", ["One, two.", "Three."], "> One, two. Three.\n", "a wrapped sentence becomes one line"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "text", "targets", "written", "why"), WRITTEN, ids=[row[-1] for row in WRITTEN])
def test_writing(source, target, text, targets, written, why):
    assert parse(text, source, "markdown").write(targets, target) == written


# Each row: source, hypothesis, terms (source, rendering), restored, lost, why.
SOURCE = "推进**高水平对外开放**，见[清单](https://example.org)。"
OPENING = ("高水平对外开放", "high-standard opening up")
RESTORED = [
    (SOURCE, "Promote **opening up**; see [list](#1).", [], "Promote **opening up**; see [list](#1).", [], "the engine kept everything"),
    (SOURCE, "See the [list](#1), promote **it**.", [], "See the [list](#1), promote **it**.", [], "in another order"),
    (SOURCE, "Promote high-standard opening up; see [list](#1).", [OPENING],
     "Promote **high-standard opening up**; see [list](#1).", [], "emphasis goes around the term's rendering"),
    (SOURCE, "Promote **high-standard opening up; see [list](#1).", [OPENING],
     "Promote **high-standard opening up**; see [list](#1).", [], "also where half of its markers are there"),
    (SOURCE, "Promote *high-standard opening up*; see [list](#1).", [],
     "Promote **high-standard opening up**; see [list](#1).", [], "strong that became emphasis"),
    (SOURCE, "Promote high-standard opening up; see [list] (#1).", [],
     "Promote high-standard opening up; see [list](#1).", ["**高水平对外开放**"], "emphasis without a place is dropped, and named"),
    (SOURCE, "Promote **opening up**; see the list.", [],
     "Promote **opening up**; see the list. [](#1)", ["[清单](#1)"], "a link without a place goes to the end"),
    (SOURCE, "**Promote** **opening up**; see [list](#1).", [OPENING],
     "**Promote** opening up; see [list](#1).", [], "one marker too many, and nothing tells which"),
    ("**改革：**要深入。", "Reform: go deeper.", [], "**Reform:** go deeper.", [], "the leading clause"),
    ("**一是**坚持改革。", "First, adhere to reform.", [], "**First**, adhere to reform.", [], "an ordinal"),
    ("增长**5.2%**左右。", "Growth of about 5.2%.", [], "Growth of about **5.2%**.", [], "the same figure"),
    ("“**改革开放**”。", "\"Reform and opening up\".", [], "\"**Reform and opening up**\".", [], "the whole but for its punctuation"),
    ("见[规划](u)。", "See the plan.", [("规划", "the plan")], "See [the plan](#1).", [], "a link around a rendering"),
    ("改革开放。", "**Reform** and # opening up*", [], "Reform and # opening up", [], "markup that the source doesn't have"),
    ("2 * 3 是**六**。", "2 * 3 is **six**.", [], "2 * 3 is **six**.", [], "a literal star"),
    ("用`代码`写[^1]。", "Write with 代码.", [], "Write with `代码`.[^1]", [], "code marks and note references come back"),
    ("用`a`写<b>好</b>。", "Write well.", [], "Write well.", ["`a`", "<b>", "</b>"], "literals that are gone are named"),
    ("改革开放。", "Reform <b>and</b> `code`.", [], r"Reform \<b>and\</b> \`code\`.", [], "literals that the engine made up are text"),
    ("改革开放。", "Reform\n\nand  opening up.\n", [], "Reform and  opening up.", [], "line breaks"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "hypothesis", "terms", "restored", "lost", "why"), RESTORED, ids=[row[-1] for row in RESTORED])
def test_restoring(source, hypothesis, terms, restored, lost, why):
    (segment,) = segments_of(source)
    plain, _ = strip_markup(hypothesis)
    pairs = [
        ((start, start + len(term)), (place, place + len(rendering)))
        for term, rendering in terms
        if (start := segment.text.find(term)) >= 0 and (place := plain.find(rendering)) >= 0
    ]
    result = restore(segment, hypothesis, pairs)
    assert (result.marked, list(result.lost)) == (restored, lost)


def test_a_link_at_the_end_is_written_as_its_url():
    document = parse(f"{SOURCE}\n\n见[它](a.md)吧，有许多别的内容。", "zh", "markdown")
    targets = ["Promote **opening up**. [](#1)", "There is much else. [](#1)"]
    assert document.write(targets, "en") == (
        "Promote **opening up**. <https://example.org>\n\nThere is much else. [a.md](a.md)"
    )


def test_plain_segments_have_no_markup_to_restore():
    (segment,) = parse("甲*乙*丙", "zh").segments
    assert restore(segment, "a **b\nc").marked == "a **b c"


def test_offsets_of_stripped_text_point_into_the_marked():
    text, offsets = strip_markup(r"**A** \*b\* [c d](#1)")
    assert text == "A *b* c d"
    assert [r"**A** \*b\* [c d](#1)"[offset] for offset in offsets] == list(text)


PIECES = ["# ", "- ", "1. ", "> ", "**", "*", "_", "`", "[", "](u)", "](#1)", "|", "\n", "\n\n", "\r\n", "  ", "    ", "改革", "开放。",
          "“", "”", "，", "a", "B. ", "3.5%", "---", "~~", "<br>", "<b>", "http://a.b/c", "\\", "&amp;", "[^1]", "[^1]: ", "[x]: u",
          "\n|--|--|\n", "\t", "：", "!", "　", "```\n", "&#42;", "\0"]  # fmt: skip
MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(MARKDOWN, st.text(max_size=80)), st.sampled_from(["zh", "en"]))
def test_unchanged_segments_give_the_text_back(text, language):
    document = parse(text, language, "markdown")
    assert document.write([segment.marked for segment in document.segments], language) == text


@settings(max_examples=300, deadline=None)
@given(MARKDOWN, st.sampled_from(["zh", "en"]))
def test_offsets_and_markers(text, language):
    position = 0
    for segment in segments_of(text, language):
        assert position <= segment.slot.start < segment.slot.end
        position = segment.slot.end
        assert segment.text == segment.text.strip() != ""
        assert strip_markup(segment.marked)[0] == segment.text
        for index, character in enumerate(segment.text):
            start, _ = segment.side.locate(index, index + 1)
            assert text[start] == character or character in " &*\ufffd"


WORDS = st.lists(
    st.sampled_from(["改革", "开放", "，", "“", "”", "**", "*", "~~", "[", "](u)", " ", "the ", "\\*", "5%", "`x` ", "：", "_", "!"]),
    min_size=1, max_size=20,
).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(WORDS)
def test_every_hypothesis_comes_out_with_the_markers_of_its_source_or_they_are_named(line):
    """Whatever an engine writes: the source itself, without its markers, or with all of them doubled."""
    for segment in segments_of(line):
        wanted = sorted((span.kind, span.tail) for span in scan(segment.marked, syntax="marked").spans)
        for hypothesis in (segment.marked, segment.text, segment.marked.replace("*", "**")):
            result = restore(segment, hypothesis)
            there = sorted((span.kind, span.tail) for span in scan(result.marked, syntax="marked").spans)
            assert there == wanted or result.lost
            assert restore(segment, result.marked).marked == result.marked or result.lost


@settings(max_examples=300, deadline=None)
@given(WORDS, st.sampled_from(["en", "zh"]))
def test_what_was_written_reads_as_what_was_meant(line, language):
    """A paragraph rewritten through its marked targets holds the same text again."""
    document = parse(line, language, "markdown")
    written = document.write([f"{segment.marked} " for segment in document.segments], language)

    def text(segments):
        return "".join(segment.text for segment in segments).replace(" ", "")

    assert text(parse(written, language, "markdown").segments) == text(document.segments)


KINDS = {"em": Markup.EMPHASIS, "strong": Markup.STRONG, "s": Markup.STRIKE, "link": Markup.LINK}


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(["*", "**", "_", "__", "a", "b", " ", ".", '"', "~~", "[x", "](u)", "(c)", "&amp;", "\\*"]), min_size=1, max_size=12))
def test_inline_syntax_is_that_of_markdown_it(pieces):
    """Read strictly, text and spans are what markdown-it finds, which gives no offsets."""
    from markdown_it import MarkdownIt

    line = "".join(pieces).strip()
    if not line or "~~~" in line or ("[" in line and any(mark in line for mark in "*_~")):
        return  # markdown-it reads four tildes, and the inside of a link, in its own way
    text, spans, opened = "", [], []
    for token in MarkdownIt("commonmark").enable("strikethrough").parseInline(line)[0].children:
        if token.type == "text":
            text += token.content
        elif token.nesting == 1:
            opened.append(len(text))
        elif token.nesting == -1:
            spans.append((KINDS[token.type.removesuffix("_close")], opened.pop(), len(text)))
    inline = scan(line, strict=True)
    assert inline.text == text
    assert sorted((span.kind, span.start, span.end) for span in inline.spans) == sorted(span for span in spans if span[1] < span[2])
