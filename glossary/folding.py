"""Folding: two spellings of one word become one text, and every character still knows where it came from.

Unicode NFKC (UAX #15) with full and half width; quotes, dashes and white space each to one character; soft hyphens and
zero-width characters removed; a wrapped line joined; Simplified and Traditional Chinese to one script, character by
character (phrase conversion changes words: 資訊安全 is not 信息安全); lower case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from glossary.languages import HAN, base_language

PARAGRAPH = "\n"
"""What a blank line, or a line break before an indented line, folds to: no term reaches across it."""

_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_SPACES = "\\s\u0085\u2028\u2029\u3000"
_ODD_ASCII = re.compile(r"[^\S ]|  |[\x00-\x08\x0e-\x1b\x7f]")
_WHITE = re.compile(f"[{_SPACES}]")
_PIECE = re.compile(f"[{_SPACES}{_INVISIBLE}]*[{_SPACES}][{_SPACES}{_INVISIBLE}]*|[{_INVISIBLE}]+|.", re.DOTALL)
_STRIDE = re.compile(f"[{_INVISIBLE}]|[^\\S ]|  |[\u0300-\u036f\u1100-\u11ff\u3099\u309a]")
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LONE = {
    **dict.fromkeys(map(ord, "‘’‚‛ʼ′＇`´"), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»″＂「」『』〝〞〟﹁﹂﹃﹄"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–−－﹣⁃"), "-"),
    **dict.fromkeys(map(ord, "―⸺﹘"), "—"),
    **dict.fromkeys(map(ord, "•‧∙⋅・･᛫"), "·"),
    **dict.fromkeys(map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " "),
    ord("～"): "~",
    ord("〜"): "~",
}
_CHINESE_PUNCTUATION = "，。、；：？！（）《》〈〉【】“”‘’「」『』…—"


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
    if text.isascii():
        if _ODD_ASCII.search(text) is None:
            return Folded(text=text.lower(), plain=text)
    else:
        plain = text.translate(_single())
        if _STRIDE.search(text) is None and unicodedata.is_normalized("NFKC", plain) and "  " not in plain:
            return Folded(text=_lower(plain, chinese=chinese), plain=plain)
    return _fold_slowly(text, chinese=chinese)


def _fold_slowly(text: str, *, chinese: bool) -> Folded:
    """Piece by piece: for texts in which characters are removed, joined or multiplied."""
    single = _single()
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    pieces = [(match.start(), match.end()) for match in _PIECE.finditer(text)]
    index = 0
    while index < len(pieces):
        start, end = pieces[index]
        index += 1
        piece = text[start:end]
        if _WHITE.search(piece):
            folded = _fold_white(piece, characters[-1] if characters else "", text[end : end + 1])
        elif end - start > 1 or re.match(f"[{_INVISIBLE}]", piece):
            folded = ""
        else:
            while index < len(pieces) and _extends(text[pieces[index][0]]):
                end = pieces[index][1]
                index += 1
            folded = _normalise(text[start:end], single)
            if folded.isspace() and characters and characters[-1] == " ":
                folded = ""
        characters.extend(folded)
        starts.extend([start] * len(folded))
        ends.extend([end] * len(folded))
    plain = "".join(characters)
    return Folded(text=_lower(plain, chinese=chinese), plain=plain, starts=starts, ends=ends)
