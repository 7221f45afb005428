"""JSON dictionaries: a source term and its renderings, as scripts and machine translation tools keep them.

    {"走出去": "going global", "引进来": ["bringing in", "introducing"]}
    [{"src": "走出去", "dst": "going global", "info": "policy", "case_sensitive": false, "regex": false}]

Read only; they name no languages. An entry that is a regular expression is no term and is left out, by name.
"""

from __future__ import annotations

from typing import Any

from glossary.formats.entries import Entry, concepts_from, languages_said
from glossary.formats.loss import Loss
from glossary.formats.tabular import Findings
from glossary.termbase import CaseRule, Term, Termbase

_SOURCE = ("src", "source", "original")
_TARGET = ("dst", "tgt", "target", "translation")
_NOTE = ("info", "note", "comment")
_CASE = ("case_sensitive", "caseSensitive")


def is_dictionary(content: object) -> bool:
    """Whether JSON content is a dictionary of terms rather than a termbase."""
    if isinstance(content, dict):
        return (
            bool(content)
            and not isinstance(content.get("concepts"), list)
            and all(isinstance(value, (str, list)) for value in content.values())
            and "schema" not in content
        )
    return (
        isinstance(content, list)
        and bool(content)
        and all(isinstance(each, dict) for each in content)
        and _of(content[0], _SOURCE) is not None
    )


def from_json(content: Any, name: str, source: str | None, target: str | None) -> Termbase:  # noqa: ANN401
    """The termbase that a dictionary means; raises TermbaseError with a line for each problem."""
    direction = languages_said(name, source, target)
    findings = Findings()
    entries: list[Entry] = []
    losses: list[Loss] = []
    items = content.items() if isinstance(content, dict) else ((_of(each, _SOURCE), each) for each in content)
    for index, (key, value) in enumerate(items):
        where = f"{name}: {_short(key)}" if isinstance(content, dict) else f"{name}: [{index}]"
        about = value if isinstance(value, dict) else {}
        renderings = _of(about, _TARGET) if about else value
        texts = [renderings] if isinstance(renderings, str) else renderings
        if not isinstance(key, str) or not key.strip() or not _are_texts(texts):
            findings.problems.append(f"{where}: must have a source term and one or more renderings as texts")
            continue
        if not all(map(_is_whole, (key, *texts, *(each for each in about.values() if isinstance(each, str))))):
            findings.problems.append(f"{where}: holds half of a surrogate pair, which is no character; write the text again")
            continue
        term = key.strip()
        if about.get("regex") is True:
            losses.append(Loss(concept=term, term=term, field="term", reason="is a regular expression and no term"))
            continue
        case = CaseRule.AS_IS if _of(about, _CASE) is True else None
        note = _of(about, _NOTE)
        known = {*_SOURCE, *_TARGET, *_NOTE, *_CASE, "regex"}
        losses.extend(
            Loss(concept=term, term=term, field=each, reason="is a property that termlock lacks")
            for each, said in about.items()
            if each not in known and said
        )
        left = Term(text=term, language=direction.source, case=case)
        for text in texts or [""]:
            right = Term(text=text.strip() or "-", language=direction.target, note=note if isinstance(note, str) else "")
            entries.append(Entry(source=left, target=right if text.strip() else None))
    if findings.problems:
        raise findings.error()
    return Termbase(concepts=concepts_from(entries), losses=tuple(losses))


def _of(item: dict[str, Any], names: tuple[str, ...]) -> Any:  # noqa: ANN401
    return next((item[name] for name in names if name in item), None)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _is_whole(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _short(key: object) -> str:
    shown = " ".join(str(key).split())[:40].encode("utf-8", "backslashreplace").decode()
    return f'"{shown}"'
