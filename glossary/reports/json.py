"""The report as JSON: the schema is ``termlock/report/1``; what has nothing to point to is null.

``report.schema.json`` beside this module says it in JSON Schema (2020-12); `schema` reads it. ``gating`` is there where issues
were taken out by a baseline, by waivers or as unchanged: they stand there and not among the ``issues``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Any

from glossary.issue import Issue, Span
from glossary.report import Gating, Outcome, Report

SCHEMA = "termlock/report/1"
_SIGNATURE = ("engine", "model", "checksum", "enforcement", "termbase", "termlock")


def schema() -> dict[str, Any]:
    """The JSON Schema that every report in this format is valid against."""
    text = resources.files("glossary.reports").joinpath("report.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def render(report: Report) -> str:
    """Report -> JSON text ending in a line feed; offsets count code points of the documents."""
    return "".join(pieces(report))


def pieces(report: Report) -> Iterator[str]:
    """What `render` gives, in pieces: a report of millions of requirements is never whole in memory."""
    data = _frame(report)
    for number, (key, value) in enumerate(data.items()):
        yield (",\n" if number else "{\n") + f"  {_line(key)}: "
        if key == "issues":
            yield from _items(map(_issue, report.issues))
        elif key == "requirements":
            yield from _items(map(_requirement, report.requirements))
        else:
            yield json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n  ")
    yield "\n}\n"


def _items(items: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A list of flat objects, as `json.dumps` with an indent of two writes it there, and several times as fast."""
    first = True
    for item in items:
        lines = ",\n".join(f"      {_line(key)}: {_listed(value) if value.__class__ is list else _line(value)}" for key, value in item.items())
        yield f"{'[' if first else ','}\n    {{\n{lines}\n    }}"
        first = False
    yield "[]" if first else "\n  ]"


def _listed(values: list[str]) -> str:
    lines = ",\n".join(f"        {_line(value)}" for value in values)
    return f"[\n{lines}\n      ]" if values else "[]"


_line = json.JSONEncoder(ensure_ascii=False).encode


def as_data(report: Report) -> dict[str, Any]:
    """The report as dictionaries, lists, strings, numbers and None."""
    data = _frame(report)
    data["issues"] = [_issue(issue) for issue in report.issues]
    data["requirements"] = [_requirement(outcome) for outcome in report.requirements]
    return data


def _frame(report: Report) -> dict[str, Any]:
    """The report without issues and requirements."""
    signature = {key: report.signature.get(key) for key in _SIGNATURE}
    data = {
        "schema": SCHEMA,
        "signature": {**signature, **report.signature},
        "summary": {
            "source_language": report.source_language,
            "target_language": report.target_language,
            "segments": report.segments,
            "unaligned": report.unaligned,
            "requirements": len(report.requirements),
            "verdicts": {str(verdict): number for verdict, number in report.verdicts().items()},
            "success": report.success,
            "issues": {str(severity): number for severity, number in report.severities().items()},
        },
        "issues": [],
        "requirements": [],
    }
    if report.gating is not None:
        data["gating"] = _gating(report.gating)
    return data


def _gating(gating: Gating) -> dict[str, Any]:
    return {
        "counts": {str(ground): number for ground, number in gating.counts().items()},
        "excused": [
            {
                **_issue(each.issue),
                "ground": str(each.ground),
                "reason": each.reason or None,
                "until": each.until or None,
                "place": each.place or None,
            }
            for each in gating.excused
        ],
        "notices": list(gating.notices),
    }


def _issue(issue: Issue) -> dict[str, Any]:
    return {
        "check": issue.check,
        "severity": str(issue.severity),
        "message": issue.message,
        "concept": issue.concept or None,
        **_offsets("source", issue.source),
        **_offsets("target", issue.target),
        "suggestions": list(issue.suggestions),
    }


def _requirement(outcome: Outcome) -> dict[str, Any]:
    return {
        "concept": outcome.concept,
        "term": outcome.term,
        "renderings": list(outcome.renderings),
        "certainty": str(outcome.certainty),
        "verdict": str(outcome.verdict),
        **_offsets("source", outcome.source),
        **_offsets("target", outcome.target),
    }


def _offsets(side: str, span: Span | None) -> dict[str, int | None]:
    return {f"{side}_start": span.start if span else None, f"{side}_end": span.end if span else None}
