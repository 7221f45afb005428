"""The article before a forced rendering."""

from __future__ import annotations

import pytest

from translate.agreement import agree, takes_an
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
]


@pytest.mark.parametrize(("kept", "forced", "language", "expected", "why"), AGREEING)
def test_agree(kept, forced, language, expected, why) -> None:
    pieces = tuple(Piece(text, -0.1) for text in kept)
    assert "".join(piece.text for piece in agree(pieces, forced, language)) == expected
