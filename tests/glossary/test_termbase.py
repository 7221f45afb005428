"""The termbase: what it answers, its checksum, and merging several."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from termbases import termbases

from glossary.formats import parse
from glossary.merging import merge
from glossary.termbase import Concept, Status, Term, Termbase


def read(*rows, languages="zh,en"):
    return parse("\n".join([f"concept,{languages},status,definition", *rows]).encode(), "csv")


def shape(termbase):
    """{concept: {term: status}}"""
    return {each.id: {term.text: term.status.value for term in each.terms} for each in termbase}


# ------------------------------------------------------------------------------------------------- what it answers

BASE = Termbase(
    concepts=(
        Concept(
            id="c",
            terms=(
                Term(text="走出去", language="zh-Hans"),
                Term(text="go global", language="en", status=Status.ADMITTED),
                Term(text="going out", language="en", status=Status.PROPOSED),
                Term(text="going global", language="en"),
                Term(text="walk out", language="en", status=Status.FORBIDDEN),
            ),
        ),
    )
)


def test_renderings_are_the_allowed_terms_the_best_first():
    assert [term.text for term in BASE.concept("c").renderings("en")] == ["going global", "going out", "go global"]


@pytest.mark.parametrize(
    ("source", "target", "covered"),
    [("zh", "en", True), ("zh-Hans", "en-GB", True), ("en", "zh-CN", True), ("zh-TW", "en", False), ("zh", "fr", False)],
)
def test_language_pairs(source, target, covered):
    assert BASE.covers(source, target) is covered


IN_FORCE = [
    ("2019-12-31", [], "before its first day"),
    ("2020-01-01", ["a", "b"], "its first day counts"),
    ("2021-12-31", ["a", "b"], "its last day counts"),
    ("2022-01-01", ["b"], "after the last day of the other one"),
]


@pytest.mark.parametrize(("day", "terms", "why"), IN_FORCE)
def test_what_is_in_force(day, terms, why):
    termbase = read("c1,,a,,", "c1,,b,,")
    dated = parse(b"concept,en,valid_from,valid_until\nc1,a,2020-01-01,2021-12-31\nc1,b,2020-01-01,\n", "csv")
    left = dated.valid_on(date.fromisoformat(day))
    assert [term.text for concept in left for term in concept.terms] == terms
    assert len(left) == bool(terms)  # a concept without terms is not there
    assert termbase.valid_on(date.fromisoformat(day)) is termbase  # undated terms are always in force


def test_a_missing_concept():
    with pytest.raises(KeyError):
        BASE.concept("d")


@settings(max_examples=50, deadline=None)
@given(termbases(), st.randoms())
def test_the_checksum_knows_no_order_of_concepts(termbase, random):
    mixed = list(termbase)
    random.shuffle(mixed)
    assert Termbase(concepts=tuple(mixed)).checksum() == termbase.checksum()


def test_the_checksum_knows_everything_else():
    before = read("c,甲,a|b,,").checksum()
    for other in ("c,甲,b|a,,", "d,甲,a|b,,", "c,甲,a|b,admitted,", "c,甲,a|b,,d", "c,甲,a,,"):
        assert read(other).checksum() != before


# --------------------------------------------------------------------------------------------------------- merging


def test_nothing_to_merge():
    assert merge([]) == Termbase()
    assert merge([Termbase(), BASE]) is BASE


MERGES = [
    # the same source and rendering: one concept, the later terms are added, the earlier ones keep their status
    (
        [read("a,甲,x,,"), read("b,甲,,,d", "b,甲,x,forbidden,", "b,甲,y,admitted,")],
        {"a": {"甲": "preferred", "x": "preferred", "y": "admitted"}},
        1,
    ),
    # another rendering of the same source: the first one wins, the later concept goes
    ([read("a,甲,x,,"), read("b,甲,y,,")], {"a": {"甲": "preferred", "x": "preferred"}}, 1),
    # only the disputed term goes where the later concept has another source term
    (
        [read("a,甲,x,,"), read("b,甲|乙,y,,")],
        {"a": {"甲": "preferred", "x": "preferred"}, "b": {"乙": "preferred", "y": "preferred"}},
        1,
    ),
    # one rendering of two sources is no dispute
    (
        [read("a,甲,x,,"), read("b,乙,x,,")],
        {"a": {"甲": "preferred", "x": "preferred"}, "b": {"乙": "preferred", "x": "preferred"}},
        0,
    ),
    # a later list of what is forbidden adds to the concept that has the source
    ([read("a,甲,x,,"), read("b,甲,,,", "b,,y,forbidden,")], {"a": {"甲": "preferred", "x": "preferred", "y": "forbidden"}}, 0),
    # one id for two things: the later one is renamed
    (
        [read("a,甲,x,,"), read("a,乙,y,,", "a-2,丙,z,,")],
        {"a": {"甲": "preferred", "x": "preferred"}, "a-2": {"乙": "preferred", "y": "preferred"}, "a-2-2": {"丙": "preferred", "z": "preferred"}},
        0,
    ),
    # two concepts of one file that the same earlier concept has are not two disputes, beyond what their file said
    ([read("a,甲|乙,x,,"), read("b,甲,x,,", "c,乙,x,,")], {"a": {"甲": "preferred", "乙": "preferred", "x": "preferred"}}, 1),
]


@pytest.mark.parametrize(("given", "expected", "warnings"), MERGES)
def test_merging(given, expected, warnings):
    merged = merge(given)
    assert shape(merged) == expected
    assert len(merged.warnings) == warnings


def test_a_language_is_added():
    merged = merge([read("a,甲,x,,"), read("b,甲,é,,", languages="zh,fr")])
    assert shape(merged) == {"a": {"甲": "preferred", "x": "preferred", "é": "preferred"}}


def test_the_source_language_decides_what_is_disputed():
    earlier, later = read("a,增长,growth,,"), read("b,成长,growth,,")
    assert len(merge([earlier, later], source="zh")) == 2
    merged = merge([earlier, later], source="en")
    assert shape(merged) == {"a": {"增长": "preferred", "growth": "preferred"}}
    assert merged.warnings == ("growth (en): concept a renders it 增长, and a later termbase 成长; the first one wins",)


def test_gaps_are_filled_and_references_follow():
    def concept(name, text, rendering, *references, definition=""):
        terms = (Term(text=text, language="zh"), Term(text=rendering, language="en"))
        return Concept(id=name, terms=terms, cross_references=references, definition=definition)

    earlier = Termbase(concepts=(concept("1", "甲", "x"), concept("2", "乙", "y", definition="kept")))
    later = Termbase(concepts=(concept("1", "乙", "y", "2", definition="lost"), concept("2", "丙", "z", "1")))
    merged = merge([earlier, later])
    assert {each.id: each.cross_references for each in merged} == {"1": (), "2": ("2-2",), "2-2": ("2",)}
    assert merged.concept("2").definition == "kept"


@settings(max_examples=50, deadline=None)
@given(termbases(), termbases())
def test_merging_leaves_the_first_as_it_was_and_keeps_ids_apart(first, second):
    merged = merge([first, second])
    ids = [concept.id for concept in merged]
    assert len(ids) == len(set(ids))
    for concept in first:
        terms = merged.concept(concept.id).terms
        assert terms[: len(concept.terms)] == concept.terms or len(set(terms)) < len(concept.terms) + len(terms)


@settings(max_examples=50, deadline=None)
@given(termbases(tame=True))
def test_merging_a_termbase_with_itself_changes_nothing(termbase):
    alone = merge([termbase, Termbase(warnings=("so that there are two",))])
    assert alone == termbase
