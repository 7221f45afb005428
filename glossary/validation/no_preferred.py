"""A concept has terms in a language, and none of them is preferred.

What it does: tells each language of a concept whose terms are all admitted, deprecated, superseded or forbidden.
Why is this bad: nothing can be enforced in a translation into that language.
Example: "walk out" forbidden for 走出去, and no row that says what to write instead.
How to fix: make the best term preferred, or propose one.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.issue import Issue, Severity
from glossary.languages import base_language, language_name
from glossary.termbase import Status
from glossary.validation.subject import Subject

ID = "no-preferred"
SEVERITY = Severity.MINOR


def check(subject: Subject) -> Iterator[Issue]:
    """One issue a concept and language, with its admitted terms as suggestions."""
    for concept in subject.termbase:
        for language in dict.fromkeys(base_language(term.language) for term in concept.terms):
            terms = [term for term in concept.terms if base_language(term.language) == language]
            if any(term.status in {Status.PREFERRED, Status.PROPOSED} for term in terms):
                continue
            yield Issue(
                check=ID,
                severity=SEVERITY,
                message=f"{terms[0].text}: none of the terms in {language_name(language)} is preferred",
                concept=concept.id,
                term=terms[0].text,
                language=terms[0].language,
                suggestions=tuple(term.text for term in terms if term.status is Status.ADMITTED),
            )
