"""Validation: what termlock has to say about a termbase itself.

A rule is a module: ``ID``, ``SEVERITY``, a docstring that is its documentation (what it does, why it is bad, an
example, how to fix it), and ``check(subject)``, which yields issues. `RULES` is the whole list. What every list has,
such as a term that stands inside another one, is ``neutral``: worth knowing, nothing to mend.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import ModuleType

from glossary.corpus import Passage, tally
from glossary.issue import Issue
from glossary.termbase import Termbase
from glossary.validation import (
    contradiction,
    dangling_reference,
    duplicate,
    empty_or_punctuation,
    expired,
    mixed_script,
    nested_hazard,
    no_preferred,
    no_rendering,
    over_triggering,
    preferred_and_forbidden,
    quote_variant,
    reverse_collision,
    stray_space,
    unmatchable,
    vendor_limit,
    width_variant,
    wrong_script,
)
from glossary.validation.subject import Subject, subject_of

RULES: Mapping[str, ModuleType] = {
    module.ID: module
    for module in (
        contradiction,
        preferred_and_forbidden,
        empty_or_punctuation,
        wrong_script,
        vendor_limit,
        unmatchable,
        duplicate,
        no_preferred,
        no_rendering,
        mixed_script,
        stray_space,
        width_variant,
        quote_variant,
        expired,
        dangling_reference,
        reverse_collision,
        nested_hazard,
        over_triggering,
    )
}

__all__ = ["RULES", "Subject", "validate"]


def validate(
    termbase: Termbase,
    *,
    today: date | None = None,
    passages: Iterable[Passage] | None = None,
    vendor: str = "",
    source: str | None = None,
    target: str | None = None,
) -> tuple[Issue, ...]:
    """Every issue of a termbase, the most severe first and otherwise in the termbase's order.

    ``today`` is the day on which terms must be valid, by default this one. ``passages`` are a corpus in which the
    hazards of a termbase are counted. ``vendor`` is a name of
    `glossary.vendors.VENDORS` whose limits count too, for a glossary from ``source`` to ``target``. Raises TermlockError
    for an unknown vendor, and where it is not clear which pair of languages is meant.
    """
    subject = subject_of(termbase, today or date.today())
    if passages is not None:
        subject = replace(subject, counted=tally(termbase.valid_on(subject.today), passages, nested=True))
    if vendor:
        subject = replace(subject, glossary=vendor_limit.glossary_of(termbase, vendor, source, target, subject.today))
    places = {concept.id: place for place, concept in enumerate(termbase)}
    issues = [issue for rule in RULES.values() for issue in rule.check(subject)]
    return tuple(sorted(issues, key=lambda issue: (-issue.severity.rank, places.get(issue.concept, 0))))
