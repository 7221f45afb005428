"""Interchange formats: what goes out comes back, except exactly what the loss report names."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from contract import Excuses, compare, held, pair_of
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from termbases import termbases

from glossary.errors import TermbaseError, TermlockError
from glossary.formats import FORMATS, Loss, format_for, parse, read, serialize, write
from glossary.termbase import Concept, Status, Term, Termbase

TABLES = ("csv", "tsv", "xlsx")
QUICK = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])

SAMPLE = Termbase(
    concepts=(
        Concept(
            id="out",
            subject_field="opening up",
            terms=(
                Term(text="走出去", language="zh-Hans"),
                Term(text="going global", language="en"),
                Term(text="go global", language="en", status=Status.ADMITTED),
                Term(text="walk out", language="en", status=Status.FORBIDDEN, note="literal"),
            ),
        ),
        Concept(id="in", terms=(Term(text="引进来", language="zh-Hans"), Term(text="bringing in", language="en"))),
    )
)


BOTH_WAYS = [each.name for each in FORMATS if each.parser and each.serializer]


# ----------------------------------------------------------------------------------------------- round trips


@pytest.mark.parametrize("kind", BOTH_WAYS)
@QUICK
@given(termbases())
def test_what_goes_out_comes_back_except_what_is_named(kind, termbase):
    held(termbase, kind)


@pytest.mark.parametrize("kind", BOTH_WAYS)
@QUICK
@given(termbases(tame=True))
def test_plain_texts_come_back_except_what_is_named(kind, termbase):
    losses = held(termbase, kind)
    if kind in TABLES:
        assert not losses, "a table has a cell for every field"


@pytest.mark.parametrize("kind", [each.name for each in FORMATS if each.serializer])
@QUICK
@given(termbases())
def test_losses_name_what_is_there(kind, termbase):
    source, target = pair_of(termbase)
    try:
        _, losses = serialize(termbase, kind, source=source, target=target)
    except TermlockError:
        assume(target is not None)  # without two languages the error is right
        raise
    there = {concept.id: {"", *(term.text for term in concept.terms)} for concept in termbase}
    for loss in losses:
        assert loss.term in there[loss.concept]
        assert loss.field
        assert loss.reason


def test_a_silent_loss_is_found():
    """The contract can fail: a status that changes without a word, a term that goes, one that comes."""
    for replaced in ({"status": Status.FORBIDDEN}, {"text": "b"}, {"language": "fr"}):
        parsed = Termbase(concepts=(replace(SAMPLE.concepts[0], terms=(replace(SAMPLE.concepts[0].terms[0], **replaced),)),))
        with pytest.raises(AssertionError, match="not named in the loss report"):
            compare(SAMPLE, parsed, Excuses(()))
    with pytest.raises(AssertionError, match="order of concepts"):
        compare(SAMPLE, replace(SAMPLE, concepts=SAMPLE.concepts[::-1]), Excuses(()))


@pytest.mark.parametrize("kind", TABLES)
def test_the_starter_comes_back_whole(kind):
    starter = read("policy")
    data, losses = serialize(starter, kind)
    assert not losses
    parsed = parse(data, kind)
    assert [concept.id for concept in parsed] == [concept.id for concept in starter]
    assert parsed.checksum() == starter.checksum()  # whatever the order of a concept's languages: a table has columns


@pytest.mark.parametrize("kind", [each.name for each in FORMATS if each.serializer])
def test_the_same_termbase_gives_the_same_bytes(kind):
    assert serialize(SAMPLE, kind, source="zh", target="en") == serialize(SAMPLE, kind, source="zh", target="en")


def test_csv_as_people_read_it():
    assert serialize(SAMPLE, "csv")[0].decode() == (
        "concept,zh-Hans,en,status,subject_field,note\n"
        "out,走出去,going global,preferred,opening up,\n"
        "out,走出去,go global,admitted,,\n"
        "out,走出去,walk out,forbidden,,literal\n"
        "in,引进来,bringing in,preferred,,\n"
    )


def one(term="甲", **fields):
    return Termbase(concepts=(Concept(id="c", terms=(Term(text=term, language="zh", **fields),)),))


LOSSES = [
    # (termbase, the fields that are named)
    (Termbase(concepts=(Concept(id="c"),)), ["concept"]),
    (one("a\\|b"), ["text"]),
    (one("a\0b"), ["text"]),
    (one("a\ud800b"), ["text"]),
    (one(note=" n"), ["note"]),
    (one(near=("a\\",)), ["near"]),
    (Termbase(concepts=(Concept(id="c", terms=(Term(text="甲", language="zh"),) * 2),)), ["term"]),
    (Termbase(concepts=(Concept(id="c", terms=(Term(text="甲", language="pos"),)),)), ["term", "concept"]),  # parts of speech
    (Termbase(concepts=(Concept(id="c", terms=(Term(text="甲", language="zh_CN"),)),)), ["language"]),
    (Termbase(concepts=(Concept(id=" c", terms=(Term(text="甲", language="zh"),)),)), ["id"]),
]


@pytest.mark.parametrize(("termbase", "fields"), LOSSES)
def test_what_a_table_cannot_hold_is_named(termbase, fields):
    losses = serialize(termbase, "csv")[1]
    assert [loss.field for loss in losses] == fields


def test_a_loss_reads_as_a_line():
    assert str(Loss(concept="c", term="甲", field="note", reason="is too long")) == "c: 甲: note: is too long"


# ----------------------------------------------------------------------------------------- spreadsheet formulas


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "'=x", "''-", "'quoted'"])
def test_no_cell_is_a_formula_and_every_cell_comes_back(kind, text):
    data, losses = serialize(one(text), kind)
    assert not losses
    assert parse(data, kind) == one(text)
    if kind == "xlsx":
        cells = [str(cell) for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True) for cell in row]
    else:
        cells = data.decode().replace("\n", "\t").replace(",", "\t").replace('"', "").split("\t")
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


# ------------------------------------------------------------------------------------------------- CSV and TSV


@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_csv_separators(separator):
    assert len(parse(f"zh{separator}en\n甲{separator}a, b\n".encode() if separator != "," else b"zh,en\nx,y\n", "csv")) == 1


def test_tsv_with_quotes_that_are_part_of_the_text():
    [concept] = parse('zh\ten\n甲\t"a" b\n乙\t5" pipe\n'.encode(), "tsv").concepts[:1]
    assert concept.terms[1].text == '"a" b'


def test_tsv_with_quotes_of_a_spreadsheet():
    [concept] = parse('zh\ten\n甲\t"a ""b"" c"\n'.encode(), "tsv")
    assert concept.terms[1].text == 'a "b" c'


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_a_termbase_or_one_clear_error(data):
    for kind in ("csv", "tsv", "json", "jsonl", "xlsx"):
        try:
            parse(b"zh,en\n" + data if kind == "csv" else data, kind, source="zh", target="en")
        except TermlockError as error:
            assert str(error)


# -------------------------------------------------------------------------------------------------------- XLSX


def workbook(*sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows, merged in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for cells in merged:
            sheet.merge_cells(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_sheets_numbers_dates_merged_cells_and_a_title():
    data = workbook(
        ("Economy", [["Our terms"], [], ["中文", "English", "valid_from"], ["十四五", 145.0, datetime(2021, 3, 4)]], ["A1:C1"]),
        ("Opening", [["zh", "en", "status"], ["走出去", "going global", "首选"], [None, "walk out", "禁用"]], ["A2:A3"]),
        ("Cover", [["Printed by", "somebody"]], []),
    )
    termbase = parse(data, "xlsx", name="t.xlsx")
    assert [[term.text for term in concept.terms] for concept in termbase] == [["十四五", "145"], ["走出去", "going global", "walk out"]]
    assert termbase.concepts[0].terms[1].valid_from == date(2021, 3, 4)
    assert termbase.concepts[1].terms[2].status is Status.FORBIDDEN
    [warning] = termbase.warnings
    assert warning.startswith("t.xlsx[Cover]:1: none of the columns")


def test_problems_name_sheet_and_row():
    data = workbook(("A", [["zh", "en"], ["甲", "a"]], []), ("B", [["title"], ["zh", "en", "status"], ["乙", "b", "x"]], []))
    with pytest.raises(TermbaseError, match=r'^t.xlsx\[B\]:3: status "x" is unknown'):
        parse(data, "xlsx", name="t.xlsx")


def rezip(data, **replaced):
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, replaced.get(part.rsplit("/")[-1].replace(".", "_"), old.read(part)))
    return buffer.getvalue()


GOOD = workbook(("terms", [["zh", "en"], ["甲", "a"]], []))
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
HOSTILE = [
    # (bytes, what the message says)
    (b"", "no workbook"),
    (b"PK\x03\x04 not really", "no workbook"),
    (GOOD[: len(GOOD) // 2], "no workbook"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "without a password"),
    (rezip(GOOD, sheet1_xml=b"<worksheet"), "no workbook"),
    (rezip(GOOD, sheet1_xml=SHEET.split("{}", maxsplit=1)[0].encode() + b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), "no workbook"),
    (rezip(GOOD, sheet1_xml=SHEET.format('<row r="1"><c r="A1" t="s"><v>9</v></c></row>').encode()), "damaged"),
    (rezip(GOOD, workbook_xml=b"nonsense"), "no workbook"),
    (rezip(GOOD, sheet1_xml=b" " * 30_000_000), "unpacks to"),
    (rezip(GOOD, sheet1_xml=b'<!DOCTYPE x [<!ENTITY a "b">]>' + SHEET.format("").encode()), "XML entities"),
    (rezip(GOOD, sheet1_xml=SHEET.format('<row r="1048577"><c r="A1"/></row>').encode()), "more cells"),
]


@pytest.mark.parametrize(("data", "message"), HOSTILE)
def test_workbooks_that_cannot_be_trusted(data, message):
    with pytest.raises(TermbaseError, match=message) as caught:
        parse(data, "xlsx", name="t.xlsx")
    assert str(caught.value).startswith("t.xlsx")


def test_a_cell_that_is_too_long_is_cut_and_named():
    data, losses = serialize(one(note="x" * 40_000), "xlsx")
    assert [loss.field for loss in losses] == ["note"]
    assert len(parse(data, "xlsx").concepts[0].terms[0].note) == 32_766


# -------------------------------------------------------------------------------------------------------- JSON


def test_json_form():
    content = json.loads(serialize(SAMPLE, "json")[0])
    assert list(content) == ["schema", "concepts"]
    assert content["schema"] == "termlock-termbase/1"
    term = content["concepts"][0]["terms"][2]
    assert (term["text"], term["language"], term["status"], term["case"], term["near"]) == ("go global", "en", "admitted", None, [])


def test_json_says_only_what_it_must():
    content = {"concepts": [{"id": "c", "terms": [{"text": "甲", "language": "zh"}]}]}
    assert parse(json.dumps(content).encode(), "json") == one()


JSON_PROBLEMS = [
    ("{", "t.json:1: is no JSON"),
    ("[]", "t.json: is no termbase"),
    ('{"concepts": {}}', "t.json: is no termbase"),
    ('{"schema": "termlock-termbase/2", "concepts": []}', "this termlock reads termlock-termbase/1"),
    ('{"concepts": [3]}', "concepts[0]: must be an object"),
    ('{"concepts": [{}]}', "concepts[0].id: is missing"),
    ('{"concepts": [{"id": "c", "terms": {}}]}', "concepts[0].terms: must be a list"),
    ('{"concepts": [{"id": "c", "terms": [{"text": "a", "language": "en", "status": "good"}]}]}', 'concepts[0].terms[0].status: "good" is unknown'),
    ('{"concepts": [{"id": "c", "terms": [{"text": " a", "language": "en"}]}]}', "concepts[0].terms[0].text: must not be empty"),
    ('{"concepts": [{"id": "c", "terms": [{"text": "a", "language": "?"}]}]}', 'language: "?" is no language tag'),
    ('{"concepts": [{"id": "c", "terms": [{"text": "a", "language": "en", "inflect": 1}]}]}', "inflect: must be true or false"),
    ('{"concepts": [{"id": "c", "terms": [{"text": "a", "language": "en", "valid_from": "May"}]}]}', 'valid_from: "May" is no date'),
    ('{"concepts": [{"id": "c", "terms": [{"text": "a", "language": "en", "near": "b"}]}]}', "near: must be a list of texts"),
    ('{"concepts": [{"id": "c", "terms": [{"text": "\\ud800", "language": "en"}]}]}', "half of a surrogate pair"),
    ('{"concepts": [{"id": "c"}, {"id": "c"}]}', 'concepts[1]: the id "c" is taken'),
    ("[" * 100_000, "is JSON too deep"),
]


@pytest.mark.parametrize(("text", "message"), JSON_PROBLEMS)
def test_json_that_is_no_termbase(text, message):
    with pytest.raises(TermbaseError) as caught:
        parse(text.encode(), "json", name="t.json")
    assert message in str(caught.value)


def test_json_lines_name_the_line():
    with pytest.raises(TermbaseError) as caught:
        parse(b'{"id": "a"}\n\n{"id": "b", "terms": 1}\n{\n', "jsonl", name="t.jsonl")
    first, second = str(caught.value).split("\n")
    assert first == "t.jsonl:3: concept.terms: must be a list of terms"
    assert second.startswith("t.jsonl:4: is no JSON")


def test_unknown_names_are_warned_of():
    termbase = parse(b'{"concepts": [{"id": "c", "colour": "red"}]}', "json", name="t.json")
    assert termbase.warnings == ("t.json: concepts[0].colour: is unknown and not read",)


# ------------------------------------------------------------------------------------------------------- files


def test_read_and_write_by_suffix(tmp_path):
    for name in ("a.csv", "a.TSV", "a.xlsx", "a.json", "a.jsonl"):
        assert not write(SAMPLE, tmp_path / name)
        assert read(tmp_path / name) == SAMPLE


def test_a_named_format_wins_over_the_suffix(tmp_path):
    write(SAMPLE, tmp_path / "a.txt", "json")
    assert json.loads((tmp_path / "a.txt").read_text(encoding="utf-8"))["concepts"]


def test_the_starter_has_a_name_unless_a_file_has_it(tmp_path, monkeypatch):
    assert read("policy").concept("going-global").terms[0].text == "走出去"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "policy").write_text("zh,en\n甲,a\n", encoding="utf-8")
    assert read("policy").concepts[0].terms[0].text == "甲"


def test_files_that_cannot_be_read(tmp_path):
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "a.docx").write_bytes(b"x")
    for name, message in (("none.csv", "no such file"), ("folder.csv", "is a folder"), ("a.docx", "those are csv, tsv, xlsx, json, jsonl")):
        with pytest.raises(TermlockError, match=message):
            read(tmp_path / name)


def test_markdown_is_written_only():
    assert format_for("a.md", reading=False).name == "md"
    with pytest.raises(TermbaseError, match="read"):
        format_for("a.md", reading=True)


def test_an_archive_whose_directory_lies_is_told():
    """Found by fuzzing: a part that begins before the file does ended in a traceback of zipfile."""
    data = bytearray(workbook(("A", [["zh", "en"], ["甲", "a"]], [])))
    end = data.rindex(b"PK\x05\x06")
    data[end + 16 : end + 20] = (int.from_bytes(data[end + 16 : end + 20], "little") + 5_000).to_bytes(4, "little")
    with pytest.raises(TermbaseError, match=r"^t.xlsx: is no workbook that can be read"):
        parse(bytes(data), "xlsx", name="t.xlsx")


def test_a_workbook_without_sheets_is_told():
    """Found by fuzzing: it was an empty termbase, and as a bilingual file an error without a word."""
    with zipfile.ZipFile(io.BytesIO(workbook(("A", [["zh", "en"]], [])))) as archive:
        parts = {part.filename: archive.read(part) for part in archive.infolist()}
    book = parts["xl/workbook.xml"]
    parts["xl/workbook.xml"] = book[: book.index(b"<sheets>")] + b"<sheets/>" + book[book.index(b"</sheets>") + 9 :]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(TermbaseError, match=r"^t.xlsx: has no worksheet"):
        parse(buffer.getvalue(), "xlsx", name="t.xlsx")


def test_a_concept_whose_terms_all_change_is_not_said_to_be_left_out():
    """Found by fuzzing: OmegaT has no line ends, and the report said that nothing of the concept was written."""
    terms = (Term(text="甲\n乙", language="zh"), Term(text="a\nb", language="en"))
    _, losses = serialize(Termbase(concepts=(Concept(id="c", terms=terms),)), "omegat")
    assert sorted({loss.field for loss in losses}) == ["id", "text"]


@pytest.mark.parametrize("kind", TABLES)
def test_a_language_that_few_lists_have_comes_back(kind):
    """Found by fuzzing: the column zha was written and not recognised, so that nothing of the file could be read."""
    termbase = Termbase(concepts=(Concept(id="c", terms=(Term(text="甲", language="zha"), Term(text="a", language="en"))),))
    data, losses = serialize(termbase, kind)
    assert not losses
    assert parse(data, kind) == termbase


def test_a_concept_is_not_taken_for_a_part_of_another():
    """Found by fuzzing: b has no rendering and is not in the file, but was said to be there since a has its term too."""
    both = (Term(text="甲", language="zh"), Term(text="a", language="en"))
    termbase = Termbase(concepts=(Concept(id="a", terms=both), Concept(id="b", terms=(Term(text="甲", language="zh"), Term(text="乙", language="zh")))))
    losses = [str(loss) for loss in serialize(termbase, "omegat")[1] if loss.concept == "b"]
    assert losses == ["b: concept: has nothing that OmegaT could hold, and is left out"]


def test_terms_that_come_from_another_concept_are_said_to():
    """Found by fuzzing: the report spoke of characters that OmegaT has no place for."""
    a = Concept(id="a", terms=(Term(text="甲", language="zh"), Term(text="a", language="en")))
    b = Concept(id="b", terms=(Term(text="甲", language="zh"), Term(text="b", language="en")))
    lines = [str(loss) for loss in serialize(Termbase(concepts=(a, b)), "omegat")[1] if loss.field == "text"]
    assert lines == [
        "a: text: has terms of another concept with it in OmegaT, where they share a source term: b",
        "b: text: has terms of another concept with it in OmegaT, where they share a source term: a",
    ]


def test_formulas_without_a_value_are_told():
    """What a program wrote that cannot calculate: the cells read as empty, and nobody said so."""
    termbase = parse(workbook(("A", [["zh", "en"], ["甲", "=B3"], ["乙", "b"], ["丙", '=CONCAT("a", "b")']], [])), "xlsx", name="t.xlsx")
    assert termbase.warnings == ("t.xlsx: 2 formulas have no value and are read as empty; open the workbook in a spreadsheet and save it",)
