"""Another way to decode a segment: out of a loop, around what must not stand there, clause by clause."""

from __future__ import annotations

import re

from translate.engine import Piece

_CLAUSE = re.compile(r"[^,;:，；：、。]+[,;:，；：、。]*\s*")


def detour(pieces: tuple[Piece, ...], start: int, around: str = "") -> tuple[tuple[Piece, ...], str] | None:
    """The pieces before the one that stands at ``start``, and the next best piece instead of it.

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
    chosen, away = pieces[kept], around.lower()
    for text, _ in chosen.alternatives:
        word = text.strip().lower()
        if word and word != chosen.text.strip().lower() and not (away and (away.startswith(word) or word.startswith(away))):
            return pieces[:kept], text
    return None


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
