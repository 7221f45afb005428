"""The report as one HTML file that needs no network: source and target side by side, terms marked by verdict.

Every segment of the documents is in it. A term shows its rendering, concept and verdict where the mouse or the keyboard points
to it; segments can be filtered by check, concept, verdict and words; ``n`` and ``p`` go from issue to issue, ``?`` tells the
other keys. Verdicts differ in the line below a term, not in colour alone. ``page.css`` and ``page.js`` are what it looks like
and what it does; without scripts everything is still there to read and print.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources
from itertools import pairwise

from glossary.issue import Issue, Severity, Span, Verdict
from glossary.report import Excused, Outcome, Report
from glossary.reports.document import Document, visible
from glossary.reports.text import excuse, summary

_SIGNS = {Verdict.UNSATISFIED: "✗", Verdict.DOUBTFUL: "?", Verdict.WAIVED: "~", Verdict.ENFORCED: "●"}
"""What stands behind a term, besides the line below it."""
_MEANINGS = {
    Verdict.SATISFIED: "rendered as the termbase says",
    Verdict.ENFORCED: "termlock made it so",
    Verdict.WAIVED: "asked for again in one segment; a pronoun may stand for it",
    Verdict.DOUBTFUL: "weak evidence that it is this term",
    Verdict.UNSATISFIED: "no allowed rendering stands in the target",
}
_KEYS = (
    ("<kbd>n</kbd> or <kbd>j</kbd>", "next issue"),
    ("<kbd>p</kbd> or <kbd>k</kbd>", "previous issue"),
    ("<kbd>/</kbd>", "search for words"),
    ("<kbd>i</kbd>", "only segments with issues, and back"),
    ("<kbd>r</kbd>", "reset all filters"),
    ("<kbd>Tab</kbd>", "from term to term; each tells its rendering and concept"),
    ("<kbd>Esc</kbd>", "leave the search field, close this help"),
    ("<kbd>?</kbd>", "this help"),
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """Something that is marked in a document: a requirement, or an issue that is told below."""

    span: Span
    requirement: int | None = None
    verdict: Verdict | None = None
    issue: int | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """An issue and what is told of it."""

    number: int
    issue: Issue
    excused: Excused | None = None


def render(report: Report, source: Document, target: Document) -> str:
    """Report -> HTML text. Everything from the documents is escaped, and control characters are shown by their codes."""
    found: list[tuple[Issue, Excused | None]] = [(issue, None) for issue in report.issues]
    found += [(each.issue, each) for each in report.gating.excused] if report.gating else []
    found.sort(key=lambda each: each[0].pair)
    issues: list[list[_Told]] = [[] for _ in report.pairs]
    for number, (issue, excused) in enumerate(found):
        issues[issue.pair].append(_Told(number=number, issue=issue, excused=excused))
    outcomes: list[list[tuple[int, Outcome]]] = [[] for _ in report.pairs]
    for number, outcome in enumerate(report.requirements):
        outcomes[outcome.segment].append((number, outcome))
    languages = report.source_language, report.target_language
    sections = [
        _section(number, *each, documents=(source, target), languages=languages)
        for number, each in enumerate(zip(report.pairs, issues, outcomes, strict=True), 1)
    ]
    title, names = _text(target.name), _text(target.name)
    if source.name != target.name:  # one bilingual file, or a target alone, has one name
        title = f"{_text(source.name)} → {title}"
        names = f'{_text(source.name)} <span class="arrow">→</span> {names}'
    alone = bool(report.pairs) and all(ours.start == ours.end for ours, _ in report.pairs)
    notices = "".join(f"<li>{_text(notice)}</li>" for notice in report.gating.notices) if report.gating else ""
    signature = " · ".join(f"{_text(key)} {_text(value)}" for key, value in report.signature.items() if value)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>termlock: {title}</title>
<style>
{_resource("page.css")}</style>
</head>
<body{' class="alone"' if alone else ""}>
<header>
<h1>{names}</h1>
<p>{_text(summary(report))}</p>
{_verdicts(report)}{f'<ul id="notices">{notices}</ul>' if notices else ""}</header>
{_filters(report, found)}
<main>
{"".join(sections)}<p id="none" hidden>No segment answers these filters.</p>
</main>
<footer>{signature}</footer>
<div id="card" role="status" hidden></div>
{_help()}
<script type="application/json" id="data">{_data(report, target)}</script>
<script>
{_resource("page.js")}</script>
</body>
</html>
"""


def _resource(name: str) -> str:
    return resources.files("glossary.reports").joinpath(name).read_text(encoding="utf-8")


def _text(text: str) -> str:
    return escape(visible(text))


def _verdicts(report: Report) -> str:
    """How the requirements ended: a bar, and the legend of the marks."""
    counts = {verdict: number for verdict, number in report.verdicts().items() if number}
    if not counts:
        return ""
    bar = "".join(f'<span class="v-{verdict}" style="flex:{number}"></span>' for verdict, number in counts.items())
    legend = "".join(
        f'<li title="{_MEANINGS[verdict]}">{_piece(verdict, str(verdict))} {number}</li>'
        for verdict, number in counts.items()
    )
    return f'<div id="verdicts" aria-hidden="true">{bar}</div>\n<ul id="legend">{legend}</ul>\n'


def _piece(verdict: Verdict, text: str) -> str:
    return f'<mark class="{verdict} last" data-sign="{_SIGNS.get(verdict, "")}">{text}</mark>'


def _filters(report: Report, found: Sequence[tuple[Issue, Excused | None]]) -> str:
    checks = Counter(issue.check for issue, _ in found)
    verdicts = Counter({str(verdict): number for verdict, number in report.verdicts().items() if number})
    concepts = Counter(outcome.concept for outcome in report.requirements)
    concepts.update({issue.concept: 0 for issue, _ in found if issue.concept})
    terms = {outcome.concept: outcome.term for outcome in reversed(report.requirements)}
    labels = {concept: f"{concept} · {terms[concept]}" for concept in concepts if concept in terms and terms[concept] != concept}
    excused = sum(excused is not None for _, excused in found)
    hidden = "" if excused else " hidden"
    return f"""<nav aria-label="Filters"><div>
{_select("check", checks)}
{_select("concept", concepts, labels)}
{_select("verdict", verdicts)}
<input id="words" type="search" placeholder="search" aria-label="Search for words">
<label><input id="flagged" type="checkbox"> only with issues</label>
<label{hidden}><input id="excused" type="checkbox"> {excused} excused</label>
<button id="reset" type="button">reset</button>
<span id="steps"><span id="shown" role="status"></span>
<button id="previous" type="button" title="previous issue (p)" aria-label="Previous issue">↑</button>
<button id="next" type="button" title="next issue (n)" aria-label="Next issue">↓</button>
<button id="keys" type="button" title="keys (?)" aria-label="Keys">?</button></span>
</div></nav>"""


def _select(name: str, counts: Counter[str], labels: dict[str, str] | None = None) -> str:
    options = [
        f'<option value="{_text(key)}">{_text((labels or {}).get(key, key))} ({number})</option>'
        for key, number in sorted(counts.items())
    ]
    return f'<select id="{name}" aria-label="{name.capitalize()}"><option value="">every {name}</option>{"".join(options)}</select>'


def _help() -> str:
    keys = "".join(f"<dt>{key}</dt><dd>{meaning}</dd>" for key, meaning in _KEYS)
    close = '<form method="dialog"><button>close</button></form>'
    return f'<dialog id="help" aria-label="Keys"><h2>Keys</h2><dl>{keys}</dl>{close}</dialog>'


def _data(report: Report, target: Document) -> str:
    """What the card tells of each requirement, as JSON that cannot end the script it stands in."""
    terms: dict[tuple[str, str, tuple[str, ...]], int] = {}
    requirements = []
    for outcome in report.requirements:
        number = terms.setdefault((outcome.concept, outcome.term, outcome.renderings), len(terms))
        found = target.text[outcome.target.start : outcome.target.end] if outcome.target else ""
        requirements.append([number, str(outcome.verdict), str(outcome.certainty), visible(found)])
    told = [[visible(concept), visible(term), list(map(visible, renderings))] for concept, term, renderings in terms]
    text = json.dumps({"terms": told, "requirements": requirements}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _section(
    number: int,
    spans: tuple[Span, Span],
    issues: Sequence[_Told],
    outcomes: Sequence[tuple[int, Outcome]],
    *,
    documents: tuple[Document, Document],
    languages: tuple[str, str],
) -> str:
    left, right = [], []
    for index, outcome in outcomes:
        left.append(_Mark(span=outcome.source, requirement=index, verdict=outcome.verdict))
        if outcome.target:
            right.append(_Mark(span=outcome.target, requirement=index, verdict=outcome.verdict))
    for told in issues:
        severity = None if told.excused else told.issue.severity
        # An issue over a whole segment is told below it and would only hide what is marked in it.
        if told.issue.source and told.issue.source != spans[0]:
            left.append(_Mark(span=told.issue.source, issue=told.number, severity=severity))
        if told.issue.target and told.issue.target != spans[1]:
            right.append(_Mark(span=told.issue.target, issue=told.number, severity=severity))
    verdicts = " ".join(dict.fromkeys(str(outcome.verdict) for _, outcome in outcomes))
    concepts = "\n".join(dict.fromkeys(_text(outcome.concept) for _, outcome in outcomes))
    sides = "".join(
        f'<p lang="{escape(language)}" dir="auto">{"".join(_marked(document, span, marks))}</p>'
        for document, span, marks, language in zip(documents, spans, (left, right), languages, strict=True)
    )
    below = f"<ul>{''.join(_item(told, documents) for told in issues)}</ul>" if issues else ""
    return (
        f'<section id="s{number}" data-verdicts="{verdicts}" data-concepts="{concepts}">'
        f'<a href="#s{number}">{number}</a>{sides}{below}</section>\n'
    )


def _item(told: _Told, documents: tuple[Document, Document]) -> str:
    issue = told.issue
    better = ""
    if issue.suggestions:
        quoted = " or ".join(f"<q>{_text(text)}</q>" for text in issue.suggestions)
        better = f'<span class="better">use {quoted}</span>'
    why = f'<span class="why">{_text(excuse(told.excused))}</span>' if told.excused else ""
    document, span = (documents[1], issue.target) if issue.target else (documents[0], issue.source)
    place = ""
    if span:
        line, column = document.position(span.start)
        place = f'<span class="place">{_text(document.name)}:{line}:{column}</span>'
    label = f"excused {issue.severity}" if told.excused else str(issue.severity)
    return (
        f'<li id="i{told.number + 1}" tabindex="-1" class="issue {issue.severity}{" excused" if told.excused else ""}" '
        f'data-i="{told.number}" data-check="{escape(issue.check)}" data-concept="{_text(issue.concept)}">'
        f'<b>{label}</b> <code>{escape(issue.check)}</code> <span class="message">{_text(issue.message)}</span>'
        f"{place}{better}{why}</li>"
    )


def _marked(document: Document, span: Span, marks: Sequence[_Mark]) -> Iterator[str]:
    """The text of a span, cut where a mark begins or ends; a piece knows all marks over it."""
    cuts = {span.start, span.end}
    for mark in marks:
        cuts |= {min(max(place, span.start), span.end) for place in (mark.span.start, mark.span.end)}
    for start, end in pairwise(sorted(cuts)):
        over = [mark for mark in marks if mark.span.start <= start and end <= mark.span.end]
        text = escape("\n".join(map(visible, document.text[start:end].replace("\r\n", "\n").split("\n"))))
        yield f"<mark{_attributes(over, start, end)}>{text}</mark>" if over else text


def _attributes(over: Sequence[_Mark], start: int, end: int) -> str:
    required = [mark for mark in over if mark.requirement is not None]
    flags = [mark for mark in over if mark.issue is not None]
    classes = list(dict.fromkeys(str(mark.verdict) for mark in required))
    severities = [mark.severity for mark in flags if mark.severity]
    if severities:
        classes += ["flag", f"f-{max(severities, key=lambda severity: severity.rank)}"]
    told = ""
    ends = [mark for mark in required if mark.span.end == end and mark.verdict]
    if sign := next((_SIGNS[mark.verdict] for mark in ends if mark.verdict in _SIGNS), ""):
        classes.append("last")
        told += f' data-sign="{sign}"'
    if required:
        told += f' data-r="{_numbers(mark.requirement for mark in required)}"'
        told += ' tabindex="0"' if any(mark.span.start == start for mark in required) else ""
    if flags:
        told += f' data-i="{_numbers(mark.issue for mark in flags)}"'
    return f' class="{" ".join(classes)}"{told}'


def _numbers(numbers: Iterable[int | None]) -> str:
    return " ".join(map(str, dict.fromkeys(numbers)))
