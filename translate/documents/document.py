r"""Segments and documents: what is translated, and the skeleton around it that stays.

A document is its text and, in order, the segments cut out of it. Whatever lies between two slots is the skeleton:

    text       "# 摘要\r\n\r\n　　第一句。第二句。\r\n"
    slots         ^^              ^^^^ ^^^^            -> marked "摘要", "第一句。", "第二句。"
    skeleton   "# ", "\r\n\r\n　　", "", "\r\n"
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from glossary.bitext import Side
from glossary.errors import DocumentError
from glossary.files import Decoded
from glossary.languages import uses_spaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Where a segment stands in its document, and what is needed to write another text there. All offsets are absolute."""

    start: int = 0
    end: int = 0
    space: tuple[int, int] | None = None
    """The (possibly empty) white space up to the next sentence of the same line; None where none follows."""
    links: tuple[str, ...] = ()
    """What follows the bracket of each link and image, ``(https://... "title")`` or ``[label]``; ``#1`` is the first."""
    line_start: bool = True
    """Whether the segment begins a line, where some characters are markup that are none elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The unit that is translated: a sentence, heading, cell or list item, without white space around it."""

    text: str
    """Without inline markup: what is matched. Code spans, inline HTML and URLs are in it as they are."""
    offsets: tuple[int, ...] | int = 0
    """Where the characters of ``text`` stand in the document, as in ``glossary.bitext.Side``."""
    kind: str = "paragraph"
    """``heading``, ``paragraph``, ``item``, ``quote`` or ``cell``."""
    paragraph: int = 0
    """The number of the block that the segment belongs to; the segments of one block share it."""
    marked: str = ""
    """What an engine translates: ``text`` with inline markup, the targets of links shortened to ``#1``, ``#2``, ..."""
    protected: tuple[tuple[int, int], ...] = ()
    """Half-open spans of ``text`` that have to be in the target as they are."""
    markup: bool = False
    """Whether ``marked`` is written in Markdown's inline syntax, where a literal ``*`` has a backslash."""
    slot: Slot = field(default=Slot(), repr=False)

    @property
    def side(self) -> Side:
        """The segment as one side of a pair."""
        return Side(text=self.text, offsets=self.offsets, protected=self.protected)

    @property
    def literals(self) -> tuple[str, ...]:
        """What has to stand in the target as it is."""
        return tuple(self.text[start:end] for start, end in self.protected)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text and the segments in it."""

    text: str
    """Without byte order mark, line endings as they were."""
    segments: tuple[Segment, ...]
    format: str
    """A name in ``translate.documents.FORMATS``."""
    decoded: Decoded
    """How the file was encoded: ``decoded.encode(document.write(...))`` are the bytes to write."""
    language: str = ""

    def write(self, targets: Sequence[str], language: str) -> str:
        """The document with each segment replaced by its target, in the order of the segments.

        ``targets`` are marked as ``Segment.marked`` is; one that equals it leaves the segment as it was. ``language`` is
        that of the targets: where one of the two languages has spaces between sentences and the other has none, they are
        added or removed. Raises DocumentError if there isn't one target for each segment.
        """
        return self.assemble(targets, language)[0]

    def assemble(self, targets: Sequence[str], language: str) -> tuple[str, tuple[tuple[int, int], ...]]:
        """What `write` gives, and where in it each target stands (half-open offsets)."""
        from translate.documents import FORMATS

        if len(targets) != len(self.segments):
            raise DocumentError(f"{len(targets)} targets for {len(self.segments)} segments; give one for each")
        render = FORMATS[self.format].render
        spaced, was_spaced = uses_spaces(language), uses_spaces(self.language)
        written: list[str] = []
        places: list[tuple[int, int]] = []
        length = position = 0
        for segment, target in zip(self.segments, targets, strict=True):
            slot = segment.slot
            written.append(self.text[position : slot.start])
            kept = target == segment.marked
            rendered = self.text[slot.start : slot.end] if kept else render(segment, target, language)
            written.append(rendered)
            length += slot.start - position
            places.append((length, length + len(rendered)))
            length += len(rendered)
            position = slot.end
            if slot.space is None or spaced == was_spaced:
                continue
            start, end = slot.space
            written.append(self.text[position:start])
            length += start - position
            if spaced:
                space = self.text[start:end]
                written.append(space if space and "\u3000" not in space else " ")
                length += len(written[-1])
            position = end
        written.append(self.text[position:])
        return "".join(written), tuple(places)
