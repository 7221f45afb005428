"""A term is written in a script that its language does not have.

What it does: tells Chinese characters in a language that is written without them, Traditional characters in
    ``zh-Hans``, Simplified ones in ``zh-Hant``, and a Chinese term that looks like English prose and is no name that the
    concept has in English too.
Why is this bad: the columns were swapped, or a converter missed a character; the term will not be found, or puts the
    wrong script into every translation.
Example: 優化營商環境 as ``zh-Hans``; "going global" in the column ``zh``.
How to fix: move the term to its language, or convert it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.issue import Issue, Severity
from glossary.languages import HAN, base_language, language_name
from glossary.scripts import wrong_script
from glossary.termbase import ALLOWED
from glossary.validation.subject import Subject

ID = "wrong-script"
SEVERITY = Severity.MAJOR

_PROSE = re.compile(r"[A-Za-z]*[a-z]{2}[ -]([A-Za-z]*[a-z]{2})")
"""Two words with small letters: names such as ``iPhone`` and ``WTO`` are at home in Chinese, phrases are not."""


def check(subject: Subject) -> Iterator[Issue]:
    """One issue a term. What is not allowed anyway may be written in any way."""
    names: dict[str, frozenset[str]] = {}
    for concept, term in subject.terms():
        if term.status not in ALLOWED:
            continue
        runs = wrong_script(term.text, term.language)
        name = language_name(term.language)
        if runs:
            strays = "".join(term.text[run.start : run.end] for run in runs)
            message = f"{term.text} has {strays}, which {name} is not written with"
        elif base_language(term.language) == "zh" and _is_prose(term.text) and not term.do_not_translate:
            if concept.id not in names:
                names[concept.id] = frozenset(_plain(each.text) for each in concept.terms if base_language(each.language) != "zh")
            if _plain(term.text) in names[concept.id]:
                continue  # a name that both languages write so
            message = f"{term.text} is in the place of a {name} term"
        else:
            continue
        yield Issue(
            check=ID, severity=SEVERITY, message=message, concept=concept.id, term=term.text, language=term.language
        )


def _is_prose(text: str) -> bool:
    return HAN.search(text) is None and _PROSE.search(text) is not None


def _plain(text: str) -> str:
    """A name as it is compared: neither letter case nor spaces tell two of them apart."""
    return "".join(text.split()).casefold()
