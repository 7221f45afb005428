"""Which of several preferred renderings is meant here: the one that is hinted, and forced if need be.

    中国人民银行研究局    PBoC Research Bureau | Research Bureau of the People's Bank of China
    中国人民银行          People's Bank of China                       so the second one: it also says the term inside

    国际货币基金组织      IMF | International Monetary Fund            in full where the document first speaks of it,
                                                                       then the acronym

    支付条例（条例）       Payment Ordinance | PO                      both where the source says both: Payment Ordinance (PO)

Renderings between which nothing decides stay in the termbase's order.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from glossary.issue import Span
from glossary.languages import uses_spaces
from glossary.matcher import Certainty
from glossary.requirement import Requirement, Requirements, is_acronym
from glossary.termbase import Term

_WITH_SHORT = re.compile(r".[(（][^()（）]+[)）]$", re.DOTALL)
_SHORT = 0.6
"""What is longer than so much of a rendering is no short form of it."""


def hinted(requirement: Requirement, language: str) -> str:
    """What a model is told to write for a requirement: its best rendering, and a short form behind it if the source has one.

    ``language`` is the target's tag.
    """
    choices = requirement.enforceable or requirement.renderings
    both = ""
    if len(choices) == 2 and _WITH_SHORT.search(requirement.term.text):
        both = with_short(max(choices, key=_length).text, min(choices, key=_length).text, language)
    return both or choices[0].text


def in_place(text: str, requirements: Sequence[Requirement], language: str) -> dict[Span, str]:
    """Which renderings a model reads in the place of terms: spans of a segment's text, and what it reads there.

    Into Chinese all of them, unless the same stands before one already; into English those of several words: a single one is
    followed as a hint, and without its article it leads a small model astray (docs/enforcement.md). ``language`` is the target's tag.
    """
    found: dict[Span, str] = {}
    for before, each in zip((None, *requirements), requirements, strict=False):
        rendering = hinted(each, language)
        if (uses_spaces(language) and " " not in rendering) or each.certainty is not Certainty.CERTAIN or each.repeats:
            continue
        place = each.source
        if before is not None and each.bracketed and _WITH_SHORT.search(rendering):  # it says what stands before it too
            found.pop(before.source, None)
            closed = next(end for end in range(place.end, len(text)) if text[end] in ")）")
            place = Span(start=before.source.start, end=closed + 1)
        found[place] = rendering
    return found


def with_short(full: str, short: str, language: str) -> str:
    """A full form with its short form in brackets, as the language has them; empty where that is none.

    A short form that already says both (聯繫匯率制度（聯匯制度）) is the answer.
    """
    if _WITH_SHORT.search(short):
        return short
    if _WITH_SHORT.search(full) or len(short) > _SHORT * len(full):
        return ""
    return in_brackets(full, short, language)


def in_brackets(text: str, bracketed: str, language: str) -> str:
    """A text with another one in brackets behind it, as the language has them."""
    return f"{text} ({bracketed})" if uses_spaces(language) else f"{text}（{bracketed}）"


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


def _length(term: Term) -> int:
    return len(term.text)
