"""Plain text: which lines are translated, and what of the file stays."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.errors import DocumentError, TermlockError
from translate.documents import parse, read


def marked(text, language="zh"):
    return [segment.marked for segment in parse(text, language).segments]


# Each row: language, text, its segments, why.
CASES = [
    ("zh", "", [], "nothing"),
    ("zh", " \n\r\n　\n", [], "white space only"),
    ("zh", "第一句。第二句！\n下载\n", ["第一句。", "第二句！", "下载"], "each line is a paragraph"),
    ("zh", "　　缩进的段落。  \n", ["缩进的段落。"], "indentation and trailing space stay outside"),
    ("zh", "2.5\n——\n】\n100%\nhttps://example.org/a\n实在的字\n", ["实在的字"], "lines without anything to translate"),
    ("zh", "走了。……！\n", ["走了。……！"], "a piece without letters goes with its neighbour"),
    ("zh", "1. 项目\n(2) 项目\n• 项目\n- 项目\n", ["项目", "(2) 项目", "项目", "项目"], "bullets and numbers with a space stay outside"),
    ("zh", "一、总体要求\n——报告\n1.5万亿元\n", ["一、总体要求", "——报告", "1.5万亿元"], "but what has to be translated doesn't"),
    ("zh", "请看 https://example.org/?a=1. 谢谢。\n", ["请看 https://example.org/?a=1. 谢谢。"], "a URL is not the end of a sentence"),
    (
        "en",
        "This paragraph was typed in an editor that breaks every line before it grows\n"
        "too long, so that its sentences go on from one line to the next. All of it is\n"
        "one paragraph.\n",
        [
            "This paragraph was typed in an editor that breaks every line before it grows "
            "too long, so that its sentences go on from one line to the next.",
            "All of it is one paragraph.",
        ],
        "wrapped lines are one paragraph",
    ),
    (
        "zh",
        "这一段文字是在编辑器里录入的，每一行写到差不多的长度就换到下\n一行去，所以句子会从一行继续到下一行，合起来才是完整的一段话\n，读起来不应当断开。\n",
        ["这一段文字是在编辑器里录入的，每一行写到差不多的长度就换到下一行去，所以句子会从一行继续到下一行，合起来才是完整的一段话，读起来不应当断开。"],
        "wrapped Chinese is joined without a space",
    ),
    ("en", "Roses are red,\nviolets are blue,\nsugar is sweet\n", ["Roses are red,", "violets are blue,", "sugar is sweet"], "short lines are not wrapped"),
    ("zh", "——2026年1月在第十四届\n人民代表大会第五次会议上\n", ["——2026年1月在第十四届", "人民代表大会第五次会议上"], "where in doubt, lines stay lines"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "segments", "why"), CASES, ids=[why for *_, why in CASES])
def test_segments(language, text, segments, why):
    assert marked(text, language) == segments
    assert parse(text, language).write(segments, language) == text


def test_kinds_and_paragraphs():
    segments = parse("一、总体要求\n　　第一句。第二句。\n1. 项目\n", "zh").segments
    assert [(segment.kind, segment.paragraph) for segment in segments] == [
        ("heading", 0), ("paragraph", 1), ("paragraph", 1), ("item", 2),
    ]  # fmt: skip


def test_urls_are_protected():
    (segment,) = parse("见https://example.org/a?b=c（或写信到a.b@example.org）。", "zh").segments
    assert [segment.text[start:end] for start, end in segment.protected] == ["https://example.org/a?b=c", "a.b@example.org"]


# Each row: from, to, text, targets, what is written, why.
WRITTEN = [
    ("zh", "en", "　　一句。二句。\r\n\r\n三。", ["One.", "Two.", "Three."], "　　One. Two.\r\n\r\nThree.", "a space between sentences"),
    ("zh", "en", "一句。　二句。", ["One.", "Two."], "One. Two.", "not an ideographic one"),
    ("en", "zh", "One.  Two.\nThree.\n", ["一句。", "二句。", "三。"], "一句。二句。\n三。\n", "none in Chinese"),
    ("en", "fr", "One.  Two.\n", ["Un.", "Deux."], "Un.  Deux.\n", "both have spaces: as it was"),
    ("zh-Hans", "zh-Hant", "一。 二。\n", ["壹。", "貳。"], "壹。 貳。\n", "neither has: as it was"),
    ("zh", "en", "一句。\n2.5\n", ["One\nand\r\n a half. "], "One and a half.\n2.5\n", "a target is one line"),
    ("zh", "en", "* 甲*乙*\n", ["# A*b*|c"], "* # A*b*|c\n", "nothing is markup in plain text"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "text", "targets", "written", "why"), WRITTEN, ids=[row[-1] for row in WRITTEN])
def test_writing(source, target, text, targets, written, why):
    assert parse(text, source).write(targets, target) == written


def test_the_number_of_targets_is_checked():
    with pytest.raises(DocumentError, match="1 targets for 2 segments"):
        parse("一。二。", "zh").write(["One."], "en")


def test_assemble_says_where_each_target_stands():
    text, places = parse("　　一句。二句。\n三。", "zh").assemble(["One.", "二句。", "Three."], "en")
    assert [text[start:end] for start, end in places] == ["One.", "二句。", "Three."]


def test_files_keep_byte_order_mark_and_line_endings(tmp_path: Path):
    path = tmp_path / "报告.TXT"
    for encoding, mark in [("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("gb18030", b"")]:
        data = mark + "第一句。第二句。\r\n\r\n　　尾\r\n".encode(encoding)
        path.write_bytes(data)
        document = read(path, "zh")
        written = document.write([segment.marked for segment in document.segments], "zh")
        assert document.decoded.encode(written) == data


def test_unknown_formats_are_named(tmp_path: Path):
    with pytest.raises(DocumentError, match=r'report\.pdf: suffix "\.pdf" is unknown; termlock reads documents named \.txt'):
        read(tmp_path / "report.pdf", "zh")
    with pytest.raises(DocumentError, match="the name has no suffix"):
        read(tmp_path / "report", "zh")
    with pytest.raises(DocumentError, match='"docx" is unknown; use markdown or plain'):
        parse("", "zh", "docx")
    with pytest.raises(TermlockError, match="no such file"):
        read(tmp_path / "none.txt", "zh")


LINES = st.lists(
    st.sampled_from(
        [*"。！？；，：“”（）.!?\"'() \t　-*•", "\n", "\n", "\r\n", "\r", "改革开放", "The ", "word ", "5", "1. ", "https://a.b/c", "一、",
         "a line of some length that somebody may have wrapped in an editor", "差不多长度的一行文字差不多长度的一行文字差不多"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(deadline=None)  # machines pause
@given(st.one_of(LINES, st.text(max_size=120)), st.sampled_from(["zh", "en"]))
def test_unchanged_segments_give_the_text_back(text, language):
    document = parse(text, language)
    assert document.write([segment.marked for segment in document.segments], language) == text


@settings(deadline=None)  # machines pause
@given(st.one_of(LINES, st.text(max_size=120)), st.sampled_from(["zh", "en"]))
def test_offsets_point_at_the_characters(text, language):
    for segment in parse(text, language).segments:
        assert segment.text == segment.text.strip()
        assert any(map(str.isalpha, segment.text))
        for index, character in enumerate(segment.text):
            start, end = segment.side.locate(index, index + 1)
            assert text[start:end] == character or (character == " " and text[start] in "\r\n \t　")
        for start, end in segment.protected:
            first, last = segment.side.locate(start, end)
            assert text[first:last] == segment.text[start:end]


@settings(deadline=None)  # machines pause
@given(LINES)
def test_what_was_written_reads_as_what_was_meant(text):
    document = parse(text, "zh")
    targets = [f"Text{number}" for number, _ in enumerate(document.segments)]
    again = parse(document.write(targets, "en"), "en")
    assert " ".join(segment.text for segment in again.segments).replace("\n", " ").split() == targets
