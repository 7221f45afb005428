"""The report as one HTML file that needs no network: source and target side by side, terms coloured by verdict.

Segments can be filtered by check, verdict and words; ``j`` and ``k`` go from one segment with issues to the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from glossary.issue import Issue, Span
from glossary.report import Outcome, Report
from glossary.reports.document import Document, visible
from glossary.reports.text import summary

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --quiet: #777; --page: Canvas; }
body { font: 16px/1.55 system-ui, sans-serif; margin: 0 auto; max-width: 80rem; padding: 1rem; background: var(--page); }
h1 { font-size: 1.3rem; margin: 0 0 .3rem; }
nav { position: sticky; top: 0; background: var(--page); padding: .5rem 0; border-bottom: 1px solid var(--line); z-index: 1;
  display: flex; gap: .8rem; flex-wrap: wrap; align-items: center; }
section { display: grid; grid-template-columns: 1fr 1fr; gap: .2rem 1.5rem; padding: .6rem .4rem;
  border-bottom: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 6rem; }
section:focus { outline: 2px solid #2a6fdb; outline-offset: -2px; }
section p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
section ul { grid-column: 1 / -1; margin: .3rem 0 0; padding-left: 1.2rem; font-size: .9rem; }
small, .quiet { color: var(--quiet); }
mark { color: inherit; background: none; border-bottom: .2em solid; padding-bottom: .05em; }
mark.satisfied { border-color: #2e9e5b; } mark.enforced { border-color: #2a6fdb; }
mark.waived, mark.doubtful { border-color: #999; } mark.unsatisfied { border-color: #d33; }
mark.issue { background: #f9c2; outline: 1px dotted #c60; }
b.critical, b.major { color: #d33; } b.minor { color: #b80; } b.neutral { color: var(--quiet); }
@media (max-width: 45rem) { section { grid-template-columns: 1fr; } }
@media print { nav { display: none; } section { break-inside: avoid; content-visibility: visible; } }
"""
_SCRIPT = """
const all = [...document.querySelectorAll("section")];
const [check, verdict, words] = ["check", "verdict", "words"].map(id => document.getElementById(id));
function filter() {
  const text = words.value.toLowerCase();
  let shown = 0;
  for (const section of all) {
    const has = (list, wanted) => !wanted || (wanted === "any" ? list !== "" : ` ${list} `.includes(` ${wanted} `));
    section.hidden = !(has(section.dataset.checks, check.value) && has(section.dataset.verdicts, verdict.value)
      && (!text || section.textContent.toLowerCase().includes(text)));
    section.style.display = section.hidden ? "none" : "";
    shown += !section.hidden;
  }
  document.getElementById("shown").textContent = `${shown} of ${all.length}`;
}
for (const control of [check, verdict, words]) control.addEventListener("input", filter);
document.addEventListener("keydown", event => {
  if (event.target.matches("input, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key !== "j" && event.key !== "k") return;
  const stops = all.filter(section => !section.hidden && section.dataset.checks);
  if (event.key === "k") stops.reverse();
  const here = all.indexOf(document.activeElement);
  const onward = section => here < 0 || (event.key === "j" ? all.indexOf(section) > here : all.indexOf(section) < here);
  const next = stops.find(onward);
  if (next) { next.focus(); next.scrollIntoView({ block: "center" }); }
});
filter();
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    span: Span
    classes: str
    title: str


def render(report: Report, source: Document, target: Document) -> str:
    """Report -> HTML text. Everything from the documents is escaped, and control characters are shown by their codes."""
    issues: list[list[Issue]] = [[] for _ in report.pairs]
    for issue in report.issues:
        issues[issue.pair].append(issue)
    outcomes: list[list[Outcome]] = [[] for _ in report.pairs]
    for outcome in report.requirements:
        outcomes[outcome.segment].append(outcome)
    sections = [
        _section(f"s{number}", *each, documents=(source, target))
        for number, each in enumerate(zip(report.pairs, issues, outcomes, strict=True), 1)
    ]
    checks = Counter(issue.check for issue in report.issues)
    verdicts = Counter({str(verdict): number for verdict, number in report.verdicts().items() if number})
    title = f"{_text(source.name)} → {_text(target.name)}"
    return f"""<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>termlock: {title}</title>
<style>{_STYLE}</style>
<h1>{title}</h1>
<p>{_text(summary(report))}</p>
<nav>
<label>check {_select("check", checks)}</label>
<label>verdict {_select("verdict", verdicts)}</label>
<label>words <input id="words" type="search"></label>
<span id="shown" class="quiet" aria-live="polite"></span>
<span class="quiet">j / k: next, previous issue</span>
</nav>
<main>
{"".join(sections)}</main>
<script>{_SCRIPT}</script>
</html>
"""


def _text(text: str) -> str:
    return escape(visible(text))


def _select(name: str, counts: Counter[str]) -> str:
    options = [
        f'<option value="{escape(key)}">{escape(key)} ({number})</option>' for key, number in sorted(counts.items())
    ]
    extra = '<option value="any">any issue</option>' if name == "check" else ""
    return f'<select id="{name}"><option value="">all</option>{extra}{"".join(options)}</select>'


def _section(
    name: str,
    spans: tuple[Span, Span],
    issues: Sequence[Issue],
    outcomes: Sequence[Outcome],
    *,
    documents: tuple[Document, Document],
) -> str:
    left, right = [], []
    for outcome in outcomes:
        title = f"{outcome.term}: {' | '.join(outcome.renderings)} ({outcome.verdict})"
        left.append(_Mark(span=outcome.source, classes=outcome.verdict, title=title))
        if outcome.target:
            right.append(_Mark(span=outcome.target, classes=outcome.verdict, title=title))
    # An issue over a whole segment is told below it and would only hide what is marked in it.
    left += [
        _Mark(span=i.source, classes="issue", title=i.message) for i in issues if i.source and i.source != spans[0]
    ]
    right += [
        _Mark(span=i.target, classes="issue", title=i.message) for i in issues if i.target and i.target != spans[1]
    ]
    checks = " ".join(dict.fromkeys(issue.check for issue in issues))
    verdicts = " ".join(dict.fromkeys(str(outcome.verdict) for outcome in outcomes))
    below = f"<ul>{''.join(map(_told, issues))}</ul>" if issues else ""
    return (
        f'<section id="{name}" tabindex="-1" data-checks="{checks}" data-verdicts="{verdicts}">'
        f"<p>{''.join(_marked(documents[0], spans[0], left))}</p>"
        f"<p>{''.join(_marked(documents[1], spans[1], right))}</p>{below}</section>\n"
    )


def _told(issue: Issue) -> str:
    better = f" <small>use: {_text(' | '.join(issue.suggestions))}</small>" if issue.suggestions else ""
    return f'<li><b class="{issue.severity}">{issue.severity}</b> {issue.check}: {_text(issue.message)}{better}</li>'


def _marked(document: Document, span: Span, marks: Sequence[_Mark]) -> Iterator[str]:
    """The text of a span, cut where a mark begins or ends; a piece has the classes of all marks over it."""
    cuts = {span.start, span.end}
    for mark in marks:
        cuts |= {min(max(place, span.start), span.end) for place in (mark.span.start, mark.span.end)}
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        over = [mark for mark in marks if mark.span.start <= start and end <= mark.span.end]
        text = escape(_lines(document.text[start:end].replace("\r\n", "\n")))
        if over:
            classes = " ".join(dict.fromkeys(mark.classes for mark in over))
            titles = "\n".join(dict.fromkeys(mark.title for mark in over))
            yield f'<mark class="{classes}" title="{escape(_lines(titles))}">{text}</mark>'
        else:
            yield text


def _lines(text: str) -> str:
    return "\n".join(visible(line) for line in text.split("\n"))
