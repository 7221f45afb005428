"""A term has spaces or invisible characters that do not belong to it.

What it does: tells white space at the ends, several spaces in a row, line breaks and tabs, spaces other than the common
    one, spaces between Chinese characters, and characters without any width.
Why is this bad: matching forgives most of it, but a translation is given the term as it stands here.
Example: "going  global"; 营商 环境; a zero-width space that came with a web page.
How to fix: the suggestion is the term without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.issue import Issue, Severity
from glossary.languages import HAN
from glossary.validation.subject import Subject

ID = "stray-space"
SEVERITY = Severity.MINOR

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_AMONG_HAN = re.compile(rf"(?<={HAN.pattern}) (?={HAN.pattern})")


def check(subject: Subject) -> Iterator[Issue]:
    """One issue a term, with the clean term as its suggestion."""
    for concept, term in subject.terms():
        clean = _AMONG_HAN.sub("", " ".join(_INVISIBLE.sub("", term.text).split()))
        if clean != term.text:
            yield Issue(
                check=ID,
                severity=SEVERITY,
                message=f"{term.text!r} has stray spaces or invisible characters",
                concept=concept.id,
                suggestions=(clean,) if clean else (),
            )
