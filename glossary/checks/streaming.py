"""Checking a file of any size: chunk by chunk, in two processes, with the report that `run` would give.

Pairs are read here and examined elsewhere; what comes back is kept compressed and in the order of the file, so memory
does not grow with the text but only with what is reported, slowly. Three things look beyond their chunk: whether a full form
stands before an acronym (a chunk is told what was introduced so far, and examined again where it was told too little),
whether an acronym has been told already, and whether a rendering is the usual one, which only the end can say.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import islice

from glossary.bitext import Pair
from glossary.checks import CHECKS, examined, inconsistent_term, judge, outcome_of, place, run, signed, whole
from glossary.checks.examination import Examination, Examined
from glossary.errors import TermlockError
from glossary.issue import Issue, Severity, Span, Verdict
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
    """One chunk, examined."""

    issues: tuple[Issue, ...]
    outcomes: tuple[Outcome, ...]
    used: tuple[str, ...]
    """Of each outcome, the rendering that was used."""
    spans: tuple[tuple[Span, Span], ...]
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
    severities: Mapping[str, Severity | None] | None = None,
    signature: Mapping[str, str | None] | None = None,
    processes: int | None = None,
) -> Report:
    """The report of `run` over any number of pairs.

    ``processes`` is how many examine beside this one that reads; by default as many as there are processors, at most
    four. Raises TermlockError where one of them is killed (mostly for want of memory).
    """
    coming = iter(pairs)
    first = list(islice(coming, _SMALL))
    if len(first) < _SMALL:
        return run(first, termbase, source_language, target_language, severities=severities, signature=signature)
    workers = processes if processes is not None else min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
    setting = _Setting(Requirements(termbase, source_language, target_language), source_language, target_language, dict(severities or {}))
    kept = _Kept([], [], [], [], Counter(), 0, {}, set(), set())
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
    # Processes are started anew rather than forked: threads of a library may hold locks at the moment of a fork.
    pool = ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(termbase, setting.source_language, setting.target_language, setting.severities),
    )
    waiting: deque[tuple[Future[bytes], int, list[Pair]]] = deque()
    number = 0
    try:
        for chunk in chunks:
            waiting.append((pool.submit(_work, number, pack(chunk), frozenset(kept.introduced)), number, chunk))
            number += len(chunk)
            if len(waiting) >= workers * _AHEAD:
                yield _received(*waiting.popleft())
        while waiting:
            yield _received(*waiting.popleft())
    except BrokenProcessPool:
        raise TermlockError("a process that examined a part of the file was killed; it may have run out of memory") from None
    finally:
        for process in list((getattr(pool, "_processes", None) or {}).values()) if waiting else ():
            process.terminate()
        pool.shutdown(wait=True, cancel_futures=True)


def _received(future: Future[bytes], number: int, chunk: list[Pair]) -> tuple[_Done, int, list[Pair]]:
    done = unpack(future.result())
    assert isinstance(done, _Done)
    return done, number, chunk


_SETTINGS: list[_Setting] = []
"""In a process that examines: its setting, built once."""


def _begin(termbase: Termbase, source: str, target: str, severities: Mapping[str, Severity | None]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that reads hears it and ends this one
    _SETTINGS.append(_Setting(Requirements(termbase, source, target), source, target, severities))


def _work(number: int, chunk: bytes, introduced: frozenset[str]) -> bytes:
    pairs = unpack(chunk)
    assert isinstance(pairs, list)
    return pack(_examine(_SETTINGS[0], number, pairs, introduced))


def _examine(setting: _Setting, number: int, pairs: Sequence[Pair], introduced: frozenset[str]) -> _Done:
    document = Examination(
        pairs=examined(pairs, setting.requirements, frozenset(), introduced),
        requirements=setting.requirements,
        source_language=setting.source_language,
        target_language=setting.target_language,
    )
    issues = judge(document, [name for name in CHECKS if name != _LATE], setting.severities)
    settled = [(each, pair) for pair in document.pairs for each in pair.settled]
    outcomes = [outcome_of(each, pair) for each, pair in settled]
    return _Done(
        issues=tuple(replace(issue, pair=issue.pair + number) for issue in issues),
        outcomes=tuple(replace(outcome, segment=outcome.segment + number) for outcome in outcomes),
        used=tuple(inconsistent_term.used(pair, each) for each, pair in settled),
        spans=tuple((whole(pair.source), whole(pair.target)) for pair in pairs),
        unaligned=sum(not pair.aligned for pair in pairs),
        introduced=frozenset(match.concept for pair in document.pairs for match in pair.renderings if not is_acronym(match.term)),
        assumed=frozenset(concept for pair in document.pairs for concept in _assumed(pair)),
    )


def _assumed(pair: Examined) -> Iterator[str]:
    """The concepts of admitted acronyms in a target that no full form stands before."""
    for match in pair.renderings:
        if match.term.status is Status.ADMITTED and is_acronym(match.term) and match.concept not in pair.introduced:
            yield match.concept


def _keep(kept: _Kept, done: _Done) -> None:
    issues = []
    for issue in done.issues:
        if issue.check == "first-mention":  # one for each concept is enough
            if issue.concept in kept.told:
                continue
            kept.told.add(issue.concept)
        issues.append(issue)
    for outcome, text in zip(done.outcomes, done.used, strict=True):
        kept.verdicts[outcome.verdict] += 1
        if text:
            kept.uses.setdefault((outcome.concept, outcome.term), Counter())[text] += 1
    kept.introduced |= done.introduced
    kept.unaligned += done.unaligned
    kept.issues.append(len(issues))
    kept.outcomes.append(len(done.outcomes))
    kept.spans.append(len(done.spans))
    kept.chunks.append((pack(issues), pack((done.outcomes, done.used)), pack(done.spans)))


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
        found: list[Issue] = unpack(kept.chunks[number][0])  # type: ignore[assignment]
        return sorted([*found, *late[number]], key=place) if late[number] else found

    def outcomes(number: int) -> Sequence[Outcome]:
        return unpack(kept.chunks[number][1])[0]  # type: ignore[index,no-any-return]

    def spans(number: int) -> Sequence[tuple[Span, Span]]:
        return unpack(kept.chunks[number][2])  # type: ignore[return-value]

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
    packed: tuple[Sequence[Outcome], Sequence[str]] = unpack(kept.chunks[number][1])  # type: ignore[assignment]
    found = []
    spans: Sequence[tuple[Span, Span]] | None = None
    first = sum(kept.spans[:number])
    for outcome, text in zip(*packed, strict=True):
        key = (outcome.concept, outcome.term)
        expected = usual.get(key, text)
        if text and text != expected:
            spans = spans or unpack(kept.chunks[number][2])  # type: ignore[assignment]
            assert spans is not None
            found.append(
                Issue(
                    check=_LATE,
                    severity=severity,
                    message=inconsistent_term.message(outcome.term, text, expected, kept.uses[key]),
                    concept=outcome.concept,
                    source=outcome.source,
                    target=outcome.target,
                    suggestions=(expected,),
                    pair=outcome.segment,
                    segment=spans[outcome.segment - first][1],
                )
            )
    return tuple(found)
