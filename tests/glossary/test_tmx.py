"""TMX as a term list: of anybody in, with everything in properties out."""

from datetime import date

import pytest
from lxml import etree

from glossary.errors import TermbaseError
from glossary.formats import parse, serialize
from glossary.termbase import CaseRule, Concept, MatchRule, Status, Term, Termbase

FULL = Term(
    text="A & B",
    language="en",
    status=Status.ADMITTED,
    part_of_speech="noun",
    term_type="acronym",
    context="in A & B",
    note="two\nlines",
    source="s",
    source_url="not even an address",
    case=CaseRule.AS_IS,
    match=MatchRule.ANYWHERE,
    inflect=False,
    do_not_translate=True,
    not_near=("x", "y|z"),
    near=("n",),
    in_subject_fields=("economy",),
    in_quotes=True,
    valid_from=date(2020, 1, 1),
    valid_until=date(2030, 1, 1),
)
WHOLE = Termbase(
    concepts=(
        Concept(id="1 a", subject_field="f", definition="d", note="n", cross_references=("b", "c"), terms=(Term(text="甲", language="zh-Hans"), FULL)),
        Concept(id="b", terms=(Term(text="乙", language="zh-Hant"),)),
    )
)


def tmx(units, header="<header/>", version="1.4"):
    return f'<tmx version="{version}">{header}<body>{units}</body></tmx>'.encode()


def test_every_field_has_a_place():
    data, losses = serialize(WHOLE, "tmx")
    assert not losses
    assert parse(data, "tmx") == WHOLE
    assert parse(data, "tmx").losses == ()


def test_tmx_as_people_read_it():
    assert serialize(Termbase(concepts=(Concept(id="c", note="n", terms=(Term(text="<甲>", language="zh-Hans"), Term(text="a", language="en", status=Status.ADMITTED))),)), "tmx")[0].decode() == """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="termlock" creationtoolversion="1" segtype="phrase" o-tmf="termlock" adminlang="en" srclang="zh-Hans" datatype="plaintext"/>
  <body>
    <tu tuid="c">
      <note>n</note>
      <tuv xml:lang="zh-Hans">
        <seg>&lt;甲&gt;</seg>
      </tuv>
      <tuv xml:lang="en">
        <prop type="x-status">admitted</prop>
        <seg>a</seg>
      </tuv>
    </tu>
  </body>
</tmx>
"""


@pytest.mark.parametrize("status", [Status.DEPRECATED, Status.SUPERSEDED, Status.FORBIDDEN])
def test_what_nobody_may_use_is_left_out(status):
    """Every variant of a TMX is taken for a translation."""
    termbase = Termbase(concepts=(Concept(id="c", terms=(Term(text="甲", language="zh"), Term(text="bad", language="en", status=status))),))
    data, losses = serialize(termbase, "tmx")
    assert losses.lines() == (f"c: bad: term: is {status}, which TMX cannot say; it is left out",)
    assert b"bad" not in data


def test_the_source_language_is_the_one_asked_for():
    assert b'srclang="en"' in serialize(WHOLE, "tmx", source="en")[0]
    assert b'srclang="zh-Hant"' in serialize(WHOLE, "tmx", source="zh-TW")[0]


FOREIGN = [
    # (a unit, its terms, the fields of the losses)
    ('<tu><tuv xml:lang="EN-US"><seg>a</seg></tuv><tuv xml:lang="zh-CN"><seg>甲</seg></tuv></tu>', [("en-US", "a"), ("zh-Hans", "甲")], []),
    ('<tu><tuv lang="en"><seg>a</seg></tuv></tu>', [("en", "a")], []),  # TMX 1.1
    ('<tu><tuv xml:lang="en"><seg>a <ph x="1">{code}</ph> b</seg></tuv></tu>', [("en", "a b")], ["seg"]),
    ('<tu><tuv xml:lang="en"><seg><bpt i="1">&lt;b></bpt>a<ept i="1">&lt;/b></ept> <hi>c</hi></seg></tuv></tu>', [("en", "a c")], ["seg"]),
    ('<tu><prop type="x-domain">d</prop><tuv xml:lang="en"><seg>a</seg></tuv></tu>', [("en", "a")], ["x-domain"]),
    ('<tu changedate="20200101T000000Z"><tuv xml:lang="en"><seg>a</seg></tuv></tu>', [("en", "a")], ["changedate"]),
    ('<tu><tuv xml:lang="en"><prop type="x-status">good</prop><seg>a</seg></tuv></tu>', [("en", "a")], ["x-status"]),
    ('<tu><tuv xml:lang="zh-HK"><seg>甲</seg></tuv></tu>', [("zh-Hant", "甲")], ["language"]),
]  # fmt: skip


@pytest.mark.parametrize(("unit", "terms", "fields"), FOREIGN)
def test_files_of_others(unit, terms, fields):
    termbase = parse(tmx(unit), "tmx")
    assert [(term.language, term.text) for term in termbase.concepts[0].terms] == terms
    assert [loss.field for loss in termbase.losses] == fields


def test_units_without_an_id_or_with_a_taken_one_get_a_stable_one():
    unit = '<tu{}><tuv xml:lang="en"><seg>{}</seg></tuv></tu>'
    data = tmx(unit.format("", "a") + unit.format(' tuid="1"', "b") + unit.format(' tuid="1"', "c"))
    ids = [concept.id for concept in parse(data, "tmx")]
    assert ids[0].startswith("a-")
    assert ids[1] == "1"
    assert ids[2].startswith("c-")


def test_a_unit_without_text_is_warned_of():
    termbase = parse(tmx('<tu><tuv xml:lang="en"><seg/></tuv></tu>'), "tmx", name="t.tmx")
    assert termbase.concepts == ()
    assert termbase.warnings[-1] == "t.tmx: has no unit with a term"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (tmx("<tu><tuv><seg>a</seg></tuv></tu>"), "t.tmx:1: <tuv> has no xml:lang"),
        (b"<tbx/>", "begins with <tbx>"),
        (b"", "is empty"),
        (b'<!DOCTYPE tmx [<!ENTITY a "b">]>' + tmx(""), "declares XML entities"),
        (tmx("<tu>"), "is no well-formed XML"),
    ],
)
def test_files_that_cannot_be_read(data, message):
    with pytest.raises(TermbaseError, match=message):
        parse(data, "tmx", name="t.tmx")


def test_what_is_written_has_the_elements_of_tmx_in_their_order():
    """The content model of the DTD: notes and properties stand before variants and segments."""
    document = etree.fromstring(serialize(WHOLE, "tmx")[0])
    for unit in document.iter("tu"):
        tags = [each.tag for each in unit]
        assert tags == sorted(tags, key=["note", "prop", "tuv"].index)
        assert not any(blank in unit.get("tuid") for blank in " \t\n")
    for variant in document.iter("tuv"):
        assert [each.tag for each in variant][-1] == "seg"
