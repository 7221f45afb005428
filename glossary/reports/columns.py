"""Tables for a terminal: columns aligned by the width that characters take there, Chinese ones included."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.reports.document import columns, visible


def table(header: Sequence[str], rows: Sequence[Sequence[str | int | float]], *, indent: str = "") -> list[str]:
    """Lines of a table: text to the left, numbers to the right; no line ends in a space."""
    cells = [[_shown(cell) for cell in row] for row in rows]
    right = [bool(rows) and all(not isinstance(row[index], str) for row in rows) for index in range(len(header))]
    widths = [max(columns(line[index]) for line in [list(header), *cells]) for index in range(len(header))]
    lines = []
    for line in [list(header), *cells]:
        padded = [
            " " * (width - columns(cell)) + cell if to_right else cell + " " * (width - columns(cell))
            for cell, width, to_right in zip(line, widths, right, strict=True)
        ]
        lines.append((indent + "  ".join(padded)).rstrip())
    return lines


def clipped(text: str, width: int) -> str:
    """A text in at most so many columns, with an ellipsis where it was cut."""
    text = visible(text)
    if columns(text) <= width:
        return text
    while text and columns(text) > width - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def _shown(cell: str | float) -> str:
    if isinstance(cell, str):
        return visible(cell)
    return f"{cell:,}" if isinstance(cell, int) else f"{cell:.1f}"
