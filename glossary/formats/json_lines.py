"""JSONL: one concept of the JSON form a line, for streams and diffs. Carries everything."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.errors import TermbaseError
from glossary.files import decode
from glossary.formats.loss import LossReport
from glossary.formats.model_json import concept_to_json, dumps, loads, termbase_from_json
from glossary.formats.tabular import Findings
from glossary.termbase import Termbase


def serialize(
    termbase: Termbase, *, source: str | None = None, target: str | None = None  # noqa: ARG001
) -> tuple[bytes, LossReport]:
    """One line of JSON a concept, in UTF-8; nothing is lost."""
    return "".join(f"{dumps(concept_to_json(concept))}\n" for concept in termbase).encode(), LossReport()


def parse(data: bytes, *, name: str, source: str | None = None, target: str | None = None) -> Termbase:  # noqa: ARG001
    """The termbase in a JSONL file; raises TermbaseError with a line for each problem."""
    findings = Findings()
    text = decode(data, name).text

    def items() -> Iterator[tuple[str, object]]:
        for number, line in enumerate(text.split("\n"), start=1):
            if not line.strip():
                continue
            try:
                content = loads(line, name)
            except TermbaseError as error:
                findings.problems.append(str(error).replace(f"{name}:1:", f"{name}:{number}:", 1))
                continue
            yield f"{name}:{number}: concept", content

    return termbase_from_json(items(), findings)
