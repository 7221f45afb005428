"""What has one safe mend: stray spaces and invisible characters, width and quotes, order, exact duplicates.

Nothing that needs a decision is touched: no status, no rendering, no term that differs in more than its spelling.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace

from glossary.files import decode
from glossary.formats import parse, serialize
from glossary.formats.loss import told
from glossary.reports.document import visible
from glossary.termbase import ALLOWED, Concept, Status, Term, Termbase
from glossary.validation.quote_variant import mended
from glossary.validation.stray_space import clean
from glossary.validation.width_variant import usual_width

_ORDER = {status: place for place, status in enumerate((Status.PREFERRED, Status.PROPOSED, Status.ADMITTED))}


_READABLE = frozenset({"csv", "tsv", "json", "jsonl"})
"""Formats whose own text is shown; of any other one the termbase is shown as CSV."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """A termbase file that is to be mended."""

    termbase: Termbase
    """As it will be."""
    data: bytes
    """The file, in the format, the encoding and the line endings that it has."""
    difference: str
    """What changes, as a unified diff; empty where nothing does."""
    losses: tuple[str, ...]
    """What the file says and the rewritten one would not, a line each. Where there is any it should not be written."""


def mending(data: bytes, termbase: Termbase, form: str, name: str, *, source: str | None = None, target: str | None = None) -> Mending:
    """What mending makes of a file with this termbase in it; ``form`` is a name of `glossary.formats.FORMATS`.

    Raises TermlockError where the format can be read only.
    """
    better = mend(termbase)
    after, left_out = serialize(better, form, source=source, target=target)
    shown = form if form in _READABLE else "csv"
    sides = (serialize(each, shown)[0].decode("utf-8", "replace") for each in (termbase, better))
    before, now = ([visible(line) for line in text.splitlines()] for text in sides)
    changes = difflib.unified_diff(before, now, fromfile=name, tofile=f"{name} (mended)", lineterm="", n=1)
    difference = "".join(f"{line}\n" for line in changes)
    # What reading the file warned of and reading the rewritten one would not, is not in it: columns and cells not read.
    again = parse(serialize(termbase, form, source=source, target=target)[0], form, name=name, source=source, target=target)
    losses = [*told((*termbase.losses, *left_out)), *(each for each in termbase.warnings if each not in again.warnings)]
    if again != termbase and not losses:
        losses.append(f"{name}: would not say the same when it is written as {form} and read again")
    return Mending(termbase=better, data=_like(data, after, form, name), difference=difference, losses=tuple(losses))


def _like(data: bytes, after: bytes, form: str, name: str) -> bytes:
    """A rewritten text with the byte order mark, the encoding and the line endings of the file that it replaces."""
    if form not in {"csv", "tsv"}:
        return after
    decoded = decode(data, name)
    text = after.decode()
    return decoded.encode(text.replace("\n", "\r\n") if "\r\n" in decoded.text else text)


def mend(termbase: Termbase) -> Termbase:
    """The termbase with everything mended that has one safe mend.

    The terms of each concept stand by language, then preferred, proposed, admitted and the others; where equals meet, their
    order stays. A repeated term goes if it says nothing else than the first one, and so does a repeated concept that no
    other one refers to.
    """
    concepts: dict[str, Concept] = {}
    seen: dict[Concept, str] = {}
    referred = {reference for concept in termbase for reference in concept.cross_references}
    for concept in termbase:
        terms = tuple(dict.fromkeys(_ordered([_mended(term) for term in concept.terms])))
        better = replace(concept, terms=terms)
        nameless = replace(better, id="")
        if nameless in seen and concept.id not in referred and terms:
            continue
        seen.setdefault(nameless, concept.id)
        concepts[concept.id] = better
    return replace(termbase, concepts=tuple(concepts.values()))


def _mended(term: Term) -> Term:
    text = mended(usual_width(clean(term.text), term.language)) if term.status in ALLOWED else clean(term.text)
    return replace(term, text=text) if text and text != term.text else term


def _ordered(terms: list[Term]) -> list[Term]:
    languages = {tag: place for place, tag in enumerate(dict.fromkeys(term.language for term in terms))}
    return sorted(terms, key=lambda term: (languages[term.language], _ORDER.get(term.status, len(_ORDER))))
