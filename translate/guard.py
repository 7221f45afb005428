"""The script guard: which characters a target may have, as a grammar (GBNF) and as a test.

A target is one line, without the arrow of the hints. An English one has no Han and no Chinese punctuation; a Chinese one has no Latin letters beyond what
the source and the approved renderings justify; other letters stand in neither, unless they do there. Simplified and Traditional are converted afterwards (`translate.script`): a grammar that
excludes the other script's 2,500 characters costs a quarter of the speed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from glossary.languages import base_language
from translate.engine import Guard

_ACCENTED_CLASS = "\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u1e00-\\u1eff"
_OTHER_CLASS = (
    "\\u0370-\\u1dbf\\u1f00-\\u1fff\\u2c00-\\u2dff\\u3041-\\u3096\\u30a1-\\u30fa\\u3105-\\u318e\\ua000-\\ua6ff\\ua800-\\uabff"
    "\\uac00-\\ud7ff\\ufb1d-\\ufdff\\ufe70-\\ufefc"
)
"""Greek, Cyrillic, kana, Hangul and whatever else neither language is written with."""
_HAN_CLASS = "\\u3000-\\u303f\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef"
_STRAY_HAN = re.compile(f"[{_HAN_CLASS}\U00020000-\U0003347f]|[{_OTHER_CLASS}]+")
_REMARK = re.compile("[\n→]")
"""A segment is one line; a model that begins another one, or repeats the hints' arrow, has stopped translating."""
_LATIN_RUN = re.compile(f"[A-Za-z{_ACCENTED_CLASS}]+|[{_OTHER_CLASS}]+")
_OTHER_RUN = re.compile(f"[{_OTHER_CLASS}]+")
_JUSTIFIED = re.compile(
    r"\w*[A-Z]\w*[A-Z]\w*|\w*\d\w*[A-Za-z]\w*|\w*[A-Za-z]\w*\d\w*|\b[a-z]+[A-Z]\w*|\b[GKMT]bps\b", re.ASCII
)
_LETTER = re.compile(r"(?<![.'’&])\b[B-HJ-Z]\b(?![.'’&][A-Za-z])|\bA(?=[ -]shares?\b)")
_LETTER_IN_BRACKETS = re.compile(r"\(([a-zAI]|[ivx]{2,5})\)")
"""The label of an item: paragraph (c), (ii); RCG(A)."""
_LETTER_BEHIND = re.compile(r"\b[A-Z][a-z]+[ -]([AI])\b(?=\W*$|[,;:.)]| (?:and|or|to|of|in|for)\b)")
"""A letter that stands for itself: Plan B, Annex A, A shares; no article, no pronoun, no initials (U.S.)."""


def latin_in(text: str) -> tuple[str, ...]:
    """The strings of a source that a Chinese target may repeat: acronyms and codes (HKMA, GDP, 5G, CO2, kWh, Annex A, paragraph (c)), words
    with letters beyond A to Z (Société, λ).
    """
    found = {run for word in _JUSTIFIED.findall(text) for run in _LATIN_RUN.findall(word)}.union(_LETTER.findall(text), _LETTER_BEHIND.findall(text), _LETTER_IN_BRACKETS.findall(text))
    return tuple(sorted(found.union(run for run in _LATIN_RUN.findall(text) if not run.isascii())))


def latin_runs(text: str) -> tuple[str, ...]:
    """Every run of letters that are no Chinese characters in an approved rendering."""
    return tuple(dict.fromkeys(_LATIN_RUN.findall(text)))


def other_runs(text: str) -> tuple[str, ...]:
    """Every run of letters that neither Chinese nor English is written with: λ, ФСБ, タイ."""
    return tuple(dict.fromkeys(_OTHER_RUN.findall(text)))


@functools.lru_cache(maxsize=1024)
def grammar(guard: Guard) -> str:
    """The guard as GBNF: any allowed character or listed string, any number of times."""
    literals = [_quote(literal) for literal in guard.literals]
    if base_language(guard.language) == "zh":
        literals += [_quote(string) for string in sorted(guard.latin)]
        body = " | ".join([f"[^A-Za-z{_ACCENTED_CLASS}{_OTHER_CLASS}\\n→]", *literals])
    else:
        body = " | ".join([f"[^{_HAN_CLASS}{_OTHER_CLASS}\\n→]", *literals])
    return f"root ::= ( {body} )*"


def stray(text: str, guard: Guard) -> tuple[tuple[int, int], ...]:
    """The spans of a target that the guard does not allow."""
    covered = occurrences(guard.literals, text)
    if base_language(guard.language) == "zh":
        allowed = set(guard.latin)
        spans = [found.span() for found in _LATIN_RUN.finditer(text) if found.group() not in allowed]
    else:
        spans = [found.span() for found in _STRAY_HAN.finditer(text)]
    spans = sorted([*spans, *(found.span() for found in _REMARK.finditer(text))])
    return tuple(
        span for span in spans if not any(start <= span[0] and span[1] <= end for start, end in covered)
    )


def occurrences(literals: Iterable[str], text: str) -> list[tuple[int, int]]:
    """Where any of the literals stands in a text."""
    return [found.span() for literal in literals for found in re.finditer(re.escape(literal), text)]


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

