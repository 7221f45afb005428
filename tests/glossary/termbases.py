"""Termbases for property tests: every field, and the texts that tables find hard."""

from datetime import date

from hypothesis import strategies as st

from glossary.termbase import CaseRule, Concept, MatchRule, Status, Term, Termbase

LANGUAGES = ("zh-Hans", "zh-Hant", "zh", "en", "en-GB", "id", "tlh")
HARD = ["走出去", "going global", "=1+1", "'=x", "-", "@a", "'", '"', ",", ";", "\t", "\n", "_x0041_", "é", "𠮷", "　", " ", "concept"]
UNFIT = ["a\\|b", "\\", "\r", "\x00", "\x1b", "\ufffe"]
"""What no table can hold."""


def texts(*, tame):
    """Texts of a field; tame ones are such as a cell holds."""
    if tame:
        pieces = st.sampled_from([*HARD, "a|b"]) | st.characters(categories=("L", "N", "P", "S", "M"), exclude_characters="\\")
        return st.lists(pieces, max_size=4).map("".join).map(str.strip)
    return st.lists(st.sampled_from(HARD + UNFIT) | st.text(max_size=4), max_size=4).map("".join)


def terms(*, tame):
    """Terms with every field."""
    field = texts(tame=tame)
    parts = st.lists(field.filter(bool) if tame else field, max_size=2).map(tuple)
    day = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
    return st.builds(
        Term,
        text=field.map(str.strip).filter(bool),
        language=st.sampled_from(LANGUAGES),
        status=st.sampled_from(Status),
        part_of_speech=field,
        term_type=field,
        context=field,
        note=field,
        source=field,
        source_url=field,
        case=st.none() | st.sampled_from(CaseRule),
        match=st.sampled_from(MatchRule),
        inflect=st.booleans(),
        do_not_translate=st.booleans(),
        not_near=parts,
        near=parts,
        in_subject_fields=parts,
        in_quotes=st.booleans(),
        valid_from=day,
        valid_until=day,
    )


def termbases(*, tame=False):
    """Termbases whose concepts have ids of their own; tame ones fit into a table."""
    field = texts(tame=tame)
    plain = st.builds(
        Term,
        text=field.map(str.strip).filter(bool),
        language=st.sampled_from(LANGUAGES),
        status=st.sampled_from(Status),
    )
    concepts = st.builds(
        Concept,
        id=field.map(str.strip).filter(bool),
        terms=st.lists(
            plain | terms(tame=tame),
            min_size=int(tame),
            max_size=4,
            unique_by=(lambda term: (term.language, term.text)) if tame else None,
        ).map(tuple),
        subject_field=field,
        definition=field,
        note=field,
        cross_references=st.lists(field.filter(bool) if tame else field, max_size=2).map(tuple),
    )
    return st.lists(concepts, min_size=int(tame), max_size=4, unique_by=lambda concept: concept.id).map(
        lambda found: Termbase(concepts=tuple(found))
    )
