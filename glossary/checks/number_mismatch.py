"""A number of one side is not on the other.

What it does: reads the numbers that are written with digits, units included (3.5万亿 is 3.5 trillion), and looks for the
    same value on the other side in whatever form: digits, words, months, Chinese numerals. Conversions of measures and
    rounded figures are told as well, since nobody but a reader can say whether they are right. A year is not told where the
    other side says "last year" or the like, nor are digits within a word (P2P).
Why is this bad: 亿 and billion are ten times apart, and a wrong figure in a policy text is quoted.
Example: 12.3亿 beside "12.3 billion".
How to fix: correct the figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from glossary.checks.examination import Examination, Examined, Finding
from glossary.issue import Severity
from glossary.quantities import Quantity, quantities, values

ID = "number-mismatch"
_CURRENT_YEARS = range(1980, 2081)
_RELATIVE_YEAR = re.compile(
    "[去今明本前次][年届]|年[內内底末初中终終]|全年|[上下]年度?"
    r"|\b(last|this|next|previous|current|same|following|the) year\b|\byear[- ]end\b",
    re.IGNORECASE,
)
"""Words that stand for a year which the other side may name."""
SEVERITY = Severity.MINOR


def check(document: Examination) -> Iterator[Finding]:
    """One finding for each number without a counterpart; what both sides have too much of is told together."""
    if document.alone:
        return
    for examined in document.pairs:
        if examined.pair.aligned:
            yield from _compared(examined)


def _compared(examined: Examined) -> Iterator[Finding]:
    source, target = quantities(examined.source), quantities(examined.target)
    if not source and not target:
        return
    in_source, in_target = values(examined.source), values(examined.target)
    lost = [each for each in source if not _answered(each, in_target, examined.target)]
    added = [each for each in target if not _answered(each, in_source, examined.source)]
    if len(lost) == len(added):
        for ours, theirs in zip(lost, added, strict=True):
            yield Finding(
                pair=examined.number,
                message=f"{_shown(examined.source, ours)} and {_shown(examined.target, theirs)} are different numbers",
                source=ours.span,
                target=theirs.span,
            )
        return
    for quantity in lost:
        shown = _shown(examined.source, quantity)
        yield Finding(pair=examined.number, message=f"{shown} is not in the target", source=quantity.span)
    for quantity in added:
        shown = _shown(examined.target, quantity)
        yield Finding(pair=examined.number, message=f"{shown} is not in the source", target=quantity.span)


def _answered(quantity: Quantity, there: frozenset[Fraction], text: str) -> bool:
    """Whether the other side has the number in some form; a year may be "last year" there."""
    if not there.isdisjoint((quantity.value, *quantity.also)):
        return True
    return quantity.value in _CURRENT_YEARS and _RELATIVE_YEAR.search(text) is not None


def _shown(text: str, quantity: Quantity) -> str:
    return text[quantity.span.start : quantity.span.end]
