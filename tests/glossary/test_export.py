"""Which part of a termbase is handed out."""

from datetime import date

import polars as pl
import pytest

from glossary.export import select, to_frame
from glossary.formats import parse
from glossary.termbase import Status

TERMS = parse(
    (
        "concept,zh-Hans,zh-Hant,en,status,subject_field,near,valid_from\n"
        "1,走出去,走出去,going global,preferred,Opening up,企业|投资,2024-01-02\n"
        "1,,,go global,admitted,,,\n"
        "2,法治,,rule of law,preferred,law,,\n"
        "3,,,walk out,forbidden,,,\n"
    ).encode(),
    "csv",
)

SELECTIONS = [
    # nothing asked for is everything
    ({}, ["走出去", "走出去", "going global", "go global", "法治", "rule of law", "walk out"]),
    ({"statuses": [Status.ADMITTED, Status.FORBIDDEN]}, ["go global", "walk out"]),
    # a language with all its scripts, one script, several languages
    ({"languages": ["zh"]}, ["走出去", "走出去", "法治"]),
    ({"languages": ["zh_TW"]}, ["走出去"]),
    ({"languages": ["zh-Hant", "en"], "statuses": [Status.PREFERRED]}, ["走出去", "going global", "rule of law"]),
    # subject fields, whatever their case
    ({"subject_fields": ["opening up "]}, ["走出去", "走出去", "going global", "go global"]),
    ({"subject_fields": ["law", "opening up"], "languages": ["en"], "statuses": ["admitted"]}, ["go global"]),
    # nothing left
    ({"languages": ["fr"]}, []),
]


@pytest.mark.parametrize(("wanted", "expected"), SELECTIONS)
def test_selections(wanted, expected):
    selected = select(TERMS, **wanted)
    assert [term.text for concept in selected for term in concept.terms] == expected
    assert all(concept.terms for concept in selected)


def test_a_selection_keeps_what_belongs_to_the_concept():
    assert select(TERMS, languages=["en"]).concept("2").subject_field == "law"


def test_a_frame_has_a_row_for_each_term():
    frame = to_frame(TERMS)
    assert frame.height == 7
    assert frame.filter(pl.col("status") == "forbidden")["text"].to_list() == ["walk out"]
    first = frame.row(0, named=True)
    assert (first["concept"], first["language"], first["near"], first["valid_from"]) == ("1", "zh-Hans", ["企业", "投资"], date(2024, 1, 2))
    assert (first["case"], first["inflect"], first["match"]) == (None, True, "word")


def test_a_frame_of_nothing_has_the_same_columns():
    empty = to_frame(select(TERMS, languages=["fr"]))
    assert empty.height == 0
    assert empty.schema == to_frame(TERMS).schema
