"""Many matches of a term are doubtful (only with ``--corpus``).

What it does: tells the terms of which a fifth or more of the matches in the corpus are doubtful: at least 2, and at
    least 5 matches in all.
Why is this bad: a doubtful match is a hint and nothing more. The term is not enforced where it is meant, and is hinted at
    where it is not.
Example: a term of two characters that are also the end of one common word and the beginning of another.
How to fix: add longer phrases with the term, or negative contexts (``not_near``) for the words in which it is not meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.corpus import key_of
from glossary.issue import Issue, Severity
from glossary.validation.subject import Subject

ID = "over-triggering"
SEVERITY = Severity.NEUTRAL

_SHARE = 0.2
_MATCHES = 5
_DOUBTFUL = 2


def check(subject: Subject) -> Iterator[Issue]:
    """One issue a term."""
    if subject.counted is None:
        return
    for concept, term in subject.terms():
        key = key_of(concept.id, term)
        matches, doubtful = subject.counted.matches(key), subject.counted.doubtful[key]
        if matches >= _MATCHES and doubtful >= max(_DOUBTFUL, _SHARE * matches):
            yield Issue(
                check=ID,
                severity=SEVERITY,
                message=f"{doubtful} of {matches} matches of {term.text} in the corpus are doubtful ({doubtful / matches:.0%})",
                concept=concept.id,
                term=term.text,
                language=term.language,
            )
