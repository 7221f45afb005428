"""What a model says again beside a rendering: 牌照事務|事務, 新的|新跨境聯網, 繳費服務（EBPP）服務, （EMEAP）（EMEAP）.

It was going to say so itself when the rendering was put there, and goes on where it was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from glossary.languages import HAN, base_language

_LEAST, _MOST = 2, 6
"""Characters that are said again; one alone may begin another word."""
_IN_BRACKETS = re.compile(r"\s?[（(][^（）()]{1,40}[）)]")
_TWICE = re.compile(r"(?P<once>\s?[（(](?P<inside>[^（）()]{1,40})[）)])\s?[（(](?P=inside)[）)]")
_ANEW = ("新的", "新")
"""An adjective that many renderings begin with themselves."""
_GOES_ON = {"发展": ("中", "商"), "發展": ("中", "商")}
"""What is another word where this follows: 可持续发展|发展中国家."""


def repeats(target: str, language: str, places: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Where a target says again what the renderings at ``places`` begin or end with, or brackets stand twice.

    Returns disjoint spans of ``target`` in their order, each with the nothing that it becomes. ``language`` is its tag: words are
    looked at in Chinese, where no blank tells a slip from a second word.
    """
    found = [(match.end("once"), match.end(), "") for match in _TWICE.finditer(target)]
    if base_language(language) == "zh":
        for start, end in places:
            found += [(at, until, "") for at, until in (_before(target, start, end), _behind(target, start, end)) if at < until]
    disjoint: list[tuple[int, int, str]] = []
    for edit in sorted(found):
        if not disjoint or disjoint[-1][1] <= edit[0]:
            disjoint.append(edit)
    return disjoint


def _before(target: str, start: int, end: int) -> tuple[int, int]:
    """Where the beginning of a rendering stands before it too; an empty span where it doesn't."""
    before, rendering = target[max(0, start - _MOST - 1) : start], target[start:end]
    for length in range(min(_MOST, len(rendering) - 1), _LEAST - 1, -1):
        said = rendering[:length]
        if _is_chinese(said) and before.endswith((said, said + "的")):
            return start - length - before.endswith("的"), start
    return (start - len(_ANEW[0]) if rendering.startswith(_ANEW[1]) and before.endswith(_ANEW[0]) else start), start


def _behind(target: str, start: int, end: int) -> tuple[int, int]:
    """Where the end of a rendering stands behind it too, or behind brackets that follow; an empty span where it doesn't."""
    rendering = target[start:end]
    bracket = _IN_BRACKETS.match(target, end)
    for place in (end, bracket.end() if bracket else end):
        for length in range(min(_MOST, len(rendering) - 1), _LEAST - 1, -1):
            said = rendering[-length:]
            if _is_chinese(said) and target.startswith(said, place) and not target.startswith(_GOES_ON.get(said, ()), place + length):
                return place, place + length
    return end, end


def _is_chinese(text: str) -> bool:
    return all(map(HAN.fullmatch, text))
