"""An admitted rendering stands where the termbase prefers another one.

What it does: tells each requirement that an admitted rendering meets although the concept has a preferred one. Acronyms
    are not told: they are what a text goes on with after the full form.
Why is this bad: it is not wrong; whoever edits for a house style wants to know.
Example: 改革开放 beside "reform and opening", with "reform and opening up" preferred.
How to fix: use the preferred rendering, or leave it.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.checks.examination import Examination, Finding, quoted
from glossary.issue import Severity
from glossary.requirement import is_acronym
from glossary.termbase import Status

ID = "admitted-term"
SEVERITY = Severity.NEUTRAL


def check(document: Examination) -> Iterator[Finding]:
    """One finding for each requirement that an admitted rendering meets, at its place in the target."""
    for examined in document.pairs:
        for settled in examined.settled:
            term = examined.rendering_at(settled)
            preferred = tuple(t for t in settled.requirement.renderings if t.status is Status.PREFERRED)
            if term is None or not preferred or term.status is not Status.ADMITTED or is_acronym(term):
                continue
            yield Finding(
                pair=examined.number,
                message=f'"{term.text}" is admitted; {quoted(preferred)} is preferred',
                concept=settled.requirement.concept,
                source=settled.requirement.source,
                target=settled.target,
                suggestions=tuple(dict.fromkeys(t.text for t in preferred)),
                status=term.status,
            )
