"""What `termlock find` shows: every match of a termbase in one text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from glossary.matcher import Match
from glossary.reports.document import visible

SCHEMA = "termlock/matches/1"


def matches_json(text: str, matches: Sequence[Match], name: str) -> str:  # noqa: ARG001  # both forms are called alike
    """The matches as JSON; offsets are code points of the text, half-open."""
    return (
        json.dumps(
            {"schema": SCHEMA, "matches": [_match(text, match) for match in matches]}, ensure_ascii=False, indent=1
        )
        + "\n"
    )


def matches_text(text: str, matches: Sequence[Match], name: str) -> str:
    """A line for each match: ``file:line:column: text (concept, certainty)``; columns count code points from 1."""
    lines, line, begin = [], 1, 0
    for match in matches:
        line += text.count("\n", begin, match.start)
        begin = match.start
        column = match.start - (text.rfind("\n", 0, match.start) + 1) + 1
        found = visible(text[match.start : match.end])
        form = "" if match.term.text == found else f" = {match.term.text}"
        lines.append(f"{name}:{line}:{column}: {found}{form} ({match.concept}, {match.certainty})\n")
    return "".join(lines)


def _match(text: str, match: Match) -> dict[str, Any]:
    return {
        "start": match.start,
        "end": match.end,
        "text": text[match.start : match.end],
        "concept": match.concept,
        "term": match.term.text,
        "lang": match.term.language,
        "certainty": str(match.certainty),
    }
