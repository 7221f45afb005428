"""A concept refers to another one that is not there.

What it does: tells cross references to ids that no concept of the termbase has.
Why is this bad: a reader is sent nowhere, and exchange formats refuse such a file.
Example: ``cross_references`` says c12, and the concepts end with c11.
How to fix: mend or delete the reference.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.issue import Issue, Severity
from glossary.validation.subject import Subject

ID = "dangling-reference"
SEVERITY = Severity.MINOR


def check(subject: Subject) -> Iterator[Issue]:
    """One issue a reference."""
    known = {concept.id for concept in subject.termbase}
    for concept in subject.termbase:
        for reference in concept.cross_references:
            if reference not in known:
                yield Issue(
                    check=ID,
                    severity=SEVERITY,
                    message=f"concept {concept.id} refers to {reference}, which is not in the termbase",
                    concept=concept.id,
                )
