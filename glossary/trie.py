"""All patterns that stand in a text, found for all its places at once: a trie that is walked character by character by
whole arrays of places.

What is found is what Aho-Corasick finds (overlaps included), but in arrays: no object is made for a place. The trie is a
double array (Aoe, 1989, IEEE TSE 15(9)): the child of a node by a code lies at the node's base plus the code and names
its parent, so that a step is one look-up for each place that is still on a path.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from glossary.sheet import ALL, encoded

if TYPE_CHECKING:
    from typing import Any

    import numpy as np
    from numpy.typing import NDArray

    from glossary.sheet import Codes, Integers

    Table = NDArray[np.unsignedinteger[Any]]

_FEW = 8
"""Where patterns begin with no more characters than these, places are looked for by them before anything else."""
_TIERS = (64, 16, 8, 4, 2)
"""Nodes get their place in the order of how many children they have: those with many need the most room."""
_ROUNDS = 64
"""How often a node looks for room at random before there is made more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trie:
    """Patterns in codes of their own: one for each character that they have, 0 for all others."""

    codes: Table
    """Code point -> code."""
    nodes: Integers
    """Slot -> the slot of the parent << 32 | base << 1 | whether a pattern ends here. Slot 0 is the root, its base 0."""
    patterns: Integers
    """Slot -> the number of the pattern that ends here."""
    bases: Integers
    """The bases of the root's children by code; where there is none, of slots that nobody has."""
    firsts: Integers
    """With what codes patterns begin."""
    shortest: int
    longest: int

    @classmethod
    def over(cls, patterns: Sequence[str]) -> Trie:
        """Of distinct patterns: at least one, and none of them empty."""
        import numpy as np

        flat = encoded("".join(patterns))
        used = np.unique(flat)
        codes: Table = np.zeros(ALL, dtype=np.uint8 if len(used) < 1 << 8 else np.uint16 if len(used) < 1 << 16 else np.uint32)
        codes[used] = np.arange(1, len(used) + 1)
        lengths = np.fromiter(map(len, patterns), dtype=np.int64, count=len(patterns))
        parents, labels, ends, order = _grown(codes[flat].astype(np.int64), lengths, len(used) + 1)
        slots, bases, size = _placed(parents, labels, order, len(used) + 1)
        nodes = np.full(size, -1 << 32, dtype=np.int64)
        nodes[slots[1:]] = slots[parents[1:]] << 32 | bases[1:] << 1 | (ends[1:] >= 0)
        numbers = np.full(size, -1, dtype=np.int64)
        numbers[slots] = ends
        first_bases = np.full(len(used) + 1, size - len(used) - 1, dtype=np.int64)
        firsts = labels[1:][parents[1:] == 0]
        first_bases[firsts] = bases[1:][parents[1:] == 0]
        return cls(
            codes=codes,
            nodes=nodes,
            patterns=numbers,
            bases=first_bases,
            firsts=firsts,
            shortest=int(lengths.min()),
            longest=int(lengths.max()),
        )

    def find(self, text: Codes) -> tuple[Integers, Integers]:
        """The numbers of the patterns that stand there and where each begins, sorted by end, the longest first."""
        import numpy as np

        size, nodes = len(text), self.nodes
        codes = np.zeros(size + self.longest + 1, dtype=self.codes.dtype)
        codes[:size] = self.codes.take(text)
        found: list[tuple[Integers, Integers]] = []
        if len(self.firsts) <= _FEW:
            places = np.flatnonzero(reduce(or_, (codes == first for first in self.firsts.tolist())))
            slots = codes.take(places).astype(np.int64)
            following = self.bases.take(slots) + codes.take(places + 1)
        else:
            places = np.arange(size + self.longest)
            every = codes.astype(np.int64)
            slots = every[:-1]
            following = self.bases.take(slots) + every[1:]
        if self.shortest == 1:
            found.append(self._ending(places, slots, nodes.take(slots)))
        entries = nodes.take(following)
        depth = 2
        while True:
            kept = np.flatnonzero(entries >> 32 == slots)
            if not len(kept):
                break
            places, slots, entries = places.take(kept), following.take(kept), entries.take(kept)
            if depth >= self.shortest:
                found.append(self._ending(places, slots, entries))
            following = ((entries & 0xFFFFFFFF) >> 1) + codes.take(places + depth)
            entries = nodes.take(following)
            depth += 1
        return _by_end(found, self.shortest, size)

    def _ending(self, places: Integers, slots: Integers, entries: Integers) -> tuple[Integers, Integers]:
        """Which patterns end at some nodes, and where they begin."""
        ends = (entries & 1).astype(bool).nonzero()[0]
        return self.patterns.take(slots.take(ends)), places.take(ends)


def _grown(flat: Integers, lengths: Integers, width: int) -> tuple[Integers, Integers, Integers, Integers]:
    """The nodes of a trie, the root first: parent, code, the pattern that ends there or -1, and an order in which the
    nodes of one pattern follow each other. ``flat`` has the codes of all patterns, one pattern after the other.
    """
    import numpy as np

    begins = np.cumsum(lengths) - lengths
    node = np.zeros(len(lengths), dtype=np.int64)
    parents, labels, ends, leads = ([np.array([value], dtype=np.int64)] for value in (-1, 0, -1, -1))
    made = 1
    for depth in range(int(lengths.max(initial=0))):
        active = np.flatnonzero(lengths > depth)
        keys, first, which = np.unique(
            node[active] * width + flat[begins[active] + depth], return_index=True, return_inverse=True
        )
        node[active] = made + which
        ending = np.full(len(keys), -1, dtype=np.int64)
        last = lengths[active] == depth + 1
        ending[which[last]] = active[last]
        for column, values in ((parents, keys // width), (labels, keys % width), (ends, ending), (leads, active[first])):
            column.append(values)
        made += len(keys)
    every = [np.concatenate(column) for column in (parents, labels, ends, leads)]
    return every[0], every[1], every[2], np.argsort(every[3], kind="stable")


def _placed(parents: Integers, labels: Integers, order: Integers, width: int) -> tuple[Integers, Integers, int]:
    """Slot and base of every node, and how many slots there are: the last ``width`` belong to nobody.

    The root's children have the slots of their codes, all others later ones.
    """
    import numpy as np

    count = len(parents)
    children = np.bincount(parents[1:], minlength=count)
    first = np.searchsorted(parents, np.arange(count), "left")  # the children of a node are side by side
    slots, bases = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    top = parents == 0
    slots[top] = labels[top]
    chance = np.random.default_rng(0)
    taken = np.zeros(2 * width + count + count // 2, dtype=bool)
    taken[:width] = True
    several = np.flatnonzero(children > 1)
    several = several[several > 0]
    above = count + 1
    for tier in _TIERS:
        waiting = several[(children[several] >= tier) & (children[several] < above)]
        above = tier
        rounds = 0
        while len(waiting):
            sizes = children[waiting]
            owner = np.repeat(np.arange(len(waiting)), sizes)
            members = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes - first[waiting], sizes)
            tried = chance.integers(width, len(taken) - width, len(waiting))
            wanted = tried[owner] + labels[members]
            held = np.full(len(taken), -1, dtype=np.int64)
            held[wanted] = owner
            lost = np.zeros(len(waiting), dtype=bool)
            lost[owner[taken[wanted] | (held[wanted] != owner)]] = True
            won = ~lost[owner]
            taken[wanted[won]] = True
            slots[members[won]] = wanted[won]
            bases[waiting[~lost]] = tried[~lost]
            waiting = waiting[lost]
            rounds += 1
            if rounds % _ROUNDS == 0:
                taken = np.append(taken, np.zeros(len(taken) // 2, dtype=bool))
    single = order[children[order] == 1]
    single = single[single > 0]
    only = first[single]
    room = np.flatnonzero(~taken[: len(taken) - width])
    if len(room) < len(single):
        room = np.append(room, len(taken) - width + np.arange(len(single)))
    slots[only] = room[: len(single)]
    bases[single] = slots[only] - labels[only]
    size = int(max(slots.max(), bases.max(), width)) + 2 * width + 1
    return slots, bases, size


def _by_end(found: Sequence[tuple[Integers, Integers]], shortest: int, size: int) -> tuple[Integers, Integers]:
    """Patterns and places of one length after the other, as one list by end; of those with one end the longest is first.

    No two of one length have the same end, so each goes to where its end has the next free place.
    """
    import numpy as np

    if not found:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    ends = [places + length for length, (_, places) in enumerate(found, shortest)]
    counts = np.bincount(np.concatenate(ends), minlength=size + 1)
    free = np.cumsum(counts)
    total = int(free[-1])
    free -= counts
    numbers, starts = np.empty(total, dtype=np.int64), np.empty(total, dtype=np.int64)
    for (number, places), end in zip(reversed(found), reversed(ends), strict=True):
        index = free.take(end)
        numbers[index] = number
        starts[index] = places
        free[end] = index + 1
    return numbers, starts
