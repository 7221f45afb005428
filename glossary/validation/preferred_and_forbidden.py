"""One term of a concept is both allowed and not allowed.

What it does: tells terms of one concept that no match can tell apart, one of them preferred, admitted or proposed and
    another one deprecated, superseded or forbidden.
Why is this bad: what is enforced in a translation is then reported by its check.
Example: "Going Global" preferred, "going global" forbidden.
How to fix: decide, and delete the other one. If letter case is what matters, give both the case rule ``as-is``.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.issue import Issue, Severity
from glossary.termbase import ALLOWED, CaseRule, Term
from glossary.validation.subject import Subject, key

ID = "preferred-and-forbidden"
SEVERITY = Severity.MAJOR


def check(subject: Subject) -> Iterator[Issue]:
    """One issue a term that is not allowed and yet is."""
    for concept in subject.termbase:
        permitted: dict[tuple[str, str], list[Term]] = {}
        for term in concept.terms:
            if term.status in ALLOWED:
                permitted.setdefault(key(term), []).append(term)
        for term in concept.terms:
            if term.status in ALLOWED:
                continue
            for other in permitted.get(key(term), ()):
                if other.text != term.text and other.case is CaseRule.AS_IS and term.case is CaseRule.AS_IS:
                    continue
                yield Issue(
                    check=ID,
                    severity=SEVERITY,
                    message=f"{term.text} ({term.language}) is {term.status}, and {other.text} is {other.status}",
                    concept=concept.id,
                    term=term.text,
                    language=term.language,
                )
                break
