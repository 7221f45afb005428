"""Parquet: the model as it is, one concept a row, its terms a list. Carries everything; for corpora and data frames:
``polars.read_parquet("terms.parquet").explode("terms").unnest("terms", separator=".")`` is a term a row.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from glossary.errors import TermbaseError
from glossary.formats.loss import Loss, LossReport
from glossary.formats.model_json import termbase_from_json
from glossary.formats.tabular import Findings
from glossary.termbase import Concept, Term, Termbase

_MOST_BYTES = 500 * 1024 * 1024
_MOST_CONCEPTS = 5_000_000
"""A few bytes of a hostile file can stand for any number of equal rows."""
_BATCH = 50_000
_SURROGATE = re.compile("[\ud800-\udfff]")


def _schema() -> dict[str, Any]:
    """The columns of a concept; ``terms`` is a list of structs with the fields of a term."""
    import polars as pl

    lists = {"near", "not_near", "in_subject_fields", "cross_references"}
    special: dict[str, Any] = dict.fromkeys(lists, pl.List(pl.String))
    special |= dict.fromkeys(("inflect", "do_not_translate", "in_quotes"), pl.Boolean)
    special |= dict.fromkeys(("valid_from", "valid_until"), pl.Date)
    term = pl.Struct({each.name: special.get(each.name, pl.String) for each in fields(Term)})
    return {each.name: pl.List(term) if each.name == "terms" else special.get(each.name, pl.String) for each in fields(Concept)}


def serialize(
    termbase: Termbase,
    *,
    source: str | None = None,  # noqa: ARG001
    target: str | None = None,  # noqa: ARG001
) -> tuple[bytes, LossReport]:
    """The termbase as Parquet; nothing is lost but lone surrogates, which UTF-8 cannot hold."""
    import polars as pl

    losses: list[Loss] = []
    schema = _schema()
    kinds = schema.pop("terms").inner.to_schema()
    concepts = [(concept, "", concept) for concept in termbase]
    terms = [(concept, term.text, term) for concept in termbase for term in concept.terms]
    rows = [number for number, concept in enumerate(termbase) for _ in concept.terms]
    lists = (
        pl.DataFrame({name: _column(terms, name, losses) for name in kinds}, schema=kinds)
        .select(pl.Series("row", rows, dtype=pl.UInt32), pl.struct(pl.all()).alias("terms"))
        .group_by("row", maintain_order=True)
        .agg("terms")
    )
    frame = (
        pl.DataFrame({name: _column(concepts, name, losses) for name in schema}, schema=schema)
        .with_row_index("row")
        .join(lists, on="row", how="left", maintain_order="left")
        .select(pl.col(name).fill_null([]) if name == "terms" else name for name in _schema())
    )
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd", statistics=False)
    return buffer.getvalue(), LossReport(losses=tuple(losses))


def _column(items: Sequence[tuple[Concept, str, Concept | Term]], name: str, losses: list[Loss]) -> list[Any]:
    """The values of one field; a lone surrogate becomes ``?``, which is a loss."""

    def mended(text: str, concept: Concept, term: str) -> str:
        if _SURROGATE.search(text) is None:
            return str(text)
        losses.append(Loss(concept=concept.id, term=term, field=name, reason="holds half of a surrogate pair"))
        return _SURROGATE.sub("?", text)

    values: list[Any] = []
    for concept, term, item in items:
        value = getattr(item, name)
        if isinstance(value, str):
            value = mended(value, concept, term)
        elif isinstance(value, tuple):
            value = [mended(each, concept, term) for each in value]
        values.append(value)
    return values


def parse(
    data: bytes,
    *,
    name: str,
    source: str | None = None,  # noqa: ARG001
    target: str | None = None,  # noqa: ARG001
) -> Termbase:
    """The termbase in a Parquet file; raises TermbaseError for one that is damaged, too large or of other columns."""
    import polars as pl

    if not data.startswith(b"PAR1"):
        raise TermbaseError(f"{name}: is no Parquet file; it would begin with PAR1")
    if len(data) > _MOST_BYTES:
        raise TermbaseError(f"{name}: has {len(data):,} bytes; at most {_MOST_BYTES:,} are read")
    try:
        found = dict(pl.read_parquet_schema(io.BytesIO(data)))
    except Exception as error:  # polars raises whatever its reader raises on a damaged file
        raise _damaged(name, error) from None
    except BaseException as error:
        raise _panicked(name, error) from None
    _check(found, name)
    findings = Findings()
    return termbase_from_json(_concepts(data, name), findings)


def _check(found: dict[str, Any], name: str) -> None:
    wanted = _schema()
    if missing := [each for each in ("id", "terms") if each not in found]:
        have = ", ".join(list(found)[:10]) or "none"
        raise TermbaseError(
            f"{name}: is no termbase: it lacks the {'columns' if missing[1:] else 'column'} {' and '.join(missing)}, "
            f"and has {have}; write one with termlock glossary convert, or convert the table to CSV"
        )
    for each, kind in found.items():
        if each in wanted and kind != wanted[each] and each != "terms":
            raise TermbaseError(f"{name}: column {each} holds {kind} instead of {wanted[each]}")


def _concepts(data: bytes, name: str) -> Iterator[tuple[str, object]]:
    """Place and JSON form of each row, in batches, so that a row count that lies is noticed before it fills the memory."""
    import polars as pl

    number = 0
    while True:
        try:
            rows = pl.scan_parquet(io.BytesIO(data)).slice(number, _BATCH).collect().to_dicts()
        except Exception as error:
            raise _damaged(name, error) from None
        except BaseException as error:
            raise _panicked(name, error) from None
        for row in rows:
            yield f"{name}: row {number + 1}", _json(row)
            number += 1
            if number > _MOST_CONCEPTS:
                raise TermbaseError(f"{name}: has more than {_MOST_CONCEPTS:,} rows, more than a termbase can")
        if len(rows) < _BATCH:
            return


def _json(row: dict[str, Any]) -> dict[str, Any]:
    """A row as the JSON form has it: dates as text, what is null left out."""
    content = {key: value for key, value in row.items() if value is not None}
    terms = content.get("terms")
    if isinstance(terms, list) and all(isinstance(each, dict) for each in terms):
        content["terms"] = [
            {
                key: value.isoformat() if isinstance(value, date) else value
                for key, value in term.items()
                if value is not None
            }
            for term in terms
        ]
    return content


def _damaged(name: str, error: Exception) -> TermbaseError:
    reason = " ".join(str(error).split())[:120] or type(error).__name__
    return TermbaseError(f"{name}: is no Parquet file that can be read ({reason}); write it again")


def _panicked(name: str, error: BaseException) -> BaseException:
    """A panic of the reader, which is no Exception, as one; what is none of its own stays."""
    if type(error).__name__ == "PanicException":
        return TermbaseError(f"{name}: is no Parquet file that can be read (it is damaged); write it again")
    return error
