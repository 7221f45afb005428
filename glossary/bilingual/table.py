"""Tables of translations: CSV, TSV and XLSX with a column for each side.

The header says which columns they are: language tags and names (``zh``, ``English``), or ``source`` and ``target`` and their
like; where it doesn't, ``--source-column`` and ``--target-column`` do. Offsets count code points of the file; a workbook is
told by its extracted text, in which a line is a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from glossary.bilingual.unit import Unit, Variant
from glossary.bilingual.xml_events import Text
from glossary.errors import TermlockError
from glossary.formats.cells import listing
from glossary.formats.headers import columns_of

_HEADER_WITHIN = 10
_FORMULA = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which columns hold the two sides, as the user said: by header or by number from 1; empty where the header says it."""

    source: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class _Layout:
    columns: tuple[tuple[int, str], ...]
    """(index, language) of each column with texts."""
    has_roles: bool


Row = Sequence[Text]


def units(rows: Iterable[tuple[int, Row]], name: str, columns: Columns) -> Iterator[Unit]:
    """A unit for each row below the header."""
    layout: _Layout | None = None
    ahead: list[list[str]] = []
    for _, row in rows:
        if layout is None:
            header = [cell.side().text.strip() for cell in row]
            layout = _layout(header, columns)
            ahead.append(header)
            if layout is None and len(ahead) >= _HEADER_WITHIN:
                break
            continue
        cells = {index: row[index] if index < len(row) else Text() for index, _ in layout.columns}
        if any(cell.length for cell in cells.values()):
            variants = tuple(Variant(language, cells[index].side()) for index, language in layout.columns)
            yield Unit(variants, has_roles=layout.has_roles)
    if layout is None:
        found = next((header for header in ahead if any(header)), [])
        shown = listing([f'"{cell[:40]}"' for cell in found[:20] if cell]) or "nothing"
        lacking = [each for each in (columns.source, columns.target) if each and _index(each, found) is None]
        if lacking:
            raise TermlockError(f'{name}: has no column "{lacking[0]}"; it has {shown}')
        raise TermlockError(
            f"{name}: the header has {shown}, of which termlock cannot tell the two sides; "
            "name the columns with --source-column and --target-column, or head them source and target or by language"
        )


def _layout(header: list[str], wanted: Columns) -> _Layout | None:
    known = columns_of(header) if len(header) <= 1000 else ()
    languages = [(column.index, column.language) for column in known if column.language]
    tag = dict(languages)
    roles = {column.field: column.index for column in known if column.field in {"source_term", "target_term", "source", "target"}}
    source = _index(wanted.source, header) if wanted.source else roles.get("source_term", roles.get("source"))
    target = _index(wanted.target, header) if wanted.target else roles.get("target_term")
    if wanted.source or wanted.target:
        if source is None or target is None or source == target:
            return None
    elif len(languages) >= 2:
        return _Layout(tuple(languages), has_roles=False)
    if source is None or target is None:
        return None
    return _Layout(((source, tag.get(source, "")), (target, tag.get(target, ""))), has_roles=True)


def _index(wanted: str, header: list[str]) -> int | None:
    if wanted in header:
        return header.index(wanted)
    lowered = [cell.casefold() for cell in header]
    if wanted.casefold() in lowered:
        return lowered.index(wanted.casefold())
    return int(wanted) - 1 if wanted.isdecimal() and 0 < int(wanted) <= len(header) else None


def csv_rows(text: str, name: str, delimiter: str = "") -> Iterator[tuple[int, Row]]:
    """(line, cells) of a CSV file (RFC 4180), each cell with the place of every character."""
    delimiter = delimiter or _delimiter(text)
    sign = re.escape(delimiter)
    cell = re.compile(rf'(?:"([^"]*(?:""[^"]*)*)"|(?!")([^{sign}\r\n]*))({sign}|\r\n|\n|\r|\Z)')
    row: list[Text] = []
    line, first, at = 1, 1, 0
    while at < len(text):
        found = cell.match(text, at)
        if found is None and delimiter == "\t":  # quotes in a TSV may be part of the text
            found = re.compile(r"()([^\t\r\n]*)(\t|\r\n|\n|\r|\Z)").match(text, at)
        if found is None:
            raise TermlockError(
                f"{name}:{line}: a quote is opened here and never closed, or one inside the cell is not doubled; mend this line"
            )
        row.append(_cell(found))
        if found[1] is not None:
            line += found[1].count("\n")
        if found[3] != delimiter:
            yield first, row
            line += 1
            row, first = [], line
        elif found.end() == len(text):
            row.append(Text())
        at = found.end()
    if row:
        yield first, row


def _cell(found: re.Match[str]) -> Text:
    text = Text()
    if found[1]:
        start = found.start(1)
        for number, part in enumerate(found[1].split('""')):
            if number:
                text.add('"', start, 2)
                start += 2
            if part:
                text.add(part, start, len(part))
                start += len(part)
    elif found[2]:
        text.add(found[2], found.start(2), len(found[2]))
    return _unguarded(text)


def _unguarded(text: Text) -> Text:
    """Without the apostrophe that keeps a spreadsheet from taking the cell for a formula."""
    if text.pieces and _FORMULA.match(text.pieces[0][0]):
        first, start, width = text.pieces[0]
        text.pieces[0] = (first[1:], start + 1, width - 1)
        text.length -= 1
    return text


def _delimiter(text: str) -> str:
    """The separator that the first line has most of."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max((",", ";", "\t"), key=first.count)


def sheet_rows(sheets: Iterable[tuple[str, Iterable[tuple[int, Sequence[str]]]]]) -> tuple[list[list[tuple[int, Row]]], str]:
    """The rows of each sheet of a workbook, and the extracted text that they point into: a line a row, tabs between cells."""
    text: list[str] = []
    at = lines = 0
    tables = []
    for _, rows in sheets:
        table: list[tuple[int, Row]] = []
        begun = lines
        for number, cells in rows:
            while lines < begun + number - 1:
                text.append("\n")
                at, lines = at + 1, lines + 1
            row: list[Text] = []
            for index, content in enumerate(cells):
                flat = re.sub(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", " ", content)
                place = Text()
                if flat:
                    place.add(flat, at, len(flat))
                row.append(_unguarded(place))
                text.append(flat + ("\t" if index < len(cells) - 1 else ""))
                at += len(text[-1])
            text.append("\n")
            at, lines = at + 1, lines + 1
            table.append((number, row))
        tables.append(table)
    return tables, "".join(text)
