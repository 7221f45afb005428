"""Which place of a target serves which requirement: disjoint places, as many requirements met as can be.

The "exclusive match" of the WMT26 terminology task, with an order of importance among the requirements.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from glossary.issue import Span

TIERS = 3
"""Importance of a requirement: 0 must be met, 1 and 2 should be, in this order."""

_MOST_STATES = 256
"""How many partial solutions are kept: far more than any prose needs, and a bound on a hostile segment."""

_Score = tuple[int, ...]
_Path = tuple[tuple[int, int, int], ...]
_State = tuple[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of the target that could serve one of several requirements."""

    start: int
    end: int
    rank: int
    """How good the rendering is that stands there, 0 is best."""
    serves: tuple[int, ...]
    """Numbers of the requirements that it suits."""


def assign(places: Sequence[Place], tiers: Sequence[int]) -> dict[int, Span]:
    """The best choice of disjoint places, as requirement number -> place; ``tiers`` has the tier of each requirement.

    Best is: most requirements of tier 0, then of tier 1, then of tier 2, then the longest places, then the best ranks.
    Requirements that the same places suit are interchangeable and form a group. A dynamic programme walks the places
    from left to right; a state is where the last chosen place ended and how many of each group are met.
    """
    places = sorted(places, key=lambda place: (place.start, -place.end))
    if _is_plain(places):
        return {place.serves[0]: Span(start=place.start, end=place.end) for place in places}
    groups, group_of = _groups(places, tiers)
    states: dict[_State, tuple[_Score, _Path]] = {(0, (0,) * len(groups)): ((0,) * (TIERS + 2), ())}
    for number, place in enumerate(places):
        upcoming = places[number + 1].start if number + 1 < len(places) else place.end
        crowded = upcoming < place.end or any(last > place.start for last, _ in states)
        following: dict[_State, tuple[_Score, _Path]] = {}
        for (last, counts), (score, path) in states.items():
            options: list[tuple[int, tuple[int, ...], _Score, _Path]] = []
            if last <= place.start:
                for group in dict.fromkeys(group_of[index] for index in place.serves):
                    met = counts[group]
                    if met < len(groups[group]):
                        more = (*counts[:group], met + 1, *counts[group + 1 :])
                        gained = _gained(score, tiers[groups[group][met]], place)
                        options.append((place.end, more, gained, (*path, (group, place.start, place.end))))
            # A place that is in nobody's way is never better left alone.
            if crowded or not options:
                options.append((last, counts, score, path))
            for end, more, gained, longer in options:
                state = (end if end > upcoming else 0, more)
                if state not in following or gained > following[state][0]:
                    following[state] = (gained, longer)
        if len(following) > _MOST_STATES:
            following = dict(sorted(following.items(), key=lambda item: item[1][0], reverse=True)[:_MOST_STATES])
        states = following
    _, path = max(states.values(), key=lambda value: value[0])
    chosen: dict[int, Span] = {}
    for group, members in enumerate(groups):
        spans = [Span(start=start, end=end) for owner, start, end in path if owner == group]
        chosen.update(zip(sorted(members[: len(spans)]), spans, strict=True))
    return chosen


def _is_plain(places: Sequence[Place]) -> bool:
    """Whether nothing has to be chosen: each place suits one requirement, each requirement one place, and none overlap."""
    end, served = 0, set()
    for place in places:
        if len(place.serves) > 1 or place.start < end or place.serves[0] in served:
            return False
        end = place.end
        served.add(place.serves[0])
    return True


def _groups(places: Sequence[Place], tiers: Sequence[int]) -> tuple[list[list[int]], dict[int, int]]:
    """The groups, each with its most important requirements first; and requirement number -> group number."""
    suiting: dict[int, list[int]] = {}
    for number, place in enumerate(places):
        for index in place.serves:
            suiting.setdefault(index, []).append(number)
    by_places: dict[tuple[int, ...], list[int]] = {}
    for index in sorted(suiting, key=lambda index: (tiers[index], index)):
        by_places.setdefault(tuple(suiting[index]), []).append(index)
    groups = list(by_places.values())
    return groups, {index: number for number, members in enumerate(groups) for index in members}


def _gained(score: _Score, tier: int, place: Place) -> _Score:
    gained = list(score)
    gained[tier] += 1
    gained[TIERS] += place.end - place.start
    gained[TIERS + 1] -= place.rank
    return tuple(gained)
