"""The report as JUnit XML: one test case a requirement or other issue, failed where an issue says so."""

from __future__ import annotations

from collections import Counter
from xml.sax.saxutils import escape, quoteattr

from glossary.issue import Issue, Severity
from glossary.report import Report
from glossary.reports.document import Document, visible


def render(report: Report, source: Document, target: Document) -> str:
    """Report -> XML text. A suite is a check; neutral issues are written as skipped cases, so that they do not fail."""
    counts = Counter(issue.check for issue in report.issues)
    failed = Counter(issue.check for issue in report.issues if issue.severity is not Severity.NEUTRAL)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<testsuites name="termlock" tests="{counts.total()}" failures="{failed.total()}">')
    for check in sorted(counts):
        skipped = counts[check] - failed[check]
        numbers = f'tests="{counts[check]}" failures="{failed[check]}" errors="0" skipped="{skipped}"'
        lines.append(f'  <testsuite name="{check}" {numbers}>')
        lines += [_case(issue, source, target) for issue in report.issues if issue.check == check]
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _case(issue: Issue, source: Document, target: Document) -> str:
    document, span = (target, issue.target) if issue.target else (source, issue.source)
    line, column = document.position(span.start) if span else (1, 1)
    place = f"{visible(document.name)}:{line}:{column}"
    message = visible(issue.message)
    detail = f"use: {visible(' | '.join(issue.suggestions))}" if issue.suggestions else ""
    if issue.severity is Severity.NEUTRAL:
        body = f"<skipped message={quoteattr(message)}/>"
    else:
        body = f'<failure type="{issue.severity}" message={quoteattr(message)}>{escape(detail)}</failure>'
    return f'    <testcase classname="{issue.check}" name={quoteattr(place)}>{body}</testcase>'
