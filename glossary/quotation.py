"""Whether a place of a folded text stands inside quotation marks."""

from __future__ import annotations

import re

from glossary.folding import PARAGRAPH, QUOTATION_MARKS

_MARK = QUOTATION_MARKS[0]
_TITLES = (("《", "》"), ("〈", "〉"))
_SINGLE_OPENING = re.compile(r"(?<![0-9A-Za-z\u00c0-\u024f])'(?=\w)")
_SINGLE_CLOSING = re.compile(r"(?<=[\w.,;:!?])'(?![0-9A-Za-z\u00c0-\u024f])")


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` of a folded text stands inside quotation marks or title marks that close again.

    All double marks fold to one, so one that opens is told from one that closes by counting from the beginning of the
    paragraph; 「“ ... ”」 are two directly before and after the place. A pair that the term itself has counts too.
    """
    begin = text.rfind(PARAGRAPH, 0, start) + 1
    finish = text.find(PARAGRAPH, end)
    before, after = text[begin:start], text[end : finish if finish >= 0 else len(text)]
    place = text[start:end]
    if place[0] == place[-1] == _MARK or any(place[0] == left and place[-1] == right for left, right in _TITLES):
        return True
    if _MARK in after and (before.count(_MARK) % 2 == 1 or (before.endswith(_MARK * 2) and after.startswith(_MARK * 2))):
        return True
    if any(right in after and before.rfind(left) > before.rfind(right) for left, right in _TITLES):
        return True
    if "'" not in before or "'" not in after:
        return False
    return _is_in_single_marks(before + place + after, len(before), len(before) + len(place))


def _is_in_single_marks(text: str, start: int, end: int) -> bool:
    """The same for ‘...’, which fold to the apostrophe: an opening one stands before a word, a closing one after it."""
    openings = [match.start() for match in _SINGLE_OPENING.finditer(text, 0, start + 1) if match.start() < start]
    if not openings:
        return False
    closing = _SINGLE_CLOSING.search(text, openings[-1] + 1)
    return closing is not None and closing.start() >= end
