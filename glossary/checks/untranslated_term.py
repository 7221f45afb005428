"""A term of the source stands in the target as it is.

What it does: looks for the terms of the source segment in the target segment. A place where an allowed rendering stands
    is not one, nor is a term in brackets, which explains a rendering before it.
Why is this bad: the target's readers do not read the source's language.
Example: 自由贸易试验区 beside "expand the 自由贸易试验区 network".
How to fix: use the approved rendering.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.checks.examination import Examination, Finding, quoted
from glossary.issue import Severity, Span
from glossary.languages import HAN, base_language
from glossary.scripts import in_brackets

ID = "untranslated-term"
SEVERITY = Severity.MAJOR


def check(document: Examination) -> Iterator[Finding]:
    """One finding for each source term that stands in the target, there."""
    source, target = base_language(document.source_language), base_language(document.target_language)
    if document.alone or source == target:
        return
    for examined in document.pairs:
        if not examined.matches or (source == "zh" and not HAN.search(examined.target)):
            continue
        asked = {match.concept: match for match in examined.matches}
        for match in document.requirements.matches(examined.target):
            kept = any(place.start <= match.start and match.end <= place.end for place in examined.renderings)
            if match.concept not in asked or kept or match.term.do_not_translate:
                continue
            if in_brackets(examined.target, Span(start=match.start, end=match.end)):
                continue
            better = document.requirements.allowed(match.concept)
            advice = f"; use {quoted(better[:1])}" if better else ""
            yield Finding(
                pair=examined.number,
                message=f"{examined.target[match.start : match.end]} was left untranslated{advice}",
                concept=match.concept,
                source=Span(start=asked[match.concept].start, end=asked[match.concept].end),
                target=Span(start=match.start, end=match.end),
                suggestions=tuple(dict.fromkeys(term.text for term in better)),
            )
