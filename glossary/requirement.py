"""Requirements: which rendering must stand in the target for each source match, and whether it does.

Translation and checking settle requirements with this one module, so that what termlock writes passes its own check.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from glossary.assignment import Place, assign
from glossary.issue import Span, Verdict
from glossary.languages import HAN, base_language, normalise_tag
from glossary.matcher import Certainty, Match, Matcher, matcher_for
from glossary.scripts import is_in_script, to_script
from glossary.termbase import ALLOWED, CaseRule, Concept, MatchRule, Status, Term, Termbase

_CLOSING = re.compile(r"[\"”]?[)）]")
_OPENING = re.compile(r"['’]?s?['’]?\s*[(（]\s*(?:the )?[\"“]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A source match whose rendering must stand in the target."""

    concept: str
    """The concept's id."""
    term: Term
    """The term that was found in the source."""
    renderings: tuple[Term, ...]
    """What is allowed in the target, the best first."""
    source: Span
    """Where the match stands in the source segment's text."""
    certainty: Certainty
    later: bool = False
    """Whether an earlier match of the segment asks for the same concept: then a pronoun may stand for this one.

    So it is with an acronym in brackets right after its full form, which a target may well leave out.
    """
    bracketed: bool = False
    """Whether it stands in brackets right after another match."""
    repeats: bool = False
    """Whether it is such an acronym and would be rendered as its full form is: no target says that twice."""

    @property
    def enforceable(self) -> tuple[Term, ...]:
        """The renderings that a translation may be made to contain: the preferred ones, or else the proposed ones."""
        for status in (Status.PREFERRED, Status.PROPOSED):
            if terms := tuple(term for term in self.renderings if term.status is status):
                return terms
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A requirement with its verdict, and where its rendering stands in the target segment's text."""

    requirement: Requirement
    verdict: Verdict
    target: Span | None = None


class Requirements:
    """Turns source segments into requirements, and settles them in target segments, for one pair of languages."""

    def __init__(
        self,
        termbase: Termbase,
        source_language: str,
        target_language: str,
        subject_fields: Collection[str] = (),
    ) -> None:
        """``subject_fields`` says what the documents are about (see `Termbase.about`)."""
        termbase = termbase.about(subject_fields)
        self.source_language = normalise_tag(source_language)
        self.target_language = normalise_tag(target_language)
        # Chinese terms of either script name the same things: the matcher folds the scripts, so it is asked for both.
        source = base_language(source_language)
        self._source = Matcher(termbase, source if source == "zh" else source_language)
        self._allowed: dict[str, tuple[Term, ...]] = {}
        self._disallowed: dict[str, tuple[Term, ...]] = {}
        for concept in termbase:
            terms = _target_terms(concept, self.source_language, target_language)
            if allowed := tuple(term for term in terms if term.status in ALLOWED):
                self._allowed[concept.id] = allowed
            if disallowed := tuple(term for term in terms if term.status not in ALLOWED):
                self._disallowed[concept.id] = disallowed
        self._renderings = matcher_for(_flat(self._allowed), target_language, target=True)
        self._forbidden = matcher_for(_flat(self._disallowed), target_language)

    def allowed(self, concept: str) -> tuple[Term, ...]:
        """The renderings of a concept (its id) that may stand in a target, the best first."""
        return self._allowed.get(concept, ())

    def disallowed(self, concept: str) -> tuple[Term, ...]:
        """The target terms of a concept (its id) that must not stand in a target: forbidden, deprecated, superseded."""
        return self._disallowed.get(concept, ())

    def matches(self, source: str) -> tuple[Match, ...]:
        """Every source match, also those without an allowed rendering."""
        return self._source.find(source)

    def matches_in_all(self, sources: Sequence[str]) -> list[tuple[Match, ...]]:
        """What `matches` says of each source; for many segments this is the fast way."""
        return self._source.find_all(sources)

    def renderings_in_all(self, targets: Sequence[str]) -> list[tuple[Match, ...]]:
        """What `renderings_in` says of each target; for many segments this is the fast way."""
        return self._renderings.occurrences_in_all(targets) if self._allowed else [()] * len(targets)

    def places(self, source: str) -> tuple[Match, ...]:
        """Every place of a source segment where a source term could stand, overlaps included."""
        return self._source.occurrences(source)

    def renderings_in(self, target: str) -> tuple[Match, ...]:
        """Every place of a target segment where an allowed rendering could stand, overlaps included."""
        return self._renderings.occurrences(target) if self._allowed and target else ()

    def of(self, source: str, matches: Sequence[Match] | None = None) -> tuple[Requirement, ...]:
        """The requirements of one source segment, in its order (``matches``: what `matches` said, if it was asked)."""
        seen: set[str] = set()
        before: Match | None = None
        requirements: list[Requirement] = []
        for match in self.matches(source) if matches is None else matches:
            renderings = self._allowed.get(match.concept, ())
            if not renderings:
                continue
            bracketed = before is not None and _bracketed(source, before, match)
            explained = bracketed and _is_short(source[match.start : match.end])
            requirements.append(
                Requirement(
                    concept=match.concept,
                    term=match.term,
                    renderings=renderings,
                    source=Span(start=match.start, end=match.end),
                    certainty=match.certainty,
                    later=match.concept in seen or explained,
                    bracketed=bracketed,
                    repeats=explained and not _texts(requirements[-1].renderings).isdisjoint(_texts(renderings)),
                )
            )
            seen.add(match.concept)
            before = match
        return tuple(requirements)

    def settle(
        self,
        requirements: Sequence[Requirement],
        target: str,
        *,
        introduced: Container[str] = (),
        occurrences: Sequence[Match] | None = None,
    ) -> tuple[Settled, ...]:
        """A verdict for each requirement: renderings are found at disjoint places, as many requirements met as can be.

        SATISFIED where a rendering stands; WAIVED for a later one that has none; DOUBTFUL for an uncertain one that has
        none; UNSATISFIED otherwise. An admitted acronym counts where its full form stands before it, in the segment or,
        for the concepts in ``introduced``, in the document, and where the source has an acronym itself. ``occurrences``
        is what `renderings_in` said, if it was asked. The semantics are those of "exclusive match" of the WMT26
        terminology task: no place of the target counts for two requirements.
        """
        if not requirements:
            return ()
        places = self.renderings_in(target) if occurrences is None else occurrences
        chosen = assign(_places(requirements, places, introduced), [_tier(each) for each in requirements])
        return tuple(_settled(each, chosen.get(index)) for index, each in enumerate(requirements))

    def introduced_by(self, occurrences: Iterable[Match]) -> frozenset[str]:
        """The ids of the concepts whose full form is among the occurrences (of `renderings_in`)."""
        return frozenset(match.concept for match in occurrences if not is_acronym(match.term))

    def forbidden_in(
        self,
        target: str,
        concepts: Collection[str] | None = None,
        *,
        settled: Sequence[Settled] = (),
        occurrences: Sequence[Match] | None = None,
    ) -> tuple[Match, ...]:
        """Every place of a target segment where a forbidden, deprecated or superseded term of ``concepts`` stands.

        None of ``concepts`` asks for all of them. A place inside a longer allowed rendering is not one, nor a place that
        meets one of the requirements in ``settled``; of overlapping places the longest is told.
        """
        if (
            not self._disallowed
            or not target
            or (concepts is not None and self._disallowed.keys().isdisjoint(concepts))
        ):
            return ()
        found = [
            match
            for match in self._forbidden.occurrences(target)
            if match.certainty is Certainty.CERTAIN and (concepts is None or match.concept in concepts)
        ]
        if not found:
            return ()
        allowed = self.renderings_in(target) if occurrences is None else occurrences
        met = [each.target for each in settled if each.target is not None]
        found = [match for match in found if not _excused(match, allowed, met)]
        told: list[Match] = []
        for match in sorted(found, key=lambda match: (match.start - match.end, match.start)):
            if all(match.end <= other.start or other.end <= match.start for other in told):
                told.append(match)
        return tuple(sorted(told, key=lambda match: match.start))


def _texts(terms: Sequence[Term]) -> frozenset[str]:
    return frozenset(term.text for term in terms)


def _bracketed(source: str, before: Match, match: Match) -> bool:
    """Whether a match stands in brackets right after another one: authorized institutions (AIs)."""
    return (
        _OPENING.fullmatch(source, before.end, match.start) is not None
        and _CLOSING.match(source, match.end) is not None
    )


def _is_short(text: str) -> bool:
    """Whether a text is an acronym, be it of several things (AIs)."""
    return text.isascii() and sum(map(str.isupper, text)) >= 2 and " " not in text


def is_acronym(term: Term) -> bool:
    """Whether a term is an acronym: it says so, or nobody said anything and it is a single word in capitals (``WTO``)."""
    if term.term_type:
        return term.term_type == "acronym"
    return len(term.text) > 1 and term.text.isascii() and term.text.isupper() and " " not in term.text


def _target_terms(concept: Concept, source_language: str, tag: str) -> tuple[Term, ...]:
    """A concept's terms in the target language of a ``tag``, allowed ones in order of preference, then the others.

    A concept with terms in the other Chinese script only lends them, converted as the tag with its region has them; so does a
    term that must not be translated, as it is.
    """
    target_language = normalise_tag(tag)
    terms = concept.renderings(target_language) + _others(concept, target_language)
    if base_language(target_language) == "zh" and target_language != "zh":
        if not terms:
            terms = concept.renderings("zh") + _others(concept, "zh")
        terms = tuple(_in_script(term, tag) for term in terms)
    if any(term.status in ALLOWED for term in terms):
        return tuple(dict.fromkeys(terms))
    kept = (term for term in concept.in_language(source_language) if term.do_not_translate and term.status in ALLOWED)
    exact = (replace(term, language=target_language, case=CaseRule.AS_IS, inflect=False) for term in kept)
    # Chinese characters kept in English text stand where no word boundary of English is.
    loose = (replace(term, match=MatchRule.ANYWHERE) if HAN.search(term.text) else term for term in exact)
    return tuple(dict.fromkeys(loose)) + terms


def _others(concept: Concept, language: str) -> tuple[Term, ...]:
    return tuple(term for term in concept.in_language(language) if term.status not in ALLOWED)


def _in_script(term: Term, tag: str) -> Term:
    """A Chinese term in the script of a tag that tells one, whatever script it was in."""
    language = normalise_tag(tag)
    if term.language == language:
        return term
    return replace(term, text=_converted(term.text, tag), language=language)


@lru_cache(maxsize=65536)
def _converted(text: str, language: str) -> str:
    """A Chinese text in the script of a tag: converting what is in the right script already would spoil it (皇后 is no 皇後)."""
    return text if is_in_script(text, language) else to_script(text, language)


def _flat(terms: dict[str, tuple[Term, ...]]) -> list[tuple[str, Term]]:
    return [(concept, term) for concept, each in terms.items() for term in each]


def _places(
    requirements: Sequence[Requirement], occurrences: Sequence[Match], introduced: Container[str]
) -> list[Place]:
    """The places that suit a requirement."""
    by_text: dict[str, list[tuple[int, int]]] = {}
    for index, requirement in enumerate(requirements):
        for rank, term in enumerate(requirement.renderings):
            by_text.setdefault(term.text, []).append((index, rank))
    first_full: dict[str, int] = {}
    for match in occurrences:
        if not is_acronym(match.term):
            first_full.setdefault(match.concept, match.start)
    found: dict[tuple[int, int], dict[int, int]] = {}
    for match in occurrences:
        for index, rank in by_text.get(match.term.text, ()):
            requirement = requirements[index]
            counts = (
                _counts_anywhere(requirement, rank)
                or requirement.concept in introduced
                or first_full.get(requirement.concept, match.start) < match.start
            )
            if counts:
                suits = found.setdefault((match.start, match.end), {})
                suits[index] = min(rank, suits.get(index, rank))
    return [
        Place(start=start, end=end, rank=min(suits.values()), serves=tuple(suits))
        for (start, end), suits in found.items()
    ]


def _counts_anywhere(requirement: Requirement, rank: int) -> bool:
    """Whether a rendering counts without its full form before it: only an admitted acronym does not."""
    rendering = requirement.renderings[rank]
    if rendering.status is not Status.ADMITTED or not is_acronym(rendering):
        return True
    source = requirement.term
    latin = source.text.isascii() and base_language(source.language) != "en"
    return latin or is_acronym(source) or all(is_acronym(term) for term in requirement.renderings)


def _tier(requirement: Requirement) -> int:
    """0 for a requirement that must be met, 1 for a later one, 2 for a doubtful one."""
    return 2 if requirement.certainty is Certainty.DOUBTFUL else 1 if requirement.later else 0


def _settled(requirement: Requirement, place: Span | None) -> Settled:
    if place is not None:
        return Settled(requirement=requirement, verdict=Verdict.SATISFIED, target=place)
    if requirement.certainty is Certainty.DOUBTFUL:
        return Settled(requirement=requirement, verdict=Verdict.DOUBTFUL)
    return Settled(requirement=requirement, verdict=Verdict.WAIVED if requirement.later else Verdict.UNSATISFIED)


def _excused(match: Match, allowed: Sequence[Match], met: Sequence[Span]) -> bool:
    if any(span.start <= match.start and match.end <= span.end for span in met):
        return True
    return any(
        other.start <= match.start
        and match.end <= other.end
        and (other.end - other.start > match.end - match.start or other.concept == match.concept)
        for other in allowed
    )
