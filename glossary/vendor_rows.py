"""What of a termbase a service's glossary can hold: its rows, and everything that is left out, with the reason.

    going-global: 走出去 preferred; going global preferred, go global admitted, walk out forbidden
    rows          走出去 -> going global
    left out      go global: a glossary has one rendering; walk out: is forbidden, which a glossary cannot say

Exporting and validating ask the same function, so what validation does not name is exported as it is meant.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from glossary.formats.cells import fit
from glossary.formats.direction import direction_of
from glossary.issue import Severity
from glossary.languages import answers, normalise_tag
from glossary.termbase import ALLOWED, CaseRule, Concept, MatchRule, Status, Term, Termbase
from glossary.vendors import Vendor, advice, has_case, limit


class Shape(StrEnum):
    """What a line of a glossary is."""

    ONE_WAY = "one-way"
    """The first column is the source, and every source term has a line."""
    ANY_WAY = "any-way"
    """Any column may be the source, and every concept has a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One language of a glossary."""

    code: str
    """What the service calls it."""
    tags: tuple[str, ...]
    """What the termbase calls it: several where the service does not tell them apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """Something of a termbase that a glossary cannot hold, or that the service will not use as it is meant."""

    concept: str
    term: str
    field: str
    """Its name in the model; ``term`` where the whole term is left out."""
    reason: str
    severity: Severity = Severity.NEUTRAL
    """Major: the service would refuse it. Minor: it would ignore it. Neutral: data that there is no place for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a glossary: a text for each column, empty where the concept has none, and what else stands there."""

    concept: Concept
    texts: tuple[str, ...]
    extra: tuple[str, ...] = ()
    """Part of speech and description, where the glossary has columns for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """A glossary for a service."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    omissions: tuple[Omission, ...]


def columns_for(
    termbase: Termbase, vendor: Vendor, source: str | None = None, target: str | None = None
) -> tuple[Column, ...]:
    """The languages of a glossary, the source first: the pair that is asked for, else all that the service takes.

    Raises TermlockError where a service takes one pair and it is not clear which is meant, or there are no two languages.
    """
    codes = {vendor.code(tag) for tag in termbase.languages()}
    if vendor.most_languages == 2 or target or len(codes) < 2:
        pair = direction_of(termbase, source, target)
        return tuple(Column(code=vendor.code(tag), tags=(tag,)) for tag in (pair.source, pair.target))
    tags = tuple(dict.fromkeys(normalise_tag(tag) for tag in termbase.languages()))
    first = [tag for tag in tags if source and answers(tag, source)] or list(tags[:1])
    merged: dict[str, tuple[str, ...]] = {}
    for tag in dict.fromkeys((*first, *tags)):
        merged[vendor.code(tag)] = (*merged.get(vendor.code(tag), ()), tag)
    return tuple(Column(code=code, tags=tags) for code, tags in merged.items())


def rows_for(
    termbase: Termbase,
    vendor: Vendor,
    columns: Sequence[Column],
    shape: Shape = Shape.ONE_WAY,
    *,
    described: bool = False,
    today: date | None = None,
) -> Glossary:
    """The rows of a glossary for a service, and what is left out of it, in the order of the termbase.

    A preferred rendering goes before a proposed and an admitted one; terms that are not in force ``today`` are left
    out. With ``described`` the file has a part of speech and a definition on every line. Nothing that the service
    refuses or ignores is in the rows, and the file stays within the service's size.
    """
    taken = tuple(columns[: vendor.most_languages])
    builder = _Builder(
        vendor=vendor, columns=taken, left=tuple(columns[len(taken) :]), shape=shape, described=described, today=today or date.today()
    )
    builder.size = size_of([*(column.code for column in taken), *(("pos", "description") if described else ())])
    for concept in termbase:
        _add(builder, concept)
    return Glossary(columns=taken, rows=tuple(builder.rows), omissions=tuple(builder.omissions))


def size_of(cells: Iterable[str]) -> int:
    """The bytes of a line of CSV."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return len(buffer.getvalue().encode())


@dataclass(slots=True, kw_only=True)
class _Builder:
    vendor: Vendor
    columns: tuple[Column, ...]
    left: tuple[Column, ...]
    shape: Shape
    described: bool
    today: date
    size: int = 0
    rows: list[Row] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)
    taken: dict[tuple[int, str], Row] = field(default_factory=dict)
    """(column, text) of each source -> the row that has it already."""

    def omit(
        self, concept: Concept, term: str, name: str, reason: str, severity: Severity = Severity.NEUTRAL
    ) -> None:
        self.omissions.append(Omission(concept=concept.id, term=term, field=name, reason=reason, severity=severity))


_ORDER = (Status.PREFERRED, Status.PROPOSED, Status.ADMITTED)


def _add(builder: _Builder, concept: Concept) -> None:
    """The rows of one concept, and what of it is left out."""
    places: list[list[Term]] = [[] for _ in builder.columns]
    for term in concept.terms:
        place = _place(builder.columns, term.language)
        if _usable(builder, concept, term, place):
            places[place].append(term)
    for terms in places:
        terms.sort(key=lambda term: _ORDER.index(term.status))
    fill = _one_way if builder.shape is Shape.ONE_WAY else _any_way
    kept = fill(builder, concept, places)
    for term in kept:
        for name, reason in _said(term):
            if not (builder.described and name == "part_of_speech"):
                builder.omit(concept, term.text, name, reason)
        if found := advice(builder.vendor, term.text, term.language):
            builder.omit(concept, term.text, "text", found.reason, found.severity)
        if _is_found_in_one_case(builder, term):
            reason = f"{builder.vendor.title} finds it in this letter case only"
            builder.omit(concept, term.text, "case", reason)
    if kept:
        for name in ("subject_field", "definition", "note", "cross_references"):
            if getattr(concept, name) and not (builder.described and name == "definition"):
                builder.omit(concept, "", name, "a glossary has no place for it")


@lru_cache(maxsize=1024)
def _place(columns: tuple[Column, ...], language: str) -> int:
    """The column of a language, -1 where it has none: an equal tag goes before one that answers."""
    tag = normalise_tag(language)
    exact = (place for place, column in enumerate(columns) if tag in column.tags)
    near = (place for place, column in enumerate(columns) if any(answers(tag, each) for each in column.tags))
    return next(exact, next(near, -1))


def _usable(builder: _Builder, concept: Concept, term: Term, place: int) -> bool:
    """Whether a term can be in the glossary; if not, it is told why."""
    title, severity = builder.vendor.title, Severity.NEUTRAL
    if place < 0:
        if _place(builder.left, term.language) >= 0:
            most = builder.vendor.most_languages - 1
            reason, severity = f"is in {term.language}, and {title} takes at most {most} target languages", Severity.MAJOR
        else:
            reason = f"is in {term.language}, which is not in the file"
    elif term.status not in ALLOWED:
        reason = f"is {term.status}, which a glossary cannot say"
    elif not term.is_valid_on(builder.today):
        reason = f"is not in force on {builder.today}"
    elif found := limit(builder.vendor, term.text, term.language):
        reason, severity = found.reason, found.severity
    else:
        return True
    builder.omit(concept, term.text, "term", reason, severity)
    return False


def _one_way(builder: _Builder, concept: Concept, places: Sequence[Sequence[Term]]) -> list[Term]:
    """A row for each source term; gives the terms that are in the file."""
    kept: dict[str, Term] = {}
    for source in places[0]:
        targets = [terms[0] if terms else source if source.do_not_translate else None for terms in places[1:]]
        missing = [column.code for column, term in zip(builder.columns[1:], targets, strict=True) if term is None]
        if missing:
            builder.omit(concept, source.text, "term", f"has no usable rendering in {', '.join(missing)}")
            continue
        row = [source, *(term for term in targets if term is not None)]
        if _append(builder, concept, row, sources=(0,)):
            kept |= {f"{term.language} {term.text}": term for term in row}
    for terms in places[1:]:
        _spare(builder, concept, terms, kept=bool(kept))
    return list(kept.values())


def _any_way(builder: _Builder, concept: Concept, places: Sequence[Sequence[Term]]) -> list[Term]:
    """One row for the concept, with the best term of each language; gives the terms that are in the file."""
    best = [terms[0] if terms else None for terms in places]
    codes = [column.code for column, term in zip(builder.columns, best, strict=True) if term is None]
    kept = [term for term in best if term is not None]
    if codes and (builder.vendor.whole_rows or len(kept) < 2):
        for term in (term for terms in places for term in terms):
            builder.omit(concept, term.text, "term", f"its concept has nothing usable in {', '.join(codes)}")
        return []
    added = _append(builder, concept, best, sources=[place for place, term in enumerate(best) if term])
    for terms in places:
        _spare(builder, concept, terms, kept=added)
    return kept if added else []


def _spare(builder: _Builder, concept: Concept, terms: Sequence[Term], *, kept: bool) -> None:
    """Name the terms of one language that are in no row."""
    for term in terms[1:] if kept else terms:
        if kept and term.text != terms[0].text:
            builder.omit(concept, term.text, "term", f"is a further {term.status} term, and a glossary has one")
        elif not kept:
            builder.omit(concept, term.text, "term", "no row of its concept is in the file")


def _append(builder: _Builder, concept: Concept, terms: Sequence[Term | None], *, sources: Sequence[int]) -> bool:
    """Put a row into the glossary if its sources are still free and the file has room; else tell why not."""
    texts = tuple(term.text if term else "" for term in terms)
    vendor = builder.vendor
    for place in sources:
        other = builder.taken.get((place, texts[place]))
        if other is None:
            continue
        if other.texts == texts:
            return True  # the same row once more, so nothing is lost
        to = ", ".join(text for index, text in enumerate(other.texts) if text and index != place)
        if place and builder.shape is Shape.ANY_WAY and not vendor.whole_rows:  # the row is right in the other direction
            reason = f"goes to {to} as well (concept {other.concept.id}), and nobody says which one {vendor.title} takes"
            builder.omit(concept, texts[place], "text", reason, vendor.several)
            continue
        does = "refuses a file with a source twice" if vendor.several is Severity.MAJOR else "has one target for a source"
        reason = f"goes to {to} already (concept {other.concept.id}), and {vendor.title} {does}"
        builder.omit(concept, texts[place], "term", reason, vendor.several)
        return False
    row = Row(concept=concept, texts=texts, extra=_extra(builder, concept, terms))
    size = size_of((*row.texts, *row.extra))
    if builder.size + size > vendor.file_bytes:
        reason = f"is beyond the {vendor.file_bytes:,} bytes that a file for {vendor.title} may have"
        builder.omit(concept, texts[sources[0]], "term", reason, Severity.MAJOR)
        return False
    builder.size += size
    for place in sources:
        builder.taken.setdefault((place, texts[place]), row)
    builder.rows.append(row)
    return True


def _is_found_in_one_case(builder: _Builder, term: Term) -> bool:
    """Whether the service misses a source term that stands in another letter case than its own, as it may."""
    may_be_source = builder.shape is Shape.ANY_WAY or _place(builder.columns, term.language) == 0
    return builder.vendor.exact_case and may_be_source and term.case is not CaseRule.AS_IS and has_case(term.text)


def _extra(builder: _Builder, concept: Concept, terms: Sequence[Term | None]) -> tuple[str, ...]:
    """Part of speech and definition, each on one line."""
    if not builder.described:
        return ()
    parts = [term.part_of_speech for term in terms if term and term.part_of_speech]
    extra = []
    for name, text in (("part_of_speech", parts[0] if parts else ""), ("definition", concept.definition)):
        line = " ".join(fit(text).split())
        if line != text:
            builder.omit(concept, "", name, "is written on one line and without controls")
        extra.append(line)
    if len(set(parts)) > 1:
        builder.omit(concept, "", "part_of_speech", f"is {', '.join(dict.fromkeys(parts))}; a line has one, {parts[0]}")
    return tuple(extra)


_CONDITIONS = ("near", "not_near", "in_subject_fields", "in_quotes", "match")
_DATA = ("part_of_speech", "term_type", "context", "note", "source", "source_url", "valid_from", "valid_until")


def _said(term: Term) -> Iterator[tuple[str, str]]:
    """What a term says about itself beyond its text, and why a glossary does not."""
    if term.status is not Status.PREFERRED:
        yield "status", f"is {term.status}; the service takes it for preferred"
    for name in _CONDITIONS:
        if getattr(term, name) and getattr(term, name) is not MatchRule.WORD:
            yield name, "the service does not know this condition"
    if not term.inflect:
        yield "inflect", "the service does not know this condition"
    for name in _DATA:
        if getattr(term, name):
            yield name, "a glossary has no place for it"
