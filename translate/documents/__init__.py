"""Document formats: ``read`` a file into segments and skeleton, and ``Document.write`` the translation.

A format is a module with ``parse(decoded, language) -> Document`` and ``render(segment, target, language) -> str``, which
writes one target as it has to stand in the file. It needs a line in ``FORMATS`` and one for each suffix in ``DOCUMENTS``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from glossary import files
from glossary.errors import DocumentError
from glossary.files import Decoded
from translate.documents import markdown, plain
from translate.documents.document import Document, Segment, Slot
from translate.documents.markup import strip_markup
from translate.documents.restoring import Restored, restore

__all__ = ["DOCUMENTS", "FORMATS", "Document", "Format", "Restored", "Segment", "Slot", "format_of", "parse", "read", "restore",
           "strip_markup"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Format:
    """What a document format does."""

    parse: Callable[[Decoded, str], Document]
    """File content and language tag -> document."""
    render: Callable[[Segment, str, str], str]
    """Segment, its marked target and the target's language -> the characters for the file."""


FORMATS: dict[str, Format] = {
    "markdown": Format(markdown.parse, markdown.render),
    "plain": Format(plain.parse, plain.render),
}

DOCUMENTS: dict[str, str] = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
}
"""File suffix, lower case -> the name of its format."""


def format_of(path: Path) -> str:
    """The name of the format of a file; raises DocumentError for a suffix that is not in the table."""
    try:
        return DOCUMENTS[path.suffix.lower()]
    except KeyError:
        known = ", ".join(DOCUMENTS)
        suffix = f'suffix "{path.suffix}" is unknown' if path.suffix else "the name has no suffix"
        raise DocumentError(f"{path}: {suffix}; termlock reads documents named {known}") from None


def read(path: Path, language: str) -> Document:
    """The document in a file, in the language of a tag; raises TermlockError where it can't be read."""
    name = format_of(path)
    return FORMATS[name].parse(files.read_text(path), language)


def parse(text: str, language: str, format: str = "plain") -> Document:  # noqa: A002 - what it is called everywhere else
    """The document in a text that is no file; raises DocumentError for an unknown format."""
    if format not in FORMATS:
        raise DocumentError(f'document format "{format}" is unknown; use {" or ".join(sorted(FORMATS))}')
    return FORMATS[format].parse(Decoded(text=text), language)
