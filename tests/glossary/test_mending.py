"""What `validate --fix` mends, what it leaves alone, and what keeps it from writing."""

import io

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.styles import Font
from termbases import termbases

from glossary.formats import parse, serialize
from glossary.termbase import Concept, Status, Term, Termbase
from glossary.validation import validate
from glossary.validation.mending import mend, mending


def concept(*terms, name="c", **fields):
    return Concept(id=name, terms=tuple(terms), **fields)


def zh(text, **fields):
    return Term(text=text, language="zh-Hans", **fields)


def en(text, **fields):
    return Term(text=text, language="en", **fields)


MENDED: list[tuple[list[Concept], list[Concept]]] = [
    ([concept(zh("营商 环境"), en("doing  business"))], [concept(zh("营商环境"), en("doing business"))]),
    ([concept(en("going\u00a0global"), en("go\u200bing"))], [concept(en("going global"), en("going"))]),
    ([concept(zh("ＡＰＥＣ会议"), en("APEC（meeting）"))], [concept(zh("APEC会议"), en("APEC(meeting)"))]),
    ([concept(en("people`s livelihood"))], [concept(en("people's livelihood"))]),
    # what is forbidden may be a wrong spelling on purpose; its spaces are not
    ([concept(en("people`s  livelihood", status=Status.FORBIDDEN))], [concept(en("people`s livelihood", status=Status.FORBIDDEN))]),
    # preferred first, the order among equals stays, languages stay where they are
    ([concept(en("b", status=Status.ADMITTED), en("a", status=Status.PROPOSED))], [concept(en("b", status=Status.ADMITTED), en("a", status=Status.PROPOSED))]),
    (
        [concept(zh("甲"), en("a", status=Status.FORBIDDEN), en("b", status=Status.ADMITTED), en("c"), zh("乙"), en("d"))],
        [concept(zh("甲"), en("c"), en("d"), en("b", status=Status.ADMITTED), zh("乙"), en("a", status=Status.FORBIDDEN))],
    ),
    # exact repeats, also those that mending makes
    ([concept(en("a b"), en("a  b"))], [concept(en("a b"))]),
    ([concept(en("a"), name="1"), concept(en("a"), name="2")], [concept(en("a"), name="1")]),
]


@pytest.mark.parametrize(("before", "after"), MENDED)
def test_what_is_mended(before, after):
    assert mend(Termbase(concepts=tuple(before))).concepts == tuple(after)


LEFT = [
    # terms that differ in anything, and concepts that do
    [concept(en("a", note="x"), en("a", note="y"))],
    [concept(en("opening up"), en("opening-up"))],
    [concept(en("a"), name="1"), concept(en("a"), name="2", definition="x")],
    # somebody refers to the second one
    [concept(en("a"), name="1"), concept(en("a"), name="2"), concept(en("b"), name="3", cross_references=("2",))],
    # nothing is left of it
    [concept(en("\u200b"))],
]


@pytest.mark.parametrize("concepts", LEFT)
def test_what_needs_a_decision_is_left(concepts):
    assert mend(Termbase(concepts=tuple(concepts))).concepts == tuple(concepts)


@settings(max_examples=100, deadline=None)
@given(termbases())
def test_mending_twice_changes_nothing_and_leaves_nothing_that_can_be_mended(termbase):
    once = mend(termbase)
    assert mend(once) == once
    assert {each.id for each in once} <= {each.id for each in termbase}
    assert not [issue for issue in validate(once) if issue.check == "stray-space" and issue.suggestions]


TABLE = "concept,zh-Hans,en,status\n1,营商 环境,doing business,preferred\n2,走出去,going global,preferred\n"


def test_the_difference_shows_only_what_changes():
    done = mending(TABLE.encode(), parse(TABLE.encode(), "csv"), "csv", "terms.csv")
    assert done.difference.splitlines() == [
        "--- terms.csv",
        "+++ terms.csv (mended)",
        "@@ -1,3 +1,3 @@",
        " concept,zh-Hans,en,status",
        "-1,营商 环境,doing business,preferred",
        "+1,营商环境,doing business,preferred",
        " 2,走出去,going global,preferred",
    ]
    assert done.data.decode() == TABLE.replace("营商 环境", "营商环境")
    assert done.losses == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_encoding_and_line_endings_stay(encoding, ending):
    data = TABLE.replace("\n", ending).encode(encoding)
    done = mending(data, parse(data, "csv"), "csv", "terms.csv")
    assert done.data == TABLE.replace("营商 环境", "营商环境").replace("\n", ending).encode(encoding)


def test_another_order_of_languages_is_no_loss():
    # the table is written with the second Chinese term before the second English one
    data = "concept,zh-Hans,en,status\n1,法治,rule of law,preferred\n1,,law-based governance,admitted\n1,依法治国,,admitted\n2,营商 环境,x,\n".encode()
    assert mending(data, parse(data, "csv"), "csv", "terms.csv").losses == ()


def test_what_a_table_does_not_show_is_shown_as_json():
    termbase = Termbase(concepts=(concept(zh("甲"), en("a"), en("a")),))
    assert '"text":"a"' in mending(b"", termbase, "json", "terms.json").difference.replace(" ", "")


UNTOUCHED = [
    # columns that termlock does not read, headers in other words, quotes that nobody needs, blank lines, a row of its own order
    ("Owner,中文,Englisch,EN,\n\"Li, Wei\",营商 环境,x,\"doing  business\",\n\nWang,走出去,y,going global,\n", {"营商 环境": "营商环境", "doing  business": "doing business"}),
    # a title above the header
    ("Terms of 2024,,\nzh,en,owner\n走出去,going  global,Li\n", {"going  global": "going global"}),
    # several terms in a cell, and the same characters in a column that holds no terms
    ("zh,en,remark\n走出去|走 出去,going global | go  global,go  global\n", {"走 出去": "走出去", " go  global": " go global"}),
    # a cell that a spreadsheet must not take for a formula, and one with a line break
    ("concept,zh,en,memo\n1,走出去,'-going  global,\"two\nlines\"\n", {"-going  global": "-going global"}),
    # a semicolon between the columns
    ("zh;en;owner\n走出去;going  global;Li\n", {"going  global": "going global"}),
]


@pytest.mark.parametrize(("text", "changes"), UNTOUCHED)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_whatever_is_not_mended_stays_as_it_is(text, changes, ending):
    """Regression: unknown columns were refused, headers renamed, rows regrouped."""
    data = text.replace("\n", ending).encode()
    done = mending(data, parse(data, "csv", name="terms.csv"), "csv", "terms.csv")
    wanted = text
    for old, new in changes.items():
        wanted = wanted.replace(old, new, 1)
    assert done.data.decode() == wanted.replace("\n", ending)
    assert done.losses == ()


def test_rows_change_places_and_repeats_go_with_their_columns():
    data = "concept,zh,en,status,owner\n1,走出去,,preferred,\n1,走出去,walk out,forbidden,Li\n1,走出去,going global,preferred,Wang\n2,法治,rule of law,,Li\n3,法治,rule of law,,Zhao\n".encode()
    before = parse(data, "csv", name="terms.csv")
    assert mend(before) != before
    done = mending(data, before, "csv", "terms.csv")
    assert parse(done.data, "csv") == mend(before)
    assert "Wang" in done.data.decode() and "Zhao" not in done.data.decode()


def test_rows_whose_order_says_something_stay():
    # the first row forbids the Chinese term too; the other one only repeats it
    data = "concept,zh,en,status\n1,走出去,walk out,forbidden\n1,走出去,going global,preferred\n".encode()
    done = mending(data, parse(data, "csv", name="terms.csv"), "csv", "terms.csv")
    assert (done.data, done.difference) == (data, "")


def test_a_workbook_keeps_its_sheets_and_formats():
    """Regression: it was written anew, without its colours, other sheets and unknown columns."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "术语"
    for row in (["中文", "English", "Owner"], ["营商 环境", "doing  business", "Li"]):
        sheet.append(row)
    sheet["A2"].font = Font(bold=True)
    sheet.column_dimensions["A"].width = 40
    workbook.create_sheet("Notes").append(["only for us"])
    buffer = io.BytesIO()
    workbook.save(buffer)
    data = buffer.getvalue()
    done = mending(data, parse(data, "xlsx", name="terms.xlsx"), "xlsx", "terms.xlsx")
    after = openpyxl.load_workbook(io.BytesIO(done.data))
    assert [[cell.value for cell in row] for row in after["术语"]] == [["中文", "English", "Owner"], ["营商环境", "doing business", "Li"]]
    assert after["术语"]["A2"].font.bold and after["术语"].column_dimensions["A"].width == 40
    assert after["Notes"]["A1"].value == "only for us"
    assert done.losses == ()


def test_what_rewriting_would_lose_is_named():
    data = '{"concepts": [{"id": "1", "colour": "red", "terms": [{"text": "营商 环境", "language": "zh-Hans"}, {"text": "x", "language": "en"}]}]}'.encode()
    done = mending(data, parse(data, "json", name="terms.json"), "json", "terms.json")
    assert any("colour" in loss for loss in done.losses)


def test_a_dictionary_stays_one():
    """Regression: it was rewritten as termlock's own JSON without a word."""
    data = '{"走出去": "going  global"}'.encode()
    termbase = parse(data, "json", name="terms.json", source="zh", target="en")
    done = mending(data, termbase, "json", "terms.json", source="zh", target="en")
    assert any("dictionary" in loss for loss in done.losses)


@pytest.mark.parametrize("form", ["json", "jsonl", "xlsx", "tsv"])
def test_other_formats_are_mended_in_their_own_way(form):
    termbase = parse(TABLE.encode(), "csv")
    data = serialize(termbase, form)[0]
    done = mending(data, parse(data, form, name="terms"), form, "terms")
    assert "营商环境" in done.difference
    assert parse(done.data, form) == mend(termbase)
