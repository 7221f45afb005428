"""Reports: one module a format; each turns a report and the two documents it points into, into text."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.report import Report
from glossary.reports.document import Document

FORMATS = ("text", "json", "sarif", "junit", "github", "html")
"""What `render` can make."""


def pieces(
    report: Report, form: str, source: Document, target: Document, *, colour: bool = False, show_excused: bool = False
) -> Iterator[str]:
    """What `render` gives, in pieces where a format can be written so."""
    if form == "json":
        from glossary.reports import json

        yield from json.pieces(report)
    else:
        yield render(report, form, source, target, colour=colour, show_excused=show_excused)


def render(report: Report, form: str, source: Document, target: Document, *, colour: bool = False, show_excused: bool = False) -> str:
    """Report -> text in one of `FORMATS`; raises ValueError for another one.

    ``colour`` is for ``text`` on a terminal; with ``show_excused`` it tells what waivers and a baseline took out as well,
    which the other formats always do, each in its own way.
    """
    # Each format is imported when it is asked for: the text report needs neither SARIF nor HTML.
    if form == "text":
        from glossary.reports import text

        return text.render(report, source, target, colour=colour, show_excused=show_excused)
    if form == "json":
        from glossary.reports import json

        return json.render(report)
    if form == "sarif":
        from glossary.reports import sarif

        return sarif.render(report, source, target)
    if form == "junit":
        from glossary.reports import junit

        return junit.render(report, source, target)
    if form == "github":
        from glossary.reports import github

        return github.render(report, source, target)
    if form == "html":
        from glossary.reports import html as page

        return page.render(report, source, target)
    raise ValueError(f"no report format {form}; use {', '.join(FORMATS)}")
