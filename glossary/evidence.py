"""What speaks for a Chinese candidate and what against it, where no space shows the edges of words.

A dictionary segmenter (jieba's unigram model, no HMM) cuts the text. It is a witness and no judge: it cuts coined
phrases in pieces (高水平 | 对外开放) and now and then errs (中国 | 有 | 企业 for 国有企业), but a short candidate whose edge
falls into one of its words is seldom what it seems (中国 in 发展中国家, 对冲 in 应对 | 冲击).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate

from glossary.candidates import Candidate, Entry
from glossary.languages import is_spaceless
from glossary.termbase import MatchRule

LONG = 4
"""From this many characters on a candidate that stands alone is believed without the segmenter, unless it is one of the
segmenter's own words: it may have chosen others there (发展 | 中国 | 家庭 | 农场)."""
_STOP = re.compile('[\\s,;:?!()"。、《》〈〉【】…]')

AFFIXES = frozenset(
    "亿万千百兆元年月日市省县区州国级型化性业界者家员们了着过的地得和与及或等之各该本全总副前后中内外上下里间时将把被对为以从在是有也均处"
)
"""Single characters that stand before or after a word without changing what it is."""


class Fit(StrEnum):
    """How a candidate's edges agree with the segmenter's cuts."""

    ALIGNED = "aligned"
    """Both edges are cuts."""
    COMPOSED = "composed"
    """An edge falls into a word, and what is cut off there is a word too, or a mere affix: 开放 in 对外 + 开放."""
    HEAD = "head"
    """The last part of one word, which is what a Chinese word is about: 干部 in 村干部."""
    INSIDE = "inside"
    """Any other part of one word: 中国 in 发展中国家, 人民 in 人民币."""
    BROKEN = "broken"
    """One edge tears a word apart: 发展中 in 发展 | 中国."""
    TORN = "torn"
    """Both edges tear words apart: 对冲 in 应对 | 冲击."""


_TRUST = {Fit.ALIGNED: 10, Fit.COMPOSED: 8, Fit.HEAD: 6, Fit.INSIDE: 6, Fit.BROKEN: 4, Fit.TORN: 4}
"""How many tenths of its weight a candidate keeps."""


_WEAK = frozenset({Fit.HEAD, Fit.BROKEN, Fit.TORN})


class Cuts:
    """Where the segmenter cuts one folded text: clause by clause, and only those that somebody asks about."""

    __slots__ = ("_clauses", "_stops", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._stops = [0, *(match.end() for match in _STOP.finditer(text)), len(text)]
        self._clauses: dict[int, list[int]] = {}

    def fit(self, start: int, end: int) -> Fit:
        """How the candidate ``text[start:end]`` fits."""
        first = bisect_right(self._stops, start) - 1
        base = self._stops[first]
        if end > self._stops[first + 1]:  # it reaches across punctuation, and so do few words of a dictionary
            return Fit.ALIGNED
        edges = self._clauses.get(base)
        if edges is None:
            clause = self._text[base : self._stops[first + 1]]
            edges = self._clauses[base] = list(accumulate(map(len, segment(clause)), initial=base))
        token = bisect_right(edges, start) - 1
        last = bisect_left(edges, end)
        return fit_of(self._text[edges[token] : start], self._text[end : edges[last]], last == token + 1)


@lru_cache(maxsize=65536)
def fit_of(before: str, after: str, one_word: bool) -> Fit:
    """The fit of a candidate from what the segmenter's words have before and after it, and whether that is one word."""
    if not before and not after:
        return Fit.ALIGNED
    torn_before, torn_after = not stands_alone(before), not stands_alone(after)
    if not torn_before and not torn_after:
        return Fit.COMPOSED
    if one_word:
        return Fit.INSIDE if after else Fit.HEAD
    return Fit.TORN if torn_before and torn_after else Fit.BROKEN


def stands_alone(rest: str) -> bool:
    """Whether what is left of a broken word is a word or nothing."""
    return not rest or rest in AFFIXES or (len(rest) > 1 and is_word(rest))


def segment(text: str) -> list[str]:
    """The segmenter's words of a text; joined they are the text."""
    import rjieba  # builds its dictionary when it is imported: a tenth of a second

    words: list[str] = rjieba.cut(text, hmm=False)
    return words


def is_word(text: str) -> bool:
    """Whether the segmenter's dictionary has a word."""
    import rjieba

    return bool(rjieba.has_word(text))


def asks_segmenter(text: str, entries: Sequence[Entry]) -> bool:
    """Whether a form's place depends on words: not where the term may stand anywhere, nor where it has no Han edge."""
    return entries[0].term.match is not MatchRule.ANYWHERE and (is_spaceless(text[0]) or is_spaceless(text[-1]))


def crosses_stop(text: str) -> bool:
    """Whether punctuation stands inside a form, where the segmenter always cuts and words of a dictionary do not reach."""
    return _STOP.search(text, 0, len(text) - 1) is not None


def judged(fit: Fit, size: int, *, is_known: bool) -> tuple[bool, int] | None:
    """Whether a candidate of this fit and size stays certain, and how many tenths of its weight it keeps; None: refuted.

    ``is_known`` says that it is a word of the segmenter's dictionary; it counts for long ones only.
    """
    long = size >= LONG
    if not long and (fit is Fit.INSIDE or (fit is Fit.TORN and size < LONG - 1)):
        return None
    # A long word of the dictionary that the segmenter knows and yet did not choose is there by accident.
    weak = fit in _WEAK and (not long or (fit is not Fit.HEAD and is_known))
    return not weak, _TRUST[fit]


def weigh(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """Weights and certainties from the segmenter, for candidates of a folded Chinese text, sorted by end.

    Candidates that it refutes are left out.
    """
    cuts: Cuts | None = None
    weighed = []
    for candidate, alone in zip(candidates, _stand_alone(candidates), strict=True):
        start, end = candidate.start, candidate.end
        place = text[start:end]
        believed = alone and end - start >= LONG and not is_word(place)
        if believed or not asks_segmenter(place, candidate.entries):
            weighed.append(candidate)
            continue
        if cuts is None:
            cuts = Cuts(text)
        fit = cuts.fit(start, end)
        verdict = judged(fit, end - start, is_known=fit in _WEAK and end - start >= LONG and is_word(place))
        if verdict is None:
            continue
        certain, tenths = verdict
        if not certain:
            candidate.certain = False
            candidate.weight //= 2
        candidate.weight = candidate.weight * tenths // 10
        weighed.append(candidate)
    return weighed


def _stand_alone(candidates: Sequence[Candidate]) -> list[bool]:
    """For each candidate whether no other one overlaps it."""
    alone = [True] * len(candidates)
    reach = 0
    for index, candidate in enumerate(candidates):  # sorted by end
        if index and candidate.start < reach:
            alone[index] = False
            back = index - 1
            while back >= 0 and candidates[back].end > candidate.start:
                alone[back] = False
                back -= 1
        reach = max(reach, candidate.end)
    return alone
