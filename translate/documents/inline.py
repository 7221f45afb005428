"""Markdown's inline syntax with offsets: text without markup, and where its emphasis, links and literals are.

markdown-it-py gives no offsets inside a line, so this is a scanner of its own, after CommonMark 0.31 section 6 and GFM
(strikethrough, bare URLs). One rule is wider: beside a Chinese character emphasis may begin and end at punctuation, so that
``**“一带一路”**倡议`` is strong as its author meant; strictly it is not, and `strict` says so.

    scan("**第一**，见[表](a.html)。")  ->  text "第一，见表。", spans strong 0-2, link 4-5 with tail "(a.html)"
"""

from __future__ import annotations

import bisect
import html
import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from translate.documents.delimiters import Run, pair, run_between


class Syntax(StrEnum):
    """What counts as a link."""

    MARKDOWN = "markdown"
    """Inline links, and reference links whose label is defined."""
    MARKED = "marked"
    """``[text](#1)`` alone, as an engine sees it."""
    ANY = "any"
    """Whatever looks like a link, defined or not."""


class Markup(StrEnum):
    """The kinds of spans."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    STRIKE = "strikethrough"
    LINK = "link"
    IMAGE = "image"

    @property
    def linked(self) -> bool:
        """Whether it has a tail."""
        return self in {Markup.LINK, Markup.IMAGE}


@dataclass(frozen=True, slots=True)
class Span:
    """Marked text: ``start`` and ``end`` count characters of the text, ``opening`` and ``closing`` those of the content."""

    kind: Markup
    start: int
    end: int
    tail: str = ""
    """What follows the closing bracket of a link or image."""
    opening: tuple[int, int] = (0, 0)
    closing: tuple[int, int] = (0, 0)

    @property
    def what(self) -> tuple[Markup, int, int, str]:
        """Everything but where the markers stood."""
        return self.kind, self.start, self.end, self.tail


@dataclass(frozen=True, slots=True)
class Inline:
    """What `scan` found; ``begins[i]`` to ``ends[i]`` of the content is character ``i`` of the text, line breaks are newlines."""

    text: str
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    spans: tuple[Span, ...] = ()
    """By start, outer ones first."""
    protected: tuple[tuple[int, int], ...] = ()
    """Literals, as spans of the text: code, inline HTML, URLs, note references, images without a text."""
    hard: frozenset[int] = frozenset()
    """Which of the line breaks are hard."""


_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9.-]+)>")
_TAG = re.compile(
    r"<(?:/[A-Za-z][A-Za-z0-9-]*\s*"
    r"|[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*\s*/?"
    r"|!---?|!--(?:[^-]|-[^-])*--|\?.*?\?|![A-Za-z][^>]*|!\[CDATA\[.*?\]\])>",
    re.DOTALL,
)
_BREAK = re.compile(r"<br\s*/?>[ \t]*", re.IGNORECASE)
_NOTE = re.compile(r"\[\^[^\]\s]+\]")
_URL = re.compile(
    r"(?<![A-Za-z0-9_])(?:(?:https?|ftp)://|www\.)[A-Za-z0-9][A-Za-z0-9\-._~:/?#@!$&'()+,;=%]*"
    r"|(?<![A-Za-z0-9_.+-])[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
_PLAIN = re.compile(r"[^\\`<&\r\n!\[\]*_~]+")
_NEWLINE = re.compile(r"\r\n?|\n")
_DESTINATION = (
    r"\(\s*(?:<(?:\\.|[^<>\\\n])*>|(?!<)(?:\\[!-/:-@\[-`{-~]|[^\s()\\]|\\(?=[^!-/:-@\[-`{-~])"
    r"|\((?:\\[!-/:-@\[-`{-~]|[^\s()\\])*\))*)"
    r"(?:\s+(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)))?\s*\)"
)
_INLINE_TAIL = re.compile(_DESTINATION, re.DOTALL)
_MARKED_TAIL = re.compile(r"\(#[0-9]{1,4}\)")
_ANY_TAIL = re.compile(rf"{_DESTINATION}|\[[^\[\]]*\]", re.DOTALL)
_LABEL = re.compile(r"\[((?:\\.|[^\\\[\]])*)\]", re.DOTALL)
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"


def urls(text: str) -> list[tuple[int, int]]:
    """The bare URLs and mail addresses of a text, without the punctuation of the sentence that they stand in."""
    return [(match.start(), _url_end(match)) for match in _URL.finditer(text)]


def _url_end(match: re.Match[str]) -> int:
    url = match.group()
    while url[-1] in "?!.,:;'&~_" or (url[-1] == ")" and url.count(")") > url.count("(")):
        url = url[:-1]
    return match.start() + len(url)


def label_of(text: str) -> str:
    """A reference label in the form in which labels are compared (as markdown-it-py does)."""
    return re.sub(r"\s+", " ", text.strip()).lower().upper()


@dataclass(slots=True)
class _Bracket:
    image: bool
    begin: int
    end: int
    runs: int
    active: bool = True


def scan(
    content: str,
    *,
    references: Collection[str] = (),
    syntax: Syntax = Syntax.MARKDOWN,
    strict: bool = False,
) -> Inline:
    """Markdown inline content -> its text with offsets; ``references`` are the labels that links may use."""
    return _Scanner(content, references, syntax, strict).scan()


class _Scanner:
    """One pass over the content; markers are emitted as text and taken out again once they turn out to be markup."""

    def __init__(self, content: str, references: Collection[str], syntax: Syntax, strict: bool) -> None:
        self.content = content
        self.references = references
        self.syntax = syntax
        self.strict = strict
        self.emitted: list[tuple[int, int, str, bool, bool]] = []
        """Begin, end, text, whether each character stands for itself, whether the text is a literal."""
        self.used: set[int] = set()
        self.runs: list[Run] = []
        self.brackets: list[_Bracket] = []
        self.found: list[tuple[Markup, tuple[int, int], tuple[int, int], str]] = []
        self.hard: set[int] = set()
        self.addresses = {match.start(): _url_end(match) for match in _URL.finditer(content)}
        self.ticks: dict[int, list[int]] = {}
        for match in re.finditer("`+", content):
            self.ticks.setdefault(match.end() - match.start(), []).append(match.start())

    def scan(self) -> Inline:
        position = 0
        while position < len(self.content):
            position = self.step(position)
        self.emphasis(0)
        return self.result()

    def emit(self, begin: int, end: int, *, atom: bool = False) -> int:
        text = self.content[begin:end]
        self.emitted.append((begin, end, re.sub(r"[\r\n]", " ", text) if atom else text, True, atom))
        return end

    def step(self, at: int) -> int:
        """Read what stands at an offset; returns where it ends."""
        content, character = self.content, self.content[at]
        if at in self.addresses:
            return self.emit(at, self.addresses[at], atom=True)
        match character:
            case "\\":
                return self.backslash(at)
            case "`":
                return self.code(at)
            case "<":
                if self.syntax is Syntax.MARKDOWN and (found := _BREAK.match(content, at)):
                    return self.line_break(at, found.end(), hard=True)
                tag = _AUTOLINK.match(content, at) or _TAG.match(content, at)
                return self.emit(at, tag.end(), atom=True) if tag else self.emit(at, at + 1)
            case "&" if entity := _ENTITY.match(content, at):
                decoded = html.unescape(entity.group())
                self.emitted.append((at, entity.end(), decoded if decoded != "\n" else " ", False, False))
                return entity.end()
            case "\r" | "\n":
                newline = _NEWLINE.match(content, at)
                return self.line_break(at, newline.end() if newline else at + 1, hard=False)
            case "!" if content.startswith("![", at):
                self.brackets.append(_Bracket(image=True, begin=at, end=at + 2, runs=len(self.runs)))
                self.emit(at, at + 1)
                return self.emit(at + 1, at + 2)
            case "[":
                if note := _NOTE.match(content, at):
                    return self.emit(at, note.end(), atom=True)
                self.brackets.append(_Bracket(image=False, begin=at, end=at + 1, runs=len(self.runs)))
                return self.emit(at, at + 1)
            case "]":
                return self.close_bracket(at)
            case "*" | "_" | "~":
                return self.run(at)
            case _:
                return self.plain(at)

    def plain(self, at: int) -> int:
        """Characters that mean nothing, up to one that might or to a URL."""
        found = _PLAIN.match(self.content, at)
        end = found.end() if found else at + 1
        if self.addresses:
            end = min(end, next((start for start in self.addresses if start > at), end))
        self.emitted.append((at, end, self.content[at:end], True, False))
        return end

    def backslash(self, at: int) -> int:
        following = self.content[at + 1 : at + 2]
        if following and following in "\r\n":
            newline = _NEWLINE.match(self.content, at + 1)
            return self.line_break(at, newline.end() if newline else at + 2, hard=True)
        if following and following in _PUNCTUATION:
            self.emitted.append((at, at + 2, following, False, False))
            return at + 2
        return self.emit(at, at + 1)

    def code(self, at: int) -> int:
        end = at
        while self.content[end : end + 1] == "`":
            end += 1
        starts = self.ticks.get(end - at, [])
        later = bisect.bisect_left(starts, end)
        if later < len(starts):
            return self.emit(at, starts[later] + end - at, atom=True)
        for place in range(at, end):
            self.emit(place, place + 1)
        return end

    def line_break(self, begin: int, end: int, *, hard: bool) -> int:
        if self.emitted and self.emitted[-1][3] and not self.emitted[-1][4]:
            start, _, text, *_ = self.emitted.pop()
            text = text.rstrip(" \t")
            hard = hard or self.content[start + len(text) : begin].startswith("  ")
            begin = start + len(text)
            self.emitted += [(start, begin, text, True, False)] if text else []
        while end < len(self.content) and self.content[end] in " \t":
            end += 1
        if hard:
            self.hard.add(begin)
        self.emitted.append((begin, end, "\n", False, False))
        return end

    def run(self, at: int) -> int:
        content, character = self.content, self.content[at]
        end = at
        while content[end : end + 1] == character:
            end += 1
        for place in range(at, end):
            self.emit(place, place + 1)
        if character != "~" or end - at == 2:
            before, after = content[at - 1 : at] or " ", content[end : end + 1] or " "
            self.runs.append(run_between(before, character, after, at, end, strict=self.strict))
        return end

    def emphasis(self, bottom: int) -> None:
        """Pair the delimiter runs from ``bottom`` on, and forget them."""
        for character, opening, closing in pair(self.runs[bottom:]):
            size = opening[1] - opening[0]
            kind = Markup.STRIKE if character == "~" else Markup.STRONG if size == 2 else Markup.EMPHASIS
            self.take(kind, opening, closing, "")
        del self.runs[bottom:]

    def take(self, kind: Markup, opening: tuple[int, int], closing: tuple[int, int], tail: str) -> None:
        self.used.update(range(*opening))
        self.used.update(range(*closing))
        self.found.append((kind, opening, closing, tail))

    def close_bracket(self, at: int) -> int:
        """The ``]`` of a link or image, if it is one (CommonMark 6.3)."""
        bracket = self.brackets.pop() if self.brackets else None
        tail = self.tail(bracket, at) if bracket is not None and bracket.active else None
        if bracket is None or tail is None:
            return self.emit(at, at + 1)
        end, text = tail
        self.emphasis(bracket.runs)
        if not self.content[bracket.end : at].strip():
            while self.emitted and self.emitted[-1][0] >= bracket.begin:
                self.emitted.pop()
            return self.emit(bracket.begin, end, atom=True)
        self.take(Markup.IMAGE if bracket.image else Markup.LINK, (bracket.begin, bracket.end), (at, end), text)
        if not bracket.image:
            for outer in self.brackets:
                outer.active = outer.active and outer.image
        return end

    def tail(self, bracket: _Bracket, at: int) -> tuple[int, str] | None:
        """Where the tail behind a ``]`` ends and what it is; None if nothing makes the bracket a link."""
        inner = self.content[bracket.end : at]
        pattern = {Syntax.MARKDOWN: _INLINE_TAIL, Syntax.MARKED: _MARKED_TAIL, Syntax.ANY: _ANY_TAIL}[self.syntax]
        if self.syntax is Syntax.MARKED and not inner.strip():
            pattern = _ANY_TAIL
        if found := pattern.match(self.content, at + 1):
            return found.end(), found.group()
        if self.syntax is not Syntax.MARKDOWN or not self.references:
            return None
        full = _LABEL.match(self.content, at + 1)
        if full and full.group(1).strip():
            return (full.end(), full.group()) if label_of(full.group(1)) in self.references else None
        if label_of(inner) in self.references:
            return full.end() if full else at + 1, f"[{inner}]"
        return None

    def result(self) -> Inline:
        characters: list[str] = []
        begins: list[int] = []
        ends: list[int] = []
        protected: list[tuple[int, int]] = []
        for begin, end, text, verbatim, literal in self.emitted:
            if begin in self.used:
                continue
            if literal:
                protected.append((len(begins), len(begins) + len(text)))
            if verbatim:
                begins.extend(range(begin, end))
                ends.extend(range(begin + 1, end + 1))
            else:
                begins.extend([begin] * len(text))
                ends.extend([end] * len(text))
            characters.append(text)
        spans = [
            Span(kind, bisect.bisect_left(begins, opening[1]), bisect.bisect_left(begins, closing[0]), tail, opening, closing)
            for kind, opening, closing, tail in self.found
        ]
        spans = [span for span in spans if span.start < span.end]
        spans.sort(key=lambda span: (span.opening, -span.closing[0]))
        hard = frozenset(bisect.bisect_left(begins, begin) for begin in self.hard)
        return Inline("".join(characters), tuple(begins), tuple(ends), tuple(spans), tuple(protected), hard)
