"""Which format a termbase file is in: by what it begins with, then by its suffix, then by what its lines look like.

    PAR1 ..., PK ...              parquet, xlsx     the first bytes are certain, whatever the suffix says
    <tbx ..., <martif ...         tbx               XML: by its root element
    #UTX 1.20; ...                utx
    msgid "..."                   po
    Entry_ID;Entry_Subject;...    memoq
    {"concepts": ...              json; an object a line is jsonl
    zh<tab>en                     a header with languages: tsv, or csv by its separator
    走出去<tab>going global        no header: omegat

``.csv`` and ``.tsv`` are plain tables unless a header says otherwise, since a table may do without one.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from glossary.errors import TermbaseError, TermlockError
from glossary.files import decode
from glossary.formats.delimited import cells_of
from glossary.formats.headers import columns_of, has_terms

_HEAD = 64 * 1024
_ROOTS = {"tbx": "tbx", "martif": "tbx", "tmx": "tmx", "xliff": "xliff-glossary"}
_ROOT = re.compile(r"<(?:\w+:)?([A-Za-z]\w*)[\s>/]")
_NOT_ROOT = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(\[.*?\])?\s*>", re.DOTALL)
_PO = re.compile(r'^msg(id|ctxt|str) +"', re.MULTILINE)
_TEXTUAL = ("csv", "tsv", "omegat", "json", "")
"""What a suffix says of a file that may be something else; the other suffixes are believed."""


def detect(data: bytes, name: str, formats: Collection[str], by_suffix: str) -> str:
    """The name of the format, one of ``formats``; ``by_suffix`` is what the file's name says, or empty.

    Raises TermbaseError where neither the name nor the content tells.
    """
    found = _by_content(data, name, by_suffix)
    if found and found in formats:
        return found
    if by_suffix:
        return by_suffix
    if found:
        raise TermbaseError(f"{name}: looks like {found}, which cannot be read; those that can are {', '.join(formats)}")
    if data.strip():
        raise TermbaseError(
            f"{name}: is no kind of termbase that can be read; those are {', '.join(formats)}. "
            "If it is one, say which with --input-format where the command has it, or termlock glossary convert it first"
        )
    raise TermbaseError(f"{name}: is empty")


def _by_content(data: bytes, name: str, by_suffix: str) -> str:
    if data.startswith(b"PAR1"):
        return "parquet"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return by_suffix or "xlsx"
    if by_suffix not in _TEXTUAL:
        return by_suffix
    try:
        head = decode(_whole_lines(data), name).text.lstrip("\ufeff").lstrip()
    except TermlockError:
        return by_suffix  # the parser says what is wrong, with its own knowledge of encodings
    return _by_text(head, Path(name).suffix.lower(), by_suffix)


def _whole_lines(data: bytes) -> bytes:
    """The first lines of a file, so that no character is cut; a file of one long line is looked at whole."""
    if len(data) <= _HEAD:
        return data
    end = data.rfind(b"\n", 0, _HEAD) + 1
    return data[: end + end % 2] if end else data  # UTF-16 has two bytes a character


def _by_text(head: str, suffix: str, by_suffix: str) -> str:
    if head.startswith("<"):
        root = _ROOT.match(_NOT_ROOT.sub("", head).lstrip())
        return _ROOTS.get(root[1].casefold(), "") if root else ""
    if re.match(r"#\s*UTX", head, re.IGNORECASE):
        return "utx"
    first = next((line for line in head.splitlines() if line.strip()), "")
    if re.match(r"\W?Entry_ID\b", first):
        return "memoq"
    if _PO.search(head):
        return "po"
    if by_suffix != "json" and suffix not in {".csv", ".tsv"} and head.startswith(("{", "[")):
        return "jsonl" if re.match(r"\{.*\}\s*$", first) and "\n{" in head else "json"
    if by_suffix in {"csv", "tsv", "json"}:
        return by_suffix
    return _by_header(first, head)


def _by_header(first: str, head: str) -> str:
    """A table with a header, or the tab-separated list without one; empty where it is neither."""
    for delimiter, kind in (("\t", "tsv"), (",", "csv"), (";", "csv")):
        cells = cells_of(first, delimiter)
        if 2 <= len(cells) <= 1_000 and has_terms(columns_of([cell.strip() for cell in cells])):
            return kind
    lines = [line for line in head.splitlines() if line.strip() and not line.startswith("#")]
    if first.startswith("#") and "-*-" in first:
        return "omegat"
    return "omegat" if lines and sum("\t" in line for line in lines) >= 0.5 * len(lines) else ""
