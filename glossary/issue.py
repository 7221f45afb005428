"""Issues and verdicts: what a check reports, and how a requirement ended.

An automatic finding is an issue; it becomes an error only when a human confirms it (MQM).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much an issue matters (MQM), from nothing to everything."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for neutral up to 3 for critical."""
        return list(Severity).index(self)


class Verdict(StrEnum):
    """How one requirement ended."""

    SATISFIED = "satisfied"
    ENFORCED = "enforced"
    WAIVED = "waived"
    DOUBTFUL = "doubtful"
    UNSATISFIED = "unsatisfied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Half-open code-point offsets ``start <= i < end`` into the text that was given."""

    start: int
    end: int

    def overlaps(self, start: int, end: int) -> bool:
        """Whether it shares a code point with the offsets ``start <= i < end``."""
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What a check reports."""

    check: str
    """The check's id, such as ``missing-term``."""
    severity: Severity
    message: str
    concept: str = ""
    term: str = ""
    """The term of the concept that is meant, where the issue is about a termbase; empty for the whole concept."""
    language: str = ""
    """The language tag of that term."""
    source: Span | None = None
    """Where in the source document, None where there is nothing to point to."""
    target: Span | None = None
    """Where in the target document, None where there is nothing to point to."""
    suggestions: tuple[str, ...] = ()
    pair: int = 0
    """The number of the pair, from 0."""
    segment: Span | None = None
    """The target segment, for reports that need a place in the target though there is nothing to point to."""
