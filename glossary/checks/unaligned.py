"""A segment has nothing beside it in the other document.

What it does: tells each pair of which one side is empty. Nothing is guessed.
Why is this bad: a sentence was dropped or added, or the documents differ so much that they could not be aligned.
Example: a paragraph of the source that the target leaves out.
How to fix: translate the segment; or check the two documents as one bilingual file, where the pairs are given.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.checks.examination import Examination, Finding
from glossary.issue import Severity, Span

ID = "unaligned"
SEVERITY = Severity.NEUTRAL


def check(document: Examination) -> Iterator[Finding]:
    """One finding for each lonely segment, over all of it."""
    if document.alone:
        return
    for examined in document.pairs:
        if examined.source.strip() and not examined.target.strip():
            span = Span(start=0, end=len(examined.source))
            yield Finding(pair=examined.number, message="this source segment has nothing beside it", source=span)
        elif examined.target.strip() and not examined.source.strip():
            span = Span(start=0, end=len(examined.target))
            yield Finding(pair=examined.number, message="this target segment has nothing beside it", target=span)
