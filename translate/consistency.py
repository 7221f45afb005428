"""One rendering of a concept in a document: where several are preferred, the first one that was used stays.

Segments are decoded independently and many at once, so this is settled when all are there: those that went another way
are gone on with from there, with the one rendering in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from glossary.issue import Span
from glossary.languages import uses_spaces
from glossary.requirement import Requirement, Settled, is_acronym
from glossary.termbase import Term
from translate.places import surface
from translate.script import in_script
from translate.task import Outcome, Task


def consistent(tasks: Sequence[Task], outcomes: Sequence[Outcome]) -> list[tuple[int, Task]]:
    """What has to be done again so that a document has one rendering for each concept: (number, task).

    ``outcomes`` has the outcome of each task. The task begins with what was good of the outcome. A requirement that
    nothing met, or that an admitted rendering meets, is left as it is, and so is a concept with one preferred rendering.
    A full form and its acronym are no two renderings: the one follows the other (`translate.preference`). Nor is one that
    stands inside the other: "bond market" and "bond market centre" may be what the source says here and there.
    """
    first: dict[tuple[str, bool], Term] = {}
    again: list[tuple[int, Task]] = []
    for number, (task, outcome) in enumerate(zip(tasks, outcomes, strict=True)):
        met = [each for each in outcome.settled if each.target is not None and len(each.requirement.enforceable) > 1]
        deviating = []
        for each in sorted(met, key=_start):
            place = each.target or Span(start=0, end=0)
            term = _used(each.requirement, outcome.target[place.start : place.end], task.request.target_language)
            wanted = first.setdefault(_kind(each.requirement, term), term) if term is not None else None
            if term is not None and wanted is not None and not _agree(wanted, term):
                deviating.append((each, wanted))
        if deviating:
            start, wanted = _start(deviating[0][0]), deviating[0][1]
            before = outcome.target[:start].rstrip(" ")
            beginning = before + surface(_spelt(wanted, task), before, wanted.language)
            request = replace(task.request, beginning=beginning, draft=outcome.target)
            narrowed = tuple(_narrowed(each, first) for each in task.requirements)
            again.append((number, replace(task, request=request, requirements=narrowed)))
    return again


def _kind(requirement: Requirement, term: Term) -> tuple[str, bool]:
    return requirement.concept, is_acronym(term)


def _agree(one: Term, other: Term) -> bool:
    """Whether two renderings are the same, or one stands inside the other."""
    short, long = sorted((one.text.lower(), other.text.lower()), key=len)
    return f" {short} " in f" {long} " if uses_spaces(one.language) else short in long


def _start(settled: Settled) -> int:
    return settled.target.start if settled.target is not None else 0


def _spelt(term: Term, task: Task) -> str:
    return in_script(term.text, task.request.target_language)


def _used(requirement: Requirement, stands: str, language: str) -> Term | None:
    """Which of the preferred renderings stands there; None where it is an inflected form that several may have."""
    folded = " ".join(stands.lower().replace("-", " ").split())
    spelt = ((term, in_script(term.text, language).lower().replace("-", " ")) for term in requirement.enforceable)
    return next((term for term, text in spelt if text == folded), None)


def _narrowed(requirement: Requirement, first: dict[tuple[str, bool], Term]) -> Requirement:
    if len(requirement.enforceable) < 2:
        return requirement
    others = {each for each in requirement.enforceable if not _agree(first.get(_kind(requirement, each), each), each)}
    return replace(requirement, renderings=tuple(each for each in requirement.renderings if each not in others))
