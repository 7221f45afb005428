"""The report as SARIF 2.1.0 (OASIS standard), for code scanning and editors."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from inspect import getdoc
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from glossary.checks import CHECKS
from glossary.issue import Issue, Severity, Span
from glossary.report import Report
from glossary.reports.document import Document

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.CRITICAL: "error", Severity.MAJOR: "error", Severity.MINOR: "warning", Severity.NEUTRAL: "note"}


def render(report: Report, source: Document, target: Document) -> str:
    """Report -> SARIF text: results at their place in the target, the source match as a related location."""
    driver: dict[str, Any] = {"name": "termlock", "rules": [_rule(name) for name in CHECKS]}
    if version := report.signature.get("termlock"):
        driver["version"] = version
    seen: Counter[str] = Counter()
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(issue, source, target, seen) for issue in report.issues],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def fingerprint(issue: Issue, source: Document, target: Document, seen: Counter[str]) -> str:
    """A name for an issue that survives edits elsewhere: check, concept and the words it is about, no offsets.

    ``seen`` counts what was named so far, so that equal issues of one report get different names.
    """
    parts = [issue.check, issue.concept, _cut(source, issue.source), _cut(target, issue.target)]
    parts.append("" if issue.target else _cut(target, issue.segment))
    name = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]
    seen[name] += 1
    return f"{name}:{seen[name]}"


def _cut(document: Document, span: Span | None) -> str:
    return document.text[span.start : span.end] if span else ""


def _rule(name: str) -> dict[str, Any]:
    module = CHECKS[name]
    documentation = getdoc(module) or name
    return {
        "id": name,
        "shortDescription": {"text": documentation.split("\n", 1)[0]},
        "fullDescription": {"text": documentation},
        "defaultConfiguration": {"level": _LEVELS[module.SEVERITY]},
    }


def _result(issue: Issue, source: Document, target: Document, seen: Counter[str]) -> dict[str, Any]:
    segment = issue.segment if issue.segment and issue.segment.start < issue.segment.end else None
    place = issue.target or segment
    result: dict[str, Any] = {
        "ruleId": issue.check,
        "ruleIndex": list(CHECKS).index(issue.check),
        "level": _LEVELS[issue.severity],
        "message": {"text": issue.message},
        "locations": [_location(target, place) if place else _location(source, issue.source)],
        "partialFingerprints": {"termlock/v1": fingerprint(issue, source, target, seen)},
        "properties": {"severity": str(issue.severity), "concept": issue.concept},
    }
    if place and issue.source:
        result["relatedLocations"] = [{"id": 1, "message": {"text": "the source"}, **_location(source, issue.source)}]
    if issue.target and issue.suggestions:
        result["fixes"] = [_fix(target, issue.target, suggestion) for suggestion in issue.suggestions]
    return result


def _location(document: Document, span: Span | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(document)}}
    if span:
        physical["region"] = _region(document, span)
    return {"physicalLocation": physical}


def _region(document: Document, span: Span) -> dict[str, int]:
    line, column = document.position(span.start)
    last_line, last_column = document.position(span.end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": last_line,
        "endColumn": last_column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def _fix(document: Document, span: Span, suggestion: str) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(document, span), "insertedContent": {"text": suggestion}}
    return {
        "description": {"text": f"Use {suggestion}"},
        "artifactChanges": [{"artifactLocation": {"uri": _uri(document)}, "replacements": [replacement]}],
    }


def _uri(document: Document) -> str:
    path = PurePath(document.name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
