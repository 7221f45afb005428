"""A term has spaces or invisible characters that do not belong to it.

What it does: tells white space at the ends, several spaces in a row, line breaks and tabs, spaces other than the common
    one, spaces between Chinese characters, and characters without any width.
Why is this bad: matching forgives most of it, but a translation is given the term as it stands here.
Example: "going  global"; 营商 环境; a zero-width space that came with a web page.
How to fix: the suggestion is the term without them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from glossary.issue import Issue, Severity
from glossary.languages import HAN
from glossary.validation.subject import Subject

ID = "stray-space"
SEVERITY = Severity.MINOR

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u034f\u061c\u180e\u200b-\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_UNUSUAL_SPACE = re.compile(r"[^\S ]")
_NAMES = {"\t": "a tab", "\n": "a line break", "\r": "a line break", "\xa0": "a no-break space", "\u3000": "an ideographic space"}
_AMONG_HAN = re.compile(rf"(?<={HAN.pattern}) (?={HAN.pattern})")


def clean(text: str) -> str:
    """A term without what does not belong to it."""
    return _AMONG_HAN.sub("", " ".join(_INVISIBLE.sub("", text).split()))


def check(subject: Subject) -> Iterator[Issue]:
    """One issue a term, with the clean term as its suggestion."""
    for concept, term in subject.terms():
        better = clean(term.text)
        if better != term.text:
            yield Issue(
                check=ID,
                severity=SEVERITY,
                message=f"{term.text!r} has {_found(term.text)}",
                concept=concept.id,
                term=term.text,
                language=term.language,
                suggestions=(better,) if better else (),
            )


def _found(text: str) -> str:
    """What is wrong, in words: the characters by their names in Unicode."""
    found = [
        _NAMES.get(character) or f"{unicodedata.name(character, 'CONTROL CHARACTER').lower()} (U+{ord(character):04X})"
        for character in dict.fromkeys([*_INVISIBLE.findall(text), *_UNUSUAL_SPACE.findall(text)])
    ]
    if text != text.strip():
        found.append("spaces at an end")
    if "  " in text.strip():
        found.append("several spaces in a row")
    if _AMONG_HAN.search(_INVISIBLE.sub("", text)):
        found.append("spaces between Chinese characters")
    return f"stray spaces or invisible characters: {', '.join(found)}" if found else "stray spaces"
