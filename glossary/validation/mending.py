"""What has one safe mend: stray spaces and invisible characters, width and quotes, order, exact duplicates.

Nothing that needs a decision is touched: no status, no rendering, no term that differs in more than its spelling.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace

from glossary.files import Decoded, decode, decode_as
from glossary.formats import parse, read_data, serialize
from glossary.formats.loss import told
from glossary.reports.document import visible
from glossary.termbase import ALLOWED, Concept, Term, Termbase
from glossary.validation.in_place import ORDER, mended_text, mended_workbook
from glossary.validation.quote_variant import mended
from glossary.validation.stray_space import clean
from glossary.validation.width_variant import usual_width


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """A termbase file that is to be mended."""

    termbase: Termbase
    """As it will be."""
    data: bytes
    """The file, in the format, the encoding and the line endings that it has."""
    difference: str
    """What changes, as a unified diff of the file where it is a text table, else of a plain table or JSON lines made of it."""
    losses: tuple[str, ...]
    """What the file says and the rewritten one would not, a line each. Where there is any it should not be written."""


def mending(
    data: bytes,
    termbase: Termbase,
    form: str,
    name: str,
    *,
    source: str | None = None,
    target: str | None = None,
    encoding: str | None = None,
) -> Mending:
    """What mending makes of a file with this termbase in it; ``form`` is a name of `glossary.formats.FORMATS`.

    A table is mended cell by cell, and whatever else is in it stays. Another file is written anew. Raises TermlockError where
    the format can be read only.
    """
    better = mend(termbase)
    if better == termbase:
        return Mending(termbase=better, data=data, difference="", losses=())

    changes = {term.text: new.text for concept in termbase for term in concept.terms if (new := mended_term(term)) != term}

    def read(changed: bytes) -> Termbase:
        return read_data(changed, name, form, source=source, target=target, encoding=encoding)

    if form in {"csv", "tsv"}:
        decoded = Decoded(text=decode_as(data, encoding, name), encoding=encoding) if encoding else decode(data, name)
        text = mended_text(decoded, form, changes, termbase, better, read)
        if text is not None:
            shown = _unified(_shown_lines(decoded.text), _shown_lines(text), name)
            return Mending(termbase=better, data=decoded.encode(text), difference=shown, losses=())
    difference = _difference(termbase, better, "csv", name) or _difference(termbase, better, "jsonl", name)
    if form == "xlsx" and (workbook := mended_workbook(data, changes, better, read)) is not None:
        return Mending(termbase=better, data=workbook, difference=difference, losses=())
    after, left_out = serialize(better, form, source=source, target=target)
    # What reading the file warned of and reading the rewritten one would not, is not in it: columns and cells not read.
    again = parse(serialize(termbase, form, source=source, target=target)[0], form, name=name, source=source, target=target)
    losses = [*told((*termbase.losses, *left_out)), *(each for each in termbase.warnings if each not in again.warnings)]
    if form == "json" and b'"concepts"' not in data:
        losses.append(f"{name}: is a dictionary or a list of pairs, and would become termlock's own JSON")
    if again.checksum() != termbase.checksum() and not losses:
        losses.append(f"{name}: would not say the same when it is written as {form} and read again")
    return Mending(termbase=better, data=_like(data, after, form, name, encoding), difference=difference, losses=tuple(losses))


def _difference(before: Termbase, after: Termbase, form: str, name: str) -> str:
    old, new = (_shown_lines(serialize(each, form)[0].decode("utf-8", "replace")) for each in (before, after))
    return _unified(old, new, name)


def _shown_lines(text: str) -> list[str]:
    """The lines of a text as a terminal may see them, line ends left out."""
    return [visible(line) for line in text.splitlines()]


def _unified(old: list[str], new: list[str], name: str) -> str:
    changes = difflib.unified_diff(old, new, fromfile=name, tofile=f"{name} (mended)", lineterm="", n=1)
    return "".join(f"{line}\n" for line in changes)


def _like(data: bytes, after: bytes, form: str, name: str, encoding: str | None) -> bytes:
    """A rewritten text with the byte order mark, the encoding and the line endings of the file that it replaces."""
    if form not in {"csv", "tsv"}:
        return after
    decoded = Decoded(text=decode_as(data, encoding, name), encoding=encoding) if encoding else decode(data, name)
    text = after.decode()
    return decoded.encode(text.replace("\n", "\r\n") if "\r\n" in decoded.text else text)


def mend(termbase: Termbase) -> Termbase:
    """The termbase with everything mended that has one safe mend.

    In each language of a concept preferred terms come first and terms that are not allowed last; where equals meet, their
    order stays, and so does the order of the languages. A repeated term goes if it says nothing else than the first one, and so does a repeated concept that no
    other one refers to.
    """
    concepts: dict[str, Concept] = {}
    seen: dict[Concept, str] = {}
    referred = {reference for concept in termbase for reference in concept.cross_references}
    for concept in termbase:
        terms = tuple(dict.fromkeys(_ordered([mended_term(term) for term in concept.terms])))
        better = replace(concept, terms=terms)
        nameless = replace(better, id="")
        if nameless in seen and concept.id not in referred and terms:
            continue
        seen.setdefault(nameless, concept.id)
        concepts[concept.id] = better
    return replace(termbase, concepts=tuple(concepts.values()))


def mended_term(term: Term) -> Term:
    """A term without stray spaces and invisible characters, in the usual width and with the usual marks."""
    text = mended(usual_width(clean(term.text), term.language)) if term.status in ALLOWED else clean(term.text)
    return replace(term, text=text) if text and text != term.text else term


def _ordered(terms: list[Term]) -> list[Term]:
    queues: dict[str, list[Term]] = {}
    for term in sorted(terms, key=lambda term: ORDER.get(term.status, len(ORDER))):
        queues.setdefault(term.language, []).append(term)
    waiting = {language: iter(queue) for language, queue in queues.items()}
    return [next(waiting[term.language]) for term in terms]
