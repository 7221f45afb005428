"""Many sequences at once, on a model whose every answer depends on all that its cache says stands before."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.errors import ModelError
from translate.engine import Continuation, Guard, Request
from translate.engines.batch import Batch, Span
from translate.engines.byte_pieces import BytePieces

LETTERS = [bytes([number]) for number in range(97, 105)]
END = len(LETTERS)
VOCABULARY = BytePieces({**{letter: number for number, letter in enumerate(LETTERS)}, b"<|end|>": END}, ["<|end|>"])


@dataclass(slots=True)
class Ranked:
    numbers: list[int]
    logprobs: list[float]
    rest: list[int]

    def ranked(self) -> list[int]:
        return self.rest


class Model:
    """Reads its context back from the blocks, so that a block that holds something else changes the answer."""

    block = 4

    def __init__(self, blocks: int, fails: bool = False) -> None:
        self.cache = [[-1] * self.block for _ in range(blocks)]
        self.steps: list[int] = []
        self.fails = fails

    def step(self, spans: Sequence[Span]) -> list[list[Ranked]]:
        if self.fails:
            raise RuntimeError("no more power")
        self.steps.append(sum(len(span.pieces) for span in spans))
        answers = []
        for span in spans:
            for at, piece in enumerate(span.pieces, start=span.past):
                self.cache[span.blocks[at // self.block]][at % self.block] = piece
            ends = range(span.past + len(span.pieces) - span.wanted + 1, span.past + len(span.pieces) + 1)
            answers.append([self.after([self.cache[span.blocks[at // self.block]][at % self.block] for at in range(end)]) for end in ends])
        return answers

    def copy(self, source: int, target: int) -> None:
        self.cache[target] = list(self.cache[source])

    @staticmethod
    def after(context: list[int]) -> Ranked:
        """Depends on the last three pieces most of the time, so that sequences repeat each other, and else on all."""
        seed = context[-3:] if context[-1] % 4 else context
        order = random.Random(str(seed)).sample(range(END + 1), END + 1)
        return Ranked(order[:3], [-1.0, -2.0, -3.0], order)


def said(requests: list[tuple[list[int], int, list[int]]], *, rows: int, share: bool, together: bool, blocks: int = 24) -> list[Continuation]:
    batch = Batch(Model(blocks), VOCABULARY, blocks=blocks, rows=rows, share=share)
    request = Request(source="", source_language="en", target_language="en", alternatives=2)
    try:
        if together:
            return [each.result(10) for each in [batch.submit(request, *one) for one in requests]]
        return [batch.submit(request, *one).result(10) for one in requests]
    finally:
        batch.close()


PROMPTS = st.lists(st.integers(0, END - 1), min_size=1, max_size=20)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(PROMPTS, st.integers(1, 30), PROMPTS), min_size=1, max_size=8), st.integers(1, 5))
def test_an_answer_depends_on_its_prompt_alone(requests: list[tuple[list[int], int, list[int]]], rows: int) -> None:
    """Whatever else is under way, is shared or was drafted."""
    alone = said([(prompt, bound, []) for prompt, bound, _ in requests], rows=1, share=False, together=False)
    assert said(requests, rows=rows, share=True, together=True) == alone


def test_a_good_draft_saves_steps() -> None:
    prompt, bound = [1, 2, 3], 24
    steps = []
    for draft in ([], None):
        model = Model(24)
        batch = Batch(model, VOCABULARY, blocks=24, rows=1)
        request = Request(source="", source_language="en", target_language="en")
        first = batch.submit(request, prompt, bound, []).result(10)
        wanted = [LETTERS.index(bytes([byte])) for byte in first.text.encode()]
        model.steps.clear()
        again = batch.submit(request, prompt, bound, wanted if draft is None else draft).result(10)
        batch.close()
        assert again == first
        steps.append(len(model.steps))
    assert first.decoded >= 6, "a text that is long enough to tell"
    assert steps[1] < steps[0]


def test_a_common_beginning_is_read_once() -> None:
    model = Model(64)
    batch = Batch(model, VOCABULARY, blocks=64, rows=8)
    request = Request(source="", source_language="en", target_language="en")
    prompts = [[*([5, 6, 7, 0] * 4), number, 1] for number in range(6)]
    for each in [batch.submit(request, prompt, 1, []) for prompt in prompts]:
        each.result(10)
    batch.close()
    assert sum(model.steps) < 18 + 5 * 6, model.steps


def test_a_bound_cuts_an_answer_off() -> None:
    (answer,) = said([([1, 2, 3], 2, [])], rows=1, share=True, together=True)
    assert (len(answer.text), answer.finished, answer.decoded) == (2, False, 2)


def test_what_the_guard_keeps_out_is_not_chosen() -> None:
    """Even where none of the best pieces will do."""
    batch = Batch(Model(24), VOCABULARY, blocks=24, rows=1)
    request = Request(source="", source_language="en", target_language="zh", guard=Guard(language="zh-Hans", latin=("h",)))
    answer = batch.submit(request, [1, 2, 3], 9, []).result(10)
    batch.close()
    assert set(answer.text) <= {"h"}


def test_a_model_that_fails_is_told_to_all_who_wait() -> None:
    model = Model(24, fails=True)
    batch = Batch(model, VOCABULARY, blocks=24, rows=1)
    request = Request(source="", source_language="en", target_language="en")
    waiting = [batch.submit(request, [1, 2], 3, []) for _ in range(3)]
    for each in waiting:
        with pytest.raises(ModelError, match="no more power"):
            each.result(10)
    model.fails = False
    assert batch.submit(request, [1, 2], 3, []).result(10).decoded, "and the next request is answered"
    batch.close()


def test_after_the_end_nothing_is_taken() -> None:
    batch = Batch(Model(24), VOCABULARY, blocks=24, rows=1)
    batch.close()
    with pytest.raises(ModelError, match="closed"):
        batch.submit(Request(source="", source_language="en", target_language="en"), [1], 3, [])
