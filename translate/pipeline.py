"""The whole story: a document goes in, its translation and a report on every requirement come out.

read -> segment -> match -> require -> translate -> enforce -> check -> write
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import metadata

from glossary.bitext import Pair, Side
from glossary.checks import run
from glossary.issue import Issue, Severity, Span, Verdict
from glossary.languages import base_language, variety
from glossary.matcher import Certainty
from glossary.report import Report
from glossary.requirement import Requirement, Requirements
from glossary.termbase import Termbase
from translate.consistency import consistent
from translate.documents import Document, Restored, Segment, strip_markup
from translate.drive import drive
from translate.enforce import enforce
from translate.engine import Engine, Guard, Hint, Request
from translate.figures import rewritten, settled
from translate.finish import finish
from translate.frame import Frame, framed
from translate.guard import latin_in, latin_runs, other_runs
from translate.house_style import house_style
from translate.labels import ordinals
from translate.memory import Memory, key
from translate.names import recurring
from translate.preference import in_place, preferred_first
from translate.script import in_script, working_language
from translate.task import Mode, Outcome, Task

_FIRST = Span(start=0, end=2)
"""Where a segment says 一是."""
_NAME = 32
"""Pieces that a name alone may take."""
Progress = Callable[[int, int, int], None]
"""Called with the segments done, all segments, and the pieces decoded so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A translated document."""

    text: str
    """The whole target document."""
    report: Report
    segments: int
    recalled: int
    """How many segments were taken from the memory."""
    decoded: int
    """Pieces decoded, every try counted."""


def translate(
    document: Document,
    termbase: Termbase,
    engine: Engine,
    *,
    source: str,
    target: str,
    mode: Mode = Mode.REQUIRED,
    hypotheses: int = 1,
    memory: Memory | None = None,
    progress: Progress | None = None,
) -> Translation:
    """Translate a document from ``source`` to ``target`` (language tags) under a termbase.

    Of so many ``hypotheses`` of each segment the one most like the others is kept (`translate.likeness`).

    Segments that the memory knows are not decoded again, and each finished segment is kept at once, so that a run that was
    broken off goes on where it stopped. Raises ModelError where the engine fails.
    """
    requirements = Requirements(termbase, source, target)
    kept = memory or Memory(None)
    tasks = _tasks(document, requirements, source, target, mode, hypotheses)
    tasks, for_names = _with_names(document, tasks, requirements, engine, kept)
    outcomes, recalled = _outcomes(tasks, requirements, engine, kept, progress)
    if mode is Mode.REQUIRED:
        again = consistent(tasks, outcomes)
        redone, _ = _outcomes([task for _, task in again], requirements, engine, kept, None)
        outcomes = _taken(outcomes, redone, [number for number, _ in again])
    meant, style = variety(target, source), house_style(document, termbase, target, mode)
    finished = [
        finish(segment, task, outcome, meant, begins=begins, style=style)
        for segment, task, outcome, begins in zip(document.segments, tasks, outcomes, _beginnings(document), strict=True)
    ]
    text, places = document.assemble([each.marked for each in finished], target)
    pairs = [
        Pair(source=segment.side, target=_target_side(segment, text, place))
        for segment, place in zip(document.segments, places, strict=True)
    ]
    enforced = {
        (number, each.requirement.source)
        for number, outcome in enumerate(outcomes)
        for each in outcome.settled
        if each.verdict is Verdict.ENFORCED
    }
    signature = {
        "engine": engine.signature,
        "model": engine.model or None,
        "checksum": engine.checksum or None,
        "enforcement": str(mode),
        "termlock": metadata.version("termlock"),
    }
    report = run(
        pairs, termbase, source, target, enforced=enforced, requirements=requirements, signature=signature
    )
    report = _with_problems(report, pairs, outcomes, finished)
    decoded = for_names + sum(outcome.decoded for outcome in outcomes)
    return Translation(text=text, report=report, segments=len(tasks), recalled=recalled, decoded=decoded)


def _beginnings(document: Document) -> list[bool]:
    """Whether each segment begins a sentence: none does behind a long sentence's first part, which ends with a comma or a semicolon."""
    before = [None, *document.segments]
    return [
        last is None or last.paragraph != segment.paragraph or not last.text.endswith(_WITHIN)
        for last, segment in zip(before, document.segments, strict=False)
    ]


def _tasks(document: Document, requirements: Requirements, source: str, target: str, mode: Mode, hypotheses: int) -> list[Task]:
    """A task for each segment; what is said in full depends on what the document said before."""
    tasks = []
    introduced: set[str] = set()
    for segment in document.segments:
        matches = requirements.matches(segment.text)
        unprotected = [match for match in matches if not segment.side.is_protected(match.start, match.end)]
        required = []
        for each in requirements.of(segment.text, unprotected):
            required.append(preferred_first(each, requirements, introduced))
            introduced.add(each.concept)
        tasks.append(replace(_task(segment, tuple(required), source, target, mode), hypotheses=hypotheses))
    return tasks


def _with_names(
    document: Document, tasks: list[Task], requirements: Requirements, engine: Engine, memory: Memory
) -> tuple[list[Task], int]:
    """The tasks with a hint for each name that recurs and no termbase has: what the model calls it when asked for it alone.

    Also how many pieces were decoded for that. An engine that uses no hints is not asked.
    """
    if not getattr(engine, "uses_hints", True):
        return tasks, 0
    texts = [
        (in_script(segment.text, task.request.source_language), [each.source for each in task.requirements])
        for segment, task in zip(document.segments, tasks, strict=True)
    ]
    named = recurring(texts, tasks[0].request.source_language) if tasks else {}
    alone = [
        replace(tasks[numbers[0]], requirements=(), frame=Frame(), hypotheses=1, request=replace(tasks[numbers[0]].request, source=name, told="", beginning="", hints=(), max_pieces=_NAME))
        for name, numbers in named.items()
    ]
    outcomes, _ = _outcomes(alone, requirements, engine, memory, None)
    hints: dict[int, tuple[Hint, ...]] = {}
    for (name, numbers), outcome in zip(named.items(), outcomes, strict=True):
        if not outcome.problems and outcome.target.strip():
            hint = Hint(term=name, rendering=outcome.target.strip().rstrip(".。"))
            hints |= {number: (*hints.get(number, ()), hint) for number in numbers}
    told = [
        replace(task, request=replace(task.request, hints=(*task.request.hints, *hints[number]))) if number in hints else task
        for number, task in enumerate(tasks)
    ]
    return told, sum(outcome.decoded for outcome in outcomes)


def _told(segment: Segment, required: Sequence[Requirement], written: Mapping[Span, str], source: str, target: str) -> str:
    """What a model reads of a segment, with amounts, dates (``written``) and renderings as the target language has them."""
    renderings = in_place(segment.text, required, target).items()
    placed = {place: in_script(rendering, working_language(target)) for place, rendering in renderings}
    return in_script(rewritten(segment, {**written, **placed}), working_language(source))


def _task(segment: Segment, required: tuple[Requirement, ...], source: str, target: str, mode: Mode) -> Task:
    enforced = required if mode is not Mode.OFF else ()
    figures = settled(segment, [each.source for each in required], source, target)
    literals = segment.literals
    if "→" in segment.text:
        literals += ("→",)
    latin: set[str] = set()
    if base_language(target) == "zh":
        latin.update(latin_in(_without(segment.text, enforced)))
        latin.update(run for each in enforced for term in each.renderings for run in latin_runs(term.text))
    else:
        literals += other_runs(" ".join([segment.text, *(term.text for each in required for term in each.renderings)]))
    frame = framed(segment, [each.source for each in required], figures, source, target)
    counted = ordinals(segment.text, source, target)
    counted = {span: word for span, word in counted.items() if segment.text[span.start : span.end + 1] in segment.marked}
    inside = range(frame.skipped, len(segment.text) - frame.behind)
    written = {span: word for span, word in {**counted, **figures.written}.items() if span.start in inside and span.end - 1 in inside}
    told = _told(segment, enforced, written, source, target)
    told = told[frame.start : len(told) - frame.behind]
    read = in_script(segment.marked, working_language(source))
    request = Request(
        source=read[frame.start : len(read) - frame.behind],
        source_language=working_language(source),
        target_language=variety(working_language(target), source),
        told=told,
        hints=tuple(hint for hint in figures.hints if hint.term in told),
        beginning=counted.get(_FIRST, "").rstrip() if segment.marked.startswith(segment.text[:2]) else "",
        guard=Guard(language=target, latin=tuple(sorted(latin)), literals=literals),
        max_pieces=_length_bound(segment.marked, source),
        alternatives=20,
    )
    return Task(request=request, requirements=required, mode=mode, frame=frame)


_WITHIN = (",", ";", ":", "，", "；", "：", "、")
_QUOTES = " \"“‘"
_BRACKETS = ("(", "（", "[", "【")


def _without(text: str, required: Sequence[Requirement]) -> str:
    """A source without the terms that have a rendering: an IMF that is 国际货币基金组织 justifies no IMF in the target.

    An acronym in brackets stays: without it the full form would be said twice.
    """
    for each in required:
        if each.certainty is Certainty.CERTAIN and not text[: each.source.start].rstrip(_QUOTES).endswith(_BRACKETS):
            text = text[: each.source.start] + " " * (each.source.end - each.source.start) + text[each.source.end :]
    return text


def _length_bound(text: str, language: str) -> int:
    """Pieces that a translation may take, some three times what is usual; only a loop is longer."""
    usual = len(text) * 0.75 if base_language(language) == "zh" else len(text) / 3.5
    return int(3 * usual) + 48


def _outcomes(
    tasks: Sequence[Task],
    requirements: Requirements,
    engine: Engine,
    memory: Memory,
    progress: Progress | None,
) -> tuple[list[Outcome], int]:
    """The outcome of each task, and how many were recalled; tasks that are alike are decoded once."""
    keys = [key(task, engine.signature) for task in tasks]
    outcomes: dict[str, Outcome] = {}
    to_do: dict[str, Task] = {}
    recalled = 0
    for name, task in zip(keys, tasks, strict=True):
        if task.frame.known:
            outcomes[name] = _recall(task, requirements, task.frame.known, ())
        elif (kept := memory.get(name)) is not None:
            outcomes[name] = _recall(task, requirements, *kept)
            recalled += 1
        else:
            to_do.setdefault(name, task)
    names = sorted(to_do, key=lambda name: _likely_work(to_do[name]), reverse=True)
    decoded = 0

    def done(number: int, outcome: Outcome) -> None:
        nonlocal decoded
        name = names[number]
        outcomes[name] = outcome
        decoded += outcome.decoded
        enforced = [place for place, each in enumerate(outcome.settled) if each.verdict is Verdict.ENFORCED]
        if not outcome.problems:
            memory.put(name, outcome.target, enforced)
        tell()

    def tell() -> None:
        if progress is not None:
            progress(sum(1 for each in keys if each in outcomes), len(keys), decoded)

    tell()
    said: dict[str, str] = {}
    drive((enforce(to_do[name], requirements, said) for name in names), engine, done)
    return [outcomes[name] for name in keys], recalled


def _likely_work(task: Task) -> int:
    """What takes longest begins first: at the end it would be decoded alone, where an engine could do many at once."""
    return len(task.request.source) * (1 + len(task.requirements))


def _taken(outcomes: Sequence[Outcome], redone: Sequence[Outcome], numbers: Sequence[int]) -> list[Outcome]:
    """The outcomes, with those that were redone in their place where they meet as many requirements as before."""
    taken = list(outcomes)
    for number, outcome in zip(numbers, redone, strict=True):
        met = [sum(each.target is not None for each in one.settled) for one in (outcomes[number], outcome)]
        if met[1] >= met[0] and not outcome.problems:
            taken[number] = replace(outcome, decoded=outcomes[number].decoded + outcome.decoded)
    return taken


def _recall(task: Task, requirements: Requirements, target: str, enforced: Sequence[int]) -> Outcome:
    settled = tuple(
        replace(each, verdict=Verdict.ENFORCED) if number in enforced and each.target is not None else each
        for number, each in enumerate(requirements.settle(task.requirements, target))
    )
    return Outcome(target=target, settled=settled)


def _target_side(segment: Segment, text: str, place: tuple[int, int]) -> Side:
    start, end = place
    if not segment.markup:
        return Side(text=text[start:end], offsets=start)
    plain, offsets = strip_markup(text[start:end])
    return Side(text=plain, offsets=tuple(start + offset for offset in offsets))


def _with_problems(report: Report, pairs: Sequence[Pair], outcomes: Sequence[Outcome], finished: Sequence[Restored]) -> Report:
    """The report with what the checks cannot know: a target that is no translation, markup that found no place."""
    found: list[Issue] = []
    for pair, outcome, restored in zip(pairs, outcomes, finished, strict=True):
        source, target = (Span(start=a, end=b) for a, b in (pair.source.locate(0, len(pair.source.text)), pair.target.locate(0, len(pair.target.text))))
        found += [
            Issue(check="degenerate-output", severity=Severity.MAJOR, message=problem, source=source, target=target)
            for problem in outcome.problems
        ]
        found += [
            Issue(check="lost-markup", severity=Severity.MINOR, message=f"markup found no place in the target: {lost}", source=source, target=target)
            for lost in restored.lost
        ]
    if not found:
        return report
    issues = sorted([*report.issues, *found], key=lambda issue: issue.target.start if issue.target else -1)
    return replace(report, issues=tuple(issues))
