"""Amounts of a segment as the target language writes them: 1,338億港元 → HK$133.8 billion.

A small model turns 亿 into "billion", and a figure of an official document is ten times too large.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from glossary.issue import Span
from glossary.languages import base_language, normalise_tag
from glossary.quantities import TO, Quantity, quantities

_ENGLISH = ((10**12, " trillion", 2), (10**9, " billion", 3), (10**6, " million", 3), (1, "", 0))
_CHINESE = ((10**12, "万亿", 2), (10**8, "亿", 3), (10**4, "万", 3), (1, "", 0))
"""Units, each with how many decimals are read easily before it."""
_UNIT = re.compile(r"[万萬亿億兆]$|(?:thousand|[mb]illion|trillion|[mbt]n)s?$", re.IGNORECASE)
_MORE = re.compile("[多余餘]")
_SOME = re.compile("[幾几]")
_SIGNS = {"港元": "HK$", "美元": "US$", "欧元": "€", "歐元": "€", "英镑": "£", "英鎊": "£"}
"""A currency behind a Chinese amount, and the sign before an English one."""
_CURRENCY = re.compile("|".join(_SIGNS))
_SIGN = re.compile(r"(?<![A-Za-z])(?:HK\$|US\$|€|£)\s?$")
_CURRENCIES = {sign: currency for currency, sign in reversed(_SIGNS.items())}


def amounts(text: str, terms: Sequence[Span], source: str, target: str) -> dict[Span, str]:
    """Where a text has a number with digits and a unit (万, 亿, million), and how the target language writes it.

    Between Chinese and English only, with the currency where it stands beside. An amount that a term of the termbase overlaps
    is left out. ``terms`` are the spans of these in the text, ``source`` and ``target`` language tags; Chinese comes in
    Simplified characters.
    """
    if {base_language(source), base_language(target)} != {"en", "zh"}:
        return {}
    found = {}
    before: Quantity | None = None
    for quantity in quantities(text):
        start, end, values = quantity.span.start, quantity.span.end, [quantity.value]
        written = text[start:end]
        joined = TO.fullmatch(text, before.span.end, start) if before is not None else None
        if before is not None and joined and (first := _in_next_unit(before)):
            start, values = before.span.start, [first, quantity.value]  # 10-20亿
        before = quantity
        unit, more = _UNIT.search(written), _MORE.match(text, end)
        end = more.end() if unit and more else end
        bare = Span(start=start, end=end)
        whole, currency = _with_currency(text, bare, target)
        if _overlaps(whole, terms):
            whole, currency = bare, ""
        if _SOME.search(written) or _overlaps(whole, terms) or not (unit or (currency and base_language(target) == "en")):
            continue
        numbers = [_number(value, target) for value in values] if unit else [written]
        over = bool(unit and (more or _MORE.search(written)))
        found[whole] = _rendered(numbers, currency, target, more=over, choice=bool(joined and joined["choice"]))
    return found


def _overlaps(span: Span, terms: Sequence[Span]) -> bool:
    return any(span.overlaps(term.start, term.end) for term in terms)


def _in_next_unit(quantity: Quantity) -> Fraction | None:
    """What a number without a unit is in that of the number behind it."""
    return next((value for value in quantity.also if value in {quantity.value * 10**power for power in range(2, 17)}), None)


def _with_currency(text: str, amount: Span, target: str) -> tuple[Span, str]:
    """The amount with the currency that stands beside it, and that currency in the target language; else as it was."""
    if base_language(target) == "en":
        behind = _CURRENCY.match(text, amount.end)
        return (Span(start=amount.start, end=behind.end()), _SIGNS[behind[0]]) if behind else (amount, "")
    sign = _SIGN.search(text, 0, amount.start)
    return (Span(start=sign.start(), end=amount.end), _CURRENCIES[sign[0].strip()]) if sign else (amount, "")


def _rendered(numbers: Sequence[str], currency: str, target: str, *, more: bool, choice: bool) -> str:
    if base_language(target) == "en":
        return ("over " if more else "") + (" or " if choice else " to ").join(currency + each for each in numbers)
    return ("或" if choice else "至").join(numbers) + currency


def _number(value: Fraction, language: str) -> str:
    """A value as the language writes it: with the largest unit that leaves few decimals, else without one."""
    units = _ENGLISH if base_language(language) == "en" else _CHINESE
    size, unit, _ = next((each for each in units if value >= each[0] and len(_decimals(value / each[0])[1]) <= each[2]), units[-1])
    whole, decimals = _decimals(value / size)
    if units is _ENGLISH or normalise_tag(language) == "zh-Hant":
        whole = f"{int(whole):,}"
    return whole + (f".{decimals}" if decimals else "") + unit


def _decimals(value: Fraction) -> tuple[str, str]:
    """An exact decimal fraction, before and behind the point: 133 and 8; 2 and nothing."""
    scale = 0
    while (value * 10**scale).denominator > 1:
        scale += 1
    digits = str(int(value * 10**scale)).rjust(scale + 1, "0")
    return (digits[:-scale], digits[-scale:]) if scale else (digits, "")
