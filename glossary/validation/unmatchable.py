"""A term that is not found even in itself.

What it does: looks each term up in its own text, as the matcher does in a document.
Why is this bad: the term never has any effect, and nothing else says so.
Example: a term across two paragraphs; one whose negative context is part of itself.
How to fix: write the term as documents have it; look at its case, match and context rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from glossary.issue import Issue, Severity
from glossary.languages import base_language
from glossary.matcher import matcher_for
from glossary.validation.subject import Subject

ID = "unmatchable"
SEVERITY = Severity.MAJOR


def check(subject: Subject) -> Iterator[Issue]:
    """One issue a term."""
    for language in dict.fromkeys(base_language(tag) for tag in subject.termbase.languages()):
        own = [(concept, term) for concept, term in subject.terms() if base_language(term.language) == language]
        # Conditions ask for a neighbour that the bare term does not have.
        matcher = matcher_for(((str(number), replace(term, near=())) for number, (_, term) in enumerate(own)), language)
        for number, (concept, term) in enumerate(own):
            if not any(character.isalnum() for character in term.text):
                continue  # another rule's business
            if not any(match.concept == str(number) for match in matcher.occurrences(term.text)):
                yield Issue(
                    check=ID,
                    severity=SEVERITY,
                    message=f"{term.text!r} ({term.language}) is not found even in its own text",
                    concept=concept.id,
                )
