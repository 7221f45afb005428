"""The values that the words of a text give: 三点五万亿, 百分之五, 八十年代, "one hundred and fifty million", "two thirds"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

_DIGITS = {
    digit: value
    for value, digits in enumerate(("〇零○", "一壹", "二贰貳两兩", "三叁參", "四", "五", "六", "七", "八", "九"))
    for digit in digits
}
_CHINESE_UNITS = {
    "十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8,
}  # fmt: skip
LONGEST = 100
"""Characters of the longest number that anybody means; Python reads no more than 4,300 digits at once."""
_DIGIT = f"[{''.join(_DIGITS)}]"
_NUMERAL = f"[{''.join(_DIGITS)}十百千万萬亿億]"
_RUN, _DECIMALS, _FIGURES = (rf"{character}{{1,{LONGEST}}}" for character in (_NUMERAL, _DIGIT, r"\d"))
_CHINESE_RUN = re.compile(f"{_NUMERAL}+")
_LONGEST_RUN = 12
_POINT = re.compile(f"({_RUN})[点點]({_DECIMALS})([万萬]?[亿億]|[十百千]?[万萬])?")
_SHARE = re.compile(rf"({_RUN}|{_FIGURES})分之({_RUN}(?:[点點]{_DECIMALS})?|{_FIGURES}(?:\.{_FIGURES})?)")
_TENTHS = re.compile("([一二三四五六七八九])成(半)?")
_AND_A_HALF = re.compile(rf"({_RUN}|{_FIGURES})(?:[个個]?[\u4e00-\u9fff]{{1,2}})半")
_DECADE = re.compile(rf"((?:二十|十九|二十一|[上本]|21|20|19)\s?世[纪紀]的?\s?)?({_RUN})年代")
_CENTURIES = re.compile(f"({_RUN})(?:个|個)世[纪紀]")
_PLAN = re.compile("十([一二三四五六七八九])五|([六七八九])五(?=[”」]?(?:计划|計劃|时期|期间))|第?(二?十[一二三四五六七八九]?)个五年")
_MANIFOLD = re.compile(f"({_RUN})倍")
_DOUBLED = re.compile(f"翻({_DIGIT})?番")
_NAMED = (
    (re.compile("首"), (1,)),
    (re.compile("双|雙|翻番"), (2,)),
    (re.compile("半"), (Fraction(1, 2), 50, 30)),
    (re.compile("上半年"), (1,)),
    (re.compile("下半年"), (2,)),
    (re.compile("上(?:个|個)?世[纪紀]"), (20,)),
    (re.compile("[本新]世[纪紀]"), (21, 2000)),
    (re.compile("21世[纪紀]初|二十一世[纪紀]初"), (2000,)),
    (re.compile("全天候|[昼晝]夜"), (24,)),
    (re.compile("新冠"), (19, 2019)),
    (re.compile("全部|全面|全体|全體|完全|都|均|皆|所有"), (100,)),
    (re.compile(r"\b(?:last|20th) century\b", re.IGNORECASE), (20,)),
    (re.compile(r"\b(?:this|the new) century\b", re.IGNORECASE), (21,)),
    (re.compile(r"\b(?:round|around)[ -]the[ -]clock\b", re.IGNORECASE), (24,)),
    (re.compile(r"\b(?:all|every|entire(?:ly)?|full(?:y)?|whole|universal|complete(?:ly)?)\b", re.IGNORECASE), (100,)),
    (re.compile(r"\ban? (?:\w+ )?(?:second|minute|hour|day|week|month|year|decade|century)\b", re.IGNORECASE), (1,)),
)
"""Words that stand for a number which the other side may write with digits."""
_WORDS = {
    word: value
    for value, words in {
        0: "zero nil", 1: "one first once single january jan", 2: "two second twice february feb both double doubled doubling",
        3: "three third thrice triple tripled tripling trebled threefold march mar",
        4: "four fourth april apr quadruple quadrupled fourfold", 5: "five fifth may fivefold",
        6: "six sixth june jun sixfold", 7: "seven seventh july jul sevenfold",
        8: "eight eighth august aug eightfold", 9: "nine ninth september sept sep ninefold",
        10: "ten tenth october oct tenfold decade decades", 11: "eleven eleventh november nov",
        12: "twelve twelfth december dec dozen dozens", 13: "thirteen thirteenth", 14: "fourteen fourteenth fortnight",
        15: "fifteen fifteenth", 16: "sixteen sixteenth", 17: "seventeen seventeenth", 18: "eighteen eighteenth",
        19: "nineteen nineteenth", 20: "twenty twentieth twenties", 30: "thirty thirtieth thirties",
        40: "forty fortieth forties", 50: "fifty fiftieth fifties", 60: "sixty sixtieth sixties",
        70: "seventy seventieth seventies", 80: "eighty eightieth eighties", 90: "ninety ninetieth nineties",
        100: "hundred hundreds hundredth century centuries centenary centennial centenaries",
        1000: "thousand thousands thousandth millennium millennia", 10**6: "million millions", 10**9: "billion billions",
        10**12: "trillion trillions",
    }.items()
    for word in words.split()
}  # fmt: skip
_TIMES = _WORDS.keys() & {"double", "doubled", "doubling", "triple", "tripled", "tripling", "trebled", "threefold", "quadruple", "quadrupled"}
_SMALL = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_PARTS = {**_SMALL, "halves": 2, **{f"{word}s": parts for word, parts in _SMALL.items()}}
_WORD = re.compile(r"[A-Za-z]+")
_GAP = re.compile(r"[\s-]{1,2}|[\u2010\u2011]")
_ROMAN = re.compile(r"\b(?=[XVI])(X{0,2})(IX|IV|V?I{0,3})\b")
_ROMAN_VALUES = {"X": 10, "XX": 20, "IX": 9, "IV": 4, "V": 5, "": 0}


def written(text: str) -> Iterator[Fraction]:
    """Every value that words, months and numerals of a text may mean; more than it means, never less on purpose."""
    for pattern, meant in _NAMED:
        if pattern.search(text):
            yield from (Fraction(value) for value in meant)
    yield from _english(text)
    if not text.isascii():
        yield from _chinese_values(text)


def percents(share: Fraction) -> tuple[Fraction, ...]:
    """A share of a whole -> per cent, exactly and as it is rounded."""
    value = share * 100
    return (value, *(Fraction(round(value, digits)) for digits in (0, 1, 2)))


def rounded(value: Fraction) -> Iterator[Fraction]:
    """A value, exactly and with two to four significant digits."""
    yield value
    if value > 0:
        power = len(str(int(value))) if value >= 1 else 0
        yield from (Fraction(round(value, digits - power)) for digits in (2, 3, 4))


def plan_years(number: int) -> tuple[int, ...]:
    """The first and the last year of a Chinese five-year plan from the third on: the 14th is 2021 to 2025."""
    return (1951 + 5 * number, 1955 + 5 * number) if 6 <= number < 30 else ()


def _chinese_values(text: str) -> Iterator[Fraction]:
    for run in _CHINESE_RUN.findall(text):
        for start in range(len(run)):
            for end in range(start + 1, min(len(run), start + _LONGEST_RUN) + 1):
                yield Fraction(chinese(run[start:end]))
        if len(run) == 2 and all(char in _DIGITS for char in run):
            yield from (Fraction(century + chinese(run)) for century in (1900, 2000))  # 九二共识
    for match in _POINT.finditer(text):
        value = _pointed(match[1], match[2])
        yield from (value, value * (chinese(match[3]) if match[3] else 1))
        for start in range(1, len(match[1])):  # 百分之五点二
            yield _pointed(match[1][start:], match[2])
    for match in _SHARE.finditer(text):
        whole, part = _number(match[1]), _number(match[2])
        if whole > part:
            yield from (part / whole, *percents(part / whole))
    yield from (Fraction(chinese(match[1]) * 10 + (5 if match[2] else 0)) for match in _TENTHS.finditer(text))
    yield from (_number(match[1]) + Fraction(1, 2) for match in _AND_A_HALF.finditer(text))
    yield from (Fraction(chinese(match[1]) * 100) for match in _CENTURIES.finditer(text))
    yield from (Fraction(chinese(match[1]) + 1) for match in _MANIFOLD.finditer(text))
    yield from (Fraction(2 ** chinese(match[1])) for match in _DOUBLED.finditer(text) if match[1])
    for match in _PLAN.finditer(text):
        yield from map(Fraction, plan_years(10 + chinese(match[1]) if match[1] else chinese(match[2] or match[3])))
    for match in _DECADE.finditer(text):
        for start in range(len(match[2])):
            decade = chinese(match[2][start:])
            if 0 < decade < 100:
                yield from (Fraction(century + decade) for century in (1800, 1900, 2000))


def _number(text: str) -> Fraction:
    if text[0].isdigit() and text[0] not in _DIGITS:
        return Fraction(text)
    whole, point, decimals = text.replace("點", "点").partition("点")
    return _pointed(whole, decimals) if point else Fraction(chinese(whole))


def _pointed(whole: str, decimals: str) -> Fraction:
    return chinese(whole) + Fraction(int("".join(str(_DIGITS[char]) for char in decimals)), 10 ** len(decimals))


def chinese(numeral: str) -> int:
    """A Chinese numeral -> its value: 二〇二三, 二千零二十三, 十四."""
    if all(char in _DIGITS for char in numeral):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total = section = digit = 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif _CHINESE_UNITS[char] < 10**4:
            section += (digit or 1) * _CHINESE_UNITS[char]
            digit = 0
        else:
            total = (total + section + digit) * _CHINESE_UNITS[char] if total + section + digit else _CHINESE_UNITS[char]
            section = digit = 0
    return total + section + digit


def _english(text: str) -> Iterator[Fraction]:
    tokens = [(match[0].lower(), match.start(), match.end()) for match in _WORD.finditer(text)]
    for word, _, _ in tokens:
        if word in _WORDS:
            yield Fraction(_WORDS[word])
            if word in _TIMES:
                yield Fraction(_WORDS[word] - 1)  # doubled is 增长1倍
        if word in _PARTS:
            yield from (Fraction(1, _PARTS[word]), *percents(Fraction(1, _PARTS[word])))
    phrases: list[tuple[Fraction, int, int, int]] = []
    index = 0
    while index < len(tokens):
        word = tokens[index][0]
        if word not in _WORDS and not (word in {"a", "an", "half", "quarter"} and index + 1 < len(tokens)):
            index += 1
            continue
        value, scale, size = _phrase(text, tokens, index)
        if size > 1 and value:
            yield value
            if value < 1:
                yield from percents(value)
        if size and value:
            phrases.append((value, scale, tokens[index][1], tokens[index + size - 1][2]))
        index += max(size, 1)
    for (first, _, _, end), (_, scale, start, _) in pairwise(phrases):
        if text[end:start].strip() in {"to", "or", "-", "–", "—"} and first < 1000:
            yield first * scale  # one to two billion
    for match in _ROMAN.finditer(text):
        if match[0]:
            tail = match[2]
            small = _ROMAN_VALUES.get(tail)
            yield Fraction(_ROMAN_VALUES[match[1]] + (small if small is not None else 5 * ("V" in tail) + tail.count("I")))


def _phrase(text: str, tokens: list[tuple[str, int, int]], begin: int) -> tuple[Fraction, int, int]:
    """(value, the last factor in it, how many words) of the longest number phrase that begins at a word."""
    total, current = Fraction(0), Fraction(0)
    scale, last, good = 1, "", 0
    for index in range(begin, len(tokens)):
        word, start, _ = tokens[index]
        if index > begin and not _GAP.fullmatch(text, tokens[index - 1][2], start):
            break
        value = _WORDS.get(word)
        if word in {"a", "an"} and last in {"", "and", "half"}:
            last = "half" if last == "half" else "a"
            continue
        if word == "and" and good and last in {"unit", "ten", "hundred", "scale"}:
            last = "and"
            continue
        if word in _PARTS and (last in {"", "a", "unit"} or good == 0):
            part = Fraction(1, _PARTS[word])
            current = current + part if last == "a" else (current or Fraction(1)) * part
            last = "half" if word == "half" else "part"
        elif value is None:
            break
        elif value >= 1000 or word in {"decade", "decades", "dozen", "century", "centuries"}:
            total += (current or Fraction(1)) * value
            current, scale, last = Fraction(0), value, "scale"
        elif value == 100:
            current, last = (current or Fraction(1)) * 100, "hundred"
        elif value >= 20 and last in {"", "and", "hundred", "scale"}:
            current, last = current + value, "ten"
        elif 10 <= value < 20 and last in {"", "and", "hundred", "scale"}:
            current, last = current + value, "teen"
        elif value < 10 and last in {"", "and", "hundred", "scale", "ten"}:
            current, last = current + value, "unit"
        elif last in {"ten", "teen"} and value >= 10 and not total and current < 100:
            current, last = current * 100 + value, "ten"  # nineteen seventy-eight
        else:
            break
        good = index - begin + 1
        if word.endswith(("th", "first", "second", "third")) and word not in {"twentieth"}:
            if word in _PARTS and last == "part":
                continue
            break
    return total + current, scale, good
