"""Another way to decode a segment: out of a loop, around what must not stand there, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from translate.engine import Guard, Piece
from translate.guard import stray

_NEAR = 2.5
"""What is less probable than this beside what was chosen (difference of natural logarithms) was not nearly chosen."""
_BEGIN, _INFLECTION = "(?<![A-Za-z0-9])", "(?:s|es|d|ed|ing)?(?![A-Za-z0-9])"
_CLAUSE = re.compile(r"[^,;:，；：、。]+[,;:，；：、。]*\s*")


def detour(
    pieces: tuple[Piece, ...], start: int, guard: Guard | None, around: str = ""
) -> tuple[tuple[Piece, ...], str] | None:
    """The pieces before the one that stands at ``start``, and the next best piece instead of it that the guard allows.

    ``around`` is what stands there and must not begin again. None where nothing else was near.
    """
    kept, length = 0, 0
    for piece in pieces:
        length += len(piece.text)
        if length > start:
            break
        kept += 1
    else:
        return None
    away = around.lower()
    for text, _ in _other_words(pieces[kept], guard):
        word = text.strip().lower()
        if not (away and (away.startswith(word) or word.startswith(away))):
            return pieces[:kept], text
    return None


def hesitations(pieces: tuple[Piece, ...], guard: Guard | None) -> list[tuple[tuple[Piece, ...], str]]:
    """The pieces before each place where another piece was nearly chosen, and that piece; where it was nearest comes first."""
    near = []
    for number, piece in enumerate(pieces):
        near += [(piece.logprob - logprob, number, text) for text, logprob in islice(_other_words(piece, guard), 1)]
    return [(pieces[:number], text) for away, number, text in sorted(near) if away <= _NEAR]


def _other_words(piece: Piece, guard: Guard | None) -> Iterator[tuple[str, float]]:
    """The alternatives of a piece that the guard allows and that are another word than what was chosen, best first."""
    chosen = piece.text.strip().lower()
    others = ((text, logprob) for text, logprob in piece.alternatives if text.strip() and text.strip().lower() != chosen)
    return ((text, logprob) for text, logprob in others if not (guard and stray(text, guard)))


def said_again(source: str, term: str, rendering: str) -> str:
    """A source in which the rendering stands beside the first occurrence of the term, or the term before that of the rendering.

    As it was where neither stands there, inflected or not, as words of its own: the AI of AIA is none.
    """
    for stands in (term, rendering):
        begins, ends = (_BEGIN if stands[:1].isascii() else ""), (_INFLECTION if stands[-1:].isascii() else "")
        found = re.search(f"{begins}{re.escape(stands)}{ends}", source, re.IGNORECASE)
        if found:
            shown = found[0] if stands is term else term
            return f"{source[: found.start()]}{shown} ({rendering}){source[found.end() :]}"
    return source


def clauses_of(source: str) -> list[str]:
    """A long segment in two to four parts of similar length, cut behind its punctuation."""
    parts = [part for part in _CLAUSE.findall(source) if part.strip()]
    wanted = len(source) / 4
    clauses: list[str] = []
    for part in parts:
        if clauses and len(clauses[-1]) < wanted:
            clauses[-1] += part
        else:
            clauses.append(part)
    return clauses
