"""Waivers inside a document, as an HTML comment; in a plain text as well, where such a line is left out of the text.

    <!-- termlock: waive missing-term going-global reason="quoted from a treaty" until=2027-01-01 -->

First the check, then, if need be, the concept; ``reason`` is required, ``until`` is the last day on which it counts.
Alone on a line it stands for the next paragraph, beside text for its own line, and as ``waive-file`` for the whole document.
In fenced code it means nothing.
"""

from __future__ import annotations

import re

from glossary.checks import CHECKS
from glossary.errors import TermlockError
from glossary.files import LargeText
from glossary.gating.waivers import Waiver, day, unknown_check
from glossary.issue import Span
from glossary.reports.document import Document

COMMENT = re.compile(r"<!--[ \t]*termlock:[ \t]*(?P<said>(?:(?!-->)[^\r\n])*)-->")
_WORD = re.compile(r"""(?P<key>\w+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]+))|(?P<word>[^\s"=]+)""")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_FORM = 'write <!-- termlock: waive CHECK [CONCEPT] reason="..." until=2027-01-01 -->'


def read(document: Document, side: str) -> tuple[Waiver, ...]:
    """The waivers in a document; raises TermlockError that names all that cannot be understood, with their lines."""
    text = document.text
    if isinstance(text, LargeText) or "termlock:" not in text:  # nobody writes waivers into files of that size
        return ()
    found, problems = [], []
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text)]
    fence = ""
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        if mark := _FENCE.match(line):
            if not fence:
                fence = mark[1]
            elif mark[1].startswith(fence) and not line[mark.end() :].strip():
                fence = ""
            continue
        for comment in () if fence else COMMENT.finditer(line):
            place = f"{document.name}:{number + 1}"
            alone = not COMMENT.sub("", line).strip()
            made = _understood(comment["said"])
            if isinstance(made, str):
                problems.append(f"{place}: {made}")
                continue
            action, fields = made
            span = _paragraph(text, lines, number + 1) if alone else Span(start=start, end=end)
            found.append(
                Waiver(
                    place=place,
                    reason=fields["reason"],
                    check=fields["check"],
                    concept=fields.get("concept", ""),
                    expires=day(fields.get("until", "")),
                    side=side,
                    span=None if action == "waive-file" else span,
                )
            )
    if problems:
        raise TermlockError("\n".join(problems))
    return tuple(found)


def _understood(said: str) -> tuple[str, dict[str, str]] | str:
    """(``waive`` or ``waive-file``, its fields), or what is wrong."""
    if _WORD.sub("", said).strip():
        return f"the waiver cannot be read; {_FORM}"
    words = [match["word"] for match in _WORD.finditer(said) if match["word"]]
    fields = {m["key"]: m["bare"] or (m["quoted"] or "").strip() for m in _WORD.finditer(said) if m["key"]}
    if not words or words[0] not in {"waive", "waive-file"} or len(words) > 3:
        return f"the waiver cannot be read; {_FORM}"
    fields |= dict(zip(("check", "concept"), words[1:], strict=False))
    unknown = [key for key in fields if key not in {"check", "concept", "reason", "until"}]
    if unknown:
        return f'"{unknown[0]}" is unknown in a waiver; {_FORM}'
    if not fields.get("check"):
        return f"the waiver names no check; {_FORM}"
    if fields["check"] not in CHECKS:
        return unknown_check(fields["check"])
    if not fields.get("reason"):
        return 'a waiver needs a reason="..."'
    if "until" in fields and day(fields["until"]) is None:
        return f'"{fields["until"]}" is no day; write until=2027-01-01'
    return words[0], fields


def _paragraph(text: str, lines: list[tuple[int, int]], first: int) -> Span:
    """The next run of lines with text that are no waivers themselves."""
    while first < len(lines) and not COMMENT.sub("", text[slice(*lines[first])]).strip():
        first += 1
    last = first
    while last < len(lines) and text[slice(*lines[last])].strip():
        last += 1
    return Span(start=lines[first][0], end=lines[last - 1][1]) if first < last else Span(start=len(text), end=len(text))
