"""Names that recur in a document and are in no termbase: they get one translation too.

    ……推进“四好农村路”建设……        ……“四好农村路”示范市……         both segments get the hint that the model's own
                                                                    words for 四好农村路, asked for alone, make

What Chinese puts in quotation or title marks, and what English writes with three capitals and more, in two segments or
more. Such a hint is advice: it is forced nowhere and asks for no verdict.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from glossary.issue import Span
from glossary.languages import base_language

_QUOTED = re.compile("[《〈“「『]([^《》〈〉“”「」『』，。；：！？、\\s]{3,20})[》〉”」』]")
_WORD = "[A-Z][A-Za-z0-9&]*(?:[-'’.][A-Za-z0-9]+)*"
_SMALL = "(?:of|and|for|the|on|in|to)"
_CAPITALS = re.compile(rf"\b(?<!^)(?<![.!?:;] )({_WORD}(?: (?:{_SMALL} ){{0,2}}{_WORD}){{2,}})")
_POSSESSIVE = re.compile("['’]s?$")


def recurring(segments: Sequence[tuple[str, Sequence[Span]]], language: str) -> dict[str, list[int]]:
    """Name -> the numbers of the segments that have it, for names in two different segments or more.

    A segment is its text and the spans that terms of the termbase have there: no name overlaps them. ``language`` is the
    tag of the texts; languages other than Chinese and English have no names here.
    """
    pattern = {"zh": _QUOTED, "en": _CAPITALS}.get(base_language(language))
    found: dict[str, list[int]] = {}
    if pattern is None:
        return found
    for number, (text, terms) in enumerate(segments):
        for match in pattern.finditer(text):
            start, end = match.span(1)
            name = _POSSESSIVE.sub("", text[start:end])
            free = not any(span.overlaps(start, end) for span in terms)
            if free and any(map(str.isalpha, name)) and number not in found.setdefault(name, []):
                found[name].append(number)
    return {name: numbers for name, numbers in found.items() if len({segments[number][0] for number in numbers}) > 1}
