"""What changed between two termbases, as text and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import Any

from glossary.comparison import Change, Difference, Kind, What
from glossary.reports.document import visible
from glossary.termbase import Concept

SCHEMA = "termlock/comparison/1"
_MOST = 5
_SIGNS = {Kind.ADDED: "+", Kind.REMOVED: "-", Kind.CHANGED: "~"}


def to_text(changes: tuple[Change, ...], *, with_corpus: bool) -> str:
    """A block for each concept that changed, and a last line that counts them."""
    lines: list[str] = []
    for change in changes:
        lines += [visible(line) for line in _block(change)]
        if with_corpus:
            noun = "segment" if change.touches == 1 else "segments"
            lines.append(f"    touches {change.touches:,} {noun}{':' if change.touches else ''}")
            lines += [visible(f"      {each.name}:{each.line}: {each.excerpt}") for each in change.touched[:_MOST]]
            if change.touches > _MOST:
                lines.append(f"      and {change.touches - _MOST:,} more")
    kinds = Counter(change.kind for change in changes)
    counted = ", ".join(f"{kinds[kind]} {kind}" for kind in Kind if kinds[kind])
    lines.append(f"{len(changes)} concept{'' if len(changes) == 1 else 's'} differ{'s' if len(changes) == 1 else ''}{f': {counted}' if counted else ''}")
    return "\n".join(lines) + "\n"


def to_json(changes: tuple[Change, ...], signature: dict[str, Any], *, with_corpus: bool) -> str:
    """Every change with both concepts as the model has them; the segments that it touches if a corpus was given."""
    content = []
    for change in changes:
        entry: dict[str, Any] = {
            "kind": change.kind,
            "concept": change.concept,
            "differences": [asdict(each) for each in change.differences],
            "before": asdict(change.before) if change.before else None,
            "after": asdict(change.after) if change.after else None,
        }
        if with_corpus:
            entry |= {"touches": change.touches, "touched": [asdict(each) for each in change.touched]}
        content.append(entry)
    log = {"schema": SCHEMA, "signature": signature, "changes": content}
    return json.dumps(log, ensure_ascii=False, indent=2, default=str) + "\n"


def _block(change: Change) -> list[str]:
    lines = [f"{_SIGNS[change.kind]} {change.concept}"]
    concept = change.after or change.before
    if change.kind is not Kind.CHANGED and concept:
        lines += _terms(concept, _SIGNS[change.kind])
    return lines + [f"    {_told(each)}" for each in change.differences]


def _terms(concept: Concept, sign: str) -> list[str]:
    return [f"    {sign} {term.language}: {term.text} ({term.status})" for term in concept.terms]


def _told(difference: Difference) -> str:
    before, after = difference.before or "(nothing)", difference.after or "(nothing)"
    of = f"{difference.term} ({difference.language}): " if difference.term else ""
    match difference.what:
        case What.RENAMED:
            return f"id: {before} -> {after}"
        case What.TERM_ADDED:
            return f"+ {difference.language}: {after}"
        case What.TERM_REMOVED:
            return f"- {difference.language}: {before}"
        case What.TERM_CHANGED:
            return f"~ {difference.language}: {before} -> {after}"
        case What.STATUS:
            return f"{of}{before} -> {after}"
        case What.FIELD:
            return f"{of}{difference.field}: {before} -> {after}"
