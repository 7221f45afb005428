"""Several terms in one cell, and headers that are not in the first line: tables as other people make them."""

import pytest

from glossary.formats import parse, serialize
from glossary.formats.alternatives import splitter_of

COLUMNS = [
    # (cells of a column, its separator or None)
    (["传染 : 有传染性", "口罩"], " : "),  # one is enough: nothing else looks like it
    (["新冠肺炎 : COVID-19", "a: b"], " : "),  # a colon without space before it is punctuation
    (["growth; expansion", "rise；increase"], ";"),
    (["don't shake hands; make a fist-in-palm salute instead", "mask"], None),  # the only one of its column
    (["growth; expansion", "Wash them; dry them."], None),  # a sentence: the column does not use it as a separator
    (["a; ", "b; c"], None),  # an empty part
    (["a; a", "b; c"], None),  # the same part twice
    (["AT&amp;T", "R&amp;D"], None),  # an entity
    (["and/or", "TCP/IP", "km/h"], None),
    (["https://example.org/a", "https://example.org/b"], None),
    (["减排/减少排放", "增长/成长"], "/"),
    (["减排/减少排放", "增长"], None),  # one is not enough
    (["growth / expansion", "rise / increase"], " / "),
    (["a|b; c", "d; e"], None),  # the column uses | already
    (["x" * 61 + "; a", "b; c"], None),  # a sentence
    ([], None),
]


@pytest.mark.parametrize(("cells", "separator"), COLUMNS)
def test_the_separator_of_a_column(cells, separator):
    found = splitter_of(cells)
    assert (found[0] if found else None) == separator


def texts(data, kind="csv", **languages):
    termbase = parse(data.encode() if isinstance(data, str) else data, kind, name="t", **languages)
    return [[term.text for term in concept.terms] for concept in termbase], termbase.warnings


def test_cells_are_parted_and_that_is_said():
    found, [warning] = texts("术语,英文\n增长,growth; expansion\n开放,opening up; opening\n改革,reform\n")
    assert found == [["增长", "growth", "expansion"], ["开放", "opening up", "opening"], ["改革", "reform"]]
    assert warning.startswith('t: ";" is taken to part several terms in 2 cells of column "英文", such as "growth; expansion"')


def test_a_table_of_ours_parts_terms_with_nothing_but_its_own_sign():
    found, warnings = texts("concept,zh,en,status\na,甲,a; b,\nb,乙,c; d,\n")
    assert found == [["甲", "a; b"], ["乙", "c; d"]]
    assert not warnings


def test_a_table_like_tico_is_read_without_hand_work():
    found, _ = texts(
        "stringID,sourceLang,targetLang,pos,description,sourceString,targetString\n"
        "1,en,zh-CN,adjective,describes a disease,catching,传染 : 有传染性\n2,en,zh_CN,noun,,mask,口罩\n"
    )
    assert found == [["catching", "传染", "有传染性"], ["mask", "口罩"]]


def test_a_header_below_a_title():
    assert texts("Our terms\n\n中文,English\n增长,growth\n") == ([["增长", "growth"]], ())


def test_what_stands_above_a_header_is_said():
    found, [warning] = texts("made by,somebody\n中文,English\n增长,growth\n")
    assert found == [["增长", "growth"]]
    assert warning == "t:1: what stands above the header in line 2 is not read"


def test_a_list_without_header_may_have_a_comment_and_an_entry_that_looks_like_a_header():
    found, _ = texts("增长,growth,good\n中文,Chinese,a language\n", source="zh", target="en")
    assert found == [["增长", "growth"], ["中文", "Chinese"]]


# -------------------------------------------------------------------------------------------------------- memoQ

MEMOQ = (
    "Entry_ID;Entry_Subject;Entry_Domain;Entry_Note;Chinese_PRC_Def;Chinese_PRC;Term_Info;Term_Example;"
    "English_Def;English;Term_Info;Term_Example;English;Term_Info;Term_Example\n"
    '7;trade;customs;n;d;走出去;"CasePermissive;HalfPrefix";;;going global;"CaseSense;Exact";x;go out;"CaseInsense;HalfPrefix;Forbidden";\n'
)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_memoq(delimiter):
    data = MEMOQ.replace(";", delimiter).replace("CasePermissive\t", "CasePermissive;").replace("CaseSense\t", "CaseSense;")
    data = data.replace("CaseInsense\t", "CaseInsense;").replace("HalfPrefix\tF", "HalfPrefix;F")
    termbase = parse(data.encode(), "memoq", name="t")
    [concept] = termbase
    assert (concept.id, concept.subject_field, concept.definition, concept.note) == ("7", "trade", "d", "n")
    assert [(term.text, term.language, str(term.status), term.case, str(term.match), term.context) for term in concept.terms] == [
        ("走出去", "zh-Hans", "preferred", None, "word", ""),
        ("going global", "en", "preferred", "as-is", "exact", "x"),
        ("go out", "en", "forbidden", "any", "word", ""),
    ]
    assert [str(loss) for loss in termbase.losses] == ['7: domain: is "customs"; termlock has no such field']


def test_memoq_writes_what_it_reads():
    termbase = parse(MEMOQ.encode(), "memoq")
    data, losses = serialize(termbase, "memoq")
    assert not losses
    assert parse(data, "memoq") == termbase
    assert data.decode().startswith("Entry_ID,Entry_Subject,Entry_Domain,Entry_ClientID,Entry_ProjectID,Entry_Created,")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("zh,en\n", "is no term base of memoQ"),
        ("Entry_ID,Entry_Note\n1,x\n", "has no column of a language"),
        ("Entry_ID,English\n1,a\n1,b\n", 't:3: the Entry_ID "1" is taken'),
        ("Entry_ID,English\n1,a,b\n", "t:2: has 3 cells and the header 2"),
    ],
)
def test_memoq_files_that_cannot_be_used(data, message):
    with pytest.raises(Exception, match="t:") as caught:
        parse(data.encode(), "memoq", name="t")
    assert message in str(caught.value)
