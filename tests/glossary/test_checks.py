"""The checks: what each of them tells, where, how gravely; and what it leaves alone."""

from __future__ import annotations

import time
from inspect import getdoc

import pytest

from glossary.bitext import Pair, Side
from glossary.checks import CHECKS, run, run_alone
from glossary.issue import Severity, Span, Verdict
from glossary.report import Report
from glossary.termbase import Concept, Status, Term, Termbase

TERMS = {
    "in": ["引进来", "bringing into the country", "attracting in:deprecated", "import inwards:superseded"],
    "out": ["走出去", "going global", "going out:admitted", "walk out:forbidden"],
    "opening": ["对外开放", "opening up"],
    "high": ["高水平对外开放", "high-standard opening up"],
    "business": ["营商环境", "business environment", "climate for business"],
    "bri": ["一带一路倡议", "Belt and Road Initiative", "BRI:admitted"],
    "gdp": ["国内生产总值", "gross domestic product", "GDP:admitted"],
    "hainan": ["海南", "Hainan"],
}


def termbase(terms: dict[str, list[str]] = TERMS, target: str = "en") -> Termbase:
    concepts = []
    for name, (source, *others) in terms.items():
        made = [Term(text=source, language="zh-Hans")]
        for other in others:
            text, _, status = other.partition(":")
            made.append(Term(text=text, language=target, status=Status(status or "preferred")))
        concepts.append(Concept(id=name, terms=tuple(made)))
    kept = Term(text="TermLock", language="zh-Hans", do_not_translate=True)
    han = Term(text="丝路", language="zh-Hans", do_not_translate=True)
    concepts += [Concept(id="kept", terms=(kept,)), Concept(id="han", terms=(han,))]
    return Termbase(concepts=tuple(concepts))


def pairs(*texts: tuple[str, str]) -> list[Pair]:
    """Pairs as they stand in two documents with a line break after each segment."""
    made, left, right = [], 0, 0
    for source, target in texts:
        made.append(Pair(source=Side(text=source, offsets=left), target=Side(text=target, offsets=right)))
        left += len(source) + 1
        right += len(target) + 1
    return made


def checked(*texts: tuple[str, str], target: str = "en", terms: Termbase | None = None, **options) -> Report:
    return run(pairs(*texts), terms or termbase(), "zh", target, **options)


def told(report: Report, texts: tuple[tuple[str, str], ...], *checks: str) -> list[tuple[str, str | None, str | None]]:
    """(check, what it points to in the source, and in the target) of each issue."""
    source, target = ("\n".join(side) for side in zip(*texts, strict=True))
    return [
        (
            issue.check,
            source[issue.source.start : issue.source.end] if issue.source else None,
            target[issue.target.start : issue.target.end] if issue.target else None,
        )
        for issue in report.issues
        if not checks or issue.check in checks
    ]


CASES = [
    # -- nothing to tell --
    ("坚持引进来和走出去并重", "Both bringing into the country and going global matter.", []),
    ("没有术语", "No terms here.", []),
    ("营商环境", "Business environments", []),  # an inflected form is that term
    ("高水平对外开放", "High-standard opening up", []),  # the start of a sentence
    # -- missing-term --
    ("坚持引进来", "We attract investment.", [("missing-term", "引进来", None)]),
    (
        "高水平对外开放是对外开放的新阶段",
        "High-standard opening up is a new stage.",
        [("missing-term", "对外开放", None)],  # the shorter one does not count inside the longer one
    ),
    ("扩大对外开放", "Expand high-standard opening up.", []),  # ... unless nobody needs the longer one
    # -- count-mismatch --
    ("走出去，再走出去", "Going global, and again.", [("count-mismatch", "走出去", None)]),
    # -- forbidden-term --
    ("走出去，别停", "going global, do not walk out", [("forbidden-term", "走出去", "walk out")]),
    ("离开会场", "They walk out.", []),  # right for another word
    (
        "坚持引进来",
        "bringing into the country, not attracting in",
        [("forbidden-term", "引进来", "attracting in")],
    ),
    # -- admitted-term --
    ("走出去", "going out", [("admitted-term", "走出去", "going out")]),
    # -- do-not-translate --
    ("使用TermLock翻译", "Translate with the term lock.", [("do-not-translate", "TermLock", None)]),
    ("使用TermLock翻译", "Translate with TermLock.", []),
    # -- untranslated-term, wrong-script --
    (
        "优化营商环境",
        "Improve the 营商环境.",
        [
            ("missing-term", "营商环境", None),
            ("untranslated-term", "营商环境", "营商环境"),
            ("wrong-script", None, "营商环境"),
        ],
    ),
    ("优化营商环境", "Improve the business environment (营商环境).", [("wrong-script", None, "营商环境")]),  # a gloss
    ("优化营商环境", "Improve it (营商环境一).", [("missing-term", "营商环境", None), ("wrong-script", None, "营商环境一")]),
    ("优化营商环境", "Improve the (bad 营商环境) here, business environment.", [
        ("untranslated-term", "营商环境", "营商环境"), ("wrong-script", None, "营商环境"),
    ]),  # with other words in the brackets it is no gloss
    ("丝路精神", "the 丝路 spirit", []),  # to be kept, though Chinese
    ("很好", "very 好 and 很 good", [("wrong-script", None, "好"), ("wrong-script", None, "很")]),
    # -- extra-term --
    ("扩大贸易", "Expand trade under high-standard opening up.", [("extra-term", None, "high-standard opening up")]),
    ("高水平对外开放", "high-standard opening up", []),  # "opening up" lies inside what is asked for
    ("一个省", "a province like Hainan", []),  # one word tells nothing
    # -- first-mention --
    (
        "共建一带一路倡议",
        "Jointly build the BRI.",
        [("missing-term", "一带一路倡议", None), ("first-mention", None, "BRI")],
    ),
    ("共建一带一路倡议", "Build the Belt and Road Initiative (BRI).", []),
    # -- number-mismatch --
    ("达到12.3亿元", "reached 12.3 billion yuan", [("number-mismatch", "12.3亿", "12.3 billion")]),
    ("达到12.3亿元", "reached 1.23 billion yuan", []),
    ("2023年10月", "October 2023", []),
    ("增长5%", "grew", [("number-mismatch", "5", None)]),
    ("增长", "grew 5%", [("number-mismatch", None, "5")]),
    ("党的二十大，百分之五，十四五", "the 20th National Congress, 5 percent, the 14th Five-Year Plan", []),
    ("20世纪90年代", "the 1990s", []),  # the decade tells the century
    ("20世纪80年代", "the 1990s", [("number-mismatch", "80", "1990")]),
    ("“90后”和“00后”", "born after the 1990s and 2000s", []),
    ("1.2亿人", "120 million people", []),
    ("1.2亿人", "1.2 billion people", [("number-mismatch", "1.2亿", "1.2 billion")]),
    ("3.5万亿元", "3.5 trillion yuan", []),
    ("3个万亿级集群", "3 trillion-level clusters", []),  # three of them
    ("3个集群", "3 trillion-yuan clusters", []),  # ... and how large is not what digits say
    ("两次", "twice", []),
    ("占七成以上", "more than 70%", []),  # 成 is a tenth
    ("下跌三成半", "fell by 35%", []),
    ("占七成以上", "more than 80%", [("number-mismatch", None, "80")]),
    ("15时37分", "at 3:37 pm", []),
    ("2008至2009年", "in 2008/09", []),
    ("2 0 1 5 年", "in 2015", []),  # as it is copied out of some PDF files
    ("去年成立", "was set up in 2017", []),  # a year may be told by its place
    ("2018年年底", "at the end of the year", []),
    ("去年成立", "was set up with 90 people", [("number-mismatch", None, "90")]),
    ("小额支付", "P2P payments", []),  # digits within a word
    ("增长3个百分点", "up three percentage points", []),
    ("第三", "the 3rd", []),
    ("10月14日", "on 14 October", []),
    ("10月14日", "on October 15th", [("number-mismatch", "14", "15")]),
    # -- unaligned --
    ("一句话。", "", [("unaligned", "一句话。", None)]),
    ("", "One sentence.", [("unaligned", None, "One sentence.")]),
    ("走出去。", "", [("missing-term", "走出去", None), ("unaligned", "走出去。", None)]),
]


@pytest.mark.parametrize(("source", "target", "expected"), CASES)
def test_one_pair(source, target, expected):
    texts = ((source, target),)
    assert sorted(told(checked(*texts), texts), key=str) == sorted(expected, key=str)


def test_offsets_point_into_the_documents():
    texts = (("没有术语。", "Nothing."), ("坚持走出去。", "Keep to walk out."))
    report = checked(*texts)
    assert told(report, texts) == [("missing-term", "走出去", None), ("forbidden-term", "走出去", "walk out")]
    assert report.issues[0].source == Span(start=8, end=11)
    assert report.issues[1].segment == Span(start=9, end=26)


class TestSeverity:
    @pytest.mark.parametrize(
        ("source", "target", "check", "severity"),
        [
            ("走出去", "nothing", "missing-term", Severity.MAJOR),
            ("走出去", "walk out", "forbidden-term", Severity.MAJOR),
            ("引进来", "attracting in", "forbidden-term", Severity.MINOR),  # deprecated
            ("引进来", "import inwards", "forbidden-term", Severity.MINOR),  # superseded
            ("走出去", "going out", "admitted-term", Severity.NEUTRAL),
            ("走出去走出去", "going global", "count-mismatch", Severity.NEUTRAL),
            ("营商环境", "营商环境", "untranslated-term", Severity.MAJOR),
            ("好", "好", "wrong-script", Severity.MAJOR),
            ("孔子说", "Confucius (孔子) says", "wrong-script", Severity.NEUTRAL),  # a gloss
            ("孔子说", "Confucius (老子) says", "wrong-script", Severity.MAJOR),  # not of this source
            ("5", "6", "number-mismatch", Severity.MINOR),
            ("TermLock", "lock", "do-not-translate", Severity.MAJOR),
            ("", "opening up", "unaligned", Severity.NEUTRAL),
        ],
    )
    def test_default(self, source, target, check, severity):
        (issue,) = [issue for issue in checked((source, target)).issues if issue.check == check]
        assert issue.severity is severity

    def test_can_be_set_and_a_check_turned_off(self):
        report = checked(("走出去", "walk out"), severities={"missing-term": None, "forbidden-term": Severity.CRITICAL})
        assert [(issue.check, issue.severity) for issue in report.issues] == [("forbidden-term", Severity.CRITICAL)]
        assert report.worst is Severity.CRITICAL
        assert report.requirements[0].verdict is Verdict.UNSATISFIED

    def test_worst_and_at_least(self):
        report = checked(("走出去，引进来", "going out, attracting in"))
        assert report.worst is Severity.MAJOR
        assert [issue.check for issue in report.at_least(Severity.MINOR)] == ["missing-term", "forbidden-term"]
        assert checked(("走出去", "going global")).worst is None


class TestInconsistent:
    def test_the_rarer_rendering_is_told(self):
        texts = (
            ("营商环境一", "The business environment."),
            ("营商环境二", "Business environments."),
            ("营商环境三", "The climate for business."),
        )
        report = checked(*texts)
        assert told(report, texts) == [("inconsistent-term", "营商环境", "climate for business")]
        assert report.issues[0].suggestions == ("business environment",)

    def test_among_equals_the_termbase_decides(self):
        texts = (("营商环境", "The climate for business."), ("营商环境", "The business environment."))
        assert told(checked(*texts), texts) == [("inconsistent-term", "营商环境", "climate for business")]

    def test_within_one_segment(self):
        texts = (("营商环境和营商环境", "The business environment and the climate for business."),)
        assert told(checked(*texts), texts) == [("inconsistent-term", "营商环境", "climate for business")]

    def test_an_acronym_after_its_full_form_is_consistent(self):
        texts = (("国内生产总值", "Gross domestic product (GDP)."), ("国内生产总值", "GDP grew."))
        assert told(checked(*texts), texts) == []


class TestChineseTargets:
    TERMS = Termbase(
        concepts=(
            Concept(id="o", terms=(Term(text="opening up", language="en"), Term(text="对外开放", language="zh-Hans"))),
            Concept(id="x", terms=(Term(text="Xanadu", language="en"), Term(text="後園", language="zh-Hans"))),
        )
    )

    @pytest.mark.parametrize(
        ("source", "language", "target", "expected"),
        [
            ("opening up", "zh-Hans", "对外开放", []),
            ("opening up", "zh-Hant", "對外開放", []),
            ("opening up", "zh-Hant", "对外开放", [("wrong-script", None, "对"), ("wrong-script", None, "开")]),
            ("development", "zh-Hans", "發展", [("wrong-script", None, "發")]),
            ("behind the stage", "zh-Hant", "皇后在台後", []),  # both scripts have 后 and 台
            ("development", "zh", "發展和发展", []),  # nobody said which script
            ("an opening up office", "zh-Hans", "对外开放办公室（The Opening Up Office）", []),  # a name in brackets
            ("opening up", "zh-Hans", "opening up", [("missing-term", "opening up", None), ("untranslated-term", "opening up", "opening up")]),
        ],
    )  # fmt: skip
    def test_scripts(self, source, language, target, expected):
        report = run(pairs((source, target)), self.TERMS, "en", language)
        assert told(report, ((source, target),)) == expected


class TestRequirements:
    def test_every_requirement_has_a_verdict_and_places(self):
        report = checked(("没有", "None."), ("引进来和走出去", "going global and more"))
        assert [(each.term, each.verdict, each.source, each.target, each.segment) for each in report.requirements] == [
            ("引进来", Verdict.UNSATISFIED, Span(start=3, end=6), None, 1),
            ("走出去", Verdict.SATISFIED, Span(start=7, end=10), Span(start=6, end=18), 1),
        ]
        assert report.requirements[1].renderings == ("going global", "going out")
        assert report.success == 0.5

    def test_what_a_translation_enforced(self):
        report = checked(
            ("走出去", "going global"), ("走出去", "x"), enforced={(0, Span(start=0, end=3)), (1, Span(start=0, end=3))}
        )
        assert [each.verdict for each in report.requirements] == [Verdict.ENFORCED, Verdict.UNSATISFIED]
        assert report.success == 0.5

    def test_no_requirement_no_success(self):
        assert checked(("没有", "None.")).success is None

    def test_the_termbase_is_in_the_signature(self):
        report = checked(("没有", "None."), signature={"termlock": "1"})
        assert report.signature == {"termlock": "1", "termbase": termbase().checksum()}


class TestTargetAlone:
    def test_forbidden_terms_of_every_concept(self):
        report = run_alone([Side(text="Fine."), Side(text="They walk out.", offsets=6)], termbase(), "en")
        assert [(issue.check, issue.target) for issue in report.issues] == [("forbidden-term", Span(start=11, end=19))]
        assert report.unaligned == 0

    def test_characters_and_acronyms(self):
        report = run_alone([Side(text="The BRI 好")], termbase(), "en")
        assert [issue.check for issue in report.issues] == ["wrong-script", "first-mention"]


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_documents_itself(name):
    """What it does, why it matters, an example, how to fix it; and the module's name is the id."""
    module = CHECKS[name]
    documentation = getdoc(module) or ""
    assert module.__name__.rsplit(".", 1)[1].replace("_", "-") == name == module.ID
    for heading in ("What it does:", "Why is this bad:", "Example:", "How to fix:"):
        assert heading in documentation
    assert isinstance(module.SEVERITY, Severity)


def test_a_thousand_segments_are_checked_in_time():
    texts = [case[:2] for case in CASES] * (1000 // len(CASES))
    before = time.process_time()
    report = checked(*texts)
    assert time.process_time() - before < 1.0
    assert report.segments == len(texts)
