"""A term that is not found even in itself.

What it does: looks each term up in its own text, as the matcher does in a document.
Why is this bad: the term never has any effect, and nothing else says so.
Example: 走出去 with 走出去 itself among its negative contexts.
How to fix: look at the term's case, match and context rules; write it as documents have it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from glossary.issue import Issue, Severity
from glossary.languages import base_language
from glossary.matcher import matcher_for
from glossary.validation.subject import Subject, is_word

ID = "unmatchable"
SEVERITY = Severity.MAJOR


def check(subject: Subject) -> Iterator[Issue]:
    """One issue a term."""
    for language in dict.fromkeys(base_language(tag) for tag in subject.termbase.languages()):
        own = [
            (concept, term)
            for concept, term in subject.terms()
            if base_language(term.language) == language and is_word(term.text)
        ]
        # Conditions ask for surroundings that the bare term does not have.
        bare = (replace(term, near=(), in_quotes=False, in_subject_fields=()) for _, term in own)
        matcher = matcher_for(((str(number), term) for number, term in enumerate(bare)), language)
        for number, (concept, term) in enumerate(own):
            if not any(match.concept == str(number) for match in matcher.occurrences(term.text)):
                yield Issue(
                    check=ID,
                    severity=SEVERITY,
                    message=f"{term.text!r} ({term.language}) is not found even in its own text",
                    concept=concept.id,
                    term=term.text,
                    language=term.language,
                )
