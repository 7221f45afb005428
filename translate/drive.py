"""Many segments under way at once on one engine."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TypeVar

from translate.engine import Continuation, Engine, Request

Result = TypeVar("Result")
Work = Generator[Sequence[Request], Sequence[Continuation], Result]
"""Yields requests, which may be answered at once; is sent the continuation of each; returns a result."""

_PATIENCE = 0.2
"""Seconds between two looks for an interruption: a runtime's own call would not be broken by Ctrl-C."""


def drive(works: Iterable[Work[Result]], engine: Engine, done: Callable[[int, Result], None]) -> None:
    """Run works to their ends, ``engine.in_flight`` at a time; ``done`` gets each one's number and result as it ends.

    ``done`` is called in this thread. An engine that batches gets the requests of all works under way in one call; one
    that does not (``batches`` is false) gets each as soon as it is there, so that none waits for the slowest. Whatever
    an engine or a work raises ends the run; so does Ctrl-C, without waiting for the calls under way.
    """
    numbered = iter(enumerate(works))
    if getattr(engine, "batches", False):
        _in_batches(numbered, engine, done)
        return
    pool = ThreadPoolExecutor(max_workers=engine.in_flight, thread_name_prefix="translate")
    pending: dict[Future[list[Continuation]], tuple[int, Work[Result]]] = {}

    def advance(number: int, work: Work[Result], continuations: Sequence[Continuation] | None) -> None:
        """Send a work on its way to its next requests, or to its end."""
        try:
            requests = next(work) if continuations is None else work.send(continuations)
        except StopIteration as end:
            done(number, end.value)
        else:
            pending[pool.submit(engine.complete, requests)] = (number, work)

    try:
        exhausted = False
        while pending or not exhausted:
            while not exhausted and len(pending) < engine.in_flight:
                following = next(numbered, None)
                if following is None:
                    exhausted = True
                else:
                    advance(*following, None)
            ended, _ = wait(pending, timeout=_PATIENCE, return_when=FIRST_COMPLETED)
            for future in ended:
                number, work = pending.pop(future)
                advance(number, work, future.result())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _in_batches(numbered: Iterable[tuple[int, Work[Result]]], engine: Engine, done: Callable[[int, Result], None]) -> None:
    numbered = iter(numbered)
    under_way: list[tuple[int, Work[Result], Sequence[Request]]] = []

    def advance(number: int, work: Work[Result], continuations: Sequence[Continuation] | None) -> None:
        try:
            requests = next(work) if continuations is None else work.send(continuations)
        except StopIteration as end:
            done(number, end.value)
        else:
            under_way.append((number, work, requests))

    exhausted = False
    while under_way or not exhausted:
        while not exhausted and len(under_way) < engine.in_flight:
            following = next(numbered, None)
            if following is None:
                exhausted = True
            else:
                advance(*following, None)
        batch, under_way[:] = list(under_way), []
        if not batch:
            continue
        answers = iter(engine.complete([request for _, _, requests in batch for request in requests]))
        for number, work, requests in batch:
            advance(number, work, [next(answers) for _ in requests])
