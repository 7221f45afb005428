"""Repairs: the smallest edits of a target that mend its terms, shown as a diff before anything is written.

A forbidden term is replaced by the preferred rendering in the same form; for a missing term the wrong wording must be known,
which is a forbidden, deprecated or superseded term of the concept, the source term left as it is, or an acronym without its
full form. Each edit is checked: one after which its segment, or the document, would have more issues of any gravity is
refused, and said.
"""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from glossary.bitext import Pair, Side
from glossary.issue import Issue, Severity
from glossary.languages import uses_spaces
from glossary.report import Report
from glossary.reports.document import Document, visible
from glossary.requirement import Requirements
from glossary.substitution import answering, article, without_repetition
from glossary.termbase import Term

_ENDERS = {".", "!", "?"}
_MOST_SINGLE = 40
"""How many edits are tried one by one where all together would do harm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Half-open offsets into the target document, and what to write there."""

    start: int
    end: int
    text: str
    pair: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A target document with its edits made."""

    text: str
    edits: tuple[Edit, ...] = ()
    refused: tuple[str, ...] = ()
    """What was not edited, with place and reason."""


def repair(
    report: Report,
    pairs: Sequence[Pair],
    target: Document,
    requirements: Requirements,
    examine: Callable[[Sequence[Pair]], Report],
    recheck: Callable[[str], Report],
) -> Repair:
    """The repair of every issue of a report that can be mended.

    ``pairs`` are those that the report is about; ``examine`` checks some of them, ``recheck`` the whole of another target
    text. Nothing is written.
    """
    edits: list[Edit] = []
    refused: list[str] = []
    for number, issues in groupby(report.issues, key=lambda issue: issue.pair):
        pair = pairs[number]
        before = examine([pair])
        text = pair.target.text
        done: list[Edit] = []
        for start, end, new in _candidates(list(issues), pair, requirements):
            if done and pair.target.locate(start, end)[1] > done[-1].start:
                continue  # overlaps with what was edited
            first, last = pair.target.locate(start, end)
            where = "{}:{}:{}".format(target.name, *target.position(first))
            if target.text[first:last] != pair.target.text[start:end]:
                refused.append(f'{where}: "{visible(pair.target.text[start:end])}" has markup or a line break inside; mend it by hand')
                continue
            changed = text[:start] + new + text[end:]
            after = examine([replace(pair, target=Side(text=changed, protected=_moved(pair.target, end, len(changed) - len(text))))])
            if len(after.issues) >= len(before.issues) or is_worse(after, before):
                refused.append(f'{where}: "{visible(new)}" for "{visible(text[start:end])}" would leave as many issues; mend it by hand')
                continue
            text, before = changed, after
            done.append(Edit(start=first, end=last, text=new, pair=number))
        edits += reversed(done)
    return _verified(edits, refused, target, recheck)


def _verified(edits: list[Edit], refused: list[str], target: Document, recheck: Callable[[str], Report]) -> Repair:
    """The edits after which the whole document has no more issues than before."""
    old = target.text[:]
    if not edits:
        return Repair(text=old, refused=tuple(refused))
    before = recheck(old)
    whole = applied(old, edits)
    if not is_worse(recheck(whole), before):
        return Repair(text=whole, edits=tuple(edits), refused=tuple(refused))
    kept: list[Edit] = []
    for edit in edits:
        where = "{}:{}:{}".format(target.name, *target.position(edit.start))
        if len(kept) < _MOST_SINGLE and not is_worse(after := recheck(applied(old, [*kept, edit])), before):
            kept.append(edit)
            before = after
        else:
            refused.append(f'{where}: "{visible(edit.text)}" would bring new issues elsewhere; mend it by hand')
    return Repair(text=applied(old, kept), edits=tuple(kept), refused=tuple(refused))


def is_worse(after: Report, before: Report) -> bool:
    """Whether there are more issues of any severity or above it."""
    return any(len(after.at_least(severity)) > len(before.at_least(severity)) for severity in Severity)


def applied(text: str, edits: Sequence[Edit]) -> str:
    """A text with disjoint edits made."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _candidates(issues: Sequence[Issue], pair: Pair, requirements: Requirements) -> list[tuple[int, int, str]]:
    """(start, end, what to write) in the text of the target segment, from right to left."""
    text = pair.target.text
    found: dict[tuple[int, int], str] = {}
    for start, end, wrong, concept in _wrong(issues, pair, requirements):
        allowed = requirements.allowed(concept)
        if not allowed or (start, end) in found:
            continue
        found[start, end] = _written(text, start, end, wrong, allowed)
    candidates = []
    for (start, end), new in sorted(found.items(), reverse=True):
        drawn, before = article(text[:start], text[start:end], new)
        candidates.append((start - drawn, end, before + new))
    return candidates


def _wrong(issues: Sequence[Issue], pair: Pair, requirements: Requirements) -> Iterator[tuple[int, int, Term | None, str]]:
    """(start, end, the wrong term, its concept's id) for each wrong wording that is known."""
    text = pair.target.text
    missing = {issue.concept for issue in issues if issue.check == "missing-term"}
    told: set[str] = set()
    for issue in issues:
        if issue.check not in {"forbidden-term", "untranslated-term"} or issue.target is None or not issue.concept:
            continue
        start = _inside(pair.target, issue.target.start)
        end = _inside(pair.target, issue.target.end - 1) + 1
        matches = requirements.forbidden_in(text, [issue.concept]) if issue.check == "forbidden-term" else ()
        wrong = next((match.term for match in matches if (match.start, match.end) == (start, end)), None)
        if issue.check == "forbidden-term" and wrong is None:
            continue
        told.add(issue.concept)
        yield start, end, wrong, issue.concept
    for concept in sorted(missing - told):
        # An acronym that does not count because its full form is not there: the full form takes its place.
        places = [match for match in requirements.renderings_in(text) if match.concept == concept]
        allowed = requirements.allowed(concept)
        if places and places[0].term.text != allowed[0].text:
            yield places[0].start, places[0].end, places[0].term, concept


def _written(text: str, start: int, end: int, wrong: Term | None, allowed: Sequence[Term]) -> str:
    before, after = text[:start], text[end:]
    found = text[start:end]
    opens = not before.strip() or (before[-1:].isspace() and before.rstrip().rstrip("\"'”’)»")[-1:] in _ENDERS)
    new = answering(found, wrong, allowed, before, opens=opens and (wrong is None or found[:1].isupper()))
    if not uses_spaces(allowed[0].language):
        return new
    new = without_repetition(before, new, after)
    if before[-1:].isalnum():
        new = f" {new}"
    return f"{new} " if after[:1].isalnum() else new


def _inside(side: Side, offset: int) -> int:
    """Where a character of the document stands in the text of a segment."""
    return offset - side.offsets if isinstance(side.offsets, int) else bisect_left(side.offsets, offset)


def _moved(side: Side, end: int, by: int) -> tuple[tuple[int, int], ...]:
    """The protected spans after an edit that ended at an offset and made the text longer."""
    return tuple((a + by, b + by) if a >= end else (a, b) for a, b in side.protected)


def diff(repair: Repair, target: Document, *, printable: bool = False) -> str:
    """The repair as a unified diff; ``printable`` shows control characters of the document by their codes."""
    old, new = (_lines(text) for text in (target.text[:], repair.text))
    lines = difflib.unified_diff(old, new, f"a/{target.name.lstrip('/')}", f"b/{target.name.lstrip('/')}", n=1)
    shown = []
    for line in lines:
        body = line.removesuffix("\n")
        shown.append(visible(body) if printable else body)
        if not line.endswith("\n"):
            shown.append("\\ No newline at end of file")
    return "".join(f"{line}\n" for line in shown)


def _lines(text: str) -> list[str]:
    """Lines as a diff has them: they end with a line feed and nothing else."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
