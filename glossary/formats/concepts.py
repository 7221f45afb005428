"""Rows of a term table -> concepts: which rows belong together, what each adds, where they contradict each other."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from glossary.formats.cells import split
from glossary.languages import answers, base_language
from glossary.termbase import ALLOWED, Concept, Status, Term

ABOUT = ("subject_field", "definition", "concept_note", "cross_references")
"""The columns that describe the concept rather than its terms."""


@dataclass(slots=True)
class Row:
    """One row of a table, understood."""

    where: str
    concept: str
    keys: tuple[tuple[str, str], ...]
    """The terms of the first language column that is filled, as (language, text)."""
    others: tuple[tuple[str, str], ...]
    """The terms of the other columns."""
    attributes: dict[str, Any]
    about: tuple[str, ...]
    has_status: bool


def concept_id(terms: Iterable[tuple[str, str]]) -> str:
    """A stable id for a concept that has none, from the shortest of its (language, text) key terms.

    ``("zh", "走出去")`` -> ``走出去-`` and six hex digits of a SHA-256: readable, and the same in whatever order rows stand.
    """
    language, text = min(terms, key=lambda term: (len(term[1]), term[1], term[0]))
    slug = re.sub(r"[\W_]+", "-", text.casefold()).strip("-")[:40] or "term"
    return f"{slug}-{hashlib.sha256(f'{base_language(language)} {text}'.encode()).hexdigest()[:6]}"


def concepts_of(rows: list[Row], warnings: list[str]) -> tuple[Concept, ...]:
    """Rows -> concepts, in the order of the first row of each."""
    groups: dict[Any, list[Row]] = {}
    for row, group in zip(rows, _grouping(rows), strict=True):
        groups.setdefault(group, []).append(row)
    taken = {row.concept for row in rows if row.concept}
    concepts = []
    for group, members in groups.items():
        name = group if isinstance(group, str) else ""
        if not name:
            keys = {key for row in members for key in row.keys}
            name = concept_id(keys)
            while name in taken:  # a collision of the shortened hash, or somebody's own id
                name = f"{name}-{hashlib.sha256(repr(sorted(keys)).encode()).hexdigest()[:12]}"
            taken.add(name)
        concepts.append(_concept(name, members, warnings))
    return tuple(concepts)


def places_of(rows: Iterable[Row]) -> dict[tuple[str, str, str], str]:
    """(concept as the row has it, language, text) -> the first row that has the term."""
    places: dict[tuple[str, str, str], str] = {}
    for row in rows:
        for language, text in (*row.keys, *row.others):
            places.setdefault((row.concept, language, text), row.where)
    return places


def _grouping(rows: list[Row]) -> list[Any]:
    """For each row the concept it belongs to: a string where the file names it, else a token of its group."""
    parents: dict[tuple[str, str], tuple[str, str]] = {}

    def root(node: tuple[str, str]) -> tuple[str, str]:
        parents.setdefault(node, node)
        while parents[node] != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    for row in rows:
        if not row.concept:
            for other in row.keys[1:]:
                parents[root(other)] = root(row.keys[0])
            root(row.keys[0])
    # A row without an id belongs to the one named concept that has its term.
    named: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        if row.concept:
            for key in row.keys:
                if key in parents:
                    named.setdefault(root(key), set()).add(row.concept)
    joined = {node: next(iter(ids)) for node, ids in named.items() if len(ids) == 1}
    return [row.concept or joined.get(root(row.keys[0]), root(row.keys[0])) for row in rows]


def _concept(name: str, rows: list[Row], warnings: list[str]) -> Concept:
    terms: dict[tuple[str, str], Term] = {}
    about = ["", "", "", ""]
    seen: set[tuple[Any, ...]] = set()
    for row in rows:
        for index, text in enumerate(row.about):
            if text and about[index] and text != about[index]:
                warnings.append(
                    f"{row.where}: concept {name} has another {ABOUT[index]} already; the first one is kept"
                )
            about[index] = about[index] or text
        known = [key for key in (*row.keys, *row.others) if key in terms]
        status = row.attributes.get("status", Status.PREFERRED)
        for key in (*row.keys, *row.others):
            if key not in terms:
                terms[key] = Term(text=key[1], language=key[0], **row.attributes)
        if not known:
            if len(rows) > 1:
                seen.add((row.keys, row.others, str(row.attributes)))
            continue
        mark = (row.keys, row.others, str(row.attributes))
        if mark not in seen:
            seen.add(mark)
            warnings.extend(_disagreement(row, known, terms, status))
    return Concept(
        id=name,
        terms=tuple(terms.values()),
        subject_field=about[0],
        definition=about[1],
        note=about[2],
        cross_references=split(about[3]),
    )


def _disagreement(
    row: Row, known: list[tuple[str, str]], terms: dict[tuple[str, str], Term], status: Status
) -> Iterator[str]:
    """What a row says against the terms that its concept already had."""
    if len(known) < len(row.keys) + len(row.others):  # the row adds something, the known terms identify its concept
        unusable = [terms[key] for key in row.keys if key in known and terms[key].status not in ALLOWED]
        if unusable and status in ALLOWED and len(unusable) == len(row.keys):
            term = unusable[0]
            yield (
                f"{row.where}: {term.text} is {term.status} since an earlier row added it so; "
                f"put the row that makes it {status} first if that is not meant"
            )
        return
    for key in row.others or row.keys:
        term = terms[key]
        if row.has_status and term.status is not status:
            yield f"{row.where}: {term.text} is {status} here and {term.status} before; the first one is kept"
        elif any(getattr(term, each) != value for each, value in row.attributes.items() if each != "status"):
            yield f"{row.where}: {term.text} is described otherwise before; the first row is kept"


def contradictions(concepts: Sequence[Concept], source: str | None) -> Iterator[str]:
    """A line for each term that stands in several concepts with nothing to tell them apart."""
    homes: dict[tuple[str, str], list[tuple[str, Term]]] = {}
    for concept in concepts:
        for term in concept.terms:
            if term.status in ALLOWED and (source is None or answers(term.language, source)):
                homes.setdefault((term.language, term.text), []).append((concept.id, term))
    for (language, text), found in homes.items():
        if len(found) > 1 and not all(term.is_conditional for _, term in found):
            ids = ", ".join(concept for concept, _ in found[:5])
            yield (
                f"{text} ({language}) stands in {len(found)} concepts: {ids}; "
                "join them, or tell them apart by a condition such as near or not_near"
            )
