"""How text becomes text, under a termbase.

The whole of termlock in three calls: `read_termbase`, `translate` a document, `check` a pair of documents.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.report import Report
    from glossary.termbase import Termbase
    from translate.engine import Engine
    from translate.pipeline import Translation

__all__ = ["check", "read_termbase", "translate"]


def read_termbase(*names: str | Path) -> Termbase:
    """The termbase in one or several files, merged, the first one winning; ``policy`` and ``places`` are the starters.

    Raises TermlockError that names every problem of a file.
    """
    from glossary import formats
    from glossary.merging import merge

    return merge([formats.read(name) for name in names])


def translate(
    document: str | Path, termbase: Termbase, *, source: str, target: str, engine: Engine | None = None
) -> Translation:
    """Translate the document in a file; without an engine, the embedded model does it. Nothing is written or kept.

    ``source`` and ``target`` are language tags. Raises TermlockError where the file or the model cannot be used.
    """
    from translate.documents import read
    from translate.engines import load
    from translate.pipeline import translate as run

    parsed = read(Path(document), source)
    used = engine or load()
    try:
        return run(parsed, termbase.valid_on(date.today()), used, source=source, target=target)
    finally:
        if engine is None:
            used.close()


def check(source_document: str | Path, target_document: str | Path, termbase: Termbase, *, source: str, target: str) -> Report:
    """Check the terminology of a translation; both documents are files. Raises TermlockError where one cannot be read."""
    from glossary.checks import run
    from glossary.requirement import Requirements
    from translate.documents import read
    from translate.documents.pairing import pair

    valid = termbase.valid_on(date.today())
    known = Requirements(valid, source, target)
    pairs = pair(read(Path(source_document), source), read(Path(target_document), target), known)
    return run(pairs, valid, source, target, requirements=known)
