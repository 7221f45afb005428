"""TMX 1.4b as a term list: a unit is a concept, a variant is a term (https://www.gala-global.org/tmx-14b).

    <tu tuid="out">
      <prop type="x-subject-field">economy</prop>
      <tuv xml:lang="en">
        <prop type="x-status">admitted</prop>
        <seg>go global</seg>

What TMX has no element for stands in properties, which other tools keep or overlook. Terms that nobody may use are left
out: whoever reads a TMX takes every variant for a translation. In come TMX 1.1 to 1.4 of anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from glossary.formats.cells import BOOLEAN_OF, CASE_OF, MATCH_OF, STATUS_OF, parse_date
from glossary.formats.concepts import concept_id
from glossary.formats.loss import Loss, LossReport
from glossary.formats.tabular import Findings
from glossary.formats.xml_reading import LANG, entries, language_tag, local_name, text_of, unwrapped
from glossary.formats.xml_writing import Lines, Losses
from glossary.languages import answers, normalise_tag
from glossary.termbase import CaseRule, Concept, MatchRule, Status, Term, Termbase

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXTS = {
    "x-subject-field": "subject_field",
    "x-definition": "definition",
    "x-part-of-speech": "part_of_speech",
    "x-term-type": "term_type",
    "x-context": "context",
    "x-source": "source",
    "x-source-url": "source_url",
}
_LISTS = {
    "x-cross-reference": "cross_references",
    "x-not-near": "not_near",
    "x-near": "near",
    "x-in-subject-field": "in_subject_fields",
}
_VALUES: dict[str, tuple[str, dict[str, Any]]] = {
    "x-status": ("status", {each.value: each for each in Status} | STATUS_OF),
    "x-case": ("case", {each.value: each for each in CaseRule} | CASE_OF),
    "x-match": ("match", {each.value: each for each in MatchRule} | MATCH_OF),
    "x-inflect": ("inflect", BOOLEAN_OF),
    "x-do-not-translate": ("do_not_translate", BOOLEAN_OF),
    "x-in-quotes": ("in_quotes", BOOLEAN_OF),
}
_DATES = {"x-valid-from": "valid_from", "x-valid-until": "valid_until"}
_ID = "x-concept"
"""The property that holds an id with blanks, which a ``tuid`` may not have."""
_OF_CONCEPT = {"subject_field", "definition", "cross_references"}
_CODES = {"bpt", "ept", "it", "ph", "ut"}
"""Elements whose text is code of the original format."""
_USUAL = {"tuid", "srclang", "datatype", "segtype", "o-encoding", "o-tmf", "lang", LANG}


def serialize(
    termbase: Termbase,
    *,
    source: str | None = None,
    target: str | None = None,  # noqa: ARG001
) -> tuple[bytes, LossReport]:
    """The termbase as TMX in UTF-8; ``source`` becomes its source language, else the first language of the termbase."""
    lines, losses = Lines(), Losses()
    lines.open("tmx", version="1.4")
    header = {
        "creationtool": "termlock",
        "creationtoolversion": "1",
        "segtype": "phrase",
        "o-tmf": "termlock",
        "adminlang": "en",
        "srclang": next((normalise_tag(tag) for tag in termbase.languages() if answers(tag, source or tag)), "*all*"),
        "datatype": "plaintext",
    }
    lines.empty("header", **header)
    lines.open("body")
    taken = {concept.id for concept in termbase}
    for concept in termbase:
        losses.concept = concept.id
        terms = losses.writable(concept, "TMX", statuses=False)
        if not terms:
            continue
        _unit(concept, terms, lines, losses, taken)
    lines.close("body")
    lines.close("tmx")
    return lines.encode(), LossReport(losses=tuple(losses.found))


def _unit(
    concept: Concept, terms: tuple[tuple[Term, str, str], ...], lines: Lines, losses: Losses, taken: set[str]
) -> None:
    name = losses.legible(concept.id, "", "id")
    if name != concept.id:
        while name in taken:
            name += "-2"
        taken.add(name)
    code = re.sub(r"\s+", "_", name)
    lines.open("tu", tuid=code)
    if concept.note and (note := losses.legible(concept.note, "", "note")):
        lines.leaf("note", note)
    if code != name:
        lines.leaf("prop", name, type=_ID)
    _properties(concept, lines, losses)
    for term, text, tag in terms:
        lines.open("tuv", xml_lang=tag)
        if term.note and (note := losses.legible(term.note, term.text, "note")):
            lines.leaf("note", note)
        _properties(term, lines, losses)
        lines.leaf("seg", text)
        lines.close("tuv")
    lines.close("tu")


def _properties(item: Concept | Term, lines: Lines, losses: Losses) -> None:
    """Every field that has no element of its own and says something."""
    term = item.text if isinstance(item, Term) else ""
    for kind, name in _TEXTS.items():
        if (value := getattr(item, name, "")) and (text := losses.legible(value, term, name)):
            lines.leaf("prop", text, type=kind)
    for kind, name in _LISTS.items():
        for part in losses.parts(getattr(item, name, ()), term, name):
            lines.leaf("prop", part, type=kind)
    if not isinstance(item, Term):
        return
    if item.status is not Status.PREFERRED:
        lines.leaf("prop", item.status.value, type="x-status")
    if item.case is not None:
        lines.leaf("prop", item.case.value, type="x-case")
    if item.match is not MatchRule.WORD:
        lines.leaf("prop", item.match.value, type="x-match")
    if not item.inflect:
        lines.leaf("prop", "no", type="x-inflect")
    for kind, name in (("x-do-not-translate", "do_not_translate"), ("x-in-quotes", "in_quotes")):
        if getattr(item, name):
            lines.leaf("prop", "yes", type=kind)
    for kind, name in _DATES.items():
        if (day := getattr(item, name)) is not None:
            lines.leaf("prop", day.isoformat(), type=kind)


def parse(data: bytes, *, name: str, source: str | None = None, target: str | None = None) -> Termbase:  # noqa: ARG001
    """The termbase in a TMX file; raises TermbaseError with a line for each problem.

    Units need no id: one without gets a stable one of its terms.
    """
    findings = Findings()
    concepts: dict[str, Concept] = {}
    losses: list[Loss] = []
    document = entries(data, name, roots=("tmx",), tags=("header", "tu"))
    next(document)
    for element in document:
        if local_name(element) == "header":
            losses.extend(
                Loss(concept="file", term="", field=local_name(each), reason=f'has no place in a termbase: "{text}"')
                for each in element
                if (text := text_of(each))
            )
            continue
        unit = _Unit(name=name, findings=findings)
        concept = unit.read(element, concepts)
        if concept is not None:
            concepts[concept.id] = concept
            losses.extend(unit.losses(concept.id))
    if findings.problems:
        raise findings.error()
    if not concepts:
        findings.warnings.append(f"{name}: has no unit with a term")
    return Termbase(concepts=tuple(concepts.values()), warnings=tuple(findings.warnings), losses=tuple(losses))


@dataclass(slots=True, kw_only=True)
class _Unit:
    """One unit that is being read."""

    name: str
    findings: Findings
    lost: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def read(self, element: _Element, taken: dict[str, Concept]) -> Concept | None:
        about, identifier = self._fields(element, "", of_concept=True)
        variants = [each for each in element if local_name(each) == "tuv"]
        terms = [term for each in variants if (term := self._term(each))]
        if not terms:
            if not self.findings.problems:
                where = f"{self.name}:{element.sourceline}"
                self.findings.warnings.append(f"{where}: a unit without text is not read")
            return None
        wanted = unwrapped(identifier or element.get("tuid") or "")
        if not wanted or (wanted in taken and taken[wanted].terms != tuple(terms)):
            wanted = concept_id((term.language, term.text) for term in terms)
        number, free = 1, wanted
        while free in taken:
            number += 1
            free = f"{wanted}-{number}"
        return Concept(id=free, terms=tuple(terms), **about)

    def _term(self, variant: _Element) -> Term | None:
        try:
            language, lost = language_tag(variant, self.name, LANG, "lang")
        except ValueError as error:
            self.findings.problems.append(str(error))
            return None
        segment = next((each for each in variant if local_name(each) == "seg"), None)
        text, codes = _plain(segment) if segment is not None else ("", False)
        if not text:
            self.findings.warnings.append(f"{self.name}:{variant.sourceline}: a variant without text is not read")
            return None
        if codes:
            self.lost.setdefault((text, "seg"), []).append("inline codes")
        if lost:
            self.lost.setdefault((text, "language"), []).append(f"{lost}, read as {language}")
        values, _ = self._fields(variant, text, of_concept=False)
        return Term(text=text, language=language, **values)

    def _fields(self, element: _Element, term: str, *, of_concept: bool) -> tuple[dict[str, Any], str]:
        """The keyword arguments for a concept or a term, and the id that a property names."""
        values: dict[str, Any] = {}
        notes: list[str] = []
        identifier = ""
        for attribute, value in element.attrib.items():
            if attribute not in _USUAL:
                self.lost.setdefault((term, str(attribute)), []).append(value)
        for child in element:
            tag, kind, text = local_name(child), child.get("type") or "", text_of(child)
            if tag == "note":
                notes.append(text)
            elif tag != "prop":
                continue
            elif kind == _ID and of_concept:
                identifier = text
            elif not _take(kind, text, values, of_concept=of_concept):
                self.lost.setdefault((term, kind or "prop"), []).append(text)
        if notes:
            values["note"] = "\n".join(notes)
        return values, identifier

    def losses(self, concept: str) -> Iterator[Loss]:
        """One for each term and property."""
        for (term, name), texts in self.lost.items():
            said = "; ".join(f'"{text[:100]}"' for text in dict.fromkeys(texts))
            yield Loss(concept=concept, term=term, field=name, reason=f"has no place in a termbase: {said}")


def _take(kind: str, text: str, values: dict[str, Any], *, of_concept: bool) -> bool:
    """Put a property where it belongs; False where the model has no place for it."""
    name = _TEXTS.get(kind) or _LISTS.get(kind) or _DATES.get(kind) or (_VALUES[kind][0] if kind in _VALUES else "")
    if not name or (name in _OF_CONCEPT) is not of_concept:
        return False
    if kind in _LISTS:
        values[name] = (*values.get(name, ()), text)
        return True
    value: Any = text
    if kind in _VALUES:
        value = _VALUES[kind][1].get(text.casefold())
    elif kind in _DATES:
        value = parse_date(text)
    if value is None or name in values:
        return False
    values[name] = value
    return True


def _plain(segment: _Element) -> tuple[str, bool]:
    """The text of a segment without the codes of its original format, and whether it had any inline element."""
    text = unwrapped(_words(segment))
    return (re.sub(" {2,}", " ", text), True) if len(segment) else (text, False)


def _words(element: _Element) -> str:
    texts = [element.text or ""]
    for child in element:
        if local_name(child) not in _CODES:
            texts.append(_words(child))
        texts.append(child.tail or "")
    return "".join(texts)
