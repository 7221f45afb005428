"""A rendering that stands in another spelling than the termbase's: center for centre, opening-up for opening up.

The matcher takes both for the same term, and so they are; but a house that spells its terms one way wants them so in its
documents. An inflection at the end stays: stress tests is stress-tests. A verb that was taken from the termbase as it is,
where English asks for another form of it, gets that form (`translate.agreement`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from glossary.inflection import spellings, spelt
from glossary.languages import base_language
from glossary.requirement import Settled
from glossary.termbase import CaseRule, Term
from translate.agreement import helped_in, infinitive

_PLAIN_WORD = re.compile(r"(?<![\w./@#&-])[a-z]{4,}(?![\w/@#&-]|\.\w)")
_ENDINGS = ("", "s", "es", "ed", "ing")
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
        form = infinitive(text[:start], stands, text[end:])
        if form is not None and any(term.inflect and term.text.lower() == stands.lower() for term in renderings):
            text = text[:start] + form + text[end:]
            continue
        if form is not None and (mended := helped_in(text[:start])) is not None:
            text = mended + text[start:]
            continue
        if any(stands.lower() == (term.text + ending).lower() for term in renderings for ending in _ENDINGS):
            continue
        found = ((term, _ending(stands, term.text)) for term in renderings)
        term, length = next(((term, len(ending)) for term, ending in found if ending is not None), (None, 0))
        if term is not None:
            stem = end - length
            text = text[:start] + _cased(term, text[start:stem]) + text[stem:]
    return text


def other_spellings(text: str, language: str, kept: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Where an English target has words of small letters as the other English spells them, and how its own does.

    ``language`` is ``en-GB`` or ``en-US``; for any other there is nothing. The spans in ``kept`` stay as they are.
    """
    if language not in {"en-GB", "en-US"}:
        return []
    found = ((match.start(), match.end(), spelt(match[0], language)) for match in _PLAIN_WORD.finditer(text))
    return [
        (start, end, word)
        for start, end, word in found
        if word != text[start:end] and not any(start < until and begin < end for begin, until in kept)
    ]


def _ending(stands: str, rendering: str) -> str | None:
    """The inflection behind a rendering that is spelt otherwise; empty where there is none, None where it is no such."""
    forms = {_bare(form) for form in spellings(rendering)}
    bare = _bare(stands)
    return next((ending for ending in _ENDINGS if bare.endswith(ending) and bare.removesuffix(ending) in forms), None)


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
