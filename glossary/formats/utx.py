"""UTX (Universal Terminology eXchange of AAMT, the Asia-Pacific Association for Machine Translation), 1.11 and 1.20.

    #UTX 1.20; zh-Hans/en; 2026-01-01T00:00:00Z
    #src	tgt	src:pos	tgt:pos	term status	src:comment	tgt:comment	concept ID
    走出去	going global	verb	noun	approved			out
    走出去	go out	verb		forbidden			out

Lines that begin with ``#`` are header and comments; the last of them before the entries names the columns. A status is
that of the pair: ``approved``, ``provisional``, ``non-standard`` or ``forbidden``. A list that is ``bidirectional`` holds
approved terms only and may leave the column out. UTF-8 without a byte order mark; lines end with CR LF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from glossary.errors import TermbaseError
from glossary.files import decode
from glossary.formats.cells import guard, listing, unguard
from glossary.formats.difference import Because, losses_between
from glossary.formats.direction import Direction, direction_of
from glossary.formats.entries import Entry, concepts_from, entries_of, left_out, one_line
from glossary.formats.loss import Loss, LossReport
from glossary.formats.tabular import Findings
from glossary.languages import is_tag, normalise_tag
from glossary.termbase import Status, Term, Termbase

_STATUS_OF = {
    "approved": Status.PREFERRED,
    "": Status.PREFERRED,
    "provisional": Status.PROPOSED,
    "non-standard": Status.DEPRECATED,
    "non standard": Status.DEPRECATED,
    "forbidden": Status.FORBIDDEN,
    "rejected": Status.FORBIDDEN,
    "obsolete": Status.SUPERSEDED,
}
_WRITTEN = {
    Status.PREFERRED: "approved",
    Status.ADMITTED: "provisional",
    Status.PROPOSED: "provisional",
    Status.DEPRECATED: "non-standard",
    Status.SUPERSEDED: "non-standard",
    Status.FORBIDDEN: "forbidden",
}
_COLUMNS = ("src", "tgt", "src:pos", "tgt:pos", "term status", "src:comment", "tgt:comment", "concept ID")
_MEANT = {name.casefold(): name for name in _COLUMNS} | {"conceptid": "concept ID", "status": "term status"}
_BECAUSE = {
    "id": "is written in one line",
    "status": "is nearest to another status of UTX, which has approved, provisional, non-standard and forbidden pairs",
}


def parse(data: bytes, *, name: str, source: str | None = None, target: str | None = None) -> Termbase:
    """The termbase in a UTX file; raises TermbaseError with a line for each problem.

    ``source`` and ``target`` are used where the header names no languages.
    """
    lines = decode(data, name).text.splitlines()
    findings = Findings()
    header = [line.lstrip("#").strip() for line in _ahead(lines)]
    direction, bidirectional = _said(header, name, source, target)
    columns = _columns(lines, name)
    entries: list[Entry] = []
    losses: list[Loss] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [unguard(cell) for cell in line.split("\t")]
        values = dict(zip(columns, cells, strict=False))
        if entry := _entry(values, f"{name}:{number}", direction, findings):
            entries.append(entry)
            losses.extend(
                Loss(concept=entry.concept, term=entry.source.text, field=each, reason="is a column that termlock lacks")
                for each, value in values.items()
                if value and each not in _COLUMNS
            )
    if findings.problems:
        raise findings.error()
    concepts = concepts_from(_settled(entries))
    at = {term.text: concept.id for concept in reversed(concepts) for term in concept.terms}
    return Termbase(
        concepts=concepts,
        warnings=(f"{name}: is bidirectional; termlock uses any termbase both ways",) if bidirectional else (),
        losses=tuple(loss if loss.concept else replace(loss, concept=at[loss.term]) for loss in losses),
    )


def _ahead(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if line.strip() and not line.startswith("#"):
            return
        yield line


def _said(
    header: list[str], name: str, source: str | None, target: str | None
) -> tuple[Direction, bool]:
    """The languages of the header, and whether it says that the list works both ways."""
    parts = [part.strip() for line in header for part in line.split(";")]
    if not header or not re.match(r"UTX(-S)?\b", header[0], re.IGNORECASE):
        raise TermbaseError(f'{name}:1: is no UTX; its first line begins with "#UTX 1.20; zh-Hans/en"')
    pair = next((match for part in parts if (match := re.fullmatch(r"(?:UTX\S* [\d.]+ )?([\w-]+)/([\w-]*)", part))), None)
    tags = [source or (pair[1] if pair else ""), target or (pair[2] if pair else "")]
    if not all(map(is_tag, tags)):
        raise TermbaseError(
            f"{name}:1: names no two languages such as zh-Hans/en in its first line; add them, or use --from and --to"
        )
    said = Direction(source=normalise_tag(tags[0]), target=normalise_tag(tags[1]))
    return said, any(part.casefold() == "bidirectional" for part in parts)


def _columns(lines: Sequence[str], name: str) -> list[str]:
    for line in reversed(list(_ahead(lines))):
        cells = [cell.strip() for cell in line.lstrip("#").split("\t")]
        if [cell.casefold() for cell in cells[:2]] == ["src", "tgt"]:
            return [_MEANT.get(cell.casefold(), cell) for cell in cells]
    raise TermbaseError(f'{name}: has no line that names the columns; write one such as "#src<tab>tgt<tab>src:pos"')


def _entry(values: dict[str, str], where: str, direction: Direction, findings: Findings) -> Entry | None:
    status = _STATUS_OF.get(values.get("term status", "").casefold())
    if status is None:
        known = listing(["approved", "provisional", "non-standard", "forbidden"])
        findings.problems.append(f'{where}: term status "{values["term status"]}" is unknown; use {known}')
        return None
    if not values.get("src"):
        findings.problems.append(f"{where}: has no source term; an entry has one, and mostly a rendering")
        return None
    source = Term(
        text=values["src"],
        language=direction.source,
        status=status,
        part_of_speech=values.get("src:pos", ""),
        note=values.get("src:comment", ""),
    )
    target = None
    if values.get("tgt"):
        target = Term(
            text=values["tgt"],
            language=direction.target,
            status=status,
            part_of_speech=values.get("tgt:pos", ""),
            note=values.get("tgt:comment", ""),
        )
    return Entry(source=source, target=target, concept=values.get("concept ID", ""))


def _settled(entries: list[Entry]) -> Iterator[Entry]:
    """Entries whose terms have statuses of their own, from those of their pairs.

    A term that is in an approved pair of its concept is approved, whatever its other pairs are. In a pair of two terms that
    are in none, the rendering is what the status is about.
    """
    approved: set[tuple[str, str, str]] = set()
    for entry in entries:
        if entry.source.status is Status.PREFERRED:
            key = entry.concept or entry.source.text
            approved.add((key, "src", entry.source.text))
            approved.update({(key, "tgt", entry.target.text)} if entry.target else ())
    for entry in entries:
        key = entry.concept or entry.source.text
        source_is = (key, "src", entry.source.text) in approved
        target_is = entry.target is not None and (key, "tgt", entry.target.text) in approved
        source, target = entry.source, entry.target
        if source_is or (target is not None and not target_is):
            source = replace(source, status=Status.PREFERRED)
        if target is not None and target_is:
            target = replace(target, status=Status.PREFERRED)
        yield replace(entry, source=source, target=target)


def serialize(
    termbase: Termbase, *, source: str | None = None, target: str | None = None
) -> tuple[bytes, LossReport]:
    """The terms of one pair as UTX 1.20, and what did not fit into it. It says no date: the same terms, the same bytes."""
    direction = direction_of(termbase, source, target)
    every = frozenset(Status)
    rows = []
    for entry in entries_of(termbase, direction, renderings=every, alone=True):
        of = entry.source, entry.target
        worst = next((term for term in of[::-1] if term and term.status is not Status.PREFERRED), entry.source)
        rendering = entry.target
        rows.append((
            guard(entry.source.text) if not entry.source.text.startswith("#") else "",
            guard(rendering.text) if rendering else "",
            guard(one_line(entry.source.part_of_speech)),
            guard(one_line(rendering.part_of_speech)) if rendering else "",
            _WRITTEN[worst.status],
            guard(entry.source.note),
            guard(rendering.note) if rendering else "",
            guard(entry.concept),
        ))  # fmt: skip
    rows = [row for row in rows if row[0]]
    used = [index for index in range(len(_COLUMNS)) if index in {0, 1, 2, 4, 7} or any(row[index] for row in rows)]
    lines = [f"#UTX 1.20; {direction.source}/{direction.target}", "#" + "\t".join(_COLUMNS[index] for index in used)]
    lines.extend("\t".join(row[index] for index in used) for row in rows)
    data = "\r\n".join([*lines, ""]).encode()
    why = left_out(direction, every, "UTX")
    because = Because(called="UTX", fields=_BECAUSE, left_out=why)
    return data, losses_between(termbase, parse(data, name="termbase"), because)
