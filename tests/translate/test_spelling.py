"""Renderings in the termbase's spelling."""

from __future__ import annotations

import pytest

from glossary.requirement import Requirements
from glossary.termbase import Concept, Term, Termbase
from translate.spelling import other_spellings, respelt

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


def test_what_stands_before_a_term_that_does_not_inflect_gives_way() -> None:
    terms = (Term(text="甲", language="zh-Hans"), Term(text="going global", language="en", inflect=False))
    requirements = Requirements(Termbase(concepts=(Concept(id="c", terms=terms),)), "zh", "en")
    target = "Supporting enterprises to better going global."
    settled = requirements.settle(requirements.of("甲。"), target)
    assert respelt(target, settled, "en") == "Supporting enterprises in better going global."


def test_two_renderings_in_one_target() -> None:
    concepts = (
        Concept(id="c", terms=(Term(text="甲", language="zh-Hans"), Term(text="labour market", language="en"))),
        Concept(id="d", terms=(Term(text="乙", language="zh-Hans"), Term(text="opening up", language="en"))),
    )
    requirements = Requirements(Termbase(concepts=concepts), "zh", "en")
    target = "Opening-up helps the labor market."
    settled = requirements.settle(requirements.of("乙和甲。"), target)
    assert respelt(target, settled, "en") == "Opening up helps the labour market."


@pytest.mark.parametrize(
    ("language", "text", "expected", "why"),
    [
        ("en-GB", "favorable programs for labor centers", "favourable programmes for labour centres", "American words"),
        ("en-US", "favourable programmes, organised centres", "favorable programs, organized centers", "British ones"),
        ("en-GB", "organized and organised, advised", "organized and organised, advised", "both are British"),
        ("en-US", "advised, a dialogue, exercises", "advised, a dialogue, exercises", "so they are in America"),
        ("en-US", "they practised, modernised and authorised", "they practiced, modernized and authorized", "-ise becomes -ize, practise does not (before: practized)"),
        ("en-US", "appraised, advertised, bruised, stepwise, fundraising, an uprising", "appraised, advertised, bruised, stepwise, fundraising, an uprising", "these never have -ize (before: appraized)"),
        ("en-GB", "a license, good practice, check the meter", "a license, good practice, check the meter", "other words in British English"),
        ("en-GB", "Rockefeller Center, PROGRAM", "Rockefeller Center, PROGRAM", "names keep their spelling"),
        ("en-GB", "see center.org, /center and center_id", "see center.org, /center and center_id", "so do addresses and code"),
        ("en", "a center and a centre", "a center and a centre", "nobody said which"),
        ("zh-HK", "center", "center", "no English"),
    ],
)
def test_the_spelling_of_the_english_that_is_meant(language: str, text: str, expected: str, why: str) -> None:
    for start, end, word in reversed(other_spellings(text, language, ())):
        text = text[:start] + word + text[end:]
    assert text == expected, why


def test_what_is_kept_is_not_spelt_otherwise() -> None:
    assert other_spellings("the center of a center", "en-GB", [(4, 10)]) == [(16, 22, "centre")]
