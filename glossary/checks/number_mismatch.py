"""A number of one side is not on the other.

What it does: reads the numbers that are written with digits, units included (3.5万亿 is 3.5 trillion), and looks for the
    same value on the other side in whatever form: digits, words, months, Chinese numerals, shares (20% is "one fifth").
    Units that tables count in are numbers too: （亿元） is "(100 million yuan)". Days are compared whole (3月5日 and "May 3"). Conversions are known for kilowatts, mu and jin; others, and rounded figures, are
    told, since nobody but a reader can say whether they are right. A year is not told where the other side says "last year"
    or the like, nor are one unit of a currency (兑1美元 is "to the US dollar") and digits within a name (P2P, COVID-19).
Why is this bad: 亿 and billion are ten times apart, and a wrong figure in a policy text is quoted.
Example: 12.3亿 beside "12.3 billion".
How to fix: correct the figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from glossary.checks.examination import Examination, Examined, Finding
from glossary.issue import Severity, Span
from glossary.quantities import Quantity, days, figures, quantities, values

Day = tuple[tuple[int, int], Span]
"""Month and day, and where they stand."""
ID = "number-mismatch"
_CURRENT_YEARS = range(1980, 2081)
RELATIVE_YEAR = re.compile(
    "[去今明本前次][年届]|年[內内底末初中终終]|全年|[上下]年度?"
    r"|\b(last|this|next|previous|current|same|following|the) year\b|\byear[- ]end\b",
    re.IGNORECASE,
)
"""Words that stand for a year which the other side may name."""
_CURRENCY_BEHIND = re.compile(r"\s?(?:[美港欧歐日澳加英新台臺]?(?:元|圆|圓|镑|鎊)|人民币|人民幣)")
_CURRENCY_BEFORE = re.compile(r"(?:[$€£¥]|RMB)\s?\Z")
SEVERITY = Severity.MINOR


def check(document: Examination) -> Iterator[Finding]:
    """One finding for each number without a counterpart; what both sides have too much of is told together."""
    if document.alone:
        return
    for examined in document.pairs:
        if examined.pair.aligned:
            yield from _compared(examined)


def differing(source: str, target: str) -> tuple[list[Span], list[Span]]:
    """The numbers of a source that its target has in no form, and those of the target that the source lacks, as spans of each."""
    ours, theirs = quantities(source), quantities(target)
    if not ours and not theirs:
        return [], []
    lost, added = _unanswered(ours, source, target), _unanswered(theirs, target, source)
    if lost or added:
        return lost, added
    ours_apart, theirs_apart = days_apart(source, target)
    return [span for _, span in ours_apart], [span for _, span in theirs_apart]


def _compared(examined: Examined) -> Iterator[Finding]:
    lost, added = differing(examined.source, examined.target)
    if len(lost) == len(added):
        for ours, theirs in zip(lost, added, strict=True):
            yield Finding(
                pair=examined.number,
                message=f"{_shown(examined.source, ours)} and {_shown(examined.target, theirs)} are different numbers",
                source=ours,
                target=theirs,
            )
        return
    for span in lost:
        shown = _shown(examined.source, span)
        yield Finding(pair=examined.number, message=f"{shown} is not in the target", source=span)
    for span in added:
        shown = _shown(examined.target, span)
        yield Finding(pair=examined.number, message=f"{shown} is not in the source", target=span)


def _unanswered(numbers: Sequence[Quantity], here: str, there: str) -> list[Span]:
    """The numbers of a text that the other side has in no form; a year may be "last year" there, and 1美元 the US dollar."""
    lacking = _without(numbers, figures(there))
    lacking = _without(lacking, values(there)) if lacking else lacking
    if RELATIVE_YEAR.search(there):
        lacking = [each for each in lacking if each.value not in _CURRENT_YEARS]
    return [each.span for each in lacking if not (each.value == 1 and _is_one_of_a_currency(here, each.span))]


def _is_one_of_a_currency(text: str, span: Span) -> bool:
    return _CURRENCY_BEHIND.match(text, span.end) is not None or _CURRENCY_BEFORE.search(text, max(0, span.start - 4), span.start) is not None


def _without(quantities: Sequence[Quantity], values: frozenset[Fraction]) -> list[Quantity]:
    return [each for each in quantities if each.value not in values and values.isdisjoint(each.also)]


def days_apart(source: str, target: str) -> tuple[list[Day], list[Day]]:
    """The days of the year that a source has and its target lacks, and the other way round, as `days` has them: 3月5日 beside "May 3".

    None where one side has more of them than the other.
    """
    ours, theirs = days(source), days(target)
    lost = [(day, span) for day, span in ours if all(day != other for other, _ in theirs)]
    added = [(day, span) for day, span in theirs if all(day != other for other, _ in ours)]
    return (lost, added) if len(ours) == len(theirs) and len(lost) == len(added) else ([], [])


def _shown(text: str, span: Span) -> str:
    return text[span.start : span.end]
