"""A term of the source has no approved rendering in the target.

What it does: settles the requirements of each pair. Every source match asks for a rendering of its own, at a place that
    no other one needs; what stays unsatisfied is told. Doubtful matches and later ones of a segment are never told here.
Why is this bad: readers of policy texts recognise an idea by its fixed wording; another wording is another idea.
Example: 坚持引进来和走出去并重 beside "We will keep attracting investment and going global": 引进来 is not rendered.
How to fix: use one of the suggested renderings, or add the wording that was used to the termbase as ``admitted``.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.checks.examination import Examination, Finding, quoted
from glossary.issue import Severity, Verdict

ID = "missing-term"
SEVERITY = Severity.MAJOR


def check(document: Examination) -> Iterator[Finding]:
    """One finding for each unsatisfied requirement, at the source match; terms to be kept have a check of their own."""
    for examined in document.pairs:
        for settled in examined.settled:
            requirement = settled.requirement
            if settled.verdict is not Verdict.UNSATISFIED or requirement.term.do_not_translate:
                continue
            place = requirement.source
            wanted = requirement.enforceable or requirement.renderings
            found = examined.source[place.start : place.end]
            where = (
                "the target has nothing for this segment" if not examined.target.strip() else "it is not in the target"
            )
            yield Finding(
                pair=examined.number,
                message=f"{found} should be rendered as {quoted(wanted)}; {where}",
                concept=requirement.concept,
                source=place,
                suggestions=tuple(dict.fromkeys(term.text for term in wanted)),
            )
