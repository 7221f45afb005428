"""OmegaT glossaries: a source term, its rendering and a comment a line, parted by tabs, or as CSV without a header.

    # Glossary in tab-separated format -*- coding: utf-8 -*-
    走出去	going global	official since 2000

The first line may name the encoding, a byte order mark may too; lines that begin with ``#`` are comments (OmegaT manual,
appendix on glossaries). The list names no languages and has no statuses: whatever stands in it counts as approved, so
deprecated, superseded and forbidden terms are never written.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from glossary.errors import TermbaseError
from glossary.files import decode, decode_as
from glossary.formats.cells import guard, unguard
from glossary.formats.difference import Because, losses_between
from glossary.formats.direction import Direction, direction_of
from glossary.formats.entries import Entry, concepts_from, entries_of, languages_said, left_out, one_line
from glossary.formats.loss import LossReport
from glossary.termbase import ALLOWED, Term, Termbase

MAGIC = re.compile(r"\s*#.*-\*-\s*coding:\s*([\w.-]+)\s*-\*-")
"""The first line of a list that names its encoding."""
_FIRST_LINE = "# Glossary in tab-separated format -*- coding: utf-8 -*-"
_MOST_PROBLEMS = 100
_BECAUSE = {
    "id": "is another one when it is read again; OmegaT has no ids",
    "status": "counts as preferred; OmegaT has no statuses",
    "definition": "stands in the comment",
    "note": "has no place of its own in OmegaT; that of a rendering is its comment",
}


def parse(data: bytes, *, name: str, source: str | None = None, target: str | None = None) -> Termbase:
    """The termbase in a tab-separated glossary; raises TermbaseError with a line for each problem."""
    text = decode_magic(data, name)
    lines = enumerate(text.splitlines(), start=1)
    rows = (
        (line, [unguard(cell) for cell in each.split("\t", maxsplit=3)])
        for line, each in lines
        if each.strip() and not each.lstrip().startswith("#")
    )
    return _termbase(rows, name, languages_said(name, source, target))


def parse_csv(data: bytes, *, name: str, source: str | None = None, target: str | None = None) -> Termbase:
    """The termbase in a comma-separated glossary, which has no header."""
    reader = csv.reader(io.StringIO(decode_magic(data, name), newline=""))
    rows = ((reader.line_num, [unguard(cell) for cell in cells]) for cells in reader if any(map(str.strip, cells)))
    try:
        return _termbase(rows, name, languages_said(name, source, target))
    except csv.Error as error:
        raise TermbaseError(f"{name}:{reader.line_num}: is no table that can be read ({error})") from None


def decode_magic(data: bytes, name: str) -> str:
    """The text of a list in the encoding of its byte order mark, of its first line, or as `files.decode` finds it."""
    first = data[:200].split(b"\n", maxsplit=1)[0]
    magic = MAGIC.match(first.decode("latin-1"))
    text = decode_as(data, magic[1], name) if magic else decode(data, name).text
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise TermbaseError(f"{name}:{line}: holds a NUL character; save it again as UTF-8")
    return text


def _termbase(rows: Iterable[tuple[int, list[str]]], name: str, direction: Direction) -> Termbase:
    problems: list[str] = []
    warnings: list[str] = []
    entries: list[Entry] = []
    for line, cells in rows:
        if not entries and [cell.casefold() for cell in cells[:2]] == ["source", "target"]:
            continue  # a header that somebody added
        if len(cells) < 2 or not cells[0] or not cells[1]:
            problems.append(f"{name}:{line}: has no {'source term' if not cells[0] else 'rendering'}; an entry has both")
            continue
        if any(map(str.strip, cells[3:])):
            warnings.append(f"{name}:{line}: has more than three columns; the others are not read")
        entries.append(
            Entry(
                source=Term(text=cells[0], language=direction.source),
                target=Term(text=cells[1], language=direction.target, note=cells[2] if len(cells) > 2 else ""),
            )
        )
    if problems:
        more = [f"and {len(problems) - _MOST_PROBLEMS:,} more problems"] if len(problems) > _MOST_PROBLEMS else []
        raise TermbaseError("\n".join(problems[:_MOST_PROBLEMS] + more))
    return Termbase(concepts=concepts_from(entries), warnings=tuple(warnings))


def serialize(
    termbase: Termbase, *, source: str | None = None, target: str | None = None
) -> tuple[bytes, LossReport]:
    """The approved terms of one pair as a tab-separated glossary in UTF-8, and what did not fit into it."""
    direction = direction_of(termbase, source, target)
    lines = ["\t".join(cells).rstrip("\t") for cells in _rows(termbase, direction)]
    data = "\n".join([_FIRST_LINE, *lines, ""]).encode()
    return data, _losses(termbase, parse(data, name="", source=direction.source, target=direction.target), direction)


def serialize_csv(
    termbase: Termbase, *, source: str | None = None, target: str | None = None
) -> tuple[bytes, LossReport]:
    """The approved terms of one pair as a comma-separated glossary in UTF-8, and what did not fit into it."""
    direction = direction_of(termbase, source, target)
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(_rows(termbase, direction))
    data = buffer.getvalue().encode()
    return data, _losses(termbase, parse_csv(data, name="", source=direction.source, target=direction.target), direction)


def _rows(termbase: Termbase, direction: Direction) -> Iterator[list[str]]:
    for entry in entries_of(termbase, direction, renderings=ALLOWED):
        if entry.target is None or entry.source.text.startswith("#"):
            continue
        parts = dict.fromkeys(filter(None, (entry.target.note, entry.definition)))
        yield [guard(entry.source.text), guard(entry.target.text), guard("; ".join(parts))]


def _losses(before: Termbase, after: Termbase, direction: Direction) -> LossReport:
    why = left_out(direction, ALLOWED, "OmegaT")
    because = Because(
        called="OmegaT",
        fields=_BECAUSE,
        left_out=lambda term: "begins with #, as comments do" if one_line(term.text).startswith("#") else why(term),
    )
    return losses_between(before, after, because)
