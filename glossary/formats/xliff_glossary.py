"""The glossary module of XLIFF 2 (https://docs.oasis-open.org/xliff/xliff-core/v2.1/, section 5.2).

    <gls:glossEntry id="out">
      <gls:term source="Work report">走出去</gls:term>
      <gls:translation id="out-1">going global</gls:translation>
      <gls:definition>...</gls:definition>

One pair of languages, a term, its translations and a definition: no status, so terms that nobody may use are left out.
In come glossaries of any XLIFF 2 file, wherever they stand in it; the same entry beside several segments is one concept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from glossary.errors import TermbaseError
from glossary.formats.concepts import concept_id
from glossary.formats.direction import Direction, direction_of
from glossary.formats.loss import Loss, LossReport
from glossary.formats.tabular import Findings
from glossary.formats.xml_reading import entries, language_tag, local_name, text_of, unwrapped
from glossary.formats.xml_writing import Lines, Losses, names_of
from glossary.languages import answers, normalise_tag
from glossary.termbase import Concept, Status, Term, Termbase

if TYPE_CHECKING:
    from lxml.etree import _Element

CORE = "urn:oasis:names:tc:xliff:document:2.0"
GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
_PLACE = "the glossary module of XLIFF"


def serialize(termbase: Termbase, *, source: str | None = None, target: str | None = None) -> tuple[bytes, LossReport]:
    """An XLIFF 2.0 file with one unit that holds the glossary, and what did not fit into it.

    Raises TermlockError where it is not clear which pair of languages is meant.
    """
    direction = direction_of(termbase, source, target)
    lines, losses = Lines(), Losses()
    attributes = {"xmlns_gls": GLOSSARY, "version": "2.0", "srcLang": direction.source, "trgLang": direction.target}
    lines.open("xliff", xmlns=CORE, **attributes)
    lines.open("file", id="f1")
    lines.open("unit", id="u1", translate="no")
    start = len(lines.found)
    lines.open("gls:glossary")
    names = names_of(concept.id for concept in termbase)
    taken = set(names.values())
    for concept in termbase:
        losses.concept = concept.id
        _entry(concept, direction, names[concept.id], taken, lines, losses)
    if len(lines.found) == start + 1:  # a glossary without an entry is none
        lines.found.pop()
        lines.depth -= 1
    else:
        lines.close("gls:glossary")
    lines.open("segment")
    lines.leaf("source", "")
    lines.close("segment")
    lines.close("unit")
    lines.close("file")
    lines.close("xliff")
    return lines.encode(), LossReport(losses=tuple(losses.found))


def _entry(concept: Concept, direction: Direction, name: str, taken: set[str], lines: Lines, losses: Losses) -> None:
    kept = losses.writable(concept, _PLACE, statuses=False)
    sources, targets = [], []
    for term, text, tag in kept:
        if answers(tag, direction.source):
            sources.append((term, text, tag))
        elif answers(tag, direction.target):
            targets.append((term, text, tag))
        else:
            losses.add(term.text, "term", f"is {tag}; the file holds {direction.source} and {direction.target}")
    definition = losses.legible(concept.definition, "", "definition")
    if kept and (not sources or not (targets or definition)):
        losses.add("", "concept", "has not both a term and a translation or definition, and is left out")
        return
    if not kept:
        return
    # The one term of an entry is the first preferred one.
    sources.sort(key=lambda each: each[0].status is not Status.PREFERRED)
    for term, _, _ in sources[1:]:
        losses.add(term.text, "term", "is a second term of its entry, which holds one; it is left out")
    if name != concept.id:
        losses.add("", "id", f"is no name in XML and is written as {name}")
    losses.unfit(concept, {"definition"}, _PLACE)
    lines.open("gls:glossEntry", id=name)
    for number, (term, text, tag) in enumerate([sources[0], *targets]):
        losses.unfit(term, {"source"}, _PLACE)
        wanted = direction.source if number == 0 else direction.target
        if tag != wanted:
            losses.add(term.text, "language", f"is written as {wanted} instead of {tag}")
        origin = losses.legible(term.source, term.text, "source")
        attributes = {"source": origin} if origin else {}
        if number:
            lines.leaf("gls:translation", text, id=_free(f"{name}-{number}", taken), **attributes)
        else:
            lines.leaf("gls:term", text, **attributes)
    if definition:
        lines.leaf("gls:definition", definition)
    lines.close("gls:glossEntry")


def _free(wanted: str, taken: set[str]) -> str:
    name = wanted
    while name in taken:
        name += "-"
    taken.add(name)
    return name


def parse(data: bytes, *, name: str, source: str | None = None, target: str | None = None) -> Termbase:
    """The termbase in the glossaries of an XLIFF 2 file; raises TermbaseError with a line for each problem.

    ``source`` and ``target`` are its languages where the file does not say them.
    """
    findings = Findings()
    document = entries(data, name, roots=("xliff",), tags=("glossEntry",))
    root = next(document)
    version = root.get("version") or ""
    if not version.startswith("2"):
        raise TermbaseError(f"{name}: is XLIFF {version or 'of no version'}; glossaries are a part of XLIFF 2 alone")
    reader = _Reader(name=name, findings=findings, languages=_languages(root, name, source, target, findings))
    for element in document:
        reader.read(element)
    if findings.problems:
        raise findings.error()
    if not reader.concepts:
        raise TermbaseError(f"{name}: holds no glossary entry; a glossary is <gls:glossary> in a unit")
    return Termbase(
        concepts=tuple(reader.concepts.values()), warnings=tuple(findings.warnings), losses=tuple(reader.losses)
    )


def _languages(
    root: _Element, name: str, source: str | None, target: str | None, findings: Findings
) -> tuple[str, str]:
    """The tags of source and target; an empty one where the file has none and nobody said it."""
    found = []
    for attribute, said in (("srcLang", source), ("trgLang", target)):
        if not root.get(attribute):
            found.append(normalise_tag(said) if said else "")
            continue
        try:
            tag, lost = language_tag(root, name, attribute)
        except ValueError as error:
            findings.problems.append(str(error))
            continue
        if lost:
            findings.warnings.append(f"{name}: {attribute} {lost} is read as {tag}")
        found.append(tag)
    return (found[0], found[1]) if len(found) == 2 else ("", "")


@dataclass(slots=True, kw_only=True)
class _Reader:
    """The entries of a file, read so far."""

    name: str
    findings: Findings
    languages: tuple[str, str]
    concepts: dict[str, Concept] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)

    def read(self, element: _Element) -> None:
        lost: dict[tuple[str, str], list[str]] = {}
        terms: list[Term] = []
        definition = ""
        for child in element:
            tag, text = local_name(child), text_of(child)
            if tag in {"term", "translation"} and text:
                if (term := self._term(child, tag, text)) is not None:
                    terms.append(term)
                    _note_attributes(child, text, {"id", "source"}, lost)
            elif tag == "definition" and text:
                definition = f"{definition}\n{text}".strip()
                if origin := child.get("source"):
                    lost.setdefault(("", "definition source"), []).append(origin)
                _note_attributes(child, "", {"source"}, lost)
            elif tag not in {"term", "translation", "definition"}:
                lost.setdefault(("", tag), []).append(text)
        _note_attributes(element, "", {"id"}, lost)
        if not any(term.language == self.languages[0] for term in terms):
            where = f"{self.name}:{element.sourceline}"
            self.findings.warnings.append(f"{where}: an entry without a term is not read")
            return
        concept = Concept(id=(element.get("id") or "").strip(), terms=tuple(terms), definition=definition)
        if any(replace(concept, id=each.id) == each for each in self._alike(concept)):
            return  # the same entry beside another segment
        identifier = self._identifier(concept)
        self.concepts[identifier] = replace(concept, id=identifier)
        self.losses.extend(_losses(identifier, lost))

    def _term(self, element: _Element, tag: str, text: str) -> Term | None:
        language = self.languages[0 if tag == "term" else 1]
        if not language:
            option = "srcLang; add it or use --from" if tag == "term" else "trgLang; add it or use --to"
            problem = f"{self.name}: <xliff> has no {option}"
            if problem not in self.findings.problems:
                self.findings.problems.append(problem)
            return None
        origin = unwrapped(element.get("source") or "")
        return Term(text=text, language=language, status=Status.PREFERRED, source=origin)

    def _alike(self, concept: Concept) -> Iterator[Concept]:
        """The concepts that it may be: the one with its id and, where it has none that is free, the one with its stable id."""
        if concept.id and concept.id not in self.concepts:
            return
        for name in (concept.id, concept_id((term.language, term.text) for term in concept.terms)):
            if name in self.concepts:
                yield self.concepts[name]

    def _identifier(self, concept: Concept) -> str:
        """Its own id where that is free (ids are unique in one glossary alone), else a stable one of its terms."""
        if concept.id and concept.id not in self.concepts:
            return concept.id
        wanted = free = concept_id((term.language, term.text) for term in concept.terms)
        number = 1
        while free in self.concepts:
            number += 1
            free = f"{wanted}-{number}"
        return free


def _note_attributes(element: _Element, term: str, known: set[str], lost: dict[tuple[str, str], list[str]]) -> None:
    for attribute, value in element.attrib.items():
        name = str(attribute)
        if name not in known:
            lost.setdefault((term, name.rpartition("}")[2]), []).append(value)


def _losses(concept: str, lost: dict[tuple[str, str], list[str]]) -> Iterator[Loss]:
    for (term, name), texts in lost.items():
        said = "; ".join(f'"{text[:100]}"' for text in dict.fromkeys(texts))
        yield Loss(concept=concept, term=term, field=name, reason=f"has no place in a termbase: {said}")
