"""Every figure of `evaluate`, each on the smallest texts that tell it from the others."""

from __future__ import annotations

import json

import pytest

from glossary.termbase import Concept, Status, Term, Termbase
from translate.documents import parse
from translate.evaluation import Sample, evaluate, to_json, to_text


def termbase(**concepts: str) -> Termbase:
    """``out="走出去=going global|!go out"``: one Chinese term and its renderings, ``!`` before a forbidden one."""
    made = []
    for name, text in concepts.items():
        chinese, _, english = text.partition("=")
        terms = [
            Term(text=each.lstrip("!"), language="en", status=Status.FORBIDDEN if each.startswith("!") else Status.PREFERRED)
            for each in english.split("|")
        ]
        made.append(Concept(id=name, terms=(Term(text=chinese, language="zh-Hans"), *terms)))
    return Termbase(concepts=tuple(made))


TERMS = termbase(out="走出去=going global|go global|!walk out", into="引进来=bringing in")


def figures(source: str, hypothesis: str, reference: str, target: str = "en"):
    origin = "zh" if target == "en" else "en"
    sample = Sample(source=parse(source, origin), hypothesis=parse(hypothesis, target), reference=parse(reference, target))
    return evaluate([sample], target, TERMS, origin)


CASES = [
    # source, hypothesis, reference, figure, value, why
    ("走出去。", "Going global.", "Going global.", "success", 1.0, "a rendering in any case"),
    ("走出去。", "We walk out.", "Going global.", "success", 0.0, "a forbidden rendering is none"),
    ("走出去。", "Going global.", "We leave.", "success", None, "a term that the reference does not render is not scored"),
    ("走出去，走出去。", "Going global.", "Going global, going global.", "success", 0.5, "one rendering for two occurrences"),
    ("走出去，走出去。", "Going global.", "Going global, going global.", "strict", 1.0, "a pronoun may stand for the second one"),
    ("走出去，走出去。", "Going global.", "Going global, going global.", "every", 0.5, "but it is no rendering"),
    ("走出去。引进来。", "Going global. We fetch.", "Going global. Bringing in.", "strict", 0.5, "one of two is met"),
    ("走出去。", "Going global, go global, going global.", "Going global.", "over_use", 2.0, "two more than source and reference have"),
    ("走出去。走出去。走出去。", "Going global. Go global. Going global.", "Going global. Going global. Going global.", "consistency", 2 / 3, "the commonest of two renderings"),
    ("走出去。", "Going global.", "Going global.", "consistency", None, "one occurrence says nothing"),
    ("走出去。", "Going", "Going global.", "length", 5 / 13, "characters of both"),
    ("走出去。", "走出去 go", "Going global.", "residue", 3 / 6, "Chinese in English"),
    ("Going global.", "走出去abc。", "走出去。", "residue", 3 / 7, "Latin words in Chinese, where the reference has none"),
    ("Going global.", "走出去GDP。", "走出去GDP。", "residue", 0.0, "but not those that the reference has too"),
    ("走出去。", "Going global.", "Going global.", "chrf", 100.0, "the same text"),
    ("走出去。", "We are going global.", "We are going global.", "bleu", 100.0, "four words are the least for BLEU"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "hypothesis", "reference", "figure", "value", "why"), CASES)
def test_figures(source, hypothesis, reference, figure, value, why) -> None:
    target = "zh" if hypothesis[0] == "走" and source[0] != "走" else "en"
    found = getattr(figures(source, hypothesis, reference, target), figure)
    assert found == (None if value is None else pytest.approx(value))


def test_characters_of_the_other_script_count_outside_approved_renderings() -> None:
    base = Termbase(concepts=(Concept(id="c", terms=(Term(text="opening", language="en"), Term(text="开放", language="zh-Hant"))),))
    sample = Sample(source=parse("opening", "en"), hypothesis=parse("开放与發展", "zh-Hant"), reference=parse("開放與發展", "zh-Hant"))
    assert evaluate([sample], "zh-Hant", base, "en").other_script == pytest.approx(1 / 5)  # 与; 开 is the termbase's own
    assert evaluate([sample], "en").other_script is None


def test_several_documents_are_weighed_by_their_terms() -> None:
    samples = [
        Sample(source=parse("走出去。", "zh"), hypothesis=parse("Going global.", "en"), reference=parse("Going global.", "en")),
        Sample(source=parse("引进来。", "zh"), hypothesis=parse("Fetching.", "en"), reference=parse("Bringing in.", "en")),
    ]
    whole = evaluate(samples, "en", TERMS, "zh")
    assert (whole.documents, whole.terms, whole.success, whole.strict) == (2, 2, 0.5, 0.5)


def test_without_a_termbase_there_are_no_figures_about_terms() -> None:
    found = evaluate([Sample(hypothesis=parse("a", "en"), reference=parse("a", "en"))], "en")
    assert (found.success, found.strict, found.terms, found.length) == (None, None, 0, 1.0)
    with pytest.raises(ValueError, match="no document"):
        evaluate([], "en")


def test_what_people_and_programs_get() -> None:
    found = figures("走出去。", "Going global.", "Going global.")
    text = to_text(found, [("a.md", found)], {"termlock": "1"})
    assert [line.split()[-1] for line in text.splitlines()[:4]] == ["a.md", "1", "1", "1.0000"]
    assert "chrF2++: nrefs:1|case:mixed" in text
    content = json.loads(to_json(found, [("a.md", found)], {"termlock": "1"}))
    assert content["schema"] == "termlock/evaluation/1"
    assert content["figures"]["success"] == 1.0
    assert content["documents"][0]["name"] == "a.md"
    assert content["signature"]["BLEU"].startswith("nrefs:1")


def test_a_term_of_two_entries_is_scored_for_each_as_the_task_s_scorer_does() -> None:
    """Its lists have IMF and ImF with a rendering each; neither entry counts the other's."""
    base = termbase(one="基金=the Fund", two="基金=a trust")
    sample = Sample(source=parse("基金。", "zh"), hypothesis=parse("The Fund.", "en"), reference=parse("The Fund, a trust.", "en"))
    found = evaluate([sample], "en", base, "zh")
    assert (found.terms, found.success) == (2, 0.5)
