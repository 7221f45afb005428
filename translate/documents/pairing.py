"""Two documents that somebody translated one into the other, as pairs."""

from __future__ import annotations

from itertools import groupby

from glossary.bitext import Pair, Side, align
from translate.documents.document import Document


def pair(source: Document, target: Document) -> list[Pair]:
    """The pairs of two documents, aligned by paragraph and then by sentence; what answers to nothing has an empty side."""
    left, left_kinds = _paragraphs(source)
    right, right_kinds = _paragraphs(target)
    return align(left, right, source_kinds=left_kinds, target_kinds=right_kinds)


def _paragraphs(document: Document) -> tuple[list[list[Side]], list[str]]:
    paragraphs, kinds = [], []
    for _, block in groupby(document.segments, key=lambda segment: segment.paragraph):
        segments = list(block)
        paragraphs.append([segment.side for segment in segments])
        kinds.append(segments[0].kind)
    return paragraphs, kinds
