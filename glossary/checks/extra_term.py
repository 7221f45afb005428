"""An approved rendering stands in the target without its term in the source.

What it does: tells renderings of two words or more (three Chinese characters or more) whose concept has no term in the
    source segment, not even inside a longer one. What meets a requirement is never told, nor what lies inside it.
Why is this bad: mostly it is not, for a source may say the same in other words; but the reader will take it for the
    fixed phrase, and a system that stuffs terms shows here.
Example: 扩大贸易 beside "expand trade under high-standard opening up".
How to fix: say it in other words if the phrase is not meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.checks.examination import Examination, Finding
from glossary.issue import Severity, Span
from glossary.languages import HAN

ID = "extra-term"
SEVERITY = Severity.NEUTRAL


def check(document: Examination) -> Iterator[Finding]:
    """One finding for each such rendering, in the target; of overlapping ones the longest."""
    if document.alone:
        return
    for examined in document.pairs:
        if not examined.pair.aligned or not examined.renderings:
            continue
        taken = [settled.target for settled in examined.settled if settled.target is not None]
        asked = {match.concept for match in examined.matches}
        texts = {term.text for settled in examined.settled for term in settled.requirement.renderings}
        in_source: set[str] | None = None
        for match in sorted(examined.renderings, key=lambda match: (match.start - match.end, match.start)):
            if match.concept in asked or match.term.text in texts or not _telling(match.term.text):
                continue
            if any(match.start < place.end and place.start < match.end for place in taken):
                continue
            if in_source is None:
                in_source = {place.concept for place in document.requirements.places(examined.source)}
            if match.concept in in_source:
                continue
            taken.append(Span(start=match.start, end=match.end))
            yield Finding(
                pair=examined.number,
                message=f'"{match.term.text}" stands here, but its term is not in the source',
                concept=match.concept,
                target=Span(start=match.start, end=match.end),
            )


def _telling(text: str) -> bool:
    return len(HAN.findall(text)) > 2 or " " in text
