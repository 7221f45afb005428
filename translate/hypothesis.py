"""One translation that was found for a segment, and how good it is beside the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from glossary.checks.number_mismatch import differing
from glossary.matcher import Certainty, Match
from glossary.requirement import Requirement, Requirements, Settled, is_acronym
from translate.degenerate import letters, problems
from translate.engine import Piece
from translate.guard import stray
from translate.likeness import likeness
from translate.script import in_script
from translate.task import Mode, Task

LONGER = 1.35
"""A forced hypothesis this many times longer than the free one, the forced text aside, went wrong."""

_OPENS_BRACKET = re.compile(r"\s*[(（]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """A translation that was found, and how good it is."""

    text: str
    pieces: tuple[Piece, ...]
    settled: tuple[Settled, ...]
    finished: bool
    forbidden: tuple[tuple[int, int], ...]
    problems: tuple[str, ...]
    weak: tuple[Requirement, ...] = ()
    """The requirements that only an admitted rendering meets, where a preferred one is wanted."""
    numbers: int = 0
    """How many numbers of the source are not here, or of these not in the source."""
    doubled: Counter[str] = field(default_factory=Counter)
    """How many renderings of each concept stand here beyond those that were required."""

    @property
    def unmet(self) -> tuple[Requirement, ...]:
        """The certain requirements that have no rendering here, the first ones of their concept before later ones."""
        unmet = [each.requirement for each in self.settled if each.target is None and certain(each.requirement)]
        return tuple(sorted(unmet, key=lambda requirement: (requirement.later, requirement.source.start)))

    @property
    def logprob(self) -> float:
        """The mean log-probability of what the model chose by itself."""
        chosen = [piece.logprob for piece in self.pieces if piece.alternatives]
        return sum(chosen) / len(chosen) if chosen else 0.0


def examine(
    pieces: tuple[Piece, ...],
    task: Task,
    requirements: Requirements,
    unallowed: Mapping[str, Collection[str]],
    *,
    finished: bool,
) -> Hypothesis:
    """What the pieces make as a translation of the task's segment. ``unallowed`` are forms as `beyond` has them in ``others``."""
    request, text = task.request, text_of(pieces)
    settled = requirements.settle(task.requirements, text)
    concepts = {each.concept for each in task.requirements}
    bad = [(match.start, match.end) for match in requirements.forbidden_in(text, concepts, settled=settled)]
    if request.guard is not None:
        bad += stray(text, request.guard)
    renderings = requirements.renderings_in(text)
    return Hypothesis(
        text=text,
        pieces=pieces,
        settled=settled,
        finished=finished,
        forbidden=tuple(bad),
        problems=problems(
            request.source, text, request.source_language, request.target_language, finished=finished, approved=approved(task), shortest=_shortest(task)
        ),
        weak=_weak(settled, renderings),
        numbers=sum(map(len, differing(request.source, text))),
        doubled=beyond(settled, renderings, text, unallowed),
    )


def approved(task: Task) -> str:
    """All the renderings that a target may have, one a line."""
    renderings = (term.text for each in task.requirements for term in each.renderings)
    return "\n".join([*renderings, *(hint.rendering for hint in task.request.hints)])


def _shortest(task: Task) -> str:
    """The source of a task with the shortest rendering of each term in its place."""
    source = task.request.source
    for each in task.requirements:
        rendering = min((term.text for term in each.renderings), key=letters, default="")
        source = source.replace(in_script(each.term.text, task.request.source_language), rendering or each.term.text, 1)
    return source


def _weak(settled: Sequence[Settled], renderings: Sequence[Match]) -> tuple[Requirement, ...]:
    """The requirements that none of their preferred renderings meets."""
    standing = {(match.start, match.end, match.term.text) for match in renderings}
    return tuple(
        each.requirement
        for each in settled
        if each.target is not None
        and certain(each.requirement)
        and not any((each.target.start, each.target.end, term.text) in standing for term in each.requirement.enforceable)
    )


def certain(requirement: Requirement) -> bool:
    """Whether a requirement may be enforced: its match is certain, and there is a rendering to force."""
    return requirement.certainty is Certainty.CERTAIN and bool(requirement.enforceable)


def beyond(
    settled: Sequence[Settled], matches: Sequence[Match], text: str, others: Mapping[str, Collection[str]]
) -> Counter[str]:
    """How many renderings of each required concept stand in a text beyond those that are required.

    ``settled`` are the requirements in that text, ``matches`` all the renderings in it, by their offsets. No rendering is
    an acronym in brackets behind its full form, nor what stands inside the longer rendering of another requirement.
    ``others`` are, by concept, forms that say the same and meet no requirement: bring for a bringing that takes no inflection.
    """
    wanted = Counter(each.requirement.concept for each in settled)
    standing: Counter[str] = Counter()
    end: dict[str, int] = {}
    for match in matches:
        last = end.get(match.concept, 0)
        if match.concept not in wanted or match.start < last or any(_inside(match, each) for each in settled):
            continue
        end[match.concept] = match.end
        bracketed = _OPENS_BRACKET.fullmatch(text, last, match.start) and text.startswith((")", "）"), match.end)
        standing[match.concept] += not (last and bracketed and is_acronym(match.term))
    for concept, forms in others.items():
        known = {match.start for match in matches if match.concept == concept}
        found = (each for form in forms for each in re.finditer(rf"\b{re.escape(form)}\b", text, re.IGNORECASE))
        standing[concept] += sum(1 for each in found if each.start() not in known)
    return standing - wanted


def _inside(match: Match, settled: Settled) -> bool:
    """Whether a match is only a part of the rendering that meets a requirement of another concept."""
    span = settled.target
    if span is None or settled.requirement.concept == match.concept:
        return False
    return span.start <= match.start and match.end <= span.end and match.end - match.start < span.end - span.start


def text_of(pieces: Sequence[Piece]) -> str:
    """What pieces say together."""
    return "".join(piece.text for piece in pieces)


def cut(pieces: tuple[Piece, ...], position: int) -> tuple[Piece, ...]:
    """The pieces before a position; one that reaches across it is cut, and keeps no alternatives."""
    return _split(pieces, position)[0]


def rest(pieces: tuple[Piece, ...], position: int) -> tuple[Piece, ...]:
    """The pieces from a position on; one that reaches across it is cut, and keeps no alternatives."""
    return _split(pieces, position)[1]


def _split(pieces: tuple[Piece, ...], position: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    start = 0
    for index, piece in enumerate(pieces):
        within = position - start
        if within <= 0:
            return pieces[:index], pieces[index:]
        if within < len(piece.text):
            halves = Piece(piece.text[:within], 0.0), Piece(piece.text[within:], 0.0)
            return (*pieces[:index], halves[0]), (halves[1], *pieces[index + 1 :])
        start += len(piece.text)
    return pieces, ()


def rank(each: Hypothesis, free: Hypothesis) -> tuple[float, ...]:
    """Least is best: unmet requirements, then what must not stand there, wrong numbers, then probability, then length."""
    unmet = each.unmet
    first = sum(1 for requirement in unmet if not requirement.later)
    forced = sum(len(piece.text) for piece in each.pieces if not piece.alternatives)
    far = max(0, abs(len(each.text) - len(free.text)) - forced) / max(24, len(free.text))
    return (
        0 if each.finished else 1,
        len(each.problems),
        first,
        len(each.forbidden),
        each.doubled.total(),
        each.numbers,
        1 if far > LONGER - 1 and free.finished else 0,
        len(unmet) - first,
        len(each.weak),
        round(-each.logprob, 1),
        far,
    )


def most_alike(found: Sequence[Hypothesis], task: Task) -> Hypothesis:
    """Of the hypotheses without problems the one with the fewest wrong numbers; of several such, where requirements are
    enforced, the one with the fewest unmet; then, if several were asked for, the one most like all, else the most probable.
    """
    sound = [each for each in found if not each.problems]
    texts = [each.text for each in sound] if task.hypotheses > 1 else []
    alike = likeness(texts, task.request.target_language) or [0.0] * len(sound)

    def worth(number: int) -> tuple[float, ...]:
        each = sound[number]
        ruled = (len(each.unmet), len(each.forbidden)) if task.mode is Mode.REQUIRED else ()
        return each.numbers, *ruled, -alike[number], -each.logprob

    return sound[min(range(len(sound)), key=worth)]
