"""What a file lost: the termbase that was written beside the one that a reader makes of the file.

A format that holds little loses much, and what exactly depends on how the reader puts the pieces together again. So the
loss report of such a format is not foretold but found: the writer reads its own bytes and names every difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields

from glossary.formats.entries import one_line
from glossary.formats.loss import Loss, LossReport
from glossary.termbase import Concept, Term, Termbase

_OF_TERM = tuple(each.name for each in fields(Term) if each.name not in {"text", "language"})
_OF_CONCEPT = tuple(each.name for each in fields(Concept) if each.name not in {"id", "terms"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """Why a format loses what it loses."""

    called: str
    """The format's name in a sentence."""
    fields: Mapping[str, str]
    """The reason for a field of the model, and for ``id`` and ``concept``, where it is a special one."""
    left_out: Callable[[Term], str]
    """The reason why a whole term is left out; empty where it should not have been."""


def losses_between(before: Termbase, after: Termbase, because: Because) -> LossReport:
    """Every difference as a loss, in the order of the termbase that was written."""
    return LossReport(losses=tuple(_losses(before, after, because)))


def _losses(before: Termbase, after: Termbase, because: Because) -> Iterator[Loss]:
    called, reasons = because.called, because.fields
    homes = _homes(before, after)
    owners: dict[str, set[str]] = {}
    for concept in before:
        for term in concept.terms:
            owners.setdefault(one_line(term.text), set()).add(concept.id)
    claims: dict[str, int] = {}
    for home in homes:
        if home is not None:
            claims[home.id] = claims.get(home.id, 0) + 1
    for concept, home in zip(before, homes, strict=True):
        if home is None:
            reason = reasons.get("concept", f"has nothing that {called} could hold, and is left out")
            yield Loss(concept=concept.id, term="", field="concept", reason=reason)
            continue
        if claims[home.id] > 1:
            reason = f"shares a source term with another concept; {called} cannot tell the two apart"
            yield Loss(concept=concept.id, term="", field="concept", reason=reason)
        elif home.id != concept.id:
            reason = reasons.get("id", f"has another name in {called}")
            yield Loss(concept=concept.id, term="", field="id", reason=reason)
        for name in _OF_CONCEPT:
            if getattr(concept, name) != getattr(home, name):
                yield Loss(concept=concept.id, term="", field=name, reason=_why(name, called, reasons))
        yield from _losses_of_terms(concept, home, because, owners)


def _homes(before: Termbase, after: Termbase) -> list[Concept | None]:
    """For each concept the one that it became: the one with its name, else the first that has most of its terms.

    One that has a single term of it, and more of another concept, became of that other one; this one is not there.
    """
    named = {concept.id: concept for concept in after}
    having: dict[str, list[Concept]] = {}
    for concept in after:
        for text in dict.fromkeys(one_line(term.text) for term in concept.terms):
            having.setdefault(text, []).append(concept)
    most: dict[str, int] = {}
    found: list[tuple[Concept | None, int]] = []
    for concept in before:
        texts = dict.fromkeys(one_line(term.text) for term in concept.terms)
        candidates = {id(each): each for text in texts for each in having.get(text, ())[:50]}
        if (same := named.get(concept.id)) is not None:
            candidates[id(same)] = same
        shares = [(sum(one_line(term.text) in texts for term in each.terms), each) for each in candidates.values()]
        for share, each in shares:
            most[each.id] = max(share, most.get(each.id, 0))
        share, best = max(shares, key=lambda found: (found[1].id == concept.id, found[0]), default=(0, None))
        found.append((best, share))
    return [
        None if home is not None and home.id != concept.id and share < 2 <= most[home.id] else home
        for concept, (home, share) in zip(before, found, strict=True)
    ]


def _losses_of_terms(
    concept: Concept, home: Concept, because: Because, owners: Mapping[str, set[str]]
) -> Iterator[Loss]:
    called, reasons = because.called, because.fields
    left = list(home.terms)
    for term in concept.terms:
        twin = next((each for each in left if each.text == term.text and each.language == term.language), None)
        if twin is not None:
            left.remove(twin)
            for name in _OF_TERM:
                if getattr(term, name) != getattr(twin, name):
                    yield Loss(concept=concept.id, term=term.text, field=name, reason=_why(name, called, reasons))
            continue
        namesake = next((each for each in left if each.text == term.text), None)
        if namesake is not None:
            left.remove(namesake)
            reason = reasons.get("language", f"is {namesake.language} instead of {term.language} in {called}")
            yield Loss(concept=concept.id, term=term.text, field="language", reason=reason)
        elif (line := one_line(term.text)) and line != term.text:
            reason = f"holds white space or controls that {called} has no place for; they are changed"
            yield Loss(concept=concept.id, term=term.text, field="text", reason=reason)
        else:
            reason = because.left_out(term) or f"is left out or changed in {called}"
            yield Loss(concept=concept.id, term=term.text, field="term", reason=reason)
    if left:
        strangers = [each.text for each in left if owners.get(each.text, set()) - {concept.id}]
        reason = (
            f"has terms of another concept with it in {called}, where they share a source term: {', '.join(strangers)}"
            if len(strangers) == len(left)
            else f"holds characters that {called} has no place for; they are changed"
        )
        yield Loss(concept=concept.id, term="", field="text", reason=reason)


def _why(name: str, called: str, reasons: Mapping[str, str]) -> str:
    return reasons.get(name, f"has no place in {called}")
