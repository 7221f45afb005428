"""What changed between two termbases, and which segments each change touches."""

import json

import pytest

from glossary.comparison import Kind, What, compare
from glossary.corpus import Passage
from glossary.formats import parse
from glossary.reports.comparison import to_json


def table(*rows, header="concept,zh-Hans,en,status,definition,note"):
    return parse("\n".join([header, *rows]).encode(), "csv")


OLD = ("1,走出去,going global,,,", "1,,go global,admitted,,", "2,法治,rule of law,,,")

CASES = [
    # nothing
    (OLD, []),
    # the order of concepts is none of their matters
    (("2,法治,rule of law,,,", "1,走出去,going global,,,", "1,,go global,admitted,,"), []),
    ((*OLD, "3,开放,opening up,,,"), [(Kind.ADDED, "3", [])]),
    (OLD[:2], [(Kind.REMOVED, "2", [])]),
    # another id, the same terms
    ((*OLD[:2], "law,法治,rule of law,,,"), [(Kind.CHANGED, "law", [(What.RENAMED, "2", "law")])]),
    # numbered anew: the ids go on, the concepts do not
    (
        ("1,法治,rule of law,,,", "2,走出去,going global,,,", "2,,go global,admitted,,"),
        [(Kind.CHANGED, "1", [(What.RENAMED, "2", "1")]), (Kind.CHANGED, "2", [(What.RENAMED, "1", "2")])],
    ),
    # nothing in common but a number
    ((*OLD[:2], "2,法制,legal system,,,"), [(Kind.ADDED, "2", []), (Kind.REMOVED, "2", [])]),
    # another id and another rendering share one language of two: not the same concept for sure
    ((*OLD[:2], "law,法治,law-based governance,,,"), [(Kind.ADDED, "law", []), (Kind.REMOVED, "2", [])]),
    (("1,走出去,going global,,,", "1,,go global,deprecated,,", OLD[2]), [(Kind.CHANGED, "1", [(What.STATUS, "admitted", "deprecated")])]),
    ((*OLD, "2,,law-based governance,admitted,,"), [(Kind.CHANGED, "2", [(What.TERM_ADDED, "", "law-based governance (admitted)")])]),
    ((OLD[0], OLD[2]), [(Kind.CHANGED, "1", [(What.TERM_REMOVED, "go global (admitted)", "")])]),
    # one preferred rendering in the place of another one
    ((*OLD[:2], "2,法治,law,,,"), [(Kind.CHANGED, "2", [(What.TERM_CHANGED, "rule of law (preferred)", "law (preferred)")])]),
    ((*OLD[:2], "2,法治,rule of law,,the law rules,"), [(Kind.CHANGED, "2", [(What.FIELD, "", "the law rules")])]),
    (
        (*OLD[:2], "2,法治,rule of law,,,official"),
        [(Kind.CHANGED, "2", [(What.FIELD, "", "official"), (What.FIELD, "", "official")])],
    ),
]


@pytest.mark.parametrize(("rows", "expected"), CASES)
def test_changes(rows, expected):
    changes = compare(table(*OLD), table(*rows))
    found = [(each.kind, each.concept, [(one.what, one.before, one.after) for one in each.differences]) for each in changes]
    assert found == expected


def test_an_id_that_somebody_chose_holds_a_concept_together():
    [change] = compare(table("law,法治,rule of law,,,"), table("law,法制,legal system,,,"))
    assert [(each.what, each.before, each.after) for each in change.differences] == [
        (What.TERM_CHANGED, "法治 (preferred)", "法制 (preferred)"),
        (What.TERM_CHANGED, "rule of law (preferred)", "legal system (preferred)"),
    ]


def test_the_other_way_round_added_is_removed():
    changes = compare(table(*OLD, "3,开放,opening up,,,"), table(*OLD))
    assert [(each.kind, each.concept) for each in changes] == [(Kind.REMOVED, "3")]


def touched(old, new, *texts):
    passages = [Passage(name="a.md", line=line, text=text, language="zh") for line, text in enumerate(texts, start=1)]
    return [(each.concept, each.touches, [one.line for one in each.touched]) for each in compare(old, new, passages)]


def test_a_change_touches_segments_where_its_terms_stand_before_or_after():
    texts = ("坚持法治。", "没有。", "坚持对外开放和法治。", "法治，法治。")
    # a segment counts once, however often the term stands in it
    assert touched(table(*OLD), table(*OLD[:2], "2,法治,law,,,"), *texts) == [("2", 3, [1, 3, 4])]
    # what is gone touches by the old termbase, what is new by the new one
    assert touched(table(*OLD), table(*OLD[:2]), *texts) == [("2", 3, [1, 3, 4])]
    assert touched(table(*OLD), table(*OLD, "3,开放,opening up,,,"), *texts) == [("3", 1, [3])]
    # what did not change touches nothing
    assert touched(table(*OLD), table(*OLD), *texts) == []


def test_an_excerpt_has_the_term_and_cuts_no_english_word():
    passage = Passage(name="a", line=1, text="one two three four five six seven rule of law eight nine ten eleven twelve", language="en")
    [change] = compare(table(*OLD), table(*OLD[:2]), [passage])
    assert change.touched[0].excerpt == "…three four five six seven rule of law eight nine ten eleven twelve"


def test_segments_beyond_the_bound_are_counted():
    passages = (Passage(name="a", line=line, text="法治", language="zh") for line in range(1, 1502))
    [change] = compare(table(*OLD), table(*OLD[:2]), passages)
    assert (change.touches, len(change.touched)) == (1501, 1000)


def test_json_has_both_concepts():
    shown = json.loads(to_json(compare(table(*OLD), table(*OLD[:2], "2,法治,law,,,")), {}, with_corpus=False))
    [change] = shown["changes"]
    assert (change["kind"], change["before"]["id"], change["after"]["terms"][1]["text"]) == ("changed", "2", "law")
    assert "touched" not in change
