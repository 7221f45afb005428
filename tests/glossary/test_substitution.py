"""What is written in the place of a wrong term: its form, its letter case, its article, nothing twice."""

from __future__ import annotations

import pytest

from glossary.substitution import answering, article, without_repetition
from glossary.termbase import Term


def term(text: str, **options) -> Term:
    return Term(text=text, language="en", **options)


@pytest.mark.parametrize(
    ("found", "wrong", "right", "expected"),
    [
        # verbs keep their form
        ("open wider", "open wider", "open up", "open up"),
        ("opened wider", "open wider", "open up", "opened up"),
        ("opens wider", "open wider", "open up", "opens up"),
        ("opening wider", "open wider", "open up", "opening up"),
        ("walked out", "walk out", "going global", "went global"),
        ("walk out", "walk out", "going global", "go global"),
        ("walking out", "walk out", "going global", "going global"),
        # ... behind an adverb too
        ("steadily expand commerce", "steadily expanding commerce", "steadily expanding trade", "steadily expand trade"),
        # nouns keep their number
        ("merchant environment", "merchant environment", "business environment", "business environment"),
        ("merchant environments", "merchant environment", "business environment", "business environments"),
        ("market subjects", "market subject", "business entity", "business entities"),
        ("SMBs", "SMB", "SME", "SMEs"),
        # a noun phrase whose head is not its last word
        ("zones of pilots", "zone of pilots", "pilot zone for trade", "pilot zones for trade"),
        # a plural that the termbase gives for a singular is meant
        ("new quality productivity", "new quality productivity", "new quality productive forces", "new quality productive forces"),
        # what has no such form stays as the termbase has it
        ("walked out", "walk out", "global presence", "global presence"),
        ("inflow", "inflow", "bringing in", "bringing in"),
        # letter case
        ("Walking out", "walk out", "going global", "Going global"),
        ("WALK OUT", "walk out", "going global", "GO GLOBAL"),
        ("High-Level Opening", "high-level opening", "high-standard opening up", "High-Standard Opening Up"),
        ("Merchant Environment", "merchant environment", "environment for the business", "Environment for the Business"),
        ("Macro Control", "Macro Control", "macro regulation", "macro regulation"),
        ("one belt one road", "One Belt One Road", "Belt and Road Initiative", "Belt and Road Initiative"),
        # a compound before a noun
        ("walk-out", "walk out", "going global", "go-global"),
    ],
)
def test_the_form_that_answers(found, wrong, right, expected):
    assert answering(found, term(wrong), [term(right)], "", opens=False) == expected


@pytest.mark.parametrize(
    ("before", "expected"), [("It has ", "gone global"), ("It ", "went global"), ("goods were ", "gone global"), ("it, which ", "went global")]
)
def test_past_or_participle(before, expected):
    assert answering("opened wider", term("open wider"), [term("go global")], before, opens=False) == expected


def test_a_preferred_term_without_inflection_gives_way_to_one_that_has_the_form():
    allowed = [term("going global", inflect=False), term("go global", inflect=False)]
    assert answering("walk out", term("walk out"), allowed, "", opens=False) == "go global"
    assert answering("walking out", term("walk out"), allowed, "", opens=False) == "going global"
    assert answering("walked out", term("walk out"), allowed, "", opens=False) == "going global"  # neither has it


def test_the_beginning_of_a_sentence():
    assert answering("临川", None, [term("the port")], "", opens=True) == "The port"
    assert answering("Macro Control", term("Macro Control"), [term("macro regulation")], "", opens=True) == "Macro regulation"


def test_chinese_is_written_as_it_is():
    allowed = [Term(text="走出去", language="zh-Hans")]
    assert answering("走出", Term(text="走出", language="zh-Hans"), allowed, "", opens=True) == "走出去"


@pytest.mark.parametrize(
    ("before", "found", "right", "expected"),
    [
        ("It is a ", "closed economy", "open economy", (2, "an ")),
        ("An ", "open economy", "closed economy", (3, "A ")),
        ("a ", "closed economy", "free economy", (0, "")),
        ("the ", "closed economy", "open economy", (0, "")),
        ("a ", "firm", "SME", (2, "an ")),
        ("an ", "SME", "WTO member", (3, "a ")),
        ("a ", "honest", "open", (0, "")),  # it did not fit before: nobody's business
        ("via ", "closed economy", "open economy", (0, "")),
    ],
)
def test_the_article_before(before, found, right, expected):
    assert article(before, found, right) == expected


@pytest.mark.parametrize(
    ("before", "right", "after", "expected"),
    [
        ("", "high-standard opening up", " up with", "high-standard opening"),
        ("", "opening up", " upon", "opening up"),  # another word
        ("the ", "the Initiative", "", "Initiative"),
        ("bathe ", "the Initiative", "", "the Initiative"),
        ("", "Belt and Road Initiative", " Initiative", "Belt and Road"),
        ("", "up", " up", "up"),  # one word stays
    ],
)
def test_nothing_twice(before, right, after, expected):
    assert without_repetition(before, right, after) == expected
