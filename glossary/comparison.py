"""What changed between two termbases, concept by concept, and which segments of a corpus each change touches.

Concepts belong together when they have the same id and a term in common; of what is left, when they share terms in two
languages, or in the only language that one of them has: so a concept whose id changed is renamed, and not removed and added
again. Of what is left then, when they have the same id, unless that is a number: in a list that was numbered anew, 17 is
something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum

from glossary.corpus import Matchers, Passage
from glossary.languages import base_language
from glossary.termbase import Concept, Term, Termbase

_MOST_TOUCHED = 1000
"""Segments that are kept for each change; the rest is only counted."""
_AROUND = 30
"""Characters of a segment that an excerpt shows on either side of the term."""
_OF_CONCEPT = ("subject_field", "definition", "note", "cross_references")
_OF_TERM = tuple(each.name for each in fields(Term) if each.name not in {"text", "language", "status"})


class Kind(StrEnum):
    """What became of a concept."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class What(StrEnum):
    """What one difference is about."""

    RENAMED = "renamed"
    """The concept has another id."""
    TERM_ADDED = "term-added"
    TERM_REMOVED = "term-removed"
    TERM_CHANGED = "term-changed"
    """One term took the place of another one of the same language and status."""
    STATUS = "status"
    FIELD = "field"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference between two concepts that belong together."""

    what: What
    before: str = ""
    after: str = ""
    term: str = ""
    """The term that has another status or another value of a field; empty where the concept itself has."""
    language: str = ""
    field: str = ""
    """The field of the model that differs, for `What.FIELD`; ``status`` has a kind of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A segment in which a changed concept's terms stand."""

    name: str
    line: int
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One concept that is not what it was."""

    kind: Kind
    before: Concept | None = None
    after: Concept | None = None
    differences: tuple[Difference, ...] = ()
    touched: tuple[Touched, ...] = ()
    """The first segments of the corpus in which a term of the concept stands, by either termbase."""
    touches: int = 0
    """How many such segments there are."""

    @property
    def concept(self) -> str:
        """The id of the concept, the new one if it has one."""
        concept = self.after or self.before
        return concept.id if concept else ""


def compare(old: Termbase, new: Termbase, passages: Iterable[Passage] | None = None) -> tuple[Change, ...]:
    """Every concept that changed: those of the new termbase in its order, then those that it no longer has.

    With ``passages``, each change has the segments that it touches.
    """
    partners = _partners(old, new)
    kept = {concept.id for concept in partners.values()}  # ids of the old termbase
    changes = []
    for concept in new:
        before = partners.get(concept.id)
        if before is None:
            changes.append(Change(kind=Kind.ADDED, after=concept))
        elif found := tuple(_differences(before, concept)):
            changes.append(Change(kind=Kind.CHANGED, before=before, after=concept, differences=found))
    changes += [Change(kind=Kind.REMOVED, before=concept) for concept in old if concept.id not in kept]
    return tuple(changes) if passages is None else _with_touched(changes, old, new, passages)


def _partners(old: Termbase, new: Termbase) -> dict[str, Concept]:
    """The id of each concept of the new termbase that was there before -> what it was."""
    known = {concept.id: concept for concept in old}
    partners = {
        concept.id: known[concept.id]
        for concept in new
        if concept.id in known and _marks(concept) & _marks(known[concept.id])
    }
    left = {concept.id: concept for concept in old if concept.id not in partners}
    homes: dict[tuple[str, str], list[str]] = {}
    for concept in left.values():
        for mark in _marks(concept):
            homes.setdefault(mark, []).append(concept.id)
    candidates: list[tuple[int, int, str, str]] = []
    for place, concept in enumerate(new):
        if concept.id in partners:
            continue
        marks = _marks(concept)
        for other in dict.fromkeys(home for mark in marks for home in homes.get(mark, ())):
            shared = marks & _marks(left[other])
            languages = {language for language, _ in shared}
            everything = [{language for language, _ in each} for each in (marks, _marks(left[other]))]
            if len(languages) >= 2 or any(languages == each for each in everything):
                candidates.append((-len(shared), place, concept.id, other))
    for _, _, after, before in sorted(candidates):
        if after not in partners and before in left:
            partners[after] = left.pop(before)
    for concept in new:
        if concept.id not in partners and concept.id in left and not concept.id.isdecimal():
            partners[concept.id] = left.pop(concept.id)
    return partners


def _marks(concept: Concept) -> set[tuple[str, str]]:
    return {(base_language(term.language), term.text) for term in concept.terms}


def _differences(before: Concept, after: Concept) -> Iterator[Difference]:
    if before.id != after.id:
        yield Difference(what=What.RENAMED, before=before.id, after=after.id)
    for name in _OF_CONCEPT:
        if getattr(before, name) != getattr(after, name):
            yield Difference(what=What.FIELD, field=name, before=_said(before, name), after=_said(after, name))
    old, new = ({(term.language, term.text): term for term in each.terms} for each in (before, after))
    gone = [term for key, term in old.items() if key not in new]
    for key, term in new.items():
        if key in old:
            yield from _of_term(old[key], term)
            continue
        other = next((each for each in gone if (each.language, each.status) == (term.language, term.status)), None)
        if other is None:
            yield Difference(what=What.TERM_ADDED, language=term.language, after=_valued(term))
        else:
            gone.remove(other)
            yield Difference(what=What.TERM_CHANGED, language=term.language, before=_valued(other), after=_valued(term))
    for term in gone:
        yield Difference(what=What.TERM_REMOVED, language=term.language, before=_valued(term))


def _of_term(before: Term, after: Term) -> Iterator[Difference]:
    about = {"term": after.text, "language": after.language}
    if before.status is not after.status:
        yield Difference(what=What.STATUS, before=before.status, after=after.status, **about)
    for name in _OF_TERM:
        if getattr(before, name) != getattr(after, name):
            yield Difference(what=What.FIELD, field=name, before=_said(before, name), after=_said(after, name), **about)


def _valued(term: Term) -> str:
    return f"{term.text} ({term.status})"


def _said(of: Concept | Term, name: str) -> str:
    value = getattr(of, name)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " | ".join(value) if isinstance(value, tuple) else str(value)


def _with_touched(
    changes: list[Change], old: Termbase, new: Termbase, passages: Iterable[Passage]
) -> tuple[Change, ...]:
    by_old = {change.before.id: place for place, change in enumerate(changes) if change.before}
    by_new = {change.after.id: place for place, change in enumerate(changes) if change.after}
    touched: list[list[Touched]] = [[] for _ in changes]
    counts = [0] * len(changes)
    sides = ((Matchers(old), by_old), (Matchers(new), by_new))
    for passage in passages if changes else ():
        here: dict[int, tuple[int, int]] = {}
        for matchers, places in sides:
            for match in matchers.of(passage.language).find(passage.text):
                if match.concept in places:
                    here.setdefault(places[match.concept], (match.start, match.end))
        for place, (start, end) in here.items():
            counts[place] += 1
            if counts[place] <= _MOST_TOUCHED:
                excerpt = _excerpt(passage.text, start, end)
                touched[place].append(Touched(name=passage.name, line=passage.line, excerpt=excerpt))
    return tuple(
        Change(
            kind=change.kind, before=change.before, after=change.after, differences=change.differences,
            touched=tuple(found), touches=count,
        )
        for change, found, count in zip(changes, touched, counts, strict=True)
    )  # fmt: skip


def _excerpt(text: str, start: int, end: int) -> str:
    """The term with what stands around it, in one line; words of a language with spaces are not cut."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    if first and (space := text.find(" ", first, start)) >= 0:
        first = space + 1
    if last < len(text) and (space := text.rfind(" ", end, last)) >= 0:
        last = space
    shown = " ".join(text[first:last].split())
    return f"{'…' if first else ''}{shown}{'…' if last < len(text) else ''}"
