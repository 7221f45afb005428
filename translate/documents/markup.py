"""Inline markup through a translation: what an engine sees, and putting it right again in what the engine wrote.

    source      推进**高水平对外开放**，见[清单](https://example.org "t")。
    marked      推进**高水平对外开放**，见[清单](#1)。            links are numbered, so that no URL is translated
    hypothesis  Promote **high-standard opening up; see the [list](#1).
    restored    Promote **high-standard opening up**; see the [list](#1).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from translate.documents.document import Segment
from translate.documents.inline import Inline, Markup, Span, Syntax, is_punctuation, is_wide, scan

Pairs = Sequence[tuple[tuple[int, int], tuple[int, int]]]
"""Source span in ``Segment.text`` beside the span of its rendering in the plain target, half-open."""

_MARKERS = {Markup.EMPHASIS: "*", Markup.STRONG: "**", Markup.STRIKE: "~~", Markup.LINK: "[", Markup.IMAGE: "!["}
_SPECIAL = "\\`*_[]<~&!"
_STRAY = re.compile(r"\]\s*\(\s*#\s*[0-9]{1,4}\s*\)|\*+|~~+|\]\(#?[0-9]{0,4}$")
_BROKEN_LINK = re.compile(r"(!?)[\[［【]([^\[\]［］【】\n]+)[\]］】]\s*[(（]\s*[#＃]\s*([0-9]{1,4})\s*[)）]")
_CLAUSE_END = {"：": ":：", ":": ":：", "，": ",，", ",": ",，", "。": ".。", ".": ".。", "、": ".,、，", "；": ";；", ";": ";；"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A hypothesis with the markup of its source."""

    marked: str
    lost: tuple[str, ...] = ()
    """What found no place, as it stands in the source: emphasis and literals are gone, links stand at the end as their URL."""


def strip_markup(marked: str) -> tuple[str, tuple[int, ...]]:
    """A marked text, or one written to Markdown -> the text without inline markup, and where each of its characters stands."""
    inline = scan(marked, syntax=Syntax.ANY)
    return inline.text, tuple(spots(marked, inline))


def spots(content: str, inline: Inline) -> list[int]:
    """The offset of each character of a scanned text in its content; of an escaped one, the character behind the backslash."""
    return [end - 1 if content[begin] == "\\" else begin for begin, end in zip(inline.begins, inline.ends, strict=True)]


def serialize(
    text: str,
    spans: Sequence[Span],
    protected: Collection[tuple[int, int]] = (),
    *,
    syntax: Syntax,
    references: Collection[str] = (),
    after: str = "",
) -> str:
    """Text and spans -> inline content that `scan` reads as just these; what is markup by accident is escaped.

    Spans of links need their tails. ``after`` is what will stand behind the content. For Markdown, emphasis is moved off
    punctuation where CommonMark would not see it otherwise; emphasis that cannot be written at all is left out.
    """
    strict = syntax is Syntax.MARKDOWN
    wanted = _tidy(text, spans, after if strict else "")
    while True:
        for escape in (False, True):
            content = _join(text, wanted, protected, escape=escape)
            read = scan(content + after, references=references, syntax=syntax, strict=strict)
            if read.text == text + after and Counter(s.what for s in read.spans) == Counter(s.what for s in wanted):
                literals = {span for span in read.protected if span[1] <= len(text)}
                if literals == set(protected) or (escape and literals >= set(protected)):
                    return content
        emphasis = [span for span in wanted if not span.kind.linked]
        if not emphasis:
            return content
        wanted = [span for span in wanted if span is not emphasis[-1]]


def _tidy(text: str, spans: Sequence[Span], after: str) -> list[Span]:
    """The spans without white space at their ends, emphasis where its delimiters are seen; outer before inner."""
    tidy: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end, not span.kind.linked)):
        start, end = span.start, span.end
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if not span.kind.linked:
            full = text + (after or " ")
            if start and not _loose(full[start - 1]):
                while start < end and is_punctuation(text[start]):
                    start += 1
            if not _loose(full[end]):
                while start < end and is_punctuation(text[end - 1]):
                    end -= 1
        if start < end:
            tidy.append(replace(span, start=start, end=end))
    return sorted(tidy, key=lambda span: (span.start, -span.end, not span.kind.linked))


def _loose(character: str) -> bool:
    return character.isspace() or is_punctuation(character)


def _join(text: str, spans: Sequence[Span], protected: Collection[tuple[int, int]], *, escape: bool) -> str:
    literal = {index for start, end in protected for index in range(start, end)}
    parts: list[str] = []
    opened: list[Span] = []
    waiting = list(spans)
    for index in range(len(text) + 1):
        while opened and opened[-1].end <= index:
            span = opened.pop()
            parts.append(f"]{span.tail}" if span.kind.linked else _MARKERS[span.kind])
        if index == len(text):
            break
        while waiting and waiting[0].start <= index:
            opened.append(waiting.pop(0))
            parts.append(_MARKERS[opened[-1].kind])
        parts.append("\\" if escape and index not in literal and text[index] in _SPECIAL else "")
        parts.append(text[index])
    return "".join(parts)


def restore(segment: Segment, hypothesis: str, pairs: Pairs = ()) -> Restored:
    """An engine's marked hypothesis -> the same text with exactly the markup of the segment.

    Where the engine kept the markers nothing changes. Else those it kept in their number stay, the others are taken out and
    put around: the rendering of what was marked (``pairs``), the same literal, the whole, or the same leading clause. Of what
    has no such place emphasis is dropped, and a link goes to the end as its bare URL; both are named in ``lost``.
    Line breaks become spaces.
    """
    hypothesis = _one_line(hypothesis)
    if not segment.markup:
        return Restored(marked=hypothesis)
    source = scan(segment.marked, syntax=Syntax.MARKED)
    target = scan(_mend_links(hypothesis, source), syntax=Syntax.MARKED)
    literals = _literal_markers(source.text)
    text, kept, protected, places = _without_strays(target, literals)
    target_pairs = [(a, (places(b[0]), places(b[1]))) for a, b in pairs]
    spans, missing = _keep(source.spans, kept)
    lost: list[str] = []
    at_end: list[Span] = []
    for span in missing:
        place = _place(span, source.text, text, target_pairs)
        if place is not None and not any(_crosses(place, (other.start, other.end)) for other in spans):
            spans.append(replace(span, start=place[0], end=place[1]))
            continue
        spare = next((other for other in kept if other.kind is span.kind and not span.kind.linked and other not in spans), None)
        if spare is not None and not any(_crosses((spare.start, spare.end), (other.start, other.end)) for other in spans):
            spans.append(spare)
            continue
        lost.append(segment.marked[span.opening[0] : span.closing[1]])
        if span.kind.linked:
            at_end.append(span)
    text, spans, protected, missing_literals = _restore_literals(source, text, spans, protected)
    marked = serialize(text, spans, protected, syntax=Syntax.MARKED)
    for span in at_end:
        marked += f" {_MARKERS[span.kind]}]{span.tail}"
    return Restored(marked=marked, lost=(*lost, *missing_literals))


def _one_line(text: str) -> str:
    """Line breaks as spaces, or as nothing between Chinese characters."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    joined = ""
    for line in lines:
        joined += line if not joined or (is_wide(joined[-1]) and is_wide(line[0])) else f" {line}"
    return joined


def _mend_links(hypothesis: str, source: Inline) -> str:
    """Links as they have to be where an engine wrote ``[text] (#1)`` or full-width brackets."""
    tails = {span.tail for span in source.spans if span.kind.linked}

    def mend(match: re.Match[str]) -> str:
        tail = f"(#{match[3]})"
        return f"{match[1]}[{match[2]}]{tail}" if tail in tails else match[0]

    return _BROKEN_LINK.sub(mend, hypothesis)


def _literal_markers(text: str) -> Counter[str]:
    return Counter(character for character in text if character in "*~[]")


def _without_strays(
    target: Inline,
    literals: Counter[str],
):  # noqa: ANN202
    raise NotImplementedError
