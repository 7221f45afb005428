"""A number of which a model got the size wrong: 10万亿 for 100 trillion, "32,950 lifts" for 3295台.

Where a target lacks one number of its source and has one other with the same digits that the source lacks, the one was meant to
be the other: it takes its place, and nothing is decoded again. Other digits may say something else (up by 0.6, for from 1.7 to 2.3).
"""

from __future__ import annotations

import re
from fractions import Fraction

from glossary.checks.number_mismatch import days_apart, differing
from glossary.issue import Span
from glossary.languages import base_language
from glossary.quantities import ORDINAL, Quantity, quantities
from translate.amounts import number, unit_name
from translate.dates import MONTHS, added_years

_MEASURE = re.compile(
    r"\s?(?:[米克吨噸公厘毫亩畝斤升里平立方尺寸度时時点點角分秒]|[个個]?(?:基[点點]|小[时時]|分[钟鐘])"
    r"|(?:[kcm]?m|[km]?g|ha|bps?|[kMGT]W\w*|(?:kilo|centi|milli|micro|mega|giga)\w+|(?:basis )?points?|met(?:er|re)s?|gram(?:me)?s?|tonn?es?|tons?"
    r"|hectares?|acres?|mu|catt(?:y|ies)|square|cubic|sq|lit(?:er|re)s?|hours?|minutes?|seconds?|cents?|miles?|feet|foot|inch(?:es)?|yards?"
    r"|degrees?|hundred|dozen|st|nd|rd|th)\b)"
)
"""Units that the other side may have converted, and the ending of an ordinal: what stands before them is right or nobody knows."""
_SOME = re.compile("[多余餘几幾]")
_SHARE = re.compile(r"\s?(?:[%％]|per ?cent|个?百分点|個?百分點)", re.IGNORECASE)  # noqa: RUF001
_GROUPED = 10_000
"""From here on English groups the digits of a number."""


def corrected(source: str, target: str, language: str) -> tuple[Span, str] | None:
    """Where a target has a number in the wrong size, and the right one as its ``language`` writes it, or one wrong day of the year, or a year
    that the source lacks beside a month, which goes. None where not exactly that is wrong. None either where a unit of measure follows, which may have been converted, or one is a percentage and the
    other is none.
    """
    if (day := _wrong_day(source, target)) is not None:
        return day
    lost, added = differing(source, target)
    for start, end, instead in added_years(source, target, "en" if base_language(language) == "zh" else "zh", language):
        if any(span.overlaps(start, end) for span in added):
            return Span(start=start, end=end), instead
    if len(lost) != 1 or len(added) != 1:
        return None
    ours, theirs = (_quantity(text, spans[0]) for text, spans in ((source, lost), (target, added)))
    if ours is None or theirs is None or not _same_digits(ours.value, theirs.value):
        return None
    if any(_MEASURE.match(text, each.span.end) or _SOME.search(text, each.span.start, each.span.end) for text, each in ((source, ours), (target, theirs))):
        return None
    if bool(_SHARE.match(source, ours.span.end)) != bool(_SHARE.match(target, theirs.span.end)):
        return None
    if ours.alone and theirs.alone:
        name = unit_name(ours.value, language)
        return theirs.span, f" {name}" if name.isalpha() and target[: theirs.span.start].endswith("$") else name
    return theirs.span, _written(ours, source, target[theirs.span.start : theirs.span.end], language)


def _wrong_day(source: str, target: str) -> tuple[Span, str] | None:
    """Where a target has one day that its source lacks, beside all others but one, and that one in the same form."""
    lost, added = days_apart(source, target)
    if len(lost) != 1:
        return None
    [((month, day), _)], [((old_month, old_day), span)] = lost, added
    stands = target[span.start : span.end]
    if "月" in stands:
        return span, f"{month}月{day}日"
    ordinal = re.search(r"\d[a-z]", stands) is not None
    written = re.sub(rf"\b0?{old_day}{ORDINAL}\b", f"{day}{_ordinal(day) if ordinal else ''}", stands, count=1)
    return span, written if month == old_month else re.sub(r"[A-Z][a-z]+\.?", MONTHS[month - 1], written, count=1)


def _ordinal(day: int) -> str:
    """The ending of a day as an ordinal."""
    return "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _quantity(text: str, span: Span) -> Quantity | None:
    return next((each for each in quantities(text) if each.span == span), None)


def _same_digits(one: Fraction, other: Fraction) -> bool:
    """Whether two values differ by a power of ten only."""
    ratio = max(one, other) / min(one, other) if one and other else Fraction(0)
    return ratio.denominator == 1 and str(ratio.numerator).rstrip("0") == "1"


def _written(ours: Quantity, source: str, stands: str, language: str) -> str:
    """A number of the source as the target language has it in the place of what stands there."""
    digits = re.sub(r"[,，\s]", "", source[ours.span.start : ours.span.end])
    if not re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", digits) or not re.fullmatch(r"[0-9.,]+", stands):
        return number(ours.value, language)
    whole, point, decimals = digits.partition(".")
    grouped = "," in stands or (base_language(language) == "en" and ours.value >= _GROUPED)
    return (f"{int(whole):,}" if grouped else whole) + point + decimals
