"""A term has marks that no text has in their place: an accent as an apostrophe, a quotation mark that is never closed.

What it does: tells grave and acute accents, primes and doubled apostrophes that stand for an apostrophe or a quotation mark,
    and quotation marks and brackets of which there is an odd number.
Why is this bad: matching takes all quotation marks for the same and forgives their form, but an accent is no quotation mark,
    and a term with half a pair is found only where somebody made the same mistake.
Example: "people`s livelihood"; “走出去 without the closing mark.
How to fix: the suggestion is the term with the usual mark; close or delete the other half of a pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.issue import Issue, Severity
from glossary.validation.subject import Subject

ID = "quote-variant"
SEVERITY = Severity.MINOR

_ACCENT = re.compile(r"(?<=[^\W\d_])[`\u00b4](?=[^\W\d_])")
"""Between letters: code such as `x` is left in peace."""
_DOUBLED = re.compile(r"''(?=\S)([^']+)''|``(?=\S)([^`']+)''")
_PAIRS = {"“": "”", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》", "〈": "〉", "【": "】", "[": "]"}


def mended(text: str) -> str:
    """A term with apostrophes and quotation marks in the place of what stands for them."""
    return _ACCENT.sub("'", _DOUBLED.sub(lambda match: f'"{match[1] or match[2]}"', text))


def check(subject: Subject) -> Iterator[Issue]:
    """One issue a term."""
    for concept, term in subject.terms():
        usual = mended(term.text)
        if usual != term.text:
            message = f"{term.text} ({term.language}) has accents or doubled marks in the place of quotation marks"
        elif odd := _odd(term.text):
            message = f"{term.text} ({term.language}) has {odd} without its other half"
        else:
            continue
        yield Issue(
            check=ID,
            severity=SEVERITY,
            message=message,
            concept=concept.id,
            term=term.text,
            language=term.language,
            suggestions=(usual,) if usual != term.text else (),
        )


def _odd(text: str) -> str:
    """The first mark of a pair whose other half is missing; empty where there is none."""
    if text.count('"') % 2:
        return '"'
    opened: list[str] = []
    for character in text:
        if character in _PAIRS:
            opened.append(character)
        elif character in _PAIRS.values() and (not opened or _PAIRS[opened.pop()] != character):
            return character
    return opened[-1] if opened else ""
