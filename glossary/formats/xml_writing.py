"""XML as people diff it: one element a line, two blanks a level; and what XML cannot hold, named.

XML 1.0 has no way to write most control characters and no half surrogates (https://www.w3.org/TR/xml/#charsets). Blank
ends and the blanks after a line break would not come back, since readers take them for indentation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from glossary.formats.cells import fit
from glossary.formats.loss import Loss
from glossary.formats.xml_reading import unwrapped
from glossary.languages import normalise_tag
from glossary.termbase import ALLOWED, Concept, Term

# The letters of XML 1.0 before its fifth edition, as far as ids have them: schemas still ask for these.
_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0131\u0391-\u03a1\u03a3-\u03ce\u0410-\u044f"
    "\u3041-\u3094\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3"
)
_NAME = re.compile(f"[{_START}][{_START}\\-.0-9]*")
_NO_NAME_CHARACTER = re.compile(f"[^{_START}\\-.0-9]")
_LANGUAGE = re.compile("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_CHANGED = "holds controls, or blanks at the end or after a line break, that XML does not keep; they are changed"


@dataclass(slots=True)
class Lines:
    """The lines of a document that is being written."""

    found: list[str] = field(default_factory=lambda: ['<?xml version="1.0" encoding="UTF-8"?>'])
    depth: int = 0

    def open(self, tag: str, **attributes: str) -> None:
        """The start of an element that holds others; ``xml_lang`` stands for ``xml:lang``."""
        self.found.append(f"{'  ' * self.depth}<{tag}{_attributes(attributes)}>")
        self.depth += 1

    def close(self, tag: str) -> None:
        """The end of an element."""
        self.depth -= 1
        self.found.append(f"{'  ' * self.depth}</{tag}>")

    def leaf(self, tag: str, text: str, **attributes: str) -> None:
        """An element that holds text alone."""
        self.found.append(f"{'  ' * self.depth}<{tag}{_attributes(attributes)}>{escape(text)}</{tag}>")

    def empty(self, tag: str, **attributes: str) -> None:
        """An element that holds nothing."""
        self.found.append(f"{'  ' * self.depth}<{tag}{_attributes(attributes)}/>")

    def encode(self) -> bytes:
        """The document in UTF-8."""
        return ("\n".join(self.found) + "\n").encode()


def _attributes(attributes: dict[str, str]) -> str:
    return "".join(f" {name.replace('_', ':')}={quoteattr(value)}" for name, value in attributes.items())


@dataclass(slots=True)
class Losses:
    """What a document could not hold so far."""

    concept: str = ""
    found: list[Loss] = field(default_factory=list)

    def add(self, term: str, name: str, reason: str) -> None:
        self.found.append(Loss(concept=self.concept, term=term, field=name, reason=reason))

    def legible(self, text: str, term: str, name: str) -> str:
        """The text as it will be read again; a change is a loss."""
        if (kept := legible(text)) != text:
            self.add(term, name, _CHANGED)
        return kept

    def lines(self, text: str, term: str, name: str) -> tuple[str, ...]:
        """The lines of a text, for an element each; a change is a loss."""
        kept = legible_lines(text)
        if "\n".join(kept) != text:
            self.add(term, name, _CHANGED)
        return kept

    def parts(self, parts: Iterable[str], term: str, name: str) -> tuple[str, ...]:
        """Several texts, for an element each; a change is a loss."""
        given = tuple(parts)
        kept = tuple(each for part in given if (each := legible(part)))
        if kept != given:
            self.add(term, name, _CHANGED)
        return kept

    def unfit(self, item: Concept | Term, supported: Iterable[str], place: str) -> None:
        """Name every field that says something and is none of the ``supported``."""
        known = set(supported)
        term = item.text if isinstance(item, Term) else ""
        for name, default in _DEFAULTS[type(item)].items():
            if name not in known and getattr(item, name) != default:
                self.add(term, name, f"has no place in {place}")

    def writable(
        self, concept: Concept, place: str, *, statuses: bool
    ) -> tuple[tuple[Term, str, str], ...]:
        """The terms that a document can hold, each with its text and language as they are written.

        Where the format has no ``statuses``, terms that nobody may use are left out: they would look allowed.
        """
        kept = []
        for term in concept.terms:
            tag = normalise_tag(term.language)
            text = legible(term.text)
            if not statuses and term.status not in ALLOWED:
                self.add(term.text, "term", f"is {term.status}, which {place} cannot say; it is left out")
            elif not text or not _LANGUAGE.fullmatch(tag):
                self.add(term.text, "term", f"has no text or no language tag ({term.language}) and is left out")
            else:
                if text != term.text:
                    self.add(term.text, "text", _CHANGED)
                if tag != term.language:
                    self.add(term.text, "language", f"is written as {tag} instead of {term.language}")
                kept.append((term, text, tag))
        if not kept:
            self.add("", "concept", f"has no terms that {place} can hold and is left out")
        return tuple(kept)


_DEFAULTS = {
    Term: {
        name: getattr(Term(text="t", language="en"), name)
        for name in Term.__dataclass_fields__
        if name not in {"text", "language"}
    },
    Concept: {name: getattr(Concept(id="c"), name) for name in Concept.__dataclass_fields__ if name not in {"id", "terms"}},
}


def legible(text: str) -> str:
    """A text as it comes back from a document: without what XML cannot hold and what readers take for indentation."""
    return unwrapped(fit(text))


def legible_lines(text: str) -> tuple[str, ...]:
    """The lines of a text as they come back, without empty ones."""
    return tuple(line for each in fit(text).split("\n") if (line := legible(each)))


def names_of(ids: Iterable[str]) -> dict[str, str]:
    """An XML name (``xs:ID``) for each id, unlike every other; an id that is one already stays."""
    given = list(ids)
    names = {each: each for each in given if _NAME.fullmatch(each)}
    taken = set(names)
    for each in given:
        if each in names:
            continue
        name = _NO_NAME_CHARACTER.sub("_", each)
        name = wanted = name if _NAME.fullmatch(name) else f"c{name}"
        number = 1
        while name in taken:
            number += 1
            name = f"{wanted}-{number}"
        names[each] = name
        taken.add(name)
    return names
