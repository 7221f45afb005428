"""CSV (RFC 4180) and TSV: the plain table as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Literal

from glossary.errors import TermbaseError
from glossary.files import decode
from glossary.formats.headers import columns_of
from glossary.formats.loss import LossReport
from glossary.formats.table_writer import to_frame, to_table
from glossary.formats.tabular import Findings, Sheet, parse_sheets
from glossary.termbase import Termbase


def parse_csv(data: bytes, *, name: str, source: str | None = None, target: str | None = None) -> Termbase:
    """The termbase in a CSV file; ``;`` and tabs are taken for separators where the header has those."""
    text = decode(data, name).text
    return _parse(text, delimiter_of(text), name, source, target)


def parse_tsv(data: bytes, *, name: str, source: str | None = None, target: str | None = None) -> Termbase:
    """The termbase in a TSV file, with quotes as spreadsheets write them or without any."""
    return _parse(decode(data, name).text, "\t", name, source, target)


def _parse(text: str, delimiter: str, name: str, source: str | None, target: str | None) -> Termbase:
    findings = Findings()
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise TermbaseError(f"{name}:{line}: holds a NUL character; export the table again as UTF-8")
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL
    if delimiter == "\t" and not is_quoted_well(text):
        quoting = csv.QUOTE_NONE
    sheet = Sheet(name=name, rows=_records(text, delimiter, quoting, name, findings))
    return parse_sheets([sheet], source=source, target=target, findings=findings)


def _records(
    text: str, delimiter: str, quoting: Literal[0, 3], name: str, findings: Findings
) -> Iterator[tuple[int, Sequence[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            findings.problems.append(f"{name}:{line}: {_explain(str(error))}; what follows was not read")
            return
        yield line, cells
        line = reader.line_num + 1


def _explain(error: str) -> str:
    if "unexpected end" in error:
        return "a quote is opened here and never closed; close it, or double it if it belongs to the text"
    if "expected after" in error:
        return "a quote inside a quoted cell is not doubled; write it as two quotes"
    if "field limit" in error:
        return f"a cell is longer than {csv.field_size_limit():,} characters; a quote is probably never closed"
    return f"is no table that can be read ({error})"


def is_quoted_well(text: str) -> bool:
    """Whether quotes in a TSV are those of a spreadsheet rather than part of the text."""
    if '"' not in text:
        return True
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True):
            pass
    except csv.Error:
        return False
    return True


def delimiter_of(text: str) -> str:
    """The separator under which the first line has the most columns that mean something."""
    first = next((line for line in text.splitlines() if line.strip()), "")

    def known(delimiter: str) -> tuple[int, int]:
        cells = cells_of(first, delimiter)
        columns = columns_of(cells) if len(cells) <= 1000 else ()
        return sum(1 for column in columns if column.language or column.field), len(cells)

    return max((",", ";", "\t"), key=known)


def cells_of(line: str, delimiter: str) -> list[str]:
    """The cells of one line by itself; none where it has a cell that is longer than any can be."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def serialize_csv(
    termbase: Termbase, *, source: str | None = None, target: str | None = None  # noqa: ARG001
) -> tuple[bytes, LossReport]:
    """The plain table as CSV in UTF-8, and what did not fit into it."""
    return _serialize(termbase, ",")


def serialize_tsv(
    termbase: Termbase, *, source: str | None = None, target: str | None = None  # noqa: ARG001
) -> tuple[bytes, LossReport]:
    """The plain table as TSV in UTF-8, quoted as spreadsheets do, and what did not fit into it."""
    return _serialize(termbase, "\t")


def _serialize(termbase: Termbase, delimiter: str) -> tuple[bytes, LossReport]:
    table, losses = to_table(termbase)
    text = to_frame(table).write_csv(separator=delimiter, quote_style="necessary", line_terminator="\n")
    return text.encode(), losses
