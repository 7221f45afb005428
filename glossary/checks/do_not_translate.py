"""A term that must be kept as it is was translated or left out.

What it does: looks for the term itself in the target (or for its rendering, where the termbase has one).
Why is this bad: names of products, laws and programmes are found by their spelling.
Example: 使用 TermLock 翻译 beside "translate with the term lock".
How to fix: write the term as it stands in the source.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.checks.examination import Examination, Finding, quoted
from glossary.issue import Severity, Verdict

ID = "do-not-translate"
SEVERITY = Severity.MAJOR


def check(document: Examination) -> Iterator[Finding]:
    """One finding for each unsatisfied requirement of a term that is not to be translated, at the source match."""
    for examined in document.pairs:
        for settled in examined.settled:
            requirement = settled.requirement
            if settled.verdict is not Verdict.UNSATISFIED or not requirement.term.do_not_translate:
                continue
            yield Finding(
                pair=examined.number,
                message=f"{requirement.term.text} must be kept as {quoted(requirement.renderings)}",
                concept=requirement.concept,
                source=requirement.source,
                suggestions=tuple(dict.fromkeys(term.text for term in requirement.renderings)),
            )
