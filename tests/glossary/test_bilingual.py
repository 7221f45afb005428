"""Bilingual files: what is a pair, what is passed over, and where in the file every character stands."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.bilingual import Bilingual, Columns, opened
from glossary.bilingual.table import csv_rows
from glossary.bitext import Side
from glossary.errors import TermlockError

DATA = Path(os.environ.get("TERMLOCK_DATA", "data that is not part of the repository"))
XLIFF2 = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="zh-Hans" trgLang="en"><file id="f">{}</file></xliff>'
XLIFF12 = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="zh-CN" target-language="en" '
    'original="x" datatype="plaintext"><body>{}</body></file></xliff>'
)
TMX = '<?xml version="1.0"?>\n<tmx version="1.4"><header srclang="zh"/><body>{}</body></tmx>'


def read(tmp_path: Path, name: str, content: str | bytes, **options: str) -> tuple[Bilingual, list[tuple[str, str]]]:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = opened(path, **options)  # type: ignore[arg-type]
    pairs = list(found.pairs)
    for pair in pairs:
        placed(found, pair.source)
        placed(found, pair.target)
    return found, [(pair.source.text, pair.target.text) for pair in pairs]


def placed(file: Bilingual, side: Side) -> None:
    """Every character stands where its offset says, or something that means it does."""
    for index, char in enumerate(side.text):
        start, end = side.locate(index, index + 1)
        raw = file.text[start:end]
        means_it = (raw.startswith("&") and raw.endswith(";")) or raw.startswith("\\") or raw in {'""', "\r\n"}
        assert raw == char or means_it, (char, raw)


def tu(zh: str, en: str) -> str:
    return f'<tu><tuv xml:lang="zh"><seg>{zh}</seg></tuv><tuv xml:lang="en"><seg>{en}</seg></tuv></tu>'


def unit(inner: str, attributes: str = "") -> str:
    return f'<unit id="u" {attributes}>{inner}</unit>'


def segment(source: str, target: str) -> str:
    return f"<segment><source>{source}</source><target>{target}</target></segment>"


XLIFF_CASES = {
    # a term that an inline tag splits is one text
    "2: tags are transparent": (XLIFF2.format(unit(segment('引<pc id="1">进</pc>来<ph id="2"/>', 'a<sc id="3"/>b'))), [("引进来", "ab")]),
    "2: entities, references, CDATA": (XLIFF2.format(unit(segment("A&amp;B&#x4e2d;<![CDATA[<&amp;>]]>", "&lt;x&gt;"))), [("A&B中<&amp;>", "<x>")]),
    "2: every segment of a unit, ignorables not": (
        XLIFF2.format(unit(segment("一", "a") + "<ignorable><source> </source><target> </target></ignorable>" + segment("二", "b"))),
        [("一", "a"), ("二", "b")],
    ),
    # the module of matches has sources and targets too
    "2: alternatives are no targets": (
        XLIFF2.format(unit('<mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><mtc:match ref="#1"><source>三</source><target>c</target></mtc:match></mtc:matches>' + segment("一", "a"))),
        [("一", "a")],
    ),
    "2: notes are no text": (XLIFF2.format(unit("<notes><note>走出去</note></notes>" + segment("一", "a"))), [("一", "a")]),
    "2: translate=no is inherited": (XLIFF2.format(f'<group id="g" translate="no">{unit(segment("一", "a"))}{unit(segment("二", "b"), "translate=&quot;yes&quot;".replace("&quot;", chr(34)))}</group>'), [("二", "b")]),
    "2: no target": (XLIFF2.format(unit("<segment><source>一</source></segment>")), []),
    "1.2: native code is no text": (
        XLIFF12.format('<trans-unit id="1"><source>引<bpt id="1">&lt;b&gt;</bpt>进<ept id="1">&lt;/b&gt;</ept>来</source><target>a<x id="2"/>b</target></trans-unit>'),
        [("引进来", "ab")],
    ),
    "1.2: a subflow is a text of its own": (
        XLIFF12.format('<trans-unit id="1"><source>引<ph id="1">alt="<sub>图</sub>"</ph>来</source><target>a<ph id="1">alt="<sub>figure</sub>"</ph></target></trans-unit>'),
        [("引来", "a"), ("图", "figure")],
    ),
    "1.2: marked segments by their mid": (
        XLIFF12.format(
            '<trans-unit id="1"><source>一。二。</source><seg-source><mrk mtype="seg" mid="1">一。</mrk><mrk mtype="seg" mid="2">二。</mrk></seg-source>'
            '<target><mrk mtype="seg" mid="2">B.</mrk> <mrk mtype="seg" mid="1">A.</mrk></target></trans-unit>'
        ),
        [("一。", "A."), ("二。", "B.")],
    ),
    "1.2: an unsegmented target answers the whole": (
        XLIFF12.format(
            '<trans-unit id="1"><source>一。二。</source><seg-source><mrk mtype="seg" mid="1">一。</mrk><mrk mtype="seg" mid="2">二。</mrk></seg-source>'
            "<target>A. B.</target></trans-unit>"
        ),
        [("一。二。", "A. B.")],
    ),
    "1.2: alt-trans is no target": (XLIFF12.format('<trans-unit id="1"><source>一</source><target>a</target><alt-trans><source>二</source><target>b</target></alt-trans></trans-unit>'), [("一", "a")]),
    "1.2: what needs translation has none": (XLIFF12.format('<trans-unit id="1"><source>一</source><target state="needs-translation">一</target></trans-unit>'), []),
}


@pytest.mark.parametrize("case", XLIFF_CASES)
def test_xliff(case: str, tmp_path: Path) -> None:
    content, expected = XLIFF_CASES[case]
    file, pairs = read(tmp_path, "a.xlf", content)
    assert pairs == expected
    assert not pairs or (file.source_language, file.target_language) == ("zh-Hans", "en")


TMX_CASES = {
    "two languages": (tu("一", "a"), [("一", "a")]),
    # hi is text, native code is not
    "inline markup": (tu("<hi>引进</hi>来<ph>&lt;br/&gt;</ph>", "<bpt i='1'>x</bpt>a<ept i='1'/>"), [("引进来", "a")]),
    "several variants of one language": ('<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="zh"><seg>一</seg></tuv><tuv xml:lang="en"><seg>b</seg></tuv></tu>', [("一", "a"), ("一", "b")]),
    "line ends and spaces stay": (tu("一\r\n  二", "a b"), [("一\n  二", "a b")]),
    "notes and properties": ("<tu><note>走</note><prop type='x'>出</prop>" + tu("一", "a")[4:], [("一", "a")]),
    "an empty target is not checked": (tu("一", " ") + tu("二", "b"), [("二", "b")]),
    "a language is missing": ('<tu><tuv xml:lang="zh"><seg>一</seg></tuv></tu>' + tu("二", "b"), [("二", "b")]),
    "characters beyond the BMP count as one": (tu("𠀀一", "😀a"), [("𠀀一", "😀a")]),
}


@pytest.mark.parametrize("case", TMX_CASES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tmx(case: str, encoding: str, tmp_path: Path) -> None:
    content, expected = TMX_CASES[case]
    text = TMX.format(content)
    _, pairs = read(tmp_path, "a.tmx", text.encode(encoding))
    assert pairs == expected


def test_what_is_passed_over_is_told(tmp_path: Path) -> None:
    file, _ = read(tmp_path, "a.tmx", TMX.format(tu("一", "") + tu("二", "b") + '<tu><tuv xml:lang="zh"><seg>三</seg></tuv></tu>'))
    assert [line.split(": ", 1)[1] for line in file.told()] == ["1 segment is not translated yet and not checked", "1 segment is without zh or without en and not checked"]


PO = 'msgid ""\nmsgstr ""\n"Language: zh_CN\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
PO_CASES = {
    "one entry": ('msgid "a"\nmsgstr "一"\n', [("a", "一")]),
    # a text goes on over lines, and escapes are characters
    "continued and escaped": ('msgid ""\n"go\\n"\n"ing \\"out\\""\nmsgstr "走\\t出"\n', [('go\ning "out"', "走\t出")]),
    "context, comments, references": ('# x\n#: a.c:1\n#| msgid "old"\nmsgctxt "menu"\nmsgid "a"\nmsgstr "一"\n', [("a", "一")]),
    "fuzzy is no translation yet": ('#, fuzzy, c-format\nmsgid "a"\nmsgstr "一"\n', []),
    "obsolete is passed over": ('#~ msgid "a"\n#~ msgstr "一"\n', []),
    # Chinese has one form, which stands for any number
    "a single plural form answers the plural": ('msgid "a file"\nmsgid_plural "%d files"\nmsgstr[0] "%d 个文件"\n', [("%d files", "%d 个文件")]),
    "several plural forms": ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "一"\nmsgstr[1] "二"\n', [("a", "一"), ("b", "二")]),
    "entries without a blank line between": ('msgid "a"\nmsgstr "一"\nmsgid "b"\nmsgstr "二"\n', [("a", "一"), ("b", "二")]),
    "an empty target is not checked": ('msgid "a"\nmsgstr ""\n', []),
}


@pytest.mark.parametrize("case", PO_CASES)
def test_po(case: str, tmp_path: Path) -> None:
    content, expected = PO_CASES[case]
    file, pairs = read(tmp_path, "a.po", PO + content)
    assert pairs == expected
    assert not pairs or (file.source_language, file.target_language) == ("en", "zh-Hans")


def test_po_in_the_charset_of_its_header(tmp_path: Path) -> None:
    _, pairs = read(tmp_path, "a.po", (PO.replace("UTF-8", "BIG5") + 'msgid "a"\nmsgstr "經濟"\n').encode("big5"))
    assert pairs == [("a", "經濟")]


TABLE_CASES = {
    "source and target": ("id,source,target\n1,一,a\n", {}, [("一", "a")]),
    "languages": ("zh-CN,note,English\n一,x,a\n", {}, [("一", "a")]),
    "quotes, commas and line ends in a cell": ('source,target\n"一 ""二"", 三","a\nb"\n四,d', {}, [('一 "二", 三', "a\nb"), ("四", "d")]),
    "which languages": ("en,zh,fr\na,一,x\n", {"source": "zh", "target": "fr"}, [("一", "x")]),
    "a title above the header": ("Our texts,\nsource,target\n一,a\n", {}, [("一", "a")]),
    # a guarded formula is its text
    "guarded cells": ("source,target\n一,'=a\n", {}, [("一", "=a")]),
    "windows line ends, semicolons, rows of other lengths": ("source;target\r\n一;a;x\r\n二\r\n三;c\r\n", {}, [("一", "a"), ("三", "c")]),
}


@pytest.mark.parametrize("case", TABLE_CASES)
def test_table(case: str, tmp_path: Path) -> None:
    content, options, expected = TABLE_CASES[case]
    _, pairs = read(tmp_path, "a.csv", content, **options)
    assert pairs == expected


def test_columns_by_header_and_by_number(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("key,orig,mine\n1,一,a\n", encoding="utf-8")
    for columns in (Columns(source="orig", target="mine"), Columns(source="2", target="3"), Columns(source="ORIG", target="3")):
        assert [pair.target.text for pair in opened(tmp_path / "a.csv", columns=columns).pairs] == ["a"]
    with pytest.raises(TermlockError, match='has no column "text"; it has "key", "orig" or "mine"'):
        opened(tmp_path / "a.csv", columns=Columns(source="text", target="mine"))


def test_a_workbook_is_told_by_its_rows(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in [["title"], [], ["source", "note", "target"], ["一\n二", "x", "a"], ["'=三", None, "c"]]:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    file = opened(tmp_path / "a.xlsx")
    pairs = list(file.pairs)
    assert [(pair.source.text, pair.target.text) for pair in pairs] == [("一 二", "a"), ("=三", "c")]
    assert file.text.splitlines()[3] == "一 二\tx\ta"  # row 4 is line 4
    for pair in pairs:
        placed(file, pair.source)
        placed(file, pair.target)


REFUSED = {
    "a.tmx": [
        ("", "is empty"),
        ("<tmx><body>", "a.tmx:1: is no well-formed XML"),
        ("<xliff/>", "begins with <xliff>; a TMX file begins with <tmx>"),
        # billion laughs, and a file of the machine
        ('<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>', "declares XML entities"),
        ('<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx>&x;</tmx>', "declares XML entities"),
        ('<!DOCTYPE tmx [<!ENTITY % x SYSTEM "http://example.org/x">]><tmx/>', "declares XML entities"),
        ("<tmx>" * 600, "nested deeper"),
        (TMX.format('<tu><tuv xml:lang="??"><seg>a</seg></tuv></tu>'), r'a.tmx:2: xml:lang "\?\?" is no language tag'),
        (TMX.replace('srclang="zh"', "").format('<tu><tuv xml:lang="de"><seg>a</seg></tuv><tuv xml:lang="zh"><seg>a</seg></tuv><tuv xml:lang="en"><seg>a</seg></tuv></tu>'), "has de, en or zh; say which with --from and --to"),
        (b'<?xml version="1.0" encoding="klingon"?><tmx/>', 'encoding "klingon" is unknown'),
        (b"<tmx>\xff\xfe</tmx>", "neither UTF-8 nor GB18030"),
    ],
    "a.xlf": [
        ("<tmx/>", "begins with <tmx>; an XLIFF file begins with <xliff>"),
        (XLIFF2.replace("zh-Hans", "not a tag").format(""), "is no language tag"),
    ],
    "a.po": [
        (PO + 'msgid "a\nmsgstr "b"\n', "a.po:6: is no line of a PO file"),
        ('"a"\n', "a.po:1: a text without msgid"),
    ],
    "a.csv": [
        ('source,target\n"一,a\n', "a.csv:2: a quote is opened"),
        ("a,b\n一,x\n", "termlock cannot tell the two sides"),
        ("source,target\nx,a\n", "termlock takes both sides for English"),
        ("", "termlock cannot tell the two sides"),
    ],
    "a.xlsx": [(b"PK", "is no workbook")],
}


@pytest.mark.parametrize(("name", "content", "message"), [(name, *case) for name, cases in REFUSED.items() for case in cases])
def test_refused(name: str, content: str | bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(TermlockError, match=message):
        read(tmp_path, name, content)


def test_a_document_type_alone_is_tolerated(tmp_path: Path) -> None:
    text = TMX.replace("<tmx ", '<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx ').format(tu("一&nbsp;二", "a"))
    assert read(tmp_path, "a.tmx", text)[1] == [("一\xa0二", "a")]


def test_other_languages_than_those_asked_for_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(TermlockError, match="its source language is zh-Hans, not de; leave out --from"):
        read(tmp_path, "a.xlf", XLIFF2.replace(' trgLang="en"', "").format(unit(segment("一", "a"))), source="de")
    with pytest.raises(TermlockError, match="has nothing in fr; it has en or zh, so mend --to"):
        read(tmp_path, "a.tmx", TMX.format(tu("一", "a")), target="fr")


def test_text_that_comes_in_pieces_keeps_its_places() -> None:
    """A chunk may end in the middle of a character, an entity or a tag."""
    from glossary.bilingual.tmx import units

    text = TMX.format("".join(tu(f"引进{n}&amp;𠀀来", f"a&lt;{n}") for n in range(50)))
    data = text.encode()
    for size in (1, 7, 64, 1000):
        found = list(units((data[at : at + size] for at in range(0, len(data), size)), "a.tmx"))
        assert [unit.variants[0].side.text for unit in found] == [f"引进{n}&𠀀来" for n in range(50)]
        for each in found:
            for variant in each.variants:
                start, end = variant.side.locate(0, len(variant.side.text))
                assert text[start:end].replace("&amp;", "&").replace("&lt;", "<") == variant.side.text


@settings(deadline=None)
@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\r")), min_size=2, max_size=3), min_size=1, max_size=4))
def test_csv_cells_are_what_the_standard_library_reads(rows: list[list[str]]) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows(rows)
    text = buffer.getvalue()
    read_back = [[cell.side() for cell in row] for _, row in csv_rows(text, "a.csv", ",")]
    expected = [[cell[1:] if cell.startswith("'") and cell.lstrip("'")[:1] and cell.lstrip("'")[0] in "=+-@\t\r" else cell for cell in row] for row in rows]
    assert [[side.text for side in row] for row in read_back] == expected
    for row in read_back:
        for side in row:
            if side.text:
                start, end = side.locate(0, len(side.text))
                assert text[start:end].replace('""', '"') == side.text


SUITE = DATA / "xliff" / "oasis-2.1"


@pytest.mark.skipif(not SUITE.exists(), reason="the OASIS test suite is not here")
@pytest.mark.parametrize("path", sorted(SUITE.rglob("*.xlf")), ids=lambda path: path.name)
def test_the_oasis_suite(path: Path) -> None:
    """Valid files are read; invalid ones are read or refused, and never a crash."""
    try:
        file = opened(path)
        for pair in file.pairs:
            placed(file, pair.source)
            placed(file, pair.target)
    except TermlockError as error:
        if "valid" in path.parts and "takes both sides" not in str(error):
            raise
