"""Checking a file of any size: chunk by chunk, in two processes, with the report that `run` would give.

Pairs are read here and examined elsewhere; what comes back is kept compressed and in the order of the file, so memory
does not grow with the text but only with what is reported, slowly. Three things look beyond their chunk: whether a full form
stands before an acronym (a chunk is told what was introduced so far, and examined again where it was told too little),
whether an acronym has been told already, and whether a rendering is the usual one, which only the end can say.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from array import array
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice
from multiprocessing.process import BaseProcess
from typing import Any

from glossary.bitext import Pair, Side
from glossary.checks import CHECKS, examined, first_mention, inconsistent_term, judge, outcome_of, place, run, signed
from glossary.checks.examination import Examination, Examined
from glossary.errors import TermlockError
from glossary.issue import Issue, Severity, Span, Verdict
from glossary.matcher import Certainty
from glossary.packed import Packed, pack, unpack
from glossary.report import Outcome, Report
from glossary.requirement import Requirements, is_acronym
from glossary.termbase import Status, Termbase

CHUNK = 1_000
"""Pairs that are examined at once."""
_SMALL = 4 * CHUNK
"""So few pairs are checked here and now: starting other processes takes longer."""
_AHEAD = 3
"""Chunks for each process that are read before the first of them has come back."""
_LATE = inconsistent_term.ID


@dataclass(frozen=True, slots=True)
class _Setting:
    """What does not change from chunk to chunk."""

    requirements: Requirements
    source_language: str
    target_language: str
    severities: Mapping[str, Severity | None]


@dataclass(frozen=True, slots=True)
class _Done:
    """One chunk, examined; what is only to be kept is packed already."""

    issues: bytes
    outcomes: bytes
    """Rows of outcomes, each with the rendering that was used."""
    spans: bytes
    """Four numbers a pair."""
    numbers: tuple[int, int, int]
    """How many issues, outcomes and pairs."""
    verdicts: Counter[Verdict]
    uses: Counter[tuple[str, str, str]]
    """(concept, source term, rendering), how often."""
    mentions: tuple[str, ...]
    """The concepts of which an issue says that an acronym stands before the full form."""
    unaligned: int
    introduced: frozenset[str]
    """The concepts whose full form stands in the chunk."""
    assumed: frozenset[str]
    """The concepts of whose acronyms it mattered that nothing had introduced them."""


@dataclass(slots=True)
class _Kept:
    """What is kept of all chunks: compressed issues, outcomes and spans, and a few counts."""

    chunks: list[tuple[bytes, bytes, bytes]]
    issues: list[int]
    outcomes: list[int]
    spans: list[int]
    verdicts: Counter[Verdict]
    unaligned: int
    uses: dict[tuple[str, str], Counter[str]]
    introduced: set[str]
    told: set[str]


def run_on(
    pairs: Iterable[Pair],
    termbase: Termbase,
    source_language: str,
    target_language: str,
    *,
    requirements: Requirements | None = None,
    severities: Mapping[str, Severity | None] | None = None,
    signature: Mapping[str, str | None] | None = None,
    processes: int | None = None,
) -> Report:
    """The report of `run` over any number of pairs.

    ``requirements`` saves building them again for the same termbase and languages. ``processes`` is how many examine beside this one that reads; by default as many as there are processors, at most
    four. Raises TermlockError where one of them is killed (mostly for want of memory).
    """
    coming = iter(pairs)
    first = list(islice(coming, _SMALL))
    if len(first) < _SMALL:
        return run(first, termbase, source_language, target_language, requirements=requirements, severities=severities, signature=signature)
    workers = processes if processes is not None else min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
    setting = _Setting(requirements or Requirements(termbase, source_language, target_language), source_language, target_language, dict(severities or {}))
    kept = _Kept([], [], [], [], Counter(), 0, {}, set(), set())
    gc.freeze()
    for done, number, pairs_of_chunk in _all(_chunks(first, coming), setting, termbase, workers, kept):
        if not kept.introduced.isdisjoint(done.assumed):
            _keep(kept, _examine(setting, number, pairs_of_chunk, frozenset(kept.introduced)))
        else:
            _keep(kept, done)
    return _report(kept, setting, signed(termbase, signature))


def _chunks(first: list[Pair], coming: Iterator[Pair]) -> Iterator[list[Pair]]:
    for start in range(0, len(first), CHUNK):
        yield first[start : start + CHUNK]
    while chunk := list(islice(coming, CHUNK)):
        yield chunk


def _all(
    chunks: Iterator[list[Pair]], setting: _Setting, termbase: Termbase, workers: int, kept: _Kept
) -> Iterator[tuple[_Done, int, list[Pair]]]:
    """Every chunk examined, in order, with the number of its first pair."""
    if workers < 2:
        number = 0
        for chunk in chunks:
            yield _examine(setting, number, chunk, frozenset(kept.introduced)), number, chunk
            number += len(chunk)
        return
    others = set(multiprocessing.active_children())
    # Processes are started anew rather than forked: threads of a library may hold locks at the moment of a fork.
    pool = ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(termbase, setting.source_language, setting.target_language, setting.severities),
    )
    waiting: deque[tuple[Future[_Done], int, list[Pair]]] = deque()
    number, finished = 0, False
    try:
        for chunk in chunks:
            with _apart_from_main():
                future = pool.submit(_work, number, _rows_of(chunk), frozenset(kept.introduced))
            waiting.append((future, number, chunk))
            number += len(chunk)
            if len(waiting) >= workers * _AHEAD:
                yield _received(*waiting.popleft())
        while waiting:
            yield _received(*waiting.popleft())
        finished = True
    except BrokenProcessPool:
        raise TermlockError("a process that examined a part of the file was killed; it may have run out of memory") from None
    finally:
        if finished:
            pool.shutdown(wait=True)
        else:
            _stop(pool, set(multiprocessing.active_children()) - others)


def _stop(pool: ProcessPoolExecutor, processes: Collection[BaseProcess]) -> None:
    """End a pool that was interrupted, without waiting: what it was given may be more than a pipe holds, and nobody reads it."""
    for process in processes:
        process.terminate()
    pool.shutdown(wait=False, cancel_futures=True)
    if (reader := getattr(getattr(pool, "_call_queue", None), "_reader", None)) is not None:
        reader.close()  # ends the thread that writes


@contextmanager
def _apart_from_main() -> Iterator[None]:
    """A process that starts here does not import the program that started this one: it needs nothing of it.

    Otherwise a program without ``if __name__ == "__main__"`` would be run again by each process.
    """
    main = sys.modules["__main__"]
    hidden = {name: getattr(main, name) for name in ("__file__", "__spec__") if getattr(main, name, None) is not None}
    try:
        for name in hidden:
            setattr(main, name, None)
        yield
    finally:
        for name, value in hidden.items():
            setattr(main, name, value)


def _received(future: Future[_Done], number: int, chunk: list[Pair]) -> tuple[_Done, int, list[Pair]]:
    return future.result(), number, chunk


_SETTINGS: list[_Setting] = []
"""In a process that examines: its setting, built once."""


def _begin(termbase: Termbase, source: str, target: str, severities: Mapping[str, Severity | None]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that reads hears it and ends this one
    _SETTINGS.append(_Setting(Requirements(termbase, source, target), source, target, severities))
    gc.freeze()  # what stays is not to be looked through again and again


_Row = tuple[object, ...]


def _rows_of(pairs: Sequence[Pair]) -> list[_Row]:
    """Pairs for another process: tuples travel several times as fast as objects."""
    return [
        (ours.text, ours.offsets, ours.ends, ours.protected, theirs.text, theirs.offsets, theirs.ends, theirs.protected)
        for ours, theirs in ((pair.source, pair.target) for pair in pairs)
    ]


def _work(number: int, rows: list[Any], introduced: frozenset[str]) -> _Done:
    pairs = [
        Pair(
            source=Side(text=row[0], offsets=row[1], ends=row[2], protected=row[3]),
            target=Side(text=row[4], offsets=row[5], ends=row[6], protected=row[7]),
        )
        for row in rows
    ]
    return _examine(_SETTINGS[0], number, pairs, introduced)


def _examine(setting: _Setting, number: int, pairs: Sequence[Pair], introduced: frozenset[str]) -> _Done:
    document = Examination(
        pairs=examined(pairs, setting.requirements, frozenset(), introduced),
        requirements=setting.requirements,
        source_language=setting.source_language,
        target_language=setting.target_language,
    )
    issues = judge(document, [name for name in CHECKS if name != _LATE], setting.severities)
    rows: list[_Row] = []
    verdicts: Counter[Verdict] = Counter()
    uses: Counter[tuple[str, str, str]] = Counter()
    for pair in document.pairs:
        for settled in pair.settled:
            outcome = outcome_of(settled, pair)
            used = inconsistent_term.used(pair, settled)
            rows.append(_row(outcome, number, used))
            verdicts[outcome.verdict] += 1
            if used:
                uses[outcome.concept, outcome.term, used] += 1
    spans = array("q", chain.from_iterable((*pair.source.locate(0, len(pair.source.text)), *pair.target.locate(0, len(pair.target.text))) for pair in pairs))
    return _Done(
        issues=pack([replace(issue, pair=issue.pair + number) for issue in issues]),
        outcomes=pack(rows),
        spans=pack(spans),
        numbers=(len(issues), len(rows), len(pairs)),
        verdicts=verdicts,
        uses=uses,
        mentions=tuple(issue.concept for issue in issues if issue.check == first_mention.ID),
        unaligned=sum(not pair.aligned for pair in pairs),
        introduced=frozenset(match.concept for pair in document.pairs for match in pair.renderings if not is_acronym(match.term)),
        assumed=frozenset(concept for pair in document.pairs for concept in _assumed(pair)),
    )


def _row(outcome: Outcome, number: int, used: str) -> _Row:
    source, target = outcome.source, outcome.target
    place = (target.start, target.end) if target else None
    return (
        outcome.concept, outcome.term, outcome.renderings, outcome.certainty.value, outcome.verdict.value,
        source.start, source.end, place, outcome.segment + number, used,
    )  # fmt: skip


def _outcome(row: Any) -> Outcome:  # noqa: ANN401  # what `_row` made
    concept, term, renderings, certainty, verdict, start, end, place, segment, _ = row
    return Outcome(
        concept=concept, term=term, renderings=renderings, certainty=Certainty(certainty), verdict=Verdict(verdict),
        source=Span(start=start, end=end), target=Span(start=place[0], end=place[1]) if place else None, segment=segment,
    )  # fmt: skip


def _assumed(pair: Examined) -> Iterator[str]:
    """The concepts of admitted acronyms in a target that no full form stands before."""
    for match in pair.renderings:
        if match.term.status is Status.ADMITTED and is_acronym(match.term) and match.concept not in pair.introduced:
            yield match.concept


def _keep(kept: _Kept, done: _Done) -> None:
    issues, count = done.issues, done.numbers[0]
    if not kept.told.isdisjoint(done.mentions):  # one for each concept is enough
        found: list[Issue] = unpack(issues)
        found = [each for each in found if each.check != first_mention.ID or each.concept not in kept.told]
        issues, count = pack(found), len(found)
    kept.told.update(done.mentions)
    kept.verdicts.update(done.verdicts)
    for (concept, term, text), number in done.uses.items():
        kept.uses.setdefault((concept, term), Counter())[text] += number
    kept.introduced |= done.introduced
    kept.unaligned += done.unaligned
    kept.issues.append(count)
    kept.outcomes.append(done.numbers[1])
    kept.spans.append(done.numbers[2])
    kept.chunks.append((issues, done.outcomes, done.spans))


def _report(kept: _Kept, setting: _Setting, signature: Mapping[str, str | None]) -> Report:
    severity = setting.severities.get(_LATE, inconsistent_term.SEVERITY)
    usual: dict[tuple[str, str], str] = {}
    if severity is not None:
        usual = {
            key: inconsistent_term.usual(counts, setting.requirements.allowed(key[0]))
            for key, counts in kept.uses.items()
            if len(counts) > 1
        }
    late = [_inconsistent(kept, number, usual, severity or Severity.MINOR) if usual else () for number in range(len(kept.chunks))]

    def issues(number: int) -> Sequence[Issue]:
        found: list[Issue] = unpack(kept.chunks[number][0])
        return sorted([*found, *late[number]], key=place) if late[number] else found

    def outcomes(number: int) -> Sequence[Outcome]:
        return [_outcome(row) for row in unpack(kept.chunks[number][1])]

    def spans(number: int) -> Sequence[tuple[Span, Span]]:
        return _spans(kept.chunks[number][2])

    return Report(
        source_language=setting.source_language,
        target_language=setting.target_language,
        segments=sum(kept.spans),
        unaligned=kept.unaligned,
        pairs=Packed(kept.spans, spans),
        issues=Packed([count + len(more) for count, more in zip(kept.issues, late, strict=True)], issues),
        requirements=Packed(kept.outcomes, outcomes),
        counted=kept.verdicts,
        signature=signature,
    )


def _inconsistent(
    kept: _Kept, number: int, usual: Mapping[tuple[str, str], str], severity: Severity
) -> tuple[Issue, ...]:
    """What `inconsistent_term` has to say of one chunk, now that all uses are known."""
    found = []
    spans: Sequence[tuple[Span, Span]] = ()
    first = sum(kept.spans[:number])
    for row in unpack(kept.chunks[number][1]):
        concept, term, text = row[0], row[1], row[-1]
        expected = usual.get((concept, term), text)
        if text and text != expected:
            spans = spans or _spans(kept.chunks[number][2])
            outcome = _outcome(row)
            found.append(
                Issue(
                    check=_LATE,
                    severity=severity,
                    message=inconsistent_term.message(term, text, expected, kept.uses[concept, term]),
                    concept=concept,
                    source=outcome.source,
                    target=outcome.target,
                    suggestions=(expected,),
                    pair=outcome.segment,
                    segment=spans[outcome.segment - first][1],
                )
            )
    return tuple(found)


def _spans(packed: bytes) -> list[tuple[Span, Span]]:
    numbers = iter(unpack(packed))
    return [
        (Span(start=start, end=end), Span(start=first, end=last))
        for start, end, first, last in zip(numbers, numbers, numbers, numbers, strict=True)
    ]
