"""Putting the markup of a segment right again in what an engine wrote.

marked      推进**高水平对外开放**，见[清单](#1)。
hypothesis  Promote **high-standard opening up; see the [list](#1).
restored    Promote **high-standard opening up**; see the [list](#1).
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from translate.documents.delimiters import is_punctuation
from translate.documents.document import Segment
from translate.documents.inline import Inline, Markup, Span, Syntax, scan, urls
from translate.documents.markup import MARKERS, one_line, serialize, strip_markup

Pairs = Sequence[tuple[tuple[int, int], tuple[int, int]]]
"""Source span in ``Segment.text`` beside the span of its rendering in the plain target, half-open."""

_STRAY = re.compile(r"\]\s*\(\s*#\s*[0-9]{1,4}\s*\)?|\*+|~~+")
_LOOSE_LINK = re.compile(r"(!?)[\[\uff3b【]([^\[\]\uff3b\uff3d【】\n]+)[\]\uff3d】]\s*[(（]\s*[#\uff03]\s*([0-9]{1,4})\s*[)）]")
_ORDINAL = re.compile(
    r"(?:[一二三四五六七八九十]+(?:是|要|、)|第[一二三四五六七八九十]+|首先|其次|再次|最后|最後)"
    r"|(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Final|Last)(?:ly)?\b"
)
_CLAUSE_ENDS = {"：": ":：", ":": ":：", "，": ",，", ",": ",，", "。": ".。", ".": ".。", "、": ",，、", "；": ";；", ";": ";；"}

@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A hypothesis with the markup of its source."""

    marked: str
    lost: tuple[str, ...] = ()
    """What found no place, as it stands in the source: emphasis and literals are gone, links stand at the end as their URL."""


def restore(segment: Segment, hypothesis: str, pairs: Pairs = ()) -> Restored:
    """An engine's marked hypothesis -> the same text with exactly the markup of the segment, in one line.

    Where the engine kept the markers nothing changes. Else those kept in their number stay, the others are taken out and put
    around: the rendering of what was marked (``pairs`` of a span of ``segment.text`` and one of the text that `strip_markup`
    makes of the hypothesis), the same literal, the whole, or the same leading clause. What has no such place is named in
    ``lost``: emphasis is dropped, a link goes to the end as its bare URL.
    """
    if not segment.markup:
        return Restored(marked=one_line(hypothesis))
    source = scan(segment.marked, syntax=Syntax.MARKED)
    target = _clean(scan(_mend_links(one_line(hypothesis), source), syntax=Syntax.MARKED), source)
    plain, _ = strip_markup(hypothesis)
    renderings = [
        (where, place) for where, (start, end) in pairs if (place := _find_again(plain, start, end, target.text)) is not None
    ]
    text = target.text
    spans: list[Span] = []
    loose, missing = _sort_out(source.spans, target.spans, spans)
    lost: list[str] = []
    at_end = ""
    for span in missing:
        place = _place(span, source.text, text, renderings)
        spare = next((other for other in loose if other.kind is span.kind), None)
        if place is None and spare is not None:
            place = spare.start, spare.end
            loose.remove(spare)
        place = _around(place, target.protected) if place is not None else None
        if place is not None and not any(_crosses(place, (other.start, other.end)) for other in spans):
            spans.append(replace(span, start=place[0], end=place[1]))
            continue
        lost.append(segment.marked[span.opening[0] : span.closing[1]])
        if span.kind.linked:
            at_end += f" {MARKERS[span.kind]}]{span.tail}"
    marked = serialize(text, spans, target.protected, syntax=Syntax.MARKED)
    written = Counter((span.kind, span.start, span.end) for span in scan(marked, syntax=Syntax.MARKED).spans)
    unwritten = Counter((span.kind, span.start, span.end) for span in spans) - written
    lost += [text[start:end] for _, start, end in unwritten.elements()]
    marked, missing_literals = _restore_literals(source, text, marked)
    return Restored(marked=marked + at_end, lost=(*lost, *missing_literals))


def _mend_links(hypothesis: str, source: Inline) -> str:
    """Links as they have to be where an engine wrote ``[text] (#1)`` or full-width brackets."""
    tails = {span.tail for span in source.spans if span.kind.linked}

    def mend(match: re.Match[str]) -> str:
        return f"{match[1]}[{match[2]}](#{match[3]})" if f"(#{match[3]})" in tails else match[0]

    return _LOOSE_LINK.sub(mend, hypothesis)


def _clean(target: Inline, source: Inline) -> Inline:
    """The scanned hypothesis without markers that stayed literal, unless the source has such characters as well."""
    literal = {index for start, end in target.protected for index in range(start, end)}
    drop: set[int] = set()
    for match in _STRAY.finditer(target.text):
        if match[0][0] in source.text or match.start() in literal:
            continue
        drop.update(range(*match.span()))
        if target.text[match.start() - 1 : match.start()] == " " == target.text[match.end() : match.end() + 1]:
            drop.add(match.start() - 1)
        if match[0][0] == "]":
            opening = target.text.rfind("[", 0, match.start())
            drop.update({opening} if opening >= 0 else ())
            drop.update({opening - 1} if opening > 0 and target.text[opening - 1] == "!" else ())
    source_literals = {source.text[start:end] for start, end in source.protected}
    addresses = set(urls(target.text))
    protected = [each for each in target.protected if each in addresses or target.text[slice(*each)] in source_literals]
    if not drop:
        return replace(target, protected=tuple(protected))
    kept = [index for index in range(len(target.text)) if index not in drop]
    place = [bisect.bisect_left(kept, index) for index in range(len(target.text) + 1)]
    spans = [replace(span, start=place[span.start], end=place[span.end]) for span in target.spans]
    return Inline(
        text="".join(target.text[index] for index in kept),
        begins=tuple(target.begins[index] for index in kept),
        ends=tuple(target.ends[index] for index in kept),
        spans=tuple(span for span in spans if span.start < span.end),
        protected=tuple((place[start], place[end]) for start, end in protected),
    )


def _find_again(plain: str, start: int, end: int, text: str) -> tuple[int, int] | None:
    """Where a stretch of one text stands in another that differs from it in a few markers only."""
    stretch = plain[start:end]
    place = -1
    for _ in range(plain.count(stretch, 0, start) + 1):
        place = text.find(stretch, place + 1)
    return (place, place + len(stretch)) if stretch and place >= 0 else None


def _sort_out(wanted: Sequence[Span], found: Sequence[Span], spans: list[Span]) -> tuple[list[Span], list[Span]]:
    """Put what the hypothesis kept in full number into ``spans``; returns its spans of other kinds, and what is missing.

    A number too few leaves open which of several is missing, so none of that kind counts as kept. Strong written as emphasis
    is put right.
    """
    stress = {Markup.EMPHASIS, Markup.STRONG}
    kinds = {span.kind for span in wanted if span.kind in stress}
    if len(kinds) == 1:
        (kind,) = kinds
        found = [replace(span, kind=kind) if span.kind in stress else span for span in found]
    enough = Counter((span.kind, span.tail) for span in wanted)
    there = Counter((span.kind, span.tail) for span in found)
    kept = {what for what, number in enough.items() if there[what] == number}
    spans += [span for span in found if (span.kind, span.tail) in kept]
    loose = [span for span in found if not span.kind.linked and (span.kind, span.tail) not in kept]
    return loose, [span for span in wanted if (span.kind, span.tail) not in kept]


def _place(span: Span, source: str, target: str, pairs: Pairs) -> tuple[int, int] | None:
    """Where in the target the marked stretch of the source is rendered; None if nothing tells."""
    start, end = _core(source, span.start, span.end)
    if not target or start >= end:
        return None
    if (start, end) == _core(source, 0, len(source)):
        return (0, len(target)) if span.end == len(source) else _core(target, 0, len(target))
    for first, last in ((span.start, span.end), (start, end)):
        if target.count(source[first:last]) == 1:
            place = target.index(source[first:last])
            return place, place + last - first
    inside = [(where, place) for where, place in pairs if start <= where[0] and where[1] <= end]
    if inside and 2 * sum(where[1] - where[0] for where, _ in inside) >= end - start:
        hull = min(place[0] for _, place in inside), max(place[1] for _, place in inside)
        others = [place for where, place in pairs if (where, place) not in inside]
        if not any(place[0] < hull[1] and hull[0] < place[1] for place in others):
            return hull
    for where, rendering in pairs:
        if where[0] <= start and end <= where[1] and 2 * (end - start) >= where[1] - where[0]:
            return rendering
    if start == _core(source, 0, len(source))[0] and (leading := _leading(source, start, end, span.end, target)):
        return leading
    return _core(target, 0, len(target)) if span.kind.linked and 2 * (end - start) >= len(source) else None


def _core(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space and punctuation at its ends."""
    while start < end and (text[start].isspace() or is_punctuation(text[start])):
        start += 1
    while start < end and (text[end - 1].isspace() or is_punctuation(text[end - 1])):
        end -= 1
    return start, end


def _leading(source: str, start: int, end: int, marked_end: int, target: str) -> tuple[int, int] | None:
    """The target's first clause for the source's first clause, or its ordinal for an ordinal (一是, First)."""
    ordinal = _ORDINAL.match(target)
    if ordinal and (found := _ORDINAL.match(source, start)) and found.end() >= end:
        return ordinal.span()
    marks = _CLAUSE_ENDS.get(source[end : end + 1])
    if marks is None:
        return None
    for index, character in enumerate(target):
        following = target[index + 1 : index + 2]
        if character in marks and not (character in ".,:" and following and not following.isspace()):
            expected = end / len(source) * len(target)
            return (0, index + (marked_end > end)) if expected / 2.5 <= index <= expected * 2.5 else None
    return None


def _around(place: tuple[int, int], literals: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The place with the whole of every literal that it touches."""
    touched = [literal for literal in literals if literal[0] < place[1] and place[0] < literal[1]]
    return min([place[0], *(start for start, _ in touched)]), max([place[1], *(end for _, end in touched)])


def _crosses(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans overlap without one holding the other, so that no markup can express them."""
    return one[0] < other[0] < one[1] < other[1] or other[0] < one[0] < other[1] < one[1]


def _restore_literals(source: Inline, text: str, marked: str) -> tuple[str, list[str]]:
    """The marked target with code marks and note references put back; and the literals that are gone."""
    gone: list[str] = []
    for start, end in source.protected:
        literal = source.text[start:end]
        bare = literal.strip("`<>").strip()
        if source.text.count(literal) <= text.count(literal) or literal in gone:
            continue
        if literal.startswith("[^"):
            marked += literal
        elif bare != literal and bare and literal[0] in "`<" and marked.count(bare) == 1:
            marked = marked.replace(bare, literal)
        else:
            gone.append(literal)
    return marked, gone
