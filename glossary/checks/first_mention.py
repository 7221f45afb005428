"""An acronym stands before its full form.

What it does: tells the first use of an admitted acronym in the target if the full form does not stand before it.
Why is this bad: readers do not know the acronym yet.
Example: "the BRI" in the first paragraph, "the Belt and Road Initiative (BRI)" in the third.
How to fix: write the full form first, with the acronym in brackets.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.checks.examination import Examination, Finding
from glossary.issue import Severity, Span
from glossary.requirement import is_acronym
from glossary.termbase import Status

ID = "first-mention"
SEVERITY = Severity.NEUTRAL


def check(document: Examination) -> Iterator[Finding]:
    """One finding at most for each concept, at the acronym in the target."""
    told: set[str] = set()
    for examined in document.pairs:
        known = set[str]()
        asked = {match.concept for match in examined.matches}
        for match in examined.renderings:
            if not is_acronym(match.term):
                known.add(match.concept)
                continue
            full = next((t for t in document.requirements.allowed(match.concept) if not is_acronym(t)), None)
            if match.term.status is not Status.ADMITTED or full is None or match.concept in examined.introduced or match.concept in known or match.concept in told:
                continue
            if not document.alone and match.concept not in asked:
                continue
            told.add(match.concept)
            yield Finding(
                pair=examined.number,
                message=f'{match.term.text} stands before its full form "{full.text}"',
                concept=match.concept,
                target=Span(start=match.start, end=match.end),
                suggestions=(f"{full.text} ({match.term.text})",),
            )
