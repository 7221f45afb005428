"""The lines of a file on which its concepts begin, for formats whose parsers know no lines: JSON, JSONL, TBX, TMX, XLIFF."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from pathlib import Path

from glossary.errors import TermlockError
from glossary.files import decode, read_bytes
from glossary.termbase import Termbase

_ID = re.compile(
    r'"id"\s*:\s*(?P<json>"(?:[^"\\]|\\.)*")'
    r"|<(?:\w+:)?(?:conceptEntry|termEntry|glossEntry|tu)\s(?:[^<>]*?\s)?(?:id|tuid)\s*=\s*(?P<mark>[\"'])(?P<xml>[^<]*?)(?P=mark)"
)


def with_places(termbase: Termbase, path: Path) -> Termbase:
    """A termbase that knows where in its file each concept begins, as far as the file is a text that says so."""
    if termbase.places or not path.is_file():
        return termbase
    try:
        text = decode(read_bytes(path), str(path)).text
    except TermlockError:  # a workbook, or what else is no text
        return termbase
    return replace(termbase, places={(concept, "", ""): f"{path}:{line}" for concept, line in concept_lines(text).items()})


def concept_lines(text: str) -> dict[str, int]:
    """Id of a concept -> the line, from 1, on which a JSON or XML text names it first."""
    lines: dict[str, int] = {}
    line, place = 1, 0
    for match in _ID.finditer(text):
        line += text.count("\n", place, match.start())
        place = match.start()
        named = _string(match["json"]) if match["json"] is not None else html.unescape(match["xml"])
        lines.setdefault(named, line)
    return lines


def _string(literal: str) -> str:
    try:
        return str(json.loads(literal, strict=False))
    except ValueError:
        return literal
