"""XML as a stream of events that know where in the file they stand, in code points.

Expat tells the byte of every event and, with unbuffered character data, gives each run of plain text, each line end and
each entity an event of its own; so every character of a text has its place in the file. Nothing is loaded from outside
and entity declarations are refused (https://owasp.org/www-community/vulnerabilities/XML_External_Entity_(XXE)_Processing);
a document type declaration alone is tolerated. Memory does not grow with the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html.entities import name2codepoint
from typing import Any, Protocol
from xml.parsers import expat

from glossary.bilingual.unit import Unit
from glossary.bitext import Side
from glossary.errors import TermlockError
from glossary.files import MARKS, decode

_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)""")
_DEEPEST = 500
_LONGEST_REFERENCE = 64


class Text:
    """The text of one side while its element is read, and where each piece of it stands."""

    __slots__ = ("_open", "length", "marked", "pieces", "protected")

    def __init__(self) -> None:
        self.pieces: list[tuple[str, int, int]] = []
        """(text, code point where it begins, how many code points of the file it takes)"""
        self.length = 0
        self.protected: list[tuple[int, int]] = []
        self.marked: dict[str, tuple[int, int]] = {}
        """Parts of the text that the file names."""
        self._open: dict[str, int] = {}

    def add(self, text: str, start: int, width: int) -> None:
        self.pieces.append((text, start, width))
        self.length += len(text)

    def open(self, key: str) -> None:
        """A part begins that `protect` or `mark` will end."""
        self._open[key] = self.length

    def protect(self, key: str) -> None:
        """The part that began with ``key`` is to be kept as it is."""
        if (start := self._open.pop(key, self.length)) < self.length:
            self.protected.append((start, self.length))

    def mark(self, key: str) -> None:
        """The part that began with ``key`` has that name."""
        self.marked[key] = (self._open.pop(key, self.length), self.length)

    def side(self, part: tuple[int, int] | None = None) -> Side:
        """The text, or a part of it, with an offset for each character; one is enough where nothing is escaped or tagged."""
        if part is None and not self.protected and len(self.pieces) == 1:
            text, start, width = self.pieces[0]
            if width == len(text):
                return Side(text=text, offsets=start)
        first, last = part or (0, self.length)
        offsets: list[int] = []
        ends: list[int] = []
        escaped = False
        for text, start, width in self.pieces:
            offsets += range(start, start + len(text))
            ends += range(start + 1, start + len(text) + 1)
            if width != len(text):
                escaped = True
                ends[-1] = start + width
        return Side(
            text="".join(text for text, _, _ in self.pieces)[first:last],
            offsets=tuple(offsets[first:last]),
            ends=tuple(ends[first:last]) if escaped else (),
            protected=tuple(
                (max(start, first) - first, min(end, last) - first)
                for start, end in self.protected
                if start < last and first < end
            ),
        )


class Handler(Protocol):
    """What a format does with the events: it puts what it finds into ``found``."""

    found: list[Unit]

    def start(self, name: str, attributes: dict[str, str], events: Events) -> None:
        """An element begins; its name has the namespace in front (``urn:... source``) where the format asked for it."""

    def end(self, name: str, events: Events) -> None:
        """An element ends."""


class Events:
    """Drives expat over the bytes of one file."""

    def __init__(self, name: str, handler: Handler, *, namespaces: bool) -> None:
        self._name = name
        self._handler = handler
        self._parser: Any = expat.ParserCreate("utf-8", " " if namespaces else None)
        self._parser.buffer_text = False
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.EntityDeclHandler = self._refuse
        self._parser.SkippedEntityHandler = self._skipped
        self._parser.StartCdataSectionHandler = lambda: self._cdata(True)
        self._parser.EndCdataSectionHandler = lambda: self._cdata(False)
        self._in_cdata = False
        self._depth = 0
        self._text: Text | None = None
        self._kept: list[Text | None] = []
        self._buffer = b""
        self._base = 0
        self._position = 0
        self._count = 0

    @property
    def line(self) -> int:
        """The line where the current event stands."""
        return int(self._parser.CurrentLineNumber)

    def gather(self, text: Text | None) -> None:
        """From here on, character data goes into this text, or nowhere."""
        self._text = text
        self._parser.CharacterDataHandler = self._characters if text is not None else None

    def suspend(self, text: Text | None = None) -> None:
        """Character data goes elsewhere until `resume`: the native code in ``<ph>`` is no text."""
        self._kept.append(self._text)
        self.gather(text)

    def resume(self) -> None:
        self.gather(self._kept.pop())

    def read(self, chunks: Iterable[bytes]) -> Iterator[Unit]:
        """Units as they are completed. Raises TermlockError with the line where the file is not well formed."""
        mark = 0
        try:
            for chunk in chunks:
                if self._base == 0 and not self._buffer and chunk.startswith(b"\xef\xbb\xbf"):
                    mark = 3
                    self._position = 3
                self._buffer = self._buffer[self._position - self._base :] + chunk
                self._base = self._position
                if mark:  # the byte order mark is kept out of what is counted, but expat has to see it
                    self._buffer, self._base, mark = chunk, 0, 0
                self._parser.Parse(chunk, False)  # positional only
                self._place(max(self._position, self._parser.CurrentByteIndex))
                yield from self._handler.found
                self._handler.found.clear()
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            said = expat.ErrorString(error.code) or "it ends too early"
            raise TermlockError(
                f"{self._name}:{error.lineno}: is no well-formed XML: {said}; export it again or mend that line"
            ) from None
        yield from self._handler.found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise TermlockError(f"{self._name}:{self.line}: is nested deeper than {_DEEPEST} elements; no file of this kind is")
        self._handler.start(name, attributes, self)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._handler.end(name, self)

    def _characters(self, text: str) -> None:
        assert self._text is not None
        index = self._parser.CurrentByteIndex
        start = self._place(index)
        width = len(text)
        if width == 1 and not self._in_cdata:
            here = index - self._base
            first = self._buffer[here]
            if first == 0x26:  # &amp; &#x4e2d;
                width = self._buffer.find(b";", here, here + _LONGEST_REFERENCE) - here + 1
            elif first == 0x0D and self._buffer[here + 1 : here + 2] == b"\n":
                width = 2
        elif text == "\n" and self._buffer[index - self._base : index - self._base + 2] == b"\r\n":
            width = 2
        self._text.add(text, start, width)

    def _place(self, index: int) -> int:
        """The code point at a byte; bytes are asked for in their order."""
        between = self._buffer[self._position - self._base : index - self._base]
        self._count += len(between) if between.isascii() else len(between.decode("utf-8", "replace"))
        self._position = index
        return self._count

    def _cdata(self, inside: bool) -> None:  # a callback of ours alone
        self._in_cdata = inside

    def _refuse(self, *_: object) -> None:
        raise TermlockError(
            f"{self._name}:{self.line}: declares XML entities, which can be an attack; write them out and remove <!ENTITY ...>"
        )

    def _skipped(self, name: str, is_parameter: bool) -> None:  # expat's
        """An entity whose declaration was not loaded: what HTML calls so is meant."""
        if is_parameter or self._text is None:
            return
        if name not in name2codepoint:
            raise TermlockError(
                f"{self._name}:{self.line}: &{name}; is declared outside of the file, which is not read; write it out"
            )
        self._text.add(chr(name2codepoint[name]), self._place(self._parser.CurrentByteIndex), len(name) + 2)


def read(chunks: Iterable[bytes], name: str, make: Callable[[], Handler], *, namespaces: bool = False) -> Iterator[Unit]:
    """The units of a file in any encoding: UTF-8 as it comes, another one decoded as a whole first."""
    given = iter(chunks)
    first = next(given, b"")
    if not first.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\0"):
        raise TermlockError(f"{name}: is empty; export it again")
    if is_utf8(first):
        parts: Iterable[bytes] = _again(first, given)
    else:
        parts = [decoded(first + b"".join(given), name).encode()]
    yield from Events(name, make(), namespaces=namespaces).read(parts)


def decoded(data: bytes, name: str) -> str:
    """The text of an XML file without its byte order mark: as it declares itself, else as any text file."""
    declared = _DECLARED.search(data[:1024])
    if declared and not any(data.startswith(mark) for mark, _ in MARKS):
        encoding = declared[1].decode()
        try:
            return data.decode(encoding)
        except LookupError:
            raise TermlockError(f'{name}:1: encoding "{encoding}" is unknown; save the file as UTF-8') from None
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise TermlockError(f"{name}:{line}: byte {error.start} is not {encoding}, as the file says; save it as UTF-8") from None
    return decode(data, name).text


def is_utf8(first: bytes) -> bool:
    """Whether a file that begins like this is in UTF-8, by its byte order mark or its declaration."""
    for mark, encoding in MARKS:
        if first.startswith(mark):
            return encoding == "utf-8"
    declared = _DECLARED.search(first[:1024])
    if declared:
        return declared[1].lower() in {b"utf-8", b"utf8", b"us-ascii", b"ascii"}
    return first.lstrip().startswith(b"<") and b"\0" not in first[:4]


def _again(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
