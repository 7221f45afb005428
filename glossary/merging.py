"""One termbase out of several, and what they disagree about.

A later concept that shares terms of two languages with an earlier one, or of every language in which both allow
something, is the same concept: its terms are added, and what the earlier one leaves open is filled in.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from glossary.folding import fold
from glossary.languages import base_language, uses_spaces
from glossary.termbase import ALLOWED, CaseRule, Concept, Term, Termbase


class Policy(StrEnum):
    """Who is right where termbases disagree."""

    FIRST = "first"
    LAST = "last"
    ERROR = "error"
    """Nobody; the caller is told of every conflict and makes no use of the rest (which is that of ``first``)."""
    BOTH = "both"
    """Everybody: a concept that disagrees with an earlier one stays a concept of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One thing that two termbases say differently."""

    concept: str
    """The id of the concept in the result."""
    term: str
    """Empty where the concept itself is meant."""
    language: str
    field: str
    """The field of the model; ``rendering`` where a source term is rendered otherwise in another concept."""
    first: str
    later: str

    def __str__(self) -> str:
        of = f"{self.term} ({self.language})" if self.term else f"concept {self.concept}"
        if self.field == "rendering":
            return f"{of}: concept {self.concept} renders it {self.first}, and a later termbase {self.later}"
        at = f" in concept {self.concept}" if self.term else ""
        return f"{of}: {self.field} is {self.first}{at}, and {self.later} in a later termbase"


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The result of merging."""

    termbase: Termbase
    conflicts: tuple[Conflict, ...] = ()


def merge(termbases: Iterable[Termbase], *, source: str | None = None) -> Termbase:
    """One termbase out of several; where they disagree about a status or a rendering the first one wins, with a warning.

    A later concept that renders a term of the ``source`` language otherwise loses that term, and goes where nothing to
    translate is left; ``source`` is the first termbase's first language where nobody says.
    """
    return combine(termbases, source=source, ending="; the first one wins", only={"status", "rendering"}).termbase


def combine(
    termbases: Iterable[Termbase],
    *,
    source: str | None = None,
    policy: Policy = Policy.FIRST,
    ending: str = "",
    only: Container[str] = (),
) -> Merged:
    """Merge by a policy; every conflict is listed.

    Conflicts about one of the fields ``only`` become warnings of the termbase too, each with this ``ending``.
    """
    given = [termbase for termbase in termbases if termbase.concepts or termbase.warnings]
    if not given:
        return Merged(termbase=Termbase())
    if len(given) == 1:
        return Merged(termbase=given[0])
    origin = base_language(source or next((tag for each in given for tag in each.languages()), ""))
    work = _Work(origin=origin, policy=policy)
    # The last one is right: it comes first, and the order of concepts is mended afterwards.
    ordered = given[::-1] if policy is Policy.LAST else given
    for termbase in ordered:
        work.add(termbase)
    concepts = list(work.concepts.values())
    if policy is Policy.LAST:
        places: dict[tuple[str, str], int] = {}
        for termbase in given:
            for concept in termbase:
                for term in concept.terms:
                    places.setdefault(_key(term), len(places))
        concepts.sort(key=lambda concept: min((places[_key(term)] for term in concept.terms), default=len(places)))
    told = [f"{conflict}{ending}" for conflict in work.conflicts if conflict.field in only]
    return Merged(
        termbase=Termbase(
            concepts=tuple(concepts),
            warnings=(*(warning for termbase in given for warning in termbase.warnings), *told),
            losses=tuple(loss for termbase in given for loss in termbase.losses),
        ),
        conflicts=tuple(_turned(work.conflicts) if policy is Policy.LAST else work.conflicts),
    )


def _turned(conflicts: Sequence[Conflict]) -> Iterator[Conflict]:
    return (replace(each, first=each.later, later=each.first) for each in conflicts)


class _Work:
    """The concepts so far, where each term is at home, and the conflicts."""

    def __init__(self, *, origin: str, policy: Policy) -> None:
        self._origin = origin
        self._both = policy is Policy.BOTH
        self._homes: dict[tuple[str, str], list[str]] = {}
        self.concepts: dict[str, Concept] = {}
        self.conflicts: list[Conflict] = []

    def add(self, termbase: Termbase) -> None:
        """Add a termbase to which all those that were added before are earlier."""
        places: dict[str, str] = {}
        arriving: dict[str, Concept] = {}
        for concept in termbase.concepts:
            home = self._home(concept)
            kept: Concept | None = concept
            if home is None:
                kept = self._undisputed(concept)
            elif self._both and (found := list(_conflicts(self.concepts[home], concept))):
                self.conflicts += found
                home = None
            if kept is not None:
                places[concept.id] = home or self._free_id(concept.id, places.values())
                arriving[concept.id] = kept
        for old, new in places.items():
            references = tuple(places.get(each, each) for each in arriving[old].cross_references)
            concept = replace(arriving[old], id=new, cross_references=references)
            if new in self.concepts:
                self.conflicts += _conflicts(self.concepts[new], concept)
                concept = _joined(self.concepts[new], concept)
            self.concepts[new] = concept
            for term in concept.terms:
                ids = self._homes.setdefault(_mark(term), [])
                if new not in ids:
                    ids.append(new)

    def _free_id(self, wanted: str, promised: Iterable[str]) -> str:
        taken = set(promised)
        number, name = 1, wanted
        while name in self.concepts or name in taken:
            number += 1
            name = f"{wanted}-{number}"
        return name

    def _home(self, concept: Concept) -> str | None:
        """The id of the earlier concept that a later one means: of those that share most languages, the first."""
        shared: dict[str, set[str]] = {}
        for term in concept.terms:
            for home in self._homes.get(_mark(term), ()):
                shared.setdefault(home, set()).add(base_language(term.language))
        best = max(shared, key=lambda home: len(shared[home]), default=None)
        if best is None:
            return None
        rivals = _allowed_languages(concept) & _allowed_languages(self.concepts[best])
        return best if len(shared[best]) >= 2 or rivals <= shared[best] else None

    def _undisputed(self, concept: Concept) -> Concept | None:
        """A later concept without the source terms that an earlier one renders otherwise; None where none is left."""
        disputed = [
            term for term in concept.terms if base_language(term.language) == self._origin and _mark(term) in self._homes
        ]
        for term in disputed:
            earlier = self.concepts[self._homes[_mark(term)][0]]
            self.conflicts.append(
                Conflict(
                    concept=earlier.id, term=term.text, language=term.language, field="rendering",
                    first=self._renderings(earlier), later=self._renderings(concept),
                )
            )  # fmt: skip
        if not disputed or self._both:
            return concept
        terms = tuple(term for term in concept.terms if term not in disputed)
        left = any(base_language(term.language) == self._origin for term in terms)
        return replace(concept, terms=terms) if left else None

    def _renderings(self, concept: Concept) -> str:
        others = (term for term in concept.terms if base_language(term.language) != self._origin)
        return ", ".join(term.text for term in others if term.status in ALLOWED) or "nothing"


def _key(term: Term) -> tuple[str, str]:
    return base_language(term.language), term.text


def _mark(term: Term) -> tuple[str, str]:
    """What two terms have in common that no match can tell apart: COVID-19 epidemic and covid-19 Epidemic."""
    if term.case is CaseRule.AS_IS:
        return _key(term)
    folded = fold(term.text, term.language).text
    return base_language(term.language), folded.replace("-", " ") if uses_spaces(term.language) else folded


def _allowed_languages(concept: Concept) -> set[str]:
    return {base_language(term.language) for term in concept.terms if term.status in ALLOWED}


_OF_CONCEPT = ("subject_field", "definition", "note")
_DESCRIBING = ("part_of_speech", "term_type", "context", "note", "source", "source_url")
"""Fields of a term that a later termbase may fill in; the others decide what matches, and one termbase decides them."""
_DECIDING = tuple(
    each.name for each in fields(Term) if each.name not in {"text", "language", "status", *_DESCRIBING}
)


def _conflicts(earlier: Concept, later: Concept) -> Iterator[Conflict]:
    """What a later concept says otherwise; what one of the two does not say is no conflict."""
    for name in _OF_CONCEPT:
        first, other = getattr(earlier, name), getattr(later, name)
        if first and other and first != other:
            yield Conflict(concept=earlier.id, term="", language="", field=name, first=first, later=other)
    statuses = {_key(term): term.status for term in reversed(earlier.terms)}
    known = {(term.language, term.text): term for term in reversed(earlier.terms)}
    for term in later.terms:
        status = statuses.get(_key(term), term.status)
        if status is not term.status:
            yield _of_term(earlier, term, "status", status, term.status)
        same = known.get((term.language, term.text))
        for name in (*_DESCRIBING, *_DECIDING) if same else ():
            first, other = getattr(same, name), getattr(term, name)
            if first != other and (name in _DECIDING or (first and other)):
                yield _of_term(earlier, term, name, first, other)


def _of_term(concept: Concept, term: Term, name: str, first: object, later: object) -> Conflict:
    shown = [_said(value) for value in (first, later)]
    return Conflict(
        concept=concept.id, term=term.text, language=term.language, field=name, first=shown[0], later=shown[1]
    )


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " | ".join(value) if value and isinstance(value, tuple) else str(value or "nothing")


def _joined(earlier: Concept, later: Concept) -> Concept:
    statuses = {_key(term): term.status for term in reversed(earlier.terms)}
    terms = {(term.language, term.text): term for term in earlier.terms}
    for term in later.terms:
        place = (term.language, term.text)
        if place in terms:
            mine = terms[place]
            terms[place] = replace(mine, **{name: getattr(mine, name) or getattr(term, name) for name in _DESCRIBING})
        else:
            terms[place] = replace(term, status=statuses.get(_key(term), term.status))
    references = dict.fromkeys((*earlier.cross_references, *later.cross_references))
    return replace(
        earlier,
        terms=tuple(terms.values()),
        subject_field=earlier.subject_field or later.subject_field,
        definition=earlier.definition or later.definition,
        note=earlier.note or later.note,
        cross_references=tuple(references),
    )
