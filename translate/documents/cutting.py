"""From a block of text to its segments: lines, then sentences, with markup that belongs to the whole line left outside."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Sequence
from dataclasses import replace

from translate.documents.document import Segment, Slot
from translate.documents.inline import Inline, Span, Syntax
from translate.documents.markup import serialize
from translate.documents.wrapping import goes_on, joint
from translate.segmenter import split


def cut(
    inline: Inline,
    spots: Sequence[int],
    at: Sequence[int],
    *,
    language: str,
    kind: str,
    paragraph: int,
    markup: bool,
) -> list[Segment]:
    """The segments of one block.

    ``inline`` was scanned from content whose characters stand at the offsets ``at`` of the document; ``spots`` are the offsets
    in the content of the characters of its text. ``markup`` says whether targets are written in Markdown's inline syntax.
    """
    segments: list[Segment] = []
    for line in _lines(inline, flowing=markup):
        text = "".join(character for character, _ in line)
        where = [index for _, index in line]
        extents = _merge(text, _sentences(text, language), where, inline)
        if extents:
            segments += _segments(inline, spots, at, text, where, extents, kind=kind, paragraph=paragraph, markup=markup)
    return segments


def _lines(inline: Inline, *, flowing: bool) -> list[list[tuple[str, int]]]:
    """The lines as characters with their place in the text; lines that only an editor broke are joined."""
    breaks = [index for index, character in enumerate(inline.text) if character == "\n"]
    starts = [0, *(index + 1 for index in breaks)]
    ends = [*breaks, len(inline.text)]
    raw = [inline.text[start:end] for start, end in zip(starts, ends, strict=True)]
    wrapped = goes_on(raw, flowing=flowing)
    joined = [wrapped[number] and end not in inline.hard for number, end in enumerate(ends)]
    while bound := _bound(inline, starts, ends, joined):
        for number in bound:
            joined[number] = True
    lines: list[list[tuple[str, int]]] = [[]]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        lines[-1] += zip(inline.text[start:end], range(start, end), strict=True)
        if number == len(raw) - 1:
            break
        if joined[number]:
            lines[-1] += [(character, end) for character in joint(raw[number], raw[number + 1])]
        else:
            lines.append([])
    return lines


def _bound(inline: Inline, starts: Sequence[int], ends: Sequence[int], joined: Sequence[bool]) -> list[int]:
    """The lines that can't be parted from the next one, because markup that isn't about whole lines goes over the break."""
    for span in inline.spans:
        first = bisect.bisect_right(starts, span.start) - 1
        last = bisect.bisect_left(ends, span.end)
        parted = [number for number in range(first, last) if not joined[number]]
        while first and joined[first - 1]:
            first -= 1
        while last < len(ends) - 1 and joined[last]:
            last += 1
        if parted and (inline.text[starts[first] : span.start] + inline.text[span.end : ends[last]]).strip():
            return parted
    return []


def _sentences(text: str, language: str) -> list[tuple[int, int]]:
    """The extents of the sentences without white space around them; those with nothing to translate go with a neighbour."""
    extents: list[tuple[int, int]] = []
    position = 0
    for piece in split(text, language):
        start, end = position, position + len(piece)
        position = end
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if start < end:
            extents.append((start, end))
    return extents


def _merge(text: str, extents: list[tuple[int, int]], where: Sequence[int], inline: Inline) -> list[tuple[int, int]]:
    """Extents such that each has something to translate, and none ends inside a literal or marked stretch.

    A stretch that is marked from the first extent to the last is no obstacle: its markers stay outside.
    """
    literals = [_local(where, span) for span in inline.protected]
    merged: list[tuple[int, int]] = []
    for extent in extents:
        if merged and not (_translatable(text, *extent, literals) and _translatable(text, *merged[-1], literals)):
            merged[-1] = merged[-1][0], extent[1]
        else:
            merged.append(extent)
    merged = [extent for extent in merged if _translatable(text, *extent, literals)]
    if not merged:
        return []
    whole = merged[0][0], merged[-1][1]
    inner = [span for span in literals if span[0] < span[1]]
    inner += [
        span for span in (_local(where, (each.start, each.end)) for each in inline.spans) if not _wraps(span, whole, text)
    ]
    for start, end in inner:
        touched = [extent for extent in merged if extent[0] < end and start < extent[1]]
        if len(touched) > 1:
            first, last = merged.index(touched[0]), merged.index(touched[-1])
            merged[first : last + 1] = [(touched[0][0], touched[-1][1])]
    return merged


def _local(where: Sequence[int], span: tuple[int, int]) -> tuple[int, int]:
    """A span of the block's text as one of the line's; empty where it is on other lines."""
    return bisect.bisect_left(where, span[0]), bisect.bisect_left(where, span[1])


def _wraps(span: tuple[int, int], whole: tuple[int, int], text: str) -> bool:
    """Whether a span holds all that is translated of a line, and nothing else but white space."""
    return span[0] <= whole[0] and whole[1] <= span[1] and not (text[span[0] : whole[0]] + text[whole[1] : span[1]]).strip()


def _translatable(text: str, start: int, end: int, literals: Sequence[tuple[int, int]]) -> bool:
    """Whether there is a letter outside literals."""
    position = start
    for first, last in literals:
        if first < end and position < last:
            if any(map(str.isalpha, text[position : max(position, first)])):
                return True
            position = max(position, last)
    return any(map(str.isalpha, text[position:end]))


def _segments(
    inline: Inline,
    spots: Sequence[int],
    at: Sequence[int],
    text: str,
    where: Sequence[int],
    extents: Sequence[tuple[int, int]],
    *,
    kind: str,
    paragraph: int,
    markup: bool,
) -> list[Segment]:
    whole = extents[0][0], extents[-1][1]
    spans = [
        (span, *local)
        for span in inline.spans
        if text[slice(*(local := _local(where, (span.start, span.end))))].strip() and not _wraps(local, whole, text)
    ]
    segments: list[Segment] = []
    for start, end in extents:
        inner = [(span, max(a, start), min(b, end)) for span, a, b in spans if a < end and start < b]
        first, last = inline.begins[where[start]], inline.ends[where[end - 1]]
        for span, a, b in inner:
            first = min(first, span.opening[0]) if a == start else first
            last = max(last, span.closing[1]) if b == end else last
        links: list[str] = []
        short: list[Span] = []
        for span, a, b in inner:
            if span.kind.linked:
                links.append(span.tail)
            short.append(Span(span.kind, a - start, b - start, f"(#{len(links)})" if span.kind.linked else ""))
        protected = tuple(
            (a - start, b - start) for a, b in (_local(where, each) for each in inline.protected) if start <= a < b <= end
        )
        part = text[start:end]
        offsets = tuple(at[spots[index]] for index in where[start:end])
        segments.append(
            Segment(
                text=part,
                offsets=offsets[0] if offsets == tuple(range(offsets[0], offsets[0] + len(part))) else offsets,
                kind=kind,
                paragraph=paragraph,
                marked=serialize(part, short, protected, syntax=Syntax.MARKED) if markup else part,
                protected=protected,
                markup=markup,
                slot=Slot(
                    start=at[first],
                    end=at[last - 1] + 1,
                    links=tuple(links),
                    line_start=start == extents[0][0],
                ),
            )
        )
    return [
        replace(segment, slot=replace(segment.slot, space=(segment.slot.end, following.slot.start)))
        for segment, following in itertools.pairwise(segments)
    ] + segments[-1:]
