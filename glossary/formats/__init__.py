"""Interchange formats: each a pure ``parse(bytes)`` and ``serialize(termbase)`` in a module of its own.

`FORMATS` is the whole list. A module is imported only when its format is asked for.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from glossary.errors import TermbaseError, TermlockError
from glossary.files import decode_as, read_bytes, write_bytes
from glossary.formats.detection import detect
from glossary.formats.loss import Loss, LossReport
from glossary.termbase import Termbase

__all__ = ["FORMATS", "STARTERS", "Format", "Loss", "LossReport", "format_for", "is_starter", "parse", "read", "read_data", "serialize", "write"]

STARTERS = ("policy", "places")
"""The names of the termbases that come with termlock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One line of the table of formats."""

    name: str
    suffixes: tuple[str, ...] = ()
    """Empty where the format must be asked for by name."""
    parser: str = ""
    """``module:function`` under this package; empty where the format is written only."""
    serializer: str = ""
    shows_pinyin: bool = False
    """Whether the serializer also takes ``pinyin``."""


FORMATS = (
    Format(name="csv", suffixes=(".csv",), parser="delimited:parse_csv", serializer="delimited:serialize_csv"),
    Format(name="tsv", suffixes=(".tsv",), parser="delimited:parse_tsv", serializer="delimited:serialize_tsv"),
    Format(name="xlsx", suffixes=(".xlsx",), parser="excel:parse", serializer="excel:serialize"),
    Format(name="json", suffixes=(".json",), parser="model_json:parse", serializer="model_json:serialize"),
    Format(name="jsonl", suffixes=(".jsonl",), parser="json_lines:parse", serializer="json_lines:serialize"),
    Format(name="tmx", suffixes=(".tmx",), parser="tmx:parse", serializer="tmx:serialize"),
    Format(name="xliff-glossary", suffixes=(".xlf", ".xliff"), parser="xliff_glossary:parse", serializer="xliff_glossary:serialize"),
    Format(name="parquet", suffixes=(".parquet",), parser="parquet:parse", serializer="parquet:serialize"),
    Format(name="utx", suffixes=(".utx",), parser="utx:parse", serializer="utx:serialize"),
    Format(name="omegat", suffixes=(".tab", ".utf8", ".txt"), parser="omegat:parse", serializer="omegat:serialize"),
    Format(name="omegat-csv", suffixes=(), parser="omegat:parse_csv", serializer="omegat:serialize_csv"),
    Format(name="memoq", suffixes=(), parser="memoq:parse", serializer="memoq:serialize"),
    Format(name="po", suffixes=(".po", ".pot"), parser="po:parse", serializer="po:serialize"),
    Format(name="html", suffixes=(".html", ".htm"), serializer="html_list:serialize", shows_pinyin=True),
    Format(name="docx", suffixes=(".docx",), serializer="word_list:serialize", shows_pinyin=True),
    Format(name="md", suffixes=(".md", ".markdown"), serializer="markdown_list:serialize", shows_pinyin=True),
    Format(name="tbx", suffixes=(".tbx",), parser="tbx_reading:parse", serializer="tbx_writing:basic_dca"),
    Format(name="tbx-basic-dca", parser="tbx_reading:parse", serializer="tbx_writing:basic_dca"),
    Format(name="tbx-basic-dct", parser="tbx_reading:parse", serializer="tbx_writing:basic_dct"),
    Format(name="tbx-min-dca", parser="tbx_reading:parse", serializer="tbx_writing:min_dca"),
    Format(name="tbx-min-dct", parser="tbx_reading:parse", serializer="tbx_writing:min_dct"),
    Format(name="tbx-core-dca", parser="tbx_reading:parse", serializer="tbx_writing:core_dca"),
    Format(name="tbx-core-dct", parser="tbx_reading:parse", serializer="tbx_writing:core_dct"),
    Format(name="tbx-v2", parser="tbx_reading:parse", serializer="tbx_writing:version_2"),
    Format(name="deepl-csv", serializer="vendor_table:deepl_csv"),
    Format(name="deepl-tsv", serializer="vendor_table:deepl_tsv"),
    Format(name="google-pair-csv", serializer="vendor_table:google_pair_csv"),
    Format(name="google-pair-tsv", serializer="vendor_table:google_pair_tsv"),
    Format(name="google-set", serializer="vendor_table:google_set"),
    Format(name="amazon-csv", serializer="vendor_table:amazon_csv"),
    Format(name="amazon-multi", serializer="vendor_table:amazon_multi"),
    Format(name="azure-csv", serializer="vendor_table:azure_csv"),
    Format(name="azure-tsv", serializer="vendor_table:azure_tsv"),
)
"""Every format, with the suffixes of its files.

A parser takes ``(data, *, name, source, target)``, a serializer ``(termbase, *, source, target)``; the two languages
matter to a format that holds one pair of languages (`glossary.formats.direction`), and to a table that names none.
"""


def format_for(name: str, *, reading: bool) -> Format:
    """The format with this name, or of a file with this name; raises TermbaseError that lists those which are known."""
    usable = [each for each in FORMATS if (each.parser if reading else each.serializer)]
    wanted = name.casefold()
    for each in usable:
        if wanted == each.name or wanted.endswith(each.suffixes):
            return each
    known = ", ".join(each.name for each in usable)
    doing = "read" if reading else "written"
    raise TermbaseError(f"{name}: is no kind of termbase that can be {doing}; those are {known}")


def parse(
    data: bytes,
    format: str,  # noqa: A002
    *,
    name: str = "termbase",
    source: str | None = None,
    target: str | None = None,
) -> Termbase:
    """The termbase in the bytes of a file; ``name`` is what messages call it.

    Raises TermbaseError with a line for each problem.
    """
    termbase: Termbase = _load(format_for(format, reading=True).parser)(data, name=name, source=source, target=target)
    return termbase


def serialize(
    termbase: Termbase,
    format: str,  # noqa: A002
    *,
    source: str | None = None,
    target: str | None = None,
    pinyin: bool = False,
) -> tuple[bytes, LossReport]:
    """The bytes of a file in this format, and what did not fit into it.

    ``source`` and ``target`` are the languages of a format that holds one pair of them; others take no notice.
    ``pinyin`` adds their reading to the Chinese terms of a list for readers. Raises TermlockError where a format cannot
    tell which pair is meant, or has no place for readings.
    """
    chosen = format_for(format, reading=False)
    if pinyin and not chosen.shows_pinyin:
        able = ", ".join(each.name for each in FORMATS if each.shows_pinyin)
        raise TermlockError(f"--pinyin: a file of the format {chosen.name} has no place for it; use {able}")
    options = {"pinyin": True} if pinyin else {}
    result: tuple[bytes, LossReport] = _load(chosen.serializer)(termbase, source=source, target=target, **options)
    return result


def is_starter(name: str, folder: Path = Path()) -> bool:
    """Whether a name means a termbase that comes with termlock: no file in the folder is called so."""
    return name in STARTERS and not (folder / name).exists()


def read(
    path_or_name: str | Path,
    format: str | None = None,  # noqa: A002
    *,
    source: str | None = None,
    target: str | None = None,
    encoding: str | None = None,
) -> Termbase:
    """The termbase in a file, or the starter of that name (``policy``, ``places``) where no file is called so.

    The format is the one that is named, else the one that name and content tell (`detection`). ``source`` and ``target``
    are the languages of a file that doesn't name its own, ``encoding`` is that of a text that doesn't tell. Raises
    TermbaseError that names all problems of the file, one a line, or TermlockError where there is no such file.
    """
    path = Path(path_or_name)
    name = str(path_or_name)
    if is_starter(name):
        data = resources.files("glossary").joinpath("data", f"{name}.csv").read_bytes()
        return parse(data, "csv", name=name, source=source, target=target)
    try:
        data = read_bytes(path)
    except TermlockError as error:
        if path.suffix or not isinstance(error.__context__, FileNotFoundError):
            raise
        raise TermlockError(f"{error}, or name a termbase that comes with termlock: {', '.join(STARTERS)}") from None
    return read_data(data, str(path), format, source=source, target=target, encoding=encoding)


def read_data(
    data: bytes,
    name: str,
    format: str | None = None,  # noqa: A002
    *,
    source: str | None = None,
    target: str | None = None,
    encoding: str | None = None,
) -> Termbase:
    """The termbase in the bytes of a file, as `read` does; ``name`` may be one without a suffix."""
    if encoding:
        data = decode_as(data, encoding, name).encode()
    return parse(data, kind_of(data, name, format), name=name, source=source, target=target)


def kind_of(data: bytes, name: str, format: str | None = None) -> str:  # noqa: A002
    """The name of the format that a file is read in: the one that is named, else the one that name and content tell."""
    if format:
        return format_for(format, reading=True).name
    readable = [each.name for each in FORMATS if each.parser]
    suffix = Path(name).suffix.casefold()
    by_suffix = next((each.name for each in FORMATS if each.parser and suffix in each.suffixes), "")
    return detect(data, name, readable, by_suffix)


def write(
    termbase: Termbase,
    path: Path,
    format: str | None = None,  # noqa: A002
    *,
    source: str | None = None,
    target: str | None = None,
) -> LossReport:
    """Write a termbase in the format of the path's suffix, or in the one that is named; the file is replaced whole.

    Raises TermbaseError for an unknown format, TermlockError where the pair of languages is not clear or the file
    cannot be written.
    """
    data, losses = serialize(termbase, format or path.name, source=source, target=target)
    write_bytes(path, data)
    return losses


def _load(reference: str) -> Callable[..., Any]:
    module, _, function = reference.partition(":")
    loaded: Callable[..., Any] = getattr(importlib.import_module(f"glossary.formats.{module}"), function)
    return loaded


