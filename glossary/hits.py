"""Candidates of many texts in columns, the choice among them, and the matches that they become."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import partial
from typing import TYPE_CHECKING

from glossary.choice import best_of
from glossary.matcher import Match

if TYPE_CHECKING:
    from glossary.folding import Folded
    from glossary.sheet import Flags, Integers, Sheet


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
        return Hits(**{each.name: getattr(self, each.name)[which] for each in fields(self)})


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
    sizes = np.diff(np.append(begins, len(hits)))
    if len(begins) == len(hits):
        return begins
    chosen = [begins[sizes == 1]]
    pairs = begins[sizes == 2]
    chosen.append(np.where(hits.weight[pairs + 1] > hits.weight[pairs], pairs + 1, pairs))
    # Where one hit covers its group and outweighs all others together, nothing can beat it.
    group = np.repeat(np.arange(len(begins)), sizes)
    reach = np.minimum.reduceat(hits.start, begins)
    covers = (hits.start == reach[group]) & (hits.end == hits.end[begins + sizes - 1][group])
    covers &= 2 * hits.weight > np.add.reduceat(hits.weight, begins)[group]
    plain = sizes[group] > 2
    chosen.append(np.flatnonzero(covers & plain))
    hard = sizes > 2
    hard[group[covers]] = False
    places = np.flatnonzero(hard[group])
    starts, ends, weights = (column[places].tolist() for column in (hits.start, hits.end, hits.weight))
    best: list[int] = []
    first = 0
    for size in sizes[hard].tolist():
        last = first + size
        best += [first + number for number in best_of(starts[first:last], ends[first:last], weights[first:last])]
        first = last
    chosen.append(places[best])
    return np.sort(np.concatenate(chosen))


def placed(sheet: Sheet, hits: Hits, moved: dict[int, Folded]) -> tuple[list[int], list[int]]:
    """Where the hits stand in the texts as they were given."""
    import numpy as np

    begins = sheet.begins[hits.text]
    starts, ends = (hits.start - begins).tolist(), (hits.end - begins).tolist()
    if moved:
        for index in np.flatnonzero(np.isin(hits.text, list(moved))).tolist():
            starts[index], ends[index] = moved[int(hits.text[index])].original(starts[index], ends[index])
    return starts, ends


new_match = partial(tuple.__new__, Match)
"""Matches are tuples: made without a call of Python for each (`Match._make` would be one)."""


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


def by_text(matches: Iterable[Match], hits: Hits, texts: int) -> Iterator[tuple[Match, ...]]:
    """The matches of each text; they are in the order of the texts."""
    import numpy as np

    every = tuple(matches)
    last = np.cumsum(np.bincount(hits.text, minlength=texts)).tolist()
    return map(every.__getitem__, map(slice, [0, *last], last))
