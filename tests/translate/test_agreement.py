"""The article before a forced rendering."""

from __future__ import annotations

import pytest

from translate.agreement import agree, helped_in, infinitive, takes_an, wants_infinitive
from translate.engine import Piece

WORDS = [
    ("open economy", True, "a vowel"),
    ("high-standard opening up", False, "a consonant"),
    ("unified national market", False, "a vowel that is read as a consonant"),
    ("unimpeded trade", True, "and one that is not"),
    ("uninterrupted supply", True, "nor this one"),
    ("European partner", False, "read with a consonant"),
    ("one-stop service", False, "read with a consonant"),
    ("honest officials", True, "a consonant that is silent"),
    ("housing policy", False, "and one that is not"),
    ("HKMA report", True, "letters: aitch"),
    ("WTO member", False, "letters: double-u"),
    ("SME fund", True, "letters: ess"),
    ("umbrella organisation", True, "an ordinary u"),
    ("island", True, "a vowel"),
    ("M&A deal", True, "letters beside a sign: em"),
    ("H-share listing", True, "a letter by itself: aitch"),
    ("U-turn", False, "you"),
    ("8 per cent rise", True, "eight"),
    ("11th meeting", True, "eleventh"),
    ("18-month term", True, "eighteen"),
    ("1,800-page report", False, "one thousand"),
    ("110-year-old bank", False, "a hundred"),
    ("unissued share", True, "an un-"),
    ("Ukrainian bank", False, "you"),
]


@pytest.mark.parametrize(("words", "an", "why"), WORDS)
def test_takes_an(words, an, why) -> None:
    assert takes_an(words) is an


AGREEING = [
    (("set", " up", " a"), " open economy", "en", "set up an", "another form"),
    (("set", " up", " an"), " unified market", "en", "set up a", "and back"),
    (("A",), " open economy", "en", "An", "capitals stay"),
    (("set", " up", " a"), " new pattern", "en", "set up a", "it is right already"),
    (("vitamin", "-", "a"), " island", "en", "vitamin-a", "the end of a word is no article"),
    (("set", " up", " the"), " open economy", "en", "set up the", "another article"),
    (("plan", " a"), "开放", "zh", "plan a", "another language"),
    ((), " open economy", "en", "", "nothing before it"),
    (("is", " used", " to"), " bringing into the country", "en", "is used for", "a gerund behind another preposition"),
    (("It", " aims", " to"), " going global", "en", "It aims at", "which is another one here"),
    (("more", " measures", " to"), " opening up", "en", "more measures for", "and behind a noun"),
    (("It", " used", " to"), " opening up", "en", "It used to", "it did so once: no passive"),
    (("is", " used", " to"), " house prices", "en", "is used to", "no gerund"),
    (("Category", " A"), " institutions", "en", "Category A", "a letter, no article"),
    (("Done.", " A"), " institution", "en", "Done. An", "the beginning of a sentence"),
    (("open", " to"), " going global", "en", "open to", "a preposition already"),
]


@pytest.mark.parametrize(("kept", "forced", "language", "expected", "why"), AGREEING)
def test_agree(kept, forced, language, expected, why) -> None:
    pieces = tuple(Piece(text, -0.1) for text in kept)
    assert "".join(piece.text for piece in agree(pieces, forced, language)) == expected


ASKED = [
    # before, what stands, what it has to be, why
    ("Enterprises should ", "going global", "go global", "a modal verb"),
    ("Enterprises should **", "going global", "go global", "and its markup"),
    ("They must actively ", "bringing into the country", "bring into the country", "an adverb between"),
    ("They will not ", "opening up", "open up", "a negation between"),
    ("They can better ", "Going global", "go global", "within a sentence it is no beginning"),
    ("We need to ", "going global", "go global", "a verb that only an infinitive follows"),
    ("We continue to further ", "opening up", "open up", "with an adverb"),
    ("We are committed to ", "going global", None, "a preposition"),
    ("They should be ", "going global", None, "a progressive form"),
    ("They should support ", "going global", None, "an object"),
    ("They should ", "capacity building", None, "no verb"),
    ("They should ", "implementing rules", None, "an adjective"),
    ("They should ", "go global", None, "it is right already"),
    ("", "going global", None, "the beginning"),
    ("Continue to ", "opening up", "open up", "an exhortation"),
    ("To ", "steadily expanding trade", "steadily expand trade", "the beginning of a sentence; the verb stands behind an adverb"),
    ("It is so. To further ", "opening up", "open up", "... of a later one"),
    ("Supporting enterprises to better ", "going global", "go global", "somebody who is helped"),
    ("We will guide private firms to ", "going global", "go global", "... with an adjective"),
    ("It supports our commitment to ", "going global", None, "a noun with a preposition of its own"),
    ("It helps those devoted to ", "going global", None, "a participle with one"),
    ("Encourage firms to adhere to ", "opening up", None, "a verb with one"),
    ("Policy support is crucial to ", "opening up", None, "an adjective with one"),
    ("Guide enterprises from imports to ", "opening up", None, "from one to the other"),
    ("Support enterprises' response to ", "opening up", None, "what they have, not they"),
    ("To ", "Going Global", "Go Global", "a title stays one"),
    ("Can ", "opening up", None, "a question, of which it is the subject"),
    ("In May ", "opening up", None, "a month"),
]


@pytest.mark.parametrize(
    ("before", "behind", "why"),
    [
        ("Only in this way can ", " be deepened.", "it is the subject"),
        ("Nor will ", " come soon.", "which stands behind its verb"),
        ("Reform must continue, and so must ", ".", "the same"),
    ],
)
def test_a_gerund_that_is_the_subject_stays(before: str, behind: str, why: str) -> None:
    assert infinitive(before, "opening up", behind) is None, why
    assert infinitive("We will ", "opening up", behind[:1]) == "open up"


@pytest.mark.parametrize(("before", "stands", "expected", "why"), ASKED)
def test_the_form_that_the_text_before_asks_for(before: str, stands: str, expected: str | None, why: str) -> None:
    assert infinitive(before, stands) == expected, why


@pytest.mark.parametrize(
    ("before", "expected", "why"),
    [
        ("Supporting enterprises to better ", "Supporting enterprises in better ", "for a gerund that takes no inflection"),
        ("It supports our commitment to ", None, "a preposition is right"),
        ("We need to ", None, "nobody is helped"),
    ],
)
def test_what_stands_before_a_gerund_that_has_to_stay(before: str, expected: str | None, why: str) -> None:
    assert helped_in(before) == expected, why


@pytest.mark.parametrize(
    ("before", "wanted", "why"),
    [
        ("Firms want to", True, "the end of an infinitive's beginning"),
        ("Firms should", True, "a modal verb"),
        ("It is time to", True, "a noun that has no gerund behind it"),
        ("We are committed to", False, "a preposition"),
        ("It is used to", False, "the preposition can become another one"),
        ("Keep", False, "a gerund will do"),
    ],
)
def test_where_only_an_infinitive_can_stand(before: str, wanted: bool, why: str) -> None:
    assert wants_infinitive(before) is wanted, why
