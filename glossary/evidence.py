"""What speaks for a Chinese candidate and what against it, where no space shows the edges of words.

A dictionary segmenter (jieba's unigram model, no HMM) cuts the text. It is a witness and no judge: it cuts coined phrases
in pieces (高水平 | 对外开放) and now and then errs (中国 | 有 | 企业 for 国有企业), but a short candidate whose edge
falls into one of its words is seldom what it seems (中国 in 发展中国家, 对冲 in 应对 | 冲击).
"""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum
from functools import cache
from itertools import accumulate
from typing import Any

_AFFIXES = frozenset("亿万千百兆元年月日市省县区州国级型化性业界者家员们了着过的地得和与及或等之其各该本全总副前后中内外上下里间时将把被对为以从在是有也均")
"""Single characters that stand before or after a word without changing what it is."""


class Fit(StrEnum):
    """How a candidate's edges agree with the segmenter's cuts."""

    ALIGNED = "aligned"
    """Both edges are cuts."""
    COMPOSED = "composed"
    """An edge falls into a word that is made of smaller ones, and lies between those: 开放 in 对外开放."""
    BROKEN = "broken"
    """An edge tears a word apart: 发展中 in 发展 | 中国."""
    INSIDE = "inside"
    """Strictly within one word that cannot be cut there: 中国 in 发展中国家."""


@cache
def _segmenter() -> Any:
    import rjieba

    return rjieba.Jieba()


class Cuts:
    """Where the segmenter cuts one folded text."""

    __slots__ = ("_ends", "_set", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = list(accumulate(map(len, _segmenter().cut(text, False))))
        self._set = {0, *self._ends}

    def fit(self, start: int, end: int) -> Fit:
        """How the candidate ``text[start:end]`` fits."""
        left, right = start not in self._set, end not in self._set
        if not left and not right:
            return Fit.ALIGNED
        ends = self._ends
        token = bisect_right(ends, start)
        before = self._text[ends[token - 1] if token else 0 : start] if left else ""
        last = bisect_right(ends, end) if right else token
        after = self._text[end : ends[last]] if right else ""
        if _stands_alone(before) and _stands_alone(after):
            return Fit.COMPOSED
        inside = (left or right) and ends[token] >= end
        return Fit.INSIDE if inside else Fit.BROKEN


def _stands_alone(rest: str) -> bool:
    """Whether what is left of a broken word is a word or nothing."""
    return not rest or rest in _AFFIXES or (len(rest) > 1 and is_word(rest))


def is_word(text: str) -> bool:
    """Whether the segmenter's dictionary has a word."""
    return bool(_segmenter().has_word(text))
