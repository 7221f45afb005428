"""Amounts, dates and numbers of charts in a segment, settled before a model reads it: a small one gets them wrong, however it is told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from glossary.issue import Span
from glossary.languages import base_language
from translate.amounts import amounts
from translate.charts import charts
from translate.dates import dates
from translate.documents import Segment, strip_markup
from translate.engine import Hint


class Figures(NamedTuple):
    """The amounts and dates of a segment, and the charts and tables that it refers to."""

    written: dict[Span, str]
    """Where its text has those that a model reads as the target language writes them, and how that is."""
    hints: tuple[Hint, ...]
    """Those that are hints instead."""
    alone: str
    """The marked target of a segment that is nothing else; empty where anything is left to a model."""


def settled(segment: Segment, terms: Sequence[Span], source: str, target: str) -> Figures:
    """Work out the amounts and dates of a segment, and the charts and tables that it refers to.

    None stands in a term of the termbase (``terms``, spans of ``segment.text``) or a protected span, nor where markup stands
    inside an amount. Into Chinese, dates and charts are hints only: in an English sentence a Chinese date leads a model astray
    (docs/enforcement.md). ``source`` and ``target`` are language tags.
    """
    apart = [*terms, *(Span(start=start, end=end) for start, end in segment.protected)]
    plain, offsets = _offsets(segment)
    seams = _seams(offsets)
    written = amounts(segment.text, apart, source, target)
    broken = [Span(start=seam, end=span.end) for span in written for seam in seams if _inside(seam, span)]
    if broken:
        written = amounts(segment.text, [*apart, *broken], source, target)  # **3亿**港元 is an amount without its currency
    told = dates(segment.text, [*apart, *written], source, target)
    told |= charts(segment.text, [*apart, *written, *told], source, target)
    whole = written | told
    known = bool(whole) and _left(segment.text, whole).isspace() and plain == segment.text
    known = known and not any(_inside(seam, span) for seam in seams for span in whole)
    alone = rewritten(segment, whole) if known else ""
    if base_language(target) != "zh":
        return Figures(whole, (), alone)
    hints = {segment.text[span.start : span.end]: rendering for span, rendering in told.items()}
    return Figures(written, tuple(Hint(term=term, rendering=rendering) for term, rendering in hints.items()), alone)


def rewritten(segment: Segment, written: Mapping[Span, str]) -> str:
    """The marked text of a segment with spans of its text written otherwise; those with markup inside stay as they are."""
    plain, offsets = _offsets(segment)
    marked, seams = segment.marked, _seams(offsets)
    for span in sorted(written, key=lambda span: span.start, reverse=True):
        if plain == segment.text and not any(_inside(seam, span) for seam in seams):
            marked = marked[: offsets[span.start]] + written[span] + marked[offsets[span.end - 1] + 1 :]
    return marked


def _left(text: str, spans: Collection[Span]) -> str:
    """What a text has outside of spans, a blank in the place of each."""
    for span in sorted(spans, key=lambda span: span.start, reverse=True):
        text = f"{text[: span.start]} {text[span.end :]}"
    return text


def _inside(seam: int, span: Span) -> bool:
    return span.start < seam < span.end


def _offsets(segment: Segment) -> tuple[str, Sequence[int]]:
    """A segment's marked text without markup, and where its characters stand in the marked one."""
    return strip_markup(segment.marked) if segment.markup else (segment.text, range(len(segment.text)))


def _seams(offsets: Sequence[int]) -> list[int]:
    """Before which characters of a segment's text its marked one has markup; ``offsets`` is where they stand in it."""
    return [place for place, (before, here) in enumerate(pairwise(offsets), 1) if here != before + 1]
