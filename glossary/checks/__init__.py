"""Checks: what termlock has to say about a translation.

A check is a module: ``ID``, ``SEVERITY``, a docstring that is its documentation (what it does, why it matters, an example,
how to fix it), and ``check(examination)``, which yields findings. `run` examines the pairs once, asks every check in the
table, and gives each finding its severity and its place in the documents.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import ModuleType

from glossary.bitext import Pair, Side
from glossary.checks import (
    admitted_term,
    count_mismatch,
    do_not_translate,
    extra_term,
    first_mention,
    forbidden_term,
    inconsistent_term,
    missing_term,
    number_mismatch,
    unaligned,
    untranslated_term,
    wrong_script,
)
from glossary.checks.examination import Examination, Examined, Finding, Introduced
from glossary.issue import Issue, Severity, Span, Verdict
from glossary.report import Outcome, Report
from glossary.requirement import Requirements, Settled
from glossary.termbase import Termbase

CHECKS: Mapping[str, ModuleType] = {
    module.ID: module
    for module in (
        missing_term,
        do_not_translate,
        untranslated_term,
        forbidden_term,
        wrong_script,
        inconsistent_term,
        number_mismatch,
        admitted_term,
        first_mention,
        extra_term,
        count_mismatch,
        unaligned,
    )
}

_ALONE = ("forbidden-term", "wrong-script", "first-mention")


def run(
    pairs: Sequence[Pair],
    termbase: Termbase,
    source_language: str,
    target_language: str,
    enforced: Collection[tuple[int, Span]] = (),
    *,
    requirements: Requirements | None = None,
    severities: Mapping[str, Severity | None] | None = None,
    signature: Mapping[str, str | None] | None = None,
) -> Report:
    """Run every check over the pairs of one document.

    ``enforced`` names requirements that a translation made true, by the number of the pair and the span in its source
    text: their verdict is ENFORCED instead of SATISFIED. ``requirements`` saves building them again for the same
    termbase and languages. ``severities`` overrides severities by the id of a check or by a term's status, which wins; None
    turns it off. ``signature`` is handed on; the termbase's checksum is added where it lacks it.
    """
    known = requirements or Requirements(termbase, source_language, target_language)
    document = Examination(
        pairs=examined(pairs, known, frozenset(enforced)),
        requirements=known,
        source_language=source_language,
        target_language=target_language,
    )
    return _report(document, tuple(CHECKS), severities or {}, signed(termbase, signature))


def run_alone(
    targets: Sequence[Side],
    termbase: Termbase,
    target_language: str,
    *,
    requirements: Requirements | None = None,
    severities: Mapping[str, Severity | None] | None = None,
    signature: Mapping[str, str | None] | None = None,
) -> Report:
    """Run the checks that need no source over the segments of a target (``check --target-only``)."""
    source = next((tag for tag in termbase.languages() if tag != target_language), target_language)
    known = requirements or Requirements(termbase, source, target_language)
    pairs = [Pair(source=Side(text=""), target=side) for side in targets]
    document = Examination(
        pairs=examined(pairs, known, frozenset()),
        requirements=known,
        source_language=source,
        target_language=target_language,
        alone=True,
    )
    return _report(document, _ALONE, severities or {}, signed(termbase, signature))


def signed(termbase: Termbase, signature: Mapping[str, str | None] | None) -> dict[str, str | None]:
    given = dict(signature or {})
    return given if given.get("termbase") else {**given, "termbase": termbase.checksum()}


def examined(
    pairs: Sequence[Pair], requirements: Requirements, enforced: frozenset[tuple[int, Span]], known: Iterable[str] = ()
) -> tuple[Examined, ...]:
    """``known``: the concepts that were introduced before the first of these pairs."""
    first = dict.fromkeys(known, -1)
    examined = []
    found = requirements.matches_in_all([pair.source.text for pair in pairs])
    standing = requirements.renderings_in_all([pair.target.text for pair in pairs])
    for number, (pair, matches, renderings) in enumerate(zip(pairs, found, standing, strict=True)):
        introduced = Introduced(first, number)
        matches = tuple(match for match in matches if not pair.source.is_protected(match.start, match.end))  # noqa: PLW2901
        required = requirements.of(pair.source.text, matches)
        settled = requirements.settle(required, pair.target.text, introduced=introduced, occurrences=renderings)
        examined.append(
            Examined(
                number=number,
                pair=pair,
                matches=matches,
                settled=tuple(_enforced(each, number, enforced) for each in settled) if enforced else settled,
                renderings=renderings,
                introduced=introduced,
            )
        )
        for concept in requirements.introduced_by(renderings):
            first.setdefault(concept, number)
    return tuple(examined)


def _enforced(settled: Settled, number: int, enforced: frozenset[tuple[int, Span]]) -> Settled:
    if settled.verdict is not Verdict.SATISFIED or (number, settled.requirement.source) not in enforced:
        return settled
    return Settled(requirement=settled.requirement, verdict=Verdict.ENFORCED, target=settled.target)


def _report(
    document: Examination,
    checks: Sequence[str],
    severities: Mapping[str, Severity | None],
    signature: Mapping[str, str | None],
) -> Report:
    return Report(
        source_language=document.source_language,
        target_language=document.target_language,
        segments=len(document.pairs),
        unaligned=0 if document.alone else sum(not each.pair.aligned for each in document.pairs),
        pairs=tuple((whole(each.pair.source), whole(each.pair.target)) for each in document.pairs),
        issues=tuple(judge(document, checks, severities)),
        requirements=tuple(outcome_of(settled, each) for each in document.pairs for settled in each.settled),
        signature=signature,
    )


def judge(
    document: Examination, checks: Sequence[str], severities: Mapping[str, Severity | None]
) -> list[Issue]:
    """What these checks find in a document, in its order."""
    issues: list[Issue] = []
    for name in checks:
        if severities.get(name, CHECKS[name].SEVERITY) is None:
            continue
        issues.extend(
            _issue(name, severity, finding, document.pairs[finding.pair].pair)
            for finding in CHECKS[name].check(document)
            if (severity := _severity(name, finding, severities))
        )
    issues.sort(key=place)
    return issues


def _severity(name: str, finding: Finding, severities: Mapping[str, Severity | None]) -> Severity | None:
    """What somebody said about the status, or else about the check, or else what the check itself says; None for off."""
    if finding.status is not None and finding.status in severities:
        return severities[finding.status]
    if name in severities:
        return severities[name]
    own: Severity = CHECKS[name].SEVERITY
    return finding.severity or own


def place(issue: Issue) -> tuple[int, int, int, int]:
    """By pair, then the gravest first, then from left to right."""
    span = issue.target or issue.source
    return issue.pair, -issue.severity.rank, span.start if span else 0, span.end if span else 0


def _issue(name: str, severity: Severity, finding: Finding, pair: Pair) -> Issue:
    return Issue(
        check=name,
        severity=severity,
        message=finding.message,
        concept=finding.concept,
        source=_located(pair.source, finding.source),
        target=_located(pair.target, finding.target),
        suggestions=finding.suggestions,
        pair=finding.pair,
        segment=whole(pair.target),
    )


def _located(side: Side, span: Span | None) -> Span | None:
    if span is None:
        return None
    start, end = side.locate(span.start, span.end)
    return Span(start=start, end=end)


def whole(side: Side) -> Span:
    start, end = side.locate(0, len(side.text))
    return Span(start=start, end=end)


def outcome_of(settled: Settled, examined: Examined) -> Outcome:
    requirement = settled.requirement
    source = _located(examined.pair.source, requirement.source)
    return Outcome(
        concept=requirement.concept,
        term=requirement.term.text,
        renderings=tuple(dict.fromkeys(term.text for term in requirement.renderings)),
        certainty=requirement.certainty,
        verdict=settled.verdict,
        source=source or requirement.source,
        target=_located(examined.pair.target, settled.target),
        segment=examined.number,
    )
