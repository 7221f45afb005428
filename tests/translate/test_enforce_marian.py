"""Enforcement on a real MarianMT, on sentences that it was not trained on: every requirement met, none doubled."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
import toy_marian as toy

from glossary.inflection import surface_forms
from glossary.issue import Verdict
from glossary.requirement import Requirements
from glossary.termbase import Concept, Status, Term, Termbase
from translate.drive import drive
from translate.enforce import enforce
from translate.engine import Guard, Request
from translate.engines import load
from translate.task import Mode, Outcome, Task

pytestmark = pytest.mark.filterwarnings("ignore:Recommended")

SENTENCES = toy.held_out(64, seed=5)
WITH_TERMS = [each for each in SENTENCES if any(phrase in toy.TERMS for phrase in each[4])]
WITHOUT = [each for each in SENTENCES if each not in WITH_TERMS]


def concept(phrase: str, rendering: str) -> Concept:
    return Concept(
        id=phrase,
        terms=(
            Term(text=phrase, language="zh-Hans"),
            Term(text=rendering, language="en"),
            Term(text=toy.TERMS[phrase][0].removeprefix("the "), language="en", status=Status.FORBIDDEN),
        ),
    )


REQUIREMENTS = Requirements(Termbase(concepts=tuple(concept(*each) for each in toy.TERMBASE.items())), "zh", "en")


@dataclass(frozen=True)
class Run:
    free: list[Outcome]
    enforced: list[Outcome]


@pytest.fixture(scope="module")
def run(toy_marian: Path) -> Run:
    engine = load(model=str(toy_marian))

    def outcomes(mode: Mode) -> list[Outcome]:
        found: dict[int, Outcome] = {}
        drive([enforce(task(each, mode), REQUIREMENTS) for each in WITH_TERMS + WITHOUT], engine, found.__setitem__)
        return [found[number] for number in range(len(found))]

    return Run(outcomes(Mode.OFF), outcomes(Mode.REQUIRED))


def task(sentence: toy.Sentence, mode: Mode) -> Task:
    source = toy.chinese(sentence)
    request = Request(
        source=source, source_language="zh", target_language="en", guard=Guard(language="en"), alternatives=20, max_pieces=100
    )
    return Task(request=request, requirements=REQUIREMENTS.of(source), mode=mode)


def verdicts(outcomes: list[Outcome]) -> Counter[Verdict]:
    return Counter(each.verdict for outcome in outcomes for each in outcome.settled)


def test_there_is_something_to_enforce(run: Run) -> None:
    assert len(WITH_TERMS) >= 30
    assert len(WITHOUT) >= 10
    assert set(verdicts(run.free)) == {Verdict.UNSATISFIED}


def test_every_requirement_is_met(run: Run) -> None:
    found = verdicts(run.enforced)
    assert set(found) <= {Verdict.SATISFIED, Verdict.ENFORCED}
    assert sum(found.values()) == sum(phrase in toy.TERMS for each in WITH_TERMS for phrase in each[4])


def test_no_rendering_is_doubled(run: Run) -> None:
    for sentence, outcome in zip(WITH_TERMS, run.enforced, strict=False):
        for phrase, rendering in toy.TERMBASE.items():
            count = len(re.findall("|".join(map(re.escape, surface_forms(rendering))), outcome.target, re.IGNORECASE))
            assert count == sentence[4].count(phrase), outcome.target


def test_the_wrong_rendering_does_not_stand_beside_the_right_one(run: Run) -> None:
    beside = [
        outcome.target
        for sentence, outcome in zip(WITH_TERMS, run.enforced, strict=False)
        for phrase in sentence[4]
        if phrase in toy.TERMS and re.search(rf"\b{toy.TERMS[phrase][0]}\b(?! zones)", outcome.target.replace("pilot free", ""))
    ]
    assert len(beside) <= 0.05 * len(WITH_TERMS), beside


def test_the_rest_of_the_sentence_is_what_the_grammar_says(run: Run) -> None:
    """Where the free translation was right: the same with approved renderings, word for word, in nine of ten."""
    pairs = [
        (outcome.target, toy.english(each, frozenset(toy.TERMS)))
        for each, before, outcome in zip(WITH_TERMS, run.free, run.enforced, strict=False)
        if before.target == toy.english(each)
    ]
    assert len(pairs) >= 0.85 * len(WITH_TERMS)
    assert sum(target == want for target, want in pairs) >= 0.9 * len(pairs)


def test_sentences_without_terms_are_the_free_translation(run: Run) -> None:
    before, after = run.free[len(WITH_TERMS) :], run.enforced[len(WITH_TERMS) :]
    assert [outcome.target for outcome in before] == [outcome.target for outcome in after]
    assert [outcome.decoded for outcome in before] == [outcome.decoded for outcome in after]


def test_the_work_is_bounded(run: Run) -> None:
    for before, after in zip(run.free, run.enforced, strict=True):
        assert after.decoded <= 3 * before.decoded + 100
