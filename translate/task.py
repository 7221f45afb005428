"""A segment to translate under its requirements, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from glossary.requirement import Requirement, Settled
from translate.engine import Hint, Request
from translate.frame import Frame
from translate.preference import hinted, in_brackets, with_short
from translate.script import in_script


class Mode(StrEnum):
    """How much a termbase rules a translation."""

    REQUIRED = "required"
    HINT = "hint"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One segment to translate under its requirements."""

    request: Request
    """Without the hints of the requirements; those it has are advice. Its ``beginning`` is kept as it is; a rendering at its
    end was enforced."""
    requirements: tuple[Requirement, ...] = ()
    mode: Mode = Mode.REQUIRED
    hypotheses: int = 1
    """How many are decoded, of which the one most like the others is kept; fewer where a model is sure."""
    frame: Frame = field(default=Frame())
    """What stands around the request's source in the segment, and was settled without a model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a task."""

    target: str
    settled: tuple[Settled, ...] = ()
    decoded: int = 0
    """Pieces decoded for it, every try counted."""
    problems: tuple[str, ...] = ()
    """Why the target is no translation, such as ``it repeats itself``; see `translate.degenerate`."""


def hints(requirements: Sequence[Requirement], source: str, target: str) -> tuple[Hint, ...]:
    """One hint for each source term, in the order of the source: the rendering that enforcement would force.

    Where the source has a short form in brackets, in the term or behind it, the hint has both forms; none where both are
    rendered alike.

    ``source`` and ``target`` are the languages that the model reads and writes; the hints are in their scripts.
    """
    often = Counter(each.term.text for each in requirements)
    wanted: dict[str, str] = {}
    for before, each in zip((None, *requirements), requirements, strict=False):
        term, rendering = each.term.text, hinted(each, target)
        if each.repeats and often[term] == 1:
            continue
        if before is not None and each.bracketed and (both := with_short(hinted(before, target), rendering, target)):
            if often[before.term.text] == 1:
                wanted.pop(before.term.text, None)
            term, rendering = in_brackets(before.term.text, term, source), both
        wanted[term] = rendering
    return tuple(
        Hint(term=in_script(term, source), rendering=in_script(rendering, target)) for term, rendering in wanted.items()
    )
