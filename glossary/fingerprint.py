"""Names for issues that survive edits elsewhere in the documents: what code scanning, baselines and waivers go by.

A fingerprint is made of the check, the concept and the words that an issue is about, never of offsets:

    missing-term | going-global | 走出去 | (nothing in the target) | the target segment
    forbidden-term | going-global | 走出去 | walk out
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from glossary.issue import Issue, Span
from glossary.reports.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What an issue is about, without any place. White space is one space, so that wrapping lines anew changes nothing."""

    check: str
    concept: str
    source: str
    target: str


def words(issue: Issue, source: Document, target: Document) -> Words:
    """The words of an issue in its documents."""
    return Words(
        check=issue.check, concept=issue.concept, source=cut(source, issue.source), target=cut(target, issue.target)
    )


def fingerprint(issue: Issue, source: Document, target: Document) -> str:
    """24 hexadecimal digits; equal issues of one document share them.

    Where there is nothing to point to in the target, the target segment is part of it: an issue in a segment that was
    translated anew is another issue.
    """
    about = words(issue, source, target)
    segment = "" if issue.target else cut(target, issue.segment)
    parts = (about.check, about.concept, about.source, about.target, segment)
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def numbered(fingerprints: Iterable[str]) -> list[str]:
    """Fingerprints in the order of a document, with a number behind each that tells equal ones apart."""
    seen: Counter[str] = Counter()
    told = []
    for each in fingerprints:
        seen[each] += 1
        told.append(f"{each}:{seen[each]}")
    return told


def cut(document: Document, span: Span | None) -> str:
    """The words at a span, with single spaces."""
    return " ".join(document.text[span.start : span.end].split()) if span else ""
