"""Renderings in the termbase's spelling."""

from __future__ import annotations

import pytest

from glossary.requirement import Requirements
from glossary.termbase import Concept, Term, Termbase
from translate.spelling import respelt

CASES = [
    ("financial centre", "It is a financial center.", "It is a financial centre.", "American for British"),
    ("financial center", "It is a financial centre.", "It is a financial center.", "and back"),
    ("opening up", "It is opening-up.", "It is opening up.", "a hyphen that the termbase does not have"),
    ("high-standard opening up", "It is high standard opening up.", "It is high-standard opening up.", "and one that it has"),
    ("People’s Bank", "The People's Bank said so.", "The People’s Bank said so.", "the termbase's apostrophe"),
    ("financial centre", "Financial centers grow.", "Financial centres grow.", "the ending of an inflected form stays"),
    ("stress-test", "They like stress testing.", "They like stress-testing.", "so does that of a verb"),
    ("financial centre", "FINANCIAL CENTERS", "FINANCIAL CENTRES", "in capitals too"),
    ("open up", "It opened up.", "It opened up.", "an inflection in the middle is left alone"),
    ("financial centre", "Financial center first.", "Financial centre first.", "a capital at the beginning stays"),
    ("financial centre", "The Financial Center of Asia", "The Financial Centre of Asia", "so do those of a title"),
    ("financial centre", "THE FINANCIAL CENTER", "THE FINANCIAL CENTRE", "and capitals throughout"),
    ("financial centre", "It is a financial centre.", "It is a financial centre.", "it is right already"),
    ("going global", "They should going global.", "They should go global.", "a verb as the place asks for it"),
    ("going global", "They are committed to going global.", "They are committed to going global.", "and where it stays"),
]


@pytest.mark.parametrize(("rendering", "target", "expected", "why"), CASES)
def test_respelt(rendering, target, expected, why) -> None:
    terms = (Term(text="甲", language="zh-Hans"), Term(text=rendering, language="en"))
    requirements = Requirements(Termbase(concepts=(Concept(id="c", terms=terms),)), "zh", "en")
    settled = requirements.settle(requirements.of("甲。"), target)
    assert settled[0].target is not None
    assert respelt(target, settled, "en") == expected


def test_a_term_that_does_not_inflect_stays_as_it_is() -> None:
    terms = (Term(text="甲", language="zh-Hans"), Term(text="going global", language="en", inflect=False))
    requirements = Requirements(Termbase(concepts=(Concept(id="c", terms=terms),)), "zh", "en")
    target = "They should going global."
    settled = requirements.settle(requirements.of("甲。"), target)
    assert respelt(target, settled, "en") == target


def test_two_renderings_in_one_target() -> None:
    concepts = (
        Concept(id="c", terms=(Term(text="甲", language="zh-Hans"), Term(text="labour market", language="en"))),
        Concept(id="d", terms=(Term(text="乙", language="zh-Hans"), Term(text="opening up", language="en"))),
    )
    requirements = Requirements(Termbase(concepts=concepts), "zh", "en")
    target = "Opening-up helps the labor market."
    settled = requirements.settle(requirements.of("乙和甲。"), target)
    assert respelt(target, settled, "en") == "Opening up helps the labour market."
