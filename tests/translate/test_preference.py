"""Which of several preferred renderings is hinted and forced, by the terms inside a term and by what was said before."""

from __future__ import annotations

import pytest

from glossary.requirement import Requirements
from glossary.termbase import Concept, Status, Term, Termbase
from translate.preference import hinted, preferred_first, with_short
from translate.task import hints


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


IN_BRACKETS = [
    # term, renderings in the termbase's order, what the model is told, why
    ("国际货币基金组织（基金组织）", (FULL, ACRONYM), f"{FULL} ({ACRONYM})", "the source says both"),
    ("国际货币基金组织(IMF)", (ACRONYM, FULL), f"{FULL} ({ACRONYM})", "whichever comes first, and half-width"),
    ("支付条例（第2章）", ("Cap. 2", "Payment Systems Ordinance"), "Payment Systems Ordinance (Cap. 2)", "a number"),
    ("支付条例（条例）", ("Payment Ordinance (PO)", "PO"), "Payment Ordinance (PO)", "it says both already"),
    ("支付条例（条例）", ("Payment Ordinance", "Ordinance on Paying"), "Payment Ordinance", "two of a length are a choice"),
    ("支付条例（条例）", ("Payment Ordinance", "PO", "PayO"), "Payment Ordinance", "nobody knows which of three"),
    ("支付条例（条例）", ("Payment Ordinance", "PO?"), "Payment Ordinance", "an admitted one is not told"),
    ("基金组织", (FULL, ACRONYM), FULL, "the source has no brackets"),
    ("国际（货币）基金组织", (FULL, ACRONYM), FULL, "nor at the end"),
]


@pytest.mark.parametrize(("term", "renderings", "expected", "why"), IN_BRACKETS)
def test_a_short_form_in_brackets_is_told(term: str, renderings: tuple[str, ...], expected: str, why: str) -> None:
    requirements = Requirements(Termbase(concepts=(concept("it", term, *renderings),)), "zh", "en")
    (requirement,) = requirements.of(f"设在{term}。")
    assert hinted(requirement, "en") == expected, why


@pytest.mark.parametrize(
    ("full", "short", "expected", "why"),
    [
        ("证券及期货事务监察委员会", "证监会", "证券及期货事务监察委员会（证监会）", "both forms"),
        ("联汇制度", "联系汇率制度（联汇制度）", "联系汇率制度（联汇制度）", "the short form's rendering says both"),
        ("金融科技促进办公室(FFO)", "办公室", "", "brackets stand there already"),
        ("认可机构", "认可机构", "", "the same"),
    ],
)
def test_both_forms_in_chinese(full: str, short: str, expected: str, why: str) -> None:
    assert with_short(full, short, "zh-Hans") == expected, why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("the Securities Commission (SC) said", [("Securities Commission (SC)", "证券监察委员会（证监会）")], "one hint for both"),
        ("the SC and the Securities Commission", [("SC", "证监会"), ("Securities Commission", "证券监察委员会")], "apart"),
        (
            "the Securities Commission (SC): the SC and the Securities Commission",
            [("Securities Commission", "证券监察委员会"), ("Securities Commission (SC)", "证券监察委员会（证监会）"), ("SC", "证监会")],
            "both ways",
        ),
        ("authorized institutions (AIs)", [("authorized institutions", "认可机构")], "no Chinese text says the same twice"),
        ("authorized institutions (AIs) are AIs", [("authorized institutions", "认可机构"), ("AIs", "认可机构")], "but it stands alone too"),
    ],
)
def test_a_short_form_that_the_source_explains_is_told_with_its_full_form(text: str, expected: list[tuple[str, str]], why: str) -> None:
    terms = (("Securities Commission", "证券监察委员会"), ("SC", "证监会"), ("authorized institutions", "认可机构"), ("AIs", "认可机构"))
    concepts = tuple(
        Concept(id=source, terms=(Term(text=source, language="en"), Term(text=target, language="zh-Hans"))) for source, target in terms
    )
    told = hints(Requirements(Termbase(concepts=concepts), "en", "zh-Hans").of(text), "en", "zh-Hans")
    assert [(hint.term, hint.rendering) for hint in told] == expected, why


def test_so_it_is_with_a_chinese_short_form() -> None:
    terms = (("证券监察委员会", "Securities Commission"), ("证监会", "SC"))
    concepts = tuple(Concept(id=en, terms=(Term(text=zh, language="zh-Hans"), Term(text=en, language="en"))) for zh, en in terms)
    told = hints(Requirements(Termbase(concepts=concepts), "zh-Hans", "en").of("证券监察委员会（证监会）表示"), "zh-Hans", "en")
    assert [(hint.term, hint.rendering) for hint in told] == [("证券监察委员会（证监会）", "Securities Commission (SC)")]
