"""A forbidden, deprecated or superseded term stands in the target.

What it does: looks for the terms of the target language that the termbase does not allow. With a source, only those of
    concepts whose term is in the source segment count: "walk out" is wrong for 走出去 and right for 离开. In a target
    alone (``--target-only``) all of them count. Inside a longer allowed rendering, or where another requirement is met,
    none is told.
Why is this bad: somebody decided against this wording, mostly because it has misled readers before.
Example: 走出去 beside "the walk out strategy", where the termbase has "walk out" as ``forbidden``.
How to fix: use the preferred rendering.

``forbidden`` is major, ``deprecated`` and ``superseded`` are minor.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.checks.examination import Examination, Finding, quoted
from glossary.issue import Severity, Span
from glossary.termbase import Status

ID = "forbidden-term"
SEVERITY = Severity.MAJOR


def check(document: Examination) -> Iterator[Finding]:
    """One finding for each place of the target, with the preferred renderings as suggestions."""
    for examined in document.pairs:
        concepts = None if document.alone else {match.concept for match in examined.matches}
        found = document.requirements.forbidden_in(
            examined.target, concepts, settled=examined.settled, occurrences=examined.renderings
        )
        for match in found:
            better = document.requirements.allowed(match.concept)
            advice = f"; use {quoted(better[:1])}" if better else ""
            yield Finding(
                pair=examined.number,
                message=f'"{examined.target[match.start : match.end]}" is {match.term.status}{advice}',
                concept=match.concept,
                source=next(
                    (Span(start=m.start, end=m.end) for m in examined.matches if m.concept == match.concept), None
                ),
                target=Span(start=match.start, end=match.end),
                suggestions=tuple(dict.fromkeys(term.text for term in better)),
                severity=SEVERITY if match.term.status is Status.FORBIDDEN else Severity.MINOR,
                status=match.term.status,
            )
