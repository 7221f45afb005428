"""Bilingual lists of other tools (OmegaT, UTX, PO, JSON dictionaries), Parquet, and telling one format from another."""

import io
import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.errors import TermbaseError, TermlockError
from glossary.formats import FORMATS, parse, read, read_data, serialize
from glossary.termbase import CaseRule, Concept, Status, Term, Termbase

PAIR = {"source": "zh", "target": "en"}

SAMPLE = Termbase(
    concepts=(
        Concept(
            id="out",
            definition="firms invest abroad",
            terms=(
                Term(text="走出去", language="zh-Hans", part_of_speech="verb"),
                Term(text="going global", language="en", note="official"),
                Term(text="go global", language="en", status=Status.ADMITTED),
                Term(text="walk out", language="en", status=Status.FORBIDDEN),
            ),
        ),
        Concept(
            id="in",
            terms=(Term(text="引进来", language="zh-Hans"), Term(text="bringing in", language="en", status=Status.PROPOSED)),
        ),
    )
)


def shape(termbase):
    return [[(term.text, str(term.status)) for term in concept.terms] for concept in termbase]


# ------------------------------------------------------------------------------------------------- golden files


def test_utx_as_its_users_read_it():
    data, losses = serialize(SAMPLE, "utx")
    assert data.decode().split("\r\n") == [
        "#UTX 1.20; zh-Hans/en",
        "#src\ttgt\tsrc:pos\tterm status\ttgt:comment\tconcept ID",
        "走出去\tgoing global\tverb\tapproved\tofficial\tout",
        "走出去\tgo global\tverb\tprovisional\t\tout",
        "走出去\twalk out\tverb\tforbidden\t\tout",
        "引进来\tbringing in\t\tprovisional\t\tin",
        "",
    ]
    assert [str(loss).split(";")[0] for loss in losses] == [
        "out: definition: has no place in UTX",
        "out: go global: status: is nearest to another status of UTX, which has approved, provisional, non-standard and forbidden pairs",
    ]


def test_omegat_as_its_users_read_it():
    data, losses = serialize(SAMPLE, "omegat")
    assert data.decode() == (
        "# Glossary in tab-separated format -*- coding: utf-8 -*-\n"
        "走出去\tgoing global\tofficial; firms invest abroad\n"
        "走出去\tgo global\tfirms invest abroad\n"
        "引进来\tbringing in\n"
    )
    assert "out: walk out: term: is forbidden; OmegaT would take it for approved, so it is left out" in losses.lines()


def test_po_as_its_users_read_it():
    data, _ = serialize(SAMPLE, "po")
    assert data.decode().split("\n\n", maxsplit=1)[1] == (
        "#. definition: firms invest abroad\n# official\n"
        'msgctxt "out"\nmsgid "走出去"\nmsgstr "going global"\n\n'
        "#. definition: firms invest abroad\n#. status: admitted\n"
        'msgctxt "out|2"\nmsgid "走出去"\nmsgstr "go global"\n\n'
        '#, fuzzy\nmsgctxt "in"\nmsgid "引进来"\nmsgstr "bringing in"\n'
    )


# ---------------------------------------------------------------------------------------------------------- UTX

UTX_PAIRS = [
    # (rows, what they mean)
    # approved both ways
    ("甲\ta\tnoun\tapproved", [[("甲", "preferred"), ("a", "preferred")]]),
    # a pair that nobody judged is approved: a bidirectional list has no such column
    ("甲\ta\tnoun\t", [[("甲", "preferred"), ("a", "preferred")]]),
    # the rendering is what a forbidden pair forbids, also where it comes first
    ("甲\tb\tnoun\tforbidden\n甲\ta\tnoun\tapproved", [[("甲", "preferred"), ("b", "forbidden"), ("a", "preferred")]]),
    ("甲\tb\tnoun\tforbidden", [[("甲", "preferred"), ("b", "forbidden")]]),
    ("甲\ta\tnoun\tprovisional", [[("甲", "preferred"), ("a", "proposed")]]),
    ("甲\ta\tnoun\tNon-Standard", [[("甲", "preferred"), ("a", "deprecated")]]),
    # comments and empty lines are nothing
    ("\n# note\n甲\ta\tnoun\tapproved\n\n", [[("甲", "preferred"), ("a", "preferred")]]),
    # short rows have empty cells
    ("甲\ta", [[("甲", "preferred"), ("a", "preferred")]]),
]


@pytest.mark.parametrize(("rows", "expected"), UTX_PAIRS)
def test_statuses_of_utx_pairs(rows, expected):
    termbase = parse(f"#UTX 1.11; zh-CN/en-US; 2020-01-01\n#src\ttgt\tsrc:pos\tterm status\n{rows}\n".encode(), "utx")
    assert shape(termbase) == expected
    assert termbase.languages() == ("zh-Hans", "en-US")


def test_a_utx_source_synonym_of_an_approved_concept_has_the_status_itself():
    rows = "甲\ta\tapproved\tc\n乙\ta\tforbidden\tc"
    [concept] = parse(f"#UTX 1.20; zh/en\n#src\ttgt\tterm status\tconcept ID\n{rows}".encode(), "utx")
    assert [(term.text, str(term.status)) for term in concept.terms] == [("甲", "preferred"), ("a", "preferred"), ("乙", "forbidden")]


def test_what_utx_says_and_the_model_lacks_is_named():
    termbase = parse(b"#UTX 1.20; zh/en; bidirectional;\n#src\ttgt\tcustomer\n\xe7\x94\xb2\ta\tAcme\n", "utx", name="t.utx")
    assert [(loss.term, loss.field) for loss in termbase.losses] == [("甲", "customer")]
    assert termbase.warnings == ("t.utx: is bidirectional; termlock uses any termbase both ways",)


# ------------------------------------------------------------------------------------------------------- OmegaT

OMEGAT = [
    # (bytes, terms)
    ("甲\ta\n".encode(), ["甲", "a"]),
    ("# a comment\n\n甲\ta\tnote\n".encode(), ["甲", "a"]),
    ("\ufeff# -*- coding: utf-8 -*-\n甲\ta\n".encode(), ["甲", "a"]),
    ("# glossary -*- coding: big5 -*-\n甲\ta\n".encode("big5"), ["甲", "a"]),
    ("# glossary -*- coding: gb18030 -*-\n甲\ta\n".encode("gb18030"), ["甲", "a"]),
    ("甲\ta\r\n".encode("utf-16"), ["甲", "a"]),
    ("\ufeff甲\ta\r\n".encode("utf-16-be"), ["甲", "a"]),
    ("source\ttarget\n甲\ta\n".encode(), ["甲", "a"]),  # a header that somebody added
]


@pytest.mark.parametrize(("data", "texts"), OMEGAT)
def test_omegat_glossaries(data, texts):
    termbase = read_data(data, "terms.tab", **PAIR)
    assert [term.text for concept in termbase for term in concept.terms] == texts


def test_the_comment_of_omegat_is_the_note_of_the_rendering():
    [concept] = parse("甲\ta\tc\n甲\tb\n".encode(), "omegat", **PAIR)
    assert [(term.text, term.note) for term in concept.terms] == [("甲", ""), ("a", "c"), ("b", "")]


def test_omegat_csv_has_no_header():
    termbase = parse('"甲, 乙","a ""b"""\n丙,c,d\n'.encode(), "omegat-csv", **PAIR)
    assert [[term.text for term in concept.terms] for concept in termbase] == [["甲, 乙", 'a "b"'], ["丙", "c"]]


# ----------------------------------------------------------------------------------------------------------- PO


def test_po_of_other_tools():
    text = (
        '# Terms\nmsgid ""\nmsgstr ""\n"Language: zh_CN\\n"\n"X-Generator: Weblate\\n"\n\n'
        '#: glossary\n#, terminology\nmsgid "cloud"\nmsgid_plural "clouds"\nmsgstr[0] "云"\nmsgstr[1] "云们"\n\n'
        '# for "sky"\nmsgctxt "weather"\nmsgid ""\n"a "\n"cloud"\nmsgstr "云彩"\n\n#, fuzzy\nmsgid "rain"\nmsgstr "雨"\n\n'
        'msgid "snow"\nmsgstr ""\n\n#~ msgid "old"\n#~ msgstr "旧"\n'
    )
    termbase = read_data(text.encode(), "terms.po", source="en")
    assert shape(termbase) == [
        [("cloud", "preferred"), ("云", "preferred")],
        [("a cloud", "preferred"), ("云彩", "preferred")],
        [("rain", "preferred"), ("雨", "proposed")],
        [("snow", "preferred")],
    ]
    assert termbase.languages() == ("en", "zh-Hans")
    assert termbase.concepts[1].id == "weather"
    assert termbase.concepts[1].terms[1].note == 'for "sky"'
    assert termbase.warnings == ("terms.po:9: has a plural, of which only the first form is read",)


# ---------------------------------------------------------------------------------------------------- dictionaries

DICTIONARIES = [
    ({"甲": "a", "乙": ["b", "c"]}, [["甲", "a"], ["乙", "b", "c"]]),
    ([{"src": "甲", "dst": "a"}, {"src": "甲", "dst": "b"}], [["甲", "a", "b"]]),
    ({"甲": []}, [["甲"]]),
]


@pytest.mark.parametrize(("content", "expected"), DICTIONARIES)
def test_json_dictionaries(content, expected):
    termbase = read_data(json.dumps(content).encode(), "terms.json", **PAIR)
    assert [[term.text for term in concept.terms] for concept in termbase] == expected


def test_properties_of_dictionary_entries():
    content = [{"src": "甲", "dst": "a", "info": "person", "regex": False, "case_sensitive": True}, {"src": "乙+", "dst": "b", "regex": True}]
    termbase = read_data(json.dumps(content).encode(), "terms.json", **PAIR)
    [concept] = termbase
    assert (concept.terms[0].case, concept.terms[1].note) == (CaseRule.AS_IS, "person")
    assert [str(loss) for loss in termbase.losses] == ["乙+: 乙+: term: is a regular expression and no term"]


# ------------------------------------------------------------------------------------------------------- Parquet


def test_parquet_is_a_frame_of_concepts():
    frame = pl.read_parquet(io.BytesIO(serialize(SAMPLE, "parquet")[0]))
    assert frame["id"].to_list() == ["out", "in"]
    assert frame.explode("terms").unnest("terms", separator=".")["terms.text"].to_list()[0] == "走出去"


def test_half_a_character_is_the_one_thing_that_parquet_cannot_hold():
    data, losses = serialize(Termbase(concepts=(Concept(id="c", note="a\ud800"),)), "parquet")
    assert [loss.field for loss in losses] == ["note"]
    assert parse(data, "parquet").concepts == (Concept(id="c", note="a?"),)


def parquet(**columns):
    buffer = io.BytesIO()
    pl.DataFrame(columns).write_parquet(buffer)
    return buffer.getvalue()


GOOD = serialize(SAMPLE, "parquet")[0]


# --------------------------------------------------------------------------------------------------- bad input

BAD = [
    # (bytes, format, what the message says)
    (b"no parquet", "parquet", "is no Parquet file"),
    (GOOD[: len(GOOD) // 2], "parquet", "is no Parquet file that can be read"),
    (b"PAR1" + GOOD[4:-20] + b"\xff" * 12 + GOOD[-8:], "parquet", "is no Parquet file that can be read"),
    (parquet(zh=["甲"], en=["a"]), "parquet", "lacks the columns id and terms, and has zh, en"),
    (parquet(id=[1], terms=[["a"]]), "parquet", "column id holds Int64 instead of String"),
    (parquet(id=["a"], terms=["x"]), "parquet", "terms: must be a list"),
    (parquet(id=["a", "a"], terms=[[], []]), "parquet", 'the id "a" is taken'),
    ("甲\ta\n".encode(), "utx", "t:1: is no UTX"),
    ("#UTX 1.20\n甲\ta\n".encode(), "utx", "names no two languages"),
    ("#UTX 1.20; zh/en\n甲\ta\n".encode(), "utx", "names the columns"),
    ("#UTX 1.20; zh/en\n#src\ttgt\tterm status\n甲\ta\tgood\n\tb\n".encode(), "utx", 't:3: term status "good" is unknown'),
    ("甲\n\ta\n".encode(), "omegat", "t:1: has no rendering; an entry has both\nt:2: has no source term"),
    ("# -*- coding: klingon -*-\n甲\ta\n".encode(), "omegat", 'encoding "klingon" is unknown'),
    ("# -*- coding: utf-16-le -*-\n甲\ta\n".encode("gb18030"), "omegat", "is said to be utf-16-le and is not"),
    ("甲\ta\0\n".encode(), "omegat", "NUL"),
    (b"\xff\xfe\xff", "omegat", "is not; save it as UTF-8"),
    (b"hello\n", "po", "t:1: is no line of a PO file"),
    (b"", "po", "holds no messages"),
    (b'msgid "a"\nmsgstr "b"\nmsgstr "c\n', "po", "t:3: is no line"),
    (b'{"a": 1}', "json", "is no termbase"),
    (b'{"a": ["b", 1]}', "json", 't: "a": must have a source term and one or more renderings'),
    (b'[{"src": "a"}]', "json", "t: [0]: must have a source term"),
]


@pytest.mark.parametrize(("data", "kind", "message"), BAD)
def test_bad_files_give_one_clear_error(data, kind, message):
    with pytest.raises(TermlockError) as caught:
        parse(data, kind, name="t", **({} if kind == "utx" else PAIR))
    assert message in str(caught.value)


@pytest.mark.parametrize("kind", ["omegat", "omegat-csv", "po", "json"])
def test_a_list_that_names_no_languages_asks_for_them(kind):
    data = {"po": b'msgid "a"\nmsgstr "b"\n', "json": b'{"a": "b"}'}.get(kind, b"a\tb\n")
    with pytest.raises(TermlockError, match="say so with --from and --to"):
        parse(data, kind, name="t")


@given(st.binary(max_size=200) | st.text(max_size=80).map(str.encode), st.sampled_from(["", "#UTX 1.20; zh/en\n#src\ttgt\n", 'msgid "', "PAR1", "甲\ta\n", '{"a": ', "[{"]))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_a_termbase_or_one_clear_error(data, start):
    for kind in ("utx", "omegat", "omegat-csv", "po", "json", "parquet"):
        try:
            parse(start.encode() + data, kind, **PAIR)
        except TermlockError as error:
            assert str(error)


# ---------------------------------------------------------------------------------------------------- detection

DETECTED = [
    # (name, bytes, format)
    ("terms.csv", b"zh,en\n", "csv"),
    ("terms.txt", "甲\ta\n".encode(), "omegat"),
    ("terms.utf8", "甲\ta\n".encode(), "omegat"),
    ("terms.txt", "\ufeff甲\ta\n".encode("utf-16-le"), "omegat"),
    ("terms.txt", b"zh\ten\n\xe7\x94\xb2\ta\n", "tsv"),  # a header with languages
    ("terms.txt", b"zh;en\n\xe7\x94\xb2;a\n", "csv"),
    ("terms.txt", b"#UTX 1.20; zh/en\n", "utx"),
    ("terms.tsv", b"#UTX 1.20; zh/en\n", "utx"),
    ("terms.csv", b"PAR1....", "parquet"),  # what the bytes say is certain
    ("terms", b"PK\x03\x04", "xlsx"),
    ("terms", b'# comment\nmsgid ""\n', "po"),
    ("terms.pot", b"", "po"),
    ("terms", b' {"concepts": []}', "json"),
    ("terms", b'{"id": "a"}\n{"id": "b"}\n', "jsonl"),
    ("terms.jsonl", b'{"id": "a"}\n', "jsonl"),
    ("terms.json", b"[]", "json"),
    ("standard input", "走出去\tgoing global\n".encode(), "omegat"),
]


@pytest.mark.parametrize(("name", "data", "kind"), DETECTED)
def test_formats_are_told_by_name_and_content(name, data, kind, monkeypatch):
    seen = []
    monkeypatch.setattr("glossary.formats.parse", lambda data, kind, **_: seen.append(kind))
    read_data(data, name)
    assert seen == [kind]


UNTOLD = [("terms.docx", b"x", "is no kind of termbase"), ("terms", b"", "is empty"), ("terms.txt", b"one\ntwo\n", "has no rendering")]


@pytest.mark.parametrize(("name", "data", "message"), UNTOLD)
def test_what_nobody_can_tell_is_an_error(name, data, message):
    with pytest.raises(TermbaseError, match=message):
        read_data(data, name, **PAIR)


def test_a_named_format_wins():
    assert len(read_data("甲,a\n".encode(), "terms.csv", "omegat-csv", **PAIR)) == 1
    with pytest.raises(TermbaseError, match="those are csv"):
        read_data(b"", "terms.csv", "ods")


CHINESE = "词条,英文\n改革开放,reform and opening up\n营商环境,business environment\n社会主义市场经济,socialist market economy\n"
TRADITIONAL = "詞條,英文\n改革開放,reform and opening up\n營商環境,business environment\n社會主義市場經濟,socialist market economy\n"


@pytest.mark.parametrize(("text", "encoding"), [(CHINESE, "gb18030"), (TRADITIONAL, "big5"), (TRADITIONAL, "utf-16"), (CHINESE, "utf-8-sig")])
def test_encodings_that_are_certain(text, encoding):
    termbase = read_data(text.encode(encoding), "terms.csv")
    assert [concept.terms[0].text for concept in termbase] == [line.split(",")[0] for line in text.splitlines()[1:]]


@pytest.mark.parametrize("encoding", ["shift_jis", "euc_kr", "euc_jp", "cp1252", "koi8_r"])
def test_encodings_that_are_not(encoding):
    words = {"shift_jis": "日本語の用語集です", "euc_jp": "これはようごしゅうです", "euc_kr": "용어집 문서 번역", "cp1252": "Übersetzung café", "koi8_r": "глоссарий"}
    with pytest.raises(TermlockError, match="save it as UTF-8"):
        read_data(f"zh,en\n{words[encoding]},a\n".encode(encoding), "terms.csv")


def test_an_encoding_that_somebody_names():
    assert read_data("zh,en\n甲,a\n".encode("utf-16-le"), "terms.csv", encoding="utf-16-le").concepts[0].terms[0].text == "甲"
    with pytest.raises(TermlockError, match="is said to be utf-8 and is not"):
        read_data("zh,en\n甲,a\n".encode("gbk"), "terms.csv", encoding="utf-8")


def test_every_format_can_be_asked_for_by_name():
    assert len({each.name for each in FORMATS}) == len(FORMATS)
    assert read("policy").concepts


# ------------------------------------------------------------------------------------------- at the command line


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "told"),
    [
        (["-", "-", "--format", "csv", "--from", "zh", "--to", "en"], "走出去\tgoing global\n".encode(), 0, "走出去,going global"),
        (["-", "-", "--input-format", "utx", "--format", "po"], "#UTX 1.20; zh/en\n#src\ttgt\n甲\ta\n".encode(), 0, 'msgid "甲"'),
        (["-", "-", "--format", "csv", "--encoding", "big5"], "zh,en\n甲,a\n".encode("big5"), 0, "甲,a"),
        (["-", "-"], b"zh,en\n", 2, "standard output has no suffix"),
        (["-", "-", "--format", "csv"], b"hello", 2, "standard input: is no kind of termbase"),
        (["-", "-", "--format", "csv"], "走出去\tgoing global\n".encode(), 2, "say so with --from and --to"),
        (["-", "-", "--format", "csv", "--input-format", "ods"], b"x", 2, "ods: is no kind of termbase that can be read"),
        (["-", "-", "--format", "csv", "--encoding", "klingon"], b"x", 2, 'the encoding "klingon" is unknown'),
        (["-", "-", "--format", "csv"], b"PAR1 and nothing", 2, "is no Parquet file that can be read"),
    ],
)
def test_convert_from_standard_input_to_standard_output(arguments, stdin, code, told):
    root = Path(__file__).parent.parent.parent
    done = subprocess.run([sys.executable, root / "cli.py", "glossary", "convert", *arguments], input=stdin, capture_output=True, check=False)
    assert done.returncode == code, done.stderr.decode()
    assert told in (done.stdout if code == 0 else done.stderr).decode()
    assert b"Traceback" not in done.stderr
