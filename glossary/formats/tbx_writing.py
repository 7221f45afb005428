"""TBX out: ISO 30042:2019 (version 3) in both styles and three dialects, and ISO 30042:2008 (version 2, ``martif``).

    <conceptEntry id="out">
      <descrip type="subjectField">economy</descrip>              style DCA; in DCT <min:subjectField>economy</min:subjectField>
      <langSec xml:lang="en">
        <termSec>
          <term>going global</term>
          <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>

What is written is valid against the published schemas: values outside of a picklist, references that lead nowhere and
ids that are no XML names are mapped or left out, and named. Core has no status, so terms that nobody may use are left
out of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from glossary.formats.language_lines import joined, parted
from glossary.formats.loss import LossReport
from glossary.formats.tbx_categories import (
    BASIC,
    CORE_NAMESPACE,
    DIALECT_CATEGORIES,
    MIN,
    NAMESPACES,
    NEAREST_STATUS,
    STATUS_NAMES,
    part_of_speech_name,
    term_type_name,
    term_type_of,
)
from glossary.formats.xml_writing import Lines, Losses, legible, names_of
from glossary.termbase import Concept, Term, Termbase

WRITTEN_BY = "Written by termlock"
"""What the header says of where the file comes from."""

_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+")

_FIELD_CATEGORIES = {
    "status": "administrativeStatus",
    "part_of_speech": "partOfSpeech",
    "term_type": "termType",
    "context": "context",
    "source": "source",
    "source_url": "externalCrossReference",
    "subject_field": "subjectField",
    "definition": "definition",
    "cross_references": "crossReference",
}
"""The fields of the model that are data categories; notes are part of the core."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """One of the ways of writing TBX."""

    dialect: str
    style: str = "dca"
    version: int = 3

    @property
    def place(self) -> str:
        return self.dialect if self.version == 3 else f"{self.dialect} version 2"

    @property
    def fields(self) -> set[str]:
        """The fields that it has a place for."""
        known = DIALECT_CATEGORIES[self.dialect]
        return {"note", *(name for name, category in _FIELD_CATEGORIES.items() if category in known)}


def _serialize(
    form: _Form,
    termbase: Termbase,
    *,
    source: str | None = None,  # noqa: ARG001
    target: str | None = None,  # noqa: ARG001
) -> tuple[bytes, LossReport]:
    """The bytes of a file, and what did not fit into it."""
    losses, lines = Losses(), Lines()
    kept = {}
    for concept in termbase:
        losses.concept = concept.id
        # Names are needed before the first reference is written, losses in the order of the termbase.
        terms = losses.writable(concept, form.place, statuses="status" in form.fields)
        if terms:
            kept[concept.id] = (concept, terms, losses.found)
        losses.found, report = [], losses.found
        kept.setdefault(concept.id, (concept, (), report))
    names = names_of(each for each, (_, terms, _) in kept.items() if terms)
    everything = []
    writer = _Writer(form=form, lines=lines, losses=losses, names=names)
    _open(lines, form)
    for concept, terms, found in kept.values():
        losses.concept, losses.found = concept.id, found
        if terms:
            writer.concept(concept, terms)
        everything.extend(losses.found)
    _close(lines, form)
    return lines.encode(), LossReport(losses=tuple(everything))


def _open(lines: Lines, form: _Form) -> None:
    if form.version == 2:
        lines.open("martif", type=form.dialect, xml_lang="en")
        header = "martifHeader"
    else:
        modules = {"TBX-Core": (), "TBX-Min": ("min",), "TBX-Basic": ("min", "basic")}[form.dialect]
        prefixes = {f"xmlns_{each}": NAMESPACES[each] for each in modules if form.style == "dct"}
        lines.open("tbx", type=form.dialect, style=form.style, xml_lang="en", xmlns=CORE_NAMESPACE, **prefixes)
        header = "tbxHeader"
    lines.open(header)
    lines.open("fileDesc")
    lines.open("sourceDesc")
    lines.leaf("p", WRITTEN_BY)
    lines.close("sourceDesc")
    lines.close("fileDesc")
    if form.version == 2:
        lines.open("encodingDesc")
        lines.leaf("p", "TBXBasicXCSV02.xcs", type="XCSURI")
        lines.close("encodingDesc")
    lines.close(header)
    lines.open("text")
    lines.open("body")


def _close(lines: Lines, form: _Form) -> None:
    lines.close("body")
    lines.close("text")
    lines.close("martif" if form.version == 2 else "tbx")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    form: _Form
    lines: Lines
    losses: Losses
    names: Mapping[str, str]

    def category(self, name: str, text: str, **attributes: str) -> None:
        """One data category in the style of the form."""
        if self.form.style == "dct":
            self.lines.leaf(f"{'min' if name in MIN else 'basic'}:{name}", text, **attributes)
        else:
            self.lines.leaf({**MIN, **BASIC}[name], text, type=name, **attributes)

    def concept(self, concept: Concept, terms: tuple[tuple[Term, str, str], ...]) -> None:
        """One entry, terms grouped by language in the order in which the languages appear."""
        entry, language_section = ("termEntry", "langSet") if self.form.version == 2 else ("conceptEntry", "langSec")
        losses, fields = self.losses, self.form.fields
        if (name := self.names[concept.id]) != concept.id:
            how = "with c in front" if name == f"c{concept.id}" else f"as {name}"
            losses.add("", "id", f"is no name in XML and is written {how}")
        losses.unfit(concept, fields, self.form.place)
        languages = tuple(dict.fromkeys(tag for _, _, tag in terms))
        self.lines.open(entry, id=name)
        if "subject_field" in fields and (text := losses.legible(concept.subject_field, "", "subject_field")):
            self.category("subjectField", text)
        definition, definitions = "", dict[str, str]()
        if "definition" in fields:
            definition, definitions = parted(losses.legible(concept.definition, "", "definition"), languages)
            if any(legible(each) != each for each in definitions.values()):
                definition, definitions = joined(definition, definitions), {}
        if definition:
            self.category("definition", definition)
        if "cross_references" in fields:
            self._references(concept)
        note, notes = parted("\n".join(losses.lines(concept.note, "", "note")), languages)
        for line in filter(None, note.split("\n")):
            self.lines.leaf("note", line)
        for language in languages:
            self.lines.open(language_section, xml_lang=language)
            if language in definitions:
                self.category("definition", definitions[language])
            for line in filter(None, notes.get(language, "").split("\n")):
                self.lines.leaf("note", line)
            for term, text, tag in terms:
                if tag == language:
                    self._term(term, text)
            self.lines.close(language_section)
        self.lines.close(entry)

    def _references(self, concept: Concept) -> None:
        written = []
        for reference in concept.cross_references:
            target = self.names.get(reference)
            if target is None:
                self.losses.add("", "cross_references", f"{reference} is no concept of this file and is left out")
                continue
            if target != reference:
                self.losses.add("", "cross_references", f"{reference} is written as {target}")
            if target not in written:
                written.append(target)
                self.category("crossReference", target, target=target)
            else:
                self.losses.add("", "cross_references", f"{reference} is written once")

    def _term(self, term: Term, text: str) -> None:
        section = "tig" if self.form.version == 2 else "termSec"
        losses, fields = self.losses, self.form.fields
        losses.unfit(term, fields, self.form.place)
        self.lines.open(section)
        self.lines.leaf("term", text)
        if "status" in fields:
            nearest = NEAREST_STATUS.get(term.status, term.status)
            if nearest is not term.status:
                losses.add(term.text, "status", f"{term.status} is written as {nearest}; TBX has no {term.status}")
            self.category("administrativeStatus", STATUS_NAMES[nearest])
        if "part_of_speech" in fields and term.part_of_speech:
            part = part_of_speech_name(term.part_of_speech)
            if part != term.part_of_speech:
                losses.add(term.text, "part_of_speech", f"{term.part_of_speech!r} is written as {part}")
            self.category("partOfSpeech", part)
        if "term_type" in fields and term.term_type:
            kind = term_type_name(term.term_type)
            if term_type_of(kind) != term.term_type:
                fate = f"is written as {kind}" if kind else "is none of TBX's types and is left out"
                losses.add(term.text, "term_type", f"{term.term_type!r} {fate}")
            if kind:
                self.category("termType", kind)
        if "context" in fields:
            for line in losses.lines(term.context, term.text, "context"):
                self.category("context", line)
        if "source" in fields and (source := losses.legible(term.source, term.text, "source")):
            self.category("source", source)
        if "source_url" in fields and term.source_url:
            if _URL.fullmatch(term.source_url):
                self.category("externalCrossReference", term.source_url, target=term.source_url)
            else:
                losses.add(term.text, "source_url", "is no http(s) address without blanks and is left out")
        for line in losses.lines(term.note, term.text, "note"):
            self.lines.leaf("note", line)
        self.lines.close(section)


basic_dca = partial(_serialize, _Form(dialect="TBX-Basic"))
basic_dct = partial(_serialize, _Form(dialect="TBX-Basic", style="dct"))
min_dca = partial(_serialize, _Form(dialect="TBX-Min"))
min_dct = partial(_serialize, _Form(dialect="TBX-Min", style="dct"))
core_dca = partial(_serialize, _Form(dialect="TBX-Core"))
core_dct = partial(_serialize, _Form(dialect="TBX-Core", style="dct"))
version_2 = partial(_serialize, _Form(dialect="TBX-Basic", version=2))
"""What the table of formats names: one function for each way of writing TBX."""
