"""A term without a letter, an ideograph or a digit.

What it does: tells terms that are empty or consist of punctuation, symbols and spaces.
Why is this bad: such a term matches nowhere, or at every comma.
Example: "—" in the column of a language, meant as "none".
How to fix: leave the cell empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.issue import Issue, Severity
from glossary.validation.subject import Subject, is_word

ID = "empty-or-punctuation"
SEVERITY = Severity.MAJOR


def check(subject: Subject) -> Iterator[Issue]:
    """One issue a term."""
    for concept, term in subject.terms():
        if not is_word(term.text):
            yield Issue(
                check=ID,
                severity=SEVERITY,
                message=f"{term.text!r} ({term.language}) is no word; leave the term out",
                concept=concept.id,
                term=term.text,
                language=term.language,
            )
