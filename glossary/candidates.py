"""Candidates: every place of a text where a term might stand, found at once with Aho-Corasick over the folded text.

Languages with spaces are searched for whole words: text and terms are reduced to words and single spaces for everything
else, so that the automaton itself respects word boundaries and takes opening-up for opening up. What it finds is then
compared once more, because a comma is no hyphen.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from glossary.casing import Cased, as_is
from glossary.folding import QUOTATION_MARKS, Folded, fold
from glossary.inflection import surface_forms
from glossary.languages import answers, base_language, is_spaceless, joins, uses_spaces
from glossary.quotation import is_quoted
from glossary.termbase import MatchRule, Term, Termbase
from glossary.variants import ways_of_writing, with_particle

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_NEIGHBOURHOOD = 10
"""How many characters on either side of a match its negative contexts may stand in."""
_QUOTE = '"'
CONTRACTIONS = ("t", "re", "ll", "ve", "d", "m")
_CONTRACTION = re.compile(rf"'(?:{'|'.join(CONTRACTIONS)})\b")
NOT = "非"
_ENDS_IN_NOT = frozenset("是除并而若绝莫无岂决中南北东西亚拉欧美对援赴在访来驻涉")
"""What makes one word with 非 behind it: 并非, 除非; 中非, 南非, 对非."""
REVERSING = ("non", "anti", "un", "pseudo", "quasi", "counter", "semi")
"""Prefixes that make another term of a word: non-performing loans are no performing loans."""
_REVERSING = re.compile(rf"\b(?:{'|'.join(REVERSING)})-$")
_Rival = tuple[bool, bool, bool, int, "Entry"]
"""An entry and what decides which of several is the best: doubtful, inflected, foreign, its place in the termbase."""
_UNIT = 20
"""Weights are multiples of it, so that evidence may halve them twice and take tenths, and they stay whole.

They grow faster than the length: a long term beats the short ones that it is made of.
"""
DEPUTIES = ("deputy", "vice", "assistant", "acting")
_DEPUTY = re.compile(rf"\b(?:{'|'.join(DEPUTIES)})[ -]$")
_BEYOND = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One term as the meaning of one searched form."""

    concept: str
    term: Term
    as_is: tuple[Cased, ...] = ()
    """Parts whose letter case counts."""
    not_near: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    doubtful: bool = False
    """Whether the term is bound to subject fields and nobody said of what field the document is."""

    @property
    def depends_on_context(self) -> bool:
        """Whether the text around a place decides."""
        return bool(self.near or self.not_near or self.term.in_quotes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One searched form and everything that it may mean."""

    entries: tuple[Entry, ...]
    """The best first."""
    text: str
    """The form, folded; as a whole word with spaces for its hyphens."""
    size: int
    weight: int
    shift: int = 0
    """From where the automaton finds the form to where it begins in the folded text."""
    spelled: str = ""
    """The form with its punctuation, where it has any; compared with the text, hyphens as spaces on both sides."""
    conditional: bool = True
    """Whether a place has to be looked at more closely before every entry is believed."""
    single: bool = False
    """Whether it is one lower-case word of a language with spaces."""


@dataclass(slots=True)  # neither frozen nor by keyword: there are very many of them
class Candidate:
    """One place where a term might stand, in offsets of the folded text. Evidence changes its certainty and weight."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    """The terms that might stand here, the best first; never empty."""
    weight: int
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """An automaton over some of the forms of a termbase."""

    automaton: AhoCorasick
    forms: tuple[Form, ...]
    words: bool
    """Whether it searches whole words only."""


def build_searches(termbase: Termbase, language: str, *, target: bool = False) -> tuple[Search, ...]:
    """What finds the terms of a language in a text: up to two searches, for whole words and for any place.

    ``target`` says that only targets are searched: more ways of writing a term count there.
    """
    spaced = uses_spaces(language)
    whole: dict[str, list[_Rival]] = {}
    anywhere: dict[str, list[_Rival]] = {}
    base = base_language(language)
    terms = [
        (concept.id, term)
        for concept in termbase
        for term in concept.terms
        if base_language(term.language) == base
    ]
    for order, (concept, term) in enumerate(terms):
        foreign = not answers(term.language, language)
        not_near = tuple(fold(context, language).text for context in term.not_near)
        near = tuple(fold(context, language).text for context in term.near)
        for form in _forms(term, base, target=target):
            folded = fold(form, language)
            if not folded.text.strip():
                continue
            doubtful = bool(term.in_subject_fields)
            entry = Entry(
                concept=concept, term=term, as_is=as_is(term, folded), not_near=not_near, near=near, doubtful=doubtful
            )
            if not spaced or term.match is MatchRule.ANYWHERE or not any(map(_is_word, folded.text)):
                anywhere.setdefault(folded.text, []).append((doubtful, form != term.text, foreign, order, entry))
            else:
                # Forms that differ in punctuation alone (R&D, R D) look alike to the automaton and stay apart here.
                bare = folded.text.replace("-", " ")
                whole.setdefault(bare, []).append((doubtful, form != term.text, foreign, order, entry))
    searches = []
    if whole:
        groups: dict[str, list[str]] = {}
        for bare in whole:
            groups.setdefault(padded(bare), []).append(bare)
        patterns = [pattern for pattern, several in groups.items() for _ in several]
        made = tuple(_form(bare, whole[bare], pattern) for pattern, several in groups.items() for bare in several)
        searches.append(Search(automaton=_automaton(patterns), forms=made, words=True))
    if anywhere:
        made = tuple(_form(text, rivals, "") for text, rivals in anywhere.items())
        searches.append(Search(automaton=_automaton(list(anywhere)), forms=made, words=False))
    return tuple(searches)


def scan(searches: Sequence[Search], folded: Folded) -> list[Candidate]:
    """All candidates that boundaries, case and contexts allow, sorted by end."""
    found = _scan(searches, folded, ())
    if _QUOTE in folded.text and (more := _across_quotes(searches, folded)):
        found = sorted(found + more, key=lambda candidate: candidate.end)
    return found


def _scan(searches: Sequence[Search], folded: Folded, seams: Sequence[int]) -> list[Candidate]:
    """Where there are ``seams`` (offsets of the folded text), only the candidates that reach across one."""
    found: list[Candidate] = []
    for search in searches:
        found += (_scan_words if search.words else _scan_anywhere)(search, folded, seams)
    if len(searches) > 1:
        found.sort(key=lambda candidate: candidate.end)
    return found


def _scan_words(search: Search, folded: Folded, seams: Sequence[int]) -> list[Candidate]:
    text = folded.text
    words = text if text.isascii() else _BEYOND.sub(" ", text)
    hits = search.automaton.find_matches_as_indexes(f" {words.translate(word_table())} ", overlapping=True)
    if not hits:
        return []
    bare = text.replace("-", " ")
    hyphens, apostrophes = "-" in text, "'" in text
    deputies = any(word in text for word in DEPUTIES)
    forms = search.forms
    found: list[Candidate] = []
    for index, place, _ in hits:
        form = forms[index]
        start = place + form.shift
        end = start + form.size
        if seams and not _crosses(seams, start, end):
            continue
        if form.spelled and not bare.startswith(form.spelled, start):
            continue
        if apostrophes and is_contracted(text, start, end):
            continue
        certain = True
        if hyphens:
            before = start > 0 and text[start - 1] == "-"
            if before and reverses(text, start):
                continue
            certain = not (before and form.single)  # a third-party audit may have no party in it
        certain = certain and not (deputies and is_deputy(text, start))
        entries = allowed(form, folded, start, end) if form.conditional else form.entries
        if entries:
            certain = certain and not entries[0].doubtful
            found.append(Candidate(start, end, entries, form.weight if certain else form.weight // 2, certain))
    return found


def _scan_anywhere(search: Search, folded: Folded, seams: Sequence[int]) -> list[Candidate]:
    forms = search.forms
    negations = NOT in folded.text
    found: list[Candidate] = []
    for index, start, end in search.automaton.find_matches_as_indexes(folded.text, overlapping=True):
        if (seams and not _crosses(seams, start, end)) or (negations and is_negated(folded.text, start)):
            continue
        form = forms[index]
        entries = allowed(form, folded, start, end) if form.conditional else form.entries
        if entries:
            certain = not entries[0].doubtful
            found.append(Candidate(start, end, entries, form.weight if certain else form.weight // 2, certain))
    return found


def _crosses(seams: Sequence[int], start: int, end: int) -> bool:
    return bisect_left(seams, end) > bisect_right(seams, start)


def allowed(form: Form, folded: Folded, start: int, end: int) -> tuple[Entry, ...]:
    """The entries that may stand at a place: by word boundary, letter case and context."""
    text, plain = folded.text, folded.plain
    inside_word = (start > 0 and joins(text[start - 1], text[start])) or (
        end < len(text) and joins(text[end - 1], text[end])
    )
    return tuple(
        entry
        for entry in form.entries
        if not (inside_word and entry.term.match is not MatchRule.ANYWHERE)
        and all(part.stands_in(plain, start) for part in entry.as_is)
        and (not entry.depends_on_context or _is_in_context(text, start, end, entry))
    )


def is_contracted(text: str, start: int, end: int) -> bool:
    """Whether an apostrophe makes another word of it (don't, O'Reilly); the possessive does not."""
    return (text[end : end + 1] == "'" and _CONTRACTION.match(text, end) is not None) or (
        start > 1 and text[start - 1] == "'" and text[start - 2].isalnum()
    )


def is_deputy(text: str, start: int) -> bool:
    """Whether a word before a place makes another office of it: a deputy chief executive is no chief executive."""
    return _DEPUTY.search(text, max(0, start - 12), start) is not None


def reverses(text: str, start: int) -> bool:
    """Whether a prefix and a hyphen before a place make its opposite of it (non-performing)."""
    return _REVERSING.search(text, max(0, start - 10), start) is not None


def is_negated(text: str, start: int) -> bool:
    """Whether 非 before a place of a folded Chinese text makes its opposite of it: 非公有制经济 is no 公有制经济.

    It does not where it ends another word: 并非公有制经济 speaks of it, and 中非合作 is with Africa.
    """
    return text[start - 1 : start] == NOT and text[start - 2 : start - 1] not in _ENDS_IN_NOT


def _is_in_context(text: str, start: int, end: int, entry: Entry) -> bool:
    if entry.near and not any(context in text for context in entry.near):
        return False
    if entry.term.in_quotes and not is_quoted(text, start, end):
        return False
    if not entry.not_near:
        return True
    before, after = text[max(0, start - _NEIGHBOURHOOD) : start], text[end : end + _NEIGHBOURHOOD]
    form = text[start:end]
    return not any(
        _covers(text, context, start, end) if form in context else context in before or context in after
        for context in entry.not_near
    )


def _covers(text: str, context: str, start: int, end: int) -> bool:
    """Whether a context that holds the term (村干部 for 干部) stands at this very place."""
    place = text.find(context, max(0, end - len(context)), start + len(context))
    return place >= 0


def _across_quotes(searches: Sequence[Search], folded: Folded) -> list[Candidate]:
    """Terms that are partly in quotation marks: “一带一路”倡议 is 一带一路倡议. The marks must pair up at the term."""
    text = folded.text
    seams = [place - number for number, place in enumerate(match.start() for match in re.finditer(_QUOTE, text))]
    stripped = Folded(text=text.replace(_QUOTE, ""), plain=folded.plain.replace(_QUOTE, ""))
    found = _scan(searches, stripped, seams)
    if not found:
        return []
    kept = [place for place, character in enumerate(text) if character != _QUOTE]
    whole = []
    for candidate in found:
        start, end = kept[candidate.start], kept[candidate.end - 1] + 1
        if place := across(text, start, end, candidate.end - candidate.start):
            whole.append(Candidate(*place, candidate.entries, candidate.weight, candidate.certain))
    return whole


def across(text: str, start: int, end: int, size: int) -> tuple[int, int] | None:
    """Where a term of some size stands whose characters, without marks, reach from ``start`` to ``end``.

    A mark inside whose partner stands at an edge takes it in; None where there is no mark inside, or a lonely one.
    """
    marks = end - start - size
    if marks % 2 == 1:
        if text[end : end + 1] == _QUOTE:
            end += 1
        elif start > 0 and text[start - 1] == _QUOTE:
            start -= 1
        else:
            return None
    return (start, end) if marks else None


def _forms(term: Term, base: str, *, target: bool = False) -> Sequence[str]:
    """The term, then the other forms in which it may stand: written otherwise, without quotation marks, inflected."""
    if term.match is MatchRule.EXACT or term.do_not_translate:
        return (term.text,)
    texts = dict.fromkeys(ways_of_writing(term.text, base))
    bare = (re.sub(f"[{QUOTATION_MARKS}]", "", text).strip() for text in texts)
    texts.update(dict.fromkeys([text for text in bare if text]))
    if target and base == "zh":
        texts.update(dict.fromkeys(with_particle(texts)))
    return tuple(dict.fromkeys(form for text in texts for form in _inflected(term, text, base)))


def _inflected(term: Term, text: str, base: str) -> Sequence[str]:
    if base != "en" or not term.inflect:
        return (text,)
    return surface_forms(text, term.part_of_speech)


def _form(text: str, rivals: list[_Rival], pattern: str) -> Form:
    rivals.sort(key=lambda rival: rival[:4])
    unique: dict[tuple[int, tuple[Cased, ...]], Entry] = {}
    for *_, entry in rivals:
        unique.setdefault((id(entry.term), entry.as_is), entry)
    entries = tuple(unique.values())
    # A pattern of whole words has its boundaries in itself; one without needs them where its edge is a letter or digit.
    edges = not pattern and any(
        entry.term.match is not MatchRule.ANYWHERE and not (is_spaceless(text[0]) and is_spaceless(text[-1]))
        for entry in entries
    )
    return Form(
        entries=entries,
        text=text,
        size=len(text),
        weight=_UNIT * round(100 * len(text) ** 1.5),
        shift=0 if pattern[:1] == " " and _is_word(text[0]) else -1 if pattern else 0,
        spelled="" if not pattern or all(map(_is_word, text)) else text,
        conditional=edges or any(entry.as_is or entry.depends_on_context for entry in entries),
        single=bool(pattern) and " " not in text and not any(entry.as_is for entry in entries),
    )


def _automaton(patterns: list[str]) -> AhoCorasick:
    import ahocorasick_rs

    return ahocorasick_rs.AhoCorasick(patterns, store_patterns=False)


def padded(text: str) -> str:
    """Words and spaces only, with a space at each edge that is a word's."""
    words = _BEYOND.sub(" ", text).translate(word_table())
    return f"{' ' if _is_word(text[0]) else ''}{words}{' ' if _is_word(text[-1]) else ''}"


def _is_word(character: str) -> bool:
    """Whether a character is part of a word in a language with spaces."""
    return (character.isalnum() or unicodedata.category(character)[0] == "M") and not is_spaceless(character)


@cache
def word_table() -> Sequence[int]:
    """For each code point itself where it is part of a word of a language with spaces, else a space."""
    table = [ord(" ")] * 0x10000
    for code in (*range(0x3400), *range(0xA4D0, 0xD7FF), *range(0xF900, 0x10000)):  # but not the Han characters between
        if _is_word(chr(code)):
            table[code] = code
    return tuple(table)
