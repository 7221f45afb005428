"""A rendering that stands in another spelling than the termbase's: center for centre, opening-up for opening up.

The matcher takes both for the same term, and so they are; but a house that spells its terms one way wants them so in its
documents. Inflected forms stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from glossary.inflection import spellings
from glossary.languages import base_language
from glossary.requirement import Settled
from glossary.termbase import CaseRule, Term

_HYPHEN = re.compile("[-\u2010\u2011\u2012\u2013]")


def respelt(text: str, settled: Sequence[Settled], language: str) -> str:
    """An English target with each met requirement's rendering spelt as the termbase has it; others as they are.

    ``settled`` points into the text. The letter case that the place asks for stays.
    """
    if base_language(language) != "en":
        return text
    places = sorted(
        ((each.target.start, each.target.end, each.requirement.renderings) for each in settled if each.target is not None),
        reverse=True,
    )
    for start, end, renderings in places:
        stands = text[start:end]
        if any(stands.lower() == term.text.lower() for term in renderings):
            continue
        term = next((term for term in renderings if _is_respelling(stands, term.text)), None)
        if term is not None:
            text = text[:start] + _cased(term, stands) + text[end:]
    return text


def _is_respelling(stands: str, rendering: str) -> bool:
    return _bare(stands) in {_bare(form) for form in spellings(rendering)}


def _bare(text: str) -> str:
    return " ".join(_HYPHEN.sub(" ", text.lower().replace("’", "'")).split())


def _cased(term: Term, stands: str) -> str:
    """The term in the letter case of what stands there: at the beginning of a sentence, in a title, in capitals."""
    words = stands.split()
    if term.case is CaseRule.AS_IS or not term.text.islower():
        return term.text[:1].upper() + term.text[1:] if stands[:1].isupper() else term.text
    if stands.isupper() and len(stands) > 1:
        return term.text.upper()
    if len(words) > 1 and all(word[0].isupper() for word in words if len(word) > 3):
        return re.sub(r"\b[a-z](?=[a-z]{3})", lambda match: match[0].upper(), term.text)
    return term.text[:1].upper() + term.text[1:] if stands[:1].isupper() else term.text
