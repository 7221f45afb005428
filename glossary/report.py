"""What a check or a translation hands out: every issue, and every requirement with its verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from glossary.issue import Issue, Severity, Span, Verdict
from glossary.matcher import Certainty

MET = frozenset({Verdict.SATISFIED, Verdict.ENFORCED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one requirement ended, with offsets into the documents."""

    concept: str
    """The concept's id."""
    term: str
    """The source term in the form that the termbase has."""
    renderings: tuple[str, ...]
    """What was allowed in the target, the best first."""
    certainty: Certainty
    verdict: Verdict
    source: Span
    target: Span | None = None
    segment: int = 0
    """The number of the pair, from 0."""


class Ground(StrEnum):
    """Why an issue does not count."""

    WAIVER = "waiver"
    BASELINE = "baseline"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Excused:
    """An issue that was found and does not count. The verdict of its requirement stays what it is."""

    issue: Issue
    ground: Ground
    reason: str = ""
    """What the waiver says."""
    until: str = ""
    """The last day of the waiver, as ``2027-01-01``; empty where it has none."""
    place: str = ""
    """Where the waiver stands, as ``file:line``; the baseline's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gating:
    """What baseline, waivers and changed lines took out of a report."""

    excused: tuple[Excused, ...] = ()
    """In the order of the report's issues."""
    notices: tuple[str, ...] = ()
    """What whoever keeps baseline and waivers should know: waivers that expired or match nothing, issues that are gone."""
    baseline: bool = False
    """Whether there was a baseline, so that the issues that count are new ones."""

    def counts(self) -> dict[Ground, int]:
        """How many issues were excused on each ground; every ground is there."""
        counts = Counter(each.ground for each in self.excused)
        return {ground: counts[ground] for ground in Ground}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Issues in the order of the target document, requirements in the order of the source document."""

    source_language: str
    target_language: str
    segments: int = 0
    """How many pairs were checked."""
    unaligned: int = 0
    """How many of them have an empty side."""
    pairs: Sequence[tuple[Span, Span]] = ()
    """Where the source and the target side of each pair stand."""
    issues: Sequence[Issue] = ()
    requirements: Sequence[Outcome] = ()
    counted: Mapping[Verdict, int] | None = None
    """How many requirements ended with each verdict, where there are too many to count them again."""
    signature: Mapping[str, str | None] = field(default_factory=dict)
    """What is needed to get the same again: engine, model and checksum, enforcement, termbase checksum, termlock version."""
    gating: Gating | None = None
    """What was taken out of ``issues``; None where nothing was asked to be."""

    @property
    def worst(self) -> Severity | None:
        """The highest severity of any issue, None where there is no issue."""
        return max((issue.severity for issue in self.issues), key=lambda severity: severity.rank, default=None)

    def at_least(self, severity: Severity) -> tuple[Issue, ...]:
        """The issues of this severity or a higher one."""
        return tuple(issue for issue in self.issues if issue.severity.rank >= severity.rank)

    def verdicts(self) -> dict[Verdict, int]:
        """How many requirements ended with each verdict; every verdict is there."""
        counts = Counter(self.counted or (outcome.verdict for outcome in self.requirements))
        return {verdict: counts[verdict] for verdict in Verdict}

    def severities(self) -> dict[Severity, int]:
        """How many issues have each severity, the highest first; every severity is there."""
        counts = Counter(issue.severity for issue in self.issues)
        return {severity: counts[severity] for severity in sorted(Severity, key=lambda s: s.rank, reverse=True)}

    @property
    def success(self) -> float | None:
        """The share of requirements, waived and doubtful ones aside, that are met; None where there is none."""
        counts = self.verdicts()
        met = sum(counts[verdict] for verdict in MET)
        asked = met + counts[Verdict.UNSATISFIED]
        return met / asked if asked else None
