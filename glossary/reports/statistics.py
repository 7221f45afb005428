"""The figures of a termbase, as text and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from glossary.reports.columns import clipped, table
from glossary.statistics import Count, Coverage, Seen, Statistics

SCHEMA = "termlock/statistics/1"
_MOST = 20
_WIDTH = 40


def to_text(figures: Statistics, name: str) -> str:
    """Tables for a terminal; of the terms of a corpus the first `_MOST` of each kind (JSON has all)."""
    lines = [f"{name}: {_number(figures.concepts, 'concept')}, {_number(figures.terms, 'term')}"]
    for title, counts in (("language", figures.languages), ("status", figures.statuses), ("subject field", figures.subject_fields)):
        lines += ["", *table((title, "concepts", "terms"), [_row(count) for count in counts])]
    if figures.coverage:
        lines += ["", *_coverage(figures.coverage)]
    return "\n".join(lines) + "\n"


def to_json(figures: Statistics, signature: dict[str, Any]) -> str:
    """Everything, with every term that was seen and every one that was not."""
    content = asdict(figures)
    if figures.coverage:
        content["coverage"] |= {
            "per_thousand": round(figures.coverage.per_thousand, 3),
            "doubtful_share": round(figures.coverage.doubtful_share, 4),
        }
        content["coverage"]["unseen"] = [
            {"concept": each.concept, "term": each.term, "language": each.language} for each in figures.coverage.unseen
        ]
    return json.dumps({"schema": SCHEMA, "signature": signature, **content}, ensure_ascii=False, indent=2) + "\n"


def _row(count: Count) -> tuple[str, int, int]:
    return clipped(count.name, _WIDTH) or "(none)", count.concepts, count.terms


def _coverage(found: Coverage) -> list[str]:
    share = found.concepts_seen / found.concepts if found.concepts else 0.0
    lines = [
        f"corpus: {_number(found.documents, 'document')} in {', '.join(found.languages) or 'no language'}, "
        f"{_number(found.passages, 'segment')}, {_number(found.characters, 'character')}",
        f"concepts seen: {found.concepts_seen:,} of {found.concepts:,} ({share:.1%})",
        f"matches: {found.matches:,} ({found.per_thousand:.1f} per 1,000 characters), "
        f"{found.doubtful:,} of them doubtful ({found.doubtful_share:.1%})",
    ]
    if found.seen:
        rows = [(clipped(each.term, _WIDTH), clipped(each.concept, _WIDTH), each.matches, each.doubtful) for each in found.seen[:_MOST]]
        lines += ["", *table(("most frequent terms", "concept", "matches", "doubtful"), rows), *_more(found.seen)]
    if found.unseen:
        unseen = [(clipped(each.term, _WIDTH), clipped(each.concept, _WIDTH)) for each in found.unseen[:_MOST]]
        lines += ["", *table((f"never seen ({len(found.unseen):,})", "concept"), unseen), *_more(found.unseen)]
    return lines


def _more(terms: tuple[Seen, ...]) -> list[str]:
    return [f"and {len(terms) - _MOST:,} more (--format json has all)"] if len(terms) > _MOST else []


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
