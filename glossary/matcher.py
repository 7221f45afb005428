"""Which occurrences of which terms are in this text?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from glossary.termbase import Term, Termbase


class Certainty(StrEnum):
    """Whether the evidence for an occurrence is strong enough to force a rendering or to fail a check."""

    CERTAIN = "certain"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One accepted occurrence of a term, at ``text[start:end]`` of the text as it was given."""

    start: int
    end: int
    concept: str
    """The concept's id."""
    term: Term
    certainty: Certainty = Certainty.CERTAIN


class Matcher:
    """Finds the terms of one language of a termbase. Building costs time; finding is cheap and thread-safe."""

    def __init__(self, termbase: Termbase, language: str) -> None:
        raise NotImplementedError

    def find(self, text: str) -> tuple[Match, ...]:
        """Disjoint matches in the order of the text: the one choice with the best total evidence."""
        raise NotImplementedError

    def occurrences(self, text: str) -> tuple[Match, ...]:
        """Every place where a term could stand in a *target*, overlaps included: word boundaries, case, inflection and
        folding are respected, nothing is chosen among rivals. Sorted by start, then longest first."""
        raise NotImplementedError


def matcher_for(terms: Iterable[tuple[str, Term]], language: str) -> Matcher:
    """A matcher over loose (concept id, term) pairs."""
    raise NotImplementedError
