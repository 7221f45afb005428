"""The report as GitHub workflow commands: annotations at lines of the target file."""

from __future__ import annotations

from glossary.issue import Severity
from glossary.report import Report
from glossary.reports.document import Document, visible
from glossary.reports.text import summary

_COMMANDS = {Severity.CRITICAL: "error", Severity.MAJOR: "error", Severity.MINOR: "warning", Severity.NEUTRAL: "notice"}


def render(report: Report, source: Document, target: Document) -> str:
    """Report -> one ``::error file=...`` line an issue, and the summary.

    An issue without a place in the target is told at the beginning of its target segment, or in the source where that
    is empty too.
    """
    lines = []
    for issue in report.issues:
        segment = issue.segment if issue.segment and issue.segment.start < issue.segment.end else None
        span = issue.target or segment or issue.source
        document = target if issue.target or segment else source
        place = {"file": document.name}
        if span:
            line, column = document.position(span.start)
            place |= {"line": str(line), "col": str(column)}
            if span is not segment:
                last, end = document.position(span.end)
                # endColumn is for one line only; GitHub refuses it where endLine is another one.
                place |= {"endLine": str(last)} if last != line else {"endColumn": str(end)}
        place["title"] = f"termlock {issue.check}"
        better = f" (use: {' | '.join(issue.suggestions)})" if issue.suggestions else ""
        properties = ",".join(f"{key}={_property(value)}" for key, value in place.items())
        lines.append(f"::{_COMMANDS[issue.severity]} {properties}::{_data(issue.message + better)}")
    notices = report.gating.notices if report.gating else ()
    lines += [f"::warning title=termlock::{_data(visible(notice))}" for notice in notices]
    return "\n".join([*lines, _data(summary(report))]) + "\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
