"""Long sequences in little memory: kept in compressed chunks, opened one at a time."""

from __future__ import annotations

import pickle
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

Item = TypeVar("Item")


def pack(items: object) -> bytes:
    """Anything as compressed bytes, for `Packed` and for the way between processes of ours."""
    return zlib.compress(pickle.dumps(items, pickle.HIGHEST_PROTOCOL), 1)


def unpack(data: bytes) -> Any:  # noqa: ANN401  # whatever it was
    """What `pack` packed; never for bytes from anywhere else."""
    return pickle.loads(zlib.decompress(data))


class Packed(Sequence[Item], Generic[Item]):
    """A sequence of chunks; each is opened by a function of its number and forgotten when the next one is."""

    def __init__(self, lengths: Sequence[int], opened: Callable[[int], Sequence[Item]]) -> None:
        self._ends: list[int] = []
        for length in lengths:
            self._ends.append((self._ends[-1] if self._ends else 0) + length)
        self._opened = opened
        self._held: tuple[int, Sequence[Item]] = (-1, ())

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[Item]:
        for number in range(len(self._ends)):
            yield from self._opened(number)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        index = index + len(self) if index < 0 else index
        if not 0 <= index < len(self):
            raise IndexError(index)
        number = bisect_right(self._ends, index)
        if self._held[0] != number:
            self._held = (number, self._opened(number))
        return self._held[1][index - (self._ends[number - 1] if number else 0)]
