"""One global choice among overlapping places: weighted interval scheduling."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


def best_of(starts: Sequence[int], ends: Sequence[int], weights: Sequence[int]) -> list[int]:
    """The numbers of the disjoint places with the largest total weight, ascending; ``ends`` ascend.

    Of equal totals the one that was complete first wins, so the choice is always the same. Weights are whole numbers, so
    that it does not depend on what else is in the text either.
    """
    best = [0]  # best[n]: the largest total among the first n places
    before: list[int] = []  # how many of them end before this one starts, or -1 where it is better left out
    for index, start in enumerate(starts):
        compatible = bisect_right(ends, start, 0, index)
        with_it = best[compatible] + weights[index]
        if with_it > best[index]:
            best.append(with_it)
            before.append(compatible)
        else:
            best.append(best[index])
            before.append(-1)
    chosen = []
    index = len(weights)
    while index:
        index -= 1
        if before[index] >= 0:
            chosen.append(index)
            index = before[index]
    return chosen[::-1]
