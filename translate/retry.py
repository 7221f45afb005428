"""Another way to decode a segment: out of a loop, from another first piece, clause by clause."""

from __future__ import annotations

import re

from translate.engine import Piece
from translate.hypothesis import cut

_CLAUSE = re.compile(r"[^,;:，；：、。]+[,;:，；：、。]*\s*")


def detour(pieces: tuple[Piece, ...], start: int) -> tuple[tuple[Piece, ...], str] | None:
    """The pieces before ``start`` and what to go on with instead of the one that stands there: the next best one."""
    kept = cut(pieces, start)
    if len(kept) >= len(pieces):
        return None
    chosen = pieces[len(kept)]
    others = [text for text, _ in chosen.alternatives if text.strip() and text.strip() != chosen.text.strip()]
    return (kept, others[0]) if others else None


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
