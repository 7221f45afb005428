"""Decode, check, force: a translation in which every requirement ends with a verdict.

No engine is called here. `enforce` is a generator: it yields the requests that it wants answered, is sent their
continuations, and returns the outcome; whoever drives it may have many segments under way at once.

    1. decode     the hinted request, from the beginning; what is no translation, or has other numbers, is decoded in another way
    2. check      which requirements are unmet, which forbidden forms or stray characters stand there?
    3. force      cut where the model nearly began an approved rendering, put it there, let the model go on
    4. again      from 2, within a bound; then the last resorts; then rank everything that was found

Why not masks or constrained beams: a mask "must contain X" acts only when the end is masked, so that the term is
appended; a beam for each term repeats what it fails to recognise (Hokamp & Liu 2017, P17-1141; Post & Vilar 2018,
N18-1119). Cutting at the place of a wrong rendering and continuing is Bogoychev & Chen's negative re-decoding
(2310.05824) turned positive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from glossary.issue import Verdict
from glossary.languages import uses_spaces
from glossary.requirement import Requirement, Requirements
from translate.agreement import agree
from translate.degenerate import example_at, left_out, loop, problems
from translate.drive import Work
from translate.engine import Continuation, Piece, Request
from translate.hypothesis import LONGER, Hypothesis, approved, cut, examine, most_alike, rank, rest, text_of
from translate.numbers import corrected
from translate.places import REACH, Place, expected_at, inflected_forms, nearest, places, stands_beside, surface
from translate.retry import clauses_of, detour, hesitations, said_again
from translate.script import in_script
from translate.spelling import respelt
from translate.task import Mode, Outcome, Task, hints

_LATER_REACH = -6.0
"""A later requirement of a concept is forced only at a place as good as this: a pronoun may stand for it."""
_WEAK_REACH = -9.0
"""So is a preferred rendering where an admitted one stands already."""
_TRIES, _TRIES_OPTIONAL = 2, 1
"""How often a requirement is forced before it is given up, and one whose rendering would only be better than what is
there."""
_OVERLAP = 3
"""So many pieces beyond the next place are decoded: the second rendering may come a little later than before."""
_WORK = 2.0
"""Forcing may decode this many times the pieces of the free decode..."""
_WORK_FREE = 48
"""... and these."""
_RECOUNTS = 4
"""How often a segment is decoded in another way because its numbers are wrong."""
_ALONE = 24
"""Pieces that a term alone may take."""
_SLACK = 8
"""Pieces that a second decode may get beyond its bound: of a short one, an acronym in brackets is a third."""
_SHORT = 16
"""Pieces that any decode may get before it is looked at."""


def enforce(task: Task, requirements: Requirements, said: dict[str, str] | None = None) -> Work[Outcome]:
    """Translate one segment. Yields requests, receives the continuations of them all, returns the outcome.

    ``said`` remembers, for all segments of a document, how the model says a term that it is asked for alone.
    """
    return (yield from _Enforcement(task, requirements, {} if said is None else said).run())


class _Enforcement:
    """The state of one segment under way: what was found, what was forced, how much was decoded."""

    def __init__(self, task: Task, requirements: Requirements, said: dict[str, str]) -> None:
        self.task = task
        self.said = said
        self.requirements = requirements
        self.language = task.request.target_language
        asked = task.request
        hinted = () if task.mode is Mode.OFF else hints(task.requirements, asked.source_language, self.language)
        self.request = replace(asked, hints=(*hinted, *asked.hints))
        self.unallowed = {each.concept: forms for each in task.requirements if (forms := inflected_forms(each, allowed=False))}
        """Forms of renderings that take no inflection, by concept."""
        self.start = (Piece(asked.beginning, 0.0),) if asked.beginning else ()
        self.found: list[Hypothesis] = []
        self.free: Hypothesis
        self.decoded = 0
        self.bound = 0.0
        self.longer = LONGER
        self.tried: dict[tuple[int, int], int] = {}
        self.begun: set[str] = set()
        """Beginnings that were decoded from: once is enough."""

    def run(self) -> Work[Outcome]:
        free = self.free = yield from self._decode(self.start, "")
        if free.problems:
            yield from self._retry(free)
            free = self.free = self._best()
        elif free.numbers or self.task.hypotheses > 1:
            yield from self._branch(free)
            free = self.free = most_alike(self.found, self.task)
            self.found = [free]
        if self.task.mode is not Mode.REQUIRED or not self.task.requirements:
            return self._outcome(free, free)
        self.bound = self.decoded + _WORK * len(free.pieces) + _WORK_FREE
        self.longer = LONGER * left_out(self.task.request.source, free.text)
        for step in (self._force, self._replace) if uses_spaces(self.language) else (self._replace, self._force):
            yield from step()
        if self._missing():
            yield from self._revise()
        yield from self._avoid()
        yield from self._recount()
        return self._outcome(self._best(), free)

    def _missing(self) -> list[Requirement]:
        """What the best hypothesis lacks and no pronoun may stand for."""
        return [requirement for requirement in self._best().unmet if not requirement.later]

    def _force(self, start: Hypothesis | None = None) -> Work[None]:
        """Force one place after the other, the leftmost first, until nothing is unmet or the bound is reached."""
        current = start or self._best()
        while self.decoded < self.bound:
            step = self._next_place(current)
            if step is None:
                break
            requirement, place = step
            key = (requirement.source.start, requirement.source.end)
            self.tried[key] = self.tried.get(key, 0) + 1
            self.begun.add(place.beginning(current.text))
            forced = yield from self._decode_to_next(current, requirement, place)
            missed = requirement in forced.unmet or requirement in forced.weak
            doubles = forced.doubled[requirement.concept] > current.doubled[requirement.concept]
            if missed or doubles or self._went_wrong(forced, place):
                continue
            current = forced

    def _decode_to_next(self, current: Hypothesis, requirement: Requirement, place: Place) -> Work[Hypothesis]:
        """Force a place and decode on; but where another requirement will be forced further on, decode only up to there.

        What stands behind the second place would be thrown away. If the model does not come near to the second rendering
        where it did before, decoding goes on to the end.
        """
        kept, forced = cut(current.pieces, place.position), place.forced
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
        between = len(cut(current.pieces, position)) - len(kept) + _OVERLAP
        partial = yield from self._decode(kept, forced, most=between)
        if partial.finished:
            return partial
        if requirement not in partial.unmet and other in partial.unmet:
            start = place.position + len(forced)
            found = next((each for each in self._places(partial, other) if each.position >= start), None)
            if found is not None:
                self.begun.add(found.beginning(partial.text))
                return (yield from self._decode(cut(partial.pieces, found.position), found.forced))
        return (yield from self._decode(partial.pieces, ""))

    def _next_place(self, current: Hypothesis) -> tuple[Requirement, Place] | None:
        """The requirement to force next and where: of the best place of each, the leftmost."""
        options: list[tuple[Requirement, Place]] = []
        weak = frozenset(each.source.start for each in current.weak)
        for requirement in (*current.unmet, *current.weak):
            optional = requirement.later or requirement.source.start in weak
            most = _TRIES_OPTIONAL if optional else _TRIES
            if requirement.repeats or self.tried.get((requirement.source.start, requirement.source.end), 0) >= most:
                continue
            reach = _LATER_REACH if requirement.later else REACH
            for place in self._places(current, requirement):
                if place.beginning(current.text) in self.begun or stands_beside(place, current.text, self.language):
                    continue
                if place.score < (_WEAK_REACH if requirement.source.start in weak else reach):
                    break
                options.append((requirement, place))
                break
        return min(options, key=lambda option: option[1].position) if options else None

    def _places(self, current: Hypothesis, requirement: Requirement) -> list[Place]:
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
            [in_script(term.text, self.language) for term in requirement.enforceable],
            current.pieces,
            self.language,
            inflected=inflected_forms(requirement),
            expected=self._expected(requirement, current),
            wrong=wrong,
            closed=met,
        )

    def _expected(self, requirement: Requirement, current: Hypothesis) -> float:
        return expected_at(requirement, current.settled, len(self.task.request.source), len(current.text), self.task.frame.skipped)

    def _went_wrong(self, forced: Hypothesis, place: Place) -> bool:
        free = self.free
        return not forced.finished or (
            len(forced.text) - len(place.forced) > self.longer * max(len(free.text), 24) and free.finished
        )

    def _replace(self) -> Work[None]:
        """Ask how the model says an unmet term when nobody tells it; where those words stand, the rendering belongs.

        Chinese words have no inflection and no article: there the rendering takes their place and the rest stays, which
        costs next to nothing, so that it comes before forcing. In English it comes after.
        """
        for requirement in self._missing():
            current = self._best()
            if requirement not in current.unmet:
                continue
            term = in_script(requirement.term.text, self.request.source_language)
            if term not in self.said:
                alone = replace(self.request, source=term, told="", hints=(), beginning="", max_pieces=_ALONE, alternatives=0)
                (said,) = yield [alone]
                self.decoded += said.decoded
                self.said[term] = said.text
            found = nearest(self.said[term], current.text, self.language, self._expected(requirement, current))
            met = [each.target for each in current.settled if each.target is not None]
            if found is None or any(span.overlaps(*found) for span in met):
                continue
            before = current.text[: found[0]].rstrip(" ")
            kept = cut(current.pieces, len(before))
            rendering = in_script(requirement.enforceable[0].text, self.language)
            if uses_spaces(self.language):
                yield from self._decode(kept, surface(rendering, before, self.language))
            else:
                after = rest(current.pieces, found[1])
                self._remember((*kept, Piece(rendering, 0.0), *after), finished=current.finished)

    def _avoid(self) -> Work[None]:
        """Go back to where a forbidden form or a stray character began, and on with the best piece that avoids it."""
        for _ in range(_TRIES):
            best = self._best()
            if not best.forbidden or self.decoded >= self.bound:
                return
            start, end = min(best.forbidden)
            aside = detour(best.pieces, start, self.request.guard, best.text[start:end])
            if aside is None:
                return
            yield from self._decode(*aside)

    def _revise(self) -> Work[None]:
        """The last resort: say the unmet terms again, inside the source, where the model cannot overlook them."""
        told = self.request.told or self.request.source
        for requirement in self._missing():
            # What is told may have markup that the offsets of a requirement do not count, and the rendering instead of the term.
            term = in_script(requirement.term.text, self.request.source_language)
            rendering = in_script(requirement.enforceable[0].text, self.language)
            told = said_again(told, term, rendering)
        if told == (self.request.told or self.request.source):
            return
        self.request = replace(self.request, told=told)
        self.bound = self.decoded + self.bound
        self.tried.clear()
        revised = yield from self._decode(self.start, "")
        yield from self._force(revised)

    def _decode(self, kept: tuple[Piece, ...], forced: str, most: int | None = None) -> Work[Hypothesis]:
        """Ask the engine to go on from the kept pieces and the forced text; remember what came.

        Of the first one, half of the length bound is asked for at first: a loop needs no more to be known as one. Later ones
        are broken off where they are too long to be taken.
        """
        pieces = self._begun(kept, forced)
        half = self.request.max_pieces // 2
        finished = False
        most = most or self._likely_rest(pieces)
        for bound in (most,) if most else (self.request.max_pieces - half, half):
            (continuation,) = yield [self._onward(pieces, bound)]
            pieces = self._with(pieces, continuation)
            finished = continuation.finished
            if finished or not half or loop(text_of(pieces), self.task.request.source) is not None:
                break
        return self._remember(pieces, finished=finished)

    def _begun(self, kept: tuple[Piece, ...], forced: str) -> tuple[Piece, ...]:
        """The kept pieces, in agreement with the forced text, and that text."""
        kept = agree(kept, forced, self.language)
        return (*kept, Piece(forced, 0.0)) if forced else kept

    def _onward(self, pieces: tuple[Piece, ...], bound: int) -> Request:
        """The request to go on from these pieces, by ``bound`` more at most."""
        draft = self._best().text if self.found else self.request.draft
        return replace(self.request, beginning=text_of(pieces), max_pieces=bound, draft=draft)

    def _with(self, pieces: tuple[Piece, ...], continuation: Continuation) -> tuple[Piece, ...]:
        """The pieces and what came behind them, which is counted."""
        self.decoded += continuation.decoded
        return pieces + (continuation.pieces or ((Piece(continuation.text, 0.0),) if continuation.text else ()))

    def _likely_rest(self, pieces: tuple[Piece, ...]) -> int:
        """So many pieces a second decode may still get before it is longer than it can be taken; 0 for the first one."""
        if not self.found or self.free.problems:
            return 0
        return max(_SHORT, int(self.longer * max(len(self.free.pieces), _SHORT)) + _SLACK - len(pieces))

    def _remember(self, pieces: tuple[Piece, ...], *, finished: bool) -> Hypothesis:
        """What the pieces make, examined and kept among what was found."""
        hypothesis = examine(pieces, self.task, self.requirements, self.unallowed, finished=finished)
        self.found.append(hypothesis)
        return hypothesis

    def _retry(self, bad: Hypothesis) -> Work[None]:
        """Decode what is no translation in another way: out of the loop or the example, or from another beginning, or clause by clause."""
        repeated = loop(bad.text, self.task.request.source)
        start = repeated[0] if repeated else example_at(self.task.request.source, bad.text, self.language, approved(self.task)) or 0
        aside = detour(bad.pieces, start, self.request.guard)
        if aside is not None:
            tried = yield from self._decode(*aside)
            if not tried.problems:
                return
        whole = self.request
        told = whole.told or whole.source
        pieces = list(self.start) if told.startswith(whole.beginning) else []
        clauses = clauses_of(told.removeprefix(whole.beginning).lstrip())
        if len(clauses) < 2:
            return
        for clause in clauses:
            given = tuple(hint for hint in whole.hints if hint.term in clause or hint.rendering in clause)
            most = whole.max_pieces * len(clause) // sum(map(len, clauses)) + _WORK_FREE
            (part,) = yield [replace(whole, source=clause, told="", beginning="", hints=given, max_pieces=most)]
            self.decoded += part.decoded
            if problems(clause, part.text, whole.source_language, whole.target_language, finished=part.finished):
                return
            space = " " if pieces and uses_spaces(self.language) and not part.text.startswith(" ") else ""
            pieces += [Piece(space, 0.0)] if space else []
            pieces += part.pieces or [Piece(part.text, 0.0)]
        self._remember(tuple(pieces), finished=True)

    def _branch(self, first: Hypothesis) -> Work[None]:
        """Decode on from where the model hesitated most: several times at once if several are wanted, else until the numbers are right."""
        if self.task.hypotheses == 1 and self._corrected(first):
            return
        wanted = max(_RECOUNTS if first.numbers else 0, self.task.hypotheses - 1)
        beginnings = hesitations(first.pieces, self.request.guard)[:wanted]
        at_once = wanted if self.task.hypotheses > 1 else 1
        for number in range(0, len(beginnings), at_once):
            yield from self._decode_each(beginnings[number : number + at_once])
            if not self.found[-1].numbers and not self.found[-1].problems:
                return
        self._corrected(most_alike(self.found, self.task))

    def _recount(self) -> Work[None]:
        """Decode on from where the model hesitated most behind a forced rendering, if numbers became wrong there."""
        best = self._best()
        if best.numbers > self.free.numbers and not self._corrected(best):
            beginnings = hesitations(best.pieces, self.request.guard)
            behind = [each for each in beginnings if any(not piece.alternatives for piece in each[0][len(self.start) :])]
            yield from self._decode_each(behind[:_TRIES])

    def _corrected(self, wrong: Hypothesis) -> bool:
        """Remember what comes of a hypothesis with its wrong numbers put right one by one, and tell whether that was all."""
        mended = wrong
        while mended.numbers and (found := corrected(self.task.request.source, mended.text, self.language)) is not None:
            pieces = (*cut(mended.pieces, found[0].start), Piece(found[1], 0.0), *rest(mended.pieces, found[0].end))
            wrong, mended = mended, self._remember(pieces, finished=wrong.finished)
            if mended.numbers >= wrong.numbers:
                break
        return not mended.numbers and not mended.problems

    def _decode_each(self, beginnings: Sequence[tuple[tuple[Piece, ...], str]]) -> Work[None]:
        """Go on from each of these kept pieces and forced texts, all at once, as far as a second decode may get."""
        begun = [self._begun(*each) for each in beginnings]
        continuations = yield [self._onward(each, self._likely_rest(each) or self.request.max_pieces) for each in begun]
        for pieces, continuation in zip(begun, continuations, strict=True):
            self._remember(self._with(pieces, continuation), finished=continuation.finished)

    def _best(self) -> Hypothesis:
        return min(self.found, key=lambda each: rank(each, self.free))

    def _outcome(self, chosen: Hypothesis, free: Hypothesis) -> Outcome:
        """The chosen hypothesis; what the free decode lacked and it has was enforced."""
        before = {id(each.requirement): each for each in free.settled}
        settled = tuple(
            replace(each, verdict=Verdict.ENFORCED)
            if each.verdict is Verdict.SATISFIED
            and (
                before[id(each.requirement)].target is None
                or (each.target is not None and each.target.end == len(self.task.request.beginning))
            )
            else each
            for each in chosen.settled
        )
        target = chosen.text
        if self.task.mode is Mode.REQUIRED:
            target = respelt(target, settled, self.language)
            if target != chosen.text:
                again = self.requirements.settle(self.task.requirements, target)
                settled = tuple(replace(old, target=new.target) for old, new in zip(settled, again, strict=True))
        return Outcome(target=target, settled=settled, decoded=self.decoded, problems=chosen.problems)
