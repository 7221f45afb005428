"""The report as JUnit XML: a suite is a check, a case is an issue; a check without issues is one case that passed.

The shape is the one that Jenkins, GitLab and GitHub actions read: ``failures`` and ``skipped`` are counted, a failure has
its text inside, and a case names its file and line. Neutral and excused issues are skipped cases, so that they don't fail.
"""

from __future__ import annotations

from collections import Counter
from xml.sax.saxutils import escape, quoteattr

from glossary.checks import CHECKS
from glossary.issue import Issue, Severity
from glossary.report import Excused, Report
from glossary.reports.document import Document, visible
from glossary.reports.text import excuse


def render(report: Report, source: Document, target: Document) -> str:
    """Report -> XML text."""
    cases: dict[str, list[tuple[Issue, Excused | None]]] = {name: [] for name in CHECKS}
    for issue in report.issues:
        cases.setdefault(issue.check, []).append((issue, None))
    for each in report.gating.excused if report.gating else ():
        cases.setdefault(each.issue.check, []).append((each.issue, each))
    seen: Counter[str] = Counter()
    suites, tests, failures, skipped = [], 0, 0, 0
    for check, found in cases.items():
        failed = sum(excused is None and issue.severity is not Severity.NEUTRAL for issue, excused in found)
        number = max(1, len(found))
        told = [_case(issue, excused, source, target, seen) for issue, excused in found]
        told = told or [f'    <testcase classname="termlock.{check}" name={quoteattr(visible(target.name))} time="0"/>']
        counts = f'tests="{number}" failures="{failed}" errors="0" skipped="{len(found) - failed}" time="0"'
        suites += [f'  <testsuite name="{check}" {counts}>', *told, "  </testsuite>"]
        tests, failures, skipped = tests + number, failures + failed, skipped + len(found) - failed
    total = f'tests="{tests}" failures="{failures}" errors="0" skipped="{skipped}" time="0"'
    head = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="termlock" {total}>']
    return "\n".join([*head, *suites, "</testsuites>"]) + "\n"


def _case(issue: Issue, excused: Excused | None, source: Document, target: Document, seen: Counter[str]) -> str:
    segment = issue.segment if issue.segment and issue.segment.start < issue.segment.end else None
    place = issue.target or (segment if not issue.source else None)
    document, span = (target, place) if place else (source, issue.source)
    line, column = document.position(span.start) if span else (1, 1)
    where = f"{visible(document.name)}:{line}:{column}"
    message = visible(issue.message)
    lines = [where, message]
    if issue.suggestions:
        lines.append(f"help: use {visible(' | '.join(issue.suggestions))}")
    # Consumers tell cases apart by their names.
    name = f"{where}: {message}"
    seen[name] += 1
    name += f" ({seen[name]})" if seen[name] > 1 else ""
    if excused:
        body = f"<skipped message={quoteattr(visible(excuse(excused)))}/>"
    elif issue.severity is Severity.NEUTRAL:
        body = f"<skipped message={quoteattr(message)}/>"
    else:
        body = f'<failure type="{issue.severity}" message={quoteattr(message)}>{escape(chr(10).join(lines))}</failure>'
    file = f'file={quoteattr(visible(document.name))} line="{line}"'
    return f'    <testcase classname="termlock.{issue.check}" name={quoteattr(name)} {file} time="0">{body}</testcase>'
