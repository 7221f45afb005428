"""Several concepts have the same rendering.

What it does: tells each term that several concepts allow, in any language but the termbase's first one.
Why is this bad: translating into the termbase's first language, nobody can say which concept is meant. For the other
    direction it is no fault, and no long list is without it.
Example: 增长 "growth" and 成长 "growth".
How to fix: nothing, or prefer different renderings, or give the terms the neighbours that tell them apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.issue import Issue, Severity
from glossary.validation.subject import Subject, ids, same_rendering

ID = "reverse-collision"
SEVERITY = Severity.NEUTRAL


def check(subject: Subject) -> Iterator[Issue]:
    """One issue a term, at the first concept."""
    for language, term, concepts in subject.shared():
        if language != subject.primary and not same_rendering(concepts, language):
            yield Issue(
                check=ID,
                severity=SEVERITY,
                message=f"{term.text} renders several concepts: {ids(concepts)}",
                concept=concepts[0].id,
                term=term.text,
                language=term.language,
            )
