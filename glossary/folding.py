"""Folding: two spellings of one word become one text, and every character still knows where it came from.

Unicode NFKC (UAX #15) with full and half width; quotes, dashes and white space each to one character; soft hyphens and
zero-width characters removed; a wrapped line joined; a hyphen inside a word to a space; Simplified and Traditional
Chinese to one script, character by character (phrase conversion changes words: 資訊安全 is not 信息安全); lower case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from glossary.languages import HAN, base_language

PARAGRAPH = "\n"
"""What a blank line, or a line break before an indented line, folds to: no term reaches across it."""

_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
_BREAKS = "\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029"
_PIECE = re.compile(rf"[\s{_INVISIBLE}]*\s[\s{_INVISIBLE}]*|[{_INVISIBLE}]+|.", re.DOTALL)
_UNEVEN = re.compile(rf"[\t{_BREAKS}{_INVISIBLE}]|  ")
"""What keeps a text from being folded character by character; the rest is for NFKC's quick check to find."""
_BREAK = re.compile(rf"\r\n|[{_BREAKS}]")
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_ALIKE = {
    "'": "‘’‚‛ʼ′＇´",
    '"': "“”„‟«»″＂「」『』〝〞〟﹁﹂﹃﹄",
    "-": "‐‑‒–−－﹣⁃",
    "—": "―⸺﹘",
    "·": "•‧∙⋅・･",
    "~": "～〜",
    " ": _SPACES,
}
_HYPHEN = re.compile(r"(?<=[^\W_])-(?=[^\W_])")
_CHINESE_HYPHEN = re.compile(r"(?<=[a-z0-9])-(?=[a-z0-9])")
_CHINESE_MARKS = frozenset("，。、；：？！（）《》〈〉【】“”‘’「」『』…—")
_HALF_WIDTH_MARKS = "\uff9e\uff9f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A folded text and the way back. All offsets are half-open and count code points."""

    text: str
    """Folded completely: what is searched."""
    plain: str
    """The same characters before script, case and hyphens were folded, one for one: what case rules and exact forms see."""
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
    if _UNEVEN.search(text) is None:
        plain = text if text.isascii() else text.translate(_single())
        if plain.isascii() or unicodedata.is_normalized("NFKC", plain):
            if "  " not in plain:
                return Folded(text=_canonical(plain, chinese=chinese), plain=plain)
    return _fold_slowly(text, chinese=chinese)


def _fold_slowly(text: str, *, chinese: bool) -> Folded:
    """Piece by piece: for texts in which characters are removed, joined or multiplied."""
    single = _single()
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    spans = [match.span() for match in _PIECE.finditer(text)]
    index = 0
    while index < len(spans):
        start, end = spans[index]
        index += 1
        piece = text[start:end]
        if any(character.isspace() for character in piece):
            following = text[end : end + 1]
            folded = _fold_white(piece, characters[-1] if characters else "", following)
        elif piece[0] in _invisible():
            folded = ""
        else:
            while index < len(spans) and _extends(text[spans[index][0]]):
                end = spans[index][1]
                index += 1
            folded = unicodedata.normalize("NFKC", text[start:end].translate(single)).translate(single)
        if folded.startswith(" ") and characters and characters[-1].isspace():
            folded = folded[1:]
        characters.extend(folded)
        starts.extend([start] * len(folded))
        ends.extend([end] * len(folded))
    plain = "".join(characters)
    return Folded(text=_canonical(plain, chinese=chinese), plain=plain, starts=starts, ends=ends)


def _fold_white(run: str, before: str, after: str) -> str:
    """A run of white space -> nothing, a space or PARAGRAPH.

    A wrapped line of Chinese is joined without a space. An ideographic space after the break is the indentation with
    which Chinese typography begins a paragraph.
    """
    breaks = _BREAK.findall(run)
    if not breaks:
        return " "
    if len(breaks) > 1 or "\u2029" in run or "\u3000" in run[_last_break(run) :]:
        return PARAGRAPH
    return "" if _is_chinese(before) and _is_chinese(after) else " "


def _last_break(run: str) -> int:
    return max(match.end() for match in _BREAK.finditer(run))


def _is_chinese(character: str) -> bool:
    return character in _CHINESE_MARKS or HAN.match(character) is not None


def _extends(character: str) -> bool:
    """Whether a character may melt into the one before it under NFKC: combining marks, Hangul vowels and finals."""
    return (
        unicodedata.category(character)[0] == "M" and character not in _invisible()
    ) or "\u1160" <= character <= "\u11ff" or character in _HALF_WIDTH_MARKS


def _canonical(plain: str, *, chinese: bool) -> str:
    """Script, case and hyphens, character by character: the length stays."""
    text = plain.lower()
    if len(text) != len(plain):  # 'İ' becomes two characters; its first is the letter
        text = "".join(character.lower()[0] for character in plain)
    if not text.isascii():
        text = text.replace("ς", "σ")  # str.lower() picks ς by context
        if chinese:
            text = text.translate(_script()).replace("—", "-")  # 中国—东盟 and 中国-东盟
    if "-" in text:
        text = (_CHINESE_HYPHEN if chinese else _HYPHEN).sub(" ", text)
    return text


@cache
def _invisible() -> frozenset[str]:
    pattern = re.compile(f"[{_INVISIBLE}]")
    return frozenset(chr(code) for code in (*range(0x10000), *range(0xE0100, 0xE01F0)) if pattern.match(chr(code)))


@cache
def _single() -> Mapping[int, str]:
    """Every character that folds to exactly one other, whatever stands beside it."""
    table = {}
    for code in (*range(0x80, 0x3400), *range(0xA640, 0xAB70), *range(0xF900, 0x10000), *range(0x1D400, 0x1D800), *range(0x2F800, 0x2FA20)):
        character = chr(code)
        folded = unicodedata.normalize("NFKC", character)
        if folded != character and len(folded) == 1 and unicodedata.combining(folded) == 0:
            table[code] = folded
    for folded, alike in _ALIKE.items():
        table.update(dict.fromkeys(map(ord, alike), folded))
    return table


@cache
def _script() -> Mapping[int, str]:
    """Traditional -> Simplified, character by character, as OpenCC has it."""
    import opencc

    characters = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0x20000, 0x2EBE1))]
    simplified = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {
        ord(character): other
        for character, other in zip(characters, simplified, strict=True)
        if character != other and len(other) == 1
    }
