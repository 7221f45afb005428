"""A term stands more often in a source segment than its renderings do in the target segment.

What it does: tells the waived requirements, those of a second or third match of a concept in one segment.
Why is this bad: mostly it is not, since a pronoun may stand for a repeated term; it is worth a look where a clause may
    have been dropped.
Example: 中国的发展离不开世界，世界的繁荣也需要中国 beside "China cannot develop in isolation, nor can the world without it".
How to fix: repeat the rendering if the text is unclear without it.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.checks.examination import Examination, Finding, quoted
from glossary.issue import Severity, Verdict

ID = "count-mismatch"
SEVERITY = Severity.NEUTRAL


def check(document: Examination) -> Iterator[Finding]:
    """One finding for each waived requirement, at the source match."""
    for examined in document.pairs:
        for settled in examined.settled:
            if settled.verdict is not Verdict.WAIVED:
                continue
            requirement = settled.requirement
            wanted = requirement.enforceable or requirement.renderings
            yield Finding(
                pair=examined.number,
                message=f"{requirement.term.text} stands here once more than {quoted(wanted)} does in the target",
                concept=requirement.concept,
                source=requirement.source,
                suggestions=tuple(dict.fromkeys(term.text for term in wanted)),
            )
