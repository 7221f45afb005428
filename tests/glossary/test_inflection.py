"""In which forms a term of English may stand, and in which it may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import verbs
from glossary.inflection import spellings, surface_forms

FORMS = [
    # (term, all its other forms in any order, why)
    ("opening up", "open up, opens up, opened up", "a verb with a particle"),
    ("going global", "go global, goes global, went global, gone global", "an irregular verb"),
    ("bringing in", "bring in, brings in, brought in", "past and participle are one"),
    ("stepping up", "step up, steps up, stepped up", "a doubled consonant"),
    ("carrying out", "carry out, carries out, carried out", "y and i"),
    ("seizing the opportunity", "seize the opportunity, seizes the opportunity, seized the opportunity", "a silent e"),
    ("deepen reform", "deepens reform, deepened reform, deepening reform", "a word that is only ever a verb"),
    ("build a community", "builds a community, built a community, building a community", "a verb before an article"),
    ("to go global", "go global, goes global, went global, gone global, going global", "the particle to is dropped"),
    ("zone", "zones", "a regular plural"),
    ("policy", "policies", "y and ies"),
    ("survey", "surveys", "a vowel before the y"),
    ("business", "businesses", "a hissing sound"),
    ("branch", "branches", "a hissing sound"),
    ("enterprises", "enterprise", "the other way round"),
    ("strategies", "strategy", "the other way round"),
    ("businesses", "business", "the other way round"),
    ("crises", "crisis", "a Greek plural"),
    ("pilot free trade zone", "pilot free trade zones", "only the head moves"),
    ("point of growth", "points of growth", "the head stands before the preposition"),
    ("developing country", "developing countries", "an -ing form that is an adjective"),
    ("governing party", "governing parties", "an -ing form that is an adjective"),
    ("SME", "SMEs", "an acronym"),
    ("SMEs", "SME", "an acronym in the plural"),
    ("Five-Year Plan", "Five-Year Plans", "letter case stays"),
    ("means of production", "", "no singular"),
    ("series", "", "one form for both"),
    ("goods", "", "good is another word"),
    ("security", "", "securities are another thing"),
    ("economics", "", "economic is another word"),
    ("news", "", "new is another word"),
    ("green", "", "an adjective"),
    ("people-centered", "people-centred, peoplecentered", "an adjective, which is only respelt, or has lost its hyphen in print"),
    ("member states", "member state", "the other way round"),
    ("index", "indices, indexes", "two plurals"),
    ("steadily", "", "an adverb"),
    ("fully governing the Party", "fully govern the Party, fully governs the Party, fully governed the Party", "a verb behind an adverb"),
    (
        "mutually reinforcing measure",
        "mutually reinforcing measures, mutually reinforce measure, mutually reinforces measure, mutually reinforced measure",
        "... which may be an adjective as well: there are several of them",
    ),
    ("orderly expanding trade", "orderly expanding trades", "an adjective in -ly"),
    ("family planning policy", "family planning policies", "no adverb, whatever its end"),
    ("high-standard opening up", "", "what follows an adjective is a noun already"),
]


@pytest.mark.parametrize(("term", "expected", "why"), FORMS)
def test_forms(term, expected, why):
    assert set(surface_forms(term)) == {term, *filter(None, expected.split(", "))}, why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("modernisation", "modernization"),
        ("organising", "organizing"),
        ("labour", "labor"),
        ("neighbourhood", "neighborhood"),
        ("centre", "center"),
        ("programmes", "programs"),
        ("defence", "defense"),
        ("fulfil", "fulfill"),
        ("fulfilment", "fulfillment"),
        ("analyse", "analyze"),
        ("ageing population", "aging population"),
        ("labour-intensive", "labor-intensive"),
        ("Labour", "Labor"),
        ("licence", "license"),
    ],
)
def test_british_and_american(one, other):
    assert other in spellings(one)
    assert one in spellings(other)


@pytest.mark.parametrize(
    "word",
    [
        "enterprise",
        "exercise",
        "supervise",
        "promise",
        "precise",
        "rise",
        "expertise",
        "comprise",
        "franchise",
        "our",
        "four",
        "hour",
        "size",
        "prize",
        "seize",
        "wise",
        "noise",
        "advise",
    ],
)
def test_words_with_one_spelling(word):
    assert spellings(word) == (word,)


@pytest.mark.parametrize(
    ("term", "form"),
    [
        ("e-commerce", "ecommerce"),
        ("micro-enterprise", "microenterprises"),
        ("cybersecurity", "cyber-security"),
        ("decision-making", "decisionmaking"),
        ("R&D", "R & D"),
        ("research and development", "research & development"),
    ],
)
def test_joined_and_parted(term, form):
    assert form in surface_forms(term)


@pytest.mark.parametrize(
    ("term", "part_of_speech", "form", "stands"),
    [
        ("plan", "verb", "planned", True),
        ("plan", "noun", "planned", False),
        ("plan", "noun", "plans", True),
        ("open", "adjective", "opens", False),
        ("foobar", "verb", "foobared", True),
        ("opening up", "noun", "opened up", False),
        ("good", "adj", "goods", False),
    ],
)
def test_the_part_of_speech_decides_where_it_is_known(term, part_of_speech, form, stands):
    assert (form in surface_forms(term, part_of_speech)) is stands


@pytest.mark.parametrize(
    ("form", "infinitive"),
    [
        ("went", "go"),
        ("opening", "open"),
        ("carried", "carry"),
        ("built", "build"),
        ("planned", "plan"),
        ("table", None),
    ],
)
def test_infinitives(form, infinitive):
    assert verbs.base(form) == infinitive


def test_every_form_of_a_verb_leads_back_to_it():
    # leave left, fell fall: some forms belong to two verbs; what they may not do is lead nowhere.
    for verb in verbs.VERBS:
        assert {verbs.base(form) for form in verbs.forms(verb)} <= verbs.VERBS
        assert verbs.base(verb) == verb


@given(st.text(max_size=20))
def test_any_text_has_forms_and_is_the_first_of_them(text):
    forms = surface_forms(text)
    assert forms[0] == text
    assert len(forms) == len(set(forms)) <= 96
