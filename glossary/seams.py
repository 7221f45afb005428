"""Which quotation marks a term could reach across: few, so few texts have to be searched again without them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from glossary.candidates import Search, padded
from glossary.folding import QUOTATION_MARKS
from glossary.sheet import decoded, encoded, tables

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from glossary.sheet import Codes, Flags, Integers, Sheet

    Hashes = NDArray[np.uint64]

_MARK, _SPACE = ord(QUOTATION_MARKS[0]), ord(" ")
_BITS = 21
"""How many a code point has."""
_EDGE = 3
"""How many letters of a word beside a quotation mark are looked at first."""
_GAP = 3
"""Where more than so much lies between the mark and the word, it is looked at anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seams:
    """What stands side by side in the forms of a termbase."""

    pairs: frozenset[str]
    """Two words with a space; two characters of what is not searched as whole words, or has punctuation at an edge."""
    words: bool
    """Whether there are forms that are searched as whole words."""
    touching: Hashes
    """The pairs of characters, as sorted numbers."""
    edges: Hashes
    """The edges of the pairs of words, as sorted numbers."""
    longest: int

    @classmethod
    def of(cls, searches: Sequence[Search]) -> Seams:
        """Those of some forms."""
        import numpy as np

        pairs: set[str] = set()
        for search in searches:
            for form in search.forms:
                text = form.text
                if not search.words:
                    pairs.update(map("".join, pairwise(text)))
                    continue
                pattern = padded(text)
                pairs.update(map(" ".join, pairwise(pattern.split())))
                # A mark may also stand between a word and the punctuation at an edge of the form.
                words = pattern.strip()
                first = pattern.index(words) - (1 + form.shift)  # padded only before a word
                for spelled in (text, text.replace(" ", "-")):
                    pairs.update(map("".join, pairwise(spelled[: first + 1])))
                    pairs.update(map("".join, pairwise(spelled[first + len(words) - 1 :])))
        touching = [ord(pair[0]) << _BITS | ord(pair[1]) for pair in pairs if len(pair) == 2]
        return cls(
            pairs=frozenset(pairs),
            touching=np.unique(np.array(touching, dtype=np.uint64)),
            edges=_edges_of([pair for pair in pairs if len(pair) > 2]),
            words=any(search.words for search in searches),
            longest=max((len(form.text) for search in searches for form in search.forms), default=0),
        )

    def bridged(self, sheet: Sheet, quotes: Integers) -> list[int]:
        """The quotation marks of a sheet whose neighbours stand side by side in some form."""
        found: list[int] = []
        reach = self.longest + 2
        for place in quotes.compress(self._may_bridge(sheet.codes, quotes)).tolist():
            start, end = place, place + 1
            while sheet.codes[start - 1] == _MARK:
                start -= 1
            while sheet.codes[end] == _MARK:
                end += 1
            around = sheet.codes[max(0, start - reach) : end + reach]
            text, first, last = decoded(around), min(start, reach), min(start, reach) + end - start
            if text[first - 1] + text[last] in self.pairs or (
                self.words and self._bridges(decoded(tables().words.take(around)), first, last)
            ):
                found.append(place)
        return found

    def _may_bridge(self, codes: Codes, quotes: Integers) -> Flags:
        """Which quotation marks have to be looked at: few have a pair of words around them that ends and begins alike."""
        import numpy as np

        before, after = codes.take(quotes - 1), codes.take(quotes + 1)
        may: Flags = (before == _MARK) | (after == _MARK)
        may |= _among(self.touching, before.astype(np.uint64) << np.uint64(_BITS) | after)
        if not self.words:
            return may
        words = tables().words
        left, right = quotes - 1, quotes + 1
        outside_left, outside_right = words.take(before) == _SPACE, words.take(after) == _SPACE
        may |= ~outside_left & ~outside_right  # without the mark they are one word
        for _ in range(_GAP):
            left = left - outside_left
            right = right + outside_right
            outside_left &= words.take(codes.take(left, mode="clip")) == _SPACE
            outside_right &= words.take(codes.take(right, mode="clip")) == _SPACE
        may |= outside_left | outside_right
        sides = [
            _edge([words.take(codes.take(place + step * turn, mode="clip")) for turn in range(_EDGE)])
            for place, step in ((left, -1), (right, 1))
        ]
        may |= _among(self.edges, _mixed(*sides))
        return may

    def _bridges(self, words: str, start: int, end: int) -> bool:
        """Whether the words before and after quotation marks follow each other in some form."""
        if words[start - 1] != " " and words[end] != " ":  # without the marks they are one word
            return True
        before = words[max(0, start - self.longest) : start].rsplit(None, 1)
        after = words[end : end + self.longest].split(None, 1)
        return bool(before and after) and f"{before[-1]} {after[0]}" in self.pairs


def _among(known: Hashes, asked: Hashes) -> Flags:
    """Which numbers are among some that are sorted."""
    import numpy as np

    if not len(known):
        return np.zeros(len(asked), dtype=bool)
    found: Flags = known.take(known.searchsorted(asked), mode="clip") == asked
    return found


def _edge(letters: Sequence[Codes]) -> Hashes:
    """The letters at the edge of a word, from the outermost on; after the word there are spaces."""
    import numpy as np

    inside = np.ones(len(letters[0]), dtype=bool)
    edge = np.zeros(len(letters[0]), dtype=np.uint64)
    for letter in letters:
        inside &= letter != _SPACE
        edge = edge << np.uint64(_BITS) | np.where(inside, letter, _SPACE).astype(np.uint64)
    return edge


def _mixed(left: Hashes, right: Hashes) -> Hashes:
    """The edges of two words as one number."""
    import numpy as np

    return left * np.uint64(0x9E3779B97F4A7C15) + right


def _edges_of(pairs: Sequence[str]) -> Hashes:
    """Those of pairs of words."""
    import numpy as np

    padding = " " * _EDGE
    sides = ["", ""]
    for pair in pairs:
        left, right = pair.split(" ")
        sides[0] += (padding + left)[: -_EDGE - 1 : -1]
        sides[1] += (right + padding)[:_EDGE]
    columns = [encoded(side).reshape(-1, _EDGE).T for side in sides]
    return np.unique(_mixed(_edge(list(columns[0])), _edge(list(columns[1]))))
