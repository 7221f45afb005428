"""The marks of a target as its language is written with: full-width in Chinese, curved quotation marks and apostrophes in English.

A model writes 服务 (EBPP) 和 in one sentence and 服务（EBPP）和 in the next, "going global" here and “going global” there. What belongs into
Chinese is told by GB/T 15834-2011 for Simplified; Traditional Chinese has the quotation marks 「」 and 『』 (重訂標點符號手冊). English in print
has curved marks (Chicago Manual of Style 6.115 to 6.117, New Hart's Rules 4.2), unless its termbase, or its source, is typed with straight ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

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
_MARKED_TITLE = re.compile("[《〈「『“]")
_WIDE = re.compile("[\uff10-\uff19]+(?:(?:\uff0e|\uff0c(?=[\uff10-\uff19]{3}(?![\uff10-\uff19])))[\uff10-\uff19]+)*\uff05?|[\uff21-\uff3a\uff41-\uff5a]")
_APOSTROPHE = re.compile("(?<=[A-Za-z0-9])[’‘]")
_STRAIGHT, _CURVED = re.compile("[\"']"), re.compile("[“”‘’]")
_EMPHASIS = "*_~"
"""What is looked through beside a mark: in **"going global"** the words are quoted."""
_OPENS_BEHIND = re.compile(r"(?:\A|[\s(\[{<—–/“‘-])[\"']?\Z")
_LEFT_OUT = re.compile(r"(?<!\d)'(?:\d\ds?\b(?![-\w'])(?![^'\n]*\w'(?!\w))|(?:n'|[Tt](?:is|was)\b|em\b|til\b))")
"""An apostrophe at the beginning: the '90s, rock 'n' roll."""
_TYPED_STRAIGHT, _TYPED_OTHERWISE = re.compile(r"(?<![\d$])[\"']"), re.compile("[“”‘’「」『』]")
"""Marks of a text; behind a digit a straight one may be minutes or inches."""
_TAG = re.compile(r"<[^<>]*>")


def chinese_marks(text: str, language: str, kept: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Where a Chinese target has marks, full-width letters and digits, or blanks that Chinese is not written with, and what belongs there.

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
    for match in _WIDE.finditer(text):
        marks[match.start() : match.end()] = [chr(ord(each) - 0xFEE0) for each in match[0]]
    found = [(place, place + 1, mark) for place, mark in enumerate(marks) if mark != text[place] and free[place]]
    marked = "".join(mark if may else old for mark, old, may in zip(marks, text, free, strict=True))
    blanks = [*_BLANKS.finditer(marked), *(_BLANKS_IN_PROSE.finditer(marked) if _PROSE.search(marked) else ())]
    return sorted([*found, *((match.start(), match.end(), "") for match in blanks if all(free[match.start() : match.end()]))])


def title_marks(target: str, titles: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Where title marks are wanting around the titles that stand in a Chinese target, and which: 《銀行業條例》 (GB/T 15834-2011, 4.15).

    ``titles`` are in their order, and so are the spans of ``target`` that it returns, which have no length; none for a title that stands in marks
    already, or has them itself. Emphasis stands inside.
    """
    found = []
    for place in titles:
        start, end = _with_emphasis(target, *place)
        opened = target.rfind("《", 0, start) > target.rfind("》", 0, start)
        if not (opened or _MARKED_TITLE.search(target, max(0, start - 1), end)):
            found += [(start, start, "《"), (end, end, "》")]
    return found


def _with_emphasis(target: str, start: int, end: int) -> tuple[int, int]:
    """A span with the emphasis around it."""
    while start and end < len(target) and target[start - 1] == target[end] and target[end] in _EMPHASIS:
        start, end = start - 1, end + 1
    return start, end


def straight_marks(texts: Iterable[str]) -> bool | None:
    """Whether texts are typed with straight quotation marks and apostrophes rather than curved or angled ones; None where they have neither."""
    straight = curved = 0
    for text in texts:
        prose = _TAG.sub("", text)
        straight += len(_TYPED_STRAIGHT.findall(prose))
        curved += len(_TYPED_OTHERWISE.findall(prose))
    return straight > curved if straight or curved else None


def english_marks(text: str, kept: Sequence[tuple[int, int]], *, straight: bool = False) -> list[tuple[int, int, str]]:
    """Where an English target has straight quotation marks and apostrophes, or curved ones where it is to have ``straight`` ones, and what belongs there.

    Returns disjoint spans of ``text`` in their order, each with what it becomes; none that overlaps a span in ``kept``. Feet and inches stay, and
    so does what is no mark of a text: within a tag, between two letters.
    """
    apart = [*kept, *(match.span() for match in _TAG.finditer(text))]
    places = [match.start() for match in (_CURVED if straight else _STRAIGHT).finditer(text)]
    found = []
    opened = {'"': False, "'": False}
    for place in places:
        if any(start <= place < end for start, end in apart):
            continue
        mark = ('"' if text[place] in "“”" else "'") if straight else _curved(text, place, opened)
        if mark != text[place]:
            found.append((place, place + 1, mark))
    return found


def _curved(text: str, place: int, opened: dict[str, bool]) -> str:
    """The curved mark for a straight one; the same where it is none of a text. ``opened`` tells of each mark whether one was opened, and is kept."""
    mark = text[place]
    opening, closing = "“”" if mark == '"' else "‘’"
    beside = text[max(0, place - 1) : place]
    before, behind = text[max(0, place - _AROUND) : place].rstrip(_EMPHASIS), text[place + 1 : place + 1 + _AROUND].lstrip(_EMPHASIS)[:1]
    if mark == "'" and (_LEFT_OUT.match(text, place) or (beside.isalnum() and behind.isalpha())):
        return closing
    if mark in (beside, behind):
        return mark
    if _OPENS_BEHIND.search(before):
        if not behind or behind.isspace():
            return mark
        opened[mark] = True
        return opening
    if behind.isalnum() and not opened[mark] and not before[-1].isalnum():
        opened[mark] = True
        return opening  # "A","B"
    if (behind.isalnum() and (mark == "'" or not opened[mark])) or (before[-1].isdigit() and not opened[mark]):
        return mark  # 5'10", and what is no mark at all
    opened[mark] = False
    return closing


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
