"""Amounts of a segment as the target language writes them: 1,338億港元 → HK$133.8 billion.

A small model turns 亿 into "billion", and a figure of an official document is ten times too large.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from glossary.issue import Span
from glossary.languages import base_language, normalise_tag
from glossary.number_words import chinese
from glossary.quantities import TO, Quantity, quantities
from glossary.units import SIGN

_ENGLISH = ((10**12, " trillion", 2), (10**9, " billion", 3), (10**6, " million", 3), (1, "", 0))
_CHINESE = ((10**12, "万亿", 2), (10**8, "亿", 3), (10**4, "万", 3), (1, "", 0))
"""Units, each with how many decimals are read easily before it."""
_NAMES = {
    "en": {10**3: "thousand", 10**6: "million", 10**9: "billion", 10**12: "trillion"},
    "zh": {10**power: unit for power, unit in enumerate(("千", "万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿", "万亿"), 3)},
}
"""What a table counts in."""
_UNIT = re.compile(r"[万萬亿億兆]|(?:thousand|[mb]illion|trillion|[mbt]n)s?$", re.IGNORECASE)
_NUMERAL = re.compile("[十百千仟万萬亿億兆]")
_MEGABIT = re.compile(r"[\d.,]+\s?兆")
"""Outside Taiwan a lone 兆 is a megabit."""
_PART_BEFORE = re.compile(r"(?:[零〇十百千仟万萬亿億兆点點]|\d )\Z")
_PART_BEHIND = re.compile(r"[零〇十百千仟万萬亿億兆半\d]|分之")
"""What makes a number a part of one that is not understood: 3千 5百万 is, 1 000亿 is not."""
_LETTER = re.compile(r"[A-Za-z]\Z")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MORE = re.compile("[多余餘]")
_SOME = re.compile("[幾几]")
SIGNS = {"港元": "HK$", "美元": "US$", "欧元": "€", "歐元": "€", "英镑": "£", "英鎊": "£"}
"""A currency behind a Chinese amount, and the sign before an English one."""
_CURRENCY = re.compile(rf"(?:{'|'.join(SIGNS)})(?![区區])")
_SIGN = re.compile(r"(?<![A-Za-z])(?:HK\$|US\$|€|£)\s?$")
_BETWEEN = re.compile(rf"\bbetween\s(?:{SIGN})?\s?$", re.IGNORECASE)
_BEFORE_BOTH = 16
"""Characters before two numbers in which "between" and a sign have room."""
_DIGITS = r"[1-9]\d{0,14}(?:\.\d{1,9})?"
_SIZE_IN_CHINESE = re.compile(
    rf"(?<![零〇一二两三四五六七八九十百千万萬亿億兆点點几幾数數多余餘\d.,．·])(?P<digits>{_DIGITS})?(?P<unit>[十百千]?[万萬亿億]|[万萬][亿億])(?P<yuan>[元圆圓])?[级級](?![别別])"  # noqa: RUF001
)
_SIZE_IN_ENGLISH = re.compile(rf"(?<![\w.,$–—-])(?<!\d )(?:(?P<digits>{_DIGITS})-)?(?P<unit>[mb]illion|trillion)-(?:(?P<yuan>yuan)|level)\b(?!-)")
"""How large something is: 千亿元级 and "100-billion-yuan"; 百万级 and "million-level"."""
_PART_OF_SPAN = re.compile(r"\d\s\Z|\d-?\s?(?:to|or|and)\s\Z|[\d十百千万亿]\s?[-–—~～至到、/或]\s?\Z")  # noqa: RUF001
"""Before a number that is not alone: 500-1000亿级."""
_BEFORE_SIZE = 8
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_UNGROUPED = re.compile(r"(?<![\dA-Za-z.,/-])(?<!\d )\d{4,}(?![\d,/-]|\s?年)")
_NO_AMOUNT_BEFORE, _NO_AMOUNT_BEHIND = re.compile(r"(?:\b(?:No|Nos|Cap|Art|Ref)\.?|#)\s?\Z"), re.compile(r"(?:st|nd|rd|th)\b|\s?[%％-]|\s?per\s?cent|\.\d")  # noqa: RUF001
_WORD = re.compile("[a-z]{2}")
_ANOTHER_BEHIND, _ANOTHER_BEFORE = re.compile(rf"(?:{TO.pattern})\d"), re.compile(rf"\d(?:{TO.pattern})\Z")
_LARGEST_ROUND = 10**8
"""From here on 亿 leaves decimals that nobody reads."""
_SIZE_BEHIND = re.compile("-(?:yuan|level)\\b")
_LONGEST_SIGN = 5
"""Of its characters, one in front of it and one behind it."""
_CURRENCIES = {sign: currency for currency, sign in reversed(SIGNS.items())}


def amounts(text: str, terms: Sequence[Span], source: str, target: str) -> dict[Span, str]:
    """Where a text has a number with digits and a unit (万, 亿, million), or one that the target has a unit for, and how the target language writes it.

    Between Chinese and English only, with the currency where it stands beside. An amount that a term of the termbase overlaps
    is left out. ``terms`` are the spans of these in the text, ``source`` and ``target`` language tags; Chinese comes in
    Simplified characters.
    """
    if {base_language(source), base_language(target)} != {"en", "zh"}:
        return {}
    found = {span: word for span, word in sizes(text, target) if not _overlaps(span, terms)}
    terms = [*terms, *found]
    before: Quantity | None = None
    for quantity in quantities(text):
        start, end, values = quantity.span.start, quantity.span.end, [quantity.value]
        if quantity.alone:
            whole, currency = _with_currency(text, quantity.span, target)
            if not _overlaps(whole, terms):
                found[whole] = counting_in(quantity.value, currency, target)
            continue
        written = text[start:end]
        joined = _joined(text, before, quantity) if before is not None else None
        if before is not None and joined and (first := _in_next_unit(text, before, quantity)):
            start, values = before.span.start, [first, quantity.value]  # 10-20亿
        before = quantity
        if _is_part(text, start, end) or (normalise_tag(source) != "zh-Hant" and _MEGABIT.fullmatch(written)):
            continue
        unit, more = _UNIT.search(written), _MORE.match(text, end)
        end = more.end() if unit and more else end
        if unit and _SIZE_BEHIND.match(text, end) and " " in written:
            continue  # 3 trillion-yuan clusters: three, or a sum?
        bare = Span(start=start, end=end)
        whole, currency = _with_currency(text, bare, target)
        if _overlaps(whole, terms):
            whole, currency = bare, ""
        round_one = _is_round(text, quantity, target)
        if _SOME.search(written) or _overlaps(whole, terms) or not (unit or round_one or (currency and base_language(target) == "en")):
            continue
        numbers = [number(value, target) for value in values] if _NUMERAL.search(written) or unit or round_one else [written]
        over = bool(unit and (more or _MORE.search(written)))
        found[whole] = _rendered(numbers, currency, target, more=over, choice=bool(joined and joined["choice"]))
    return found


def sizes(text: str, target: str) -> Iterator[tuple[Span, str]]:
    """Where a text says how large something is, and how the language ``target`` does: 千亿元级 and "100-billion-yuan".

    Into Chinese, an amount with digits is as large as it says: a 12-million-yuan fine is one of 1200万元.
    """
    into_english = base_language(target) == "en"
    for match in (_SIZE_IN_CHINESE if into_english else _SIZE_IN_ENGLISH).finditer(text):
        unit = chinese(match["unit"]) if into_english else next(size for size, name in _NAMES["en"].items() if name == match["unit"])
        value = Fraction(match["digits"] or 1) * unit
        if _PART_OF_SPAN.search(text, max(0, match.start() - _BEFORE_SIZE), match.start()):
            continue
        if into_english:
            written = number(value, target).replace(" ", "-").removeprefix("1-") + ("-yuan" if match["yuan"] else "-level")
        elif match["yuan"]:
            written = number(value, target) + "元" if match["digits"] else unit_name(value, target) + "元级"
        else:
            written = unit_name(value, target) + "级"
        yield Span(start=match.start(), end=match.end()), written


def _overlaps(span: Span, terms: Sequence[Span]) -> bool:
    return any(span.overlaps(term.start, term.end) for term in terms)


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether what stands beside a number belongs to it."""
    return _PART_BEFORE.search(text, max(0, start - 2), start) is not None or _PART_BEHIND.match(text, end) is not None


def _is_round(text: str, quantity: Quantity, target: str) -> bool:
    """Whether Simplified Chinese has a 万 where English has noughts: 340,000 people are 34万. Official texts in Traditional Chinese may have either.

    None is one that stands for itself in a cell, beside others that are not round, or is joined with another number.
    """
    if normalise_tag(target) not in {"zh", "zh-Hans"} or not 10**4 <= quantity.value < _LARGEST_ROUND or quantity.value % 10**4:
        return False
    start, end = quantity.span.start, quantity.span.end
    if "," not in text[start:end] or not _WORD.search(text) or _NO_AMOUNT_BEHIND.match(text, end) or _NO_AMOUNT_BEFORE.search(text, max(0, start - 6), start):
        return False
    return not (_ANOTHER_BEHIND.match(text, end) or _ANOTHER_BEFORE.search(text, max(0, start - _BEFORE_BOTH), start))


def _joined(text: str, number: Quantity, following: Quantity) -> re.Match[str] | None:
    """What stands between two numbers that are one amount: 10 to 20, US$10 to US$20, between 10 and 20."""
    joined = TO.fullmatch(text, number.span.end, following.span.start)
    before = text[max(0, number.span.start - _BEFORE_BOTH) : number.span.start]
    if joined is None or not before.rstrip().endswith(joined["sign"] or ""):
        return None
    return joined if not joined["both"] or _BETWEEN.search(before) else None


def _in_next_unit(text: str, number: Quantity, following: Quantity) -> Fraction | None:
    """What a number without a unit is in that of the number behind it, the greater one; None for a year, and for Q1."""
    start, end = number.span.start, number.span.end
    if _YEAR.fullmatch(text, start, end) or _PART_BEFORE.search(text, max(0, start - 2), start) or _LETTER.search(text, max(0, start - 1), start):
        return None
    readings = {number.value * 10**power for power in range(2, 17)}
    return next((value for value in number.also if value in readings and value < following.value), None)


def _with_currency(text: str, amount: Span, target: str) -> tuple[Span, str]:
    """The amount with the currency that stands beside it, and that currency in the target language; else as it was."""
    if base_language(target) == "en":
        behind = _CURRENCY.match(text, amount.end)
        return (Span(start=amount.start, end=behind.end()), SIGNS[behind[0]]) if behind else (amount, "")
    sign = _SIGN.search(text, max(0, amount.start - _LONGEST_SIGN), amount.start)
    return (Span(start=sign.start(), end=amount.end), _CURRENCIES[sign[0].strip()]) if sign else (amount, "")


def _rendered(numbers: Sequence[str], currency: str, target: str, *, more: bool, choice: bool) -> str:
    if base_language(target) == "en":
        return ("over " if more else "") + (" or " if choice else " to ").join(currency + each for each in numbers)
    return ("或" if choice else "至").join(numbers) + currency


def counting_in(value: Fraction, currency: str, target: str) -> str:
    """What a table counts in, in the target language: HK$ million, 十亿美元."""
    name = unit_name(value, target)
    if base_language(target) == "zh":
        return name + currency
    return f"{currency} {name}" if currency and name.isalpha() else currency + name


def unit_name(value: Fraction, language: str) -> str:
    """A unit without a number as the language writes it: million, 百万; 亿 is "100 million"."""
    return _NAMES[base_language(language)].get(int(value)) or number(value, language)


def number(value: Fraction, language: str) -> str:
    """A value as the language writes it: with the largest unit that leaves few decimals, else without one."""
    units = _ENGLISH if base_language(language) == "en" else _CHINESE
    size, unit, _ = next((each for each in units if value >= each[0] and len(_decimals(value / each[0])[1]) <= each[2]), units[-1])
    whole, decimals = _decimals(value / size)
    if units is _ENGLISH or normalise_tag(language) == "zh-Hant":
        whole = f"{int(whole):,}"
    return whole + (f".{decimals}" if decimals else "") + unit


def other_grouping(text: str, source: str, language: str) -> list[tuple[int, int, str]]:
    """Where a Traditional Chinese target has a number of its source without the commas that it has there, and how it is written: 1421億 for 1,421亿.

    Returns disjoint spans of ``text`` in their order, each with what it becomes. ``source`` is what a model read, amounts included;
    ``language`` is the target's tag. Simplified Chinese has no commas in four digits, so there a number stays as it is.
    """
    if normalise_tag(language) != "zh-Hant":
        return []
    plain = set(_UNGROUPED.findall(source))
    grouped = {digits: number for number in _GROUPED.findall(source) if (digits := number.replace(",", "")) not in plain}
    return [(*match.span(), grouped[match[0]]) for match in _UNGROUPED.finditer(text) if match[0] in grouped]


def _decimals(value: Fraction) -> tuple[str, str]:
    """An exact decimal fraction, before and behind the point: 133 and 8; 2 and nothing."""
    scale = 0
    while (value * 10**scale).denominator > 1:
        scale += 1
    digits = str(int(value * 10**scale)).rjust(scale + 1, "0")
    return (digits[:-scale], digits[-scale:]) if scale else (digits, "")
