"""The part of a termbase that somebody asks for, and a termbase as a polars frame."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from glossary.corpus import Tally, key_of
from glossary.languages import answers, base_language
from glossary.termbase import Concept, Status, Term, Termbase

if TYPE_CHECKING:
    import polars


def select(
    termbase: Termbase,
    *,
    statuses: Collection[Status] = (),
    languages: Collection[str] = (),
    subject_fields: Collection[str] = (),
) -> Termbase:
    """The terms with any of these statuses, in any of these languages, of concepts in any of these subject fields.

    An empty collection asks for all. A language tag finds what `languages.answers` it (``zh`` finds ``zh-Hans``), a
    subject field is compared without regard to case. Concepts of which no term is left are left out.
    """
    subjects = {subject.strip().casefold() for subject in subject_fields}

    def wanted(term: Term) -> bool:
        return (not statuses or term.status in statuses) and (
            not languages or any(answers(term.language, language) for language in languages)
        )

    def kept(concept: Concept) -> Concept:
        terms = tuple(term for term in concept.terms if wanted(term))
        return concept if len(terms) == len(concept.terms) else replace(concept, terms=terms)

    concepts = (kept(concept) for concept in termbase if not subjects or concept.subject_field.casefold() in subjects)
    return replace(termbase, concepts=tuple(concept for concept in concepts if concept.terms))


def occurring(termbase: Termbase, counted: Tally, *, examples: bool = False) -> Termbase:
    """The concepts that stand in a corpus; in its languages only the terms that do, in other languages all their terms.

    With ``examples``, the context of a term that has none is the first passage in which it stands.
    """
    seen = counted.seen()
    concepts = {concept for concept, _, _ in seen}

    def kept(concept: Concept, term: Term) -> Term | None:
        key = key_of(concept.id, term)
        if key not in seen:
            return None if base_language(term.language) in counted.languages else term
        if examples and not term.context and key in counted.examples:
            return replace(term, context=" ".join(counted.examples[key].text.split()))
        return term

    found = (
        replace(concept, terms=tuple(term for each in concept.terms if (term := kept(concept, each)) is not None))
        for concept in termbase
        if concept.id in concepts
    )
    return replace(termbase, concepts=tuple(found))


def to_frame(termbase: Termbase) -> polars.DataFrame:
    """One row a term: ``concept``, ``subject_field``, ``definition``, ``concept_note`` and every field of `Term`.

    Statuses and rules are text, dates are dates, contexts are lists of text; what was not said is null or empty.
    """
    import polars as pl

    about = {"concept": "id", "subject_field": "subject_field", "definition": "definition", "concept_note": "note"}
    names = [each.name for each in fields(Term)]
    kinds: dict[str, pl.DataType | type[pl.DataType]] = {
        "inflect": pl.Boolean,
        "do_not_translate": pl.Boolean,
        "in_quotes": pl.Boolean,
        "in_subject_fields": pl.List(pl.String),
        "near": pl.List(pl.String),
        "not_near": pl.List(pl.String),
        "valid_from": pl.Date,
        "valid_until": pl.Date,
    }
    rows = [(concept, term) for concept in termbase for term in concept.terms]
    data: dict[str, list[object]] = {name: [getattr(concept, of) for concept, _ in rows] for name, of in about.items()}
    for name in names:
        values = [getattr(term, name) for _, term in rows]
        data[name] = [list(value) if isinstance(value, tuple) else value for value in values]
    for name in ("status", "case", "match"):
        data[name] = [None if value is None else str(value) for value in data[name]]
    return pl.DataFrame(data, schema={name: kinds.get(name, pl.String) for name in data})
