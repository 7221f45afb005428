"""The numbers in a text, whatever a language writes them with: 3.5万亿, 二〇二三, "1.2 billion", "October", "14th"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from glossary.issue import Span

_UNITS = {
    "十": 10**1, "百": 10**2, "千": 10**3, "仟": 10**3, "万": 10**4, "萬": 10**4, "十万": 10**5, "十萬": 10**5,
    "百万": 10**6, "百萬": 10**6, "千万": 10**7, "千萬": 10**7, "亿": 10**8, "億": 10**8, "十亿": 10**9, "十億": 10**9,
    "百亿": 10**10, "百億": 10**10, "千亿": 10**11, "千億": 10**11, "万亿": 10**12, "萬億": 10**12, "兆": 10**12,
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9,
    "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
_CHINESE_UNITS = "|".join(sorted((unit for unit in _UNITS if not unit.isascii()), key=len, reverse=True))
_ENGLISH_UNITS = "|".join(unit for unit in _UNITS if unit.isascii())
_MEASURES = "[米克瓦卡赫帕焦伏]"
"""What makes 千 a prefix: 5千米 is five kilometres."""
_AFTERNOON = re.compile(r"(\d{1,2})(?:[:.]\d\d)?\s?p\.?m\b", re.IGNORECASE)
_YEARS = re.compile(r"(?<!\d)(\d\d)(\d\d)[/–-](\d\d)(?!\d)")
_DECADE = re.compile(r"\d{1,2}世[纪紀](?=\d{2}年代)")
"""The century is told by the decade: 20世纪90年代 is 1990s."""
_TENTHS = re.compile("([一二三四五六七八九])成(半)?")
_SPACED = re.compile(r"(?<!\d)\d(?: \d){1,3}(?= ?[年月日])")
"""2 0 1 5 年, as it is copied out of some PDF files."""
_NUMBER = re.compile(
    r"(?P<digits>\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:\s?[多余餘幾几]?(?P<chinese>{_CHINESE_UNITS})(?!{_MEASURES})|[\s-]?(?P<english>{_ENGLISH_UNITS})\b)?",
    re.IGNORECASE,
)
_DIGITS = {
    digit: value
    for value, digits in enumerate(("〇零", "一壹", "二贰貳两兩", "三叁參", "四", "五", "六", "七", "八", "九"))
    for digit in digits
}
_CHINESE_RUN = re.compile(f"[{''.join(_DIGITS)}十百千万萬亿億]+")
_LONGEST_RUN = 12
_WORDS = {
    word: value
    for value, words in {
        1: "one first once january jan", 2: "two second twice february feb both double", 3: "three third march mar",
        4: "four fourth april apr", 5: "five fifth may", 6: "six sixth june jun", 7: "seven seventh july jul",
        8: "eight eighth august aug", 9: "nine ninth september sept sep", 10: "ten tenth october oct decade",
        11: "eleven eleventh november nov", 12: "twelve twelfth december dec dozen", 13: "thirteen thirteenth",
        14: "fourteen fourteenth", 15: "fifteen fifteenth", 16: "sixteen sixteenth", 17: "seventeen seventeenth",
        18: "eighteen eighteenth", 19: "nineteen nineteenth", 20: "twenty twentieth", 30: "thirty thirtieth",
        40: "forty fortieth", 50: "fifty fiftieth half", 60: "sixty sixtieth", 70: "seventy seventieth",
        80: "eighty eightieth", 90: "ninety ninetieth", 100: "hundred hundredth century", 1000: "thousand",
        10**6: "million", 10**9: "billion", 10**12: "trillion",
    }.items()
    for word in words.split()
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number written with digits."""

    value: Fraction
    span: Span
    also: tuple[Fraction, ...] = ()
    """Other values that the same figure may have on the other side: 3 pm is 15:00, 2008/09 ends in 2009."""


def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of a text that are written with digits, each with its unit (万, million) multiplied in."""
    return tuple(_quantities(_joined(text)))


def _quantities(text: str) -> Iterator[Quantity]:
    decades = {match.start() for match in _DECADE.finditer(text)} if "世" in text else ()
    afternoon = {match.start(): int(match[1]) for match in _AFTERNOON.finditer(text)}
    ends = {match.start(3): int(match[1] + match[3]) for match in _YEARS.finditer(text)}
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if start in decades or (text[start - 1 : start].isascii() and text[start - 1 : start].isalpha() and text[end : end + 1].isascii() and text[end : end + 1].isalpha()):
            continue  # the century of a decade, P2P
        also: list[Fraction] = []
        if start in afternoon:
            also.append(Fraction(afternoon[start] + 12))
        if start in ends:
            also.append(Fraction(ends[start]))
        yield Quantity(value=_value(match), span=Span(start=start, end=end), also=tuple(also))


def _joined(text: str) -> str:
    """A text of the same length in which spaced-out digits stand together, blanks after them."""
    if " " not in text:
        return text
    return _SPACED.sub(lambda found: found[0].replace(" ", "").ljust(len(found[0])), text)


def values(text: str) -> frozenset[Fraction]:
    """Every value that some reading of the text gives: digits with and without unit, number words, months, decades."""
    return frozenset(_readings(_joined(text)))


def _value(match: re.Match[str]) -> Fraction:
    unit = match["chinese"] or match["english"]
    return _plain(match["digits"]) * (_UNITS[unit.lower()] if unit else 1)


def _plain(digits: str) -> Fraction:
    return Fraction(digits.replace(",", "").replace("，", ""))


def _readings(text: str) -> Iterator[Fraction]:
    for match in _NUMBER.finditer(text):
        plain = _plain(match["digits"])
        yield plain
        yield _value(match)
        if 1000 < plain < 3000 and plain % 10 == 0:
            yield plain % 100  # the 1990s are 90年代
        elif plain in range(0, 100, 10) and text.startswith(("年代", "后", "後"), match.end()):
            yield plain + (1900 if plain > 40 else 2000)
    yield from (Fraction(int(match[1]) + 12) for match in _AFTERNOON.finditer(text))
    yield from (Fraction(int(match[1] + match[3])) for match in _YEARS.finditer(text))
    yield from (Fraction(_chinese(match[1]) * 10 + (5 if match[2] else 0)) for match in _TENTHS.finditer(text))
    words = [_WORDS[word.lower()] for word in _WORD.findall(text) if word.lower() in _WORDS]
    yield from map(Fraction, words)
    for first, second in pairwise(words):
        if second >= 100 > first:
            yield Fraction(first * second)
        elif 20 <= first < 100 and second < 10:
            yield Fraction(first + second)
    for run in _CHINESE_RUN.findall(text):
        for start in range(len(run)):
            for end in range(start + 1, min(len(run), start + _LONGEST_RUN) + 1):
                yield Fraction(_chinese(run[start:end]))


def _chinese(numeral: str) -> int:
    """A Chinese numeral -> its value: 二〇二三, 二千零二十三, 十四."""
    if all(char in _DIGITS for char in numeral):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total = section = digit = 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif _UNITS[char] < 10**4:
            section += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            total = (total + section + digit) * _UNITS[char] if total + section + digit else _UNITS[char]
            section = digit = 0
    return total + section + digit
