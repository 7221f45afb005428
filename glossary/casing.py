"""Letter case: which parts of a term must be written as the term has them, and how strictly."""

from __future__ import annotations

import re
from enum import Enum
from operator import ne
from typing import NamedTuple

from glossary.folding import Folded
from glossary.languages import HAN
from glossary.termbase import CaseRule, MatchRule, Term

_LETTERS = rf"(?:(?!{HAN.pattern})[^\W_])+"
_WORD = re.compile(f"{_LETTERS}(?:&{_LETTERS})*")
"""Chinese characters beside a word are none of its letters: they have a script, which is folded, and no case."""
_CERTAIN_LETTERS = 4
"""From this many letters on a word in capitals with one small letter is still that word."""


class Leeway(Enum):
    """How far the letter case of a part may be from the term's."""

    NONE = "none"
    ONE = "one"
    """One letter: SWIFt is SWIFT and eFAC is EFAC; but ai is not AI, nor swift Swift."""
    ANY_CAPITAL = "any capital"
    """The words around it say what it is, so one capital does: uS Treasury is US Treasury, and wto rules are none."""


class Cased(NamedTuple):
    """A part of a form whose letter case counts."""

    offset: int
    written: str
    leeway: Leeway = Leeway.NONE

    def stands_in(self, plain: str, start: int) -> bool:
        """Whether it is written so in a text (with script and case as they are) where the form stands at ``start``."""
        place = start + self.offset
        if plain.startswith(self.written, place):
            return True
        if self.leeway is Leeway.NONE:
            return False
        there = plain[place : place + len(self.written)]
        if self.leeway is Leeway.ANY_CAPITAL:
            return any(character.isupper() for character in there)
        if sum(map(ne, there, self.written)) != 1:
            return False
        return there[0] == self.written[0] or min(_capitals(there), _capitals(self.written)) >= _CERTAIN_LETTERS - 1


def _capitals(word: str) -> int:
    return sum(map(str.isupper, word))


def as_is(term: Term, folded: Folded) -> tuple[Cased, ...]:
    """The parts of a form whose letter case (for `exact`: whose every character) counts."""
    plain = folded.plain
    if term.match is MatchRule.EXACT and term.case in {None, CaseRule.AS_IS}:
        return (Cased(0, plain),)
    if term.case is CaseRule.ANY or (term.case is None and plain == folded.text):
        return ()
    words = [(match.start(), match[0]) for match in _WORD.finditer(plain)]
    words = [(offset, word) for offset, word in words if word.lower() != word.upper()]
    if term.case is CaseRule.AS_IS:
        return tuple(Cased(offset, word) for offset, word in words)
    if term.case is CaseRule.FIRST_LETTER:
        return tuple(Cased(offset + 1, word[1:]) if offset == 0 else Cased(offset, word) for offset, word in words)
    if len(words) > 1 and plain.isupper():  # a phrase that is merely set in capitals
        return ()
    phrase = any(len(word) >= 3 and word[1:].islower() for _, word in words)
    return tuple(
        Cased(offset, word, Leeway.ANY_CAPITAL if phrase else Leeway.ONE if len(word) >= _CERTAIN_LETTERS else Leeway.NONE)
        for offset, word in words
        if any(character.isupper() for character in word[1:])
    )
