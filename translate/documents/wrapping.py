"""Line breaks inside paragraphs: did an editor wrap the lines, or is each line one of its own?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from translate.documents.delimiters import is_wide

_NARROW, _WIDE = 50, 120
"""Wrapped text has at most this many columns, and its full lines at least that many (an ideograph takes two)."""
_ENDS = re.compile(r"[。！？!?.：:；;…][”’」』）)》\"'*_]*\s*\Z")
_COMMA = re.compile(r"[，、,]\s*\Z")
_STARTS_ANEW = re.compile(
    r"[ \t]*(?:[　]|\t|[-*+•·●○■◆–—]\s|——|\d{1,3}[.)、\uff0e]|[（(]?[一二三四五六七八九十]{1,3}[）)、]|第[一二三四五六七八九十百]+[章节節条條]|[（(][a-z0-9]{1,4}[)）])"
)


def columns(text: str) -> int:
    """How many columns a line takes."""
    return len(text) if text.isascii() else sum(2 if is_wide(character) else 1 for character in text)


def goes_on(lines: Sequence[str], *, flowing: bool = False) -> list[bool]:
    """For each of the consecutive lines, whether it goes on in the next one as the same sentence might.

    Sure signs are needed: most lines are full, none is wider, and the line doesn't end as sentences do. In ``flowing`` text
    (Markdown, where a line break is white space anyway) a comma, or a next line that begins in lower case, are enough.
    """
    if len(lines) < 2:
        return [False] * len(lines)
    widths = [columns(line.strip()) for line in lines]
    width = max(widths, default=0)
    full = [each >= 0.7 * width for each in widths]
    wrapped = _NARROW <= width <= _WIDE and len(lines) > 1 and sum(full[:-1]) >= 0.7 * (len(lines) - 1)
    result = []
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if not following.strip() or _ENDS.search(line) or _STARTS_ANEW.match(following):
            result.append(False)
        elif flowing and (_COMMA.search(line) or following.lstrip()[0].islower()):
            result.append(True)
        else:
            result.append(wrapped and full[number])
    return result


def joint(before: str, after: str) -> str:
    """What stands for the line break where two lines are one: nothing beside Chinese or behind a hyphen, else a space."""
    if not before or not after or (is_wide(before[-1]) and is_wide(after[0])):
        return ""
    return "" if before[-1] == "-" and len(before) > 1 and before[-2].isalpha() and after[0].islower() else " "
