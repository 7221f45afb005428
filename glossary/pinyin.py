"""How Chinese is read: Hanyu Pinyin with tone marks, syllables joined into words (GB/T 16159).

    高水平对外开放  ->  gāoshuǐpíng duìwài kāifàng

Characters with several readings are read as in the word that they stand in (银行 yínháng, 行政 xíngzhèng). Tones are
those of the dictionary, without sandhi; names are in lower case, since nothing says what is a name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from glossary.languages import HAN, normalise_tag
from glossary.scripts import to_script

_LONGEST_WORD = 3
_LONGEST_IDIOM = 4
_CORRECTIONS = {
    "长三角": "cháng sān jiǎo",
    "长效": "cháng xiào",
    "重塑": "chóng sù",
    "不是": "bù shì",
    "银行业": "yín háng yè",
}
"""Words that the dictionary of pypinyin lacks or writes with sandhi."""
_PUNCTUATION = str.maketrans({"，": ", ", "、": ", ", "；": "; ", "：": ": ", "（": " (", "）": ") ", "！": "!", "？": "?", "。": "."})
_PIECES = re.compile(f"({HAN.pattern}+)")
_VOWELS = "aāáǎàoōóǒòeēéěè"


@lru_cache(maxsize=4096)
def pinyin(text: str, language: str = "zh-Hans") -> str:
    """A Chinese text in Pinyin; what is not Chinese stays. The language says which script the text is in."""
    parts: list[str] = []
    for place, piece in enumerate(_PIECES.split(text)):
        if place % 2:
            parts.append(f" {' '.join(_words(piece, language))} ")
        else:
            parts.append(piece.translate(_PUNCTUATION))
    line = " ".join("".join(parts).split())
    line = re.sub(r"([“‘(《]) ", r"\1", line)
    return re.sub(r" ([”’)》,;:.!?])", r"\1", line)


@lru_cache(maxsize=65536)
def sorting_key(text: str) -> tuple[tuple[str, ...], str]:
    """Where a Chinese text stands in an alphabetical list: by its syllables, then by their tones and characters."""
    from pypinyin import Style, lazy_pinyin

    return tuple(each.casefold() for each in lazy_pinyin(text, style=Style.NORMAL)), text


def _words(run: str, language: str) -> list[str]:
    """The words of a run of Han characters."""
    import rjieba

    known = _simplified(run) if normalise_tag(language) == "zh-Hant" else run
    words: list[str] = []
    for word in rjieba.cut(known):
        syllables = _syllables(word)
        if len(syllables) != len(word):
            words.append("".join(syllables))
            continue
        words.extend(_joined(syllables[start:end]) for start, end in pairwise(_cuts(word)))
    return words


def _syllables(word: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin

    syllables: list[str] = lazy_pinyin(word, style=Style.TONE)
    for part, reading in _CORRECTIONS.items():
        if (at := word.find(part)) >= 0 and len(syllables) == len(word):
            syllables[at : at + len(part)] = reading.split()
    return syllables


def _cuts(word: str) -> list[int]:
    """Where a word that is too long to be read in one go falls into shorter ones, its ends included."""
    import rjieba

    if len(word) <= _LONGEST_WORD:
        return [0, len(word)]
    shorter = {each for each in rjieba.cut_for_search(word) if 1 < len(each) <= _LONGEST_WORD and each != word}
    cuts, place = [0], 0
    while place < len(word):
        length = next((size for size in range(_LONGEST_WORD, 1, -1) if word[place : place + size] in shorter), 1)
        place += length
        cuts.append(place)
    alone = any(end - start == 1 for start, end in pairwise(cuts))
    return [0, len(word)] if alone and len(word) <= _LONGEST_IDIOM else cuts


def _joined(syllables: list[str]) -> str:
    """One word; an apostrophe stands before a syllable that begins with a vowel (xī'ān)."""
    return "".join(each if not place or each[:1] not in _VOWELS else f"'{each}" for place, each in enumerate(syllables))


def _simplified(text: str) -> str:
    found = to_script(text, "zh-Hans")
    return found if len(found) == len(text) else text
