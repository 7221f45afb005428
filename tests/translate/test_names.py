"""Names that recur in a document and are in no termbase: which they are, and that they get one translation."""

from __future__ import annotations

import pytest

from glossary.issue import Span
from glossary.termbase import Concept, Term, Termbase
from translate.documents import parse
from translate.engines.scripted import ScriptedEngine
from translate.names import recurring
from translate.pipeline import translate
from translate.task import Mode

CASES = [
    # segments, language, names, why
    (["建设“四好农村路”。", "“四好农村路”示范市。"], "zh", {"四好农村路": [0, 1]}, "quotation marks make a name"),
    (["《民法典》实施。", "学习《民法典》。"], "zh", {"民法典": [0, 1]}, "so do title marks"),
    (["建设“四好农村路”。", "天气很好。"], "zh", {}, "said once, it is no matter of consistency"),
    (["建设“四好农村路”。", "建设“四好农村路”。"], "zh", {}, "segments that are alike are decoded once anyway"),
    (["所谓“好”的。", "也是“好”吗？"], "zh", {}, "a single quoted word is no name"),
    (["他说：“路很好，我去。”", "她说：“路很好，我去。”"], "zh", {}, "what is quoted has punctuation"),
    (["See the Fund Order Routing Service.", "Its Fund Order Routing Service grew."], "en", {"Fund Order Routing Service": [0, 1]}, "capitals"),
    (["By the Bank of New Zealand.", "At the Bank of New Zealand’s office."], "en", {"Bank of New Zealand": [0, 1]}, "without the possessive"),
    (["We saw New York.", "In New York we stayed."], "en", {}, "two words any model says the same way"),
    (["建设“四好农村路”。", "“四好农村路”示范市。"], "ja", {}, "a language without a rule has no names"),
]  # fmt: skip


@pytest.mark.parametrize(("segments", "language", "names", "why"), CASES)
def test_names(segments: list[str], language: str, names: dict[str, list[int]], why: str) -> None:
    assert recurring([(text, ()) for text in segments], language) == names, why


def test_what_the_termbase_has_is_no_name() -> None:
    segments = [("建设“四好农村路”。", [Span(start=3, end=8)]), ("“四好农村路”示范市。", [Span(start=1, end=6)])]
    assert recurring(segments, "zh") == {}


@pytest.mark.parametrize("mode", list(Mode))
def test_a_recurring_name_is_asked_for_once_and_hinted_wherever_it_stands(mode: Mode) -> None:
    """In every mode alike: a segment without terms is the same request whether terms are enforced or not."""
    termbase = Termbase(concepts=(Concept(id="out", terms=(Term(text="走出去", language="zh"), Term(text="going global", language="en"))),))
    engine = ScriptedEngine({"四好农村路": "Four-Good Rural Roads.", "建设“四好农村路”。": "Build.", "“四好农村路”示范市。": "Show."})
    document = parse("建设“四好农村路”。\n\n“四好农村路”示范市。\n\n天气很好。\n", "zh", "markdown")
    translate(document, termbase, engine, source="zh", target="en", mode=mode)
    asked = {request.source: [(hint.term, hint.rendering) for hint in request.hints] for request in engine.requests}
    assert asked == {
        "四好农村路": [],
        "建设“四好农村路”。": [("四好农村路", "Four-Good Rural Roads")],
        "“四好农村路”示范市。": [("四好农村路", "Four-Good Rural Roads")],
        "天气很好。": [],
    }


def test_what_was_decoded_for_names_is_counted_and_an_engine_without_hints_is_not_asked() -> None:
    document = parse("建设“四好农村路”。\n\n“四好农村路”示范市。\n", "zh", "markdown")
    answers = {"四好农村路": "Four-Good Rural Roads.", "建设“四好农村路”。": "Build.", "“四好农村路”示范市。": "Show."}
    asked, decoded = [], []
    for uses_hints in (True, False):
        engine = ScriptedEngine(answers)
        engine.uses_hints = uses_hints
        made = translate(document, Termbase(concepts=()), engine, source="zh", target="en")
        asked.append([request.source for request in engine.requests if request.source == "四好农村路"])
        decoded.append(made.decoded)
    assert asked == [["四好农村路"], []]
    assert decoded[0] > decoded[1]
