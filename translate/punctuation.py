"""The marks of a Chinese target: full-width ones without blanks around them, and the quotation marks of its script.

A model writes 服务 (EBPP) 和 in one sentence and 服务（EBPP）和 in the next. What belongs there is told by GB/T 15834-2011 for
Simplified Chinese; Traditional Chinese has the quotation marks 「」 and 『』 (重訂標點符號手冊).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from glossary.languages import base_language, normalise_tag

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_OPENING, _CLOSING = "（「『《〈【", "）」』》〉】，。；：！？、"
_HALF, _FULL = ",;:?!.", "，；：？！。"
_MARK = re.compile(r"[,;:?!.](?![,;:?!/.])")
_BEFORE = re.compile(r"(?:\s?\[\^\w+\]|[*_])*\Z")
"""What may stand between a mark and what it is behind: emphasis and references of notes."""
_AFTER = re.compile(r"[*_]*\s*[*_]*")
_AROUND = 24
"""Characters before a mark that are looked at."""
_IN_ADDRESS = re.compile(r"[/@\\]\S*\Z|\bwww\.\S*\Z")
_MAY_END = re.compile(r"(?<![.A-Za-z])[A-Z]{2,}\Z|[\d%)\]]\Z")
"""Behind what Latin a stop is none of an abbreviation: WTO, 5.3%."""
_BRACKET = re.compile(r"(?<![\]\\])[(（]|(?<!\\)[)）]|\]\([^()]*\)")
"""The tail of a link is matched as a whole: it is no bracket."""
_CHINESE = re.compile(f"[{_HAN}{_OPENING}{_CLOSING}]")
_BLANKS = re.compile(
    rf"(?<!\s)\s+(?=[{_OPENING}{_CLOSING}])|(?<=[{_OPENING}{_CLOSING}])\s+|(?<=[{_HAN}])\s+(?=[“‘])|(?<=[”’])\s+(?=[{_HAN}])"
)
_BLANKS_IN_PROSE = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_PROSE = re.compile("[，。；]")
_QUOTES = {"zh-Hans": ("“”‘’", "「」『』"), "zh-Hant": ("「」『』", "“”‘’")}
"""The quotation marks of each script, and those of the other."""
_APOSTROPHE = re.compile("(?<=[A-Za-z0-9])[’‘]")


def chinese_marks(text: str, language: str, kept: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Where a Chinese target has marks or blanks that Chinese is not written with, and what belongs there.

    Returns disjoint spans of ``text`` in their order, each with what it becomes; none for another language, and none that
    overlaps a span in ``kept``. A blank between two Chinese characters goes in a sentence only: in 第一章 总则 it stays.
    """
    if base_language(language) != "zh":
        return []
    free = [not any(start <= place < end for start, end in kept) for place in range(len(text))]
    marks = list(text)
    for pairs, wanted in ((_bracket_pairs(text), "（）"), *_quote_pairs(text, normalise_tag(language))):
        for start, end in pairs:
            if free[start] and free[end]:
                marks[start], marks[end] = wanted[0], wanted[1]
    so_far = "".join(marks)
    for match in _MARK.finditer(so_far):
        if _is_chinese(so_far, match.start()):
            marks[match.start()] = _FULL[_HALF.index(match[0])]
    found = [(place, place + 1, mark) for place, mark in enumerate(marks) if mark != text[place] and free[place]]
    marked = "".join(mark if may else old for mark, old, may in zip(marks, text, free, strict=True))
    blanks = [*_BLANKS.finditer(marked), *(_BLANKS_IN_PROSE.finditer(marked) if _PROSE.search(marked) else ())]
    return sorted([*found, *((match.start(), match.end(), "") for match in blanks if all(free[match.start() : match.end()]))])


def _is_chinese(text: str, place: int) -> bool:
    """Whether the mark at a place of a Chinese text is one of Chinese: behind Chinese, or before it, or at the end."""
    before = text[max(0, place - _AROUND) : place]
    before = before[: _BEFORE.search(before).start()]  # type: ignore[union-attr]  # it matches nothing too
    after = _AFTER.match(text, place + 1)
    behind = text[after.end() if after else place + 1 :][:1]
    last = before[-1:]
    at_end = not behind.strip("”」』" if text[place] == "." else "”」』）)")
    if _CHINESE.match(last) or last == "”":
        return text[place] != "." or at_end or _CHINESE.match(behind) is not None or behind == "“"
    if not (last.isascii() and (last.isalnum() or last in "%)]")):
        return False
    if at_end:
        ended = text[place] != "." or _MAY_END.search(before) is not None
        return ended and _CHINESE.search(text) is not None and _IN_ADDRESS.search(before) is None
    return text[place] != "." and (_CHINESE.match(behind) is not None or behind == "“")


def _bracket_pairs(text: str) -> Iterator[tuple[int, int]]:
    """Pairs of round brackets that stand among Chinese characters, or have any between them."""
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] in "(（":
            opened.append(match.start())
        elif match[0] in ")）" and opened:
            start, end = opened.pop(), match.start()
            before, behind = text[max(0, start - _AROUND) : start], text[end + 1 : end + 1 + _AROUND]
            beside = (before.rstrip(" *_")[-1:], behind.lstrip(" *_")[:1], text[start + 1 : end])
            if any(map(_CHINESE.search, beside)):
                yield start, end


def _quote_pairs(text: str, script: str) -> Iterator[tuple[list[tuple[int, int]], str]]:
    """Pairs of quotation marks that are straight or of the other script, and which ones belong there."""
    own, others = _QUOTES.get(script, _QUOTES["zh-Hans"])
    if text.count('"') % 2 == 0 and _CHINESE.search(text):
        yield [(match.start(), match.end() - 1) for match in re.finditer('"[^"]*"', text)], own[:2]
    text = _APOSTROPHE.sub("'", text)
    for opens, closes, wanted in ((*others[:2], own[:2]), (*others[2:], own[2:])):
        yield [(match.start(), match.end() - 1) for match in re.finditer(f"{opens}[^{opens}{closes}]*{closes}", text)], wanted
