"""Many texts at once: what the fast way does on its own, held to the answers of one text at a time."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.matcher import matcher_for
from glossary.termbase import Term

ENGLISH = [
    "open up", "R&D", "R D", ".NET", "net income", "subway station", "vice chair", "chair", "chair of the board",
    "party", "the Belt and Road", "US", "us", "C++", "so-called reform", "O'Neill plan", "do", "state-owned",
]  # fmt: skip
PIECES = [
    "open", "up", "R", "&", "D", ".", "NET", "net", "income", "sub", "way", "subway", "station", "vice", "chair", "of", "the",
    "board", "third", "non", "party", "Belt", "and", "Road", "US", "us", "C++", "so-called", "reform", "O", "Neill", "plan",
    "do", "n't", "state", "owned", '"', '"', "'", "-", " ", " ", " ", "\n", "“", "”", "é", "\U0001f600", "，",
]  # fmt: skip


def matcher(texts, language):
    return matcher_for(((str(number), Term(text=text, language=language)) for number, text in enumerate(texts)), language)


ENGLISH_MATCHER = matcher(ENGLISH, "en")
SMOOTH_MATCHER = matcher([term for term in ENGLISH if term[0].isalnum() and term[-1].isalnum()], "en")


@settings(deadline=None)  # the first call makes tables
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), max_size=5))
def test_english_with_quotation_marks_and_punctuation_anywhere(texts):
    for one in (ENGLISH_MATCHER, SMOOTH_MATCHER):
        assert one.columns().find(texts) == [one.find(text) for text in texts]
        assert one.columns().occurrences(texts) == [one.occurrences(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('an "open" up', ["open up"]),  # the words beside the mark follow each other in a term
        ('an " open " up', []),  # two spaces are left, and no term has them
        ('a sub"way" station', ["subway station"]),  # without the marks it is one word
        ('open "the" up', []),
        ('C+"+" it', ["C++"]),  # a term with punctuation at its edge
        ('a ."NET" b', [".NET"]),
    ],
)
def test_terms_across_quotation_marks(text, found):
    columns = ENGLISH_MATCHER.columns()
    assert [match.term.text for match in columns.find([text])[0]] == found == [match.term.text for match in ENGLISH_MATCHER.find(text)]


@pytest.mark.parametrize("number", [2, 253, 254, 255, 256, 300, 16_256, 16_257, 20_000])
def test_alphabets_of_every_width(number):
    """One byte a character, two or four: no code may begin inside another, and what no term has must not be found."""
    chance = random.Random(number)
    characters = [chr(code) for code in (*range(0x4E00, 0x9FA6), *range(0x3400, 0x4DB6)) if chr(code) not in "々〆"][:number]
    terms = {"".join(chance.choices(characters, k=chance.choice((1, 2, 2, 3)))) for _ in range(500)} | set(characters[-3:])
    one = matcher(sorted(terms | {"".join(pair) for pair in zip(characters[::2], characters[1::2], strict=False)}), "zh")
    texts = ["".join(chance.choices([*characters, "𠀀", "x", "鿿"], k=30)) + chance.choice(sorted(terms)) for _ in range(50)]
    assert one.columns().occurrences(texts) == [one.occurrences(text) for text in texts]
    assert any(one.columns().find(texts))
