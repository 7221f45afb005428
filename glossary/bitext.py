"""Pairs: a source segment beside its target segment; and aligning two lists of segments."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The text of one segment and where each of its characters stands in its document."""

    text: str
    offsets: tuple[int, ...] | int = 0
    """Either the offset of the first character, all others following it, or the offset of each one."""

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """Half-open offsets into the text -> half-open offsets into the document."""
        if isinstance(self.offsets, int):
            return self.offsets + start, self.offsets + end
        if start == end:
            position = self.offsets[start] if start < len(self.offsets) else self.offsets[-1] + 1 if self.offsets else 0
            return position, position
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A source segment beside its target segment."""

    source: Side
    target: Side
