"""Pairs: a source segment beside its target segment; and aligning two documents.

Alignment follows Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora" (Computational Linguistics
19(1), 1993): sentences that translate each other have proportional lengths. Numbers, Latin words and terms that both
sides share add to the evidence, and so do the edges of paragraphs.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby, pairwise

from glossary.languages import HAN
from glossary.quantities import quantities

_HAN_WEIGHT = 3.3
"""Letters of English that one Chinese character comes to (measured on parallel reports of a central bank)."""
_ENGLISH_PER_CHINESE = 1.2
"""How much longer English is than Chinese, so weighed."""
_PLAUSIBLE = 1.25
"""Documents whose lengths differ from the usual by more than this factor are not each other's whole translation."""
_VARIANCE = 6.8
"""Variance of a target length per unit of source length: Gale and Church's figure; Chinese and English have 5 to 7."""
_PRIORS = {
    (1, 1): 0.85,
    (1, 2): 0.055,
    (2, 1): 0.055,
    (1, 3): 0.01,
    (3, 1): 0.01,
    (2, 2): 0.01,
    (1, 0): 0.005,
    (0, 1): 0.005,
}
"""How often so many source sentences become so many target sentences, near Gale and Church's counts."""
_MARGINS = (40.0, 120.0, 400.0)
"""How much worse than the best a partial alignment may be and still be followed (-log probability). A wider margin,
which bridges a missing chapter, is tried where a narrower one leaves much unaligned."""
_PER_KEY = 2.0
_MOST_FOR_KEYS = 8.0
"""What numbers, names and terms that both sides have speak for a bead, and at most."""
_PER_LACKING = 1.0
_MOST_AGAINST = 6.0
"""What those speak against it that the side with fewer of them has alone (bench/alignment.py)."""
_OVER_AN_EDGE = 5.0
"""What it costs to join sentences over the edge of a paragraph."""
_ONE_SIDED = 3.0
"""What it costs that a paragraph begins on one side only, or that a heading stands beside something else."""
_UNLIKE = 4.0
"""A paragraph pair is unlike when its lengths differ by so many standard deviations."""

_LATIN = re.compile(r"[A-Za-z]{2,}")

Keys = Callable[[str], Iterable[str]]
"""Text of a segment -> what its translation should share: numbers, names, ids of concepts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The text of one segment and where each of its characters stands in its document."""

    text: str
    offsets: tuple[int, ...] | int = 0
    """Either the offset of the first character, all others following it, or the offset of each one."""
    ends: tuple[int, ...] = ()
    """Where each character ends, for texts in which one can be longer than one of the document (``&amp;``)."""
    protected: tuple[tuple[int, int], ...] = ()
    """Half-open spans of the text that are to be kept as they are (code, URLs): no term is looked for in them."""

    def is_protected(self, start: int, end: int) -> bool:
        """Whether a span of the text reaches into what is to be kept."""
        return any(start < last and first < end for first, last in self.protected)

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """Half-open offsets into the text -> half-open offsets into the document."""
        if isinstance(self.offsets, int):
            return self.offsets + start, self.offsets + end
        if start == end:
            position = self.offsets[start] if start < len(self.offsets) else self.offsets[-1] + 1 if self.offsets else 0
            return position, position
        return self.offsets[start], self.ends[end - 1] if self.ends else self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A source segment beside its target segment; one of them is empty where nothing answers the other."""

    source: Side
    target: Side

    @property
    def aligned(self) -> bool:
        """Whether both sides have any text."""
        return bool(self.source.text.strip()) and bool(self.target.text.strip())


def align(
    source: Sequence[Sequence[Side]],
    target: Sequence[Sequence[Side]],
    *,
    source_kinds: Sequence[str] = (),
    target_kinds: Sequence[str] = (),
    source_keys: Keys | None = None,
    target_keys: Keys | None = None,
) -> list[Pair]:
    """Two documents, as paragraphs of sentences -> the pairs of their sentences, in order.

    Paragraphs that agree in number, kind (``heading``, ``cell``, ... where told) and length are taken one to one, and
    aligned within; otherwise the whole documents are aligned, with the edges of paragraphs as evidence. A pair may join
    up to three sentences of a side. What answers to nothing is paired with an empty side, never guessed.
    ``source_keys`` and ``target_keys`` say what a segment and its translation share beyond numbers and Latin words,
    such as the ids of the concepts whose terms stand there; they are asked only where lengths leave a choice.
    """
    left = _text(source, source_kinds, source_keys)
    right = _text(target, target_kinds, target_keys)
    ratio = _ratio(left, right)
    if _alike(left, right, ratio):
        model = _Model(left=left, right=right, ratio=ratio, by_edges=False)
        blocks = zip(pairwise(left.edges), pairwise(right.edges), strict=True)
        into_chinese = right.chinese and not left.chinese
        beads = [
            bead
            for source_block, target_block in blocks
            for bead in _split(_beads(model, source_block, target_block), of_source=into_chinese)
        ]
    else:
        model = _Model(left=left, right=right, ratio=ratio, by_edges=True)
        beads = _beads(model, (0, len(left.sides)), (0, len(right.sides)))
    return [Pair(source=left.joined(*bead[0]), target=right.joined(*bead[1])) for bead in beads]


_Range = tuple[int, int]
_Bead = tuple[_Range, _Range]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """One document as its sentences, with what alignment wants to know of them."""

    sides: list[Side]
    edges: list[int]
    """Where paragraphs begin, and where the last one ends."""
    kinds: list[str]
    told: list[str]
    """The kind of each sentence's paragraph."""
    sums: list[float]
    """The length of all sentences before each one."""
    starts: list[bool]
    """Whether each sentence begins a paragraph."""
    find_keys: Keys | None
    known: dict[int, frozenset[str]] = field(default_factory=dict)

    @property
    def chinese(self) -> bool:
        """Whether most of the text is Chinese characters."""
        return 2 * self.sums[-1] > 3 * sum(len(side.text) for side in self.sides)

    def length(self, start: int, end: int) -> float:
        return self.sums[end] - self.sums[start]

    def keys(self, index: int) -> frozenset[str]:
        if index not in self.known:
            text = self.sides[index].text
            numbers = (str(quantity.value) for quantity in quantities(text))
            found = {*numbers, *(word.lower() for word in _LATIN.findall(text))}
            self.known[index] = frozenset(found.union(self.find_keys(text) if self.find_keys else ()))
        return self.known[index]

    def joined(self, start: int, end: int) -> Side:
        if end > start:
            return join(self.sides[start:end])
        if start:
            before = self.sides[start - 1]
            return Side(text="", offsets=before.locate(len(before.text) - 1, len(before.text))[1])
        return Side(text="", offsets=self.sides[0].locate(0, 0)[0] if self.sides else 0)


def _text(paragraphs: Sequence[Sequence[Side]], kinds: Sequence[str], keys: Keys | None) -> _Text:
    """A document without the paragraphs and sentences that have no text."""
    kept = [
        ([side for side in paragraph if side.text.strip()], kind)
        for paragraph, kind in zip(paragraphs, kinds or [""] * len(paragraphs), strict=True)
    ]
    kept = [(paragraph, kind) for paragraph, kind in kept if paragraph]
    sides = [side for paragraph, _ in kept for side in paragraph]
    return _Text(
        sides=sides,
        edges=[0, *accumulate(len(paragraph) for paragraph, _ in kept)],
        kinds=[kind for _, kind in kept],
        told=[kind for paragraph, kind in kept for _ in paragraph],
        sums=[0.0, *accumulate(_length(side.text) for side in sides)],
        starts=[number == 0 for paragraph, _ in kept for number in range(len(paragraph))],
        find_keys=keys,
    )


def join(sides: Sequence[Side]) -> Side:
    """Several segments as one; between words of languages with spaces a space is put where there is none."""
    if len(sides) == 1:
        return sides[0]
    text = ""
    offsets: list[int] = []
    ends: list[int] = []
    protected: list[tuple[int, int]] = []
    for side in sides:
        if text and side.text and _needs_space(text[-1], side.text[0]):
            text += " "
            offsets.append(offsets[-1])
            ends.append(ends[-1])
        protected += [(len(text) + start, len(text) + end) for start, end in side.protected]
        text += side.text
        own = range(side.offsets, side.offsets + len(side.text)) if isinstance(side.offsets, int) else side.offsets
        offsets += own
        ends += side.ends or [offset + 1 for offset in own]
    escaped = any(side.ends for side in sides)
    return Side(text=text, offsets=tuple(offsets), ends=tuple(ends) if escaped else (), protected=tuple(protected))


def _needs_space(before: str, after: str) -> bool:
    return not any(
        char.isspace() or HAN.match(char) or "\u3000" <= char <= "\u303f" or char >= "\uff00"
        for char in (before, after)
    )


def _length(text: str) -> float:
    return len(text) + (_HAN_WEIGHT - 1) * len(HAN.findall(text))


def _ratio(left: _Text, right: _Text) -> float:
    """Target length per source length: from the documents themselves, unless so much is missing that they mislead."""
    if not left.sides or not right.sides:
        return 1.0
    usual = _ENGLISH_PER_CHINESE ** (left.chinese - right.chinese)
    found = right.sums[-1] / left.sums[-1]
    return found if usual / _PLAUSIBLE < found < usual * _PLAUSIBLE else usual


def _deviation(source: float, target: float, ratio: float) -> float:
    """By how many standard deviations a target length differs from what its source leads to expect."""
    expected = source * ratio
    return abs(target - expected) / math.sqrt(_VARIANCE * (expected + target) / 2 + 1)


def _alike(left: _Text, right: _Text, ratio: float) -> bool:
    """Whether the paragraphs of two documents answer each other one to one."""
    if len(left.edges) != len(right.edges):
        return False
    if any(left.kinds) and any(right.kinds) and left.kinds != right.kinds:
        return False
    blocks = zip(pairwise(left.edges), pairwise(right.edges), strict=True)
    unlike = sum(_deviation(left.length(*ours), right.length(*theirs), ratio) > _UNLIKE for ours, theirs in blocks)
    return unlike * 10 <= len(left.edges)


def _split(beads: list[_Bead], *, of_source: bool) -> list[_Bead]:
    """Within paragraphs that answer each other, a target sentence of its own belongs to the one before it, or, at the
    beginning, to the one after it; so does a source sentence (``of_source``) where Chinese joins what it translates.

    Translations split a sentence in two far more often than they add one.
    """
    if of_source:
        return [(ours, theirs) for theirs, ours in _split([(theirs, ours) for ours, theirs in beads], of_source=False)]
    joined: list[_Bead] = []
    first = next((number for number, (source, _) in enumerate(beads) if source[0] < source[1]), 0)
    if first and beads[first][1][0] < beads[first][1][1]:
        beads = [(beads[first][0], (beads[0][1][0], beads[first][1][1])), *beads[first + 1 :]]
    for source, target in beads:
        if joined and source[0] == source[1] and joined[-1][0][0] < joined[-1][0][1] and joined[-1][1][0] < joined[-1][1][1]:
            joined[-1] = (joined[-1][0], (joined[-1][1][0], target[1]))
        else:
            joined.append((source, target))
    return joined


def _beads(model: _Model, source: _Range, target: _Range) -> list[_Bead]:
    """The most probable alignment of two runs of sentences."""
    if source[1] - source[0] == target[1] - target[0] == 1:
        return [(source, target)]
    cost, beads = _best(model, source, target, _MARGINS[0])
    lonely = [i == j or k == m for (i, j), (k, m) in beads]
    in_a_row = max((len(list(run)) for alone, run in groupby(lonely) if alone), default=0)
    if in_a_row > 4 or (sum(lonely) > 3 and sum(lonely) * 8 > len(beads)):
        for margin in _MARGINS[1:]:
            wider = _best(model, source, target, margin)
            if wider[0] >= cost:
                break
            cost, beads = wider
    return beads


def _best(model: _Model, source: _Range, target: _Range, margin: float) -> tuple[float, list[_Bead]]:
    """(cost, beads) of the most probable alignment; in each row only cells within the margin of its best are followed."""
    (i0, i1), (j0, j1) = source, target
    costs: list[dict[int, float]] = [{} for _ in range(i1 - i0 + 1)]
    came: list[dict[int, tuple[int, int]]] = [{} for _ in range(i1 - i0 + 1)]
    costs[0][j0] = 0.0
    for i in range(i0, i1 + 1):
        row = costs[i - i0]
        limit = min(row.values()) + margin if i < i1 else math.inf
        for j in range(min(row), j1 + 1):  # insertions extend the row while it is walked
            cost = row.get(j, math.inf)
            if cost > limit or cost == math.inf:
                continue
            for move, prior in _COSTS:
                down, along = move
                if i + down > i1 or j + along > j1:
                    continue
                to = costs[i + down - i0]
                known = to.get(j + along, math.inf)
                total = cost + prior
                # No evidence makes a bead cheaper than this: most of those that lose need no closer look.
                if total - _MOST_FOR_KEYS < known:
                    total += model.cost(i, i + down, j, j + along)
                    if total < known:
                        to[j + along] = total
                        came[i + down - i0][j + along] = move
    beads: list[_Bead] = []
    i, j = i1, j1
    while (i, j) != (i0, j0):
        down, along = came[i - i0][j]
        beads.append(((i - down, i), (j - along, j)))
        i, j = i - down, j - along
    return costs[-1][j1], beads[::-1]


_COSTS = tuple((move, -math.log(prior)) for move, prior in _PRIORS.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Model:
    """What speaks for and against one bead."""

    left: _Text
    right: _Text
    ratio: float
    by_edges: bool
    """Whether beads may reach over the edges of paragraphs."""

    def cost(self, i: int, j: int, k: int, m: int) -> float:
        """-log probability of ``source[i:j]`` beside ``target[k:m]`` beyond its prior, less what keys and edges say."""
        cost = self.by_paragraphs(i, j, k, m) if self.by_edges else 0.0
        if i == j or k == m:
            return cost
        deviation = _deviation(self.left.length(i, j), self.right.length(k, m), self.ratio)
        if deviation > 7:  # beyond what keys could make good, and beyond what floating point can tell apart
            return cost + 28.0
        cost -= math.log(math.erfc(deviation / math.sqrt(2)))
        ours, theirs = self.left.keys(i), self.right.keys(k)
        if j - i > 1:
            ours = ours.union(*(self.left.keys(n) for n in range(i + 1, j)))
        if m - k > 1:
            theirs = theirs.union(*(self.right.keys(n) for n in range(k + 1, m)))
        shared = len(ours & theirs)
        lacking = min(len(ours), len(theirs)) - shared
        return cost - min(_MOST_FOR_KEYS, _PER_KEY * shared) + min(_MOST_AGAINST, _PER_LACKING * lacking)

    def by_paragraphs(self, i: int, j: int, k: int, m: int) -> float:
        """What the edges and the kinds of paragraphs say against it."""
        left, right = self.left, self.right
        cost = _OVER_AN_EDGE * (any(left.starts[i + 1 : j]) + any(right.starts[k + 1 : m]))
        if i < j and k < m:
            unlike = left.told[i] and right.told[k] and left.told[i] != right.told[k]
            cost += _ONE_SIDED * ((left.starts[i] != right.starts[k]) + bool(unlike))
        return cost
