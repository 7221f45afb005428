"""Entries of bilingual lists (OmegaT, UTX, PO, dictionaries): a source term, its rendering -> concepts, and back.

    甲  a           one concept: 甲 with a and b, for they share the source term
    甲  b
    乙  a           another concept

Where the list names its concepts, entries with the same name are one concept instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace

from glossary.errors import TermlockError
from glossary.formats.concepts import concept_id
from glossary.formats.direction import Direction
from glossary.languages import answers, is_tag, normalise_tag
from glossary.termbase import Concept, Term, Termbase

_BLANK = re.compile(r"[\s\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a list: a source term, a rendering of it or none, and what is said of their concept."""

    source: Term
    target: Term | None
    concept: str = ""
    """The concept's name in the list, empty where it has none."""
    subject_field: str = ""
    definition: str = ""
    note: str = ""


def concepts_from(entries: Iterable[Entry]) -> tuple[Concept, ...]:
    """The concepts of a list, in the order of their first entries; what an entry says first is kept."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        key = (entry.concept,) if entry.concept else (entry.source.language, entry.source.text)
        groups.setdefault(key, []).append(entry)
    taken = {entry.concept for group in groups.values() for entry in group}
    concepts = []
    for group in groups.values():
        name = group[0].concept or concept_id([(group[0].source.language, group[0].source.text)])
        while not group[0].concept and name in taken:
            name += "-"
        taken.add(name)
        terms: dict[tuple[str, str], Term] = {}
        for entry in group:
            for term in (entry.source, entry.target):
                if term is not None:
                    terms.setdefault((term.language, term.text), term)
        concepts.append(
            Concept(
                id=name,
                terms=tuple(terms.values()),
                subject_field=next((entry.subject_field for entry in group if entry.subject_field), ""),
                definition=next((entry.definition for entry in group if entry.definition), ""),
                note=next((entry.note for entry in group if entry.note), ""),
            )
        )
    return tuple(concepts)


def entries_of(
    termbase: Termbase,
    direction: Direction,
    *,
    renderings: Container[str],
    line: Callable[[str], str] | None = None,
    alone: bool = False,
) -> Iterator[Entry]:
    """Every source term with every rendering of its concept, as one line of text each.

    Only terms with these statuses are handed out as ``renderings``; ``line`` makes one line of a text (`one_line`).
    With ``alone``, a source term without any rendering is an entry too.
    """
    line = line or one_line
    for concept in termbase:
        sources = [fitted for term in concept.terms if _is(term, direction.source) for fitted in _fitted(term, line)]
        targets: list[Term | None] = [
            fitted
            for term in concept.terms
            if _is(term, direction.target) and not _is(term, direction.source) and term.status in renderings
            for fitted in _fitted(term, line)
        ]
        for source in sources:
            for target in targets or [None] * alone:
                yield Entry(
                    source=source,
                    target=target,
                    concept=line(concept.id),
                    subject_field=line(concept.subject_field),
                    definition=line(concept.definition),
                    note=line(concept.note),
                )


def _is(term: Term, language: str) -> bool:
    return answers(term.language, language)


def _fitted(term: Term, line: Callable[[str], str]) -> Iterator[Term]:
    if text := line(term.text):
        yield replace(term, text=text, note=line(term.note), context=line(term.context), source=line(term.source))


def one_line(text: str) -> str:
    """A text in one line: white space and controls become single spaces, none at the ends; lone surrogates go."""
    return text if text.isprintable() and "  " not in text and text == text.strip() else _BLANK.sub(" ", text).strip()


def languages_said(name: str, source: str | None, target: str | None) -> Direction:
    """The languages of a list that does not name its own; raises TermlockError where nobody says them."""
    for tag, option in ((source, "--from"), (target, "--to")):
        if not tag:
            raise TermlockError(
                f"{name}: does not say which languages it is in; say so with --from and --to where the command has them, for example --from zh --to en, "
                "or make a table of it: termlock glossary convert"
            )
        if not is_tag(tag):
            raise TermlockError(f'{option} "{tag}" is no language tag; use zh, zh-Hans, zh-Hant or en')
    return Direction(source=normalise_tag(source or ""), target=normalise_tag(target or ""))


def left_out(direction: Direction, renderings: Container[str], called: str) -> Callable[[Term], str]:
    """Why `entries_of` hands out a term neither as a source term nor as a rendering."""

    def why(term: Term) -> str:
        if not (_is(term, direction.source) or _is(term, direction.target)):
            return f"is {term.language}; the file holds {direction.source} and {direction.target}"
        if _is(term, direction.source):
            return f"is an entry of its own in {called}, or has no rendering there"
        if term.status not in renderings:
            return f"is {term.status}; {called} would take it for approved, so it is left out"
        return "" if one_line(term.text) else "holds nothing that can be written"

    return why
