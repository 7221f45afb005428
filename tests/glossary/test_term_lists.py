"""Term lists for readers: HTML, Word and Markdown show every term with its status, and nothing of it is markup."""

import io
import re
import zipfile
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt
from termbases import termbases

from glossary.errors import TermlockError
from glossary.formats import parse, read, serialize
from glossary.formats.term_list import plain, remarks, term_list
from glossary.pinyin import pinyin, sorting_key
from glossary.termbase import CaseRule, Concept, MatchRule, Status, Term, Termbase

GOLDEN = Path(__file__).parent / "golden"
READERS = ("html", "docx", "md")

LIST = Termbase(
    concepts=(
        Concept(
            id="out",
            subject_field="opening up",
            definition="Chinese enterprises invest abroad.",
            cross_references=("in",),
            terms=(
                Term(text="走出去", language="zh-Hans", source="Our ruling, 2024"),
                Term(text="walk out", language="en", status=Status.FORBIDDEN, note="reads 走出去 literally"),
                Term(text="go global", language="en", status=Status.ADMITTED, part_of_speech="verb"),
                Term(text="going global", language="en", source="Our report", source_url="https://example.org/report"),
            ),
        ),
        Concept(
            id="in",
            subject_field="opening up",
            terms=(
                Term(text="引进来", language="zh-Hans", not_near=("自",)),
                Term(text="bringing in", language="en", status=Status.PROPOSED),
            ),
        ),
        Concept(id="bank", terms=(Term(text="银行业", language="zh-Hans"), Term(text="the banking sector", language="en"))),
        Concept(id="law", subject_field="rule of law", terms=(Term(text="宪法", language="zh-Hans"),)),
    )
)
HOSTILE = Termbase(
    concepts=(
        Concept(
            id="<b>id",
            subject_field="</h2><script>alert(1)</script>",
            definition="| a | `b` **c** <img src=x onerror=alert(1)> [d](javascript:alert(1))",
            cross_references=("\"><script>alert(1)</script>",),
            terms=(
                Term(text="<script>alert(1)</script>", language="zh-Hans", source="click", source_url="javascript:alert(1)"),
                Term(text="a|b ~~c~~ _d_ \\", language="en", note="</style></script>", source_url="https://x.org/\"onmouseover=\"a"),
                Term(text="\u202etxet\u0007", language="en", source="s", source_url="data:text/html,<script>1</script>", context="==x=="),
            ),
        ),
    )
)


class _Page(HTMLParser):
    """What a browser makes of a page: its elements, and the text of each table cell."""

    def __init__(self, data):
        super().__init__()
        self.elements, self.links, self.cells, self.attributes = [], [], [], set()
        self._open = None
        self.feed(data.decode())

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value for name, value in attrs if name in {"href", "src"}]
        if tag == "td":
            self.cells.append("")
            self._open = True

    def handle_endtag(self, tag):
        if tag == "td":
            self._open = False

    def handle_data(self, data):
        if self._open:
            self.cells[-1] += data


def cells_of(data, kind):
    """The text of every table cell, by an independent reader."""
    if kind == "docx":
        document = docx.Document(io.BytesIO(data))
        return [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    if kind == "md":
        data = MarkdownIt("gfm-like", {"linkify": False}).render(data.decode()).encode()
    return _Page(data).cells


# ----------------------------------------------------------------------------------------------- what people see


@pytest.mark.parametrize(("name", "options"), [("list.html", {"pinyin": True}), ("list.md", {}), ("list-pinyin.md", {"pinyin": True})])
def test_as_people_read_it(name, options):
    data, losses = serialize(LIST, name.rpartition(".")[2], **options)
    assert not losses
    assert data.decode() == (GOLDEN / name).read_text(encoding="utf-8")


def test_word_as_people_read_it():
    data, losses = serialize(LIST, "docx", pinyin=True)
    assert not losses
    document = docx.Document(io.BytesIO(data))
    lines = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            lines += ["\n".join(" || ".join(cell.text.replace("\n", " / ") for cell in row.cells) for row in block.rows)]
        elif block.text:
            lines.append(f"{block.style.name}: {block.text}")
    assert "\n".join(lines) + "\n" == (GOLDEN / "list.docx.txt").read_text(encoding="utf-8")


def test_word_repeats_the_header_keeps_rows_whole_and_names_the_fonts():
    data, _ = serialize(LIST, "docx")
    document = docx.Document(io.BytesIO(data))
    assert [each.text for each in document.paragraphs if each.style.name == "Heading 1"] == ["opening up", "rule of law", "other"]
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    runs = [run for table in document.tables for row in table.rows for cell in row.cells for each in cell.paragraphs for run in each.runs]
    [chinese] = [run for run in runs if run.text == "走出去"]
    assert chinese._r.rPr.rFonts.get(qn("w:eastAsia")) == "SimSun"
    assert [run.text for run in runs if run.font.strike] == ["walk out"]
    assert {"走出去", "going global"} <= {run.text for run in runs if run.bold}
    assert document.styles["Normal"].element.rPr.rFonts.get(qn("w:eastAsia")) == "SimSun"


def test_traditional_chinese_has_its_own_font():
    termbase = Termbase(concepts=(Concept(id="c", terms=(Term(text="憲法", language="zh-Hant"), Term(text="a", language="en"))),))
    with zipfile.ZipFile(io.BytesIO(serialize(termbase, "docx")[0])) as archive:
        assert 'w:eastAsia="PMingLiU"/><w:b/><w:lang w:eastAsia="zh-TW"/>' in archive.read("word/document.xml").decode()


def test_html_is_one_page_that_needs_nothing():
    text = serialize(LIST, "html")[0].decode()
    assert re.findall(r'(?:href|src)="(?!#)([^"]*)"', text) == ["https://example.org/report"]
    assert "default-src 'none'" in text
    assert '<html lang="en">' in text
    assert '<td lang="zh-Hans">' in text
    assert "pinyin" not in text.partition("<main>")[2]


def test_the_starter_as_a_list():
    starter = read("policy")
    for kind in READERS:
        cells = cells_of(serialize(starter, kind)[0], kind)
        assert sum("going global" in cell for cell in cells) >= 1
    assert len(list(term_list(starter).entries())) == len(starter)


# ------------------------------------------------------------------------------------------- order, pairs, numbers


def test_subject_fields_keep_their_order_and_concepts_are_sorted():
    listed = term_list(LIST)
    assert [(section.title, [entry.concept.id for entry in section.entries]) for section in listed.sections] == [
        ("opening up", ["in", "out"]),  # yǐn before zǒu
        ("rule of law", ["law"]),
        ("other", ["bank"]),  # without a subject field: last
    ]
    assert listed.numbers() == {"in": 1, "out": 2, "law": 3, "bank": 4}


def test_without_any_subject_field_there_is_no_heading():
    termbase = Termbase(concepts=LIST.concepts[2:3])
    assert [section.title for section in term_list(termbase).sections] == [""]
    assert "##" not in serialize(termbase, "md")[0].decode()


def test_the_other_direction_is_sorted_by_the_other_language():
    listed = term_list(LIST, "en", "zh")
    assert listed.languages == ("en", "zh-Hans")
    assert [entry.concept.id for entry in listed.sections[0].entries] == ["in", "out"]
    assert [term.text for term in next(iter(listed.entries())).columns[0]] == ["bringing in"]


def test_a_pair_out_of_several_languages_and_what_it_leaves_out():
    termbase = Termbase(concepts=(Concept(id="c", terms=(Term(text="法", language="zh"), Term(text="law", language="en"), Term(text="droit", language="fr"))),))
    assert term_list(termbase).languages == ("zh", "en", "fr")
    listed = term_list(termbase, "zh", "fr")
    assert listed.languages == ("zh", "fr")
    assert [str(loss) for loss in listed.losses] == ["c: law: term: is in en, which is not in the list"]
    with pytest.raises(TermlockError, match="--to de"):
        term_list(termbase, "zh", "de")


def test_what_is_said_of_a_term():
    term = Term(
        text="Party", language="en", status=Status.ADMITTED, part_of_speech="noun", term_type="variant", case=CaseRule.AS_IS,
        match=MatchRule.EXACT, inflect=False, near=("a", "b"), in_subject_fields=("politics",), in_quotes=True,
        valid_from=date(2020, 1, 1), valid_until=date(2024, 1, 1),
    )  # fmt: skip
    assert remarks(term) == (
        "admitted", "noun", "variant", "only near a or b", "only in documents on politics", "only in quotation marks",
        "in this letter case", "in exactly this form", "not inflected", "from 2020-01-01", "until 2024-01-01",
    )  # fmt: skip
    assert remarks(Term(text="a", language="en")) == ()


def test_what_a_table_says_of_a_row_of_terms_is_shown_once():
    rows = "concept,zh,en,note,context\n1,法治,rule of law,a principle,Law rules.\n1,,rule by law,another thing,\n"
    [entry] = term_list(parse(rows.encode(), "csv")).entries()
    assert entry.texts == ("a principle", "“Law rules.”")
    assert [entry.note_of(term) for column in entry.columns for term in column] == ["", "", "another thing"]


def test_pinyin_is_only_for_readers():
    with pytest.raises(TermlockError, match="--pinyin: a file of the format csv has no place for it; use html, docx, md"):
        serialize(LIST, "csv", pinyin=True)


# ------------------------------------------------------------------------------------------------ hostile termbases


def test_html_shows_a_hostile_termbase_as_text():
    data, _ = serialize(HOSTILE, "html", pinyin=True)
    page = _Page(data)
    assert page.elements.count("script") == 1
    assert "img" not in page.elements
    assert all(link.startswith(("#c", "#f")) for link in page.links if not link.startswith("https://x.org/")), page.links
    assert not {name for name in page.attributes if name.startswith("on")}
    assert any("<script>alert(1)</script>" in cell for cell in page.cells)
    assert "\u202e" not in data.decode()


def test_markdown_shows_a_hostile_termbase_as_text():
    data, _ = serialize(HOSTILE, "md")
    page = _Page(MarkdownIt("gfm-like", {"linkify": False}).render(data.decode()).encode())
    assert not {"script", "img", "em", "code"} & set(page.elements)
    assert page.links in ([], ["https://x.org/%22onmouseover=%22a"])
    assert len(page.cells) == 4
    assert "a|b ~~c~~ _d_ \\" in page.cells[2]


@pytest.mark.parametrize("kind", READERS)
def test_a_language_tag_is_no_markup_either(kind):
    termbase = Termbase(concepts=(Concept(id="c", terms=(Term(text="a", language='x"><script>\x01'), Term(text="b", language="en"))),))
    data, _ = serialize(termbase, kind)
    assert any("a" in cell for cell in cells_of(data, kind))
    if kind == "html":
        assert _Page(data).elements.count("script") == 1


def test_word_shows_a_hostile_termbase_as_text():
    data, _ = serialize(HOSTILE, "docx")
    assert any("<script>alert(1)</script>" in cell for cell in cells_of(data, "docx"))


# ------------------------------------------------------------------------------------------------------ properties

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("kind", READERS)
@QUICK
@given(termbase=termbases())
def test_every_term_is_in_a_cell_or_named(kind, termbase):
    data, losses = serialize(termbase, kind)
    cells = [" ".join(cell.split()) for cell in cells_of(data, kind)]
    named = {(loss.concept, loss.term) for loss in losses}
    for concept in termbase:
        for term in concept.terms:
            if (concept.id, term.text) not in named:
                assert any(" ".join(plain(term.text).split()) in cell for cell in cells), term.text


# ---------------------------------------------------------------------------------------------------------- pinyin

READINGS = [
    ("走出去", "zǒu chūqù"),
    ("高水平对外开放", "gāoshuǐpíng duìwài kāifàng"),
    ("银行业", "yínhángyè"),  # 行: háng in a bank
    ("行政区", "xíngzhèngqū"),  # and xíng in administration
    ("增长", "zēngzhǎng"),
    ("长期", "chángqī"),
    ("长三角一体化", "chángsānjiǎo yītǐhuà"),  # pypinyin alone: zhǎng
    ("重塑", "chóngsù"),
    ("重要", "zhòngyào"),
    ("宏观调控", "hóngguān tiáokòng"),
    ("协调发展", "xiétiáo fāzhǎn"),
    ("供给侧结构性改革", "gōngjǐ cè jiégòuxìng gǎigé"),
    ("效率", "xiàolǜ"),
    ("首都", "shǒudū"),
    ("西安", "xī'ān"),  # an apostrophe before a vowel
    ("全国人民代表大会常务委员会", "quánguó rénmín dàibiǎo dàhuì chángwù wěiyuánhuì"),
    ("稳中求进", "wěnzhōngqiújìn"),  # four characters that do not fall into words
    ("APEC会议", "APEC huìyì"),
    ("引进来，走出去", "yǐnjìn lái, zǒu chūqù"),
    ("“三农”问题", "“sānnóng” wèntí"),
    ("plain", "plain"),
]


@pytest.mark.parametrize(("text", "reading"), READINGS)
def test_pinyin(text, reading):
    assert pinyin(text) == reading


def test_pinyin_of_traditional_chinese():
    assert pinyin("長江三角洲區域一體化發展", "zh-Hant") == "chángjiāng sānjiǎozhōu qūyù yītǐhuà fāzhǎn"


def test_sorting_by_reading():
    assert sorted(["走", "银行", "引", "安"], key=sorting_key) == ["安", "引", "银行", "走"]
