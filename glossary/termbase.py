"""The termbase: concepts, and the terms that name them in each language (ISO 30042:2019, TBX).

    Termbase
      Concept "c12"            subject_field "economy"
        Term 走出去              zh-Hans, preferred
        Term going global      en, preferred
        Term go global         en, admitted
        Term walk out          en, forbidden
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum

from glossary.languages import answers


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
    valid_from: date | None = None
    valid_until: date | None = None


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

    def checksum(self) -> str:
        """The first 16 hex digits of the SHA-256 of the canonical JSON: equal termbases have equal checksums."""
        content = [asdict(concept) for concept in sorted(self.concepts, key=lambda concept: concept.id)]
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def merge(termbases: Iterable[Termbase]) -> Termbase:
    """One termbase out of several; where they disagree the first one wins.

    A later concept that shares a source-and-rendering term with an earlier one adds its terms to it; a term that the
    earlier concept has already keeps its status there. Disagreements become warnings.
    """
    raise NotImplementedError
