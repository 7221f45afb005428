"""Which of several preferred renderings is hinted and forced, by the terms inside a term and by what was said before."""

from __future__ import annotations

import pytest

from glossary.requirement import Requirements
from glossary.termbase import Concept, Status, Term, Termbase
from translate.preference import preferred_first


def concept(name: str, source: str, *targets: str) -> Concept:
    """Target terms are preferred, those that end in ``?`` admitted."""
    terms = [
        Term(text=text.rstrip("?"), language="en", status=Status.ADMITTED if text.endswith("?") else Status.PREFERRED)
        for text in targets
    ]
    return Concept(id=name, terms=(Term(text=source, language="zh-Hans"), *terms))


LONG, SHORT = "Research Bureau of the People's Bank of China", "PBoC Research Bureau"
FULL, ACRONYM = "International Monetary Fund", "IMF"
CASES = [
    # term, renderings in the termbase's order, said before, the one that comes first, why
    ("中国人民银行研究局", (SHORT, LONG), False, LONG, "it says the term inside"),
    ("中国人民银行研究局", (LONG, SHORT), False, LONG, "it comes first already"),
    ("研究局", (SHORT, LONG), False, SHORT, "no term inside: the termbase's order"),
    ("中国人民银行研究局", (SHORT, f"{LONG}?"), False, SHORT, "an admitted rendering is not enforced"),
    ("基金组织", (ACRONYM, FULL), False, FULL, "the first mention is in full"),
    ("基金组织", (FULL, ACRONYM), True, ACRONYM, "a later one is the acronym, where the termbase prefers both"),
    ("基金组织", (FULL, f"{ACRONYM}?"), True, FULL, "an admitted acronym is not enforced"),
    ("IMF", (FULL, ACRONYM), False, ACRONYM, "the source has the acronym itself"),
]


@pytest.mark.parametrize(("term", "renderings", "before", "expected", "why"), CASES)
def test_the_rendering_that_is_meant_comes_first(
    term: str, renderings: tuple[str, ...], before: bool, expected: str, why: str
) -> None:
    concepts = (concept("bank", "中国人民银行", "People's Bank of China"), concept("it", term, *renderings))
    requirements = Requirements(Termbase(concepts=concepts), "zh", "en")
    (requirement,) = requirements.of(f"设在{term}。")
    ordered = preferred_first(requirement, requirements, {"it"} if before else set())
    assert ordered.renderings[0].text == expected, why
    assert set(ordered.renderings) == set(requirement.renderings), "none is lost"
