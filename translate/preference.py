"""Which of several preferred renderings is meant here: the one that is hinted, and forced if need be.

    中国人民银行研究局    PBoC Research Bureau | Research Bureau of the People's Bank of China
    中国人民银行          People's Bank of China                       so the second one: it also says the term inside

    国际货币基金组织      IMF | International Monetary Fund            in full where the document first speaks of it,
                                                                       then the acronym

Renderings between which nothing decides stay in the termbase's order.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from glossary.requirement import Requirement, Requirements, is_acronym
from glossary.termbase import Term


def preferred_first(requirement: Requirement, requirements: Requirements, introduced: Collection[str]) -> Requirement:
    """The requirement with the renderings that may be enforced in the order in which they are meant here.

    ``introduced`` has the ids of the concepts that the document speaks of before this place.
    """
    choices = requirement.enforceable
    if len(choices) < 2:
        return requirement
    inside = _inside(requirement, requirements)
    short = requirement.concept in introduced or is_acronym(requirement.term)

    def order(term: Term) -> tuple[bool, int]:
        said = {match.concept for match in requirements.renderings_in(term.text)}
        return is_acronym(term) is not short, -len(inside & said)

    others = tuple(each for each in requirement.renderings if each not in choices)
    return replace(requirement, renderings=(*sorted(choices, key=order), *others))


def _inside(requirement: Requirement, requirements: Requirements) -> set[str]:
    """The ids of the concepts whose terms stand inside the requirement's term."""
    term = requirement.term.text
    return {
        match.concept
        for match in requirements.places(term)
        if match.end - match.start < len(term) and match.concept != requirement.concept
    }
