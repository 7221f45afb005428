"""Waivers: issues that somebody has looked at and accepts, with a reason and, mostly, a last day.

    [[waiver]]
    check = "missing-term"            # the selectors: at least one; an issue must answer all that are given
    concept = "going-global"
    path = "docs/*.en.md"             # of the source or the target, from the folder of this file; * is any characters
    text = "走出去"                    # the words of the issue in the source or the target
    fingerprint = "0123456789abcdef01234567"   # as the SARIF report and a baseline have it
    reason = "quoted from a treaty"   # required
    expires = 2027-01-01              # the last day on which it counts

Waivers inside the documents (`glossary.gating.inline`) are of the same kind, bound to a place.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import Any

from glossary.checks import CHECKS
from glossary.errors import TermlockError
from glossary.fingerprint import fingerprint, words
from glossary.issue import Issue, Span
from glossary.report import Excused, Ground
from glossary.reports.document import Document

_SELECTORS = ("check", "concept", "path", "text", "fingerprint")
_KEYS = (*_SELECTORS, "reason", "expires")
_HEADER = re.compile(r"[ \t]*\[\[[ \t]*[\"']?waiver[\"']?[ \t]*\]\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """What is waived, why, and for how long."""

    place: str
    """Where it stands, as ``file:line``."""
    reason: str
    check: str = ""
    concept: str = ""
    path: str = ""
    text: str = ""
    fingerprint: str = ""
    expires: date | None = None
    folder: str = ""
    """What ``path`` starts from."""
    side: str = ""
    """``source``, ``target`` or ``both`` for a waiver inside that document."""
    span: Span | None = None
    """The part of that document for which it stands; None for all of it."""


def read(text: str, name: str) -> tuple[Waiver, ...]:
    """The waivers in a TOML text; raises TermlockError that names all problems with their lines."""
    try:
        data = tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        told = re.search(r"at line (\d+)", str(error))
        what = re.sub(r" \(at (?:line \d+, column \d+|end of document)\)", "", str(error))
        raise TermlockError(f"{name}:{told[1] if told else len(text.splitlines()) or 1}: is no TOML: {what}") from None
    entries = data.get("waiver", [])
    problems = [f'{name}: "{key}" is unknown; a file of waivers has [[waiver]] tables only' for key in data if key != "waiver"]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise TermlockError(f"{name}: write each waiver as a table [[waiver]]")
    lines = _lines(text, len(entries))
    made = []
    for entry, line in zip(entries, lines, strict=True):
        wrong = list(_problems(entry))
        problems += [f"{name}:{_line(text, line, key)}: {problem}" for key, problem in wrong]
        if not wrong:
            made.append(_waiver(entry, f"{name}:{line}", str(Path(name).parent)))
    if problems:
        raise TermlockError("\n".join(problems))
    return tuple(made)


def _lines(text: str, number: int) -> list[int]:
    headers = [n for n, line in enumerate(text.split("\n"), 1) if _HEADER.match(line)]
    return headers if len(headers) == number else [1] * number


def _line(text: str, start: int, key: str) -> int:
    """The line of a key of the table that begins at a line; the table's own line where it is not found."""
    for number, line in enumerate(text.split("\n")[start:], start + 1):
        if line.lstrip().startswith("["):
            break
        if key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
    return start


def _problems(entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(key, what is wrong with it)."""
    found = [(key, f'"{key}" is unknown; use {", ".join(_KEYS)}') for key in entry if key not in _KEYS]
    found += [
        (key, f'"{key}" must be a text in quotes that is not empty')
        for key in (*_SELECTORS, "reason")
        if key in entry and (not isinstance(entry[key], str) or not entry[key].strip())
    ]
    check = entry.get("check")
    if isinstance(check, str) and check.strip() and check not in CHECKS:
        found.append(("check", unknown_check(check)))
    if "reason" not in entry:
        found.append(("", 'a waiver needs a reason = "..."'))
    if not any(key in entry for key in _SELECTORS):
        found.append(("", f"a waiver must say what it waives; give at least one of {', '.join(_SELECTORS)}"))
    if "expires" in entry and day(entry["expires"]) is None:
        found.append(("expires", f'"{entry["expires"]}" is no day; write expires = 2027-01-01'))
    return found


def unknown_check(check: str) -> str:
    """What is said of a check that does not exist."""
    return f'check "{check}" is unknown; use {", ".join(CHECKS)}'


def day(value: object) -> date | None:
    """The day in a TOML value or in a text as ``2027-01-01``, None for anything else."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _waiver(entry: Mapping[str, Any], place: str, folder: str) -> Waiver:
    texts: dict[str, Any] = {key: entry.get(key, "") for key in (*_SELECTORS, "reason")}
    return Waiver(**texts, place=place, expires=day(entry.get("expires")), folder=folder)


def apply(
    waivers: Sequence[Waiver],
    issues: Sequence[Issue],
    source: Document,
    target: Document,
    today: date,
    excused: dict[int, Excused],
) -> list[str]:
    """Put what is waived into ``excused``, by the number of the issue; -> what is to be said of the waivers themselves.

    A waiver that has expired excuses nothing. One that could have excused something here and did not is told.
    """
    notices = []
    for waiver in waivers:
        if not _is_about(waiver, source, target):
            continue
        answers = _test(waiver, source, target)
        matched = [number for number, issue in enumerate(issues) if answers(issue)]
        if waiver.expires is not None and waiver.expires < today:
            left = sum(number not in excused for number in matched)
            told = f"{left} {'issue counts' if left == 1 else 'issues count'} again" if left else "remove it"
            notices.append(f"{waiver.place}: the waiver expired on {waiver.expires}; {told}")
            continue
        if not matched:
            notices.append(f"{waiver.place}: the waiver matches no issue; remove it")
        for number in matched:
            until = waiver.expires.isoformat() if waiver.expires else ""
            excused.setdefault(
                number,
                Excused(
                    issue=issues[number], ground=Ground.WAIVER, reason=waiver.reason, until=until, place=waiver.place
                ),
            )
    return notices


def _is_about(waiver: Waiver, source: Document, target: Document) -> bool:
    """Whether a waiver's path is that of one of the documents."""
    if not waiver.path:
        return True
    names = [document.name for document in (source, target) if document.name != "-"]
    paths = [PurePath(os.path.relpath(name, waiver.folder or ".")).as_posix() for name in names]
    return any(fnmatchcase(path, waiver.path.removeprefix("./")) for path in paths)


def _test(waiver: Waiver, source: Document, target: Document) -> Callable[[Issue], bool]:
    wanted = " ".join(waiver.text.split()).casefold()
    mark = waiver.fingerprint.split(":")[0]

    def answers(issue: Issue) -> bool:
        if (waiver.check and issue.check != waiver.check) or (waiver.concept and issue.concept != waiver.concept):
            return False
        if waiver.span is not None:
            places = [issue.source if waiver.side == "source" else issue.target or issue.segment]
            if waiver.side == "both":
                places.append(issue.source)
            if not any(place and place.end > waiver.span.start and place.start < waiver.span.end for place in places):
                return False
        if wanted:
            about = words(issue, source, target)
            if wanted not in {about.source.casefold(), about.target.casefold()}:
                return False
        return not mark or fingerprint(issue, source, target) == mark

    return answers
