"""Requirements: which rendering must stand in the target for each source match, and whether it does.

Translation and checking settle requirements with this one module, so that what termlock writes passes its own check.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from glossary.issue import Span, Verdict
from glossary.matcher import Certainty
from glossary.termbase import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A source match whose rendering must stand in the target."""

    concept: str
    """The concept's id."""
    term: Term
    """The term that was found in the source."""
    renderings: tuple[Term, ...]
    """What is allowed in the target, the best first."""
    source: Span
    """Where the match stands in the source segment's text."""
    certainty: Certainty
    later: bool = False
    """Whether an earlier match of the segment asks for the same concept: then a pronoun may stand for this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A requirement with its verdict, and where its rendering stands in the target segment's text."""

    requirement: Requirement
    verdict: Verdict
    target: Span | None = None


class Requirements:
    """Turns source segments into requirements, and settles them in target segments, for one pair of languages."""

    def __init__(self, termbase, source_language: str, target_language: str) -> None:  # noqa: ANN001
        raise NotImplementedError

    def of(self, source: str) -> tuple[Requirement, ...]:
        """The requirements of one source segment, in its order."""
        raise NotImplementedError

    def settle(self, requirements: Sequence[Requirement], target: str) -> tuple[Settled, ...]:
        """A verdict for each requirement: renderings are found at disjoint places, as many requirements met as can be.

        SATISFIED where a rendering stands; WAIVED for a later one that has none; DOUBTFUL for an uncertain one that has
        none; UNSATISFIED otherwise.
        """
        raise NotImplementedError
