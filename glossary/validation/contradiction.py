"""One term stands in several concepts that render it differently.

What it does: tells each term of the termbase's first language that several concepts allow, where they share no
    rendering and no condition (``near``, ``not_near``, ``in_subject_fields``, ``in_quotes``) says which of them is meant.
Why is this bad: a text with that term has two right answers, and only the first of them is ever asked for.
Example: 精神 "spirit" in one concept and 精神 "guiding principles" in another.
How to fix: join the concepts, or give each term the neighbours that tell it from the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.issue import Issue, Severity
from glossary.validation.subject import Subject, ids, same_rendering

ID = "contradiction"
SEVERITY = Severity.MAJOR


def check(subject: Subject) -> Iterator[Issue]:
    """One issue a term, at the first concept."""
    for language, term, concepts in subject.shared():
        if language == subject.primary and not same_rendering(concepts, language):
            yield Issue(
                check=ID,
                severity=SEVERITY,
                message=f"{term.text} is rendered differently in concepts {ids(concepts)}",
                concept=concepts[0].id,
                term=term.text,
                language=term.language,
            )
