"""Candidates of many texts in columns, the choice among them, and the matches that they become."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from itertools import repeat
from typing import TYPE_CHECKING

from glossary.choice import best_of
from glossary.matcher import Match

if TYPE_CHECKING:
    from glossary.folding import Folded
    from glossary.matcher import Certainty
    from glossary.sheet import Flags, Integers, Sheet
    from glossary.termbase import Term


_SIDE_BY_SIDE = 64
"""Groups of more overlapping hits than this are rare, and looked at one by one."""


@dataclass(slots=True, kw_only=True)
class Hits:
    """Candidates of several texts in columns, sorted by end; offsets count in the sheet."""

    text: Integers
    """The number of the text."""
    form: Integers
    start: Integers
    end: Integers
    weight: Integers
    certain: Flags
    own: Integers
    """Which of the lists of entries that may stand at a place counts; -1 for the form's."""

    def __len__(self) -> int:
        return len(self.form)

    def taken(self, which: Integers | Flags) -> Hits:
        """Some of them, in the order that is asked for."""
        indices = which.nonzero()[0] if which.dtype == bool else which
        return Hits(
            text=self.text.take(indices),
            form=self.form.take(indices),
            start=self.start.take(indices),
            end=self.end.take(indices),
            weight=self.weight.take(indices),
            certain=self.certain.take(indices),
            own=self.own.take(indices),
        )


def joined(parts: Sequence[Hits]) -> Hits:
    """One after the other."""
    import numpy as np

    if len(parts) == 1:
        return parts[0]
    empty = np.zeros(0, dtype=np.int64)
    columns = {each.name: [getattr(part, each.name) for part in parts] or [empty] for each in fields(Hits)}
    return Hits(**{name: np.concatenate(several) for name, several in columns.items()})


def groups(hits: Hits) -> Flags:
    """Where a group of overlapping hits begins: nothing from here on reaches back before it."""
    import numpy as np

    reach = np.minimum.accumulate(hits.start[::-1])[::-1]
    first = np.ones(len(hits), dtype=bool)
    first[1:] = reach[1:] >= hits.end[:-1]
    return first


def choice_of(hits: Hits) -> Integers:
    """The numbers of the disjoint hits with the best total, as `matcher.choose` has it, group by group."""
    import numpy as np

    begins = np.flatnonzero(groups(hits))
    sizes = np.diff(begins, append=len(hits))
    if len(begins) == len(hits):
        return begins
    pairs = begins.compress(sizes == 2)
    weight = hits.weight
    chosen = [begins.compress(sizes == 1), pairs + (weight.take(pairs + 1) > weight.take(pairs))]
    several = (sizes > 2) & (sizes <= _SIDE_BY_SIDE)
    if several.any():
        chosen.append(_best_side_by_side(hits, begins.compress(several), sizes.compress(several)))
    for first, size in zip(begins.compress(sizes > _SIDE_BY_SIDE).tolist(), sizes[sizes > _SIDE_BY_SIDE].tolist(), strict=True):
        starts, ends, weights = (
            column[first : first + size].tolist() for column in (hits.start, hits.end, hits.weight)
        )
        chosen.append(first + np.array(best_of(starts, ends, weights), dtype=np.int64))
    stays = np.zeros(len(hits), dtype=bool)
    stays[np.concatenate(chosen)] = True
    return np.flatnonzero(stays)


def _best_side_by_side(hits: Hits, begins: Integers, sizes: Integers) -> Integers:
    """What `choice.best_of` chooses from each of some groups: the same programme, its n-th step in all groups at once."""
    import numpy as np

    order = np.argsort(-sizes, kind="stable")
    begins, sizes = begins.take(order), sizes.take(order)
    longer = np.searchsorted(-sizes, -np.arange(sizes[0]), "left").tolist()  # how many groups have a step
    best, taken = np.zeros(len(hits), dtype=np.int64), np.zeros(len(hits), dtype=bool)
    compatible = np.zeros(len(hits), dtype=np.int64)
    """How many of all hits end before this one starts."""
    members = np.repeat(begins - np.cumsum(sizes) + sizes, sizes) + np.arange(int(sizes.sum()))
    compatible[members] = np.searchsorted(hits.end, hits.start.take(members), "right")
    for step, many in enumerate(longer):
        first = begins[:many]
        here = first + step
        before = compatible.take(here)
        with_it = hits.weight.take(here) + np.where(before > first, best.take(before - 1, mode="clip"), 0)
        without = best.take(here - 1) if step else 0
        better = with_it > without
        taken[here] = better
        best[here] = np.where(better, with_it, without)
    chosen = []
    ends = begins + sizes
    while len(ends):
        last = ends - 1
        took = taken.take(last)
        chosen.append(last.compress(took))
        ends = np.where(took, compatible.take(last), last)
        going = ends > begins
        begins, ends = begins.compress(going), ends.compress(going)
    return np.concatenate(chosen)


def placed(sheet: Sheet, hits: Hits, moved: dict[int, Folded]) -> tuple[list[int], list[int]]:
    """Where the hits stand in the texts as they were given."""
    import numpy as np

    begins = sheet.begins[hits.text]
    starts, ends = (hits.start - begins).tolist(), (hits.end - begins).tolist()
    if moved:
        for index in np.flatnonzero(np.isin(hits.text, list(moved))).tolist():
            starts[index], ends[index] = moved[int(hits.text[index])].original(starts[index], ends[index])
    return starts, ends


def matches_of(
    starts: list[int], ends: list[int], concepts: list[str], terms: list[Term], certainties: list[Certainty]
) -> list[Match]:
    """Matches from their columns. They are tuples: made without a call of Python for each (`Match._make` would be one)."""
    return list(map(tuple.__new__, repeat(Match), zip(starts, ends, concepts, terms, certainties, strict=True)))


@contextmanager
def no_collection() -> Iterator[None]:
    """While very many objects are made that are kept anyway, looking for garbage only takes time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def by_text(matches: list[Match], hits: Hits, texts: int) -> Iterator[tuple[Match, ...]]:
    """The matches of each text; they are in the order of the texts."""
    import numpy as np

    last = np.cumsum(np.bincount(hits.text, minlength=texts)).tolist()
    return map(tuple, map(matches.__getitem__, map(slice, [0, *last], last)))
