"""Termbase -> the rows of a plain table that `tabular` reads back, and what they could not hold.

Terms of a concept share a row where everything but their text is the same; further rows repeat a term that the concept
has already, so that a reader sees what they belong to.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from glossary.formats.cells import fit, guard, is_splittable, join
from glossary.formats.headers import FIELDS, column_of
from glossary.formats.loss import Loss, LossReport
from glossary.termbase import ALLOWED, Concept, MatchRule, Term, Termbase

if TYPE_CHECKING:
    import polars

_ALWAYS = {"concept", "status"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A header and its rows; every row has a cell for each column, empty ones are empty strings."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    languages: tuple[str, ...]
    """Which of the columns hold terms."""


@dataclass(slots=True)
class _Losses:
    concept: str = ""
    found: list[Loss] = field(default_factory=list)

    def add(self, term: str, name: str, reason: str) -> None:
        self.found.append(Loss(concept=self.concept, term=term, field=name, reason=reason))

    def fit(self, text: str, term: str, name: str) -> str:
        """The text as a cell holds it; what that changes is a loss."""
        fitted = fit(text)
        if fitted != text:
            self.add(term, name, "holds controls, stray line ends or blank ends that a table cannot; they are changed")
        return fitted

    def join(self, parts: tuple[str, ...], term: str, name: str) -> str:
        """Several texts as one cell holds them."""
        fitted = tuple(fit(part) for part in parts)
        if fitted != parts or not all(part and is_splittable(part) for part in parts):
            self.add(
                term,
                name,
                "holds blanks, controls or backslashes that a cell of several parts cannot; they are changed",
            )
        return join(tuple(part for part in fitted if part))


def to_table(termbase: Termbase) -> tuple[Table, LossReport]:
    """The plain table of a termbase. Columns that would be empty are left out."""
    losses = _Losses()
    languages = tuple(dict.fromkeys(filter(None, map(column_of, termbase.languages()))))
    taken: set[str] = set()
    records = [record for concept in termbase for record in _records(concept, languages, taken, losses)]
    used = _ALWAYS.union(*(record.keys() for record in records)) if records else _ALWAYS
    header = ("concept", *languages, *(name for name in FIELDS if name in used and name != "concept"))
    rows = tuple(tuple(record.get(name, "") for name in header) for record in records)
    return Table(header=header, rows=rows, languages=languages), LossReport(losses=tuple(losses.found))


def to_frame(table: Table) -> polars.DataFrame:
    """A table as text columns with cells guarded against spreadsheet formulas; empty cells are null."""
    import polars as pl

    data = {name: [guard(row[index]) or None for row in table.rows] for index, name in enumerate(table.header)}
    return pl.DataFrame(data, schema=dict.fromkeys(table.header, pl.String))


def _records(
    concept: Concept, languages: tuple[str, ...], taken: set[str], losses: _Losses
) -> Iterator[dict[str, str]]:
    losses.concept = concept.id
    about = {
        "subject_field": losses.fit(concept.subject_field, "", "subject_field"),
        "definition": losses.fit(concept.definition, "", "definition"),
        "concept_note": losses.fit(concept.note, "", "note"),
        "cross_references": losses.join(concept.cross_references, "", "cross_references"),
    }
    about = {name: text for name, text in about.items() if text}
    waiting = _waiting(concept, languages, losses)
    if not waiting and not (about and languages):  # a table without the column of a language is none
        losses.add("", "concept", "has no terms and is left out")
        return
    about["concept"] = _name(concept.id, taken, losses)
    written: dict[str, _Waiting] = {}
    if not waiting:
        yield about
    while waiting:
        shared = next(iter(waiting.values()))[0].cells
        record = about | shared
        for language, queue in list(waiting.items()):
            texts: list[str] = []
            while queue and queue[0].cells == shared:
                if texts and not (is_splittable(queue[0].text) and is_splittable(texts[-1])):
                    break
                texts.append(queue[0].text)
                written.setdefault(language, queue.popleft())
            if not queue:
                del waiting[language]
            if texts:
                record[language] = join(tuple(texts))
        for language in languages:  # what the row belongs to
            if language in record:
                break
            if language in written and written[language].identifies and is_splittable(written[language].text):
                record[language] = join((written[language].text,))
                break
        yield record
        about = {"concept": about["concept"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """A term that is to be written: its text as a table has it, and the cells beside it."""

    text: str
    cells: dict[str, str]
    identifies: bool


def _waiting(concept: Concept, languages: tuple[str, ...], losses: _Losses) -> dict[str, deque[_Waiting]]:
    """The terms that a table can hold, by language, each with its text as the table has it."""
    waiting: dict[str, deque[_Waiting]] = {language: deque() for language in languages}
    seen: set[tuple[str, str]] = set()
    for term in concept.terms:
        language = column_of(term.language)
        if not language:
            losses.add(term.text, "term", f"is in {term.language}, which is no name for the column of a language; it is left out")
            continue
        if language != term.language:
            losses.add(term.text, "language", f"is written as {language} instead of {term.language}")
        text = losses.fit(term.text, term.text, "text")
        if "\\|" in text:
            losses.add(term.text, "text", "holds a backslash before | and reads back without it")
        if not text:
            losses.add(term.text, "term", "is empty and left out")
        elif (language, text) in seen:
            losses.add(term.text, "term", f"stands twice in {language}; a table holds the first one")
        else:
            seen.add((language, text))
            cells = _cells(term, losses)
            waiting[language].append(_Waiting(text=text, cells=cells, identifies=term.status in ALLOWED))
    return {language: queue for language, queue in waiting.items() if queue}


_TEXTS = ("part_of_speech", "term_type", "context", "note", "source", "source_url")


def _cells(term: Term, losses: _Losses) -> dict[str, str]:
    """The cells of a term beside its text."""
    record = {"status": term.status.value}
    for name in _TEXTS:
        if (value := getattr(term, name)) and (text := losses.fit(value, term.text, name)):
            record["type" if name == "term_type" else name] = text
    for name in ("near", "not_near", "in_subject_fields"):
        if (parts := getattr(term, name)) and (text := losses.join(parts, term.text, name)):
            record[name] = text
    if term.case is not None:
        record["case"] = term.case.value
    if term.match is not MatchRule.WORD:
        record["match"] = term.match.value
    if not term.inflect:
        record["inflect"] = "no"
    if term.do_not_translate:
        record["do_not_translate"] = "yes"
    if term.in_quotes:
        record["in_quotes"] = "yes"
    for name in ("valid_from", "valid_until"):
        if (day := getattr(term, name)) is not None:
            record[name] = day.isoformat()
    return record


def _name(wanted: str, taken: set[str], losses: _Losses) -> str:
    """The concept's id as a cell holds it, unlike every other."""
    name = base = fit(wanted) or "concept"
    number = 1
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    taken.add(name)
    if name != wanted:
        losses.add("", "id", f"is written as {name!r}")
    return name
