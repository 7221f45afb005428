"""What every check is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from glossary.bitext import Pair
from glossary.issue import Severity, Span
from glossary.matcher import Match
from glossary.requirement import Requirements, Settled
from glossary.termbase import Status, Term


@dataclass(frozen=True, slots=True)
class Introduced:
    """The ids of concepts whose full form stands before a pair: a view, since every pair has one."""

    first: Mapping[str, int]
    """In which pair each concept is introduced."""
    number: int
    """The pair that asks."""

    def __contains__(self, concept: object) -> bool:
        return self.first.get(concept, self.number) < self.number  # type: ignore[call-overload,no-any-return]


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """One pair with everything that was found in it; all spans are in the texts of its two sides."""

    number: int
    """Its place among the pairs, from 0."""
    pair: Pair
    matches: tuple[Match, ...]
    """Every term in the source segment."""
    settled: tuple[Settled, ...]
    """Every requirement with its verdict."""
    renderings: tuple[Match, ...]
    """Every place of the target segment where an allowed rendering could stand, overlaps included."""
    introduced: Introduced
    """The concepts whose full form stands in an earlier target segment."""

    @property
    def source(self) -> str:
        return self.pair.source.text

    @property
    def target(self) -> str:
        return self.pair.target.text

    def rendering_at(self, settled: Settled) -> Term | None:
        """Which of the allowed renderings stands where a requirement is met."""
        if settled.target is None:
            return None
        place = (settled.target.start, settled.target.end)
        texts = {match.term.text for match in self.renderings if (match.start, match.end) == place}
        return next((term for term in settled.requirement.renderings if term.text in texts), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """A document that is being checked."""

    pairs: tuple[Examined, ...]
    requirements: Requirements
    source_language: str
    target_language: str
    alone: bool = False
    """Whether there is no source: only the target is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An issue before it has a severity and a place in the documents: spans are in the texts of a pair."""

    pair: int
    message: str
    concept: str = ""
    source: Span | None = None
    target: Span | None = None
    suggestions: tuple[str, ...] = ()
    severity: Severity | None = None
    """Where it is not that of the check."""
    status: Status | None = None
    """Of the term that must not or should not stand there: a project can weigh each status in its own way."""


def quoted(terms: tuple[Term, ...] | tuple[str, ...], most: int = 3) -> str:
    """Terms for a message: ``"a", "b" or "c"``."""
    texts = list(dict.fromkeys(term if isinstance(term, str) else term.text for term in terms))[:most]
    shown = [f'"{text}"' for text in texts]
    return " or ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
