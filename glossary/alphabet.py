"""Texts in an alphabet of their own: short codes for the characters that terms are made of, one for all the others.

An automaton over such codes reads one or two bytes a character where UTF-8 has three, and offsets need no translation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from glossary.candidates import Search, padded
from glossary.sheet import ALL, encoded, tables

if TYPE_CHECKING:
    from typing import Any

    import numpy as np
    from ahocorasick_rs import BytesAhoCorasick
    from numpy.typing import NDArray

    from glossary.sheet import Codes, Integers

    Table = NDArray[np.unsignedinteger[Any]]

_LEADS = 127
"""How many bytes may begin a code of several: 1 to 127. Those from 128 on follow, so that no code begins inside another."""
_FOLLOWERS = 128


def _alphabet_of(patterns: Sequence[str]) -> Table:
    """Code point -> code, which takes one, two or four bytes; what no pattern has is 0."""
    import numpy as np

    used = np.unique(encoded("".join(patterns)))
    number = np.arange(len(used), dtype=np.uint32)
    lead, rest = 1 + number % _LEADS, number // _LEADS
    if len(used) < 2 * _FOLLOWERS:
        codes: Table = (number + 1).astype(np.uint8)
    elif len(used) <= _LEADS * _FOLLOWERS:
        codes = (lead | (_FOLLOWERS + rest) << 8).astype("<u2")
    else:
        codes = lead.astype("<u4")
        for place in (1, 2, 3):
            codes |= (_FOLLOWERS + rest % _FOLLOWERS) << (8 * place)
            rest //= _FOLLOWERS
    table = np.zeros(ALL, dtype=codes.dtype)
    table[used] = codes
    return table


def _spelled_in(alphabet: Table, patterns: Sequence[str]) -> list[bytes]:
    """The patterns in the codes of an alphabet."""
    whole = alphabet[encoded("".join(patterns))].tobytes()
    width = alphabet.itemsize
    made = []
    begin = 0
    for pattern in patterns:
        end = begin + width * len(pattern)
        made.append(whole[begin:end])
        begin = end
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Automaton:
    """What finds the forms of a search in code points."""

    alphabet: Table
    automaton: BytesAhoCorasick

    @classmethod
    def over(cls, search: Search) -> Automaton:
        import ahocorasick_rs

        patterns = [padded(form.text) if search.words else form.text for form in search.forms]
        alphabet = _alphabet_of(patterns)
        automaton = ahocorasick_rs.BytesAhoCorasick(_spelled_in(alphabet, patterns))
        return cls(alphabet=alphabet[tables().words] if search.words else alphabet, automaton=automaton)

    def find(self, codes: Codes) -> tuple[Integers, Integers]:
        """The numbers of the forms that stand there and where each begins, sorted by end."""
        import numpy as np

        found = self.automaton.find_matches_as_indexes(self.alphabet[codes].tobytes(), overlapping=True)
        flat = np.fromiter(chain.from_iterable(found), dtype=np.int64, count=3 * len(found))
        return flat[0::3].copy(), flat[1::3] // self.alphabet.itemsize
