"""JSON: the model as it is, ``{"schema": "termlock-termbase/1", "concepts": [...]}``. Carries everything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any

from glossary.errors import TermbaseError
from glossary.files import decode
from glossary.formats.cells import listing, parse_date
from glossary.formats.dictionary import from_json, is_dictionary
from glossary.formats.loss import LossReport
from glossary.formats.tabular import Findings
from glossary.languages import is_tag
from glossary.termbase import CaseRule, Concept, MatchRule, Status, Term, Termbase

SCHEMA = "termlock-termbase/1"
"""What ``schema`` says; the number grows when an older termlock could no longer read the file."""

_CHOICES: dict[str, type[Status] | type[CaseRule] | type[MatchRule]] = {
    "status": Status,
    "case": CaseRule,
    "match": MatchRule,
}
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST_PROBLEMS = 10_000
"""After so many nobody reads on: a few bytes of a hostile file can stand for any number of them."""
_BOOLEANS = {"inflect", "do_not_translate", "in_quotes"}
_DATES = {"valid_from", "valid_until"}
_LISTS = {"near", "not_near", "in_subject_fields", "cross_references"}


def serialize(
    termbase: Termbase, *, source: str | None = None, target: str | None = None  # noqa: ARG001
) -> tuple[bytes, LossReport]:
    """The termbase as JSON in UTF-8; nothing is lost."""
    content = {"schema": SCHEMA, "concepts": [concept_to_json(concept) for concept in termbase]}
    return dumps(content, indent=2).encode() + b"\n", LossReport()


def parse(data: bytes, *, name: str, source: str | None = None, target: str | None = None) -> Termbase:
    """The termbase in a JSON file, or the one that a dictionary of terms means (`dictionary`).

    Raises TermbaseError with a line for each problem and the path to it.
    """
    content = loads(decode(data, name).text, name)
    if is_dictionary(content):
        return from_json(content, name, source, target)
    if not isinstance(content, dict) or not isinstance(content.get("concepts"), list):
        raise TermbaseError(f'{name}: is no termbase; it needs {{"schema": "{SCHEMA}", "concepts": [...]}}')
    schema = content.get("schema", SCHEMA)
    if schema != SCHEMA:
        raise TermbaseError(f"{name}: has the schema {schema!r}; this termlock reads {SCHEMA}")
    findings = Findings()
    if unknown := sorted(content.keys() - {"schema", "concepts"}):
        findings.warnings.append(f"{name}: {', '.join(unknown)} is unknown and not read")
    return termbase_from_json(
        ((f"{name}: concepts[{index}]", each) for index, each in enumerate(content["concepts"])), findings
    )


def dumps(content: object, indent: int | None = None) -> str:
    """JSON that keeps Chinese readable; lone surrogates, which UTF-8 cannot hold, are escaped."""
    text = json.dumps(content, ensure_ascii=False, indent=indent, allow_nan=False)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def loads(text: str, name: str) -> object:
    """The content of a JSON text; raises TermbaseError that says where it goes wrong."""
    try:
        content: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise TermbaseError(f"{name}:{error.lineno}: is no JSON: {error.msg} at column {error.colno}") from None
    except (RecursionError, ValueError):
        raise TermbaseError(f"{name}: is JSON too deep or too large to be a termbase") from None
    return content


def concept_to_json(concept: Concept) -> dict[str, Any]:
    """A concept with all its fields, dates in ISO 8601."""
    content = {each.name: getattr(concept, each.name) for each in fields(Concept)}
    content["terms"] = [
        {
            each.name: value.isoformat() if isinstance(value := getattr(term, each.name), date) else value
            for each in fields(Term)
        }
        for term in concept.terms
    ]
    return content


def termbase_from_json(items: Iterable[tuple[str, object]], findings: Findings) -> Termbase:
    """(place, JSON value) of each concept -> termbase; raises TermbaseError with all problems."""
    concepts: dict[str, Concept] = {}
    for place, item in items:
        before = len(findings.problems)
        if before > _MOST_PROBLEMS:
            findings.problems.append(f"{place}: what follows was not read")
            break
        values = _values(place, item, Concept, findings)
        terms = []
        listed = values.get("terms", [])
        if not isinstance(listed, list):
            findings.problems.append(f"{place}.terms: must be a list of terms")
            listed = []
        for index, each in enumerate(listed):
            inner = _values(f"{place}.terms[{index}]", each, Term, findings)
            if len(findings.problems) == before:
                terms.append(Term(**inner))
        if len(findings.problems) > before:
            continue
        concept = Concept(**{**values, "terms": tuple(terms)})
        if concept.id in concepts:
            findings.problems.append(f'{place}: the id "{concept.id}" is taken; give each concept its own')
        concepts[concept.id] = concept
    if findings.problems:
        raise findings.error()
    return Termbase(concepts=tuple(concepts.values()), warnings=tuple(findings.warnings))


def _values(place: str, item: object, model: type[Concept] | type[Term], findings: Findings) -> dict[str, Any]:
    """The keyword arguments for a model in a JSON object; problems and unknown names are noted."""
    if not isinstance(item, dict):
        findings.problems.append(f"{place}: must be an object")
        return {}
    names = [each.name for each in fields(model)]
    findings.warnings.extend(f"{place}.{name}: is unknown and not read" for name in item if name not in names)
    values: dict[str, Any] = {}
    for name in names:
        if name not in item:
            if name in {"id", "text", "language"}:
                findings.problems.append(f"{place}.{name}: is missing")
            continue
        value, problem = _value(name, item[name])
        if problem:
            findings.problems.append(f"{place}.{name}: {problem}")
        values[name] = value
    return values


def _value(name: str, value: object) -> tuple[Any, str]:
    if name == "terms" or (name in _BOOLEANS and isinstance(value, bool)):
        return value, ""
    if name in _BOOLEANS:
        return value, "must be true or false"
    if name in _CHOICES:
        kind = _CHOICES[name]
        if name == "case" and value is None:
            return None, ""
        if isinstance(value, str) and value in list(kind):
            return kind(value), ""
        return value, f'"{value}" is unknown; use {listing([each.value for each in kind])}'
    if name in _DATES:
        day = parse_date(value) if isinstance(value, str) else None
        return day, "" if day is not None or value is None else f'"{value}" is no date; write it as 2024-12-31'
    if name in _LISTS:
        if isinstance(value, list) and all(isinstance(each, str) and not _SURROGATE.search(each) for each in value):
            return tuple(value), ""
        return value, "must be a list of texts"
    if not isinstance(value, str):
        return value, "must be a text"
    if _SURROGATE.search(value):
        return value, "holds half of a surrogate pair, which is no character; write the text again"
    if name in {"id", "text"} and (not value or value != value.strip()):
        return value, "must not be empty nor begin or end with white space"
    if name == "language" and not is_tag(value):
        return value, f'"{value}" is no language tag; use one such as zh-Hans or en'
    return value, ""
