"""Delimiter runs: which ``*``, ``_`` and ``~~`` begin and end emphasis (CommonMark 0.31, section 6.2 and its appendix)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from glossary.languages import HAN


@dataclass(slots=True)
class Run:
    """A run of one delimiter; what pairing has not used up lies between begin and end."""

    character: str
    begin: int
    end: int
    opens: bool
    closes: bool
    length: int


def is_punctuation(character: str) -> bool:
    """Punctuation or symbol, as CommonMark has it."""
    return unicodedata.category(character)[0] in "PS"


def is_wide(character: str) -> bool:
    """Whether it is Chinese: an ideograph or a full-width mark."""
    return HAN.match(character) is not None or "\u3000" <= character <= "\u303f" or "\uff01" <= character <= "\uff65"


def is_loose(character: str) -> bool:
    """Whether emphasis may begin or end at punctuation beside this character: white space and other punctuation."""
    return character.isspace() or is_punctuation(character)


def run_between(before: str, character: str, after: str, begin: int, end: int, *, strict: bool) -> Run:
    """The run of a delimiter with its neighbours; unless ``strict``, Chinese neighbours are as good as white space."""
    lenient = character != "_" and not strict
    left = not after.isspace() and (not is_punctuation(after) or is_loose(before) or (lenient and is_wide(before)))
    right = not before.isspace() and (not is_punctuation(before) or is_loose(after) or (lenient and is_wide(after)))
    if character == "_":
        left, right = left and (not right or is_punctuation(before)), right and (not left or is_punctuation(after))
    return Run(character, begin, end, left, right, end - begin)


def pair(runs: list[Run]) -> list[tuple[str, tuple[int, int], tuple[int, int]]]:
    """The delimiters that belong together: the character, and where the opening and the closing ones stand."""
    found: list[tuple[str, tuple[int, int], tuple[int, int]]] = []
    floors: dict[tuple[str, bool, int], int] = {}
    index = 0
    while index < len(runs):
        closer = runs[index]
        key = (closer.character, closer.opens, closer.length % 3)
        place = _opener(runs, index, floors.get(key, -1)) if closer.closes else None
        if place is None:
            if closer.closes:
                floors[key] = closer.begin
            index += 1
            continue
        opener = runs[place]
        size = 2 if opener.end - opener.begin >= 2 and closer.end - closer.begin >= 2 else 1
        found.append((closer.character, (opener.end - size, opener.end), (closer.begin, closer.begin + size)))
        opener.end -= size
        closer.begin += size
        del runs[place + 1 : index]
        index = place + 1
        if opener.begin == opener.end:
            del runs[place]
            index -= 1
        if closer.begin == closer.end:
            del runs[index]
    return found


def _opener(runs: list[Run], index: int, floor: int) -> int | None:
    """The nearest run that the one at ``index`` may close; ``floor`` is where an earlier search for its like ended."""
    closer = runs[index]
    for place in range(index - 1, -1, -1):
        run = runs[place]
        if run.begin < floor:
            return None
        if run.character != closer.character or not run.opens:
            continue
        threes = (run.length + closer.length) % 3 == 0 and (run.length % 3 or closer.length % 3)
        if not ((run.closes or closer.opens) and threes):
            return place
    return None
