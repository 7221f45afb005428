"""Pieces that are bytes: what they say, alone and joined, and which of them a guard allows.

Byte-level vocabularies cut rare characters into several pieces, which say nothing alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from translate.engine import Guard, Piece
from translate.guard import stray

_CONTROL = re.compile(rb"<\|[^|]*\|>|\[PAD\d+\]")
_BEGINS_HAN = re.compile(rb"(?:[\xe3-\xe9\xef\xf0])[\x80-\xbf]{0,2}\Z")
"""The first bytes of a character that a guard may keep out: CJK and full-width ones, and what stands beside them."""


@dataclass(frozen=True, slots=True)
class Token:
    """One piece as it was decoded."""

    data: bytes
    logprob: float
    alternatives: tuple[tuple[str, float], ...] = ()


def pieces_of(tokens: Iterable[Token], text: str) -> tuple[Piece, ...]:
    """Tokens as pieces whose texts join to ``text``.

    A token may hold part of a character's bytes; it is joined with those that complete it, and keeps the alternatives
    of the first. Tokens beyond the text (a stop marker) are dropped.
    """
    pieces: list[Piece] = []
    pending, first, total = b"", None, 0.0
    length = 0
    for token in tokens:
        first = first or token
        pending += token.data
        total += token.logprob
        try:
            piece = pending.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if length + len(piece) > len(text):
            piece = text[length:]
            if not piece:
                break
        pieces.append(Piece(piece, total, first.alternatives))
        length += len(piece)
        pending, first, total = b"", None, 0.0
    if length < len(text):
        pieces.append(Piece(text[length:], total))
    return tuple(pieces)


class BytePieces:
    """The pieces of a vocabulary by number."""

    def __init__(self, vocabulary: Mapping[bytes, int], stop: Iterable[str]) -> None:
        """``vocabulary`` gives the number of each piece, ``stop`` the pieces that end an answer."""
        self.bytes = [b""] * (1 + max(vocabulary.values()))
        for data, number in vocabulary.items():
            self.bytes[number] = data
        self.ends = frozenset(vocabulary[mark.encode()] for mark in stop if mark.encode() in vocabulary)
        self._control = frozenset(number for number, data in enumerate(self.bytes) if not data or _CONTROL.fullmatch(data))
        self._suspects = lru_cache(maxsize=16)(self._find_suspects)

    def text(self, number: int) -> str:
        """What a piece says alone; empty for control pieces and for parts of a character."""
        if number in self._control:
            return ""
        try:
            return self.bytes[number].decode("utf-8")
        except UnicodeDecodeError:
            return ""

    def allows(self, number: int, guard: Guard | None) -> bool:
        """Whether a piece may be decoded: the end, or what the guard does not keep out.

        A piece is judged alone, so a part of an allowed string is allowed wherever it stands; what pieces make together
        is for the check of the whole target.
        """
        if number in self._control:
            return number in self.ends
        if guard is None or number not in self._suspects(guard.language):
            return True
        text = self.text(number).strip()
        return bool(text) and any(text in string for string in (*guard.latin, *guard.literals))

    def _find_suspects(self, language: str) -> frozenset[int]:
        """The pieces that a guard without any allowed strings keeps out."""
        bare = Guard(language=language)
        return frozenset(
            number for number, data in enumerate(self.bytes) if number not in self._control and stray(_alone(data), bare)
        )


def _alone(data: bytes) -> str:
    """What a piece says alone; what begins such a character counts as one."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ("\u4e00" if _BEGINS_HAN.search(data) else "") + data.decode("utf-8", "ignore")
