"""What a model says again beside a rendering: 牌照事務|事務, 新的|新跨境聯網, 繳費服務（EBPP）服務, （EMEAP）（EMEAP）.

It was going to say so itself when the rendering was put there, and goes on where it was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from glossary.languages import HAN, base_language

_LEAST, _MOST = 2, 6
"""Characters that are said again; one alone may begin another word."""
_LEAST_AS_ADJECTIVE = 3
"""With a 的: 高水平的|高水平对外开放, but 銀行的|銀行帳 has its meaning."""
_WORDS_BETWEEN = "的和及与與或在于於是为為等自由从從将將向对對以而并並亦也都被把但"
_GOES_ON = re.compile(rf"\Z|[^\w]|[{_WORDS_BETWEEN}]")
"""What may follow: any other character makes another word of what is said again, 企業|企業所得稅."""
_CAME_ON = re.compile(rf"(?:\A|[^\w]|[{_WORDS_BETWEEN}])\Z")
_IN_BRACKETS = re.compile(r"\s?[（(][^（）()]{1,40}[）)]")
_TWICE = re.compile(r"(?P<once>\s?[（(](?P<inside>[^（）()]{2,40})[）)])\s?[（(](?P=inside)[）)]")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_ANEW = re.compile(r"(?<![最创創全崭嶄更革维維翻刷清簇])新的\Z")
_NEW = re.compile("新(?![加西界疆华華闻聞年])")
"""An adjective that many renderings begin with themselves; Singapore does not."""


def repeats(target: str, source: str, language: str, places: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Where a target says again what the renderings at ``places`` begin or end with, or words in brackets stand twice that do not in the source.

    Returns disjoint spans of ``target`` in their order, each with the nothing that it becomes. ``language`` is its tag: words are
    looked at in Chinese, where no blank tells a slip from a second word.
    """
    found = []
    if not _TWICE.search(source):
        found += [(match.end("once"), match.end(), "") for match in _TWICE.finditer(target) if _LETTERS.search(match["inside"])]
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
    before, rendering = target[max(0, start - _MOST - 2) : start], target[start:end]
    for length in range(min(_MOST, len(rendering) - 1), _LEAST - 1, -1):
        said = rendering[:length]
        if length >= _LEAST_AS_ADJECTIVE and _is_chinese(said) and before.endswith(said + "的"):
            return start - length - 1, start
        if _is_chinese(said) and before.endswith(said) and _CAME_ON.search(before.removesuffix(said)):
            return start - length, start
    anew = _ANEW.search(before) if _NEW.match(rendering) else None
    return (start - 2 if anew else start), start


def _behind(target: str, start: int, end: int) -> tuple[int, int]:
    """Where the end of a rendering stands behind it too, or behind brackets that follow; an empty span where it doesn't."""
    rendering = target[start:end]
    bracket = _IN_BRACKETS.match(target, end)
    for place in (end, bracket.end() if bracket else end):
        for length in range(min(_MOST, len(rendering) - 1), _LEAST - 1, -1):
            said = rendering[-length:]
            if _is_chinese(said) and target.startswith(said, place) and _GOES_ON.match(target, place + length):
                return place, place + length
    return end, end


def _is_chinese(text: str) -> bool:
    return all(map(HAN.fullmatch, text))
