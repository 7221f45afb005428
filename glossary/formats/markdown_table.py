"""Markdown: the plain table for readers; written only."""

from __future__ import annotations

import re

from glossary.formats.cells import split
from glossary.formats.loss import LossReport
from glossary.formats.table_writer import to_table
from glossary.languages import language_name
from glossary.termbase import Termbase

_MARKUP = re.compile(r"([\\`*\[\]<>|~&]|(?<!\w)_|_(?!\w))")


def serialize(
    termbase: Termbase, *, source: str | None = None, target: str | None = None  # noqa: ARG001
) -> tuple[bytes, LossReport]:
    """A GitHub Flavored Markdown table in UTF-8: concept ids last, languages by name, several terms a line each."""
    table, losses = to_table(termbase)
    order = [name for name in table.header if name != "concept"] + ["concept"]
    places = [table.header.index(name) for name in order]
    names = [language_name(tag) for tag in table.languages]
    titles = [
        _title(name, unique=names.count(language_name(name)) == 1)
        if name in table.languages
        else name.replace("_", " ")
        for name in order
    ]
    lines = [_line([title[:1].upper() + title[1:] for title in titles]), _line(["---"] * len(order))]
    terms = {table.header.index(tag) for tag in table.languages}
    lines.extend(_line([_cell(row[place], terms=place in terms) for place in places]) for row in table.rows)
    return ("\n".join(lines) + "\n").encode(), losses


def _title(tag: str, *, unique: bool) -> str:
    return language_name(tag) if unique else f"{language_name(tag)} ({tag})"


def _cell(text: str, *, terms: bool) -> str:
    if terms:
        return "<br>".join(_escape(part) for part in split(text))
    return _escape(text)


def _escape(text: str) -> str:
    if re.fullmatch(r"https?://[^\s<>|]+", text):
        return f"<{text}>"
    return _MARKUP.sub(r"\\\1", text).replace("\n", "<br>")


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
