"""The termbase: concepts, and the terms that name them in each language (ISO 30042:2019, TBX).

    Termbase
      Concept "c12"            subject_field "economy"
        Term 走出去              zh-Hans, preferred
        Term going global      en, preferred
        Term go global         en, admitted
        Term walk out          en, forbidden

Concepts keep the order of their file; equal content has an equal checksum whatever the order.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from glossary.languages import answers

if TYPE_CHECKING:
    from glossary.formats.loss import Loss


class Status(StrEnum):
    """How a termbase values a term: the TBX picklist, and two that exporters map to it."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"
    FORBIDDEN = "forbidden"
    PROPOSED = "proposed"


ALLOWED = frozenset({Status.PREFERRED, Status.PROPOSED, Status.ADMITTED})
"""A term of such a status satisfies a check when it stands in a target."""


class CaseRule(StrEnum):
    """Which letter case of a term counts as that term."""

    AS_IS = "as-is"
    ANY = "any"
    FIRST_LETTER = "first-letter"


class MatchRule(StrEnum):
    """Where a term may stand: as a whole word, inside other words too, or as a whole word in exactly this form."""

    WORD = "word"
    ANYWHERE = "anywhere"
    EXACT = "exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word or phrase of one language."""

    text: str
    """MUST be non-empty, without white space at either end."""
    language: str
    """A BCP 47 tag such as ``zh-Hans``, ``zh-Hant`` or ``en``."""
    status: Status = Status.PREFERRED
    part_of_speech: str = ""
    term_type: str = ""
    """``full form``, ``acronym``, ``variant``, or empty where nobody said."""
    context: str = ""
    note: str = ""
    source: str = ""
    source_url: str = ""
    case: CaseRule | None = None
    """None leaves it to the language: acronyms as they are, everything else in any case."""
    match: MatchRule = MatchRule.WORD
    inflect: bool = True
    """Whether its inflected forms count as this term (English only)."""
    do_not_translate: bool = False
    not_near: tuple[str, ...] = ()
    """Negative contexts: strings beside which this text is not this term."""
    near: tuple[str, ...] = ()
    """Conditions: it is this term only where one of these strings stands in the same segment."""
    in_subject_fields: tuple[str, ...] = ()
    """Conditions: it is this term only in documents of one of these subject fields."""
    in_quotes: bool = False
    """Condition: it is this term only inside quotation marks."""
    valid_from: date | None = None
    """The first day on which it is in force, None where it always was."""
    valid_until: date | None = None
    """The last day on which it is in force, None where nobody ended it."""

    @property
    def is_conditional(self) -> bool:
        """Whether a condition or a negative context tells it from another term with the same text."""
        return bool(self.near or self.not_near or self.in_subject_fields or self.in_quotes)

    def is_valid_on(self, day: date) -> bool:
        """Whether the term is in force on a day; both ends of its time count."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One idea, and every term that names it."""

    id: str
    """MUST be non-empty and unique in its termbase."""
    terms: tuple[Term, ...] = ()
    subject_field: str = ""
    definition: str = ""
    note: str = ""
    cross_references: tuple[str, ...] = ()
    """Ids of other concepts of the termbase."""

    def in_language(self, language: str) -> tuple[Term, ...]:
        """The terms that answer a request for this language tag (``zh`` finds ``zh-Hans``), in the file's order."""
        return tuple(term for term in self.terms if answers(term.language, language))

    def renderings(self, language: str) -> tuple[Term, ...]:
        """The terms allowed in a target of this language: preferred first, then proposed, then admitted."""
        order = (Status.PREFERRED, Status.PROPOSED, Status.ADMITTED)
        terms = [term for term in self.in_language(language) if term.status in ALLOWED]
        return tuple(sorted(terms, key=lambda term: order.index(term.status)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Termbase:
    """Concepts in a canonical order, with what was odd about the file they came from."""

    concepts: tuple[Concept, ...] = ()
    warnings: tuple[str, ...] = field(default=(), compare=False)
    """One line for each contradiction that does not keep the termbase from being used."""
    losses: tuple[Loss, ...] = field(default=(), compare=False)
    """What its file said and the model has no place for, in the order of the file."""

    places: Mapping[tuple[str, str, str], str] = field(default_factory=dict, compare=False, repr=False)
    """(id of the concept as the file has it, or empty; language tag; text) -> ``file:line``, where its format knows lines.

    Language and text are empty for the place of the concept itself.
    """

    def where(self, concept: str, language: str = "", text: str = "") -> str:
        """Where in its file a term stands, or a concept begins; empty where nobody knows."""
        if text:
            return self.places.get((concept, language, text)) or self.places.get(("", language, text), "")
        if place := self.places.get((concept, "", "")):
            return place
        terms = next((each.terms for each in self.concepts if each.id == concept), ())
        return next((place for term in terms if (place := self.where(concept, term.language, term.text))), "")

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts)

    def __len__(self) -> int:
        return len(self.concepts)

    def concept(self, concept_id: str) -> Concept:
        """The concept with this id; raises KeyError where there is none."""
        for concept in self.concepts:
            if concept.id == concept_id:
                return concept
        raise KeyError(concept_id)

    def languages(self) -> tuple[str, ...]:
        """Every language tag that a term has, in the order of first appearance."""
        return tuple(dict.fromkeys(term.language for concept in self.concepts for term in concept.terms))

    def covers(self, source: str, target: str) -> bool:
        """Whether any concept has a term for ``source`` and an allowed rendering for ``target``."""
        return any(concept.in_language(source) and concept.renderings(target) for concept in self.concepts)

    def valid_on(self, day: date) -> Termbase:
        """The termbase without terms that are not in force on a day, and without concepts of which no term is left."""
        if all(term.is_valid_on(day) for concept in self.concepts for term in concept.terms):
            return self
        concepts = (
            replace(concept, terms=tuple(term for term in concept.terms if term.is_valid_on(day)))
            for concept in self.concepts
        )
        return replace(self, concepts=tuple(concept for concept in concepts if concept.terms))

    def about(self, subject_fields: Collection[str]) -> Termbase:
        """The termbase for documents of these subject fields, told without regard to letter case.

        Terms that are bound to other fields are left out; those that are bound to one of these are bound no longer.
        Where no field is given nothing is known, and everything stays as it is.
        """
        known = {each.strip().casefold() for each in subject_fields}
        if not known or not any(term.in_subject_fields for concept in self.concepts for term in concept.terms):
            return self

        def settled(term: Term) -> Term | None:
            if not term.in_subject_fields:
                return term
            holds = any(each.strip().casefold() in known for each in term.in_subject_fields)
            return replace(term, in_subject_fields=()) if holds else None

        concepts = (
            replace(concept, terms=tuple(term for term in map(settled, concept.terms) if term is not None))
            for concept in self.concepts
        )
        return replace(self, concepts=tuple(concept for concept in concepts if concept.terms))

    def checksum(self) -> str:
        """The first 16 hex digits of the SHA-256 of the canonical JSON: equal termbases have equal checksums."""
        # The order of terms matters within a language; across languages it is only the order of a table's columns.
        content = [
            {**_shallow(concept), "terms": sorted(concept.terms, key=lambda term: term.language)}
            for concept in sorted(self.concepts, key=lambda concept: concept.id)
        ]
        canonical = json.dumps(
            content, ensure_ascii=False, sort_keys=True, default=lambda value: _shallow(value) if is_dataclass(value) else str(value)
        )
        return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _shallow(value: Any) -> dict[str, Any]:  # noqa: ANN401
    """A dataclass as a dictionary of what its fields hold; `dataclasses.asdict` copies all the way down, which costs time."""
    return {each.name: getattr(value, each.name) for each in fields(value)}
