"""What English asks of a rendering where it stands.

    set up a | open economy        set up an open economy
    should going global            should go global

Articles are put right before a text is forced, so that the model goes on from them; verbs when a segment is finished.
"""

from __future__ import annotations

import re
from dataclasses import replace

from glossary import verbs
from glossary.inflection import is_verb_phrase
from glossary.languages import base_language
from glossary.substitution import takes_an
from translate.engine import Piece

__all__ = ["agree", "infinitive", "takes_an"]

_ARTICLE = re.compile(r"(\s?)(a|an)", re.IGNORECASE)

_MODAL = r"(?:should|must|will|would|shall|can|could|may|might|cannot|(?:do|does|did|wo|ca|should|must|would|could)n[’']t)(?: not)?"
_WANTING = r"(?:need|want|begin|began|begun|continue|seek|sought|strive|strove|plan|hope|ought|able|willing|ready)(?:s|d|ed|ing)? to"
_ADVERBS = r"(?: (?:\w+ly|also|better|further|still|always|never|together))*"
_ASKS_FOR_INFINITIVE = re.compile(rf"\b(?:{_MODAL}|(?i:{_WANTING})){_ADVERBS} [*_“\"]*\Z")
"""A modal verb with a capital asks a question, whose subject comes next, or is the month. Of the words before
"to" only those that nothing but an infinitive follows: one is committed to going global."""


def infinitive(before: str, stands: str) -> str | None:
    """What a verb phrase in -ing is where the text before it asks for an infinitive: go global for going global; None
    where it stays.
    """
    first, _, others = stands.partition(" ")
    if not others or not first.lower().endswith("ing") or not is_verb_phrase(stands.lower().split()):
        return None
    base = verbs.base(first.lower())
    return f"{base} {others}" if base is not None and _ASKS_FOR_INFINITIVE.search(before) else None


def agree(kept: tuple[Piece, ...], forced: str, language: str) -> tuple[Piece, ...]:
    """The pieces before a forced text, an English indefinite article at their end in the form that the text asks for."""
    if base_language(language) != "en" or not kept or not forced.startswith(" "):
        return kept
    article = _ARTICLE.fullmatch(kept[-1].text)
    if article is None or (not article[1] and len(kept) > 1 and not kept[-2].text.endswith(" ")):
        return kept
    wanted = "an" if takes_an(forced.strip()) else "a"
    if article[2].lower() == wanted:
        return kept
    written = wanted.capitalize() if article[2][0].isupper() else wanted
    return (*kept[:-1], replace(kept[-1], text=article[1] + written))
