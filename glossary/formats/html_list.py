"""HTML: a term list in one file that needs no network; to be read, searched and printed; written only.

Concepts stand under their subject field, with a number; an index by the target language leads back to them. A status is
told by a word and by style. Everything from the termbase is escaped, and only addresses of the web become links; the
content security policy allows exactly the style and the script that are written here.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from glossary.formats.loss import LossReport
from glossary.formats.term_list import NOT_ALLOWED, Entry, Section, TermList, is_link, plain, remarks, term_list
from glossary.languages import base_language
from glossary.pinyin import pinyin as read_aloud
from glossary.pinyin import sorting_key
from glossary.termbase import ALLOWED, Status, Term, Termbase

_STYLE = """
:root { color-scheme: light dark; --line: #8886; --quiet: #666; --band: #8881; --link: #1558b0; --no: #a3201c; }
@media (prefers-color-scheme: dark) { :root { --quiet: #aaa; --link: #8ab4f8; --no: #ff8a80; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; margin: 0 auto; max-width: 76rem; padding: 1.5rem 1.25rem 4rem; }
:lang(zh) { font-family: "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
:lang(zh-Hant) { font-family: "Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", "PingFang TC", "Microsoft JhengHei", sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 0; }
a { color: var(--link); text-underline-offset: .15em; }
.quiet { color: var(--quiet); }
header p { margin: .25rem 0; max-width: 60rem; }
nav ol { columns: 15rem; column-gap: 2rem; list-style: none; margin: 1rem 0; padding: 0; }
nav li { break-inside: avoid; display: flex; gap: .5rem; justify-content: space-between; border-bottom: 1px dotted var(--line); padding: .15rem 0; }
.search { position: sticky; top: 0; z-index: 2; background: Canvas; padding: .6rem 0; border-bottom: 1px solid var(--line); display: flex; gap: .75rem; align-items: center; flex-wrap: wrap; }
.search input { font: inherit; padding: .35rem .6rem; width: min(26rem, 100%); border: 1px solid var(--quiet); border-radius: .3rem; background: Field; color: FieldText; }
table { border-collapse: collapse; width: 100%; margin: 1.75rem 0 0; table-layout: fixed; }
caption { text-align: left; padding: .25rem 0 .4rem; scroll-margin-top: 4rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { font-size: .8rem; color: var(--quiet); font-weight: 600; border-bottom: 2px solid var(--line); padding-top: .2rem; padding-bottom: .2rem; }
col.number { width: 3.2rem; } col.notes { width: 30%; }
tbody th { font-weight: 400; color: var(--quiet); font-variant-numeric: tabular-nums; scroll-margin-top: 4rem; }
tbody tr:target { background: #fe08; }
td p { margin: 0; padding-left: .9rem; text-indent: -.9rem; }
td p + p { margin-top: .15rem; }
.preferred { font-weight: 650; font-size: 1.06em; }
.proposed { text-decoration: underline dotted; text-underline-offset: .2em; }
s { text-decoration-thickness: 1.5px; color: var(--no); }
.pinyin, .remark { font-family: system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
.pinyin { display: block; margin-left: -.9rem; text-indent: 0; color: var(--quiet); font-size: .88rem; font-weight: 400; }
.remark { color: var(--quiet); font-size: .85rem; font-weight: 400; }
.remark b { font-weight: 600; }
.notes { font-size: .88rem; } .notes a { color: inherit; text-decoration-color: var(--link); }
.index ul { columns: 18rem; column-gap: 2rem; list-style: none; padding: 0; margin: .5rem 0; }
.index h2 { margin-top: 2.5rem; }
.index li { break-inside: avoid; padding: .06rem 0 .06rem 1rem; text-indent: -1rem; }
.index h3 { font-size: 1rem; margin: .8rem 0 .1rem; break-after: avoid; }
.skipped { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[hidden] { display: none !important; }
@media (max-width: 42rem) {
  table, caption, tbody, tr, td, tbody th { display: block; } colgroup, thead { display: none; }
  tbody tr { padding: .5rem 0; border-bottom: 1px solid var(--line); } td, tbody th { border: 0; padding: .1rem 0; }
}
@page { size: A4; margin: 16mm 14mm 18mm; @bottom-center { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #555; } }
@media print {
  :root { color-scheme: light; --quiet: #444; --link: #000; --no: #000; --line: #999; }
  html { font-size: 9pt; } body { font-size: 1rem; line-height: 1.35; max-width: none; padding: 0; }
  .search { display: none; } a { color: inherit; text-decoration: none; }
  thead { display: table-header-group; } tbody tr { break-inside: avoid; } caption { break-after: avoid; }
  table { margin-top: 6mm; } th, td { padding: 1.4mm 3mm 1.4mm 0; } col.number { width: 10mm; }
  nav { break-after: auto; } .index { break-before: page; }
}
"""
_SCRIPT = """
const words = document.getElementById("words"), told = document.getElementById("told");
const rows = [...document.querySelectorAll("tbody tr")].map(row => [row, bare(row.textContent)]);
const parts = [...document.querySelectorAll("main table")];
function bare(text) { return text.normalize("NFD").replace(/[\\u0300-\\u036f]/g, "").toLowerCase(); }
function filter() {
  const wanted = bare(words.value).split(/\\s+/).filter(Boolean);
  let shown = 0;
  for (const [row, text] of rows) {
    row.hidden = !wanted.every(each => text.includes(each));
    shown += !row.hidden;
  }
  for (const part of parts) part.hidden = !part.querySelector("tbody tr:not([hidden])");
  for (const rest of document.querySelectorAll("nav, .index")) rest.hidden = wanted.length > 0;
  told.textContent = wanted.length ? `${shown} of ${rows.length}` : "";
}
words.addEventListener("input", filter);
addEventListener("hashchange", () => { words.value = ""; filter(); });
document.addEventListener("keydown", event => {
  if (event.key === "/" && event.target !== words) { event.preventDefault(); words.focus(); }
});
filter();
"""


def serialize(
    termbase: Termbase, *, source: str | None = None, target: str | None = None, pinyin: bool = False
) -> tuple[bytes, LossReport]:
    """A page with a table for each subject field, and an index; Chinese terms with their reading if that is asked for.

    Raises TermlockError where a pair of languages is asked for that the termbase does not have.
    """
    listed = term_list(termbase, source, target)
    return _page(listed, termbase.checksum(), pinyin=pinyin).encode(), LossReport(losses=listed.losses)


def _page(listed: TermList, checksum: str, *, pinyin: bool) -> str:
    titles = listed.titles()
    title = f"Term list: {' – '.join(titles)}" if titles else "Term list"
    count = sum(len(section.entries) for section in listed.sections)
    policy = f"default-src 'none'; style-src {_hash(_STYLE)}; script-src {_hash(_SCRIPT)}; base-uri 'none'; form-action 'none'"
    numbers = listed.numbers()
    sections = "".join(
        _section(f"f{place}", section, listed, numbers, pinyin=pinyin) for place, section in enumerate(listed.sections, 1)
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{escape(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<header>
<h1>{escape(title)}</h1>
<p class="quiet">{count:,} {"concept" if count == 1 else "concepts"} · termbase {checksum}</p>
<p>{"".join(_legend(listed))}</p>
</header>
{_contents(listed)}<div class="search" role="search"><label for="words">Search</label> <input id="words" type="search" autocomplete="off"> <span id="told" class="quiet" aria-live="polite"></span></div>
<main>
{sections}{"".join(_index(listed))}</main>
<script>{_SCRIPT}</script>
</body>
</html>
"""


def _hash(text: str) -> str:
    """A text as a content security policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _legend(listed: TermList) -> Iterator[str]:
    """What the styles of the terms mean: of those that are there."""
    there = {term.status for entry in listed.entries() for column in entry.columns for term in column}
    meanings = (
        ({Status.PREFERRED}, '<b class="preferred">Bold</b>: preferred. '),
        ({Status.PROPOSED}, '<span class="proposed">Dotted</span>: proposed. '),
        ({Status.ADMITTED}, "Plain: admitted. "),
        (NOT_ALLOWED, "<s>Struck through</s>: not to be used. "),
    )
    return (words for statuses, words in meanings if statuses & there)


def _contents(listed: TermList) -> str:
    if len(listed.sections) < 2:
        return ""
    items = "".join(
        f'<li><a href="#f{place}">{_text(section.title)}</a> <span class="quiet">{len(section.entries):,}</span></li>\n'
        for place, section in enumerate(listed.sections, 1)
    )
    return f'<nav aria-label="Subject fields">\n<ol>\n{items}</ol>\n</nav>\n'


def _section(name: str, section: Section, listed: TermList, numbers: dict[str, int], *, pinyin: bool) -> str:
    notes = any(map(_has_notes, section.entries))
    titles = (*listed.titles(), *(["Notes and sources"] if notes else []))
    heads = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    columns = '<col class="number">' + "<col>" * len(listed.languages) + '<col class="notes">' * notes
    caption = f'<caption id="{name}"><h2>{_text(section.title)}</h2></caption>' if section.title else f'<caption id="{name}"></caption>'
    rows = "".join(_row(entry, listed, numbers, notes=notes, pinyin=pinyin) for entry in section.entries)
    return (
        f"<table>\n{caption}\n<colgroup>{columns}</colgroup>\n"
        f'<thead><tr><th scope="col"><span class="skipped">Number</span></th>{heads}</tr></thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n"
    )


def _row(entry: Entry, listed: TermList, numbers: dict[str, int], *, notes: bool, pinyin: bool) -> str:
    cells = "".join(
        f'<td lang="{escape(tag)}">{"".join(_term(term, entry.note_of(term), pinyin=pinyin) for term in column) or "<p>—</p>"}</td>'
        for tag, column in zip(listed.languages, entry.columns, strict=True)
    )
    told = f'<td class="notes">{"".join(_notes(entry, numbers))}</td>' if notes else ""
    return f'<tr id="c{entry.number}"><th scope="row">{entry.number}</th>{cells}{told}</tr>\n'


def _term(term: Term, noted: str, *, pinyin: bool) -> str:
    """One term: its text in the style of its status, its reading, and the words that limit it."""
    text = f'<span lang="{escape(term.language)}" dir="auto">{_text(term.text)}</span>'
    if term.status in NOT_ALLOWED:
        shown = f"<s>{text}</s>"
    elif term.status is Status.ADMITTED:
        shown = text
    else:
        shown = f'<span class="{term.status}">{text}</span>'
    said = remarks(term)
    words = [f"<b>{said[0]}</b>", *map(_text, said[1:])] if term.status is not Status.PREFERRED else list(map(_text, said))
    if term.status is Status.PREFERRED:
        shown += '<span class="skipped"> (preferred)</span>'
    note = [_text(noted)] if noted else []
    remark = f' <span class="remark" lang="en">{"; ".join(words + note)}</span>' if words or note else ""
    reading = ""
    if pinyin and base_language(term.language) == "zh" and term.status in ALLOWED:
        reading = f'<span class="pinyin" lang="zh-Latn-pinyin">{_text(read_aloud(term.text, term.language))}</span>'
    return f"<p>{shown}{remark}{reading}</p>"


def _has_notes(entry: Entry) -> bool:
    return bool(entry.texts or entry.concept.cross_references or entry.sources)


def _notes(entry: Entry, numbers: dict[str, int]) -> Iterator[str]:
    """Definition, note, examples, references and sources of a concept."""
    for text in entry.texts:
        yield f'<p dir="auto">{_text(text)}</p>'
    if entry.concept.cross_references:
        links = ", ".join(
            f'<a href="#c{numbers[each]}">{numbers[each]}</a>' if each in numbers else _text(each)
            for each in entry.concept.cross_references
        )
        yield f"<p>See {links}</p>"
    for source, url, terms in entry.sources:
        whose = f'{", ".join(map(_text, terms))}: ' if terms else ""
        name = _text(source or url)
        if is_link(url):
            name = f'<a href="{escape(url)}" rel="noopener noreferrer nofollow">{name}</a>'
        elif source and url:
            name = f"{name} ({_text(url)})"
        yield f'<p class="quiet">{whose}{name}</p>'


def _index(listed: TermList) -> Iterator[str]:
    """An index for every language but the first: what is allowed in it, in alphabetical order, with numbers."""
    for place, (tag, title) in enumerate(zip(listed.languages[1:], listed.titles()[1:], strict=True), 1):
        found: dict[str, set[int]] = {}
        for entry in listed.entries():
            for term in entry.columns[place]:
                if term.status in ALLOWED:
                    found.setdefault(plain(term.text), set()).add(entry.number)
        if not found:
            continue
        chinese = base_language(tag) == "zh"
        ordered = sorted(found, key=sorting_key if chinese else _alphabetical)
        yield f'<section class="index">\n<h2>Index: {escape(title)}</h2>\n'
        initial, items = "", list[str]()
        for text in ordered:
            letter = _initial(text, chinese=chinese)
            if letter != initial:
                yield from _letter(initial, items)
                initial, items = letter, []
            links = ", ".join(f'<a href="#c{number}">{number}</a>' for number in sorted(found[text]))
            items.append(f'<li><span lang="{escape(tag)}" dir="auto">{escape(text)}</span> {links}</li>\n')
        yield from _letter(initial, items)
        yield "</section>\n"


def _letter(initial: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield f"<h3>{escape(initial)}</h3>\n<ul>\n{''.join(items)}</ul>\n"


def _alphabetical(text: str) -> tuple[object, ...]:
    """Articles and marks do not count: "the Party" stands under P."""
    return re.sub(r"^(the|an?)\s+", "", re.sub(r"^\W+", "", text.casefold())), text


def _initial(text: str, *, chinese: bool) -> str:
    key: Iterable[object] = sorting_key(text)[0] if chinese else _alphabetical(text)[:1]
    first = str(next(iter(key), ""))[:1].upper()
    return first if first.isalpha() else "#"


def _text(text: str) -> str:
    return escape(plain(text))
