"""One term of the source has several approved renderings in one document.

What it does: for each source term, counts which of its allowed renderings the document uses, and tells every use of
    another one than the usual. The usual one is a preferred one if the document has any, of these the most frequent; among
    equals the termbase's order decides. Inflected forms are one rendering, and acronyms go with their full form.
Why is this bad: readers take two wordings for two things.
Example: 营商环境 as "business environment" three times and as "doing-business environment" once.
How to fix: keep to one rendering.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from glossary.checks.examination import Examination, Examined, Finding
from glossary.issue import Severity
from glossary.requirement import Settled, is_acronym
from glossary.termbase import Status, Term

ID = "inconsistent-term"
SEVERITY = Severity.MINOR


def check(document: Examination) -> Iterator[Finding]:
    """One finding for each use of an unusual rendering, at its place in the target."""
    uses: dict[tuple[str, str], list[tuple[Examined, Settled, str]]] = {}
    for examined in document.pairs:
        for settled in examined.settled:
            if text := used(examined, settled):
                key = (settled.requirement.concept, settled.requirement.term.text)
                uses.setdefault(key, []).append((examined, settled, text))
    for (concept, source_term), each in uses.items():
        counts = Counter(text for _, _, text in each)
        if len(counts) < 2:
            continue
        expected = usual(counts, document.requirements.allowed(concept))
        for examined, settled, text in each:
            if text != expected:
                yield Finding(
                    pair=examined.number,
                    message=message(source_term, text, expected, counts),
                    concept=concept,
                    source=settled.requirement.source,
                    target=settled.target,
                    suggestions=(expected,),
                )


def used(examined: Examined, settled: Settled) -> str:
    """The rendering that meets a requirement; empty where none does or an acronym stands for it."""
    if settled.target is None:
        return ""
    term = examined.rendering_at(settled)
    return "" if term is None or is_acronym(term) else term.text


def usual(counts: Mapping[str, int], allowed: Sequence[Term]) -> str:
    """The rendering that a document should keep to."""
    ranks = {term.text: rank for rank, term in enumerate(allowed)}
    preferred = {term.text for term in allowed if term.status is Status.PREFERRED}
    return max(counts, key=lambda text: (text in preferred, counts[text], -ranks.get(text, len(ranks))))


def message(source_term: str, text: str, expected: str, counts: Mapping[str, int]) -> str:
    """What a reader is told of one unusual rendering."""
    return f'{source_term} is "{text}" here and "{expected}" elsewhere ({counts[expected]} of {sum(counts.values())})'
