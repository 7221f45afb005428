"""What the rules look at: a termbase, with each term as the matcher sees it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from glossary.corpus import Tally
from glossary.folding import fold
from glossary.languages import base_language, uses_spaces
from glossary.termbase import ALLOWED, Concept, Term, Termbase
from glossary.vendor_rows import Glossary


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A termbase under validation."""

    termbase: Termbase
    today: date
    primary: str
    """The base language of the first term: the one whose terms the termbase is about."""
    homes: dict[tuple[str, str], tuple[Concept, ...]]
    """(base language, folded text) -> the concepts that allow such a term, each once, in the termbase's order."""
    counted: Tally | None = None
    """What a corpus has of the termbase, nested places included; None where nobody gave one."""
    glossary: Glossary | None = None
    """What a translation service's glossary would hold of the termbase; None where nobody asked."""

    def terms(self) -> Iterator[tuple[Concept, Term]]:
        """Every term with its concept."""
        return ((concept, term) for concept in self.termbase for term in concept.terms)

    def shared(self) -> Iterator[tuple[str, Term, tuple[Concept, ...]]]:
        """(base language, the first one of the terms, concepts) of each allowed term of several concepts that nothing separates."""
        for (language, folded), concepts in self.homes.items():
            if len(concepts) > 1:
                found = [(concept, term) for concept in concepts for term in allowed(concept, language, folded)]
                if not all(_separated(one, other) for (a, one), (b, other) in combinations(found, 2) if a is not b):
                    yield language, found[0][1], concepts


def subject_of(termbase: Termbase, today: date) -> Subject:
    """A termbase with its index."""
    homes: dict[tuple[str, str], dict[str, Concept]] = {}
    for concept in termbase:
        for term in concept.terms:
            if term.status in ALLOWED:
                homes.setdefault(key(term), {})[concept.id] = concept
    return Subject(
        termbase=termbase,
        today=today,
        primary=base_language(next(iter(termbase.languages()), "")),
        homes={each: tuple(concepts.values()) for each, concepts in homes.items()},
    )


def key(term: Term) -> tuple[str, str]:
    """What two terms have in common that no match can tell apart: base language and folded text, hyphens as spaces."""
    folded = fold(term.text, term.language).text
    return base_language(term.language), folded.replace("-", " ") if uses_spaces(term.language) else folded


def _separated(one: Term, other: Term) -> bool:
    """Whether no text has both terms: their conditions differ, or the one is over before the other begins."""
    for first, second in ((one, other), (other, one)):
        if first.valid_until and second.valid_from and first.valid_until < second.valid_from:
            return True
    return one.is_conditional and other.is_conditional and _conditions(one) != _conditions(other)


def _conditions(term: Term) -> tuple[object, ...]:
    return frozenset(term.near), frozenset(term.not_near), frozenset(term.in_subject_fields), term.in_quotes


def is_word(text: str) -> bool:
    """Whether a text has a letter, an ideograph or a digit, without which nothing can be searched for."""
    return any(character.isalnum() for character in text)


def allowed(concept: Concept, language: str, folded: str) -> list[Term]:
    """The allowed terms of a concept that fold to this text."""
    return [term for term in concept.terms if term.status in ALLOWED and key(term) == (language, folded)]


def same_rendering(concepts: Sequence[Concept], language: str) -> bool:
    """Whether all concepts share an allowed term in some language beside this one."""
    renderings = [
        {key(term) for term in concept.terms if term.status in ALLOWED and base_language(term.language) != language}
        for concept in concepts
    ]
    return bool(set.intersection(*renderings))


def ids(concepts: Sequence[Concept]) -> str:
    """The ids of a few concepts, for a message."""
    shown = ", ".join(concept.id for concept in concepts[:5])
    return f"{shown} and {len(concepts) - 5} more" if len(concepts) > 5 else shown
