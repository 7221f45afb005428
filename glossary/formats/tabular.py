"""The plain table: rows of cells -> termbase. What CSV, TSV and XLSX have in common.

One row a term in each language: a column for each language, and any of `headers.FIELDS`. Rows with the same ``concept``
add terms to it; a row's status is that of the terms which it adds, a term that the concept already has only identifies
it. Without a ``concept``, rows that share a term in the first language column are one concept.

    concept,zh,en,status
    c1,走出去,going global,preferred
    c1,走出去,go global|go out,admitted
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from glossary.errors import TermbaseError
from glossary.formats.alternatives import Splitter, splitter_of
from glossary.formats.cells import (
    BOOLEAN_OF,
    CASE_OF,
    MATCH_OF,
    STATUS_OF,
    listing,
    parse_date,
    split,
    unguard,
)
from glossary.formats.concepts import ABOUT, Row, concepts_of, contradictions, places_of
from glossary.formats.headers import Column, columns_of, has_terms, language_of
from glossary.languages import HAN, base_language, normalise_tag
from glossary.termbase import CaseRule, MatchRule, Status, Termbase

_MOST_COLUMNS = 1_000
_HEADER_WITHIN = 10
"""A title may stand above the header; it is looked for in this many rows."""
_MOST_PROBLEMS = 100
_TERM_HOLDERS = {"source_term", "target_term", "term"}
_CHOICES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "status": (STATUS_OF, [each.value for each in Status]),
    "case": (CASE_OF, [each.value for each in CaseRule]),
    "match": (MATCH_OF, [each.value for each in MatchRule]),
    "inflect": (BOOLEAN_OF, ["yes", "no"]),
    "do_not_translate": (BOOLEAN_OF, ["yes", "no"]),
    "in_quotes": (BOOLEAN_OF, ["yes", "no"]),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table of a file: its name in messages, and its rows, each with the line on which it begins (from 1)."""

    name: str
    rows: Iterable[tuple[int, Sequence[str]]]


@dataclass(slots=True, kw_only=True)
class Findings:
    """What was found wrong with a file so far: problems keep it from being used, warnings don't."""

    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def error(self) -> TermbaseError:
        """All problems as one error, one line each."""
        lines = self.problems[:_MOST_PROBLEMS]
        if more := len(self.problems) - len(lines):
            lines.append(f"and {more:,} more problems")
        return TermbaseError("\n".join(lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Here:
    """The table that is being read, and what its file was said to be."""

    name: str
    source: str | None
    target: str | None
    findings: Findings


def parse_sheets(sheets: Iterable[Sheet], *, source: str | None, target: str | None, findings: Findings) -> Termbase:
    """One termbase out of all tables of a file; raises TermbaseError that names every problem of the file.

    ``source`` and ``target`` are the languages of tables that do not say theirs (``source,target``, or no header).
    """
    rows: list[Row] = []
    unusable: list[str] = []
    usable = 0
    for sheet in sheets:
        table = iter(sheet.rows)
        here = _Here(name=sheet.name, source=source, target=target, findings=findings)
        columns, first = _header(here, table, unusable)
        if columns:
            usable += 1
            rows.extend(_rows(here, columns, chain(first, table)))
    if not usable:
        findings.problems.extend(unusable)
    else:
        findings.warnings.extend(f"{each}; this sheet is not used" for each in unusable)
    if findings.problems:
        raise findings.error()
    concepts = concepts_of(rows, findings.warnings)
    findings.warnings.extend(contradictions(concepts, source))
    return Termbase(concepts=concepts, warnings=tuple(findings.warnings), places=places_of(rows))


# ---------------------------------------------------------------------------------------------------- the header


def _header(
    here: _Here, table: Iterator[tuple[int, Sequence[str]]], unusable: list[str]
) -> tuple[tuple[Column, ...], list[tuple[int, Sequence[str]]]]:
    """The columns of a table, and the rows that had to be read to know them but are no header."""
    name, source, target, findings = here.name, here.source, here.target, here.findings
    line, header = next(((line, cells) for line, cells in table if any(cell.strip() for cell in cells)), (0, ()))
    if not line:
        unusable.append(f"{name}: is empty; it needs a header such as concept,zh,en,status and a row for each term")
        return (), []
    if len(header) > _MOST_COLUMNS:
        unusable.append(f"{name}:{line}: has {len(header):,} columns; a term table has at most {_MOST_COLUMNS:,}")
        return (), []
    columns = columns_of([unguard(cell) for cell in header])
    rest: list[tuple[int, Sequence[str]]] = []
    if not has_terms(columns):
        rest = list(table)
        if (source and target) and (rows := _headerless(header, iter(rest), line, source)):
            names = ("source_term", "target_term", "note")
            return tuple(Column(index=index, name=of, field=of) for index, of in enumerate(names[: len(header)])), rows
        if (found := _header_below(rest)) is not None:
            columns, skipped = found
            above = [header, *(cells for _, cells in rest[:skipped])]
            if any(sum(bool(cell.strip()) for cell in cells) > 1 for cells in above):  # more than a title
                told = f"{name}:{line}: what stands above the header in line {rest[skipped][0]} is not read"
                findings.warnings.append(told)
            line, rest = rest[skipped][0], rest[skipped + 1 :]
    if not has_terms(columns):
        advice = "name one by its tag, such as zh or en"
        if len(header) == 2:
            advice += "; a file without a header needs --from and --to, and its first column in the language of --from"
        unusable.append(f"{name}:{line}: none of the columns {_quoted(header)} is a language; {advice}")
        return (), []
    languages = any(column.language for column in columns)
    fields = {column.field: column.name for column in columns}
    unsaid = [
        f"{name}:{line}: the language of column {fields[of]!r} is not said; use {option}"
        for of, own, said, option in (
            ("source_term", "source_language", source, "--from"),
            ("target_term", "target_language", target, "--to"),
        )
        if of in fields and own not in fields and not said and not languages
    ]
    if unsaid:
        unusable.extend(unsaid)
        return (), []
    _warn_of_unused(name, line, columns, findings)
    return columns, rest


def _header_below(rows: list[tuple[int, Sequence[str]]]) -> tuple[tuple[Column, ...], int] | None:
    """The columns of a header that has a title above it, and its place among the rows after the first."""
    for place, (_, cells) in enumerate(rows[: _HEADER_WITHIN - 1]):
        if len(cells) <= _MOST_COLUMNS:
            columns = columns_of([unguard(cell) for cell in cells])
            if has_terms(columns) and sum(bool(each.language or each.field) for each in columns) >= 2:
                return columns, place
    return None


def _headerless(
    first: Sequence[str], table: Iterator[tuple[int, Sequence[str]]], line: int, source: str
) -> list[tuple[int, Sequence[str]]]:
    """All rows of a table of two columns, or three with a comment, whose first column is in the script of the source language, else none."""
    if len(first) not in {2, 3} or not _in_script(first[0], source):
        return []
    rows = [(line, first), *table]
    filled = [cells for _, cells in rows if any(cell.strip() for cell in cells)]
    fitting = sum(_in_script(cells[0], source) for cells in filled)
    return rows if fitting >= 0.8 * len(filled) else []


def _in_script(text: str, language: str) -> bool:
    if base_language(language) in {"zh", "ja"}:
        return HAN.search(text) is not None
    return any(character.isalpha() for character in text) and HAN.search(text) is None


def _warn_of_unused(name: str, line: int, columns: tuple[Column, ...], findings: Findings) -> None:
    unknown = [column.name for column in columns if column.name and not column.language and not column.field]
    if unknown:
        findings.warnings.append(f"{name}:{line}: columns {_quoted(unknown)} are unknown and not read")
    seen: set[str] = set()
    for column in columns:
        if column.field and column.field in seen:
            findings.warnings.append(
                f"{name}:{line}: column {column.name!r} repeats {column.field}; the first one is read"
            )
        seen.add(column.field)


def _quoted(names: Sequence[str]) -> str:
    shown = ", ".join(f'"{" ".join(name.split())[:40]}"' for name in names[:10])
    return f"{shown} and {len(names) - 10:,} more" if len(names) > 10 else shown


# ---------------------------------------------------------------------------------------------------- the rows


def _rows(here: _Here, columns: tuple[Column, ...], table: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Row]:
    name, source, target, findings = here.name, here.source, here.target, here.findings
    width = len(columns)
    holders = [column for column in columns if column.language or column.field in _TERM_HOLDERS]
    at: dict[str, int] = {}
    for column in columns:
        at.setdefault(column.field, column.index)
    nameless = [column.index for column in columns if not column.name]
    said = {
        "source_term": (at.get("source_language"), normalise_tag(source) if source else ""),
        "target_term": (at.get("target_language"), normalise_tag(target) if target else ""),
        "term": (at.get("language"), ""),
    }
    described = [(each, at[each]) for each in _ATTRIBUTES if each in at]
    about_at = [at.get(each) for each in ABOUT]
    concept_at, status_at = at.get("concept"), at.get("status")
    known: dict[tuple[str, ...], dict[str, Any]] = {}
    rows = [(line, [unguard(cell) for cell in raw]) for line, raw in table]
    parting = _parting(here, columns, holders, [cells for _, cells in rows])
    for line, cells in rows:
        if not any(cells):
            continue
        where = f"{name}:{line}"
        if len(cells) > width and any(cells[width:]):
            findings.problems.append(
                f"{where}: has {len(cells)} cells and the header {width}; "
                "give each column a header, or put quotes around a cell that holds the separator"
            )
            continue
        cells.extend([""] * (width - len(cells)))
        if any(cells[index] for index in nameless):
            findings.warnings.append(f"{where}: a cell in a column without a header is not read")
        terms: list[tuple[tuple[str, str], ...]] = []
        for column in holders:
            texts = parting.get(column.index, split)(cells[column.index])
            if not texts:
                continue
            language = column.language
            if not language:
                language_at, language = said[column.field]
                if language_at is not None and cells[language_at]:
                    language = language_of(cells[language_at])
                if not language:
                    cell = cells[language_at] if language_at is not None else ""
                    findings.problems.append(f'{where}: language "{cell}" is unknown; use a tag such as zh-Hans or en')
                    continue
            terms.append(tuple((language, text) for text in texts))
        concept = cells[concept_at] if concept_at is not None else ""
        about = tuple(cells[index] if index is not None else "" for index in about_at)
        values = tuple(cells[index] for _, index in described)
        if values not in known:
            attributes, problems = _attributes([each for each, _ in described], values)
            if problems:
                findings.problems.extend(f"{where}: {problem}" for problem in problems)
                continue
            known[values] = attributes
        if not terms and not (concept and any(about)):
            holder = listing([f'"{column.name}"' for column in holders[:4]])
            findings.problems.append(f"{where}: has no term; fill in {holder}, or delete the row")
            continue
        yield Row(
            where,
            concept,
            terms[0] if terms else (),
            tuple(term for each in terms[1:] for term in each),
            known[values],
            about,
            status_at is not None and bool(cells[status_at]),
        )


def _parting(
    here: _Here, columns: tuple[Column, ...], holders: list[Column], rows: list[list[str]]
) -> dict[int, Splitter]:
    """How the cells of a column are parted where that is not by ``|``; each such column is warned of.

    A table with the columns ``concept`` and ``status`` is one of termlock's own, in which nothing else parts terms.
    """
    if {"concept", "status"} <= {column.name for column in columns}:
        return {}
    parting: dict[int, Splitter] = {}
    for column in holders:
        found = splitter_of([cells[column.index] for cells in rows if len(cells) > column.index and cells[column.index]])
        if found is not None:
            separator, parting[column.index], cells = found
            example = " ".join(cells[0].split())[:60]
            here.findings.warnings.append(
                f'{here.name}: "{separator}" is taken to part several terms in {len(cells)} '
                f'{"cell" if len(cells) == 1 else "cells"} of column "{column.name}", such as "{example}"; '
                "if it belongs to the terms, add the columns concept and status, where only | parts them"
            )
    return parting


_ATTRIBUTES = {
    "status": "status",
    "part_of_speech": "part_of_speech",
    "type": "term_type",
    "context": "context",
    "note": "note",
    "source": "source",
    "source_url": "source_url",
    "case": "case",
    "match": "match",
    "inflect": "inflect",
    "do_not_translate": "do_not_translate",
    "not_near": "not_near",
    "near": "near",
    "in_subject_fields": "in_subject_fields",
    "in_quotes": "in_quotes",
    "valid_from": "valid_from",
    "valid_until": "valid_until",
}
"""Columns that describe the terms which a row adds, and the attribute of `Term` that each fills."""


def _attributes(names: list[str], values: tuple[str, ...]) -> tuple[dict[str, Any], list[str]]:
    """The keyword arguments for `Term` that the cells of a row give, and what is wrong with them."""
    attributes: dict[str, Any] = {}
    problems: list[str] = []
    for name, text in zip(names, values, strict=True):
        if not text:
            continue
        value: Any = text
        if name in _CHOICES:
            meanings, choices = _CHOICES[name]
            value = meanings.get(re.sub(r"\s+", " ", text).casefold())
            if value is None:
                problems.append(f'{name} "{text}" is unknown; use {listing(choices)}')
        elif name in {"valid_from", "valid_until"}:
            value = parse_date(text)
            if value is None:
                problems.append(f'{name} "{text}" is no date; write it as 2024-12-31')
        elif name in {"not_near", "near", "in_subject_fields"}:
            value = split(text)
        attributes[_ATTRIBUTES[name]] = value
    return attributes, problems
