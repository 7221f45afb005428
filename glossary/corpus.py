"""A corpus: passages of documents, one after the other, and how often a termbase's terms stand in them.

Nobody holds the passages: each is looked at once and let go, so that a corpus may be larger than the memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from glossary.languages import base_language
from glossary.matcher import Certainty, Match, Matcher
from glossary.termbase import Term, Termbase

TermKey = tuple[str, str, str]
"""(id of the concept, language tag, text): what tells one term of a termbase from every other one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One segment of a document of a corpus."""

    name: str
    """What a reader calls the document: its path as it was given."""
    line: int
    """The line on which it begins, from 1."""
    text: str
    language: str

    @property
    def where(self) -> str:
        """``file:line``, as editors understand it."""
        return f"{self.name}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What was counted in a corpus."""

    documents: int = 0
    passages: int = 0
    characters: int = 0
    """Code points of the passages, white space and markup between them not counted."""
    languages: tuple[str, ...] = ()
    """The base languages of the passages."""
    certain: Counter[TermKey] = field(default_factory=Counter)
    doubtful: Counter[TermKey] = field(default_factory=Counter)
    longer: Counter[TermKey] = field(default_factory=Counter)
    """How often a term stands inside a longer term of the termbase that was found there (only with ``nested``)."""
    words: Counter[TermKey] = field(default_factory=Counter)
    """How often its characters stand there and are parts of other words (only with ``nested``)."""
    examples: dict[TermKey, Passage] = field(default_factory=dict)
    """The first passage with a certain match, or else the first one with a doubtful match."""

    def matches(self, key: TermKey) -> int:
        """How often a term was found, doubtful matches included."""
        return self.certain[key] + self.doubtful[key]

    def seen(self) -> set[TermKey]:
        """The terms that were found at all."""
        return {*self.certain, *self.doubtful}


def key_of(concept_id: str, term: Term) -> TermKey:
    """The key under which a term of a concept is counted."""
    return concept_id, term.language, term.text


class Matchers:
    """A termbase's matchers, one a language, made when a passage in that language comes."""

    def __init__(self, termbase: Termbase) -> None:
        self._termbase = termbase
        self._made: dict[str, Matcher] = {}

    def of(self, language: str) -> Matcher:
        """The matcher for a language tag."""
        base = base_language(language)
        if base not in self._made:
            self._made[base] = Matcher(self._termbase, base)
        return self._made[base]


def tally(termbase: Termbase, passages: Iterable[Passage], *, nested: bool = False) -> Tally:
    """Count the matches of a termbase in a corpus, passage by passage.

    ``nested`` also counts where a term's characters stand and the term does not; that takes twice the time.
    """
    matchers = Matchers(termbase)
    certain: Counter[TermKey] = Counter()
    doubtful: Counter[TermKey] = Counter()
    longer: Counter[TermKey] = Counter()
    words: Counter[TermKey] = Counter()
    examples: dict[TermKey, Passage] = {}
    weak: dict[TermKey, Passage] = {}
    names: dict[str, None] = {}
    languages: dict[str, None] = {}
    count = characters = 0
    for passage in passages:
        count += 1
        characters += len(passage.text)
        names[passage.name] = None
        languages[base_language(passage.language)] = None
        matcher = matchers.of(passage.language)
        found = matcher.find(passage.text)
        for match in found:
            key = key_of(match.concept, match.term)
            if match.certainty is Certainty.CERTAIN:
                certain[key] += 1
                examples.setdefault(key, passage)
            else:
                doubtful[key] += 1
                weak.setdefault(key, passage)
        if nested:
            for match, inside in _elsewhere(found, matcher.occurrences(passage.text)):
                (longer if inside else words)[key_of(match.concept, match.term)] += 1
    return Tally(
        documents=len(names),
        passages=count,
        characters=characters,
        languages=tuple(languages),
        certain=certain,
        doubtful=doubtful,
        longer=longer,
        words=words,
        examples=weak | examples,
    )


def _elsewhere(found: tuple[Match, ...], occurrences: tuple[Match, ...]) -> Iterator[tuple[Match, bool]]:
    """The occurrences that are no matches, each with whether a longer match has it inside."""
    chosen = {(match.start, match.end) for match in found}
    told: set[tuple[int, int, str, str]] = set()
    first = 0
    for each in occurrences:  # sorted by start, as the matches are
        mark = (each.start, each.end, each.concept, each.term.text)
        if (each.start, each.end) in chosen or mark in told:
            continue
        told.add(mark)
        while first < len(found) and found[first].end <= each.start:
            first += 1
        inside = first < len(found) and found[first].start <= each.start and each.end <= found[first].end
        yield each, inside
