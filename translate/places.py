"""Where did the model nearly begin this rendering?

    pieces         "The" " reform" " and" " going" " out" ...
    rendering      going global
    a place        after "The reform and", because " going" is among the alternatives there    (nothing of it stands yet)
    a better one   after "The reform and going", because " global" is                          (its first 5 letters stand)

A place is where a translation is cut, and what is forced there. Forcing replaces the wrong rendering instead of adding
the right one to it, because whatever the model wrote from there on is written anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from glossary.inflection import surface_forms
from glossary.languages import base_language, uses_spaces
from glossary.requirement import Requirement, Settled, is_acronym
from glossary.termbase import MatchRule
from translate.agreement import is_gerund, wants_infinitive
from translate.engine import Piece

REACH = -14.0
"""A place less probable than this (natural logarithm) is none: the model did not think of the rendering there."""
_PER_LETTER, _MOST_LETTERS = 0.3, 10
"""Each letter of the rendering that stands already makes a place likelier."""
_WRITTEN = 2.0
"""What it costs where the model wrote this very beginning and then went another way."""
_BLAND = 1.5
"""What it costs where the only evidence is a word that begins thousands of phrases."""
_LETTER = 3.0
"""What it costs where the only evidence is a single letter."""
_BLAND_WORDS = frozenset({"the", "a", "an", "of", "to", "in", "on", "and", "for", "with", "by"})
_DISTANCE = 2.5
"""What it costs to be a whole target's length away from where the source order expects the rendering."""
_INFLECTED = 2.5
"""What it costs to be an inflected form: the termbase's own is what readers look for."""
_OTHER_FORM = 3.0
"""What it costs where the evidence is the whole first word of another form."""
_NO_GERUND = 4.0
"""What it costs to force going global, where it takes no inflection, behind "wants to"."""
_WRONG = 4.0
"""What it gains where a known wrong rendering of the concept begins."""
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_WORDS_LEAST = 2
"""Fewer characters are no words to look for."""
_BESIDE, _BESIDE_CHINESE = 6, 2
"""From so many characters before a rendering that stands, forcing it would only write it again, without its article."""
_OPENING = (" ", "\n", "(", "[", "“", "‘", '"', "*", "_", "-", "/")
_ENDERS = (".", "!", "?", ":")


@dataclass(frozen=True, slots=True)
class Place:
    """Cut the hypothesis at ``position`` and go on with ``forced``."""

    score: float
    position: int
    forced: str

    def beginning(self, text: str) -> str:
        """What is decoded from when this place of a text is forced."""
        return text[: self.position] + self.forced


def places(
    renderings: Sequence[str],
    pieces: Sequence[Piece],
    language: str,
    *,
    inflected: Sequence[str] = (),
    expected: float = 0.5,
    wrong: Sequence[int] = (),
    closed: Sequence[tuple[int, int]] = (),
) -> list[Place]:
    """The places for any of the renderings in a hypothesis, best first.

    ``pieces`` join to the hypothesis. ``inflected`` are forms of the renderings that will do as well. ``expected`` is where the source order expects the rendering, from 0 (the
    beginning) to 1 (the end). ``wrong`` are offsets at which a known wrong rendering begins. Nothing is placed inside
    the spans in ``closed``.
    """
    total = max(1, sum(len(piece.text) for piece in pieces))
    firsts = frozenset(each.lower().split(" ")[0] for each in (*renderings, *inflected))
    forms = [*((each, 0.0) for each in renderings), *((each, _INFLECTED) for each in inflected)]
    gerunds = {each for each in renderings if not inflected and base_language(language) == "en" and is_gerund(each)}
    best: dict[tuple[int, str], Place] = {}
    so_far = ""
    for piece, following in zip(pieces, (*pieces, None)[1:], strict=True):
        position = len(so_far)
        whole = following is None or not following.text[:1].isalnum()
        if not any(start < position < end for start, end in closed):
            away = abs(position / total - expected)
            no_gerund = _NO_GERUND if gerunds and wants_infinitive(so_far) else 0.0
            for form, cost in forms:
                costs = cost + (no_gerund if form in gerunds else 0.0)
                for score, forced in _begun(form, so_far, piece, language, firsts, whole=whole):
                    bonus = _WRONG if position in wrong or position + 1 in wrong else 0.0
                    place = Place(score - costs - _DISTANCE * away + bonus, position, forced)
                    key = (position, forced)
                    if place.score > REACH and (key not in best or best[key].score < place.score):
                        best[key] = place
        so_far += piece.text
    return sorted(best.values(), key=lambda place: (-place.score, place.position))


def stands_beside(place: Place, text: str, language: str) -> bool:
    """Whether what would be forced stands at the place already, or right behind it, and is not enough: for a second
    occurrence of a term the rendering of the first would be written again, and all that follows it.
    """
    forced = place.forced.strip()
    reach = _BESIDE if uses_spaces(language) else _BESIDE_CHINESE
    return forced in text[place.position : place.position + len(place.forced) + reach]


def expected_at(requirement: Requirement, settled: Sequence[Settled], source: int, target: int, skipped: int = 0) -> float:
    """Where in a target (0 to 1) the source order expects a rendering: between those that stand already.

    ``settled`` are the segment's requirements in that target; ``source`` and ``target`` are the lengths of both texts, of the
    source without the ``skipped`` characters at its beginning.
    """
    length, total = max(1, source), max(1, target)
    points = [(0.0, 0.0), (1.0, 1.0)]
    points += [
        ((each.requirement.source.start - skipped) / length, each.target.start / total) for each in settled if each.target is not None
    ]
    at = (requirement.source.start - skipped) / length
    before = max(point for point in points if point[0] <= at)
    after = min((point for point in points if point[0] >= at), default=(1.0, 1.0))
    if after[0] == before[0]:
        return before[1]
    share = (at - before[0]) / (after[0] - before[0])
    # The order of clauses differs between the languages: half trust in the neighbours, half in the whole.
    return 0.5 * (before[1] + share * (after[1] - before[1])) + 0.5 * at


@lru_cache(maxsize=4096)
def inflected_forms(requirement: Requirement, *, allowed: bool = True) -> tuple[str, ...]:
    """The inflected forms of the renderings that may be forced: opened up for opening up.

    Where they are not ``allowed``, those of renderings that take no inflection: they say the same and meet nothing.
    """
    return tuple(
        form
        for term in requirement.enforceable
        if base_language(term.language) == "en" and (term.inflect and term.match is not MatchRule.EXACT) is allowed
        for form in surface_forms(term.text, term.part_of_speech)[1:]
        if not is_acronym(term) and "&" not in form
    )


def nearest(said: str, text: str, language: str, expected: float) -> tuple[int, int] | None:
    """Where the words ``said`` stand in a hypothesis, the place nearest to where they are expected (0 to 1).

    The offsets of the place; None where they stand nowhere. An article, case and the last full stop do not count.
    """
    words = _ARTICLE.sub("", said.strip().rstrip(".。,，;；:： "))
    if len(words) < _WORDS_LEAST:
        return None
    edge = r"\b" if uses_spaces(language) else ""
    found = [match.span() for match in re.finditer(f"{edge}{re.escape(words)}{edge}", text, re.IGNORECASE)]
    return min(found, key=lambda span: abs(span[0] / max(1, len(text)) - expected), default=None)


def surface(rendering: str, so_far: str, language: str) -> str:
    """A rendering as it has to stand after ``so_far``: with a space if one is needed, in capitals at a beginning."""
    if not uses_spaces(language):
        return rendering
    before = so_far.rstrip(" \n*_“‘\"([")
    if not before or before.endswith(_ENDERS[:3]):
        rendering = rendering[:1].upper() + rendering[1:]
    return rendering if not so_far or so_far.endswith(_OPENING) else " " + rendering


def _begun(
    rendering: str, so_far: str, piece: Piece, language: str, firsts: frozenset[str], *, whole: bool
) -> Iterator[tuple[float, str]]:
    """Each way in which ``so_far`` and an alternative of ``piece`` begin the rendering: (score, what is to be forced).

    ``firsts`` are the first words of all its forms: "go" begins "go global", and no "going global". ``whole`` says that
    a word ends with the piece: a "We" that stands as a word is no beginning of "Went".
    """
    spaced = uses_spaces(language)
    folded, low = rendering.lower(), so_far.lower()
    for stands in range(min(len(rendering) - 1, len(so_far)) + 1):
        if stands and not low.endswith(folded[:stands]):
            continue
        if stands and spaced and so_far[: len(so_far) - stands][-1:].isalnum():
            continue
        rest = rendering[stands:] if stands else surface(rendering, so_far, language)
        wanted = rest.lower()
        letters = _PER_LETTER * min(stands, _MOST_LETTERS)
        for token, logprob in piece.alternatives:
            begun = token.lower()
            word = begun.strip()
            if not word or not wanted.startswith(begun):
                continue
            if spaced and whole and token == piece.text and wanted[len(begun) : len(begun) + 1].isalnum():
                continue
            score = logprob + letters
            if spaced and len(word) < 2 and begun != wanted:
                score -= _LETTER
            if token == piece.text:
                score -= _WRITTEN
            if spaced and not stands and word in _BLAND_WORDS:
                score -= _BLAND
            if not stands and word in firsts and word != folded.split(" ")[0]:
                score -= _OTHER_FORM
            yield score, rest
