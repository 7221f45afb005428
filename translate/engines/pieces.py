"""The vocabulary of a SentencePiece translation model: what its pieces say, its language codes, which pieces a guard allows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from glossary.languages import answers, normalise_tag
from translate.engine import Guard
from translate.guard import stray

SPACE = "\u2581"
"""How SentencePiece writes the space before a word."""

_BYTE = re.compile(r"<0x[0-9A-F]{2}>")
# The code of a language as a piece, and whether it stands before the source or begins the target.
_CODES = (
    (re.compile(r">>([a-z]{2,3}(?:_[A-Za-z0-9]{2,8})*)<<"), "source"),  # opus-mt
    (re.compile(r"<2([a-z]{2,3}(?:_[A-Za-z]{2,8})*)>"), "source"),  # MADLAD-400
    (re.compile(r"__([a-z]{2,3})__"), "target"),  # M2M100
    (re.compile(r"([a-z]{3}_[A-Z][a-z]{3})"), "target"),  # NLLB
    (re.compile(r"([a-z]{2}_[A-Z]{2})"), "target"),  # mBART
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The language codes that a model has pieces for."""

    place: str
    """``source``: the target's code is the first piece of the source. ``target``: the source begins with its own code,
    and the target's code is the first piece of the target. Empty: the model has no codes."""
    ids: tuple[tuple[str, int], ...] = ()
    """Language tag and piece, in the order of the vocabulary."""

    def piece(self, tag: str) -> int | None:
        """The piece for a language tag; ``zh`` alone means Simplified where the model tells the scripts apart."""
        tag = normalise_tag(tag)
        wanted = ("zh-Hans", "zh") if tag == "zh" else (tag,)
        exact = [number for want in wanted for code, number in self.ids if code == want]
        near = [number for code, number in self.ids if answers(code, tag)]
        return next(iter(exact + near), None)


class Vocabulary:
    """The pieces of a model by number.

    ``texts[number]`` is the text that a piece adds to a target, with its leading space; empty for pieces that are no
    text. ``silent`` holds the pieces that may never be decoded: control pieces, language codes, the unknown piece, and
    single bytes, which would have to be put together.
    """

    def __init__(self, tokens: Sequence[str], *, special: Sequence[int], end: int) -> None:
        """``tokens`` are the pieces in the order of their numbers, ``special`` the control pieces, ``end`` ends a target."""
        self.codes = _codes(tokens)
        control = {*special, end, *(number for _, number in self.codes.ids)}
        control |= {number for number, token in enumerate(tokens) if not token or _BYTE.fullmatch(token)}
        self.texts = tuple("" if number in control else token.replace(SPACE, " ") for number, token in enumerate(tokens))
        self.silent = tuple(sorted(control - {end}))
        self.spaced = tuple(number for number, text in enumerate(self.texts) if text.startswith(" "))
        self.banned: Callable[[Guard], tuple[int, ...]] = lru_cache(maxsize=1024)(self._banned)
        self._suspects: Callable[[str], tuple[int, ...]] = lru_cache(maxsize=16)(self._find_suspects)

    def _banned(self, guard: Guard) -> tuple[int, ...]:
        """The pieces that a guard keeps out.

        A piece is judged alone, so a part of an allowed string is allowed wherever it stands; what pieces make together
        is for the check of the whole target.
        """
        allowed = (*guard.latin, *guard.literals)
        return tuple(
            number
            for number in self._suspects(guard.language)
            if not any(self.texts[number].strip() in string for string in allowed)
        )

    def _find_suspects(self, language: str) -> tuple[int, ...]:
        """The pieces that a guard without any allowed strings keeps out."""
        bare = Guard(language=language)
        return tuple(number for number, text in enumerate(self.texts) if text.strip() and stray(text, bare))


def in_order(vocabulary: Mapping[str, int], size: int) -> list[str]:
    """Turn piece -> number into the pieces by number; numbers without a piece get an empty one."""
    tokens = [""] * max(size, 1 + max(vocabulary.values(), default=0))
    for token, number in vocabulary.items():
        tokens[number] = token
    return tokens


def _codes(tokens: Sequence[str]) -> Codes:
    for pattern, place in _CODES:
        found = [(match.group(1), number) for number, token in enumerate(tokens) if (match := pattern.fullmatch(token))]
        if found:
            return Codes(place=place, ids=tuple((normalise_tag(code), number) for code, number in found))
    return Codes(place="")
