"""Marked text: what an engine sees of inline markup, and what is written of it.

document    推进**高水平对外开放**，见[清单](https://example.org "t")。
marked      推进**高水平对外开放**，见[清单](#1)。            links are numbered, so that no URL is translated
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from translate.documents.delimiters import is_loose, is_punctuation, is_wide
from translate.documents.inline import Inline, Markup, Span, Syntax, scan

MARKERS = {Markup.EMPHASIS: "*", Markup.STRONG: "**", Markup.STRIKE: "~~", Markup.LINK: "[", Markup.IMAGE: "!["}
_DELIMITERS = "*_~`"
"""What is escaped in a document even where it means nothing by itself: it might with what stands in the next sentence."""
_SPECIAL = "\\`*_[]<~&!"
_NOTHING_SPECIAL = re.compile(r"[^\\`*_\[\]<~&!@/\r\n]*(?:/(?!/)[^\\`*_\[\]<~&!@/\r\n]*)*")
_LINK_AT_END = re.compile(r"(!?)\[\](\(#[0-9]{1,4}\))")


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
    if not spans and not protected and _NOTHING_SPECIAL.fullmatch(text):
        return text
    strict = syntax is Syntax.MARKDOWN
    wanted = sorted(_tidy(text, spans, after) if strict else spans, key=_outer_first)
    while True:
        for special in ("", _DELIMITERS, _SPECIAL)[strict:]:
            content = _join(text, wanted, protected, special)
            if _reads_as(content, text, wanted, protected, syntax, references, after, escaped=special is _SPECIAL):
                return content
        emphasis = [span for span in wanted if not span.kind.linked]
        if not emphasis:
            return content
        wanted = [span for span in wanted if span is not emphasis[-1]]


def _reads_as(
    content: str,
    text: str,
    spans: Sequence[Span],
    protected: Collection[tuple[int, int]],
    syntax: Syntax,
    references: Collection[str],
    after: str,
    *,
    escaped: bool,
) -> bool:
    """Whether content is read as it was meant, for a document both strictly and as we read it."""
    for strict in (False, True) if syntax is Syntax.MARKDOWN else (False,):
        read = scan(content + after, references=references, syntax=syntax, strict=strict)
        if read.text != text + after or Counter(span.what for span in read.spans) != Counter(span.what for span in spans):
            return False
        literals = {span for span in read.protected if span[1] <= len(text)}
        if not (literals >= set(protected) if escaped else literals == set(protected)):
            return False
    return syntax is Syntax.MARKDOWN or strip_markup(content)[0] == text


def _tidy(text: str, spans: Sequence[Span], after: str) -> list[Span]:
    """The spans without white space at their ends, and emphasis without the punctuation that would hide its delimiters."""
    tidy: list[Span] = []
    for span in spans:
        start, end = span.start, span.end
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if not span.kind.linked:
            full = text + (after or " ")
            if start and not is_loose(full[start - 1]):
                while start < end and is_punctuation(text[start]):
                    start += 1
            if not is_loose(full[end]):
                while start < end and is_punctuation(text[end - 1]):
                    end -= 1
        if start < end:
            tidy.append(replace(span, start=start, end=end))
    return tidy


def _outer_first(span: Span) -> tuple[int, int, bool]:
    return span.start, -span.end, not span.kind.linked


def _join(text: str, spans: Sequence[Span], protected: Collection[tuple[int, int]], special: str) -> str:
    literal = {index for start, end in protected for index in range(start, end)}
    parts: list[str] = []
    opened: list[Span] = []
    waiting = list(spans)
    for index in range(len(text) + 1):
        while opened and opened[-1].end <= index:
            span = opened.pop()
            parts.append(f"]{span.tail}" if span.kind.linked else MARKERS[span.kind])
        if index == len(text):
            break
        while waiting and waiting[0].start <= index:
            opened.append(waiting.pop(0))
            parts.append(MARKERS[opened[-1].kind])
        idle = special is _DELIMITERS and _is_idle(text, index)
        if text[index] == "!":  # only before a bracket
            idle = text[index + 1 : index + 2] != "[" and not (waiting and waiting[0].start == index + 1)
        if text[index] in special and index not in literal and not idle:
            parts.append("\\")
        parts.append(text[index])
    return "".join(parts)


def _is_idle(text: str, index: int) -> bool:
    """Whether a delimiter neither begins nor ends anything: between spaces, inside a word (``_``), or single (``~``)."""
    before, after = text[max(0, index - 1) : index], text[index + 1 : index + 2]
    match text[index]:
        case "_":
            return before.isalnum() and after.isalnum()
        case "~":
            return "~" not in {before, after}
    return text[index] != "`" and before.isspace() and after.isspace()


def one_line(text: str) -> str:
    """A text without white space at its ends, line breaks as spaces, or as nothing between Chinese characters."""
    joined = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        joined += line if not joined or (is_wide(joined[-1]) and is_wide(line[0])) else f" {line}"
    return joined


def bare_links(marked: str, links: Sequence[str]) -> str:
    """A marked target, the links that `restore` put at its end as URLs."""

    def write(match: re.Match[str]) -> str:
        tail = tail_of(match[2], links)
        if tail is None:
            return ""
        if match[1]:
            return f"![]{tail}"
        url = re.match(r"\(\s*<?([A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*?)>?(?:\s.*)?\)\Z", tail, re.DOTALL)
        if url:
            return f"<{url[1]}>"
        return f"[{tail[1:-1].split()[0] if tail[1:-1].split() else tail[1:-1]}]{tail}"

    return _LINK_AT_END.sub(write, marked)


def tail_of(short: str, links: Sequence[str]) -> str | None:
    """``(#2)`` -> the second tail; None where there is no such link."""
    number = int(short[2:-1])
    return links[number - 1] if 1 <= number <= len(links) else None
