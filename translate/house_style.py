"""How a house writes, where texts may differ: read off the renderings of its termbase, else off the source or the region."""

from __future__ import annotations

from typing import NamedTuple

from glossary.languages import base_language
from glossary.scripts import is_hong_kong
from glossary.termbase import Termbase
from translate.conjunctions import AND_FORMAL, conjunction
from translate.documents import Document
from translate.punctuation import straight_marks
from translate.task import Mode


class HouseStyle(NamedTuple):
    """What a finished target is to have."""

    straight: bool = False
    """English: straight quotation marks and apostrophes, rather than curved ones."""
    formal_and: bool = False
    """Chinese: 及 between words, rather than 和."""
    beside_terms: bool = False
    """Only in segments with a term: one without is the same in every mode."""


def house_style(document: Document, termbase: Termbase, target: str, mode: Mode) -> HouseStyle:
    """The style of a document's target in a language: as its termbase has it, else as its source or its region has.

    With ``Mode.OFF`` no words of the termbase come into the target, and none of its conjunctions but where the region has them anyway.
    """
    renderings = [term.text for concept in termbase.concepts for term in concept.renderings(target)]
    if base_language(target) == "zh":
        usual = conjunction(renderings)
        if is_hong_kong(target):
            return HouseStyle(formal_and=usual in ("", AND_FORMAL))
        return HouseStyle(formal_and=usual == AND_FORMAL and mode is not Mode.OFF, beside_terms=True)
    approved = straight_marks(renderings)
    return HouseStyle(straight=approved if approved is not None else bool(straight_marks(_prose(document))))


def _prose(document: Document) -> list[str]:
    """The text of each segment without its literals."""
    texts = []
    for segment in document.segments:
        text = segment.text
        for literal in segment.literals:
            text = text.replace(literal, "")
        texts.append(text)
    return texts
