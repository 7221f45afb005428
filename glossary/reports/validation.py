"""What is wrong with a termbase, as text, JSON and SARIF."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from glossary.fingerprint import numbered
from glossary.issue import Issue, Severity
from glossary.reports.document import visible
from glossary.reports.sarif import HOME, LEVELS, SCHEMA, rule_of, uri_of
from glossary.termbase import Termbase
from glossary.validation import RULES

FORMATS = ("text", "json", "sarif")
"""What `render` can make."""
_JSON_SCHEMA = "termlock/validation/1"
_MOST_SUGGESTIONS = 3
_MOST_NEUTRAL = 20
"""Issues of one neutral rule that the text shows; what every long list has would hide the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an issue is, as far as the file's format knows."""

    name: str
    """The file, as it was given."""
    line: int | None = None

    def __str__(self) -> str:
        return self.name if self.line is None else f"{self.name}:{self.line}"


def place_of(issue: Issue, termbase: Termbase, name: str) -> Place:
    """The line of an issue's term, or of its concept; only the file where nobody knows the line."""
    where = termbase.where(issue.concept, issue.language, issue.term) or termbase.where(issue.concept)
    file, _, line = where.rpartition(":")
    return Place(name=file, line=int(line)) if file and line.isdecimal() else Place(name=name)


def render(issues: Sequence[Issue], form: str, termbase: Termbase, name: str, signature: dict[str, Any]) -> str:
    """Issues of a termbase -> text in one of `FORMATS`. Raises ValueError for another one."""
    placed = [(issue, place_of(issue, termbase, name)) for issue in issues]
    if form == "text":
        return _text(placed, termbase, name)
    if form == "json":
        return _json(placed, signature)
    if form == "sarif":
        return _sarif(placed, name, signature)
    raise ValueError(f"no report format {form}; use {', '.join(FORMATS)}")


def _text(placed: list[tuple[Issue, Place]], termbase: Termbase, name: str) -> str:
    lines = []
    neutral: Counter[str] = Counter()
    for issue, place in placed:
        if issue.severity is Severity.NEUTRAL:
            neutral[issue.check] += 1
            if neutral[issue.check] > _MOST_NEUTRAL:
                continue
        concept = f" (concept {issue.concept})" if place.line is None and issue.concept not in issue.message else ""
        lines.append(visible(f"{place}: {issue.severity}[{issue.check}]: {issue.message}{concept}"))
        if issue.suggestions:
            lines.append(f"   = use: {' | '.join(visible(text) for text in issue.suggestions[:_MOST_SUGGESTIONS])}")
    for rule, number in neutral.items():
        if number > _MOST_NEUTRAL:
            lines.append(visible(f"{name}: neutral[{rule}]: {number - _MOST_NEUTRAL:,} more (--format json has all)"))
    counts = _severities(issue for issue, _ in placed)
    counted = ", ".join(f"{number} {severity}" for severity, number in counts.items() if number)
    noun = "issue" if len(placed) == 1 else "issues"
    concepts = "concept" if len(termbase) == 1 else "concepts"
    lines.append(f"{name}: {len(termbase)} {concepts}, {len(placed)} {noun}{f' ({counted})' if counted else ''}")
    return "\n".join(lines) + "\n"


def _json(placed: list[tuple[Issue, Place]], signature: dict[str, Any]) -> str:
    log = {
        "schema": _JSON_SCHEMA,
        "signature": signature,
        "summary": _severities(issue for issue, _ in placed),
        "issues": [
            {
                "rule": issue.check,
                "severity": issue.severity,
                "message": issue.message,
                "concept": issue.concept,
                "term": issue.term or None,
                "language": issue.language or None,
                "file": place.name,
                "line": place.line,
                "suggestions": list(issue.suggestions),
            }
            for issue, place in placed
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _severities(issues: Any) -> dict[str, int]:  # noqa: ANN401
    found = Counter(issue.severity for issue in issues)
    return {str(severity): found[severity] for severity in reversed(Severity)}


def _sarif(placed: list[tuple[Issue, Place]], name: str, signature: dict[str, Any]) -> str:
    """SARIF 2.1.0: the line where it is known, and always the concept and the term as a logical location."""
    driver: dict[str, Any] = {"name": "termlock", "informationUri": HOME}
    driver["rules"] = [rule_of(rule, module) for rule, module in RULES.items()]
    if version := signature.get("termlock"):
        driver["version"] = version
    marks = numbered(_fingerprint(issue) for issue, _ in placed)
    results = [_result(issue, place, name) | {"partialFingerprints": {"termlock/v1": mark}} for (issue, place), mark in zip(placed, marks, strict=True)]
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True}],
        "artifacts": [{"location": {"uri": uri_of(name)}}],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _fingerprint(issue: Issue) -> str:
    parts = (issue.check, issue.concept, issue.language, issue.term)
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _result(issue: Issue, place: Place, name: str) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri_of(name)}}
    if place.line is not None:
        physical["region"] = {"startLine": place.line}
    logical = {"name": issue.term or issue.concept, "fullyQualifiedName": "/".join(filter(None, (issue.concept, issue.language, issue.term)))}
    better = f" Use {' or '.join(issue.suggestions[:_MOST_SUGGESTIONS])}." if issue.suggestions else ""
    return {
        "ruleId": issue.check,
        "ruleIndex": list(RULES).index(issue.check),
        "level": LEVELS[issue.severity],
        "message": {"text": f"{issue.message}.{better}" if better else issue.message},
        "locations": [{"physicalLocation": physical, "logicalLocations": [logical]}],
        "properties": {"severity": str(issue.severity), "concept": issue.concept},
    }
