"""Glossaries for translation services: what they hold, what is left out, and that every limit holds."""

import csv
import io
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from termbases import termbases

from glossary.errors import TermlockError
from glossary.formats import parse, read, serialize
from glossary.formats.loss import Loss, told
from glossary.issue import Severity
from glossary.languages import base_language
from glossary.termbase import ALLOWED, CaseRule, Concept, Status, Term, Termbase
from glossary.validation import validate
from glossary.vendor_rows import columns_for, rows_for
from glossary.vendors import VENDORS, limit

KINDS = {
    # format: (service, separator, has a header, any language to any other)
    "deepl-csv": ("deepl", ",", False, False),
    "deepl-tsv": ("deepl", "\t", False, False),
    "google-pair-csv": ("google", ",", False, False),
    "google-pair-tsv": ("google", "\t", False, False),
    "google-set": ("google", ",", True, True),
    "amazon-csv": ("amazon", ",", True, False),
    "amazon-multi": ("amazon", ",", True, True),
    "azure-csv": ("azure", ",", False, False),
    "azure-tsv": ("azure", "\t", False, False),
}


def table(*rows, header="concept,zh-Hans,en,status"):
    return parse("\n".join([header, *rows]).encode(), "csv")


def written(termbase, kind, **pair):
    """The lines of a glossary as an independent reader sees them."""
    data, losses = serialize(termbase, kind, **pair)
    assert not data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter=KINDS[kind][1])), list(losses)


def one(text, language="zh-Hans", **fields):
    """One concept with this term and an English one."""
    return Termbase(concepts=(Concept(id="c", terms=(Term(text=text, language=language, **fields), Term(text="x1", language="en"))),))


# --------------------------------------------------------------------------------------------------------- limits

LIMITS = [
    # (service, text, language, severity and words of the reason; None where the service takes it)
    ("deepl", "走" * 341, "zh", None),  # 1023 bytes
    ("deepl", "a" * 1024, "en", None),
    ("deepl", "走" * 342, "zh", ("major", "has 1026 bytes in UTF-8; DeepL refuses terms of more than 1024")),
    ("deepl", "a\u0007b", "en", ("major", "control character")),  # C0
    ("deepl", "a\u0085b", "en", ("major", "control character")),  # C1
    ("deepl", "a\u2028b", "en", ("major", "line end")),  # no control, but a line end
    ("deepl", "\u3000走", "zh", ("major", "begins or ends with white space")),  # the ideographic space is white space
    ("deepl", "", "zh", ("major", "is empty")),
    ("google", "a" * 1023, "en", None),
    ("google", "a" * 1024, "en", ("minor", "Google Cloud Translation ignores terms of more than 1023")),  # "less than 1024"
    ("google", "The", "en", ("minor", "is a stop word")),
    ("google", "the Party", "en", None),
    ("google", "的", "zh", None),  # its list of Chinese stop words is not known
    ("amazon", "走" * 66, "zh", None),  # 198 bytes
    ("amazon", "走" * 67, "zh", ("major", "has 201 bytes in UTF-8; Amazon Translate refuses terms of more than 200")),
    ("azure", "走" * 5000, "zh", None),  # nobody says how long a term may be
    ("azure", "a\tb", "en", ("major", "a tab")),
    ("google", "a\ud800", "en", ("major", "no character at all")),
]


@pytest.mark.parametrize(("vendor", "text", "language", "expected"), LIMITS)
def test_limits(vendor, text, language, expected):
    found = limit(VENDORS[vendor], text, language)
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert found.severity == expected[0]
        assert expected[1] in found.reason


def test_every_service_says_where_its_limits_are_written_down():
    assert all(vendor.document.startswith("https://") for vendor in VENDORS.values())
    assert {service for service, *_ in KINDS.values()} == set(VENDORS)


CODES = [
    ("deepl", "zh-Hans", "zh"),
    ("deepl", "zh-Hant", "zh"),  # a glossary is for a language, not for a variant
    ("deepl", "en-GB", "en"),
    ("google", "zh-Hans", "zh-CN"),
    ("google", "zh-TW", "zh-TW"),
    ("google", "en-GB", "en-GB"),
    ("amazon", "zh-Hans", "zh"),
    ("amazon", "zh-Hant", "zh-TW"),
    ("amazon", "en-GB", "en"),
    ("azure", "zh-Hans", "zh-Hans"),
    ("azure", "zh-TW", "zh-Hant"),
]


@pytest.mark.parametrize(("vendor", "tag", "code"), CODES)
def test_what_a_service_calls_a_language(vendor, tag, code):
    assert VENDORS[vendor].code(tag) == code


# ----------------------------------------------------------------------------------------------------------- rows

LISTED = [
    # the preferred rendering, wherever it stands
    (table("1,走出去,go global,admitted", "1,走出去,going global,"), "deepl-csv", [["走出去", "going global"]]),
    # a proposed one before an admitted one
    (table("1,走出去,go global,admitted", "1,走出去,going out,proposed"), "deepl-csv", [["走出去", "going out"]]),
    # every source term has a line of its own
    (table("1,高水平对外开放|高水平开放,high-standard opening up,"), "deepl-csv", [["高水平对外开放", "high-standard opening up"], ["高水平开放", "high-standard opening up"]]),
    # what is forbidden is no entry, in either column
    (table("1,走出去,going global,", "1,,walk out,forbidden", "1,出走,,forbidden"), "deepl-csv", [["走出去", "going global"]]),
    # the second rendering of a source is refused, so the first stays
    (table("1,增长,growth,", "2,增长,increase,"), "deepl-csv", [["增长", "growth"]]),
    # the same line twice is one line
    (table("1,增长,growth,", "2,增长,growth,", "2,成长,growth,"), "deepl-csv", [["增长", "growth"], ["成长", "growth"]]),
    # commas and quotes
    (table('1,"引进来，走出去","""in"", and out",'), "deepl-csv", [["引进来，走出去", '"in", and out']]),
    # nothing to translate stays as it is
    (one("5G", do_not_translate=True), "deepl-csv", [["5G", "x1"]]),
    (Termbase(concepts=(Concept(id="c", terms=(Term(text="5G", language="zh-Hans", do_not_translate=True),)), *table("1,甲,a,").concepts)), "azure-tsv", [["5G", "5G"], ["甲", "a"]]),
    # a term that begins like a formula is uploaded as it is
    (table("1,甲,'=A,"), "google-pair-csv", [["甲", "=A"]]),
    # a header of codes, part of speech and definition
    (
        table("1,走出去,going global,preferred,verb,to invest abroad", header="concept,zh-Hans,en,status,part_of_speech,definition"),
        "google-set",
        [["zh-CN", "en", "pos", "description"], ["走出去", "going global", "verb", "to invest abroad"]],
    ),
    # an equivalent set may have gaps, and any language may be the source
    (
        table("1,法治,rule of law,", "2,改革,,réforme", header="concept,zh-Hans,en,fr"),
        "google-set",
        [["zh-CN", "en", "fr", "pos", "description"], ["法治", "rule of law", "", "", ""], ["改革", "", "réforme", "", ""]],
    ),
    # a set whose second language repeats itself is still right from the first one
    (table("1,增长,growth,", "2,成长,growth,"), "google-set", [["zh-CN", "en", "pos", "description"], ["增长", "growth", "", ""], ["成长", "growth", "", ""]]),
    (table("1,增长,growth,", "2,成长,growth,"), "amazon-multi", [["zh", "en"], ["增长", "growth"]]),
    # Amazon's lines are whole
    (
        table("1,法治,法治,rule of law", "2,改革,,reform", header="concept,zh-Hans,zh-TW,en"),
        "amazon-csv",
        [["zh", "zh-TW", "en"], ["法治", "法治", "rule of law"]],
    ),
    # one line a concept where any column may be the source
    (table("1,高水平对外开放|高水平开放,high-standard opening up,"), "amazon-multi", [["zh", "en"], ["高水平对外开放", "high-standard opening up"]]),
    # American and British English are one language to Amazon
    (table("1,中心,center,centre", header="concept,zh-Hans,en-US,en-GB"), "amazon-csv", [["zh", "en"], ["中心", "center"]]),
]  # fmt: skip


@pytest.mark.parametrize(("termbase", "kind", "lines"), LISTED)
def test_what_is_in_a_glossary(termbase, kind, lines):
    assert written(termbase, kind)[0] == lines


def test_both_directions_are_two_files():
    termbase = table("1,增长,growth,", "2,成长,growth,", "2,,growing up,admitted")
    assert written(termbase, "deepl-csv", source="zh", target="en")[0] == [["增长", "growth"], ["成长", "growth"]]
    lines, losses = written(termbase, "deepl-csv", source="en", target="zh")
    assert lines == [["growth", "增长"], ["growing up", "成长"]]
    assert "growth: term: goes to 增长 already (concept 1), and DeepL refuses a file with a source twice" in str(losses[0])


def test_a_pair_is_chosen_and_other_languages_are_named():
    termbase = table("1,法治,法治,rule of law", header="concept,zh-Hans,zh-Hant,en")
    with pytest.raises(TermlockError, match="the termbase has zh-Hans, zh-Hant, en; choose with --from and --to"):
        serialize(termbase, "deepl-csv")
    lines, losses = written(termbase, "deepl-csv", source="zh-TW", target="en")
    assert lines == [["法治", "rule of law"]]
    assert [loss.reason for loss in losses] == ["is in zh-Hans, which is not in the file"]


LEFT_OUT = [
    # (termbase, format, what is named: term, field, words of the reason)
    (table("1,走出去,going global,", "1,,go global,admitted"), "deepl-csv", ("go global", "term", "is a further admitted term")),
    (table("1,走出去,going global,", "1,,walk out,forbidden"), "deepl-csv", ("walk out", "term", "is forbidden, which a glossary cannot say")),
    (table("1,增长,growth,", "2,成长,growth,"), "google-set", ("growth", "text", "goes to 增长 as well (concept 1), and nobody says")),
    (table("1,走出去,,"), "google-set", ("走出去", "term", "nothing usable in en")),
    (one("走" * 400), "deepl-csv", ("走" * 400, "term", "has 1200 bytes")),
    (one("甲", valid_until=date(2000, 1, 1)), "deepl-csv", ("甲", "term", "is not in force")),
    (one("甲", note="n"), "azure-tsv", ("甲", "note", "has no place")),
    (one("甲", near=("乙",)), "azure-tsv", ("甲", "near", "does not know this condition")),
    (one("甲", status=Status.PROPOSED), "azure-tsv", ("甲", "status", "takes it for preferred")),
    (one("a", language="de"), "amazon-csv", ("a", "case", "in this letter case only")),
    (table("1,甲,one two three four five,"), "google-pair-csv", ("one two three four five", "text", "5 words or more")),
]


@pytest.mark.parametrize(("termbase", "kind", "expected"), LEFT_OUT)
def test_what_is_left_out_is_named(termbase, kind, expected):
    losses = list(serialize(Termbase(concepts=(*termbase.concepts, *table("9,其他,other1,").concepts)), kind, source=termbase.languages()[0], target="en")[1])
    assert any((loss.term, loss.field) == expected[:2] and expected[2] in loss.reason for loss in losses), [str(each) for each in losses]


def test_a_letter_case_that_is_the_term_s_own_is_no_loss():
    assert list(serialize(one("WHO", language="de", case=CaseRule.AS_IS), "amazon-csv", source="de", target="en")[1]) == []


COLUMNS = [
    # (languages, service, --from, --to, the columns)
    (("zh-Hans", "en", "fr"), "amazon", None, None, ["zh", "en", "fr"]),
    (("zh-Hans", "en", "fr"), "amazon", "en", None, ["en", "zh", "fr"]),  # the source goes first
    (("zh-Hans", "en", "fr"), "amazon", "zh", "fr", ["zh", "fr"]),
    (("zh-Hans", "zh-Hant", "en"), "google", None, None, ["zh-CN", "zh-TW", "en"]),
    (("zh", "zh-Hans", "en"), "amazon", None, None, ["zh", "en"]),  # one language to the service
    (("zh-Hans", "en"), "deepl", None, "zh", ["en", "zh"]),
]


@pytest.mark.parametrize(("languages", "service", "source", "target", "codes"), COLUMNS)
def test_columns(languages, service, source, target, codes):
    termbase = Termbase(concepts=(Concept(id="c", terms=tuple(Term(text="x", language=tag) for tag in languages)),))
    assert [column.code for column in columns_for(termbase, VENDORS[service], source, target)] == codes


def test_amazon_takes_ten_target_languages():
    tags = ["zh-Hans", "en", "fr", "de", "es", "it", "pt", "ru", "ja", "ko", "ar", "hi"]
    lines, losses = written(Termbase(concepts=(Concept(id="c", terms=tuple(Term(text=f"x{tag}", language=tag) for tag in tags)),)), "amazon-csv")
    assert len(lines[0]) == 11
    assert [(loss.term, loss.reason) for loss in losses if loss.field == "term"] == [("xhi", "is in hi, and Amazon Translate takes at most 10 target languages")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_ends_where_the_service_s_patience_does(kind, monkeypatch):
    service = KINDS[kind][0]
    monkeypatch.setitem(VENDORS, service, replace(VENDORS[service], file_bytes=1000))
    termbase = table(*(f"{n},甲{n},term{n}," for n in range(100)))
    data, losses = serialize(termbase, kind)
    assert 975 < len(data) <= 1000
    lines = data.count(b"\n") - KINDS[kind][2]
    assert lines + len([loss for loss in losses if "is beyond the 1,000 bytes" in loss.reason]) == 100


def test_the_starter_for_every_service():
    starter = read("policy")
    for kind, (_, _, header, any_way) in KINDS.items():
        lines, _ = written(starter, kind)
        assert ["走出去", "going global"] in [line[:2] for line in lines]
        assert len(lines) - header >= (600 if any_way else 650)


def test_losses_of_one_kind_share_a_line_that_names_each():
    losses = [Loss(concept=f"c{n}", term=f"t{n}", field="note", reason="has no place") for n in range(5)]
    assert told(losses) == ("5 times: note: has no place: t0, t1, t2, t3, t4",)
    assert told(losses[:2]) == ("c0: t0: note: has no place", "c1: t1: note: has no place")


# ----------------------------------------------------------------------------------------------------- properties

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("kind", KINDS)
@QUICK
@given(termbase=termbases(), pair=st.permutations(["zh-Hans", "en", "id", "zh-Hant"]))
def test_every_pair_is_there_or_named_and_every_limit_holds(kind, termbase, pair):
    service, _, header, _ = KINDS[kind]
    source, target = pair[:2]
    assume(base_language(source) != base_language(target))  # an undecided zh would be on both sides
    try:
        lines, losses = written(termbase, kind, source=source, target=target)
    except TermlockError:  # no such languages
        return
    lines = lines[header:]
    named = {(loss.concept, loss.term) for loss in losses if loss.field == "term"}
    there = {tuple(line[:2]) for line in lines}
    for concept in termbase:
        for one in concept.in_language(source):
            for other in (term for term in concept.renderings(target) if term.status is Status.PREFERRED):
                if one.status in ALLOWED:
                    assert (one.text, other.text) in there or {(concept.id, one.text), (concept.id, other.text)} & named
    vendor = VENDORS[service]
    assert len({line[0] for line in lines}) == len(lines), "a source twice"
    for line in lines:
        for text in line[:2]:
            assert text.strip()
            assert vendor.term_bytes is None or len(text.encode()) <= vendor.term_bytes
            assert not set(text) & {"\t", "\n", "\r"}
            if vendor.refuses_controls:
                assert text == text.strip()
                assert not any(unicodedata.category(character) == "Cc" or character in "\u2028\u2029" for character in text)


@QUICK
@given(termbase=termbases(), service=st.sampled_from(sorted(VENDORS)))
def test_the_report_is_the_same_for_validating(termbase, service):
    try:
        columns = columns_for(termbase, VENDORS[service])
    except TermlockError:
        return
    severe = [each for each in rows_for(termbase, VENDORS[service], columns).omissions if each.severity is not Severity.NEUTRAL]
    issues = [issue for issue in validate(termbase, vendor=service) if issue.check == "vendor-limit" and issue.severity is not Severity.NEUTRAL]
    assert sorted(issue.message for issue in issues) == sorted(f"{each.term} {each.reason}" for each in severe)


# ------------------------------------------------------------------------------------------------- what people see

GOLDEN = Path(__file__).parent / "golden"


def test_validation_for_a_service():
    termbase = table("1,增长,growth,", "2,增长,increase,", "3,走出去,going global,", "3,,walk out,forbidden", "3,,go out,forbidden")
    assert [(issue.severity, issue.message) for issue in validate(termbase, vendor="deepl") if issue.check == "vendor-limit"] == [
        ("major", "增长 goes to growth already (concept 1), and DeepL refuses a file with a source twice"),
        ("neutral", "increase no row of its concept is in the file"),
        ("neutral", "terms: is forbidden, which a glossary cannot say: walk out and 1 more"),
    ]
    with pytest.raises(TermlockError, match='--for "bing" is unknown; use deepl, google, amazon, azure'):
        validate(termbase, vendor="bing")
