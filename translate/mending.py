"""A target with the wrong terms of its report mended: `glossary.repair`, with documents and alignment around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from glossary.bitext import Pair, Side
from glossary.checks import run, run_alone
from glossary.issue import Severity
from glossary.repair import Repair, repair
from glossary.report import Report
from glossary.reports.document import Document as Shown
from glossary.requirement import Requirements
from glossary.termbase import Termbase
from translate.documents import FORMATS
from translate.documents.document import Document
from translate.documents.pairing import pair


def mended(
    report: Report,
    source: Document | None,
    target: Document,
    name: str,
    termbase: Termbase,
    *,
    severities: Mapping[str, Severity | None] | None = None,
) -> tuple[Repair, Report]:
    """(the repair of what a report finds in a target, the report on the target as it is then).

    Without a source the target is looked at alone. ``name`` is what messages call it, ``severities`` those of the check that
    the report is from. Nothing is written.
    """
    languages = report.source_language, report.target_language
    known = Requirements(termbase, *languages)

    def examine(pairs: Sequence[Pair]) -> Report:
        if source is None:
            sides = [each.target for each in pairs]
            return run_alone(
                sides, termbase, languages[1], requirements=known, severities=severities, signature=report.signature
            )
        return run(pairs, termbase, *languages, requirements=known, severities=severities, signature=report.signature)

    def pairs(text: str) -> list[Pair]:
        new = FORMATS[target.format].parse(replace(target.decoded, text=text), target.language)
        if source is None:
            return [Pair(source=Side(text=""), target=segment.side) for segment in new.segments]
        return pair(source, new, known)

    def recheck(text: str) -> Report:
        return examine(pairs(text))

    done = repair(report, pairs(target.text), Shown(name=name, text=target.text), known, examine, recheck)
    return done, recheck(done.text)
