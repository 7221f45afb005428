"""Whether bytes are a whole GGUF file: checked before a runtime sees them, because runtimes crash on what is not.

Layout: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md (versions 2 and 3, little-endian).
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from mmap import mmap

_SCALARS = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
_STRING, _ARRAY = 8, 9
_MOST_ENTRIES = 1 << 20
_MOST_DIMENSIONS = 8

# How many values a block of each tensor type holds, and in how many bytes (ggml.h, ggml-common.h).
_BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 9: (32, 36),
    10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292),
    16: (256, 66), 17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110), 22: (256, 82),
    23: (256, 136), 24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8), 28: (1, 8), 29: (256, 56), 30: (1, 2),
    34: (256, 54), 35: (256, 66), 39: (32, 17),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tensor:
    """Where a tensor lies in a GGUF file."""

    name: str
    extents: tuple[int, ...]
    """How long it is in each dimension, the innermost first."""
    kind: int
    """GGML's number of its type: 12 is Q4_K."""
    begin: int
    """Offset in the file, in bytes."""
    size: int
    """In bytes."""


def tensors(data: bytes | mmap) -> list[Tensor]:
    """All tensors of a whole GGUF file, in its order; a type that is not known is given one byte a value."""
    return list(_Reader(data).tensors())


def gguf_problem(data: bytes | mmap) -> str | None:
    """What is wrong with the bytes of a supposed GGUF file, as the rest of a sentence; None if it is whole.

    Reads the header, the metadata and the table of tensors, then checks that the last tensor ends inside the file;
    a tensor type that this table does not know counts as one byte, so new types pass.
    """
    if data[:4] != b"GGUF":
        return "is no GGUF file (it does not begin with the letters GGUF)"
    try:
        return _Reader(data).problem()
    except struct.error:
        return "is cut off in its header; get the file again"


def chat_template(data: bytes | mmap) -> str:
    """The chat template that a whole GGUF file carries for its model; empty where it has none."""
    return _Reader(data).text(b"tokenizer.chat_template")


def architecture(data: bytes | mmap) -> str:
    """What a whole GGUF file calls the architecture of its model (``qwen2``); empty where it does not say."""
    return _Reader(data).text(b"general.architecture")


class _DamagedError(Exception):
    """What of a file cannot be."""


class _Reader:
    """A cursor over the header."""

    def __init__(self, data: bytes | mmap) -> None:
        self.data = data
        self.at = 4

    def problem(self) -> str | None:
        (version,) = self.take("<I")
        if version not in {2, 3}:
            return f"has GGUF version {version}; termlock reads versions 2 and 3"
        self.at = 4
        try:
            end = max(tensor.begin + tensor.size for tensor in self.tensors())
        except _DamagedError as damage:
            return f"is damaged ({damage}); get the file again"
        missing = end - len(self.data)
        return f"is cut off: {missing:,} bytes are missing at its end; get the file again" if missing > 0 else None

    def tensors(self) -> Iterator[Tensor]:
        """Go through the header and the metadata, then give the table of tensors, of which there is at least one."""
        _, count, entries = self.take("<IQQ")
        if not 0 < count <= _MOST_ENTRIES or entries > _MOST_ENTRIES:
            raise _DamagedError(f"its header claims {count} tensors and {entries} entries")
        alignment = 32
        for _ in range(entries):
            key = self.string()
            (kind,) = self.take("<I")
            if key == b"general.alignment" and kind == 4:
                (alignment,) = self.take("<I")
            elif not self.skip(kind):
                raise _DamagedError(f"its metadata has a value of unknown type {kind}")
        table = [self.tensor() for _ in range(count)]
        begin = -(-self.at // max(alignment, 1)) * max(alignment, 1)
        for each in table:
            yield replace(each, begin=begin + each.begin)

    def tensor(self) -> Tensor:
        """A row of the table, which counts from where the data begin."""
        name = self.string().decode("utf-8", "replace")
        (dimensions,) = self.take("<I")
        if dimensions > _MOST_DIMENSIONS:
            raise _DamagedError(f"a tensor with {dimensions} dimensions")
        extents = self.take(f"<{dimensions}Q")
        kind, offset = self.take("<IQ")
        values = math.prod(extents)
        block, size = _BLOCKS.get(kind, (values or 1, 1))
        return Tensor(name, extents, kind, offset, values // block * size)

    def text(self, wanted: bytes) -> str:
        """The string under a metadata key; empty where there is none."""
        self.take("<I")
        _, entries = self.take("<QQ")
        for _ in range(entries):
            key = self.string()
            (kind,) = self.take("<I")
            if key == wanted and kind == _STRING:
                (length,) = self.take("<Q")
                return self.data[self.at : self.at + length].decode("utf-8", "replace")
            if not self.skip(kind):
                break
        return ""

    def take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from(layout, self.data, self.at)
        self.at += struct.calcsize(layout)
        return values

    def string(self) -> bytes:
        (length,) = self.take("<Q")
        begin, self.at = self.at, self.at + length
        if self.at > len(self.data):
            raise struct.error
        return self.data[begin : self.at] if length < 256 else b""

    def skip(self, kind: int) -> bool:
        """Go past one value; False if its type is unknown."""
        if kind in _SCALARS:
            self.at += _SCALARS[kind]
        elif kind == _STRING:
            self.string()
        elif kind == _ARRAY:
            inner, count = self.take("<IQ")
            if inner in _SCALARS:
                self.at += _SCALARS[inner] * count
            elif inner == _STRING:
                self.skip_strings(count)
            else:
                return False
        else:
            return False
        if self.at > len(self.data):
            raise struct.error
        return True

    def skip_strings(self, count: int) -> None:
        """Go past a list of strings: a vocabulary has hundreds of thousands, so this is the one hot loop."""
        data, at, read = self.data, self.at, struct.Struct("<Q").unpack_from
        for _ in range(count):
            at += 8 + read(data, at)[0]
        self.at = at
