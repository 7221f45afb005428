"""Several translations of one segment: the one that is most like the others is kept.

What a model is unsure of it says in one way here and in another there; what it is sure of stands in all of them. So the
one most like the rest has the fewest slips (minimum Bayes risk; Kumar & Byrne 2004, N04-1022).
"""

from __future__ import annotations

from collections.abc import Sequence

from glossary.languages import uses_spaces


def likeness(texts: Sequence[str], language: str) -> list[float]:
    """How like the others each text is, from 0 to 100: the mean of its chrF2++ with each of them as the reference.

    Without words, so chrF2, in a language without spaces (Popović 2015, W15-3049, and 2017, W17-4770). 0 for a text that has
    no other beside it.
    """
    if len(texts) < 2:
        return [0.0] * len(texts)
    from sacrebleu.metrics.chrf import CHRF

    metric = CHRF(word_order=2 if uses_spaces(language) else 0)
    known: dict[tuple[str, str], float] = {}

    def alike(text: str, other: str) -> float:
        if (text, other) not in known:
            known[text, other] = 100.0 if text == other else metric.sentence_score(text, [other]).score
        return known[text, other]

    return [
        sum(alike(text, other) for at, other in enumerate(texts) if at != number) / (len(texts) - 1)
        for number, text in enumerate(texts)
    ]
