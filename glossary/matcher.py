"""Which occurrences of which terms are in this text?

Three steps: all candidates at once (Aho-Corasick over the folded text, overlapping); evidence for each (word boundaries,
case, contexts; for Chinese what a segmenter says, `evidence`); one global choice of disjoint matches with the best total.
Longest first would be wrong: in 坚持和发展中国特色社会主义 it takes 发展中 and then misses 中国特色社会主义.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from glossary.evidence import Cuts, Fit, is_word
from glossary.folding import Folded, fold
from glossary.inflection import surface_forms
from glossary.languages import HAN, answers, base_language, joins
from glossary.termbase import CaseRule, Concept, MatchRule, Term, Termbase

_NEIGHBOURHOOD = 10
"""How many characters on either side of a match its negative contexts may stand in."""
_LONG = 4
"""From this many characters on a Chinese candidate needs no segmenter to be believed."""
_CONTRACTION = re.compile(r"'(?:t|re|ll|ve|d|m)\b")


class Certainty(StrEnum):
    """Whether the evidence for an occurrence is strong enough to force a rendering or to fail a check."""

    CERTAIN = "certain"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One accepted occurrence of a term, at ``text[start:end]`` of the text as it was given."""

    start: int
    end: int
    concept: str
    """The concept's id."""
    term: Term
    certainty: Certainty = Certainty.CERTAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One term as the meaning of one searched form."""

    concept: str
    term: Term
    as_is: tuple[tuple[int, str], ...] = ()
    """Parts whose letter case counts: offset in the form, and how it must be written."""
    not_near: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One place where a term might stand, in offsets of the folded text."""

    start: int
    end: int
    entries: tuple[_Entry, ...]
    """Every term that might stand here, the best first."""
    certainty: Certainty = Certainty.CERTAIN
    weight: float = 0.0


class Matcher:
    """Finds the terms of one language of a termbase. Building costs time; finding is cheap and thread-safe.

    Terms of every script and region of the language are found: what a Simplified text calls 引进来 is 引進來 in a
    Traditional one. Where one form belongs to several terms, the term that is written like that wins over an inflected
    one, then the term of the script that was asked for, then the first of the termbase.
    """

    def __init__(self, termbase: Termbase, language: str) -> None:
        import ahocorasick_rs

        self._language = language
        self._chinese = base_language(language) == "zh"
        forms = _index(termbase, language)
        self._entries = tuple(forms.values())
        self._automaton = (
            ahocorasick_rs.AhoCorasick(list(forms), store_patterns=False) if forms else None
        )

    def find(self, text: str) -> tuple[Match, ...]:
        """Disjoint matches in the order of the text: the one choice with the best total evidence."""
        folded = fold(text, self._language)
        candidates = self._candidates(folded)
        if not candidates:
            return ()
        if self._chinese:
            candidates = _weigh_chinese(folded.text, candidates)
        return tuple(_match(folded, candidate, candidate.entries[0]) for candidate in _choose(candidates))

    def occurrences(self, text: str) -> tuple[Match, ...]:
        """Every place where a term could stand in a *target*, overlaps included: word boundaries, case, inflection and
        folding are respected, nothing is chosen among rivals. Sorted by start, then longest first."""
        folded = fold(text, self._language)
        found = [_match(folded, candidate, entry) for candidate in self._candidates(folded) for entry in candidate.entries]
        return tuple(sorted(found, key=lambda match: (match.start, -match.end)))

    def _candidates(self, folded: Folded) -> list[_Candidate]:
        """All candidates that boundaries, case and contexts allow, sorted by end."""
        if self._automaton is None:
            return []
        text, plain = folded.text, folded.plain
        length = len(text)
        found: list[_Candidate] = []
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            inside_word = (start > 0 and joins(text[start - 1], text[start])) or (
                end < length and (joins(text[end - 1], text[end]) or (text[end] == "'" and _CONTRACTION.match(text, end)))
            )
            entries = tuple(
                entry
                for entry in self._entries[index]
                if not (inside_word and entry.term.match is not MatchRule.ANYWHERE)
                and all(plain.startswith(part, start + offset) for offset, part in entry.as_is)
                and (not (entry.not_near or entry.near) or _in_context(text, start, end, entry))
            )
            if entries:
                found.append(_Candidate(start, end, entries, weight=_weight(end - start)))
        return found


def matcher_for(terms: Iterable[tuple[str, Term]], language: str) -> Matcher:
    """A matcher over loose (concept id, term) pairs."""
    concepts: dict[str, list[Term]] = {}
    for concept, term in terms:
        concepts.setdefault(concept, []).append(term)
    return Matcher(
        Termbase(concepts=tuple(Concept(id=concept, terms=tuple(several)) for concept, several in concepts.items())),
        language,
    )


def _index(termbase: Termbase, language: str) -> dict[str, tuple[_Entry, ...]]:
    """Folded form -> the entries that it may mean, the best first."""
    base = base_language(language)
    ranked: dict[str, list[tuple[bool, bool, int, _Entry]]] = {}
    order = 0
    for concept in termbase:
        for term in concept.terms:
            if base_language(term.language) != base:
                continue
            order += 1
            foreign = not answers(term.language, language)
            for form in _forms(term, base):
                folded = fold(form, language)
                if not folded.text.strip():
                    continue
                entry = _Entry(
                    concept=concept.id,
                    term=term,
                    as_is=_as_is(term, folded),
                    not_near=tuple(fold(context, language).text for context in term.not_near),
                    near=tuple(fold(context, language).text for context in term.near),
                )
                ranked.setdefault(folded.text, []).append((form != term.text, foreign, order, entry))
    index: dict[str, tuple[_Entry, ...]] = {}
    for form, rivals in ranked.items():
        rivals.sort(key=lambda rival: rival[:3])
        unique = {(entry.concept, id(entry.term), entry.as_is): entry for *_, entry in reversed(rivals)}
        index[form] = tuple(reversed(unique.values()))
    return index


def _forms(term: Term, base: str) -> Sequence[str]:
    if base != "en" or not term.inflect or term.match is MatchRule.EXACT or term.do_not_translate:
        return (term.text,)
    return surface_forms(term.text, term.part_of_speech)


def _as_is(term: Term, folded: Folded) -> tuple[tuple[int, str], ...]:
    """The parts of a form whose letter case (for `exact`: whose every character) counts."""
    plain = folded.plain
    if term.match is MatchRule.EXACT and term.case in {None, CaseRule.AS_IS}:
        return ((0, plain),)
    if term.case is CaseRule.ANY:
        return ()
    words = [(match.start(), match[0]) for match in re.finditer(r"[^\W_]+(?:&[^\W_]+)*", plain)]
    words = [(offset, word) for offset, word in words if word.lower() != word.upper()]
    if term.case is CaseRule.AS_IS:
        return tuple(words)
    if term.case is CaseRule.FIRST_LETTER:
        return tuple((offset + 1, word[1:]) if offset == 0 else (offset, word) for offset, word in words)
    if len(words) > 1 and plain.isupper():  # a phrase that is merely set in capitals
        return ()
    return tuple((offset, word) for offset, word in words if any(character.isupper() for character in word[1:]))


def _in_context(text: str, start: int, end: int, entry: _Entry) -> bool:
    if entry.near and not any(context in text for context in entry.near):
        return False
    if not entry.not_near:
        return True
    before, after = text[max(0, start - _NEIGHBOURHOOD) : start], text[end : end + _NEIGHBOURHOOD]
    around = text[max(0, start - _NEIGHBOURHOOD) : end + _NEIGHBOURHOOD]
    form = text[start:end]
    return not any(
        context in before or context in after or (form in context and context in around) for context in entry.not_near
    )


def _weight(length: int) -> float:
    """More than proportional to the length, so that one long term beats the short ones that it is made of."""
    return float(length**1.5)


def _weigh_chinese(text: str, candidates: list[_Candidate]) -> list[_Candidate]:
    """Weights and certainties from the segmenter; candidates that it refutes are left out."""
    if not _needs_segmenter(candidates):
        return candidates
    cuts = Cuts(text)
    weighed = []
    for candidate in candidates:
        start, end = candidate.start, candidate.end
        length = end - start
        if candidate.entries[0].term.match is MatchRule.ANYWHERE or not (HAN.match(text[start]) or HAN.match(text[end - 1])):
            weighed.append(candidate)
            continue
        fit = cuts.fit(start, end)
        certainty, factor = Certainty.CERTAIN, 1.0
        if fit is Fit.COMPOSED:
            factor = 0.8
        elif fit is Fit.INSIDE:
            if length < _LONG:
                continue
            factor = 0.6
        elif fit is Fit.BROKEN:
            factor = 0.4
            if length < _LONG or is_word(text[start:end]):
                certainty, factor = Certainty.DOUBTFUL, 0.2
        weighed.append(_Candidate(start, end, candidate.entries, certainty, candidate.weight * factor))
    return weighed


def _needs_segmenter(candidates: Sequence[_Candidate]) -> bool:
    """Long candidates that do not overlap speak for themselves."""
    reach = 0
    for candidate in candidates:
        if candidate.end - candidate.start < _LONG or candidate.start < reach:
            return True
        reach = candidate.end
    return False


def _choose(candidates: list[_Candidate]) -> list[_Candidate]:
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
    ends = [candidate.end for candidate in candidates]
    best = [0.0]
    taken: list[bool] = []
    before: list[int] = []
    for index, candidate in enumerate(candidates):
        compatible = bisect_right(ends, candidate.start, 0, index)
        with_it = best[compatible] + candidate.weight
        taken.append(with_it > best[index])
        before.append(compatible)
        best.append(max(with_it, best[index]))
    chosen = []
    index = len(candidates)
    while index:
        if taken[index - 1]:
            chosen.append(candidates[index - 1])
            index = before[index - 1]
        else:
            index -= 1
    return chosen[::-1]


def _match(folded: Folded, candidate: _Candidate, entry: _Entry) -> Match:
    start, end = folded.original(candidate.start, candidate.end)
    return Match(start=start, end=end, concept=entry.concept, term=entry.term, certainty=candidate.certainty)
