"""A termbase as people read it: concepts by subject field, the terms of each language beside each other.

HTML, Word and Markdown show the same list. Subject fields keep the order in which the termbase has them; within one,
concepts are in the alphabetical order of the source language (Chinese by its reading). Every concept has a number, so
that an index leads to it on paper too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from glossary.formats.direction import direction_of
from glossary.formats.loss import Loss
from glossary.languages import answers, base_language, language_name, normalise_tag
from glossary.pinyin import sorting_key
from glossary.reports.document import visible
from glossary.termbase import CaseRule, Concept, MatchRule, Status, Term, Termbase

ORDER = (
    Status.PREFERRED,
    Status.PROPOSED,
    Status.ADMITTED,
    Status.DEPRECATED,
    Status.SUPERSEDED,
    Status.FORBIDDEN,
)
"""In which order the terms of a cell stand."""
NOT_ALLOWED = frozenset({Status.DEPRECATED, Status.SUPERSEDED, Status.FORBIDDEN})
"""Terms of such a status are struck through."""
UNNAMED = "other"
"""What the subject field of concepts without one is called, where others have one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One concept of a list."""

    number: int
    concept: Concept
    columns: tuple[tuple[Term, ...], ...]
    """The terms of each language, the best ones first."""

    def note_of(self, term: Term) -> str:
        """What is noted beside a term: nothing that is among the `texts`."""
        return "" if term.note in self._shared() else term.note

    @property
    def texts(self) -> tuple[str, ...]:
        """Definition, notes and examples of the concept, each once: a table says one of them of a whole row of terms."""
        contexts = dict.fromkeys(f"“{term.context}”" for column in self.columns for term in column if term.context)
        found = (self.concept.definition, self.concept.note, *self._shared(), *contexts)
        return tuple(dict.fromkeys(text for text in found if text))

    def _shared(self) -> tuple[str, ...]:
        """The notes that terms of several languages have in common."""
        noted = [{term.note: None for term in column if term.note} for column in self.columns]
        return tuple(dict.fromkeys(note for each in noted for note in each if sum(note in other for other in noted) > 1))

    @property
    def sources(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """(source, its URL, the terms that it has), each source once; the terms are empty where it is the only one."""
        found: dict[tuple[str, str], list[str]] = {}
        for term in (term for column in self.columns for term in column):
            if term.source or term.source_url:
                found.setdefault((term.source, term.source_url), []).append(term.text)
        alone = len(found) == 1
        return tuple((source, url, () if alone else tuple(dict.fromkeys(terms))) for (source, url), terms in found.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The concepts of one subject field."""

    title: str
    """Empty where no concept of the termbase has a subject field."""
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermList:
    """A termbase for readers."""

    languages: tuple[str, ...]
    sections: tuple[Section, ...]
    losses: tuple[Loss, ...]

    def entries(self) -> Iterator[Entry]:
        """All concepts in the order of their numbers."""
        return (entry for section in self.sections for entry in section.entries)

    def titles(self) -> tuple[str, ...]:
        """The names of the languages, with their tags where two would have the same name."""
        names = [plain(language_name(tag)) for tag in self.languages]
        return tuple(
            name if names.count(name) == 1 else f"{name} ({plain(tag)})" for name, tag in zip(names, self.languages, strict=True)
        )

    def numbers(self) -> dict[str, int]:
        """The number of each concept by its id."""
        return {entry.concept.id: entry.number for entry in self.entries()}


def term_list(termbase: Termbase, source: str | None = None, target: str | None = None) -> TermList:
    """A termbase as a list, in the pair of languages that is asked for, else in all its languages.

    Raises TermlockError where a pair is asked for that the termbase does not have.
    """
    languages = _languages(termbase, source, target)
    losses: list[Loss] = []
    found: dict[str, list[tuple[Concept, tuple[tuple[Term, ...], ...]]]] = {}
    for concept in termbase:
        columns = _columns(concept, languages, losses)
        if any(columns):
            found.setdefault(" ".join(concept.subject_field.split()), []).append((concept, columns))
        else:
            losses.append(Loss(concept=concept.id, term="", field="concept", reason="has no term in the languages of the list"))
    if "" in found and len(found) > 1:
        found = {**{title: each for title, each in found.items() if title}, "": found[""]}
    numbers = count(1)
    sections = []
    for title, concepts in found.items():
        ordered = sorted(concepts, key=lambda each: _key(each[1], languages))
        entries = tuple(Entry(number=next(numbers), concept=concept, columns=columns) for concept, columns in ordered)
        sections.append(Section(title=title or (UNNAMED if len(found) > 1 else ""), entries=entries))
    return TermList(languages=languages, sections=tuple(sections), losses=tuple(losses))


def remarks(term: Term) -> tuple[str, ...]:
    """What a reader must know about a term beside its text, in a few words each; its status comes first."""
    said = [] if term.status is Status.PREFERRED else [str(term.status)]
    said += [text for text in (term.part_of_speech, term.term_type) if text]
    if term.do_not_translate:
        said.append("not translated")
    if term.near:
        said.append(f"only near {_any(term.near)}")
    if term.not_near:
        said.append(f"not near {_any(term.not_near)}")
    if term.in_subject_fields:
        said.append(f"only in documents on {_any(term.in_subject_fields)}")
    if term.in_quotes:
        said.append("only in quotation marks")
    if term.case in {CaseRule.AS_IS, CaseRule.FIRST_LETTER}:
        said.append("in this letter case" if term.case is CaseRule.AS_IS else "first letter in either case")
    if term.match is not MatchRule.WORD:
        said.append("in exactly this form" if term.match is MatchRule.EXACT else "inside words too")
    if not term.inflect and base_language(term.language) != "zh":
        said.append("not inflected")
    if term.valid_from:
        said.append(f"from {term.valid_from}")
    if term.valid_until:
        said.append(f"until {term.valid_until}")
    return tuple(said)


def plain(text: str) -> str:
    """A text on one line, in which controls and characters that change the direction of writing are shown by codes."""
    return " ".join(visible(text).split())


def is_link(url: str) -> bool:
    """Whether a URL from a termbase may be a link: only addresses of the web are."""
    return url.startswith(("https://", "http://")) and url.isprintable() and not any(map(str.isspace, url))


def _languages(termbase: Termbase, source: str | None, target: str | None) -> tuple[str, ...]:
    tags = tuple(dict.fromkeys(normalise_tag(tag) for tag in termbase.languages()))
    if not source and not target:
        return tags
    if source and not target and len(tags) > 2:
        first = [tag for tag in tags if answers(tag, source)]
        if first:
            return tuple(dict.fromkeys((*first, *tags)))
    pair = direction_of(termbase, source, target)
    return pair.source, pair.target


def _columns(concept: Concept, languages: Sequence[str], losses: list[Loss]) -> tuple[tuple[Term, ...], ...]:
    columns: list[list[Term]] = [[] for _ in languages]
    for term in concept.terms:
        tag = normalise_tag(term.language)
        place = next((n for n, each in enumerate(languages) if each == tag), -1)
        if place < 0:
            place = next((n for n, each in enumerate(languages) if answers(tag, each)), -1)
        if place < 0:
            reason = f"is in {term.language}, which is not in the list"
            losses.append(Loss(concept=concept.id, term=term.text, field="term", reason=reason))
        else:
            columns[place].append(term)
    return tuple(tuple(sorted(column, key=lambda term: ORDER.index(term.status))) for column in columns)


def _key(columns: Sequence[Sequence[Term]], languages: Sequence[str]) -> tuple[object, ...]:
    """Where a concept stands in its subject field; one without a term in the first language comes last."""
    for place, column in enumerate(columns):
        if column:
            text = column[0].text
            if base_language(languages[place]) == "zh":
                return place, *sorting_key(text)
            return place, (text.casefold(),), text
    return (len(columns),)


def _any(parts: Iterable[str]) -> str:
    return " or ".join(parts)
