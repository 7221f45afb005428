"""Many segments under way at once: every work ends with its own result, whatever the engine's rhythm."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Sequence

import pytest

from translate.drive import drive
from translate.engine import Continuation, Request


class Echo:
    """An engine that answers with its request's source and counts how many calls are under way."""

    signature = "echo"
    in_flight = 3

    def __init__(self, *, batches: bool = False, fails_on: str = "") -> None:
        self.batches = batches
        self.fails_on = fails_on
        self.sizes: list[int] = []
        self.under_way = self.most = 0
        self._lock = threading.Lock()

    def complete(self, requests: Sequence[Request]) -> list[Continuation]:
        with self._lock:
            self.sizes.append(len(requests))
            self.under_way += 1
            self.most = max(self.most, self.under_way)
        time.sleep(0.002)
        with self._lock:
            self.under_way -= 1
        if any(request.source == self.fails_on for request in requests):
            raise RuntimeError(self.fails_on)
        return [Continuation(text=request.source + request.beginning) for request in requests]


def work(source: str, rounds: int, at_once: int = 1) -> Generator[Sequence[Request], Sequence[Continuation], str]:
    """Ask several times; each answer must be the one to this work's own request."""
    for number in range(rounds):
        beginnings = [f"{number}.{one}" for one in range(at_once)]
        continuations = yield [Request(source=source, source_language="zh", target_language="en", beginning=each) for each in beginnings]
        assert [each.text for each in continuations] == [source + each for each in beginnings]
    return source


@pytest.mark.parametrize("batches", [False, True])
@pytest.mark.parametrize("at_once", [1, 3])
def test_each_work_gets_its_own_answers_and_ends_once(batches: bool, at_once: int) -> None:
    """However many requests it has at once."""
    ended: dict[int, str] = {}
    engine = Echo(batches=batches)
    drive((work(f"s{number}", number % 4, at_once + number % 2) for number in range(20)), engine, ended.__setitem__)
    assert ended == {number: f"s{number}" for number in range(20)}


def test_no_more_are_under_way_than_the_engine_wants() -> None:
    engine = Echo()
    drive((work(f"s{number}", 3) for number in range(12)), engine, lambda *_: None)
    assert engine.most <= engine.in_flight


def test_a_batching_engine_gets_several_requests_in_one_call() -> None:
    engine = Echo(batches=True)
    drive((work(f"s{number}", 2) for number in range(6)), engine, lambda *_: None)
    assert max(engine.sizes) == engine.in_flight


def test_what_was_finished_before_a_failure_was_handed_over() -> None:
    """A killed run loses no finished segment."""
    ended: dict[int, str] = {}
    with pytest.raises(RuntimeError, match="s9"):
        drive((work(f"s{number}", 1) for number in range(12)), Echo(fails_on="s9"), ended.__setitem__)
    assert set(range(6)) <= set(ended)


def test_nothing_to_do_is_nothing_done() -> None:
    drive((), Echo(), lambda *_: pytest.fail("nothing ended"))
