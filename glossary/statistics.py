"""What is in a termbase, counted by language, status and subject field; and how much of it a corpus has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from glossary.corpus import Passage, Tally, TermKey, key_of, tally
from glossary.export import to_frame
from glossary.folding import fold
from glossary.languages import base_language
from glossary.termbase import Status, Termbase

if TYPE_CHECKING:
    import polars


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many terms of one kind there are, and in how many concepts."""

    name: str
    concepts: int
    terms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How often a term stands in a corpus."""

    concept: str
    term: str
    language: str
    matches: int
    doubtful: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of a termbase a corpus has."""

    documents: int
    passages: int
    characters: int
    languages: tuple[str, ...]
    concepts: int
    """Concepts with a term in one of the corpus's languages: those that could have been found."""
    concepts_seen: int
    matches: int
    doubtful: int
    seen: tuple[Seen, ...]
    """Every term that was found, the most frequent first."""
    unseen: tuple[Seen, ...]
    """Every term of the corpus's languages that was not found, in the order of the termbase. A term that another one of
    its concept is written like (in the other script, with other quotes) is not asked for by itself."""

    @property
    def per_thousand(self) -> float:
        """Matches per 1,000 characters."""
        return 1000 * self.matches / self.characters if self.characters else 0.0

    @property
    def doubtful_share(self) -> float:
        """The share of the matches that are doubtful."""
        return self.doubtful / self.matches if self.matches else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """A termbase in figures."""

    concepts: int
    terms: int
    languages: tuple[Count, ...]
    """In the order in which the termbase has them."""
    statuses: tuple[Count, ...]
    """In the order of `Status`; those that occur."""
    subject_fields: tuple[Count, ...]
    """The largest first; an empty name for concepts without one."""
    coverage: Coverage | None = None


def statistics(termbase: Termbase, passages: Iterable[Passage] | None = None, *, today: date | None = None) -> Statistics:
    """The figures of a termbase; of a corpus too, where there is one.

    What is not in force on ``today`` (by default this day) is counted in the termbase and not found in the corpus.
    """
    import polars as pl

    frame = to_frame(termbase)
    order = {str(status): place for place, status in enumerate(Status)}
    return Statistics(
        concepts=len(termbase),
        terms=frame.height,
        languages=_counts(frame, pl.col("language")),
        statuses=tuple(sorted(_counts(frame, pl.col("status")), key=lambda count: order[count.name])),
        subject_fields=tuple(
            sorted(_counts(frame, pl.col("subject_field").str.strip_chars()), key=lambda count: (-count.concepts, count.name))
        ),
        coverage=None if passages is None else coverage(termbase, tally(termbase.valid_on(today or date.today()), passages)),
    )


def _counts(frame: polars.DataFrame, by: polars.Expr) -> tuple[Count, ...]:
    import polars as pl

    grouped = frame.group_by(by.alias("name"), maintain_order=True).agg(
        concepts=pl.col("concept").n_unique(), terms=pl.len()
    )
    return tuple(Count(**row) for row in grouped.iter_rows(named=True))


def coverage(termbase: Termbase, counted: Tally) -> Coverage:
    """How much of a termbase stands in what was counted."""
    alike: dict[tuple[str, str, str], list[TermKey]] = {}
    for concept in termbase:
        for term in concept.terms:
            base = base_language(term.language)
            if base in counted.languages:
                written = (concept.id, base, fold(term.text, term.language).text)
                alike.setdefault(written, []).append(key_of(concept.id, term))
    rows = []
    for keys in alike.values():
        matches = sum(counted.matches(key) for key in keys)
        best = max(keys, key=counted.matches)
        doubtful = sum(counted.doubtful[key] for key in keys)
        rows.append(Seen(concept=best[0], language=best[1], term=best[2], matches=matches, doubtful=doubtful))
    seen = sorted((row for row in rows if row.matches), key=lambda row: (-row.matches, row.concept, row.term))
    return Coverage(
        documents=counted.documents,
        passages=counted.passages,
        characters=counted.characters,
        languages=counted.languages,
        concepts=len({concept for concept, _, _ in alike}),
        concepts_seen=len({row.concept for row in seen}),
        matches=sum(row.matches for row in seen),
        doubtful=sum(row.doubtful for row in seen),
        seen=tuple(seen),
        unseen=tuple(row for row in rows if not row.matches),
    )
