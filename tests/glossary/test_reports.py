"""The reports: each format against a golden file, and what must hold whatever the documents contain.

After a change that is meant, ``TERMLOCK_GOLDEN=write pytest tests/glossary/test_reports.py`` writes the golden files anew:
read the difference before committing it.
"""

from __future__ import annotations

import json
import os
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sarif_pydantic import Sarif

from glossary.bitext import Pair, Side
from glossary.checks import CHECKS, run
from glossary.issue import Issue, Severity, Span
from glossary.report import Excused, Gating, Ground, Report
from glossary.reports import FORMATS, render
from glossary.reports import json as json_report
from glossary.reports.document import Document, columns, visible
from glossary.termbase import Concept, Status, Term, Termbase

GOLDEN = Path(__file__).parent / "golden"
SUFFIXES = {"text": "txt", "json": "json", "sarif": "sarif", "junit": "xml", "github": "log", "html": "html"}

ZH = ["# 开放", "坚持引进来和走出去并重，优化营商环境。", "营商环境达到12.3亿元。", "走出去，再走出去。", "没有译文。"]
EN = [
    "# Opening",
    "We attract investment and walk out, going global & improve the business environment <b>now</b>.",
    "The climate for business reached 12.3 billion yuan 好.",
    "Going global again.",
]
TERMBASE = Termbase(
    concepts=(
        Concept(
            id="c1",
            terms=(Term(text="引进来", language="zh-Hans"), Term(text="bringing into the country", language="en")),
        ),
        Concept(
            id="c2",
            terms=(
                Term(text="走出去", language="zh-Hans"),
                Term(text="going global", language="en"),
                Term(text="walk out", language="en", status=Status.FORBIDDEN),
            ),
        ),
        Concept(
            id="c3",
            terms=(
                Term(text="营商环境", language="zh-Hans"),
                Term(text="business environment", language="en"),
                Term(text="climate for business", language="en"),
            ),
        ),
    )
)


def documents() -> tuple[Document, Document]:
    return Document(name="docs/政策.zh.md", text="\n".join(ZH)), Document(name="docs/policy en.md", text="\n".join(EN))


def report(**options) -> Report:
    sides = []
    for lines in (ZH, EN):
        place, made = 0, []
        for line in lines:
            made.append(Side(text=line, offsets=place))
            place += len(line) + 1
        sides.append(made)
    sides[1].append(Side(text="", offsets=len("\n".join(EN))))
    pairs = [Pair(source=source, target=target) for source, target in zip(*sides, strict=True)]
    return run(pairs, TERMBASE, "zh-Hans", "en", signature={"termlock": "0.0.0", "termbase": "0123456789abcdef"}, **options)


def gated() -> Report:
    """The report with its first three issues excused, one on each ground."""
    issues = report().issues
    excused = (
        Excused(issue=issues[0], ground=Ground.WAIVER, reason="a <quotation>", until="2027-01-01", place="waivers.toml:3"),
        Excused(issue=issues[1], ground=Ground.BASELINE, place="known.json"),
        Excused(issue=issues[2], ground=Ground.UNCHANGED),
    )
    gating = Gating(excused=excused, notices=("waivers.toml:9: the waiver matches no issue; remove it",), baseline=True)
    return replace(report(), issues=issues[3:], gating=gating)


@pytest.mark.parametrize("form", FORMATS)
def test_golden(form):
    rendered = render(report(), form, *documents())
    path = GOLDEN / f"report.{SUFFIXES[form]}"
    if os.environ.get("TERMLOCK_GOLDEN") == "write":
        path.write_text(rendered, encoding="utf-8")
    assert rendered == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_golden_with_excused_issues(form):
    rendered = render(gated(), form, *documents(), show_excused=True)
    path = GOLDEN / f"gated.{SUFFIXES[form]}"
    if os.environ.get("TERMLOCK_GOLDEN") == "write":
        path.write_text(rendered, encoding="utf-8")
    assert rendered == path.read_text(encoding="utf-8")


def test_unknown_format():
    with pytest.raises(ValueError, match="use text, json"):
        render(report(), "pdf", *documents())


class TestJson:
    def test_keys_are_the_published_ones(self):
        data = json.loads(render(report(), "json", *documents()))
        assert list(data) == ["schema", "signature", "summary", "issues", "requirements"]
        assert data["schema"] == "termlock/report/1"
        spans = ["source_start", "source_end", "target_start", "target_end"]
        for issue in data["issues"]:
            assert list(issue) == ["check", "severity", "message", "concept", *spans, "suggestions"]
        for requirement in data["requirements"]:
            assert list(requirement) == ["concept", "term", "renderings", "certainty", "verdict", *spans]
        assert {"engine", "model", "checksum", "enforcement", "termbase", "termlock"} <= set(data["signature"])

    @pytest.mark.parametrize("made", [report, lambda: Report(source_language="zh", target_language="en"), gated])
    def test_it_is_valid_against_the_published_schema(self, made):
        schema = json_report.schema()
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(json.loads(render(made(), "json", *documents())), schema)

    @pytest.mark.parametrize(
        ("path", "value"),
        [
            (("schema",), "termlock/report/2"),
            (("issues", 0, "severity"), "fatal"),
            (("issues", 0, "source_start"), -1),
            (("requirements", 0, "verdict"), "fine"),
            (("requirements", 0, "renderings"), []),
            (("summary", "success"), 2),
            (("signature",), {}),
        ],
    )
    def test_the_schema_refuses_what_is_no_report(self, path, value):
        data = json.loads(render(report(), "json", *documents()))
        inner = data
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = value
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(data, json_report.schema())

    def test_what_is_excused_is_told_apart(self):
        data = json.loads(render(gated(), "json", *documents()))
        assert len(data["issues"]) + len(data["gating"]["excused"]) == len(report().issues)
        assert [each["ground"] for each in data["gating"]["excused"]] == ["waiver", "baseline", "unchanged"]
        assert data["gating"]["counts"] == {"waiver": 1, "baseline": 1, "unchanged": 1}
        assert data["requirements"] == json.loads(render(report(), "json", *documents()))["requirements"]

    def test_offsets_cut_the_terms_out_of_the_documents(self):
        source, target = documents()
        data = json.loads(render(report(), "json", source, target))
        for requirement in data["requirements"]:
            assert source.text[requirement["source_start"] : requirement["source_end"]] == requirement["term"]
            if requirement["verdict"] == "satisfied":
                found = target.text[requirement["target_start"] : requirement["target_end"]].lower()
                assert found in requirement["renderings"]
            else:
                assert requirement["target_start"] is None

    def test_the_same_check_gives_the_same_bytes(self):
        assert render(report(), "json", *documents()) == render(report(), "json", *documents())

    def test_nothing_found(self):
        data = json.loads(render(Report(source_language="zh", target_language="en"), "json", *documents()))
        assert data["issues"] == data["requirements"] == []
        assert data["summary"]["success"] is None


class TestText:
    def test_the_carets_are_below_the_words(self):
        """Measured in terminal columns, where a Chinese character takes two."""
        lines = render(report(), "text", *documents()).splitlines()
        number = next(n for n, line in enumerate(lines) if line.endswith("| 坚持引进来和走出去并重，优化营商环境。"))
        caret = lines[number + 1]
        indent = columns(caret[: caret.index("^")])
        before = columns(lines[number].split("引进来")[0])
        assert indent == before
        assert caret.count("^") == columns("引进来")

    @pytest.mark.parametrize(
        "before",
        [
            "\t",  # shown as one space, whatever a terminal makes of tabs
            "ab\tcd\t",
            "（，",
            "e\u0301\u0301",  # combining marks take no column
            "\u202e\x1b",  # shown by their codes
            "𠮷野",  # beyond the first plane
            "\uff46\uff55\uff4c\uff4c",  # full width
            "甲" * 200 + "\t",
        ],
    )
    def test_the_carets_are_right_behind_anything(self, before):
        text = before + "走出去" + "。" * 3
        made = Report(
            source_language="zh", target_language="en", issues=(issue(source=Span(start=len(before), end=len(before) + 3)),)
        )
        lines = render(made, "text", Document(name="s", text=text), Document(name="t", text="")).splitlines()
        shown = next(line for line in lines if "走出去" in line)
        caret = lines[lines.index(shown) + 1]
        assert columns(caret[: caret.index("^")]) == columns(shown.split("走出去")[0])
        assert caret.count("^") == 6

    def test_a_long_line_is_shown_in_part(self):
        text = "甲" * 500 + "走出去" + "乙" * 500
        made = Report(source_language="zh", target_language="en", issues=(issue(source=Span(start=500, end=503)),))
        lines = render(made, "text", Document(name="s", text=text), Document(name="t", text="")).splitlines()
        shown = next(line for line in lines if "走出去" in line)
        assert columns(shown) < 120
        caret = lines[lines.index(shown) + 1]
        assert columns(caret[: caret.index("^")]) == columns(shown.split("走出去")[0])

    def test_colour_changes_nothing_but_colour(self):
        plain, coloured = (render(report(), "text", *documents(), colour=colour) for colour in (False, True))
        assert "\x1b[" not in plain
        assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain

    @given(st.text(), st.text(), st.data())
    def test_no_document_reaches_the_terminal(self, source, target, data):
        """Escape sequences, bidirectional controls and the like are shown by their codes, in names and messages too."""
        start = data.draw(st.integers(0, len(target)))
        end = data.draw(st.integers(start, len(target)))
        made = Report(
            source_language="zh",
            target_language="en",
            segments=1,
            pairs=((Span(start=0, end=len(source)), Span(start=0, end=len(target))),),
            issues=(replace(issue(target=Span(start=start, end=end)), message=target, suggestions=(source,)),),
        )
        for form in ("text", "junit"):
            rendered = render(made, form, Document(name=source, text=source), Document(name=target, text=target))
            assert all(char == "\n" or char.isprintable() for char in rendered)

    def test_summary(self):
        last = render(report(), "text", *documents()).splitlines()[-1]
        assert last == "7 issues (3 major, 2 minor, 2 neutral) in 5 segments; 4 of 5 required terms rendered, 1 waived"
        nothing = render(Report(source_language="zh", target_language="en"), "text", *documents())
        assert nothing == "0 issues in 0 segments; no term of the termbase is required\n"


def issue(**fields) -> Issue:
    return Issue(check="missing-term", severity=Severity.MAJOR, message="m", **fields)


class TestDocument:
    @pytest.mark.parametrize(
        ("text", "offset", "expected"),
        [
            ("ab\ncd", 0, (1, 1)),
            ("ab\ncd", 2, (1, 3)),
            ("ab\ncd", 3, (2, 1)),
            ("ab\ncd", 5, (2, 3)),  # the end
            ("a\r\nb", 3, (2, 1)),
            ("ab\n", 3, (1, 4)),  # there is no second line
            ("", 0, (1, 1)),
            ("走出去\n走", 4, (2, 1)),
        ],
    )
    def test_position(self, text, offset, expected):
        assert Document(name="", text=text).position(offset) == expected

    def test_line(self):
        document = Document(name="", text="a\r\n走\n\nb")
        assert [document.line(number) for number in (1, 2, 3, 4)] == ["a", "走", "", "b"]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a\x1b[31m", "a\\x1b[31m"),
            ("\u202eab", "\\u202eab"),
            ("a\tb", "a b"),
            ("\u3000走", " 走"),
            ("\U000e0001", "\\U000e0001"),
        ],
    )
    def test_visible(self, text, expected):
        assert visible(text) == expected

    @pytest.mark.parametrize(("text", "expected"), [("ab", 2), ("走出去", 6), ("（，", 4), ("e\u0301", 1), ("", 0)])
    def test_columns(self, text, expected):
        assert columns(text) == expected


class TestSarif:
    @pytest.mark.parametrize("made", [report, gated, lambda: Report(source_language="zh", target_language="en")])
    def test_it_is_sarif(self, made):
        """By a model of the standard that others wrote: everything has its type, and nothing is there that it does not know."""
        text = render(made(), "sarif", *documents())
        known = Sarif.model_validate_json(text).model_dump(by_alias=True, mode="json")

        def unknown(ours, theirs, path=""):
            if isinstance(ours, dict):
                for key, value in ours.items():
                    yield from unknown(value, theirs[key], f"{path}/{key}") if key in theirs else (f"{path}/{key}",)
            elif isinstance(ours, list):
                for value, other in zip(ours, theirs, strict=True):
                    yield from unknown(value, other, f"{path}[]")

        free = "/runs[]/results[]/properties/"  # a property bag takes anything
        assert [path for path in unknown(json.loads(text), known) if not path.startswith(free)] == []

    def test_fixes_do_what_they_say(self):
        """A fix replaces exactly the words of its region."""
        source, target = documents()
        for result in json.loads(render(report(), "sarif", source, target))["runs"][0]["results"]:
            for fix in result.get("fixes", ()):
                (change,) = fix["artifactChanges"]
                (replacement,) = change["replacements"]
                region = replacement["deletedRegion"]
                assert region == result["locations"][0]["physicalLocation"]["region"]
                assert fix["description"]["text"] == f"Use {replacement['insertedContent']['text']}"

    def test_no_fix_where_words_would_have_to_be_escaped(self):
        source, target = documents()
        text = render(report(), "sarif", source, Document(name="policy.xlf", text=target.text))
        assert '"fixes"' not in text

    def test_what_is_excused_is_suppressed_or_unchanged(self):
        results = json.loads(render(gated(), "sarif", *documents()))["runs"][0]["results"]
        assert [result["suppressions"][0]["justification"] for result in results if "suppressions" in result] == [
            "a <quotation> (until 2027-01-01)"
        ]
        assert sorted(result["baselineState"] for result in results) == ["new"] * 5 + ["unchanged"]
        assert len(results) == len(report().issues) - 1  # nothing is said of unchanged lines

    def test_rules_help(self):
        (made,) = json.loads(render(report(), "sarif", *documents()))["runs"]
        for rule in made["tool"]["driver"]["rules"]:
            assert "How to fix" in rule["help"]["text"]

    def test_regions_cut_the_same_text_by_offset_and_by_column(self):
        documents_by_uri = dict(zip(("docs/%E6%94%BF%E7%AD%96.zh.md", "docs/policy%20en.md"), documents(), strict=True))
        data = json.loads(render(report(), "sarif", *documents()))
        (made,) = data["runs"]
        assert made["columnKind"] == "unicodeCodePoints"
        assert [rule["id"] for rule in made["tool"]["driver"]["rules"]] == list(CHECKS)
        assert made["results"]
        for result in made["results"]:
            assert made["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
            for location in (*result["locations"], *result.get("relatedLocations", ())):
                physical = location["physicalLocation"]
                document, region = documents_by_uri[physical["artifactLocation"]["uri"]], physical["region"]
                text = document.text[region["charOffset"] : region["charOffset"] + region["charLength"]]
                line = document.line(region["startLine"])
                assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == text

    def test_fingerprints_differ_from_each_other_and_survive_a_shift(self):
        def fingerprints(prefix: str) -> list[str]:
            made = report()
            source, target = documents()
            shift = len(prefix)
            moved = replace(
                made,
                issues=tuple(
                    replace(
                        each,
                        target=each.target and Span(start=each.target.start + shift, end=each.target.end + shift),
                        segment=each.segment and Span(start=each.segment.start + shift, end=each.segment.end + shift),
                    )
                    for each in made.issues
                ),
            )
            data = json.loads(render(moved, "sarif", source, Document(name=target.name, text=prefix + target.text)))
            return [result["partialFingerprints"]["termlock/v1"] for result in data["runs"][0]["results"]]

        before = fingerprints("")
        assert len(set(before)) == len(before) > 3
        assert fingerprints("A new first line.\n") == before


class TestJunit:
    def test_counts_add_up(self):
        root = ET.fromstring(render(report(), "junit", *documents()))
        issues = report().issues
        clean = set(CHECKS) - {issue.check for issue in issues}
        cases = root.findall("testsuite/testcase")
        assert len(cases) == int(root.get("tests")) == len(issues) + len(clean)
        assert len(root.findall("testsuite/testcase/failure")) == int(root.get("failures")) == len(report().at_least(Severity.MINOR))
        assert len(root.findall("testsuite/testcase/skipped")) == int(root.get("skipped"))
        for suite in root:
            assert int(suite.get("tests")) == len(suite.findall("testcase"))
            assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
            assert int(suite.get("skipped")) == len(suite.findall("testcase/skipped"))

    def test_consumers_can_tell_cases_apart(self):
        """Jenkins and GitLab join cases with one class and name."""
        twice = replace(report(), issues=report().issues * 2)
        root = ET.fromstring(render(twice, "junit", *documents()))
        names = [(case.get("classname"), case.get("name")) for case in root.findall("testsuite/testcase")]
        assert len(set(names)) == len(names)


class TestGithub:
    def test_one_command_an_issue_and_nothing_breaks_out_of_it(self):
        made = Report(
            source_language="zh",
            target_language="en",
            issues=(replace(issue(target=Span(start=0, end=1)), message="50%\r\n::error::x"),),
        )
        lines = render(made, "github", Document(name="s"), Document(name="a,b:c.md", text="x")).splitlines()
        assert lines[0] == (
            "::error file=a%2Cb%3Ac.md,line=1,col=1,endColumn=2,title=termlock missing-term::50%25%0D%0A::error::x"
        )
        assert len(lines) == 2


class TestHtml:
    def test_documents_are_escaped(self):
        source, target = documents()
        rendered = render(report(), "html", source, target)
        assert "&lt;b&gt;now&lt;/b&gt;" in rendered
        assert "<b>now" not in rendered

    def test_it_asks_nothing_of_the_network(self):
        rendered = render(report(), "html", *documents())
        assert "http://" not in rendered
        assert "https://" not in rendered
        assert "default-src 'none'" in rendered

    def test_every_segment_and_every_verdict_is_there(self):
        rendered = render(report(), "html", *documents())
        assert rendered.count("<section ") == 5
        for outcome in report().requirements:
            assert f'class="{outcome.verdict}' in rendered or f" {outcome.verdict}" in rendered
        assert '<mark class="satisfied"' in rendered
