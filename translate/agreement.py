"""The article before a forced rendering: "set up a", written for another word, goes on as "set up an open economy"."""

from __future__ import annotations

import re
from dataclasses import replace

from glossary.languages import base_language
from glossary.substitution import takes_an
from translate.engine import Piece

__all__ = ["agree", "takes_an"]

_ARTICLE = re.compile(r"(\s?)(a|an)", re.IGNORECASE)


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
