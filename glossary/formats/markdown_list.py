"""Markdown (GitHub Flavored): a term list for readers, a table for each subject field; written only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.formats.loss import LossReport
from glossary.formats.term_list import NOT_ALLOWED, Entry, Section, TermList, is_link, plain, remarks, term_list
from glossary.languages import base_language
from glossary.pinyin import pinyin as read_aloud
from glossary.termbase import ALLOWED, Status, Term, Termbase

_MARKUP = re.compile(r"([\\`*\[\]<>|~&#]|(?<!\w)_|_(?!\w))")
_LINK = re.compile(r"https?://[^\s<>|\\]+")


def serialize(
    termbase: Termbase, *, source: str | None = None, target: str | None = None, pinyin: bool = False
) -> tuple[bytes, LossReport]:
    """Tables in UTF-8: preferred terms bold, forbidden ones struck through, several terms of a cell a line each.

    Raises TermlockError where a pair of languages is asked for that the termbase does not have.
    """
    listed = term_list(termbase, source, target)
    lines = [f"# Term list: {' – '.join(map(_escape, listed.titles()))}" if listed.languages else "# Term list"]
    numbers = listed.numbers()
    for section in listed.sections:
        lines.extend(["", *([f"## {_escape(section.title)}", ""] if section.title else [])])
        lines.extend(_table(section, listed, numbers, pinyin=pinyin))
    return ("\n".join(lines) + "\n").encode(), LossReport(losses=listed.losses)


def _table(section: Section, listed: TermList, numbers: dict[str, int], *, pinyin: bool) -> Iterator[str]:
    notes = [list(_notes(entry, numbers)) for entry in section.entries]
    header = ["No.", *map(_escape, listed.titles()), *(["Notes and sources"] if any(notes) else [])]
    yield _line(header)
    yield _line(["---:", *["---"] * (len(header) - 1)])
    for entry, told in zip(section.entries, notes, strict=True):
        cells = ["<br>".join(_term(term, entry.note_of(term), pinyin=pinyin) for term in column) or "—" for column in entry.columns]
        yield _line([str(entry.number), *cells, *(["<br>".join(told)] if any(notes) else [])])


def _term(term: Term, noted: str, *, pinyin: bool) -> str:
    text = _escape(term.text)
    if term.status in NOT_ALLOWED:
        text = f"~~{text}~~"
    elif term.status is Status.PREFERRED:
        text = f"**{text}**"
    if pinyin and base_language(term.language) == "zh" and term.status in ALLOWED:
        text += f" *{_escape(read_aloud(term.text, term.language))}*"
    said = [_escape(each) for each in (*remarks(term), noted) if each]
    return f"{text} ({'; '.join(said)})" if said else text


def _notes(entry: Entry, numbers: dict[str, int]) -> Iterator[str]:
    concept = entry.concept
    yield from map(_escape, entry.texts)
    if concept.cross_references:
        yield f"See {', '.join(str(numbers.get(each) or _escape(each)) for each in concept.cross_references)}"
    for source, url, terms in entry.sources:
        whose = f"{_escape(', '.join(terms))}: " if terms else ""
        if not (is_link(url) and _LINK.fullmatch(url)):
            yield whose + _escape(f"{source} ({url})" if source and url else source or url)
        elif source:
            yield f"{whose}[{_escape(source)}](<{url}>)"
        else:
            yield f"{whose}<{url}>"


def _escape(text: str) -> str:
    """A text that means nothing to Markdown."""
    return _MARKUP.sub(r"\\\1", plain(text))


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
