"""Pieces that are bytes: joined to text, and judged by a guard."""

from __future__ import annotations

import pytest

from translate.engine import Guard
from translate.engines.byte_pieces import BytePieces, Token, pieces_of


def test_pieces_join_to_the_text() -> None:
    tokens = [Token("走".encode(), -0.5), Token("出去".encode(), -0.5), Token("。".encode(), -0.5)]
    assert "".join(piece.text for piece in pieces_of(tokens, "走出去。")) == "走出去。"


def test_a_character_split_over_tokens_is_one_piece() -> None:
    """Byte-level vocabularies cut rare characters; alternatives are those of the first part."""
    data = "鏵".encode()
    first, second = pieces_of([Token(data[:2], -1.0, (("鏵", -2.0),)), Token(data[2:], -0.25), Token(b"a", -0.5)], "鏵a")
    assert (first.text, first.logprob, first.alternatives) == ("鏵", -1.25, (("鏵", -2.0),))
    assert second.text == "a"


def test_a_stop_marker_beyond_the_text_is_no_piece() -> None:
    assert [piece.text for piece in pieces_of([Token(b"ok", -0.5), Token(b"<|im_end|>", -0.5)], "ok")] == ["ok"]


def test_text_without_tokens_is_one_piece() -> None:
    assert [piece.text for piece in pieces_of([], "all of it")] == ["all of it"]


WORDS = ["the", " GDP", "DP", "走", "，", "\n", "→", "é", "1"]
VOCABULARY = {
    **{word.encode(): number for number, word in enumerate(WORDS)},
    "走".encode()[:2]: 20,
    "é".encode()[:1]: 21,
    "走".encode()[2:]: 22,
    b"<|im_end|>": 30,
    b"<|im_start|>": 31,
    b"[PAD32]": 32,
}
PIECES = BytePieces(VOCABULARY, ["<|im_end|>", "<|endoftext|>"])
ENGLISH, CHINESE = Guard(language="en"), Guard(language="zh-Hans")
ALLOWED = [
    ("the", ENGLISH, True, "English in English"),
    ("走", ENGLISH, False, "no Han in English"),
    ("，", ENGLISH, False, "nor Chinese punctuation"),
    ("走".encode()[:2], ENGLISH, False, "nor what begins such a character"),
    ("é".encode()[:1], ENGLISH, True, "other characters may begin"),
    ("走".encode()[2:], ENGLISH, True, "what ends a character needs one that begins it"),
    ("é", ENGLISH, True, "a letter with an accent is Latin"),
    ("走", Guard(language="en", literals=("走出去",)), True, "a part of an approved string"),
    ("the", CHINESE, False, "no English in Chinese"),
    ("走".encode()[:2], CHINESE, True, "any part of a character"),
    (" GDP", CHINESE, False, "an acronym that nothing justifies"),
    (" GDP", Guard(language="zh-Hans", latin=("GDP",)), True, "one that the source justifies"),
    ("DP", Guard(language="zh-Hans", latin=("GDP",)), True, "and a part of it"),
    ("1", CHINESE, True, "digits"),
    ("\n", ENGLISH, False, "a segment is one line"),
    ("→", CHINESE, False, "the arrow of the hints"),
    ("<|im_end|>", CHINESE, True, "the end may always come"),
    ("<|im_start|>", ENGLISH, False, "no turn begins"),
    ("<|im_start|>", None, False, "not without a guard either"),
    ("[PAD32]", None, False, "nor what only fills the vocabulary"),
    ("走", None, True, "without a guard anything that is text goes"),
]


@pytest.mark.parametrize(("piece", "guard", "allowed", "why"), ALLOWED)
def test_what_a_guard_allows(piece: str | bytes, guard: Guard | None, allowed: bool, why: str) -> None:
    assert PIECES.allows(VOCABULARY[piece.encode() if isinstance(piece, str) else piece], guard) is allowed, why


def test_what_pieces_say_alone() -> None:
    said = [PIECES.text(VOCABULARY[each]) for each in (b"the", "走".encode()[:2], b"<|im_start|>")]
    assert said == ["the", "", ""], "parts of characters and control pieces say nothing"
