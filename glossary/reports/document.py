"""The documents that a report points into: names, lines, columns, and how to show a line on a terminal."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from glossary.files import LargeText

_ENDINGS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_ENDING = re.compile(f"[{_ENDINGS}]")
_REACH = 4_000
"""How much of a line is looked at on either side of a place: some files are one line."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document as the offsets of a report see it."""

    name: str
    """What a reader calls it: its path as it was given."""
    text: str | LargeText = field(repr=False, default="")

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        place = 0
        for line in self.text[:].splitlines(keepends=True):
            place += len(line)
            starts.append(place)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """(line, column) of a code-point offset, both from 1; a column counts code points."""
        if isinstance(self.text, LargeText):
            return self.text.position(offset)
        line = min(bisect_right(self._starts, offset), max(1, len(self._starts) - 1))
        return line, offset - self._starts[line - 1] + 1

    def around(self, offset: int) -> tuple[int, str, int]:
        """(number, text, place of the offset in it) of a line without its line ending; of a very long one a part."""
        number, column = self.position(offset)
        start = max(offset - column + 1, offset - _REACH)
        text = self.text[start : offset + _REACH]
        ending = _ENDING.search(text, min(offset - start, len(text)))
        return number, text[: ending.start()] if ending else text, offset - start

    def line(self, number: int) -> str:
        """A line, from 1, without its line ending."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip(_ENDINGS)


def visible(text: str) -> str:
    """A text that is safe to print: control, format and bidirectional characters by their codes, white space as a space."""
    return text if text.isprintable() else "".join(shown(char) for char in text)


def shown(char: str) -> str:
    """One character as it is shown."""
    if char.isprintable():
        return char
    if char.isspace():
        return " "
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def columns(text: str) -> int:
    """How many columns of a terminal a printable text takes (Unicode Standard Annex #11: wide characters take two)."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))


@lru_cache(maxsize=8192)
def _columns_of(char: str) -> int:
    return 0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1


@lru_cache(maxsize=8192)
def columns_shown(char: str) -> int:
    """How many columns one character takes as it is `shown`."""
    return columns(shown(char))
