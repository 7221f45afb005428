"""Several texts folded into one, so that they can be searched and segmented with one call.

A separator that no term has stands between them. Folding goes over arrays; texts that cannot be folded character by
character are folded one by one (`folding.fold`) and put in their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from glossary.candidates import word_table
from glossary.evidence import crosses_stop
from glossary.folding import SPAN, Folded, canonical_table, fold, single_table, uneven_codes
from glossary.languages import base_language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Codes = NDArray[np.uint32]
    Flags = NDArray[np.bool_]

_SEPARATOR = "\ufffe"
"""A code point that is no character."""
_BETWEEN = f" {_SEPARATOR} "
"""What stands between two texts: spaces, so that whole words are found at the edges of texts."""
ALL = 0x110000
"""How many code points there are."""
_BATCH = 1 << 19
"""How many characters are looked at together: enough that calls cost nothing, few enough for the caches."""
_SPACE = ord(" ")
_UNEVEN = 1 << 31
"""Stands for a character that cannot be folded by itself."""


@dataclass(slots=True, kw_only=True)
class Sheet:
    """Several folded texts as one."""

    codes: Codes
    """Folded completely."""
    plain: Codes
    """Before script and case were folded."""
    begins: Integers
    """Where each text begins."""
    ends: Integers
    single: dict[int, Folded] = field(default_factory=dict)
    _text: str = ""

    @property
    def text(self) -> str:
        """The codes as text."""
        if not self._text:
            self._text = decoded(self.codes)
        return self._text

    def folded(self, number: int) -> Folded:
        """One of the texts by itself, for rules that look around a place."""
        known = self.single.get(number)
        if known is None:
            begin, end = int(self.begins[number]), int(self.ends[number])
            known = self.single[number] = Folded(text=self.text[begin:end], plain=decoded(self.plain[begin:end]))
        return known


def sheets(texts: Sequence[str], language: str) -> Iterator[tuple[Sheet, dict[int, Folded]]]:
    """The texts in batches: each a sheet, with those of its texts whose folded offsets are not their own."""
    import numpy as np

    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    ends = np.cumsum(lengths + len(_BETWEEN))
    first = 0
    while first < len(texts):
        done = int(ends[first - 1]) if first else 0
        last = min(int(np.searchsorted(ends, done + _BATCH, "left")) + 1, len(texts))
        yield _sheet(texts[first:last], lengths[first:last].copy(), language)
        first = last


def _sheet(texts: Sequence[str], lengths: Integers, language: str) -> tuple[Sheet, dict[int, Folded]]:
    """The texts, folded and joined; and those of them whose offsets are not their own, with the way back."""
    import numpy as np

    known = tables()
    joined = f" {_BETWEEN.join(texts)} "
    begins = np.cumsum(lengths + len(_BETWEEN)) - lengths - (len(_BETWEEN) - 1)
    plain = known.single.take(encoded(joined))
    odd = plain >= _UNEVEN
    odd[:-1] |= (plain[:-1] == _SPACE) & (plain[1:] == _SPACE)
    spots = odd.nonzero()[0]
    numbers = np.searchsorted(begins, spots, "right") - 1
    # A space at the end of a text stands before that of the separator: that is not inside a text.
    inside = (spots >= begins[0]) & (spots + (plain.take(spots) == _SPACE) < begins.take(numbers) + lengths.take(numbers))
    uneven = set(numbers.compress(inside).tolist())
    if joined.count(_SEPARATOR) >= len(texts):
        uneven.update(number for number, text in enumerate(texts) if _SEPARATOR in text)
    moved: dict[int, Folded] = {}
    if uneven:
        parts: list[Codes] = []
        done = 0
        for number in sorted(uneven):
            begin, size = int(begins[number]), int(lengths[number])
            folded = fold(texts[number], language)
            if folded.starts is not None:
                moved[number] = folded
            clean = folded.plain.replace(_SEPARATOR, "\ufffd")
            parts += [plain[done:begin], encoded(clean)]
            lengths[number] = len(clean)
            done = begin + size
        plain = np.concatenate([*parts, plain[done:]])
        begins = np.cumsum(lengths + len(_BETWEEN)) - lengths - (len(_BETWEEN) - 1)
    codes = known.canonical[base_language(language) == "zh"].take(plain)
    return Sheet(codes=codes, plain=plain, begins=begins, ends=begins + lengths), moved


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    """The tables of `folding` for every code point, as arrays."""

    single: Codes
    """What is at least `_UNEVEN` cannot be folded by itself."""
    canonical: tuple[Codes, Codes]
    """Without and with Chinese scripts."""
    words: Codes
    marks: Flags
    """What stands for a space among words, though it is neither a space nor a hyphen."""
    stops: Flags
    """Where a clause of Chinese ends."""


@cache
def tables() -> _Tables:
    """The tables, made once."""
    import numpy as np

    def whole(table: Sequence[int]) -> Codes:
        every = np.arange(ALL, dtype=np.uint32)
        every[:SPAN] = table
        return every

    single = whole(single_table())
    single[list(uneven_codes())] |= _UNEVEN
    words = whole(word_table())
    words[SPAN:] = _SPACE
    words[ord(_SEPARATOR)] = ord(_SEPARATOR)
    marks = words == _SPACE
    marks[[_SPACE, ord("-")]] = False
    return _Tables(
        single=single,
        canonical=(whole(canonical_table(False)), whole(canonical_table(True))),
        words=words,
        marks=marks,
        stops=np.fromiter((crosses_stop(chr(code) * 2) for code in range(SPAN)), dtype=bool, count=SPAN).repeat(
            [1] * (SPAN - 1) + [ALL - SPAN + 1]
        ),
    )


def decoded(codes: Codes) -> str:
    """Code points -> text."""
    return codes.tobytes().decode("utf-32-le")


def encoded(text: str) -> Codes:
    """Text -> code points."""
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
