"""One termbase out of several, by each policy, with every conflict named."""

import pytest

from glossary.formats import parse
from glossary.merging import Policy, combine, merge

HEADER = "concept,zh-Hans,en,status,definition,note,match"


def table(*rows):
    return parse("\n".join([HEADER, *rows]).encode(), "csv")


def shape(termbase):
    return {concept.id: {term.text: str(term.status) for term in concept.terms} for concept in termbase}


A = table("a,走出去,going global,,,,", "b,法治,rule of law,,the law rules,,")
STATUS = table("x,走出去,going global,,,,", "x,,go out,forbidden,,,"), table("y,走出去,going global,,,,", "y,,go out,admitted,,,")
RENDERING = table("x,精神,spirit,,,,"), table("y,精神,guiding principles,,,,")

POLICIES = [
    (STATUS, Policy.FIRST, {"x": {"走出去": "preferred", "going global": "preferred", "go out": "forbidden"}}),
    (STATUS, Policy.ERROR, {"x": {"走出去": "preferred", "going global": "preferred", "go out": "forbidden"}}),
    (STATUS, Policy.LAST, {"y": {"走出去": "preferred", "going global": "preferred", "go out": "admitted"}}),
    (
        STATUS,
        Policy.BOTH,
        {
            "x": {"走出去": "preferred", "going global": "preferred", "go out": "forbidden"},
            "y": {"走出去": "preferred", "going global": "preferred", "go out": "admitted"},
        },
    ),
    # two renderings of one source term
    (RENDERING, Policy.FIRST, {"x": {"精神": "preferred", "spirit": "preferred"}}),
    (RENDERING, Policy.LAST, {"y": {"精神": "preferred", "guiding principles": "preferred"}}),
    (
        RENDERING,
        Policy.BOTH,
        {"x": {"精神": "preferred", "spirit": "preferred"}, "y": {"精神": "preferred", "guiding principles": "preferred"}},
    ),
]


@pytest.mark.parametrize(("given", "policy", "expected"), POLICIES)
def test_policies(given, policy, expected):
    merged = combine(given, policy=policy)
    assert shape(merged.termbase) == expected
    assert len(merged.conflicts) == 1


CONFLICTS = [
    (STATUS, "go out (en): status is forbidden in concept x, and admitted in a later termbase"),
    (RENDERING, "精神 (zh-Hans): concept x renders it spirit, and a later termbase guiding principles"),
    # what concepts say about themselves
    ((A, table("z,法治,rule of law,,law is all,,")), "concept b: definition is the law rules, and law is all in a later termbase"),
    # what decides matching is decided by one of them, also where the other one leaves it at its default
    (
        (table("a,走出去,going global,,,,exact"), table("a,走出去,going global,,,,exact", "b,法治,rule of law,,,,")),
        None,
    ),
]


@pytest.mark.parametrize(("given", "expected"), CONFLICTS)
def test_conflicts_say_what_and_where(given, expected):
    assert [str(each) for each in combine(given).conflicts] == ([expected] if expected else [])


def test_matching_rules_are_not_mixed():
    merged = combine([A, table("a,走出去,going global,,,,exact")])
    assert {(each.term, each.field, each.first, each.later) for each in merged.conflicts} == {
        ("走出去", "match", "word", "exact"),
        ("going global", "match", "word", "exact"),
    }
    assert {str(term.match) for concept in merged.termbase for term in concept.terms} == {"word"}


def test_what_the_first_leaves_open_is_filled_in():
    merged = combine([A, table("a,走出去,going global,,a strategy,since 1999,")])
    assert merged.conflicts == ()
    concept = merged.termbase.concept("a")
    assert concept.definition == "a strategy"
    assert {term.note for term in concept.terms} == {"since 1999"}


def test_the_last_one_wins_and_the_order_of_the_first_stays():
    merged = combine([A, table("new,开放,opening up,,,,", "a,走出去,going global,,,,")], policy=Policy.LAST)
    assert [concept.id for concept in merged.termbase] == ["a", "b", "new"]


def test_a_conflict_of_the_last_policy_names_the_files_in_their_order():
    [conflict] = combine(STATUS, policy=Policy.LAST).conflicts
    assert (conflict.first, conflict.later) == ("forbidden", "admitted")


def test_every_term_survives_both():
    merged = combine([*STATUS, *RENDERING], policy=Policy.BOTH)
    given = {(term.text, term.status) for each in (*STATUS, *RENDERING) for concept in each for term in concept.terms}
    assert {(term.text, term.status) for concept in merged.termbase for term in concept.terms} == given


def test_glossaries_of_the_command_line_warn_of_what_changes_a_translation_only():
    assert merge(STATUS).warnings == ("go out (en): status is forbidden in concept x, and admitted in a later termbase; the first one wins",)
    assert merge([A, table("z,法治,rule of law,,law is all,,")]).warnings == ()


def test_letter_case_makes_no_other_source_term():
    """Regression: "COVID-19 outbreak" and "covid-19 outbreak" were two terms, and their renderings no conflict."""
    header = "concept,en,zh-Hans"
    first, later = (parse(f"{header}\n{row}\n".encode(), "csv") for row in ("1,COVID-19 outbreak,疫情暴发", "9,covid-19 Outbreak,疫情爆发"))
    merged = combine([first, later])
    assert [(conflict.field, conflict.first, conflict.later) for conflict in merged.conflicts] == [("rendering", "疫情暴发", "疫情爆发")]
    assert len(merged.termbase) == 1
