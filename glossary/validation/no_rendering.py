"""A concept has terms in one language only.

What it does: tells such concepts, and concepts without any term, in a termbase of several languages.
Why is this bad: where the term is found, nothing can be asked of a translation.
Example: a row of a table with its second column empty.
How to fix: add the rendering, or mark the term as not to be translated.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.issue import Issue, Severity
from glossary.languages import base_language, language_name
from glossary.validation.subject import Subject

ID = "no-rendering"
SEVERITY = Severity.MINOR


def check(subject: Subject) -> Iterator[Issue]:
    """One issue a concept."""
    several = len({base_language(tag) for tag in subject.termbase.languages()}) > 1
    for concept in subject.termbase:
        languages = {base_language(term.language) for term in concept.terms}
        if not concept.terms:
            message = f"concept {concept.id} has no terms"
        elif several and len(languages) == 1 and not any(term.do_not_translate for term in concept.terms):
            message = f"{concept.terms[0].text} has terms in {language_name(languages.pop())} only"
        else:
            continue
        yield Issue(check=ID, severity=SEVERITY, message=message, concept=concept.id)
