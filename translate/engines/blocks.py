"""Which blocks of a paged cache hold which pieces.

The cache of keys and values is cut into blocks of so many pieces. A sequence under way owns as many blocks as it may
need. A block that was computed is known by the pieces in it and by all before them, so that a sequence that begins in
the same way shares it instead of computing it again, and copies the first part of one that goes on differently; it stays
until its room is needed (Kwon et al. 2023, arXiv 2309.06180).
"""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile


@dataclass(slots=True)
class Held:
    """The blocks of one sequence, in order."""

    blocks: list[int] = field(default_factory=list)
    known: int = 0
    """How many of its first pieces are in the cache already, once ``copy`` is done."""
    copy: tuple[int, int] | None = None
    """A block that is to be copied at once into one of these."""
    named: int = 0
    """How many of the blocks are known to others."""
    coming: list[bytes] = field(default_factory=list)
    """The keys of the blocks that will be known when the prompt is computed."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A block that can be shared."""

    parent: bytes
    """The key of the block before it."""
    pieces: tuple[int, ...]
    key: bytes
    """Of a full one; empty where more pieces might follow."""


class Blocks:
    """The blocks of a cache: free, owned by sequences under way, or kept in case they are wanted again."""

    def __init__(self, count: int, size: int, *, share: bool = True) -> None:
        """``count`` blocks of ``size`` pieces. Without ``share`` every sequence is computed from its first piece."""
        self.size = size
        self.share = share
        self._free = list(range(count))
        self._uses: Counter[int] = Counter()
        self._known: dict[int, _Known] = {}
        """In the order of last use: the first is given up first."""
        self._by_key: dict[bytes, int] = {}
        self._after: defaultdict[bytes, set[int]] = defaultdict(set)
        """By the key of a block: the known blocks that go on from it."""
        self._coming: set[bytes] = set()

    def hold(self, pieces: Sequence[int], room: int) -> Held | None:
        """Blocks for a sequence of pieces and ``room`` more: shared as far as its beginning is known, else empty ones.

        None where too few are left, or where another sequence under way is just computing the same next block: ask
        again after the next step. At least one piece is left to be computed.
        """
        keys = self._keys(pieces[:-1])
        shared = [self._by_key[key] for key in takewhile(self._by_key.__contains__, keys)]
        coming = keys[len(shared) :]
        if coming and coming[0] in self._coming:
            return None
        parent = keys[len(shared) - 1] if shared else b""
        like, common = self._most_alike(parent, pieces[len(shared) * self.size : -1])
        for block in (*shared, *like):
            self._use(block)
        needed = -(-(len(pieces) + room) // self.size) - len(shared)
        taken: list[int] = []
        if needed <= len(self._free) + sum(1 for block in self._known if not self._uses[block]):
            taken = [self._take() for _ in range(needed)]
        for block in (*like, *(() if taken else shared)):
            self._uses[block] -= 1
        if not taken:
            return None
        self._uses.update(taken)
        self._coming.update(coming)
        copy = (like[0], taken[0]) if like else None
        return Held([*shared, *taken], len(shared) * self.size + common, copy, len(shared), coming)

    def computed(self, held: Held, pieces: Sequence[int]) -> None:
        """The pieces of a sequence are in the cache now: blocks that they fill can be shared."""
        if not self.share or held.named == len(pieces) // self.size:
            return
        keys = self._keys(pieces)
        for number in range(held.named, len(keys)):
            self._coming.discard(keys[number])
            if keys[number] not in self._by_key:
                parent = keys[number - 1] if number else b""
                self._name(held.blocks[number], parent, pieces[number * self.size : (number + 1) * self.size], keys[number])
        held.named = len(keys)

    def release(self, held: Held, pieces: Sequence[int]) -> None:
        """A sequence is over, whose pieces are in the cache: what others may want stays, the rest is free."""
        self.computed(held, pieces)
        self._coming.difference_update(held.coming)
        rest = pieces[held.named * self.size :]
        if self.share and rest and len(rest) < self.size:
            keys = self._keys(pieces)
            self._name(held.blocks[held.named], keys[-1] if keys else b"", rest, b"")
        for block in held.blocks:
            self._uses[block] -= 1
            if not self._uses[block] and block not in self._known:
                self._free.append(block)

    def _keys(self, pieces: Sequence[int]) -> list[bytes]:
        """A key for each full block: of its pieces and the key before it."""
        keys: list[bytes] = []
        key = b""
        for start in range(0, len(pieces) - self.size + 1, self.size) if self.share else ():
            key = hashlib.blake2b(key + array("q", pieces[start : start + self.size]).tobytes(), digest_size=16).digest()
            keys.append(key)
        return keys

    def _most_alike(self, parent: bytes, pieces: Sequence[int]) -> tuple[tuple[int, ...], int]:
        """The known block after ``parent`` that begins with most of the pieces, if there is one, and how many those are."""
        best: tuple[int, ...] = ()
        most = 0
        for block in self._after.get(parent, ()):
            pairs = zip(self._known[block].pieces, pieces, strict=False)
            common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
            if common > most:
                best, most = (block,), common
        return best, most

    def _name(self, block: int, parent: bytes, pieces: Sequence[int], key: bytes) -> None:
        self._known[block] = _Known(parent, tuple(pieces), key)
        self._after[parent].add(block)
        if key:
            self._by_key[key] = block

    def _use(self, block: int) -> None:
        self._known[block] = self._known.pop(block)
        self._uses[block] += 1

    def _take(self) -> int:
        """An empty block: a free one, or the one that was not used for the longest time."""
        if self._free:
            return self._free.pop()
        block = next(block for block in self._known if not self._uses[block])
        known = self._known.pop(block)
        self._after[known.parent].discard(block)
        if not self._after[known.parent]:
            del self._after[known.parent]
        if known.key:
            del self._by_key[known.key]
        return block
