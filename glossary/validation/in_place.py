"""A table mended in its own file: the cells of its terms change, and nothing else does.

Terminologists keep columns, titles and formats that termlock does not read. So a cell is changed where it stands, a row that
only repeats another concept goes, and the rows of one concept may change places. Whether that says what was meant is found
out by reading the result: where it does not, there is none.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from glossary.errors import TermlockError
from glossary.files import Decoded
from glossary.formats.cells import unguard
from glossary.formats.delimited import delimiter_of, is_quoted_well
from glossary.formats.headers import columns_of, has_terms
from glossary.termbase import Concept, Status, Termbase

_HEADER_WITHIN = 10
_TERM_HOLDERS = {"source_term", "target_term", "term"}
_ENDS = re.compile(r"\r\n|\r|\n")
ORDER = {Status.PREFERRED: 0, Status.PROPOSED: 1, Status.ADMITTED: 1}
"""Preferred terms come first, and those that are not allowed last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One record of a text table: its cells as half-open spans, and the line end behind it."""

    line: int
    cells: tuple[tuple[int, int], ...]
    start: int
    end: int
    after: int


def mended_text(
    decoded: Decoded, form: str, changes: Mapping[str, str], termbase: Termbase, better: Termbase, read: Callable[[bytes], Termbase]
) -> str | None:
    """A CSV or TSV file with its terms mended and everything else as it was; None where that does not work out.

    ``changes`` are the texts of terms and what should stand in their place, ``better`` is what the termbase should be, and
    ``read`` reads such a file.
    """
    text = decoded.text
    delimiter = "\t" if form == "tsv" else delimiter_of(text)
    quoted = delimiter != "\t" or is_quoted_well(text)
    rows = list(_records(text, delimiter, quoted))
    values = [[_value(text[start:end], quoted) for start, end in row.cells] for row in rows]
    holders, first = _holders(values)
    repeated = _lines_of(termbase, {concept.id for concept in termbase} - {concept.id for concept in better})
    bodies: dict[int, str] = {}
    for row, cells in zip(rows[first:], values[first:], strict=True):
        pieces, at = [], row.start
        for index in holders:
            if index < len(cells) and (new := _mended(cells[index], changes)) != cells[index]:
                start, end = row.cells[index]
                pieces += [text[at:start], _written(new, text[start:end], delimiter, quoted)]
                at = end
        bodies[row.line] = "".join(pieces) + text[at : row.end]
    for order in (_ordered(termbase, better), {}):
        new = "".join(
            bodies.get(order.get(row.line, row.line), text[row.start : row.end]) + text[row.end : row.after]
            for row in rows
            if row.line not in repeated
        )
        if _says(read, decoded.encode(new), better, exactly=bool(order)):
            return new
    return None


def mended_workbook(data: bytes, changes: Mapping[str, str], better: Termbase, read: Callable[[bytes], Termbase]) -> bytes | None:
    """A workbook with its terms mended, and its sheets, columns and formats as they were; None where that does not work out."""
    import openpyxl  # type: ignore[import-untyped]

    workbook = openpyxl.load_workbook(io.BytesIO(data))
    try:
        for sheet in workbook.worksheets:
            rows = list(sheet.iter_rows())
            holders, first = _holders([["" if cell.value is None else str(cell.value) for cell in row] for row in rows[:_HEADER_WITHIN]])
            for row in rows[first:]:
                for cell in (row[index] for index in holders if index < len(row)):
                    if cell.data_type == "s" and (new := _mended(str(cell.value), changes)) != cell.value:
                        cell.value = new
        buffer = io.BytesIO()
        workbook.save(buffer)
    finally:
        workbook.close()
    return buffer.getvalue() if _says(read, buffer.getvalue(), better, exactly=False) else None


def _says(read: Callable[[bytes], Termbase], data: bytes, better: Termbase, *, exactly: bool) -> bool:
    """Whether a file says what it should; ``exactly``: with its terms in that order."""
    try:
        found = read(data)
    except TermlockError:
        return False
    return [_said(each, exactly) for each in found] == [_said(each, exactly) for each in better]


def _said(concept: Concept, exactly: bool) -> tuple[Concept, object]:
    """What a concept says, but for its id, which in a table without ids is made of its terms."""
    return replace(concept, id="", terms=()), concept.terms if exactly else frozenset(concept.terms)


def _mended(cell: str, changes: Mapping[str, str]) -> str:
    """A cell with the parts that are such terms exchanged; what parts them and stands around them stays."""
    whole = unguard(cell)
    if whole in changes:
        return cell.replace(whole, changes[whole], 1) if whole in cell else cell
    return re.sub(
        r"[^|;；/\n]+", lambda part: part[0].replace(part[0].strip(), changes.get(part[0].strip(), part[0].strip()), 1), cell
    )


def _holders(rows: Sequence[Sequence[str]]) -> tuple[list[int], int]:
    """The columns that hold terms, and the number of the first row below the header; without a header the first two."""
    for number, cells in enumerate(rows[:_HEADER_WITHIN]):
        columns = columns_of([unguard(cell) for cell in cells])
        if has_terms(columns):
            return [each.index for each in columns if each.language or each.field in _TERM_HOLDERS], number + 1
    return [0, 1], 0


def _lines_of(termbase: Termbase, concepts: Iterable[str]) -> set[int]:
    """The lines of the rows of some concepts."""
    wanted = set(concepts)
    return {_line(place) for (concept, _, _), place in termbase.places.items() if concept in wanted}


def _ordered(termbase: Termbase, better: Termbase) -> dict[int, int]:
    """The line of a row -> the line whose row should stand there, for concepts whose terms are out of order."""
    wanted = {concept.id: [(term.language, term.status) for term in concept.terms] for concept in better}
    moved: dict[int, int] = {}
    for concept in termbase:
        if wanted.get(concept.id) == [(term.language, term.status) for term in concept.terms]:
            continue
        ranks: dict[int, int] = {}
        for term in concept.terms:
            if place := termbase.places.get((concept.id, term.language, term.text)):
                rank = ORDER.get(term.status, len(ORDER))
                ranks[_line(place)] = min(rank, ranks.get(_line(place), rank))
        lines = sorted(ranks)
        moved |= {line: other for line, other in zip(lines, sorted(lines, key=ranks.__getitem__), strict=True) if line != other}
    return moved


def _line(place: str) -> int:
    number = place.rpartition(":")[2]
    return int(number) if number.isdecimal() else 0


def _records(text: str, delimiter: str, quoted: bool) -> Iterator[_Row]:
    """The records of a text table as the csv module takes them."""
    stop = re.compile(f"[{re.escape(delimiter)}\r\n]")
    at, line = 0, 1
    while at < len(text):
        start, cells = at, []
        while True:
            begin = at
            if quoted and text.startswith('"', at):
                closing = re.compile(r'"(?:[^"]|"")*"').match(text, at)
                at = closing.end() if closing else len(text)
            found = stop.search(text, at)
            at = found.start() if found else len(text)
            cells.append((begin, at))
            if at == len(text) or text[at] != delimiter:
                break
            at += 1
        after = at + (2 if text.startswith("\r\n", at) else 1) if at < len(text) else at
        yield _Row(line=line, cells=tuple(cells), start=start, end=at, after=after)
        line += len(_ENDS.findall(text, start, after))
        at = after


def _value(raw: str, quoted: bool) -> str:
    return next(csv.reader(io.StringIO(raw, newline=""), delimiter="\0"), [""])[0] if quoted and raw.startswith('"') else raw


def _written(value: str, raw: str, delimiter: str, quoted: bool) -> str:
    """A cell's text, in quotes if it was or has to be."""
    if quoted and (raw.startswith('"') or any(each in value for each in (delimiter, '"', "\r", "\n"))):
        return '"' + value.replace('"', '""') + '"'
    return value
