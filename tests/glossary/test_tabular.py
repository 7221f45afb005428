"""The plain table: what rows of cells mean."""

import pytest

from glossary.errors import TermbaseError, TermlockError
from glossary.formats import parse
from glossary.termbase import CaseRule, MatchRule, Status


def read(text, **languages):
    return parse(text.encode(), "csv", name="terms.csv", **languages)


def shape(termbase):
    """{first term: [(language, text, status), ...]} of each concept, without ids."""
    return [[(term.language, term.text, term.status.value) for term in concept.terms] for concept in termbase]


def problems(text, **languages):
    with pytest.raises(TermbaseError) as caught:
        read(text, **languages)
    return str(caught.value).split("\n")


# ------------------------------------------------------------------------------------------------ what rows mean

MEANINGS = [
    # one row, one concept; no status means preferred
    ("zh,en\n走出去,going global\n", [[("zh", "走出去", "preferred"), ("en", "going global", "preferred")]]),
    # | separates terms, \| is the character
    ("zh,en\n走出去,a | b\\|c|\n", [[("zh", "走出去", "preferred"), ("en", "a", "preferred"), ("en", "b|c", "preferred")]]),
    # the row's status is that of what it adds: the known term only identifies its concept
    (
        "zh,en,status\n走出去,going global,preferred\n走出去,walk out,forbidden\n",
        [[("zh", "走出去", "preferred"), ("en", "going global", "preferred"), ("en", "walk out", "forbidden")]],
    ),
    # rows with one concept id are one concept, whatever terms they have
    (
        "concept,zh,en,status\nc,走出去,,\nc,,go global,admitted\n",
        [[("zh", "走出去", "preferred"), ("en", "go global", "admitted")]],
    ),
    # without ids, a shared term of the first language column joins rows, also through a third one
    ("zh,en\n甲,a\n乙,b\n甲|乙,c\n", [[("zh", "甲", "preferred"), ("en", "a", "preferred"), ("zh", "乙", "preferred"), ("en", "b", "preferred"), ("en", "c", "preferred")]]),
    # a shared term of another column does not
    ("zh,en\n增长,growth\n成长,growth\n", [[("zh", "增长", "preferred"), ("en", "growth", "preferred")], [("zh", "成长", "preferred"), ("en", "growth", "preferred")]]),
    # a row without an id belongs to the named concept that has its term
    ("concept,zh,en\nc,甲,a\n,甲,b\n", [[("zh", "甲", "preferred"), ("en", "a", "preferred"), ("en", "b", "preferred")]]),
    # identical repeats merge
    ("zh,en\n甲,a\n甲,a\n", [[("zh", "甲", "preferred"), ("en", "a", "preferred")]]),
    # a row that is shorter than the header has empty cells
    ("zh,en,status,note\n甲,a\n", [[("zh", "甲", "preferred"), ("en", "a", "preferred")]]),
    # blank lines and rows of empty cells are nothing
    ("\n\nzh,en\n\n , \n甲,a\n,,,,\n", [[("zh", "甲", "preferred"), ("en", "a", "preferred")]]),
    # only a header: a termbase without concepts
    ("zh,en\n", []),
    # white space around a cell is not part of it
    ("zh,en\n 甲　,\ta \n", [[("zh", "甲", "preferred"), ("en", "a", "preferred")]]),
]


@pytest.mark.parametrize(("text", "expected"), MEANINGS)
def test_meaning_of_rows(text, expected):
    termbase = read(text)
    assert shape(termbase) == expected
    assert termbase.warnings == () or "growth" in text


HEADERS = [
    # tags in any spelling
    ("zh_CN,en-us", ["zh-Hans", "en-US"]),
    ("ZH-TW,EN", ["zh-Hant", "en"]),
    ("zh-hant-hk,en_GB", ["zh-Hant", "en-GB"]),
    # names of languages, in English and Chinese
    ("Chinese,English", ["zh", "en"]),
    ("Simplified Chinese,English", ["zh-Hans", "en"]),
    ("简体中文,英文", ["zh-Hans", "en"]),
    ("繁體中文,英語", ["zh-Hant", "en"]),
    ("中文,英文", ["zh", "en"]),
    # an id is Indonesian where concepts have their own column
    ("concept,zh,id", ["zh", "id"]),
    # a term is a Chinese one where the other column says that it is English, and the reverse
    ("术语,英文", ["zh", "en"]),
    ("中文,Term", ["zh", "en"]),
]


@pytest.mark.parametrize(("header", "languages"), HEADERS)
def test_language_columns(header, languages):
    cells = ["c"] * header.startswith("concept") + ["走出去", "going global"]
    assert list(read(f"{header}\n{','.join(cells)}\n").languages()) == languages


def test_fields_by_their_chinese_names():
    [concept] = read("术语,英文,状态,备注,定义,来源,领域,词性\n走出去,going global,首选,b,d,l,f,动词\n")
    chinese, english = concept.terms
    assert (chinese.language, english.language) == ("zh", "en")
    assert (english.status, english.note, english.source, english.part_of_speech) == (Status.PREFERRED, "b", "l", "动词")
    assert (concept.definition, concept.subject_field) == ("d", "f")


def test_every_field():
    header = (
        "concept,zh,en,status,part_of_speech,type,subject_field,definition,context,note,source,source_url,case,match,"
        "inflect,do_not_translate,not_near,near,in_subject_fields,in_quotes,valid_from,valid_until,concept_note,cross_references"
    )
    row = "c1,甲,a,admitted,noun,acronym,f,d,x,n,s,u,as-is,exact,no,yes,p|q,r,海洋|贸易,yes,2020-01-02,2021-03-04,cn,c2|c3"
    [concept] = read(f"{header}\n{row}\n")
    assert (concept.id, concept.subject_field, concept.definition, concept.note) == ("c1", "f", "d", "cn")
    assert concept.cross_references == ("c2", "c3")
    for term in concept.terms:
        assert (term.status, term.part_of_speech, term.term_type) == (Status.ADMITTED, "noun", "acronym")
        assert (term.context, term.note, term.source, term.source_url) == ("x", "n", "s", "u")
        assert (term.case, term.match, term.inflect, term.do_not_translate) == (CaseRule.AS_IS, MatchRule.EXACT, False, True)
        assert (term.not_near, term.near) == (("p", "q"), ("r",))
        assert (term.in_subject_fields, term.in_quotes) == (("海洋", "贸易"), True)
        assert (term.valid_from.isoformat(), term.valid_until.isoformat()) == ("2020-01-02", "2021-03-04")


STATUSES = [
    ("preferred", "Preferred", "approved", "首选", "preferredTerm-admn-sts"),
    ("admitted", "ADMITTED", "allowed", "允许", "admittedTerm-admn-sts"),
    ("deprecated", "不推荐"),
    ("superseded", "obsolete"),
    ("forbidden", "prohibited", "禁用"),
    ("proposed", "draft", "待定"),
]


@pytest.mark.parametrize(("status", "spelling"), [(row[0], spelling) for row in STATUSES for spelling in row])
def test_spellings_of_statuses(status, spelling):
    [concept] = read(f"zh,en,status\n甲,a,{spelling}\n")
    assert concept.terms[1].status.value == status


@pytest.mark.parametrize(("cell", "value"), [("yes", True), ("TRUE", True), ("1", True), ("是", True), ("no", False), ("false", False), ("0", False), ("否", False)])
def test_spellings_of_yes_and_no(cell, value):
    [concept] = read(f"zh,en,do_not_translate,inflect\n甲,a,{cell},{cell}\n")
    assert (concept.terms[1].do_not_translate, concept.terms[1].inflect) == (value, value)


# ------------------------------------------------------------------------------------------- tables of one pair


def test_source_and_target_get_their_languages_from_the_caller():
    termbase = read("source,target\n走出去,going global\n", source="zh_CN", target="en")
    assert shape(termbase) == [[("zh-Hans", "走出去", "preferred"), ("en", "going global", "preferred")]]


def test_source_and_target_without_languages():
    assert problems("source,target\n走出去,going global\n") == [
        "terms.csv:1: the language of column 'source' is not said; use --from",
        "terms.csv:1: the language of column 'target' is not said; use --to",
    ]


def test_source_beside_language_columns_is_where_a_term_was_found():
    [concept] = read("zh,en,source\n甲,a,a report\n")
    assert concept.terms[1].source == "a report"


def test_languages_in_columns_of_their_own():
    termbase = read("id,sourceLang,targetLang,sourceString,targetString\n7,en,zh_TW,airway,氣道\n8,en,zh_CN,airway,呼吸道\n")
    assert [concept.id for concept in termbase] == ["7", "8"]
    assert termbase.languages() == ("en", "zh-Hant", "zh-Hans")


def test_a_row_for_each_term():
    termbase = read("concept,term,language,status\nc,走出去,zh-Hans,preferred\nc,walk out,English,forbidden\n")
    assert shape(termbase) == [[("zh-Hans", "走出去", "preferred"), ("en", "walk out", "forbidden")]]


def test_two_columns_without_a_header_if_the_first_is_in_the_script_of_the_source():
    text = "引进来,bringing in\n走出去,going global\n"
    assert len(read(text, source="zh", target="en")) == 2
    assert len(read("opening up,开放\n", source="en", target="zh")) == 1


@pytest.mark.parametrize("languages", [{}, {"source": "en", "target": "zh"}], ids=["not said", "the other way round"])
def test_two_columns_without_a_header_otherwise(languages):
    [problem] = problems("引进来,bringing in\n", **languages)
    assert problem.startswith('terms.csv:1: none of the columns "引进来", "bringing in" is a language')
    assert "--from" in problem


# --------------------------------------------------------------------------------------------------- problems


def test_all_problems_of_a_file_at_once_each_with_its_line():
    text = (
        "zh,en,status,case,match,inflect,valid_from\n"
        "甲,a,prefered,,,,\n"
        ",,forbidden,,,,\n"
        "乙,b,,upper,word,perhaps,2020-02-30\n"
        "丙,c,preferred,any,anywhere,no,2020-02-29\n"
        "丁,d,,,,,,bringing in\n"
    )
    assert problems(text) == [
        'terms.csv:2: status "prefered" is unknown; use preferred, admitted, deprecated, superseded, forbidden or proposed',
        'terms.csv:3: has no term; fill in "zh" or "en", or delete the row',
        'terms.csv:4: case "upper" is unknown; use as-is, any or first-letter',
        'terms.csv:4: inflect "perhaps" is unknown; use yes or no',
        'terms.csv:4: valid_from "2020-02-30" is no date; write it as 2024-12-31',
        "terms.csv:6: has 8 cells and the header 7; give each column a header, or put quotes around a cell that holds the separator",
    ]


def test_line_numbers_count_lines_of_the_file_not_rows():
    text = 'zh,en,status\n甲,"a\nb",\n\n乙,b,wrong\n'
    assert problems(text)[0].startswith("terms.csv:5: ")


UNUSABLE = [
    # (file, what its message says)
    ("", "terms.csv: is empty"),
    (" \n\n", "terms.csv: is empty"),
    ("id,no,pos\n1,2,3\n", 'terms.csv:1: none of the columns "id", "no", "pos" is a language'),
    ("," * 5000 + "\n", "terms.csv: is empty"),
    ("x," * 5000 + "\n", "has 5,001 columns"),
    ('zh,en\n甲,"a\n乙,b\n', "terms.csv:2: a quote is opened here and never closed"),
    ('zh,en\n甲,"a"b\n', "terms.csv:2: a quote inside a quoted cell is not doubled"),
    ("term,language\n甲,Klingonese\n", 'terms.csv:2: language "Klingonese" is unknown'),
]


@pytest.mark.parametrize(("text", "message"), UNUSABLE)
def test_files_that_cannot_be_used(text, message):
    assert message in problems(text)[0]


@pytest.mark.parametrize("data", [b"zh,en\n\x00,a\n", "\ufeffzh,en\n\0,a\n".encode("utf-16-le"), "\ufeffzh,en\n\0,a\n".encode()])
def test_nul_characters_are_refused(data):
    with pytest.raises(TermlockError, match="NUL"):
        parse(data, "csv", name="terms.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(encoding):
    termbase = parse("zh,en\n走出去,going global\n引进来,bringing in\n".encode(encoding), "csv")
    assert [concept.terms[0].text for concept in termbase] == ["走出去", "引进来"]


# --------------------------------------------------------------------------------------------------- warnings


WARNINGS = [
    # unknown columns are named
    ("zh,en,owner\n甲,a,me\n", ['terms.csv:1: columns "owner" are unknown and not read']),
    # a second column for the same field
    ("zh,en,note,备注\n甲,a,x,y\n", ["terms.csv:1: column '备注' repeats note; the first one is read"]),
    # two statuses of one term
    (
        "zh,en,status\n甲,a,preferred\n甲,a,forbidden\n",
        ["terms.csv:3: a is forbidden here and preferred before; the first one is kept"],
    ),
    # not so where the row adds something
    ("zh,en,status\n甲,a,preferred\n甲,b,forbidden\n甲,b,forbidden\n", []),
    # a description that would be lost
    ("zh,en,note\n甲,a,x\n甲,a,y\n", ["terms.csv:3: a is described otherwise before; the first row is kept"]),
    # a term that became forbidden because of the order of rows
    (
        "zh,en,status\n甲,b,forbidden\n甲,a,preferred\n",
        [
            "terms.csv:3: 甲 is forbidden since an earlier row added it so; "
            "put the row that makes it preferred first if that is not meant"
        ],
    ),
    # one term in several concepts
    ("concept,zh,en\nc1,甲,a\nc2,甲,b\n", ["甲 (zh) stands in 2 concepts: c1, c2; join them, or tell them apart by a condition such as near or not_near"]),
    # unless each says when it is meant, or one of them does not allow it
    ("concept,zh,en,not_near\nc1,甲,a,子\nc2,甲,b,丑\n", []),
    ("concept,zh,en,status\nc1,甲,a,\nc1,,b,forbidden\nc2,乙,b,\n", []),
    # two definitions of one concept
    ("concept,zh,en,definition\nc,甲,a,x\nc,,b,y\n", ["terms.csv:3: concept c has another definition already; the first one is kept"]),
    # a cell beside all headers
    ("zh,en,\n甲,a,x\n", ["terms.csv:2: a cell in a column without a header is not read"]),
]


@pytest.mark.parametrize(("text", "warnings"), WARNINGS)
def test_what_is_odd_but_usable(text, warnings):
    assert list(read(text).warnings) == warnings


def test_a_shared_rendering_matters_only_to_who_translates_from_it():
    text = "zh,en\n增长,growth\n成长,growth\n"
    assert read(text, source="zh", target="en").warnings == ()
    assert len(read(text, source="en", target="zh").warnings) == 1


# -------------------------------------------------------------------------------------------------------- ids


def test_ids_do_not_depend_on_the_order_of_rows():
    rows = ["走出去|走出去战略,going global", "引进来,bringing in", "走出去战略,go-global strategy"]
    ids = [{concept.id for concept in read("zh,en\n" + "\n".join(order))} for order in (rows, rows[::-1])]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 2


def test_ids_can_be_read_and_tell_terms_apart():
    ids = [concept.id for concept in read("en,zh\nU.S.,美国\nus,我们\nUS,美\n")]
    assert len(set(ids)) == 3
    assert all(each.startswith(("u-s-", "us-")) for each in ids)


def test_where_a_term_comes_from_is_no_term():
    """A list of Chinese offices: 出处 was taken for the source term beside 译文, and its cells became terms."""
    termbase = parse("术语,译文,出处\n新质生产力,new quality productive forces,政府工作报告\n".encode(), "csv", source="zh", target="en")
    [concept] = termbase
    assert [(term.text, term.source) for term in concept.terms] == [
        ("新质生产力", "政府工作报告"),
        ("new quality productive forces", "政府工作报告"),
    ]
