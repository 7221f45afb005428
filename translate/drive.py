"""Many segments under way at once on one engine."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TypeVar

from translate.engine import Continuation, Engine, Request

Result = TypeVar("Result")
Work = Generator[Request, Continuation, Result]
"""Yields a request, is sent its continuation, returns a result."""

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

    def advance(number: int, work: Work[Result], continuation: Continuation | None) -> bool:
        """Send a work on its way to its next request; False if it ended."""
        try:
            request = next(work) if continuation is None else work.send(continuation)
        except StopIteration as end:
            done(number, end.value)
            return False
        pending[pool.submit(engine.complete, [request])] = (number, work)
        return True

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
                advance(number, work, future.result()[0])
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _in_batches(numbered: Iterable[tuple[int, Work[Result]]], engine: Engine, done: Callable[[int, Result], None]) -> None:
    numbered = iter(numbered)
    under_way: list[tuple[int, Work[Result], Request]] = []

    def advance(number: int, work: Work[Result], continuation: Continuation | None) -> None:
        try:
            request = next(work) if continuation is None else work.send(continuation)
        except StopIteration as end:
            done(number, end.value)
        else:
            under_way.append((number, work, request))

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
        for (number, work, _), continuation in zip(batch, engine.complete([each[2] for each in batch]), strict=True):
            advance(number, work, continuation)
