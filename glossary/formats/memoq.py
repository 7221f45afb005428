"""memoQ term bases as CSV: the columns of an entry, then for each language a definition and its terms.

    Entry_ID;Entry_Subject;...;Entry_Note;Chinese_PRC_Def;Chinese_PRC;Term_Info;Term_Example;English_Def;English;Term_Info;...
    1;trade;...;;;走出去;CasePermissive;HalfPrefix;...

The order is fixed, several terms of a language are several groups of columns (memoQ documentation, term bases in CSV
format). Term_Info parts its marks by ``;``: the case rule, how a term matches, and ``Forbidden``, memoQ's only status. Written
with commas, as memoQ's own window does, read with commas, semicolons or tabs.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from glossary.errors import TermbaseError
from glossary.files import decode
from glossary.formats.cells import guard, unguard
from glossary.formats.difference import Because, losses_between
from glossary.formats.entries import one_line
from glossary.formats.headers import language_of
from glossary.formats.loss import Loss, LossReport
from glossary.formats.tabular import Findings
from glossary.termbase import ALLOWED, CaseRule, Concept, MatchRule, Status, Term, Termbase

_ENTRY = (
    "Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_ClientID", "Entry_ProjectID", "Entry_Created", "Entry_Creator",
    "Entry_LastModified", "Entry_Modifier", "Entry_Note",
)  # fmt: skip
_LOST = {"Entry_Domain": "domain", "Entry_ClientID": "client", "Entry_ProjectID": "project"}
_LANGUAGES = {
    "Chinese_PRC": "zh-Hans",
    "Chinese_Taiwan": "zh-Hant",
    "Chinese_Hong_Kong_SAR": "zh-Hant",
    "Chinese": "zh",
    "English": "en",
    "English_United_States": "en-US",
    "English_United_Kingdom": "en-GB",
}
_NAMES = {tag: name for name, tag in reversed(_LANGUAGES.items())}
_CASES = {"CaseSense": CaseRule.AS_IS, "CaseInsense": CaseRule.ANY, "CasePermissive": None}
_MATCHES = ("Fuzzy", "HalfPrefix", "Exact", "Custom")
_MOST_COLUMNS = 2_000
_BECAUSE = {
    "id": "is a number in memoQ",
    "status": "is not told apart in memoQ, which has forbidden terms and others",
    "definition": "is changed in its white space",
    "case": "has no mark of its own in memoQ",
}


@dataclass(slots=True, kw_only=True)
class _Group:
    """The columns of one term."""

    language: str
    term: int
    definition: int | None = None
    info: int | None = None
    example: int | None = None
    others: list[int] = field(default_factory=list)


def parse(
    data: bytes,
    *,
    name: str,
    source: str | None = None,  # noqa: ARG001
    target: str | None = None,  # noqa: ARG001
) -> Termbase:
    """The termbase in a memoQ CSV file; raises TermbaseError with a line for each problem."""
    text = decode(data, name).text
    first = text.lstrip().split("\n", maxsplit=1)[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter)
    findings = Findings()
    losses: list[Loss] = []
    concepts: dict[str, Concept] = {}
    try:
        header = [unguard(cell) for cell in next(reader, [])]
        groups = _groups(header, name, findings)
        for cells in reader:
            row = [unguard(cell) for cell in cells]
            if not any(row):
                continue
            where = f"{name}:{reader.line_num}"
            if len(row) > len(header) and any(row[len(header) :]):
                findings.problems.append(
                    f"{where}: has {len(row)} cells and the header {len(header)}; a cell that holds the separator needs quotes"
                )
                continue
            row.extend([""] * (len(header) - len(row)))
            concept = _concept(row, header, groups, where, findings, losses)
            if concept.id in concepts:
                findings.problems.append(f'{where}: the Entry_ID "{concept.id}" is taken; give each entry its own')
            concepts[concept.id] = concept
    except csv.Error as error:
        findings.problems.append(f"{name}:{reader.line_num}: is no table that can be read ({error})")
    if findings.problems:
        raise findings.error()
    return Termbase(concepts=tuple(concepts.values()), warnings=tuple(findings.warnings), losses=tuple(losses))


def _groups(header: Sequence[str], name: str, findings: Findings) -> list[_Group]:
    if not header or header[0] != "Entry_ID" or len(header) > _MOST_COLUMNS:
        raise TermbaseError(f"{name}:1: is no term base of memoQ; its first column is Entry_ID")
    groups: list[_Group] = []
    definition: tuple[int, str] | None = None
    for index, column in enumerate(header):
        if column.startswith("Entry_"):
            continue
        if column == "Term_Info" and groups:
            groups[-1].info = index
        elif column == "Term_Example" and groups:
            groups[-1].example = index
        elif column.endswith("_Def"):
            definition = (index, column.removesuffix("_Def"))
        elif language := _LANGUAGES.get(column) or language_of(column) or language_of(column.replace("_", " ")):
            of = definition[0] if definition is not None and definition[1] == column else None
            groups.append(_Group(language=language, term=index, definition=of))
            definition = None
        elif column:
            findings.warnings.append(f'{name}:1: the column "{column}" is unknown and not read')
    if not groups:
        raise TermbaseError(f"{name}:1: has no column of a language that is known, such as Chinese_PRC or English")
    return groups


def _concept(
    row: list[str], header: Sequence[str], groups: list[_Group], where: str, findings: Findings, losses: list[Loss]
) -> Concept:
    said = {column: row[index] for index, column in enumerate(header) if column.startswith("Entry_")}
    called = said["Entry_ID"] or where.rpartition(":")[2]
    definitions = dict.fromkeys(
        row[each.definition] for each in groups if each.definition is not None and row[each.definition]
    )
    terms: dict[tuple[str, str], Term] = {}
    for group in groups:
        if text := row[group.term]:
            info = row[group.info] if group.info is not None else ""
            attributes = _attributes(info, f"{where}: {text}", findings)
            example = row[group.example] if group.example is not None else ""
            term = Term(text=text, language=group.language, context=example, **attributes)
            terms.setdefault((term.language, term.text), term)
    losses.extend(
        Loss(concept=called, term="", field=of, reason=f'is "{said[column]}"; termlock has no such field')
        for column, of in _LOST.items()
        if said.get(column)
    )
    losses.extend(
        Loss(concept=called, term="", field="definition", reason=f'is also "{other[:60]}"; termlock has one a concept')
        for other in list(definitions)[1:]
    )
    return Concept(
        id=called,
        terms=tuple(terms.values()),
        subject_field=said.get("Entry_Subject", ""),
        definition=next(iter(definitions), ""),
        note=said.get("Entry_Note", ""),
    )


def _attributes(info: str, where: str, findings: Findings) -> dict[str, Any]:
    marks = [mark.strip() for mark in re.split(r"[;,]", info) if mark.strip()]
    for mark in marks:
        if mark not in {*_CASES, *_MATCHES, "Forbidden"}:
            findings.warnings.append(f'{where}: "{mark}" in Term_Info is unknown and not read')
    exact = "Exact" in marks
    return {
        "status": Status.FORBIDDEN if "Forbidden" in marks else Status.PREFERRED,
        "case": next((_CASES[mark] for mark in marks if mark in _CASES), None),
        "match": MatchRule.EXACT if exact else MatchRule.WORD,
        "inflect": not exact,
    }


def serialize(
    termbase: Termbase,
    *,
    source: str | None = None,  # noqa: ARG001
    target: str | None = None,  # noqa: ARG001
) -> tuple[bytes, LossReport]:
    """Every language of the termbase as memoQ CSV in UTF-8, and what did not fit into it."""
    most: dict[str, int] = {}
    for concept in termbase:
        count: dict[str, int] = {}
        for term in concept.terms:
            count[term.language] = count.get(term.language, 0) + 1
        for language, number in count.items():
            most[language] = max(number, most.get(language, 0))
    known = [tag for tag in most if _name(tag)]
    header = list(_ENTRY)
    for tag in known:
        header += [f"{_name(tag)}_Def", *[_name(tag), "Term_Info", "Term_Example"] * most[tag]]
    rows = [_row(concept, number, known, most) for number, concept in enumerate(termbase, start=_first_free(termbase))]
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows([header, *([guard(cell) for cell in row] for row in rows)])
    data = buffer.getvalue().encode()
    after = parse(data, name="termbase") if known else Termbase()
    because = Because(called="memoQ", fields=_BECAUSE, left_out=_left_out)
    return data, losses_between(termbase, after, because)


def _name(tag: str) -> str:
    """What memoQ calls a language; a tag that reads back as itself where it has no name here."""
    return _NAMES.get(tag) or (tag if language_of(tag) == tag else "")


def _first_free(termbase: Termbase) -> int:
    """Entry numbers for concepts whose ids are none begin here, above those that are."""
    return max((int(concept.id) for concept in termbase if _is_number(concept.id)), default=0) + 1


def _is_number(text: str) -> bool:
    return re.fullmatch(r"0|[1-9][0-9]{0,8}", text) is not None


def _row(concept: Concept, number: int, languages: list[str], most: dict[str, int]) -> list[str]:
    called = concept.id if _is_number(concept.id) else str(number)
    about = {"Entry_ID": called, "Entry_Subject": concept.subject_field, "Entry_Note": concept.note}
    row = [one_line(about.get(column, "")) for column in _ENTRY]
    definition = one_line(concept.definition)
    for tag in languages:
        texts = [term for term in concept.terms if term.language == tag and one_line(term.text)]
        row.append(definition if texts else "")
        definition = "" if texts else definition
        for term in texts:
            row += [one_line(term.text), _info(term), one_line(term.context)]
        row += ["", "", ""] * (most[tag] - len(texts))
    return row


def _info(term: Term) -> str:
    case = {CaseRule.AS_IS: "CaseSense", CaseRule.ANY: "CaseInsense"}.get(term.case or CaseRule.FIRST_LETTER, "CasePermissive")
    match = "Exact" if term.match is MatchRule.EXACT or not term.inflect else "HalfPrefix"
    return ";".join([case, match, *(["Forbidden"] if term.status not in ALLOWED else [])])


def _left_out(term: Term) -> str:
    return "" if _name(term.language) else f"is in {term.language}, for which memoQ has no name here"
