"""Baselines: the issues that were there already when somebody began to gate, so that only new ones fail.

    {"schema": "termlock/baseline/1",
     "documents": {"docs/policy.en.md": [
      {"fingerprint": "…", "check": "forbidden-term", "concept": "going-global", "source": "走出去", "target": "walk out", "count": 2}]}}

One file serves many documents: each goes by the path of its target, seen from the folder of the file. Of three equal issues
where the file counts two, one is new. An entry first answers the issue with its fingerprint; what is left of it answers an
issue with the same check, concept and words, whose segment was edited elsewhere.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from glossary.errors import TermlockError
from glossary.fingerprint import Words, fingerprint, words
from glossary.issue import Issue
from glossary.reports.document import Document

SCHEMA = "termlock/baseline/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Equal issues of one document."""

    fingerprint: str
    words: Words
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What was known, document by document."""

    documents: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)


def name_of(target: str, baseline: Path) -> str:
    """What a baseline calls a document: its path from the baseline's folder, with ``/``."""
    if target == "-":
        return target
    path, folder = Path(target).resolve(), baseline.resolve().parent
    return PurePath(os.path.relpath(path, folder)).as_posix() if path.anchor == folder.anchor else path.as_posix()


def read(text: str, name: str) -> Baseline:
    """The baseline in a text; raises TermlockError that says what is wrong with it."""
    again = "name another file, or delete this one and write it anew with --write-baseline"
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise TermlockError(f"{name}:{line}: is no baseline ({getattr(error, 'msg', error)}); {again}") from None
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema != SCHEMA:
        told = f"has the schema {schema}" if schema else "has no schema"
        raise TermlockError(f"{name}: {told}, and a baseline has {SCHEMA}; {again}")
    documents = data.get("documents")
    try:
        return Baseline(documents={str(key): tuple(map(_entry, entries)) for key, entries in documents.items()})
    except (AttributeError, KeyError, TypeError, ValueError):
        raise TermlockError(f"{name}: its entries are none that termlock wrote; {again}") from None


def _entry(data: Mapping[str, Any]) -> Entry:
    texts = [data[key] for key in ("fingerprint", "check", "concept", "source", "target")]
    count = data.get("count", 1)
    if not all(isinstance(text, str) for text in texts) or type(count) is not int or count < 1:
        raise TypeError
    mark, check, concept, source, target = texts
    return Entry(fingerprint=mark, words=Words(check=check, concept=concept, source=source, target=target), count=count)


def recorded(
    known: Baseline, name: str, issues: Sequence[Issue], source: Document, target: Document
) -> Baseline:
    """A baseline with these issues as those of one document; the other documents stay."""
    counts = Counter((fingerprint(issue, source, target), words(issue, source, target)) for issue in issues)
    entries = tuple(Entry(fingerprint=mark, words=about, count=count) for (mark, about), count in counts.items())
    return Baseline(documents={**known.documents, name: entries})


def serialize(baseline: Baseline) -> str:
    """JSON text in a fixed order, a line for each entry, so that it can be reviewed and merged."""
    documents = []
    for name in sorted(baseline.documents):
        entries = sorted(baseline.documents[name], key=lambda e: (e.words.check, e.words.concept, e.words.source, e.fingerprint))
        if entries:
            lines = ",\n".join(f"   {json.dumps(_data(entry), ensure_ascii=False)}" for entry in entries)
            documents.append(f"  {json.dumps(name, ensure_ascii=False)}: [\n{lines}\n  ]")
    inside = "{\n" + ",\n".join(documents) + "\n }" if documents else "{}"
    return f'{{\n "schema": "{SCHEMA}",\n "documents": {inside}\n}}\n'


def _data(entry: Entry) -> dict[str, str | int]:
    about = entry.words
    return {
        "fingerprint": entry.fingerprint,
        "check": about.check,
        "concept": about.concept,
        "source": about.source,
        "target": about.target,
        "count": entry.count,
    }


def match(
    known: Baseline, name: str, issues: Mapping[int, Issue], source: Document, target: Document
) -> tuple[list[int], int]:
    """(the numbers of the issues that the baseline knows, how many of its issues are gone)."""
    entries = known.documents.get(name, ())
    left = Counter({(entry.fingerprint, entry.words): entry.count for entry in entries})
    marks = {number: (fingerprint(issue, source, target), words(issue, source, target)) for number, issue in issues.items()}
    matched = []
    for number, mark in marks.items():
        if left[mark] > 0:
            left[mark] -= 1
            matched.append(number)
    loose: Counter[Words] = Counter()
    for (_, about), count in left.items():
        loose[about] += count
    for number in sorted(marks.keys() - set(matched)):
        about = marks[number][1]
        if loose[about] > 0:
            loose[about] -= 1
            matched.append(number)
    return matched, loose.total()
