"""Markdown (CommonMark with GitHub's tables, strikethrough and footnotes, and front matter).

markdown-it-py finds the blocks; `translate.documents.inline` reads what is in them, because offsets are needed there. Code,
HTML blocks, front matter and link definitions are skeleton: they stay byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from glossary.files import Decoded
from glossary.languages import uses_spaces
from translate.documents.cutting import cut
from translate.documents.document import Document, Segment
from translate.documents.inline import Syntax, label_of, scan
from translate.documents.markup import bare_links, one_line, serialize, spots, tail_of

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_ATX = re.compile(r"#{1,6}[ \t]+\Z")
_ATX_END = re.compile(r"[ \t]*(?:(?:^|(?<=[ \t]))#+[ \t]*)?\Z")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_BLOCK_MARK = re.compile(r"(?:#{1,6}(?=\s|\Z)|>|[-+*](?=\s|\Z)|[-=]+\s*\Z|~~~|```|\[[^\[\]]*\]:)")
_ORDERED = re.compile(r"(\d{1,9})([.)])(?=\s|\Z)")


@dataclass(frozen=True, slots=True)
class _Block:
    kind: str
    content: str
    at: tuple[int, ...]
    """The offset of each character of the content in the document."""


def parse(decoded: Decoded, language: str) -> Document:
    """The document in a Markdown text."""
    segments: list[Segment] = []
    blocks, references = _blocks(decoded.text)
    for number, block in enumerate(blocks):
        inline = scan(block.content, references=references)
        segments += cut(
            inline, spots(block.content, inline), block.at, language=language, kind=block.kind, paragraph=number, markup=True
        )
    return Document(text=decoded.text, segments=tuple(segments), format="markdown", decoded=decoded, language=language)


def _blocks(text: str) -> tuple[list[_Block], Collection[str]]:
    """The blocks with text in them, in order, and the labels of link definitions."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    markdown = MarkdownIt("commonmark").enable("table").use(front_matter_plugin).use(footnote_plugin)
    markdown.core.ruler.enableOnly(["normalize", "block"])
    lines = [(match.start(1), match[1].replace("\0", "\ufffd")) for match in _LINE.finditer(text)]
    environment: dict[str, dict[str, object]] = {}
    tokens = markdown.parse(text, environment)
    blocks = [block for block in _read(tokens, lines) if block.content]
    return blocks, frozenset(environment.get("references", {}))


def _read(tokens: list[Token], lines: list[tuple[int, str]]) -> Iterator[_Block]:
    containers: list[str] = []
    cells: list[tuple[int, int]] = []
    item_starts = False
    for token in tokens:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.nesting == 1:
            containers.append(name)
            item_starts = item_starts or name == "list_item"
            if name == "tr" and token.map:
                cells = _cells(lines[token.map[0]][1])
        elif token.nesting == -1:
            containers.pop()
        elif token.type == "inline" and token.map:
            kind = _kind(containers)
            if kind == "cell":
                start, content = lines[token.map[0]]
                first, last = cells.pop(0) if cells else (0, 0)
                yield _Block(kind, content[first:last], tuple(range(start + first, start + last)))
                continue
            block = _find(token, lines, kind, atx=bool(token.map) and containers[-1:] == ["heading"])
            if item_starts and (task := _TASK.match(block.content)):
                block = replace(block, content=block.content[task.end() :], at=block.at[task.end() :])
            item_starts = False
            yield block


def _kind(containers: list[str]) -> str:
    if containers[-1:] == ["heading"]:
        return "heading"
    if containers[-1:] in (["td"], ["th"]):
        return "cell"
    for name in reversed(containers):
        if name == "list_item":
            return "item"
        if name == "blockquote":
            return "quote"
    return "paragraph"


def _find(token: Token, lines: list[tuple[int, str]], kind: str, *, atx: bool) -> _Block:
    """A block's content, each line of which is the end of a line of the document, or in ``# heading #`` nearly so."""
    first = token.map[0] if token.map else 0
    content: list[str] = []
    at: list[int] = []
    for number, wanted in enumerate(token.content.split("\n")):
        start, line = lines[first + number]
        found = wanted.strip(" \t")
        place = _atx(line, found) if atx else None
        if place is None:
            place = line.rfind(found)
        if place < 0:
            continue
        end = place + len(found)
        trailing = len(line) - len(line.rstrip(" \t")) if number < token.content.count("\n") else 0
        if content:
            content.append("\n")
            at.append(at[-1] + 1)
        content.append(line[place : end + trailing])
        at += range(start + place, start + end + trailing)
    return _Block(kind, "".join(content), tuple(at))


def _atx(line: str, heading: str) -> int | None:
    place = line.find(heading)
    while place >= 0:
        if _ATX.search(line, 0, place) and _ATX_END.match(line, place + len(heading)):
            return place
        place = line.find(heading, place + 1)
    return None


def _cells(line: str) -> list[tuple[int, int]]:
    """The extents of the cells of a table row, without white space; as GFM, a ``|`` behind a backslash is none."""
    bars = [match.start() for match in re.finditer(r"(?<!\\)\|", line)]
    row = re.match(r"(?:[ \t>]|[-+*][ \t]|\d+[.)][ \t])*", line)
    start = row.end() if row else 0
    if bars and not line[start : bars[0]].strip():
        start = bars.pop(0) + 1
    cells = []
    for end in [*bars, len(line)]:
        first, last = start, end
        while first < last and line[first].isspace():
            first += 1
        while first < last and line[last - 1].isspace():
            last -= 1
        cells.append((first, last))
        start = end + 1
    return cells


def render(segment: Segment, target: str, language: str) -> str:
    """A marked target as Markdown: links with their targets, accidental markup escaped, in one line."""
    slot = segment.slot
    inline = scan(bare_links(one_line(target), ()) if not slot.links else one_line(target), syntax=Syntax.MARKED)
    spans = []
    for span in inline.spans:
        tail = tail_of(span.tail, slot.links) if span.kind.linked else ""
        if tail is not None:
            spans.append(replace(span, tail=tail))
    labels = {label_of(tail[1:-1]) for tail in slot.links if tail.startswith("[")}
    joined = slot.space is not None and not uses_spaces(language)
    content = serialize(
        inline.text, spans, inline.protected, syntax=Syntax.MARKDOWN, references=labels, after="中" if joined else ""
    )
    if joined and content.endswith("!"):  # the next sentence may begin with a link, which would become an image
        content = f"{content[:-1]}\\!"
    content = bare_links(content, slot.links)
    if segment.kind == "cell":
        return re.sub(r"(?<!\\)\|", r"\\|", content)
    if segment.kind == "heading":
        content = re.sub(r"(?<!\\)(#+)\Z", r"\\\1", content)
    if not slot.line_start:
        return content
    if _BLOCK_MARK.match(content):
        return f"\\{content}"
    return _ORDERED.sub(r"\1\\\2", content, count=1) if _ORDERED.match(content) else content
