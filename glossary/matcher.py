"""Which occurrences of which terms are in this text?

Three steps: all candidates at once (`candidates`); evidence for each (word boundaries, case and contexts there; for
Chinese what a segmenter says, `evidence`); one global choice of disjoint matches with the best total. Longest first
would be wrong: in 坚持和发展中国特色社会主义 it takes 发展中 and then misses 中国特色社会主义.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from glossary.candidates import Candidate, Entry, build_searches, scan
from glossary.choice import best_of
from glossary.evidence import weigh
from glossary.folding import Folded, fold
from glossary.languages import base_language
from glossary.termbase import Concept, Term, Termbase

if TYPE_CHECKING:
    from glossary.batch import Columns


_FEW = 1500
"""So many texts in all a matcher looks at one by one: columns need numpy and tables, which take a quarter of a second."""


class Certainty(StrEnum):
    """Whether the evidence for an occurrence is strong enough to force a rendering or to fail a check."""

    CERTAIN = "certain"
    DOUBTFUL = "doubtful"


class Match(NamedTuple):
    """One accepted occurrence of a term, at ``text[start:end]`` of the text as it was given.

    A tuple, because there are very many of them.
    """

    start: int
    end: int
    concept: str
    """The concept's id."""
    term: Term
    certainty: Certainty = Certainty.CERTAIN


class Matcher:
    """Finds the terms of one language of a termbase. Building costs time; finding is cheap and thread-safe.

    Terms of every script and region of the language are found: what a Simplified text calls 引进来 is 引進來 in a
    Traditional one. Where one form belongs to several terms, the term that is written like that wins over an inflected
    one, then the term of the script that was asked for, then the first of the termbase.

    Languages other than Chinese and English are matched by Unicode word boundaries and exact forms.
    """

    def __init__(
        self, termbase: Termbase, language: str, subject_fields: Collection[str] = (), *, target: bool = False
    ) -> None:
        """``subject_fields`` says what the texts are about (see `Termbase.about`); where nothing does, a term that
        counts in certain fields only is found and doubtful. ``target`` says that only targets are searched.
        """
        self.language = language
        self._chinese = base_language(language) == "zh"
        self._termbase = termbase.about(subject_fields)
        self._target = target
        self._searches = build_searches(self._termbase, language, target=target)
        self._made: Columns | None = None
        self._asked = 0

    def find(self, text: str) -> tuple[Match, ...]:
        """Disjoint matches in the order of the text: the one choice with the best total evidence."""
        folded = fold(text, self.language)
        candidates = scan(self._searches, folded)
        if not candidates:
            return ()
        if self._chinese:
            candidates = weigh(folded.text, candidates)
        return tuple([_match(folded, candidate, candidate.entries[0], candidate.certain) for candidate in choose(candidates)])

    def __reduce__(self) -> tuple[partial[Matcher], tuple[Termbase, str]]:
        """Automata do not travel to another process: the matcher is built there anew."""
        return partial(Matcher, target=self._target), (self._termbase, self.language)

    def columns(self) -> Columns:
        """What finds the terms in many texts at once; it is made when it is first asked for."""
        from glossary.batch import Columns

        if self._made is None:
            self._made = Columns(self._searches, self.language)
        return self._made

    def _few(self, number: int) -> bool:
        """Whether the columns do not pay yet, with so many texts more."""
        self._asked += number
        return self._made is None and self._asked <= _FEW

    def find_all(self, texts: Sequence[str]) -> list[tuple[Match, ...]]:
        """What `find` says of each text; for many texts this is the fast way."""
        if self._few(len(texts)):
            return [self.find(text) for text in texts]
        return self.columns().find(texts)

    def occurrences_in_all(self, texts: Sequence[str]) -> list[tuple[Match, ...]]:
        """What `occurrences` says of each text; for many texts this is the fast way."""
        if self._few(len(texts)):
            return [self.occurrences(text) for text in texts]
        return self.columns().occurrences(texts)

    def occurrences(self, text: str) -> tuple[Match, ...]:
        """Every place where a term could stand in a *target*, overlaps included: word boundaries, case, inflection and
        folding are respected, nothing is chosen among rivals. Sorted by start, then longest first.
        """
        folded = fold(text, self.language)
        candidates = scan(self._searches, folded)
        found = [
            _match(folded, candidate, entry, candidate.certain and not entry.doubtful)
            for candidate in candidates
            for entry in candidate.entries
        ]
        found.sort(key=lambda match: (match.start, -match.end))
        return tuple(found)


def matcher_for(terms: Iterable[tuple[str, Term]], language: str, *, target: bool = False) -> Matcher:
    """A matcher over loose (concept id, term) pairs."""
    concepts: dict[str, list[Term]] = {}
    for concept, term in terms:
        concepts.setdefault(concept, []).append(term)
    return Matcher(
        Termbase(concepts=tuple(Concept(id=concept, terms=tuple(several)) for concept, several in concepts.items())),
        language,
        target=target,
    )


def choose(candidates: list[Candidate]) -> list[Candidate]:
    """Weighted interval scheduling: the disjoint candidates with the largest total weight, sorted by end in and out.

    Of equal totals the one that was complete first wins, so the choice is always the same.
    """
    reach = 0
    for candidate in candidates:
        if candidate.start < reach:
            break
        reach = candidate.end
    else:
        return candidates
    best = best_of(
        [candidate.start for candidate in candidates],
        [candidate.end for candidate in candidates],
        [candidate.weight for candidate in candidates],
    )
    return [candidates[index] for index in best]


def _match(folded: Folded, candidate: Candidate, entry: Entry, certain: bool) -> Match:
    start, end = folded.original(candidate.start, candidate.end)
    certainty = Certainty.CERTAIN if certain else Certainty.DOUBTFUL
    return Match(start=start, end=end, concept=entry.concept, term=entry.term, certainty=certainty)
