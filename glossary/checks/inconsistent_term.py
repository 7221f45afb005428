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
from collections.abc import Iterator

from glossary.checks.examination import Examination, Examined, Finding
from glossary.issue import Severity
from glossary.requirement import Settled, is_acronym
from glossary.termbase import Status, Term

ID = "inconsistent-term"
SEVERITY = Severity.MINOR


def check(document: Examination) -> Iterator[Finding]:
    """One finding for each use of an unusual rendering, at its place in the target."""
    uses: dict[tuple[str, str], list[tuple[Examined, Settled, Term]]] = {}
    for examined in document.pairs:
        for settled in examined.settled:
            term = examined.rendering_at(settled)
            if term is not None and not is_acronym(term):
                key = (settled.requirement.concept, settled.requirement.term.text)
                uses.setdefault(key, []).append((examined, settled, term))
    for (concept, source_term), each in uses.items():
        counts = Counter(term.text for _, _, term in each)
        if len(counts) < 2:
            continue
        allowed = document.requirements.allowed(concept)
        ranks = {term.text: rank for rank, term in enumerate(allowed)}
        preferred = {term.text for term in allowed if term.status is Status.PREFERRED}
        usual = max(counts, key=lambda text: (text in preferred, counts[text], -ranks.get(text, len(ranks))))
        for examined, settled, term in each:
            if term.text != usual:
                yield Finding(
                    pair=examined.number,
                    message=f'{source_term} is "{term.text}" here and "{usual}" elsewhere ({counts[usual]} of {len(each)})',
                    concept=concept,
                    source=settled.requirement.source,
                    target=settled.target,
                    suggestions=(usual,),
                )
