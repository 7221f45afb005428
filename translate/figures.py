"""Amounts and dates of a segment, settled before a model reads it: a small one gets them wrong, however it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from glossary.issue import Span
from glossary.languages import base_language
from translate.amounts import amounts
from translate.dates import dates
from translate.documents import Segment, strip_markup
from translate.engine import Hint


def settled(segment: Segment, terms: Sequence[Span], source: str, target: str) -> tuple[dict[Span, str], tuple[Hint, ...]]:
    """Where a segment's text has amounts and dates, and how the target language writes them; those that are hints instead.

    None stands in a term of the termbase (``terms``, spans of ``segment.text``) or a protected span, nor where markup stands
    inside an amount. Into Chinese, dates are hints only: in an English sentence a Chinese date leads a model astray
    (docs/enforcement.md). ``source`` and ``target`` are language tags.
    """
    written, found = _amounts_and_dates(segment, terms, source, target)
    if base_language(target) != "zh":
        return written | found, ()
    hints = {segment.text[span.start : span.end]: date for span, date in found.items()}
    return written, tuple(Hint(term=term, rendering=rendering) for term, rendering in hints.items())


def alone(segment: Segment, terms: Sequence[Span], source: str, target: str) -> str:
    """The marked target of a segment that is nothing but amounts and dates; empty where anything is left to a model.

    The parameters are those of `settled`.
    """
    written, found = _amounts_and_dates(segment, terms, source, target)
    spans = sorted(written | found, key=lambda span: span.start)
    rest, end = "", 0
    for span in spans:
        rest, end = rest + segment.text[end : span.start], span.end
    plain, offsets = _offsets(segment)
    if not spans or (rest + segment.text[end:]).strip() or plain != segment.text:
        return ""
    if any(_inside(seam, span) for seam in _seams(offsets) for span in spans):
        return ""
    return rewritten(segment, written | found)


def rewritten(segment: Segment, written: Mapping[Span, str]) -> str:
    """The marked text of a segment with spans of its text written otherwise; those with markup inside stay as they are."""
    plain, offsets = _offsets(segment)
    marked, seams = segment.marked, _seams(offsets)
    for span in sorted(written, key=lambda span: span.start, reverse=True):
        if plain == segment.text and not any(_inside(seam, span) for seam in seams):
            marked = marked[: offsets[span.start]] + written[span] + marked[offsets[span.end - 1] + 1 :]
    return marked


def _amounts_and_dates(
    segment: Segment, terms: Sequence[Span], source: str, target: str
) -> tuple[dict[Span, str], dict[Span, str]]:
    """Where a segment's text has amounts, and where dates, and how the target language writes them."""
    apart = [*terms, *(Span(start=start, end=end) for start, end in segment.protected)]
    seams = _seams(_offsets(segment)[1])
    written = amounts(segment.text, apart, source, target)
    broken = [Span(start=seam, end=span.end) for span in written for seam in seams if _inside(seam, span)]
    if broken:
        written = amounts(segment.text, [*apart, *broken], source, target)  # **3亿**港元 is an amount without its currency
    return written, dates(segment.text, [*apart, *written], source, target)


def _inside(seam: int, span: Span) -> bool:
    return span.start < seam < span.end


def _offsets(segment: Segment) -> tuple[str, Sequence[int]]:
    """A segment's marked text without markup, and where its characters stand in the marked one."""
    return strip_markup(segment.marked) if segment.markup else (segment.text, range(len(segment.text)))


def _seams(offsets: Sequence[int]) -> list[int]:
    """Before which characters of a segment's text its marked one has markup; ``offsets`` is where they stand in it."""
    return [place for place, (before, here) in enumerate(pairwise(offsets), 1) if here != before + 1]
