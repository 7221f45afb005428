"""The report as SARIF 2.1.0 (OASIS standard), for code scanning and editors."""

from __future__ import annotations

import json
from collections.abc import Collection
from inspect import getdoc
from pathlib import Path, PurePath
from types import ModuleType
from typing import Any
from urllib.parse import quote

from glossary.checks import CHECKS
from glossary.fingerprint import fingerprint, numbered
from glossary.issue import Issue, Severity, Span
from glossary.report import Excused, Ground, Report
from glossary.reports.document import Document

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
HOME = "https://pypi.org/project/termlock/"
LEVELS = {Severity.CRITICAL: "error", Severity.MAJOR: "error", Severity.MINOR: "warning", Severity.NEUTRAL: "note"}
_PLAIN = {".txt", ".text", ".md", ".markdown"}
"""Where words can be written as they are; elsewhere they would have to be escaped as the format wants it."""


def render(report: Report, source: Document, target: Document) -> str:
    """Report -> SARIF text: results at their place in the target, the source match as a related location.

    What a waiver excuses is a suppressed result; what a baseline knew has the baseline state ``unchanged``, and everything
    else then ``new``. Issues on unchanged lines are left out, since this run did not look at them.
    """
    gating = report.gating
    excused = {id(each.issue): each for each in gating.excused} if gating else {}
    kept = [each.issue for each in excused.values() if each.ground is not Ground.UNCHANGED]
    issues = sorted([*report.issues, *kept], key=lambda issue: issue.pair)
    rules = [*CHECKS, *sorted({issue.check for issue in issues} - CHECKS.keys())]
    driver: dict[str, Any] = {
        "name": "termlock",
        "informationUri": HOME,
        "rules": [_rule(name) for name in rules],
    }
    if version := report.signature.get("termlock"):
        driver["version"] = version
    marks = numbered(fingerprint(issue, source, target) for issue in issues)
    results = []
    for issue, mark in zip(issues, marks, strict=True):
        result = _result(issue, source, target) | {"ruleIndex": rules.index(issue.check)}
        result["partialFingerprints"] = {"termlock/v1": mark}
        if gating and gating.baseline:
            result["baselineState"] = "new"
        if (each := excused.get(id(issue))) is not None:
            result |= _excuse(each, {source.name, target.name})
        results.append(result)
    invocation: dict[str, Any] = {"executionSuccessful": True}
    if gating and gating.notices:
        invocation["toolExecutionNotifications"] = [
            {"level": "warning", "message": {"text": notice}} for notice in gating.notices
        ]
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "artifacts": [
            {"location": {"uri": uri}} for uri in dict.fromkeys(uri_of(document.name) for document in (source, target))
        ],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _excuse(excused: Excused, documents: Collection[str]) -> dict[str, Any]:
    if excused.ground is Ground.BASELINE:
        return {"baselineState": "unchanged"}
    until = f" (until {excused.until})" if excused.until else ""
    kind = "inSource" if excused.place.rpartition(":")[0] in documents else "external"
    return {"suppressions": [{"kind": kind, "status": "accepted", "justification": f"{excused.reason}{until}"}]}


def _rule(name: str) -> dict[str, Any]:
    if name not in CHECKS:  # what only a translation reports
        return {"id": name, "shortDescription": {"text": name}, "help": {"text": name}}
    return rule_of(name, CHECKS[name])


def rule_of(name: str, module: ModuleType) -> dict[str, Any]:
    """What code scanning shows of a check or a rule: its module's docstring."""
    documentation = getdoc(module) or name
    return {
        "id": name,
        "name": "".join(part.capitalize() for part in name.split("-")),
        "shortDescription": {"text": documentation.split("\n", 1)[0]},
        "fullDescription": {"text": documentation.split("\n\n", 1)[-1]},
        "help": {"text": documentation},
        "defaultConfiguration": {"level": LEVELS[module.SEVERITY]},
    }


def _result(issue: Issue, source: Document, target: Document) -> dict[str, Any]:
    segment = issue.segment if issue.segment and issue.segment.start < issue.segment.end else None
    place = issue.target or segment
    result: dict[str, Any] = {
        "ruleId": issue.check,
        "ruleIndex": 0,
        "level": LEVELS[issue.severity],
        "message": {"text": issue.message},
        "locations": [_location(target, place) if place else _location(source, issue.source)],
        "properties": {"severity": str(issue.severity), "concept": issue.concept},
    }
    if place and issue.source:
        result["relatedLocations"] = [{"id": 1, "message": {"text": "the source"}, **_location(source, issue.source)}]
    if issue.target and issue.suggestions and PurePath(target.name).suffix.lower() in _PLAIN:
        result["fixes"] = [_fix(target, issue.target, suggestion) for suggestion in issue.suggestions]
    return result


def _location(document: Document, span: Span | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri_of(document.name)}}
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
        "artifactChanges": [{"artifactLocation": {"uri": uri_of(document.name)}, "replacements": [replacement]}],
    }


def uri_of(name: str) -> str:
    """Relative to where the run stood, which is where code scanning looks; a file elsewhere by its whole path."""
    path = PurePath(name)
    if path.is_absolute():
        here = Path.cwd()
        return quote(path.relative_to(here).as_posix()) if path.is_relative_to(here) else path.as_uri()
    return quote(path.as_posix())
