"""Folding: two spellings of one word become one text, and every character still knows where it came from.

Unicode NFKC (UAX #15) with full and half width; quotes, dashes and white space each to one character; soft hyphens and
zero-width characters removed; a wrapped line joined; Simplified and Traditional Chinese to one script, character by
character (phrase conversion changes words: 資訊安全 is not 信息安全); lower case.
"""

# ruff: noqa: RUF001 - characters that look alike are the matter of this file

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from glossary.languages import HAN, base_language

PARAGRAPH = "\n"
"""What a blank line, or a line break before an indented line, folds to: no term reaches across it."""

_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
)
_BREAKS = "\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029"
_UNEVEN = re.compile(rf"[\t{_BREAKS}{_INVISIBLE}]")
_BREAK = re.compile(rf"\r\n|[{_BREAKS}]")
_WORD_BEFORE_HYPHEN = re.compile(r"\w[-‐‑]")
_SPACES = re.compile("  +")
_MARKER = "\uffff"
"""A code point that is no character; the fast path puts it where a character cannot be folded by itself."""
QUOTATION_MARKS = '"“”„‟«»″＂「」『』〝〞〟﹁﹂﹃﹄'
"""All of them fold to the first."""
_ALIKE = {
    "'": "‘’‚‛ʼ′＇´",
    QUOTATION_MARKS[0]: QUOTATION_MARKS[1:],
    "-": "‐‑‒–−－﹣⁃",
    "—": "―⸺﹘─━",
    "·": "•‧∙⋅・･",
    "~": "～〜",
    "/": "╱∕⁄",
    " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
}
_COMMON = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"))
"""What keeps most English text from being ASCII."""
_VARIANTS = {"巿": "市", "衞": "卫", "綫": "线", "裡": "里", "濶": "阔", "躭": "耽", "値": "值", "囯": "国", "瞭": "了", "著": "着", "敍": "叙"}
"""Variant characters of Hong Kong and older print that OpenCC leaves alone."""
_CHINESE_MARKS = frozenset("，。、；：？！（）《》〈〉【】“”‘’「」『』…—,:;?!()\"'")
_HALF_WIDTH_MARKS = "\uff9e\uff9f"
SPAN = 0x10000
"""How many code points the tables cover; those beyond fold to themselves."""
_COMPATIBLE = (*range(0x80, 0x3400), *range(0xA640, 0xAC00), *range(0xF900, SPAN - 1))
_COMPATIBLE_BEYOND = (*range(0x1D400, 0x1D800), *range(0x1F100, 0x1F300), *range(0x2F800, 0x2FA20))
"""Where the characters are that NFKC changes, in the first plane (Hangul syllables apart) and in the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A folded text and the way back. All offsets are half-open and count code points."""

    text: str
    """Folded completely: what is searched."""
    plain: str
    """The same characters before script and case were folded, one for one: what case rules and exact forms look at."""
    starts: Sequence[int] | None = None
    """Where in the original each folded character begins; None where the two texts agree character by character."""
    ends: Sequence[int] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """A non-empty span of the folded text -> the span of the original that it came from."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str, language: str) -> Folded:
    """Fold a text of a language (a BCP 47 tag); scripts are folded for Chinese only."""
    chinese = base_language(language) == "zh"
    if not chinese:
        plain = text
        if not text.isascii():
            for character, folded in _COMMON:
                plain = plain.replace(character, folded)
        if plain.isascii():
            if not plain.isprintable():
                return _fold_slowly(text, chinese=False)
            return Folded(text=plain.lower(), plain=plain) if "  " not in plain else _fold_spaces(plain, chinese=False)
    plain = text.translate(single_table())
    if _MARKER in plain or not unicodedata.is_normalized("NFKC", plain):
        return _fold_slowly(text, chinese=chinese)
    if "  " in plain:
        return _fold_spaces(plain, chinese=chinese)
    return Folded(text=plain.translate(canonical_table(chinese)), plain=plain)


def _fold_spaces(plain: str, *, chinese: bool) -> Folded:
    """For texts in which nothing is uneven but some runs of spaces."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in _SPACES.finditer(plain):
        first, last = match.span()
        parts.append(plain[done : first + 1])
        starts.extend(range(done, first + 1))
        ends.extend(range(done + 1, first + 1))
        ends.append(last)
        done = last
    parts.append(plain[done:])
    starts.extend(range(done, len(plain)))
    ends.extend(range(done + 1, len(plain) + 1))
    plain = "".join(parts)
    return Folded(text=plain.translate(canonical_table(chinese)), plain=plain, starts=starts, ends=ends)


def _fold_slowly(text: str, *, chinese: bool) -> Folded:
    """For texts in which characters are removed, joined or multiplied: the stretches between those go the fast way."""
    table = single_table()
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    last = ""

    def add_stretch(end: int) -> None:
        nonlocal done, last
        if done < end and last.isspace() and text[done].isspace():
            done += 1
        if done < end:
            parts.append(text[done:end].translate(table))
            starts.extend(range(done, end))
            ends.extend(range(done + 1, end + 1))
            last = parts[-1][-1]
            done = end

    for match in _uneven_spots().finditer(text):
        start, end = match.span()
        if match.lastgroup == "marks" and start > done:
            start -= 1  # the letter that the marks belong to
        add_stretch(start)
        piece = text[start:end]
        if match.lastgroup == "white":
            folded = _fold_white(piece, last, text[end : end + 1])
            if folded == " " and last == "-" and _BREAK.search(piece) and _WORD_BEFORE_HYPHEN.match(text, max(0, start - 2), start):
                folded = ""  # a line that was wrapped after the hyphen of high-quality
        else:
            folded = "" if match.lastgroup == "invisible" else _fold_cluster(piece, table)
        if folded[:1] == " " and last.isspace():
            folded = folded[1:]
        if folded:
            parts.append(folded)
            starts.extend([start] * len(folded))
            ends.extend([end] * len(folded))
            last = folded[-1]
        done = end
    add_stretch(len(text))
    plain = "".join(parts)
    return Folded(text=plain.translate(canonical_table(chinese)), plain=plain, starts=starts, ends=ends)


def _fold_cluster(cluster: str, table: Sequence[int]) -> str:
    """A character with the marks that belong to it, under NFKC (which may make several characters of it)."""
    return unicodedata.normalize("NFKC", cluster.translate(table)).translate(table)


def _fold_white(run: str, before: str, after: str) -> str:
    """A run of white space -> nothing, a space or PARAGRAPH.

    A wrapped line of Chinese is joined without a space. An ideographic space after the break is the indentation with
    which Chinese typography begins a paragraph.
    """
    breaks = list(_BREAK.finditer(run))
    if not breaks:
        return " "
    if len(breaks) > 1 or "\u2029" in run or "\u3000" in run[breaks[-1].end() :]:
        return PARAGRAPH
    return "" if _is_chinese(before) and _is_chinese(after) else " "


def _is_chinese(character: str) -> bool:
    return character in _CHINESE_MARKS or HAN.match(character) is not None


@cache
def _melting() -> tuple[list[int], list[int]]:
    """The code points of marks that melt into the letter before them under NFKC, and those that it makes several of."""
    table = single_table()
    marks, several = [], []
    for code in (*_COMPATIBLE, *_COMPATIBLE_BEYOND):
        character = chr(code)
        if code < SPAN and table[code] != code:
            continue
        if unicodedata.category(character)[0] == "M" or 0x1160 <= code <= 0x11FF:
            marks.append(code)
        elif unicodedata.normalize("NFKC", character) != character:
            several.append(code)
    return marks, several


def uneven_codes() -> frozenset[int]:
    """Every code point by which a text might not be folded character by character (so might two spaces)."""
    marks, several = _melting()
    table = single_table()
    invisible = (code for code in range(0xE0100, 0xE01F0))
    alone = (code for code in range(SPAN) if table[code] == ord(_MARKER))
    return frozenset((*marks, *several, *map(ord, _HALF_WIDTH_MARKS), *invisible, *alone))


@cache
def _uneven_spots() -> re.Pattern[str]:
    """Where a text cannot be folded character by character: runs of white space, invisible characters, marks that melt
    into the letter before them, and characters that NFKC makes several of.
    """
    marks, several = _melting()
    mark = f"[{_ranges(marks)}{_HALF_WIDTH_MARKS}]"
    return re.compile(
        rf"(?P<white>[\s{_INVISIBLE}]*(?:[\t{_BREAKS}]|\s[{_INVISIBLE}]*\s)[\s{_INVISIBLE}]*)"
        rf"|(?P<invisible>[{_INVISIBLE}]+)|(?P<marks>{mark}+)|(?P<several>[{_ranges(several)}]{mark}*)"
    )


def _ranges(codes: Sequence[int]) -> str:
    """Ascending code points as the inside of a character class."""
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


@cache
def single_table() -> Sequence[int]:
    """For each code point the one that it folds to whatever stands beside it, or the marker where that depends.

    A tuple, because `str.translate` is ten times as fast with one as with a dictionary that lacks most characters.
    """
    table = list(range(SPAN))
    for code in _COMPATIBLE:
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) == 1 and unicodedata.combining(folded) == 0:
            table[code] = ord(folded)
    for code in (*range(0xD800, 0xE000), ord(_MARKER)):  # lone surrogates are no text, and nothing in Rust takes them
        table[code] = 0xFFFD
    for alike, characters in _ALIKE.items():
        for character in characters:
            table[ord(character)] = ord(alike)
    for code in (*range(0x20), *_COMPATIBLE):
        if _UNEVEN.match(chr(code)):
            table[code] = ord(_MARKER)
    return tuple(table)


@cache
def canonical_table(chinese: bool) -> Sequence[int]:
    """Case and script, character by character: the length stays. Dashes too for Chinese: 中国—东盟 is 中国-东盟."""
    table = list(range(SPAN))
    for code in (*range(0x80), *_COMPATIBLE):
        table[code] = ord(chr(code).lower()[0])  # 'İ' becomes two characters; the first is the letter
    table[ord("ς")] = ord("σ")
    if chinese:
        table[ord("—")] = ord("-")
        for character, simplified in _simplified().items():
            table[ord(character)] = ord(simplified)
    return tuple(table)


def _simplified() -> Mapping[str, str]:
    """Traditional -> Simplified, character by character, as OpenCC has it."""
    import opencc

    characters = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    # One character a line, so that no phrase of the dictionary applies.
    simplified = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    changed = {character: other for character, other in zip(characters, simplified, strict=True) if character != other}
    return {character: other for character, other in changed.items() if len(other) == 1 and other < _MARKER} | _VARIANTS
