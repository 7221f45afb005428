"""The glossary module of XLIFF 2: glossaries of real files in, a file of one unit out."""

import pytest

from glossary.errors import TermbaseError, TermlockError
from glossary.formats import parse, serialize
from glossary.termbase import Concept, Status, Term, Termbase

TERMBASE = Termbase(
    concepts=(
        Concept(
            id="out",
            definition="of enterprises",
            terms=(Term(text="走出去", language="zh-Hans", source="Report"), Term(text="going global", language="en"), Term(text="go global", language="en")),
        ),
        Concept(id="defined", definition="only", terms=(Term(text="甲", language="zh-Hans"),)),
    )
)


def xliff(entries, languages='srcLang="en" trgLang="zh-CN"'):
    return (
        f'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0" version="2.0" {languages}>'
        f'<file id="f"><unit id="u"><gls:glossary>{entries}</gls:glossary><segment><source>x</source></segment></unit></file></xliff>'
    ).encode()


def entry(identifier, term, translation, more=""):
    return f'<gls:glossEntry{identifier}><gls:term>{term}</gls:term><gls:translation>{translation}</gls:translation>{more}</gls:glossEntry>'


def test_as_people_read_it():
    assert serialize(TERMBASE, "xliff-glossary")[0].decode() == """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0" version="2.0" srcLang="zh-Hans" trgLang="en">
  <file id="f1">
    <unit id="u1" translate="no">
      <gls:glossary>
        <gls:glossEntry id="out">
          <gls:term source="Report">走出去</gls:term>
          <gls:translation id="out-1">going global</gls:translation>
          <gls:translation id="out-2">go global</gls:translation>
          <gls:definition>of enterprises</gls:definition>
        </gls:glossEntry>
        <gls:glossEntry id="defined">
          <gls:term>甲</gls:term>
          <gls:definition>only</gls:definition>
        </gls:glossEntry>
      </gls:glossary>
      <segment>
        <source></source>
      </segment>
    </unit>
  </file>
</xliff>
"""


def test_what_it_has_a_place_for_comes_back():
    data, losses = serialize(TERMBASE, "xliff-glossary")
    assert not losses
    assert parse(data, "xliff-glossary") == TERMBASE
    assert parse(data, "xliff-glossary").losses == ()


LOST = [
    # (terms beside 甲 in zh-Hans and a in en, the lines of the report)
    (Term(text="b", language="en", status=Status.FORBIDDEN), "c: b: term: is forbidden, which the glossary module of XLIFF cannot say; it is left out"),
    (Term(text="b", language="en", status=Status.ADMITTED), "c: b: status: has no place in the glossary module of XLIFF"),
    (Term(text="乙", language="zh-Hans"), "c: 乙: term: is a second term of its entry, which holds one; it is left out"),
    (Term(text="b", language="fr"), "c: b: term: is fr; the file holds zh-Hans and en"),
    (Term(text="b", language="en-GB"), "c: b: language: is written as en instead of en-GB"),
    (Term(text="b", language="en", note="n"), "c: b: note: has no place in the glossary module of XLIFF"),
]  # fmt: skip


@pytest.mark.parametrize(("term", "line"), LOST)
def test_what_it_cannot_hold_is_named(term, line):
    termbase = Termbase(concepts=(Concept(id="c", terms=(Term(text="甲", language="zh-Hans"), Term(text="a", language="en"), term)),))
    assert serialize(termbase, "xliff-glossary", source="zh-Hans", target="en")[1].lines() == (line,)


def test_an_entry_needs_a_translation_or_a_definition():
    termbase = Termbase(concepts=(*TERMBASE.concepts, Concept(id="bare", terms=(Term(text="乙", language="zh-Hans"),))))
    data, losses = serialize(termbase, "xliff-glossary")
    assert [(loss.concept, loss.field) for loss in losses] == [("bare", "concept")]
    assert parse(data, "xliff-glossary") == TERMBASE


def test_it_holds_one_pair():
    three = Termbase(concepts=(Concept(id="c", terms=tuple(Term(text="t", language=each) for each in ("zh", "en", "fr"))),))
    with pytest.raises(TermlockError, match="choose with --from and --to"):
        serialize(three, "xliff-glossary")


def test_the_same_entry_beside_two_segments_is_one_concept():
    data = xliff(entry(' id="1"', "a", "甲") + entry(' id="1"', "a", "甲") + entry(' id="1"', "b", "乙") + entry("", "c", "丙"))
    concepts = parse(data, "xliff-glossary").concepts
    assert [concept.terms[0].text for concept in concepts] == ["a", "b", "c"]
    assert concepts[0].id == "1"
    assert concepts[0].terms[1].language == "zh-Hans"


def test_what_the_model_lacks_is_named():
    more = '<gls:definition source="Oxford">d</gls:definition><my:elem xmlns:my="urn:my">x</my:elem>'
    termbase = parse(xliff(entry(' id="1" ref="#m1" my:a="v" xmlns:my="urn:my"', "a", "甲", more)), "xliff-glossary")
    assert [str(loss) for loss in termbase.losses] == [
        '1: definition source: has no place in a termbase: "Oxford"',
        '1: elem: has no place in a termbase: "x"',
        '1: ref: has no place in a termbase: "#m1"',
        '1: a: has no place in a termbase: "v"',
    ]


def test_a_file_without_a_target_language_needs_to():
    data = xliff(entry("", "a", "甲"), languages='srcLang="en"')
    with pytest.raises(TermbaseError, match="<xliff> has no trgLang; add it or use --to"):
        parse(data, "xliff-glossary")
    assert parse(data, "xliff-glossary", target="zh").languages() == ("en", "zh")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'<xliff version="1.2"/>', "is XLIFF 1.2; glossaries are a part of XLIFF 2 alone"),
        (b'<xliff version="2.0" srcLang="en"/>', "holds no glossary entry"),
        (xliff(entry("", "a", "甲"), languages='srcLang="!" trgLang="zh"'), 'language "!" is no language tag'),
        (b"<tmx/>", "begins with <tmx>"),
        (b"", "is empty"),
        (xliff("")[:-20], "is no well-formed XML"),
        (b'<!DOCTYPE xliff [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff version="2.0">&a;</xliff>', "declares XML entities"),
    ],
)
def test_files_that_cannot_be_read(data, message):
    with pytest.raises(TermbaseError, match=message):
        parse(data, "xliff-glossary", name="t.xlf")


def test_two_concepts_that_say_the_same_stay_two():
    """Found by fuzzing: the second one went without a word where the first one's id was that of its terms."""
    terms = (Term(text="走出去", language="zh-Hans"), Term(text="going global", language="en"))
    termbase = Termbase(concepts=(Concept(id="走出去-650d1b", terms=terms), Concept(id="b", terms=terms)))
    data, losses = serialize(termbase, "xliff-glossary")
    assert not losses
    assert parse(data, "xliff-glossary") == termbase


def test_blanks_around_an_id_are_none_of_it():
    """Found by fuzzing: such an id could be read and, as JSON, not be read again."""
    [concept] = parse(xliff(entry(' id=" a "', "sky", "天空")), "xliff-glossary")
    assert concept.id == "a"
