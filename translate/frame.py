"""What of a segment no model reads: the label at its beginning, the unit or the "(continued)" at its end, or all of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from glossary.issue import Span
from translate.documents import Segment
from translate.figures import Figures
from translate.labels import continued, label
from translate.script import in_script, working_language
from translate.units import Note, unit_note


class Frame(NamedTuple):
    """What stands around the part of a segment that a model reads, in the target language."""

    start: int = 0
    """Where that part begins in the marked text."""
    skipped: int = 0
    """How many characters of the text, without markup, stand before it."""
    behind: int = 0
    """How many characters stand behind it there, and in the text."""
    label: str = ""
    """What goes before its target, with the blank behind it: "(8) " for （八）."""
    note: str = ""
    """What goes behind it, with the blank before it: " (US$100 million)" for （亿美元）."""
    known: str = ""
    """The whole target where nothing is left to a model: a date by itself. Empty where an engine is asked."""


def framed(segment: Segment, terms: Sequence[Span], figures: Figures, source: str, target: str) -> Frame:
    """The frame of a segment. ``terms`` are the spans of required terms in its text: none is part of a label or a note.

    ``source`` and ``target`` are language tags; Chinese comes in Simplified characters.
    """
    if figures.alone:
        return Frame(known=in_script(figures.alone, working_language(target)))
    apart = [*terms, *(Span(start=start, end=end) for start, end in segment.protected)]
    labelled = _label(segment, apart, figures, source, target)
    start, skipped, before = labelled or (0, 0, "")
    end, note = _note(segment, apart, source, target) or (len(segment.marked), "")
    if (before or note) and not segment.marked[start:end].strip():
        return Frame(known=(before + note).strip())
    return Frame(start, skipped, len(segment.marked) - end, before, note)


def _label(segment: Segment, apart: Sequence[Span], figures: Figures, source: str, target: str) -> tuple[int, int, str] | None:
    """The length of the label that a segment begins with, in the marked text and in the other, and what it becomes.

    It may be all that emphasis is around. None where something else stands there, or other markup.
    """
    found = label(segment.text, source, target, segment.kind)
    if found is None:
        return None
    others = (span for span, written in figures.written.items() if not found.written.startswith(written))  # 图1 of a caption is its label
    if any(span.start < found.length for span in (*apart, *others)):
        return None
    stands = segment.text[: found.length]
    if segment.marked.startswith(stands):
        return found.length, found.length, found.written
    emphasised = re.match(rf"([*_]{{1,3}}){re.escape(stands.rstrip())}\1\s*", segment.marked)
    if emphasised is None:
        return None
    mark = emphasised[1]
    return emphasised.end(), found.length, f"{mark}{found.written.rstrip()}{mark} "  # without the blank, **（1）** would be no emphasis


def _note(segment: Segment, apart: Sequence[Span], source: str, target: str) -> Note | None:
    """The unit or the "(continued)" that a segment ends with, its beginning that in the marked text; None where something else or markup stands there."""
    goes_on = continued(segment.text, source, target)
    end = len(segment.text) - (goes_on.length if goes_on else 0)
    found = unit_note(segment.text[:end], source, target)
    if goes_on:
        found = Note(found.start if found else end, (found.written if found else "") + goes_on.written)
    stands = segment.text[found.start :] if found else ""
    if found is None or not segment.marked.endswith(stands) or any(span.end > found.start for span in apart):
        return None
    return Note(len(segment.marked) - len(stands), found.written)
