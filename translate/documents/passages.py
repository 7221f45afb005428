"""A document as passages of a corpus: its segments one by one, a long document in pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from glossary.corpus import Passage
from glossary.files import Decoded
from glossary.reports.document import Document as Lines
from translate.documents import FORMATS

_PIECE = 200_000
"""Characters of a document that are held as segments at once."""
_FENCE = re.compile(r"[ \t]{0,3}(```|~~~)")


def passages(decoded: Decoded, name: str, format: str, language: str) -> Iterator[Passage]:  # noqa: A002
    """The segments of a document in one of ``translate.documents.FORMATS``, each with the line on which it begins."""
    line = 1
    for piece in _pieces(decoded.text):
        document = FORMATS[format].parse(replace(decoded, text=piece), language)
        lines = Lines(name=name, text=piece)
        for segment in document.segments:
            if segment.text.strip():
                start = segment.offsets if isinstance(segment.offsets, int) else segment.offsets[0]
                number = line + lines.position(start)[0] - 1
                yield Passage(name=name, line=number, text=segment.text, language=language)
        line += len(piece.splitlines())


def _pieces(text: str) -> Iterator[str]:
    """A text cut at blank lines outside of code fences; a short one is one piece."""
    if len(text) <= _PIECE:
        yield text
        return
    start = place = 0
    fenced = False
    while place < len(text):
        end = text.find("\n", place) + 1 or len(text)
        if _FENCE.match(text, place):
            fenced = not fenced
        blank = not text[place:end].strip()
        # A text without blank lines is cut at any line, before it grows ten times too large.
        if end - start >= _PIECE and ((blank and not fenced) or end - start >= 10 * _PIECE):
            yield text[start:end]
            start = end
        place = end
    if start < len(text):
        yield text[start:]
