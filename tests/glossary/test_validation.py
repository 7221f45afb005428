"""Validation: what is told about a termbase, and what is not."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from termbases import termbases

from glossary.corpus import Passage
from glossary.formats import parse, read, write
from glossary.formats.places import concept_lines, with_places
from glossary.issue import Severity
from glossary.termbase import CaseRule, Concept, Status, Term, Termbase
from glossary.validation import RULES, validate

TODAY = date(2024, 6, 17)


def table(*rows, header="concept,zh-Hans,en,status"):
    return parse("\n".join([header, *rows]).encode(), "csv")


def alone(**fields):
    """One concept with a Chinese term and an English one that has these fields."""
    english = Term(**{"text": "a", "language": "en", **fields})
    return Termbase(concepts=(Concept(id="c", terms=(Term(text="甲", language="zh-Hans"), english)),))


def chinese(text, language="zh-Hans", **fields):
    terms = (Term(text=text, language=language, **fields), Term(text="a", language="en"))
    return Termbase(concepts=(Concept(id="c", terms=terms),))


def found(termbase, rule):
    vendor = "amazon" if rule == "vendor-limit" else ""
    return [issue for issue in validate(termbase, today=TODAY, vendor=vendor) if issue.check == rule]


BAD = [
    # one term, two renderings, two concepts; in the other script as well
    ("contradiction", table("1,精神,spirit,", "2,精神,guiding principles,"), "精神 is rendered differently in concepts 1, 2"),
    ("contradiction", table("1,发展,,", "1,,growth,", "2,發展,development,"), "发展 is rendered differently in concepts 1, 2"),
    # the same thing twice
    ("duplicate", table("1,走出去,going global,", "2,走出去,going global|going out,"), "concepts 1, 2 all have 走出去"),
    ("duplicate", table("1,开放,opening up|opening-up,"), "opening-up repeats opening up"),
    # allowed and not allowed
    ("preferred-and-forbidden", table("1,走出去,going global,", "1,,Going Global,forbidden"), "Going Global (en) is forbidden, and going global is preferred"),
    ("preferred-and-forbidden", table("1,走出去,go global,admitted", "1,,go-global,deprecated"), "go-global (en) is deprecated"),
    # no word
    ("empty-or-punctuation", alone(text="—"), "'—' (en) is no word"),
    ("empty-or-punctuation", alone(text=""), "'' (en) is no word"),
    # what a spreadsheet says of a broken formula, and a terminologist of work to do
    ("empty-or-punctuation", alone(text="#N/A"), "'#N/A' (en) says that a term is missing"),
    ("empty-or-punctuation", alone(text="tbd"), "'tbd' (en) says that a term is missing"),
    ("empty-or-punctuation", chinese("待译"), "'待译' (zh-Hans) says that a term is missing"),
    # the script of another language
    ("wrong-script", alone(text="the 营商环境"), "has 营商环境, which English is not written with"),
    ("wrong-script", chinese("優化環境"), "優化環境 has 優環, which Simplified Chinese is not written with"),
    ("wrong-script", chinese("优化", "zh-Hant"), "which Traditional Chinese is not written with"),
    ("wrong-script", chinese("going global"), "going global is in the place of a Simplified Chinese term"),
    # half converted
    ("mixed-script", chinese("營商环境", "zh"), "mixes Traditional 營 and Simplified 环"),
    # spaces and invisible characters
    ("stray-space", alone(text="going  global"), "stray spaces"),
    ("stray-space", alone(text="going\u00a0global"), "stray spaces"),
    ("stray-space", alone(text="go\u200bing"), "invisible"),
    ("stray-space", chinese("营商 环境"), "stray spaces"),
    ("stray-space", alone(text="a\u200db"), "zero width joiner (U+200D)"),
    ("stray-space", alone(text="going\u00adglobal"), "soft hyphen (U+00AD)"),
    ("stray-space", alone(text="\u202egoing"), "right-to-left override (U+202E)"),
    # marks that no text has there
    ("quote-variant", alone(text="people`s livelihood"), "accents or doubled marks"),
    ("quote-variant", alone(text="people\u00b4s livelihood"), "accents or doubled marks"),
    ("quote-variant", alone(text="''going global'' strategy"), "accents or doubled marks"),
    ("quote-variant", chinese("“走出去"), "has “ without its other half"),
    ("quote-variant", alone(text="Initiative BRI)"), "has ) without its other half"),
    ("quote-variant", alone(text='the "going global'), 'has " without its other half'),
    # the same condition separates nothing, nor do days that both have
    ("contradiction", table("1,精神,spirit,,家", "2,精神,guiding principles,,家", header="concept,zh-Hans,en,status,near"), "精神 is rendered"),
    ("contradiction", table("1,精神,spirit,2022-12-31,", "2,精神,guiding principles,,2022-06-01", header="concept,zh-Hans,en,valid_until,valid_from"), "精神 is"),
    # width
    ("width-variant", chinese("ＡＰＥＣ会议"), "wrong width"),
    ("width-variant", alone(text="Initiative（BRI）"), "wrong width"),
    # never found
    ("unmatchable", chinese("走出去", not_near=("走出去",)), "is not found even in its own text"),
    # what a translation service would refuse
    ("vendor-limit", table(f"1,{'长' * 70},long,", "1,短,,"), "has 210 bytes in UTF-8; Amazon Translate refuses terms of more than 200"),
    # nothing to enforce
    ("no-preferred", table("1,走出去,,", "1,,walk out,forbidden"), "walk out: none of the terms in English is preferred"),
    ("no-preferred", table("1,走出去,,", "1,,go global,admitted"), "go global: none of the terms in English is preferred"),
    ("no-rendering", table("1,走出去,,", "2,法治,rule of law,"), "走出去 has terms in Chinese only"),
    ("no-rendering", Termbase(concepts=(Concept(id="c"),)), "concept c has no terms"),
    # dates
    ("expired", alone(valid_until=date(2024, 6, 16)), "a is preferred, and was valid until 2024-06-16"),
    ("expired", alone(valid_from=date(2025, 1, 2), valid_until=date(2025, 1, 1)), "a is valid until 2025-01-01, before it begins on 2025-01-02"),
    # references
    ("dangling-reference", Termbase(concepts=(Concept(id="c", cross_references=("d",)),)), "concept c refers to d"),
    # what any list has
    ("reverse-collision", table("1,增长,growth,", "2,成长,growth,"), "growth renders several concepts: 1, 2"),
    ("nested-hazard", table("1,发展,development,", "2,高质量发展,high-quality development,"), "发展 stands inside 高质量发展"),
]


@pytest.mark.parametrize(("rule", "termbase", "message"), BAD)
def test_what_is_told(rule, termbase, message):
    [issue] = found(termbase, rule)
    assert message in issue.message
    assert issue.severity is RULES[rule].SEVERITY
    assert issue.concept in {concept.id for concept in termbase}


GOOD = [
    # a condition tells them apart
    ("contradiction", table("1,精神,spirit,,家", "2,精神,guiding principles,,会", header="concept,zh-Hans,en,status,near")),
    # the one was over before the other began
    ("contradiction", table("1,精神,spirit,2022-12-31,", "2,精神,guiding principles,,2023-01-01", header="concept,zh-Hans,en,valid_until,valid_from")),
    # what is forbidden elsewhere contradicts nothing
    ("contradiction", table("1,走出去,going global,", "2,出走,walk out,", "2,走出去,,forbidden")),
    ("reverse-collision", table("1,走出去,going global,", "1,,walk out,forbidden", "2,出走,walk out,")),
    # a concept may forbid what another one prefers
    ("preferred-and-forbidden", table("1,走出去,going global,", "1,,walk out,forbidden", "2,出走,walk out,")),
    # case alone tells them apart where it counts
    (
        "preferred-and-forbidden",
        Termbase(
            concepts=(
                Concept(
                    id="c",
                    terms=(
                        Term(text="Party", language="en", case=CaseRule.AS_IS),
                        Term(text="party", language="en", case=CaseRule.AS_IS, status=Status.FORBIDDEN),
                    ),
                ),
            )
        ),
    ),
    # one form in two scripts is no repeat
    ("duplicate", Termbase(concepts=(Concept(id="c", terms=(Term(text="法治", language="zh-Hans"), Term(text="法治", language="zh-Hant"))),))),
    # names in Latin letters are at home in Chinese
    ("wrong-script", chinese("WTO")),
    ("wrong-script", chinese("DeepSeek")),
    ("wrong-script", chinese("going global", do_not_translate=True)),
    # a name that the other language has too, whatever its spaces (a real list of Hong Kong)
    ("wrong-script", table("1,State Bank of India,State Bank ofIndia,")),
    # a country and its letters
    ("empty-or-punctuation", alone(text="NA")),
    # characters that both scripts have
    ("wrong-script", chinese("皇后", "zh-Hant")),
    ("mixed-script", chinese("皇后", "zh")),
    # what is forbidden may be in any script
    ("wrong-script", chinese("優化", status=Status.FORBIDDEN)),
    ("stray-space", chinese("APEC 会议")),
    ("width-variant", chinese("“走出去”，“引进来”")),
    ("no-preferred", table("1,走出去,going global,proposed")),
    ("no-rendering", table("1,走出去,going global,")),
    # a list of one language has no renderings
    ("no-rendering", table("1,走出去,,", "2,法治,,")),
    ("expired", alone(valid_until=TODAY)),
    ("expired", alone(valid_until=date(2000, 1, 1), status=Status.SUPERSEDED)),
    ("dangling-reference", Termbase(concepts=(Concept(id="c", cross_references=("c",)),))),
    # its own longer form is no hazard, nor is a neighbour in a language with spaces
    ("nested-hazard", table("1,发展|高质量发展,development,")),
    ("nested-hazard", table("1,甲,growth,", "2,乙,economic growth,")),
    # a term that needs surroundings is not expected to be found without
    ("unmatchable", alone(near=("b",))),
    ("unmatchable", alone(in_quotes=True)),
    ("unmatchable", alone(in_subject_fields=("law",))),
    # apostrophes and quotation marks of any form, and accents of their own
    ("quote-variant", alone(text="people’s “well-being” (café)")),
    ("quote-variant", alone(text="the `code` of conduct")),
    ("quote-variant", chinese("“走出去”战略（试行）")),
    # without a corpus nobody knows
    ("over-triggering", alone()),
]


@pytest.mark.parametrize(("rule", "termbase"), GOOD)
def test_what_is_not_told(rule, termbase):
    assert found(termbase, rule) == []


SUGGESTIONS = [
    (alone(text=" going\u200b  global"), "stray-space", ("going global",)),
    (chinese("营商 环境"), "stray-space", ("营商环境",)),
    (chinese("ＡＰＥＣ会议"), "width-variant", ("APEC会议",)),
    (alone(text="Initiative（BRI）"), "width-variant", ("Initiative(BRI)",)),
    (alone(text="people`s"), "quote-variant", ("people's",)),
    (alone(text="``going global''"), "quote-variant", ('"going global"',)),
    (table("1,走出去,go global|go out,admitted"), "no-preferred", ("go global", "go out")),
]


@pytest.mark.parametrize(("termbase", "rule", "suggestions"), SUGGESTIONS)
def test_suggestions(termbase, rule, suggestions):
    assert found(termbase, rule)[-1].suggestions == suggestions


def test_the_most_severe_first_then_in_the_order_of_the_termbase():
    issues = validate(table("1,甲,a  b,", "2,乙,—,", "3,丙,c  d,", "4,丁,…,"))
    assert [(issue.severity, issue.concept) for issue in issues] == [
        (Severity.MAJOR, "2"),
        (Severity.MAJOR, "4"),
        (Severity.MINOR, "1"),
        (Severity.MINOR, "3"),
    ]


def test_every_rule_is_documented_and_tested():
    for rule, module in RULES.items():
        assert rule == module.ID
        for heading in ("What it does:", "Why is this bad:", "Example:", "How to fix:"):
            assert heading in module.__doc__, f"{rule} lacks {heading}"
    assert {row[0] for row in BAD} | {"over-triggering"} == set(RULES)


def in_corpus(termbase, rule, *texts):
    passages = (Passage(name="a", line=1, text=text, language="zh") for text in texts)
    return [issue.message for issue in validate(termbase, today=TODAY, passages=passages) if issue.check == rule]


HAZARDS = [
    # alone, inside a longer term, inside words of the dictionary
    (table("1,发展,development,", "2,高质量发展,high-quality development,"), ("发展，高质量发展，发展",), ["发展 stands inside 高质量发展; in the corpus alone: 2, inside longer terms: 1, inside other words: 0"]),
    (table("1,人民,the people,"), ("人民币，人民币，人民。",), ["人民 stands inside words that are no terms; in the corpus alone: 1, inside longer terms: 0, inside other words: 2"]),
    # no hazard in this corpus
    (table("1,人民,the people,"), ("人民。",), []),
]


@pytest.mark.parametrize(("termbase", "texts", "messages"), HAZARDS)
def test_nested_hazards_are_counted_in_a_corpus(termbase, texts, messages):
    assert in_corpus(termbase, "nested-hazard", *texts) == messages


def test_terms_whose_matches_are_often_doubtful_are_told():
    # 干部 is the end of the word 村干部, which is no term
    termbase = table("1,干部,official,")
    assert in_corpus(termbase, "over-triggering", "干部。" * 3, "村干部。" * 2) == ["2 of 5 matches of 干部 in the corpus are doubtful (40%)"]
    assert in_corpus(termbase, "over-triggering", "干部。" * 30, "村干部。" * 2) == []
    assert in_corpus(termbase, "over-triggering", "村干部。") == []


def test_places_are_lines_of_the_file():
    termbase = parse("concept,zh-Hans,en\n1,走出去,going global\n\n1,,go  global\n,法治,rule  of law\n".encode(), "csv", name="terms.csv")
    assert termbase.where("1", "en", "go  global") == "terms.csv:4"
    # a row without an id, a concept as such, what is not there
    assert [termbase.where(issue.concept, issue.language, issue.term) for issue in found(termbase, "stray-space")] == ["terms.csv:4", "terms.csv:5"]
    assert termbase.where("1") == "terms.csv:2"
    assert termbase.where("2", "en", "x") == ""


LINES = [
    ('{"concepts": [\n{"id": "c1"},\n{"terms": [],\n "id": "\\u8d70\\"x"}]}', {"c1": 2, '走"x': 4}),
    ('{"id": "a"}\n{"id":"b"}\n', {"a": 1, "b": 2}),
    # a term's own id is none of a concept's; references are read, quotes are of either kind
    ('<body>\n<conceptEntry id="a&amp;b">\n<term id="t1">x</term>\n<min:termEntry xml:lang="en"\n id=\'c\'>', {"a&b": 2, "c": 4}),
    ("no ids", {}),
]


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_concepts_are_found_in_files_whose_parsers_know_no_lines(text, expected):
    assert concept_lines(text) == expected


@pytest.mark.parametrize(("form", "place"), [("json", "terms.json:"), ("jsonl", "terms.jsonl:2"), ("csv", "terms.csv:3"), ("xlsx", "")])
def test_an_issue_has_a_place_where_the_format_knows_it(tmp_path, monkeypatch, form, place):
    monkeypatch.chdir(tmp_path)
    path = Path(f"terms.{form}")
    write(table("1,法治,rule of law,", "2,走出去,going  global,"), path)
    termbase = with_places(read(path), path)
    [issue] = found(termbase, "stray-space")
    where = termbase.where(issue.concept, issue.language, issue.term) or termbase.where(issue.concept)
    assert where.startswith(place)
    assert bool(where) == bool(place) or form == "xlsx"


def test_the_starter_is_clean():
    assert [issue.message for issue in validate(read("policy")) if issue.severity is not Severity.NEUTRAL] == []


@settings(max_examples=50, deadline=None)
@given(termbases())
def test_any_termbase_can_be_validated(termbase):
    ids = {concept.id for concept in termbase}
    assert all(issue.concept in ids and issue.message for issue in validate(termbase, today=TODAY))
