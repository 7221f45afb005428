"""TBX in: every version, style and dialect, recognised by what stands in the file.

Version 3 (``tbx``, ISO 30042:2019) and version 2 (``martif``, ISO 30042:2008) differ in the names of their sections.
The styles differ in where the data category stands: ``<termNote type="partOfSpeech">`` (DCA), ``<min:partOfSpeech>`` (DCT).
Namespaces are not looked at, since vendors get them wrong.

What the model has no field for is named, a line for each concept or term and data category. The source of a context
becomes the source of its term where that has none; definitions and notes of one language keep its name in front of
them (`language_lines`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from glossary.formats.concepts import concept_id, contradictions
from glossary.formats.language_lines import joined
from glossary.formats.loss import Loss
from glossary.formats.tabular import Findings
from glossary.formats.tbx_categories import GROUPS, HOLDERS, STATUS_CATEGORIES, status_of, term_type_of
from glossary.formats.tbx_writing import WRITTEN_BY
from glossary.formats.xml_reading import LANG, entries, language_tag, local_name, text_of
from glossary.termbase import Concept, Status, Term, Termbase

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOTS = ("tbx", "martif")
_ENTRIES = ("conceptEntry", "termEntry")
_LANGUAGES = ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig")
_ABOUT_FILE = ("tbxHeader", "martifHeader", "refObjectSec", "refObjectList")
_OURS = {WRITTEN_BY, "TBXBasicXCSV02.xcs"}
_FILE = "file"
"""What a loss names as its concept where the header or the back matter is meant."""

_LONGEST = 100
"""Characters of a lost value that its line shows."""


def parse(data: bytes, *, name: str, source: str | None = None, target: str | None = None) -> Termbase:  # noqa: ARG001
    """The termbase in a TBX file; raises TermbaseError with a line for each problem."""
    findings = Findings()
    concepts: dict[str, Concept] = {}
    homes: dict[str, str] = {}
    losses: list[Loss] = []
    document = entries(data, name, roots=_ROOTS, tags=(*_ENTRIES, *_ABOUT_FILE))
    next(document)
    for element in document:
        if local_name(element) not in _ENTRIES:
            losses.extend(_about_file(element))
            continue
        entry = _Entry(name=name, findings=findings)
        concept = entry.read(element)
        if concept is None:
            continue
        if concept.id in concepts:
            findings.problems.append(
                f'{name}:{element.sourceline}: the id "{concept.id}" is taken; give each concept its own'
            )
        concepts[concept.id] = concept
        homes |= dict.fromkeys(entry.anchors, concept.id)
        losses.extend(entry.losses())
    if findings.problems:
        raise findings.error()
    if not concepts:
        findings.warnings.append(f"{name}: has no concept with a term")
    found = tuple(_settled(concept, homes, losses) for concept in concepts.values())
    findings.warnings.extend(contradictions(found, source))
    return Termbase(concepts=found, warnings=tuple(findings.warnings), losses=tuple(losses))


def _settled(concept: Concept, homes: dict[str, str], losses: list[Loss]) -> Concept:
    """A concept whose references lead to concepts, also those that led to one of their terms."""
    if not concept.cross_references:
        return concept
    targets: dict[str, None] = {}
    for each in concept.cross_references:
        home = homes.get(each, each)
        if home == concept.id != each:
            reason = f'has no place in a termbase: "{_short(each)}" is a term of the same concept'
            losses.append(Loss(concept=concept.id, term="", field="crossReference", reason=reason))
        else:
            targets[home] = None
    return replace(concept, cross_references=tuple(targets))


def _about_file(element: _Element) -> Iterator[Loss]:
    """What the header or the back matter says; the model has no place for it."""
    for part in element if local_name(element).endswith("Header") else (element,):
        text = " ".join(text for text in (each.strip() for each in part.itertext()) if text and text not in _OURS)
        if text:
            name = part.get("type") or local_name(part)
            yield Loss(concept=_FILE, term="", field=name, reason=f'has no place in a termbase: "{_short(text)}"')


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One data category of a section."""

    category: str
    text: str
    target: str
    about: str = ""
    """The data category that it says something of, where both stand in a group."""


def _items(section: _Element) -> Iterator[tuple[_Item, _Element]]:
    """Every data category of a section, without those of the sections in it."""
    for child in section:
        tag = local_name(child)
        if tag == "transacGrp":
            text = " ".join(text for each in child if (text := text_of(each)))
            yield _Item(category="transactionType", text=text, target=""), child
        elif tag in GROUPS:
            about = ""
            for each in child:
                for inner in each if local_name(each) in GROUPS else (each,):
                    item = _item(inner, about)
                    yield item, inner
                    about = about or item.category
        elif tag not in _LANGUAGES and tag not in _TERMS and tag not in {"term", "termGrp"}:
            yield _item(child, ""), child


def _item(element: _Element, about: str) -> _Item:
    tag = local_name(element)
    category = (element.get("type") or tag) if tag in HOLDERS else tag
    return _Item(category=category, text=text_of(element), target=(element.get("target") or "").strip(), about=about)


@dataclass(slots=True, kw_only=True)
class _Entry:
    """One concept that is being read."""

    name: str
    findings: Findings
    anchors: list[str] = field(default_factory=list)
    """The ids in it to which a reference may lead."""
    id: str = ""
    subject_fields: list[str] = field(default_factory=list)
    definitions: dict[str, list[str]] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    """By language; the empty one is the concept's own."""
    references: list[str] = field(default_factory=list)
    lost: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """(term, data category) -> what was said."""

    def read(self, element: _Element) -> Concept | None:
        terms: list[Term] = []
        for item, child in _items(element):
            self._describe(item, child, "")
        for section in element:
            if local_name(section) not in _LANGUAGES:
                continue
            try:
                language, lost = language_tag(section, self.name, LANG, "lang")
            except ValueError as error:
                self.findings.problems.append(str(error))
                continue
            if lost:
                self.lose("", "language", f"{lost} is read as {language}")
            for item, child in _items(section):
                self._describe(item, child, language)
            terms.extend(term for each in section if local_name(each) in _TERMS and (term := self._term(each, language)))
        if not terms:
            if not self.findings.problems:
                where = f"{self.name}:{element.sourceline}"
                self.findings.warnings.append(f"{where}: concept {element.get('id') or ''} has no terms and is not read")
            return None
        self.id = (element.get("id") or "").strip() or concept_id((term.language, term.text) for term in terms)
        self.anchors.append(self.id)
        return Concept(
            id=self.id,
            terms=tuple(terms),
            subject_field="; ".join(dict.fromkeys(self.subject_fields)),
            definition=_by_language(self.definitions),
            note=_by_language(self.notes),
            cross_references=tuple(dict.fromkeys(self.references)),
        )

    def losses(self) -> Iterator[Loss]:
        """One for each term and data category."""
        for (term, category), texts in self.lost.items():
            said = "; ".join(f'"{_short(text)}"' for text in dict.fromkeys(texts) if text)
            reason = said if category == "language" else f"has no place in a termbase{f': {said}' if said else ''}"
            yield Loss(concept=self.id, term=term, field=category, reason=reason)

    def lose(self, term: str, category: str, text: str) -> None:
        self.lost.setdefault((term, category), []).append(text)

    def _describe(self, item: _Item, element: _Element, language: str) -> None:
        """Take what is said of the concept, in one language or in general."""
        if item.about:
            self._lose(item, "", language)
        elif item.category == "subjectField" and item.text:
            self.subject_fields.append(item.text)
        elif item.category == "definition" and item.text:
            self.definitions.setdefault(language, []).append(item.text)
        elif item.category == "note" and item.text:
            self.notes.setdefault(language, []).append(item.text)
        elif item.category == "crossReference" and item.target:
            self._refer(item, "")
        else:
            self._lose(item, "", language)
            return
        self._markup(item, element, "")

    def _refer(self, item: _Item, term: str) -> None:
        self.references.append(item.target)
        if item.text and item.text != item.target:
            self.lose(term, "crossReference text", item.text)

    def _lose(self, item: _Item, term: str, language: str = "") -> None:
        category = f"{item.about} {item.category}" if item.about else item.category
        text = item.text if not item.target or item.target == item.text else f"{item.text} <{item.target}>".strip()
        self.lose(term, f"{category} ({language})" if language and not term else category, text)

    def _markup(self, item: _Item, element: _Element, term: str) -> None:
        if len(element):
            tags = ", ".join(dict.fromkeys(f"<{local_name(each)}>" for each in element))
            self.lose(term, f"{item.category} markup", f"{tags}, the text in it is kept")

    def _term(self, section: _Element, language: str) -> Term | None:
        group = next((each for each in section if local_name(each) == "termGrp"), section)
        named = next((each for each in group if local_name(each) == "term"), None)
        text = text_of(named) if named is not None else ""
        if named is None or not text:
            self.findings.warnings.append(f"{self.name}:{section.sourceline}: a term without text is not read")
            return None
        if len(named):
            self._markup(_Item(category="term", text=text, target=""), named, text)
        for element in (section, named):
            if identifier := (element.get("id") or "").strip():
                self.anchors.append(identifier)
        values: dict[str, Any] = {}
        contexts: list[str] = []
        notes: list[str] = []
        sources: list[str] = []
        context_sources: list[str] = []
        for item, element in (*(_items(group) if group is not section else ()), *_items(section)):
            if item.about == "context" and item.category == "source" and item.text:
                context_sources.append(item.text)
            elif item.about or not (item.text or item.target):
                self._lose(item, text)
            elif item.category == "context":
                contexts.append(item.text)
            elif item.category == "note":
                notes.append(item.text)
            elif item.category == "source":
                sources.append(item.text)
            elif item.category == "crossReference" and item.target:
                self._refer(item, text)
            elif item.category == "definition":
                self.definitions.setdefault(language, []).append(item.text)
            elif item.category == "subjectField":
                self.subject_fields.append(item.text)
            elif (single := _SINGLE.get(item.category)) and single not in values:
                values[single] = self._single(single, item, text)
            else:
                self._lose(item, text)
                continue
            self._markup(item, element, text)
        if context_sources and sources:
            self.lost.setdefault((text, "context source"), []).extend(context_sources)
        status = Status(values.pop("status", Status.PREFERRED))
        return Term(
            text=text,
            language=language,
            status=status,
            context="\n".join(contexts),
            note="\n".join(notes),
            source="; ".join(dict.fromkeys(sources or context_sources)),
            **values,
        )

    def _single(self, name: str, item: _Item, term: str) -> str:
        """The value of a field that a term has once."""
        if name == "status":
            status, exact = status_of(item.text)
            if not exact:
                self.lose(term, item.category, f"{item.text} is read as {status}")
            return status.value
        if name == "source_url":
            if item.target and item.text and item.text != item.target:
                self.lose(term, "externalCrossReference text", item.text)
            return item.target or item.text
        return term_type_of(item.text) if name == "term_type" else item.text


_SINGLE = {
    **dict.fromkeys(STATUS_CATEGORIES, "status"),
    "partOfSpeech": "part_of_speech",
    "termType": "term_type",
    "externalCrossReference": "source_url",
}
"""The data categories that a term has once, and the fields that take them."""


def _by_language(texts: dict[str, list[str]]) -> str:
    own = "\n".join(texts.get("", ()))
    return joined(own, {language: "\n".join(each) for language, each in texts.items() if language})
