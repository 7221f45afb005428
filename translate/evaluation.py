"""How good is a translation, in terms and in quality? The figures of the terminology tasks, and stricter ones.

    success      the official rate of the WMT25 terminology task, track 2 (github.com/wmt-conference/wmt25-terminology):
                 for each term of the source that the reference renders, min(1, renderings in the hypothesis /
                 occurrences in the source), by plain substrings in lower case; the mean over terms and documents
    strict       of the certain requirements, one a concept and segment, the share that has a rendering at a place of
                 its own (the exclusive match of the WMT26 task, with termlock's matcher on both sides)
    every        the same over every certain occurrence, where a pronoun does not count
    over-use     renderings beyond what source and reference have, for each occurrence in the source
    consistency  of the renderings of concepts that the document has twice or more, the share of the commonest one
    length       characters of the hypothesis for each of the reference
    residue      share of characters in a wrong script: Chinese in English; Latin words that the reference lacks in Chinese
    other script share of characters that only the other Chinese script has, approved renderings aside

Success alone can be had by writing terms anywhere: read it with over-use and length.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, fields

from glossary.checks import run
from glossary.issue import Span, Verdict
from glossary.languages import HAN, base_language, normalise_tag
from glossary.matcher import Certainty
from glossary.report import MET, Report
from glossary.requirement import Requirements
from glossary.scripts import wrong_script
from glossary.termbase import ALLOWED, Termbase
from translate.documents import Document
from translate.documents.pairing import pair

_LATIN_WORD = re.compile("[A-Za-z]{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A document that was translated: what there was, what came, and what a person wrote."""

    hypothesis: Document
    reference: Document
    source: Document | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The figures of one or several documents; shares are 0 to 1, None where nothing could be measured."""

    documents: int
    terms: int = 0
    """(document, term) pairs that the official rate scores."""
    success: float | None = None
    requirements: int = 0
    """Certain requirements, one a concept and segment."""
    strict: float | None = None
    every: float | None = None
    over_use: float | None = None
    consistency: float | None = None
    length: float | None = None
    residue: float | None = None
    other_script: float | None = None
    chrf: float | None = None
    """chrF2++ (with word pairs), the quality figure of the terminology tasks."""
    chrf_characters: float | None = None
    """chrF2 over characters alone, which suits a language without spaces."""
    bleu: float | None = None
    signatures: tuple[tuple[str, str], ...] = field(default=())
    """What is needed to compute the last three again, as sacrebleu says it."""

    def rows(self) -> tuple[tuple[str, str], ...]:
        """Name and value of each figure that was measured, as people read them."""
        found = []
        for each in fields(self):
            value = getattr(self, each.name)
            if each.name == "signatures" or value is None:
                continue
            name = _NAMES.get(each.name, each.name.replace("_", " "))
            found.append((name, str(value) if isinstance(value, int) else _shown(each.name, value)))
        return tuple(found)


_NAMES = {"chrf": "chrF2++", "chrf_characters": "chrF2", "bleu": "BLEU", "over_use": "over-use"}
_POINTS = {"chrf", "chrf_characters", "bleu"}


def _shown(name: str, value: float) -> str:
    if name in _POINTS:
        return f"{value:.2f}"
    return f"{value:.3f}" if name == "length" else f"{value:.4f}" if name != "residue" else f"{value:.5f}"


def evaluate(samples: Sequence[Sample], target: str, termbase: Termbase | None = None, source: str = "") -> Evaluation:
    """Every figure of the documents taken together.

    ``target`` and ``source`` are language tags. Without a termbase, or without the source documents, the figures about
    terms are None. Raises ValueError where there is no document.
    """
    if not samples:
        raise ValueError("no document to evaluate")
    hypotheses = [sample.hypothesis.text.strip() for sample in samples]
    references = [sample.reference.text.strip() for sample in samples]
    characters, wanted = sum(map(len, hypotheses)), sum(map(len, references))
    stray = sum(_residue(hypothesis, reference, target) for hypothesis, reference in zip(hypotheses, references, strict=True))
    quality, signatures = _quality(hypotheses, references, target)
    about_terms: dict[str, float | int | None] = {}
    reports: list[Report | None] = [None] * len(samples)
    if termbase is not None and source and all(sample.source is not None for sample in samples):
        sources = [sample.source.text if sample.source is not None else "" for sample in samples]
        about_terms = _official(sources, hypotheses, references, termbase, source, target)
        reports = list(_checked(samples, termbase, source, target))
        about_terms |= _strict([report for report in reports if report is not None], samples)
    return Evaluation(
        documents=len(samples),
        length=characters / wanted if wanted else None,
        residue=stray / characters if characters else None,
        other_script=_other_script(samples, reports, target, characters),
        signatures=signatures,
        **{**quality, **about_terms},  # type: ignore[arg-type]  # counts are whole numbers
    )


def _official(
    sources: Sequence[str], hypotheses: Sequence[str], references: Sequence[str], termbase: Termbase, source: str, target: str
) -> dict[str, float | int | None]:
    """Success and over-use as the task's scorer counts them: substrings in lower case, nested ones too.

    A term of two concepts is scored for each, as an entry of the task's lists is that stands there in two spellings.
    """
    entries = [
        (term, [each.text.lower() for each in concept.renderings(target)])
        for concept in termbase
        for term in dict.fromkeys(each.text.lower() for each in concept.in_language(source) if each.status in ALLOWED)
    ]
    scored = occurrences = over = 0
    total = 0.0
    lowered = ([text.lower() for text in texts] for texts in (sources, hypotheses, references))
    for text, hypothesis, reference in zip(*lowered, strict=True):
        for term, renderings in entries:
            if term not in text or not any(each in reference for each in renderings):
                continue
            count = text.count(term)
            used = sum(hypothesis.count(rendering) for rendering in renderings)
            wanted = max(count, sum(reference.count(rendering) for rendering in renderings))
            scored += 1
            occurrences += count
            total += min(1.0, used / count)
            over += max(0, used - wanted)
    if not scored:
        return {}
    return {"terms": scored, "success": total / scored, "over_use": over / occurrences}


def _checked(samples: Sequence[Sample], termbase: Termbase, source: str, target: str) -> list[Report]:
    requirements = Requirements(termbase, source, target)
    return [
        run(pair(sample.source, sample.hypothesis), termbase, source, target, requirements=requirements)
        for sample in samples
        if sample.source is not None
    ]


def _strict(reports: Sequence[Report], samples: Sequence[Sample]) -> dict[str, float | int | None]:
    verdicts: Counter[Verdict] = Counter()
    uses: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    for number, (report, sample) in enumerate(zip(reports, samples, strict=True)):
        for each in report.requirements:
            if each.certainty is Certainty.CERTAIN:
                verdicts[each.verdict] += 1
            if each.target is not None:
                rendering = " ".join(sample.hypothesis.text[each.target.start : each.target.end].split()).lower()
                uses[number, each.concept][rendering] += 1
    met = sum(verdicts[verdict] for verdict in MET)
    required = met + verdicts[Verdict.UNSATISFIED]
    demanded = required + verdicts[Verdict.WAIVED]
    repeated = [counts for counts in uses.values() if counts.total() > 1]
    said = sum(counts.total() for counts in repeated)
    return {
        "requirements": required,
        "strict": met / required if required else None,
        "every": met / demanded if demanded else None,
        "consistency": sum(max(counts.values()) for counts in repeated) / said if said else None,
    }


def _residue(hypothesis: str, reference: str, target: str) -> int:
    """How many characters of a hypothesis are in a script that its language is not written with."""
    if base_language(target) != "zh":
        return len(HAN.findall(hypothesis))
    known = {word.lower() for word in _LATIN_WORD.findall(reference)}
    return sum(len(word) for word in _LATIN_WORD.findall(hypothesis) if word.lower() not in known)


def _other_script(
    samples: Sequence[Sample], reports: Sequence[Report | None], target: str, characters: int
) -> float | None:
    if normalise_tag(target) not in {"zh-Hans", "zh-Hant"} or not characters:
        return None
    found = 0
    for sample, report in zip(samples, reports, strict=True):
        approved: list[Span] = [each.target for each in report.requirements if each.target] if report else []
        found += sum(span.end - span.start for span in wrong_script(sample.hypothesis.text, target, approved))
    return found / characters


def _quality(
    hypotheses: Sequence[str], references: Sequence[str], target: str
) -> tuple[dict[str, float], tuple[tuple[str, str], ...]]:
    """The figures chrF and BLEU (Popović 2015, W15-3049, and 2017, W17-4770; Papineni et al. 2002, P02-1040), each document one segment."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    metrics = {
        "chrf": CHRF(word_order=2),
        "chrf_characters": CHRF(word_order=0),
        "bleu": BLEU(tokenize="zh" if base_language(target) == "zh" else "13a"),
    }
    values = {name: metric.corpus_score(list(hypotheses), [list(references)]).score for name, metric in metrics.items()}
    signatures = tuple((_NAMES[name], str(metric.get_signature())) for name, metric in metrics.items())
    return values, signatures


SCHEMA = "termlock/evaluation/1"


def to_json(whole: Evaluation, each: Sequence[tuple[str, Evaluation]], signature: dict[str, str | None]) -> str:
    """The figures as JSON: ``{"schema", "signature", "figures", "documents": [{"name", "figures"}]}``."""
    content = {
        "schema": SCHEMA,
        "signature": signature | dict(whole.signatures),
        "figures": _figures(whole),
        "documents": [{"name": name, "figures": _figures(evaluation)} for name, evaluation in each],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def to_text(whole: Evaluation, each: Sequence[tuple[str, Evaluation]], signature: dict[str, str | None]) -> str:
    """The figures as a table: a row a figure, a column for all documents and, where there are several, one for each."""
    columns = [("all" if len(each) != 1 else each[0][0], whole)]
    if len(each) > 1:
        columns += each
    names = [name for name, _ in whole.rows()]
    values = [dict(evaluation.rows()) for _, evaluation in columns]
    widths = [max(len(head), 9, *(len(value) for value in column.values())) for (head, _), column in zip(columns, values, strict=True)]
    first = max(map(len, names))
    lines = ["  ".join([" " * first, *(head.rjust(width) for (head, _), width in zip(columns, widths, strict=True))])]
    for name in names:
        cells = [column.get(name, "").rjust(width) for column, width in zip(values, widths, strict=True)]
        lines.append("  ".join([name.ljust(first), *cells]))
    known = [f"{name}: {value}" for name, value in (signature | dict(whole.signatures)).items() if value]
    return "\n".join([*lines, "", *known]) + "\n"


def _figures(evaluation: Evaluation) -> dict[str, float | int | None]:
    return {
        each.name: round(value, 6) if isinstance(value := getattr(evaluation, each.name), float) else value
        for each in fields(evaluation)
        if each.name != "signatures"
    }
