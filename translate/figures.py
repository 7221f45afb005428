"""Amounts and dates of a segment, settled before a model reads it: a small one gets them wrong, however it is told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from glossary.issue import Span
from glossary.languages import base_language
from translate.amounts import amounts
from translate.dates import dates
from translate.documents import Segment, strip_markup
from translate.engine import Hint


def settled(segment: Segment, terms: Sequence[Span], source: str, target: str) -> tuple[str, tuple[Hint, ...]]:
    """The marked text of a segment with its amounts and dates as the target language writes them, and hints for others.

    Nothing is changed inside terms of the termbase (``terms``, spans of ``segment.text``) or protected spans, nor where markup
    stands inside an amount. Into Chinese, dates are hints only: in an English sentence a Chinese date leads a model astray
    (docs/enforcement.md). ``source`` and ``target`` are language tags.
    """
    plain, offsets = strip_markup(segment.marked) if segment.markup else (segment.text, tuple(range(len(segment.text))))
    if plain != segment.text:
        return segment.marked, ()
    apart = [*terms, *(Span(start=start, end=end) for start, end in segment.protected)]
    seams = [place for place, (before, here) in enumerate(pairwise(offsets), 1) if here != before + 1]
    written = amounts(segment.text, apart, source, target)
    broken = [Span(start=seam, end=span.end) for span in written for seam in seams if span.start < seam < span.end]
    if broken:
        written = amounts(segment.text, [*apart, *broken], source, target)  # **3亿**港元 is an amount without its currency
    found = {
        span: date
        for span, date in dates(segment.text, apart, source, target).items()
        if not any(span.start < seam < span.end for seam in seams)
    }
    hints: dict[str, str] = {}
    if base_language(target) == "zh":
        hints = {segment.text[span.start : span.end]: date for span, date in found.items()}
    else:
        written |= found
    marked = segment.marked
    for span in sorted(written, key=lambda span: span.start, reverse=True):
        marked = marked[: offsets[span.start]] + written[span] + marked[offsets[span.end - 1] + 1 :]
    return marked, tuple(Hint(term=term, rendering=rendering) for term, rendering in hints.items())
