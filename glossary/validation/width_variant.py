"""A term has letters, digits or punctuation of the wrong width.

What it does: tells full-width letters and digits in any language, and Chinese punctuation in a language that is written
    with spaces.
Why is this bad: matching forgives it, but a translation is given the term as it stands here.
Example: "APEC" in full-width letters; "Belt and Road Initiative（BRI）".
How to fix: the suggestion is the term in the usual width.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from glossary.issue import Issue, Severity
from glossary.languages import uses_spaces
from glossary.validation.subject import Subject

ID = "width-variant"
SEVERITY = Severity.MINOR

_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")
_CHINESE_MARKS = str.maketrans("，。：；！？（）「」『』、", ",.:;!?()\"\"''" + ",")


def usual_width(text: str, language: str) -> str:
    """A term in the width that its language is written in."""
    usual = _WIDE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return usual.translate(_CHINESE_MARKS) if uses_spaces(language) else usual


def check(subject: Subject) -> Iterator[Issue]:
    """One issue a term, with the mended term as its suggestion."""
    for concept, term in subject.terms():
        usual = usual_width(term.text, term.language)
        if usual != term.text:
            yield Issue(
                check=ID,
                severity=SEVERITY,
                message=f"{term.text} ({term.language}) has characters of the wrong width",
                concept=concept.id,
                term=term.text,
                language=term.language,
                suggestions=(usual,),
            )
