"""The report for a terminal: each issue with the lines that it is about, in the manner of rustc."""

from __future__ import annotations

from collections.abc import Callable

from glossary.issue import Issue, Severity, Span, Verdict
from glossary.report import MET, Excused, Gating, Ground, Report
from glossary.reports.document import Document, columns, columns_shown, visible

_WIDTH = 100
"""How many columns of a long line are shown."""
_COLOURS = {Severity.CRITICAL: "1;31", Severity.MAJOR: "1;31", Severity.MINOR: "1;33", Severity.NEUTRAL: "1;36"}
_QUIET = "1;34"
_NOTE = "1;36"
_GROUNDS = {
    Ground.WAIVER: "by waivers",
    Ground.BASELINE: "in the baseline",
    Ground.UNCHANGED: "on unchanged lines",
}
_MOST_SUGGESTIONS = 3

_Paint = Callable[[str, str], str]


def render(report: Report, source: Document, target: Document, *, colour: bool = False, show_excused: bool = False) -> str:
    """Report -> lines of text ending in a one-line summary; control characters of the documents are escaped."""
    paint = _painted if colour else _plain
    gating = report.gating
    blocks = [(issue.pair, _block(issue, source, target, paint)) for issue in report.issues]
    if gating and show_excused:
        blocks += [(each.issue.pair, _block(each.issue, source, target, paint, each)) for each in gating.excused]
        blocks.sort(key=lambda block: block[0])
    notices = [f"{paint('note', _NOTE)}: {visible(notice)}\n" for notice in gating.notices] if gating else []
    return "\n".join([*(block for _, block in blocks), *notices, summary(report)]) + "\n"


def summary(report: Report) -> str:
    """One line: how many issues of which severity, what was excused, and how the requirements ended."""
    counts = [f"{number} {severity}" for severity, number in report.severities().items() if number]
    issues = _number(len(report.issues), "issue") + (f" ({', '.join(counts)})" if counts else "")
    if report.gating and report.gating.excused:
        issues += f" and {len(report.gating.excused)} excused ({', '.join(excuses(report.gating))})"
    verdicts = report.verdicts()
    met = sum(verdicts[verdict] for verdict in MET)
    asked = met + verdicts[Verdict.UNSATISFIED]
    parts = [f"{met} of {asked} required terms rendered"] if asked else ["no term of the termbase is required"]
    parts += [f"{verdicts[verdict]} {verdict}" for verdict in (Verdict.WAIVED, Verdict.DOUBTFUL) if verdicts[verdict]]
    return f"{issues} in {_number(report.segments, 'segment')}; {', '.join(parts)}"


def excuses(gating: Gating) -> list[str]:
    """How many issues were excused on which ground, in words."""
    return [f"{number} {_GROUNDS[ground]}" for ground, number in gating.counts().items() if number]


def excuse(excused: Excused) -> str:
    """Why one issue is excused, in words."""
    if excused.ground is Ground.UNCHANGED:
        return "stands on no changed line"
    if excused.ground is Ground.BASELINE:
        return f"is in the baseline {excused.place}"
    until = f" until {excused.until}" if excused.until else ""
    return f"waived{until}: {excused.reason} ({excused.place})"


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _block(issue: Issue, source: Document, target: Document, paint: _Paint, excused: Excused | None = None) -> str:
    label = f"{issue.severity}[{issue.check}]"
    severity = paint(f"excused {label}", _NOTE) if excused else paint(label, _COLOURS[issue.severity])
    lines = [f"{severity}: {visible(issue.message)}"]
    # What the issue is about comes first: the place in the target, or else the source match that lacks one.
    if issue.target:
        lines += _excerpt(target, issue.target, "-->", paint)
        if issue.source:
            lines += _excerpt(source, issue.source, ":::", paint)
    elif issue.source:
        lines += _excerpt(source, issue.source, "-->", paint)
        if issue.segment and issue.segment.start < issue.segment.end:
            lines += _excerpt(target, issue.segment, ":::", paint, carets=False)
    if issue.suggestions:
        better = " | ".join(visible(text) for text in issue.suggestions[:_MOST_SUGGESTIONS])
        lines.append(f"   {paint('=', _QUIET)} {paint('help', _NOTE)}: use {better}")
    if excused:
        lines.append(f"   {paint('=', _QUIET)} {paint('note', _NOTE)}: {visible(excuse(excused))}")
    return "\n".join(lines) + "\n"


def _excerpt(document: Document, span: Span, arrow: str, paint: _Paint, *, carets: bool = True) -> list[str]:
    """The line where a span begins, with carets below the part of the span that is in it."""
    number, line, first = document.around(span.start)
    column = document.position(span.start)[1]
    first = min(first, len(line))  # a span may begin at a line ending
    last = min(len(line), first + span.end - span.start)
    start, end = _window(line, first, last if carets else first)
    before, within = visible(line[start:first]), visible(line[first:last])
    shown_line = ("… " if start else "") + visible(line[start:end]) + (" …" if end < len(line) else "")
    label = str(number)
    pad = " " * max(2, len(label))
    bar = paint("|", _QUIET)
    lines = [
        f"{pad}{paint(arrow, _QUIET)} {visible(document.name)}:{number}:{column}",
        f"{paint(label.rjust(len(pad)), _QUIET)} {bar} {shown_line}",
    ]
    if carets:
        indent = " " * ((2 if start else 0) + columns(before))
        lines.append(f"{pad} {bar} {indent}{paint('^' * max(1, columns(within)), _COLOURS[Severity.MAJOR])}")
    return lines


def _window(line: str, first: int, last: int) -> tuple[int, int]:
    """The part of a line to show: all of the span if it fits, and as much around it as the width allows."""
    start, end = first, first
    used = 0
    while end < last and used < _WIDTH:
        used += columns_shown(line[end])
        end += 1
    while used < _WIDTH and (start > 0 or end < len(line)):
        if start > 0:
            start -= 1
            used += columns_shown(line[start])
        if end < len(line):
            used += columns_shown(line[end])
            end += 1
    return start, end


def _painted(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _plain(text: str, code: str) -> str:  # noqa: ARG001  # the same shape as _painted
    return text
