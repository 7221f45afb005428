"""Decode, check, force: a translation in which every requirement ends with a verdict.

No engine is called here. `enforce` is a generator: it yields the request that it wants answered, is sent the
continuation, and returns the outcome; whoever drives it may have many segments under way at once.

    1. decode     the hinted request, from the beginning
    2. check      which requirements are unmet, which forbidden forms or stray characters stand there?
    3. force      cut where the model nearly began an approved rendering, put it there, let the model go on
    4. again      from 2, within a bound; then the last resorts; then rank everything that was found

Why not masks or constrained beams: a mask "must contain X" acts only when the end is masked, so that the term is
appended; a beam for each term repeats what it fails to recognise (Hokamp & Liu 2017, P17-1141; Post & Vilar 2018,
N18-1119). Cutting at the place of a wrong rendering and continuing is Bogoychev & Chen's negative re-decoding
(2310.05824) turned positive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from glossary.issue import Verdict
from glossary.matcher import Certainty
from glossary.requirement import Requirement, Requirements, Settled
from translate.engine import Continuation, Hint, Piece, Request
from translate.guard import stray
from translate.places import REACH, Place, places

_LATER_REACH = -6.0
"""A later requirement of a concept is forced only at a place as good as this: a pronoun may stand for it."""
_WEAK_REACH = -9.0
"""So is a preferred rendering where an admitted one stands already."""
_TRIES, _TRIES_OPTIONAL = 2, 1
"""How often a requirement is forced before it is given up, and one whose rendering would only be better than what is
there."""
_OVERLAP = 3
"""So many pieces beyond the next place are decoded: the second rendering may come a little later than before."""
_LONGER = 1.35
"""A forced hypothesis this many times longer than the free one, the forced text aside, went wrong."""
_WORK = 2.0
"""Forcing may decode this many times the pieces of the free decode..."""
_WORK_FREE = 48
"""... and these."""


class Mode(StrEnum):
    """How much a termbase rules a translation."""

    REQUIRED = "required"
    HINT = "hint"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One segment to translate under its requirements."""

    request: Request
    """Without hints; ``beginning`` empty."""
    requirements: tuple[Requirement, ...] = ()
    mode: Mode = Mode.REQUIRED


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a task."""

    target: str
    settled: tuple[Settled, ...] = ()
    decoded: int = 0
    """Pieces decoded for it, every try counted."""
    problems: tuple[str, ...] = ()
    """What is wrong with the target itself, such as ``cut off``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hypothesis:
    """A translation that was found, and how good it is."""

    text: str
    pieces: tuple[Piece, ...]
    settled: tuple[Settled, ...]
    finished: bool
    forbidden: tuple[tuple[int, int], ...]
    problems: tuple[str, ...]
    weak: tuple[Requirement, ...] = ()
    """The requirements that only an admitted rendering meets, where a preferred one is wanted."""
    doubled: int = 0
    """How many renderings stand here beyond those that were required."""

    @property
    def unmet(self) -> tuple[Requirement, ...]:
        """The certain requirements that have no rendering here, the first ones of their concept before later ones."""
        unmet = [each.requirement for each in self.settled if each.target is None and _certain(each.requirement)]
        return tuple(sorted(unmet, key=lambda requirement: (requirement.later, requirement.source.start)))

    @property
    def logprob(self) -> float:
        """The mean log-probability of what the model chose by itself."""
        chosen = [piece.logprob for piece in self.pieces if piece.alternatives]
        return sum(chosen) / len(chosen) if chosen else 0.0


def hints(requirements: Sequence[Requirement]) -> tuple[Hint, ...]:
    """One hint for each source term, in the order of the source: the rendering that enforcement would force."""
    wanted = {each.term.text: (each.enforceable or each.renderings)[0].text for each in requirements}
    return tuple(Hint(term=term, rendering=rendering) for term, rendering in wanted.items())


def enforce(task: Task, requirements: Requirements) -> Generator[Request, Continuation, Outcome]:
    """Translate one segment. Yields requests, receives their continuations, returns the outcome."""
    return (yield from _Enforcement(task, requirements).run())


class _Enforcement:
    """The state of one segment under way: what was found, what was forced, how much was decoded."""

    def __init__(self, task: Task, requirements: Requirements) -> None:
        self.task = task
        self.requirements = requirements
        self.language = task.request.target_language
        hinted = () if task.mode is Mode.OFF else hints(task.requirements)
        self.request = replace(task.request, hints=hinted)
        self.found: list[_Hypothesis] = []
        self.decoded = 0
        self.bound = 0.0
        self.tried: dict[tuple[int, int], int] = {}
        self.closed: set[tuple[int, str]] = set()

    def run(self) -> Generator[Request, Continuation, Outcome]:
        current = yield from self._decode((), "")
        free = current
        if self.task.mode is not Mode.REQUIRED or not self.task.requirements:
            return self._outcome(free, free)
        self.bound = self.decoded * (1 + _WORK) + _WORK_FREE
        current = yield from self._force_all(current)
        if self._best().unmet and not self._best().unmet[0].later:
            yield from self._revise()
        return self._outcome(self._best(), free)

    def _force_all(self, current: _Hypothesis) -> Generator[Request, Continuation, _Hypothesis]:
        """Force one place after the other, the leftmost first, until nothing is unmet or the bound is reached."""
        while self.decoded < self.bound:
            step = self._next_place(current)
            if step is None:
                break
            requirement, place = step
            key = (requirement.source.start, requirement.source.end)
            self.tried[key] = self.tried.get(key, 0) + 1
            self.closed.add((place.position, place.forced))
            forced = yield from self._decode_to_next(current, requirement, place)
            missed = requirement in forced.unmet or requirement in forced.weak
            if missed or forced.doubled > current.doubled or self._went_wrong(forced, place):
                continue
            current = forced
        return current

    def _decode_to_next(
        self, current: _Hypothesis, requirement: Requirement, place: Place
    ) -> Generator[Request, Continuation, _Hypothesis]:
        """Force a place and decode on; but where another requirement will be forced further on, decode only up to there.

        What stands behind the second place would be thrown away. If the model does not come near to the second rendering
        where it did before, decoding goes on to the end.
        """
        kept, forced = _cut(current.pieces, place.position), place.forced
        following = [
            (other, position)
            for other in current.unmet
            if other is not requirement and not other.later
            for position in [next((p.position for p in self._places(current, other)), -1)]
            if position > place.position
        ]
        if not following:
            return (yield from self._decode(kept, forced))
        other, position = min(following, key=lambda each: each[1])
        between = len(_cut(current.pieces, position)) - len(kept) + _OVERLAP
        partial = yield from self._decode(kept, forced, most=between)
        if partial.finished:
            return partial
        if requirement not in partial.unmet and other in partial.unmet:
            start = place.position + len(forced)
            found = next((each for each in self._places(partial, other) if each.position >= start), None)
            if found is not None:
                self.closed.add((found.position, found.forced))
                return (yield from self._decode(_cut(partial.pieces, found.position), found.forced))
        return (yield from self._decode(partial.pieces, ""))

    def _next_place(self, current: _Hypothesis) -> tuple[Requirement, Place] | None:
        """The requirement to force next and where: of the best place of each, the leftmost."""
        options: list[tuple[Requirement, Place]] = []
        weak = frozenset(each.source.start for each in current.weak)
        for requirement in (*current.unmet, *current.weak):
            optional = requirement.later or requirement.source.start in weak
            most = _TRIES_OPTIONAL if optional else _TRIES
            if self.tried.get((requirement.source.start, requirement.source.end), 0) >= most:
                continue
            reach = _LATER_REACH if requirement.later else REACH
            for place in self._places(current, requirement):
                if (place.position, place.forced) in self.closed:
                    continue
                if place.score < (_WEAK_REACH if requirement.source.start in weak else reach):
                    break
                options.append((requirement, place))
                break
        return min(options, key=lambda option: option[1].position) if options else None

    def _places(self, current: _Hypothesis, requirement: Requirement) -> list[Place]:
        wrong = [
            match.start
            for match in self.requirements.forbidden_in(current.text, {requirement.concept})
        ]
        met = [
            (each.target.start, each.target.end)
            for each in current.settled
            if each.target is not None and each.requirement is not requirement
        ]
        return places(
            [term.text for term in requirement.enforceable],
            current.pieces,
            self.language,
            expected=self._expected(current, requirement),
            wrong=wrong,
            closed=met,
        )

    def _expected(self, current: _Hypothesis, requirement: Requirement) -> float:
        """Where in the target (0 to 1) the source order expects a rendering: between those that stand already."""
        length, total = max(1, len(self.task.request.source)), max(1, len(current.text))
        points = [(0.0, 0.0), (1.0, 1.0)]
        points += [
            (each.requirement.source.start / length, each.target.start / total)
            for each in current.settled
            if each.target is not None
        ]
        at = requirement.source.start / length
        before = max(point for point in points if point[0] <= at)
        after = min((point for point in points if point[0] >= at), default=(1.0, 1.0))
        if after[0] == before[0]:
            return before[1]
        share = (at - before[0]) / (after[0] - before[0])
        # The order of clauses differs between the languages: half trust in the neighbours, half in the whole.
        return 0.5 * (before[1] + share * (after[1] - before[1])) + 0.5 * at

    def _went_wrong(self, forced: _Hypothesis, place: Place) -> bool:
        free = self.found[0]
        return not forced.finished or (
            len(forced.text) - len(place.forced) > _LONGER * max(len(free.text), 24) and free.finished
        )

    def _revise(self) -> Generator[Request, Continuation, None]:
        """The last resort: say the unmet terms again, inside the source, where the model cannot overlook them."""
        best = self._best()
        unmet = [requirement for requirement in best.unmet if not requirement.later and requirement.enforceable]
        if not unmet:
            return
        source = self.task.request.source
        for requirement in unmet:
            # The request's source may have markup that the offsets of a requirement do not count.
            before, term, after = source.partition(requirement.term.text)
            if term:
                source = f"{before}{term} ({requirement.enforceable[0].text}){after}"
        self.request = replace(self.request, source=source)
        self.bound = self.decoded + self.bound
        self.closed.clear()
        self.tried.clear()
        revised = yield from self._decode((), "")
        yield from self._force_all(revised)

    def _decode(
        self, kept: tuple[Piece, ...], forced: str, most: int | None = None
    ) -> Generator[Request, Continuation, _Hypothesis]:
        """Ask the engine to go on from the kept pieces and the forced text; remember what came."""
        beginning = "".join(piece.text for piece in kept) + forced
        continuation = yield replace(self.request, beginning=beginning, max_pieces=most or self.request.max_pieces)
        self.decoded += continuation.decoded
        middle = (Piece(forced, 0.0),) if forced else ()
        text = beginning + continuation.text
        pieces = (*kept, *middle, *continuation.pieces)
        settled = self.requirements.settle(self.task.requirements, text)
        concepts = {each.concept for each in self.task.requirements}
        bad = [(match.start, match.end) for match in self.requirements.forbidden_in(text, concepts, settled=settled)]
        if self.request.guard is not None:
            bad += stray(text, self.request.guard)
        hypothesis = _Hypothesis(
            text=text,
            pieces=pieces,
            settled=settled,
            finished=continuation.finished,
            forbidden=tuple(bad),
            problems=() if continuation.finished else ("cut off",),
            weak=self._weak(text, settled),
            doubled=self._doubled(text),
        )
        self.found.append(hypothesis)
        return hypothesis

    def _weak(self, text: str, settled: Sequence[Settled]) -> tuple[Requirement, ...]:
        standing = {(match.start, match.end, match.term.text) for match in self.requirements.renderings_in(text)}
        return tuple(
            each.requirement
            for each in settled
            if each.target is not None
            and _certain(each.requirement)
            and not any(
                (each.target.start, each.target.end, term.text) in standing for term in each.requirement.enforceable
            )
        )

    def _doubled(self, text: str) -> int:
        wanted = Counter(each.concept for each in self.task.requirements)
        standing: Counter[str] = Counter()
        end: dict[str, int] = {}
        for match in self.requirements.renderings_in(text):
            if match.concept in wanted and match.start >= end.get(match.concept, 0):
                standing[match.concept] += 1
                end[match.concept] = match.end
        return (standing - wanted).total()

    def _best(self) -> _Hypothesis:
        free = self.found[0]
        return min(self.found, key=lambda each: _rank(each, free))

    def _outcome(self, chosen: _Hypothesis, free: _Hypothesis) -> Outcome:
        """The chosen hypothesis; what the free decode lacked and it has was enforced."""
        before = {id(each.requirement): each for each in free.settled}
        settled = tuple(
            replace(each, verdict=Verdict.ENFORCED)
            if each.verdict is Verdict.SATISFIED and before[id(each.requirement)].target is None
            else each
            for each in chosen.settled
        )
        return Outcome(target=chosen.text, settled=settled, decoded=self.decoded, problems=chosen.problems)


def _certain(requirement: Requirement) -> bool:
    return requirement.certainty is Certainty.CERTAIN and bool(requirement.enforceable)


def _cut(pieces: tuple[Piece, ...], position: int) -> tuple[Piece, ...]:
    """The pieces before a position, which is where one of them begins."""
    kept, length = [], 0
    for piece in pieces:
        if length >= position:
            break
        kept.append(piece)
        length += len(piece.text)
    return tuple(kept)


def _rank(each: _Hypothesis, free: _Hypothesis) -> tuple[float, ...]:
    """Least is best: unmet requirements, then what must not stand there, then probability, then length."""
    unmet = each.unmet
    first = sum(1 for requirement in unmet if not requirement.later)
    forced = sum(len(piece.text) for piece in each.pieces if not piece.alternatives)
    far = max(0, abs(len(each.text) - len(free.text)) - forced) / max(24, len(free.text))
    return (
        0 if each.finished else 1,
        first,
        len(each.forbidden),
        each.doubled,
        1 if far > _LONGER - 1 and free.finished else 0,
        len(unmet) - first,
        len(each.weak),
        round(-each.logprob, 1),
        far,
    )
