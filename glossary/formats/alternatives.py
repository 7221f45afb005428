"""Several terms in one cell of a table that somebody else made: which separator its column uses, if any.

termlock's own tables part terms with ``|``. Others use `` : ``, ``;``, ``；`` or ``/``, and have cells in which the same
characters belong to the term. So a separator counts only where a whole column bears it out:

    传染 : 有传染性                one such cell is enough: nothing else looks like it
    growth; expansion             two cells or more, each of which falls into short parts
    don't shake hands; wave       the only one of its column: part of the term
    减排/减少排放                   two cells or more, and Chinese on both sides
    and/or, TCP/IP, https://...   never parted

A column that has ``|`` somewhere uses that and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from glossary.languages import HAN

_LONGEST = 60
"""Characters; a part that is longer is a sentence and no term."""
_SENTENCE = re.compile(r"[.!?。！？]$|&\w+;|://")
_PATTERNS = (
    # (how messages call it, how it is found, how many cells of a column must have it)
    (" : ", re.compile(r"\s+[:：]\s+"), 1),
    (";", re.compile(r"\s*[;；]\s*"), 2),
    (" / ", re.compile(r"\s+/\s+"), 2),
    ("/", re.compile(r"(?<=[㐀-鿿])\s*[/\uff0f]\s*(?=[㐀-鿿])"), 2),
)

Splitter = Callable[[str], tuple[str, ...]]


def splitter_of(cells: Sequence[str]) -> tuple[str, Splitter, list[str]] | None:
    """The separator of a column, what parts its cells, and the cells that it parts; None where it has no separator.

    >>> splitter_of(["传染 : 有传染性", "口罩"])[2]
    ['传染 : 有传染性']
    """
    if any("|" in cell for cell in cells):
        return None
    for called, pattern, least in _PATTERNS:
        having = [cell for cell in cells if pattern.search(cell)]
        if len(having) >= least and all(_falls_apart(cell, pattern) for cell in having):
            return called, _by(pattern), having
    return None


def _by(pattern: re.Pattern[str]) -> Splitter:
    return lambda cell: tuple(dict.fromkeys(pattern.split(cell))) if pattern.search(cell) else (cell,) * bool(cell)


def _falls_apart(cell: str, pattern: re.Pattern[str]) -> bool:
    parts = pattern.split(cell)
    chinese = [HAN.search(part) is not None for part in parts]
    return (
        not _SENTENCE.search(cell)
        and all(0 < len(part) <= _LONGEST for part in parts)
        and len(set(parts)) == len(parts)
        and (pattern is not _PATTERNS[-1][1] or all(chinese))
    )
