"""Gating: which issues count, so that a check can stand in front of a merge.

`gate` takes out of a report, in this order, what a waiver excuses, what a baseline knew already, and what does not touch a
changed line. Nothing is lost: every issue that was taken out stays in the report with the ground, and no verdict changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from glossary import files
from glossary.errors import TermlockError
from glossary.gating import baseline, changed_lines, inline, waivers
from glossary.report import Excused, Gating, Ground, Report
from glossary.reports.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What was asked for on the command line."""

    waivers: str = ""
    """A file of waivers."""
    baseline: str = ""
    """A file of known issues."""
    write_baseline: bool = False
    """Whether to write that file anew first."""
    since: str | None = None
    """Only what changed since this revision counts; None where everything does."""
    container: bool = False
    """Whether the documents were taken out of a file that is no text, so that offsets are none of the file's."""


def gate(report: Report, source: Document, target: Document, rules: Rules, today: date) -> Report:
    """The report with what does not count taken out of ``issues`` and put into ``gating``.

    Inline waivers of the documents are always respected. Raises TermlockError that names the line of whatever is wrong
    in a file of waivers, in a baseline or in an inline waiver, and where there is no git repository to compare with.
    """
    if rules.write_baseline and not rules.baseline:
        raise TermlockError("--write-baseline needs a file; name it with --baseline FILE")
    asked = bool(rules.waivers or rules.baseline or rules.since is not None)
    found: tuple[waivers.Waiver, ...] = ()
    if not rules.container:
        # A bilingual file, and a target alone, is one document for both.
        found = inline.read(target, "both") if source is target else inline.read(source, "source") + inline.read(target, "target")
    if rules.waivers:
        path = Path(rules.waivers)
        found += waivers.read(files.read_text(path).text, rules.waivers)
    if not (asked or found):
        return report
    excused: dict[int, Excused] = {}
    notices: list[str] = []
    if found:
        notices += waivers.apply(found, report.issues, source, target, today, excused)
    if rules.baseline:
        notices += _baseline(report, source, target, rules, excused)
    if rules.since is not None:
        if rules.container:
            raise TermlockError(f"{target.name}: --changed-only compares lines of text; this file has none")
        _unchanged(report, source, target, rules.since, excused)
    return replace(
        report,
        issues=tuple(issue for number, issue in enumerate(report.issues) if number not in excused),
        gating=Gating(
            excused=tuple(excused[number] for number in sorted(excused)), notices=tuple(notices), baseline=bool(rules.baseline)
        ),
    )


def _baseline(
    report: Report, source: Document, target: Document, rules: Rules, excused: dict[int, Excused]
) -> Sequence[str]:
    path = Path(rules.baseline)
    known = baseline.Baseline()
    if path.exists() or not rules.write_baseline:
        if not path.exists():
            raise TermlockError(f"{path}: no such baseline; write it with --baseline {path} --write-baseline")
        known = baseline.read(files.read_text(path).text, rules.baseline)
    open_issues = {number: issue for number, issue in enumerate(report.issues) if number not in excused}
    name = baseline.name_of(target.name, path)
    if rules.write_baseline:
        known = baseline.recorded(known, name, list(open_issues.values()), source, target)
        files.write_bytes(path, baseline.serialize(known).encode())
    numbers, gone = baseline.match(known, name, open_issues, source, target)
    for number in numbers:
        excused[number] = Excused(issue=report.issues[number], ground=Ground.BASELINE, place=rules.baseline)
    if not gone:
        return ()
    told = "issue of the baseline is" if gone == 1 else "issues of the baseline are"
    return (f"{rules.baseline}: {gone} {told} gone; --write-baseline forgets what is gone",)


def _unchanged(report: Report, source: Document, target: Document, since: str, excused: dict[int, Excused]) -> None:
    ours, theirs = (changed_lines.of(document.name, since) for document in (source, target))
    for number, issue in enumerate(report.issues):
        if number in excused:
            continue
        touched = changed_lines.touches(theirs, target, issue.target or issue.segment) or (
            issue.source is not None and changed_lines.touches(ours, source, issue.source)
        )
        if not touched:
            excused[number] = Excused(issue=issue, ground=Ground.UNCHANGED)
