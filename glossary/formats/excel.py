"""XLSX: the plain table in a workbook, a table a sheet.

Reading takes the values that the workbook shows: cached results of formulas, dates in ISO 8601, numbers without ``.0``.
A cell merged over several rows counts for each of them. Sheets without a language column are passed over with a
warning.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Protocol

from glossary.errors import TermbaseError
from glossary.formats.loss import Loss, LossReport
from glossary.formats.table_writer import to_frame, to_table
from glossary.formats.tabular import Findings, Sheet, parse_sheets
from glossary.termbase import Termbase

_MOST_BYTES = 200 * 1024 * 1024
_MOST_RATIO = 100
_HARMLESS_BYTES = 10 * 1024 * 1024
"""An archive that unpacks to less is read whatever its ratio: a short table of equal cells packs very well."""
_LONGEST_CELL = 32_767
_MOST_ROWS = 1_048_575
"""The rows of a worksheet less its header (Excel's limits)."""
_MOST_CELLS = 10_000_000
"""A sparse sheet reads as its full rectangle, so a small file can mean any number of empty cells."""
_VALUELESS = re.compile(rb"(?:</f>|<f[^<>]*/>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
"""A cell with a formula and without its result, as programs write them that cannot calculate."""
_PROLOGUE = 64 * 1024


class _Worksheet(Protocol):
    """What is needed of openpyxl's read-only worksheet, which has no types."""

    def reset_dimensions(self) -> None: ...

    def iter_rows(self, *, values_only: bool) -> Iterator[tuple[object, ...]]: ...


def parse(data: bytes, *, name: str, source: str | None = None, target: str | None = None) -> Termbase:
    """The termbase in a workbook; raises TermbaseError for one that is damaged, protected, or unpacks beyond bounds."""
    findings = Findings()
    with worksheets(data, name, findings.warnings) as tables:
        sheets = [Sheet(name=called, rows=rows) for called, rows in tables]
        return parse_sheets(sheets, source=source, target=target, findings=findings)


@contextmanager
def worksheets(data: bytes, name: str, warnings: list[str] | None = None) -> Iterator[list[tuple[str, Iterator[tuple[int, Sequence[str]]]]]]:
    """The sheets of a workbook: what messages call each, and its rows with their numbers; closed at the end.

    ``warnings`` gets a line for each sheet with formulas whose value the workbook does not hold: they read as empty. Raises TermbaseError for a workbook that is damaged, protected, or unpacks beyond bounds.
    """
    import openpyxl  # type: ignore[import-untyped]

    inspected = _inspect(data, name)
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        found = list(workbook.worksheets)
    except Exception as error:  # openpyxl raises whatever its parts raise on a damaged workbook
        raise TermbaseError(
            f"{name}: is no workbook that can be read ({_short(error)}); save it again as .xlsx"
        ) from None
    if not found:
        raise TermbaseError(f"{name}: has no worksheet; save it again as .xlsx")
    tables = []
    for number, worksheet in enumerate(found, start=1):
        called = name if len(found) == 1 else f"{name}[{worksheet.title}]"
        path = getattr(worksheet, "_worksheet_path", f"xl/worksheets/sheet{number}.xml")
        merged, unknown = inspected.get(path, ((), 0))
        if unknown and warnings is not None:
            what = "a formula has no value and is" if unknown == 1 else f"{unknown:,} formulas have no value and are"
            warnings.append(f"{called}: {what} read as empty; open the workbook in a spreadsheet and save it")
        tables.append((called, _rows(worksheet, merged, called)))
    try:
        yield tables
    finally:
        workbook.close()


def _inspect(data: bytes, name: str) -> dict[str, tuple[tuple[str, ...], int]]:
    """Refuse what is no harmless archive; for each worksheet, by its path, its merged ranges (``A2:A4``) and how many of
    its formulas have no value.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise TermbaseError(f"{name}: is an old .xls or a protected workbook; save it as .xlsx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            if size > _MOST_BYTES or (size > _HARMLESS_BYTES and size > _MOST_RATIO * len(data)):
                raise TermbaseError(
                    f"{name}: unpacks to {size:,} bytes from {len(data):,}; "
                    f"at most {_MOST_BYTES:,} bytes and {_MOST_RATIO} times are read, so split it or export it as CSV"
                )
            found = {}
            for part in archive.infolist():
                if not part.filename.endswith((".xml", ".rels")):
                    continue
                with archive.open(part) as stream:
                    if b"<!ENTITY" in stream.read(_PROLOGUE):
                        raise TermbaseError(f"{name}: declares XML entities, which no workbook needs; it is not read")
                if part.filename.startswith("xl/worksheets/") and part.filename.count("/") == 2:
                    xml = archive.read(part)
                    found[part.filename] = (_merged_ranges(xml), len(_VALUELESS.findall(xml)))
            return found
    except TermbaseError:
        raise
    except Exception as error:  # zipfile raises whatever its parts raise on a damaged archive
        raise TermbaseError(
            f"{name}: is no workbook that can be read ({_short(error)}); save it again as .xlsx"
        ) from None


def _merged_ranges(xml: bytes) -> tuple[str, ...]:
    return tuple(
        match.decode() for match in re.findall(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"', xml)
    )


def _rows(worksheet: _Worksheet, merged: tuple[str, ...], name: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of a sheet as text, merged cells filled down."""
    from openpyxl.utils.cell import range_boundaries  # type: ignore[import-untyped]

    starts: dict[int, list[tuple[int, int]]] = {}
    for each in merged:
        column, top, _, bottom = range_boundaries(each)
        if bottom > top:
            starts.setdefault(top, []).append((column - 1, bottom))
    filling: dict[int, tuple[int, str]] = {}
    size = 0
    worksheet.reset_dimensions()  # what a file says about its own size is not to be trusted
    try:
        for line, values in enumerate(worksheet.iter_rows(values_only=True), start=1):
            size += len(values)
            if line > _MOST_ROWS + 1 or size > _MOST_CELLS:
                raise ValueError("it has more cells than a term table can")
            cells = [_text(value) for value in values]
            for column, bottom in starts.get(line, ()):
                if column < len(cells):
                    filling[column] = (bottom, cells[column])
            for column, (bottom, text) in list(filling.items()):
                if line > bottom:
                    del filling[column]
                elif any(cells):
                    cells.extend([""] * (column + 1 - len(cells)))
                    cells[column] = cells[column] or text
            yield line, cells
    except Exception as error:  # openpyxl raises whatever its parts raise on a damaged sheet
        raise TermbaseError(f"{name}: is damaged ({_short(error)}); save it again as .xlsx") from None


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.min.time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def serialize(
    termbase: Termbase, *, source: str | None = None, target: str | None = None  # noqa: ARG001
) -> tuple[bytes, LossReport]:
    """The plain table as a workbook with one sheet, every cell as text, and what did not fit into it."""
    import polars as pl
    import xlsxwriter  # type: ignore[import-untyped]

    table, losses = to_table(termbase)
    found = list(losses)
    at = table.header.index("concept")
    found.extend(
        Loss(concept=row[at], term="", field="concept", reason="is beyond the last row of a worksheet")
        for row in table.rows[_MOST_ROWS:]
    )
    frame = to_frame(table).head(_MOST_ROWS)
    for row in table.rows[:_MOST_ROWS]:
        for name, cell in zip(table.header, row, strict=True):
            if len(cell) >= _LONGEST_CELL:
                found.append(
                    Loss(concept=row[at], term="", field=name, reason="is longer than a cell may be and is cut")
                )
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        workbook.set_properties({"created": datetime(2000, 1, 1)})
        frame.with_columns(pl.all().str.slice(0, _LONGEST_CELL - 1)).write_excel(
            workbook, worksheet="terms", freeze_panes=(1, 0), autofit=frame.height <= 5_000
        )
    return buffer.getvalue(), LossReport(losses=tuple(found))
