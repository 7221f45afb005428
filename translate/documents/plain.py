"""Plain text: each line is a paragraph, unless an editor clearly wrapped the lines of one.

Indentation (also the ideographic one), bullets and numbers in front of a line stay as they are. A waiver for the check, alone on
its line, is left out of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.files import Decoded
from glossary.gating.inline import COMMENT
from translate.documents.cutting import cut
from translate.documents.document import Document, Segment
from translate.documents.inline import Inline, urls
from translate.documents.markup import one_line
from translate.documents.wrapping import goes_on

_WAIVER = re.compile(rf"\s*{COMMENT.pattern}\s*")
"""A line that speaks to termlock is no text."""
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_BULLET = re.compile(r"\s*(?:(?:[-*•·●○■◆–]|\d{1,3}[.)])\s+)?")
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十百]+[编篇章节編節])[^。！？；]{1,60}\Z"
)


def parse(decoded: Decoded, language: str) -> Document:
    """The document in a plain text."""
    segments: list[Segment] = []
    for number, (start, end) in enumerate(_paragraphs(decoded.text)):
        raw = decoded.text[start:end]
        bullet = _BULLET.match(raw)
        skipped = bullet.end() if bullet else 0
        content = re.sub(r"[ \t\u3000]*(?:\r\n|\r|\n)[ \t]*", _blank, raw[skipped:])
        kind = "item" if raw[:skipped].strip() else "heading" if _HEADING.match(content) else "paragraph"
        kept = [index for index, character in enumerate(content) if character != "\0"]
        inline = _inline("".join(content[index] for index in kept))
        at = [start + skipped + index for index in kept]
        segments += cut(inline, inline.begins, at, language=language, kind=kind, paragraph=number, markup=False)
    return Document(text=decoded.text, segments=tuple(segments), format="plain", decoded=decoded, language=language)


def _blank(match: re.Match[str]) -> str:
    """A line break as one newline and marks of what is left out, so that offsets stay."""
    return "\n" + "\0" * (len(match[0]) - 1)


def _inline(text: str) -> Inline:
    places = tuple(range(len(text)))
    return Inline(text=text, begins=places, ends=tuple(place + 1 for place in places), protected=tuple(urls(text)))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The extents of the paragraphs: lines, joined where they are wrapped."""
    lines = [(match.start(1), match.end(1)) for match in _LINE.finditer(text)]
    block: list[tuple[int, int]] = []
    for start, end in [*lines, (len(text), len(text))]:
        if text[start:end].strip() and not _WAIVER.fullmatch(text, start, end):
            block.append((start, end))
            continue
        joined = goes_on([text[first:last] for first, last in block])
        opening: int | None = None
        for (first, last), more in zip(block, joined, strict=True):
            opening = first if opening is None else opening
            if not more:
                yield opening, last
                opening = None
        block = []


def render(segment: Segment, target: str, language: str) -> str:  # noqa: ARG001 - formats have one signature
    """A target as it stands in the file: in one line."""
    return one_line(target)
