"""A term is used outside the days on which it is valid.

What it does: tells allowed terms whose ``valid_until`` has passed, and terms that end before they begin.
Why is this bad: official renderings change; an old one goes on being enforced.
Example: a rendering with ``valid_until`` 2022-10-31, still preferred.
How to fix: make the term superseded and prefer its successor, or mend the date.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.issue import Issue, Severity
from glossary.termbase import ALLOWED
from glossary.validation.subject import Subject

ID = "expired"
SEVERITY = Severity.MINOR


def check(subject: Subject) -> Iterator[Issue]:
    """One issue a term."""
    for concept, term in subject.terms():
        if term.valid_from and term.valid_until and term.valid_until < term.valid_from:
            message = f"{term.text} is valid until {term.valid_until}, before it begins on {term.valid_from}"
        elif term.status in ALLOWED and term.valid_until and term.valid_until < subject.today:
            message = f"{term.text} is {term.status}, and was valid until {term.valid_until}"
        else:
            continue
        yield Issue(
            check=ID, severity=SEVERITY, message=message, concept=concept.id, term=term.text, language=term.language
        )
