"""Where the segmenter cuts whatever stands around: between characters that stand side by side in no word of its dictionary.

The segmenter (jieba's unigram model, no HMM) takes the best way through the words of its dictionary. Every way passes
between two characters that no word has side by side, so what lies before and after can be segmented apart. Only letters and
digits of ASCII are put together without being in the dictionary.
"""

from __future__ import annotations

from functools import cache
from importlib import metadata, resources
from typing import TYPE_CHECKING

from glossary.sheet import encoded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from glossary.sheet import Codes, Flags

_SEGMENTER = "0.2.2"
"""The version of rjieba whose dictionary the table was made of; with any other whole clauses are segmented."""
_TABLE = "adjacent.txt"
_BITS = 23
"""How long the hash of two characters is. Two that share it with a pair of the table only count as one of it: then more is
segmented than has to be."""
_FIRST, _SECOND = 0x9E3779B1, 0x85EBCA6B


@cache
def known() -> bool:
    """Whether the table is that of the segmenter that is installed."""
    return metadata.version("rjieba") == _SEGMENTER


def sure_cuts(codes: Codes) -> Flags:
    """For each place between two characters of a folded text, its beginning and its end too, whether it is surely a cut."""
    import numpy as np

    sure = np.ones(len(codes) + 1, dtype=bool)
    if len(codes) > 1:
        hashes = _hashed(codes[:-1], codes[1:])
        joined = _table().take(hashes >> 3) >> (hashes & 7).astype(np.uint8) & 1
        letters = ((codes | 0x20) - ord("a") < 26) | (codes - ord("0") < 10)  # unsigned: what is less becomes very large
        sure[1:-1] = joined == 0
        sure[1:-1] &= ~(letters[:-1] & letters[1:])
    return sure


def _hashed(first: Codes, second: Codes) -> Codes:
    import numpy as np

    hashed: Codes = (first * np.uint32(_FIRST) + second * np.uint32(_SECOND)) >> np.uint32(32 - _BITS)
    return hashed


@cache
def _table() -> NDArray[np.uint8]:
    """One bit for each hash."""
    import numpy as np

    lines = resources.files("glossary").joinpath("data", _TABLE).read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if not line.startswith("#")]
    lengths = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    whole = encoded("".join(rows))
    heads = np.cumsum(lengths) - lengths
    second = np.ones(len(whole), dtype=bool)
    second[heads] = False
    table = np.zeros(1 << _BITS, dtype=bool)
    table[_hashed(np.repeat(whole[heads], lengths - 1), whole[second])] = True
    return np.packbits(table, bitorder="little")
