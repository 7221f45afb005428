"""Validation: what is told about a termbase, and what is not."""

from datetime import date

import pytest
from hypothesis import given, settings
from termbases import termbases

from glossary.formats import parse, read
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
    # a term that needs a neighbour is not expected to be found without
    ("unmatchable", alone(near=("b",))),
]


@pytest.mark.parametrize(("rule", "termbase"), GOOD)
def test_what_is_not_told(rule, termbase):
    assert found(termbase, rule) == []


SUGGESTIONS = [
    (alone(text=" going\u200b  global"), "stray-space", ("going global",)),
    (chinese("营商 环境"), "stray-space", ("营商环境",)),
    (chinese("ＡＰＥＣ会议"), "width-variant", ("APEC会议",)),
    (alone(text="Initiative（BRI）"), "width-variant", ("Initiative(BRI)",)),
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
    assert {row[0] for row in BAD} == set(RULES)


def test_the_starter_is_clean():
    assert [issue.message for issue in validate(read("policy")) if issue.severity is not Severity.NEUTRAL] == []


@settings(max_examples=50, deadline=None)
@given(termbases())
def test_any_termbase_can_be_validated(termbase):
    ids = {concept.id for concept in termbase}
    assert all(issue.concept in ids and issue.message for issue in validate(termbase, today=TODAY))
