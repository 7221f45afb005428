"""The same thing twice: two concepts with the same terms, or one term twice in a concept.

What it does: tells concepts that share an allowed term and an allowed rendering of it, and terms of one concept and one
    script that no match can tell apart (they differ in case, width, quotes or hyphens at most).
Why is this bad: one of the two is never used, and the next correction reaches only one of them.
Example: 走出去 "going global" as two concepts; "opening up" and "opening-up" in one.
How to fix: join the concepts; delete the second term.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.issue import Issue, Severity
from glossary.termbase import ALLOWED
from glossary.validation.subject import Subject, ids, key, same_rendering

ID = "duplicate"
SEVERITY = Severity.MINOR


def check(subject: Subject) -> Iterator[Issue]:
    """One issue a pair of concepts, or a term that repeats another one."""
    told: set[tuple[str, ...]] = set()
    for language, term, concepts in subject.shared():
        names = tuple(concept.id for concept in concepts)
        if names not in told and same_rendering(concepts, language):
            told.add(names)
            yield Issue(
                check=ID,
                severity=SEVERITY,
                message=f"concepts {ids(concepts)} all have {term.text} and a rendering in common",
                concept=concepts[0].id,
                term=term.text,
                language=term.language,
            )
    for concept in subject.termbase:
        seen: dict[tuple[str, tuple[str, str], bool], str] = {}
        for term in concept.terms:
            place = (term.language, key(term), term.status in ALLOWED)
            if place in seen:
                yield Issue(
                    check=ID,
                    severity=SEVERITY,
                    message=f"{term.text} repeats {seen[place]}: no match can tell them apart",
                    concept=concept.id,
                    term=term.text,
                    language=term.language,
                )
            seen.setdefault(place, term.text)
