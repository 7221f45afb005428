"""What a project says in termlock.toml or pyproject.toml: what it means, which file counts, and what is told of mistakes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from glossary.bitext import Pair, Side
from glossary.checks import CHECKS, run
from glossary.configuration import Configuration, find, read
from glossary.errors import TermlockError
from glossary.issue import Severity
from glossary.termbase import Concept, Status, Term, Termbase

WHOLE = """
glossaries = ["terms.csv", "policy"]
from = "zh"
to = "en"
fail-on = "minor"
format = "github"
baseline = "known.json"
waivers = "sub/waivers.toml"

[severity]
first-mention = "off"
deprecated = "critical"
"""


def test_every_key_means_what_its_option_means(tmp_path: Path) -> None:
    (tmp_path / "termlock.toml").write_text(WHOLE, encoding="utf-8")
    assert read(tmp_path / "termlock.toml") == Configuration(
        path=str(tmp_path / "termlock.toml"),
        glossaries=(str(tmp_path / "terms.csv"), "policy"),
        source_language="zh",
        target_language="en",
        fail_on="minor",
        format="github",
        baseline=str(tmp_path / "known.json"),
        waivers=str(tmp_path / "sub" / "waivers.toml"),
        severities={"first-mention": None, "deprecated": Severity.CRITICAL},
    )


def test_pyproject_says_the_same_in_a_section(tmp_path: Path) -> None:
    section = "[project]\nname = 'x'\n[tool.termlock]" + WHOLE.replace("[severity]", "[tool.termlock.severity]")
    (tmp_path / "pyproject.toml").write_text(section, encoding="utf-8")
    found = find(str(tmp_path / "deep" / "a.md"))
    assert (found.source_language, found.severities["first-mention"]) == ("zh", None)


@pytest.mark.parametrize(
    ("files", "checked", "expected"),
    [
        ({"termlock.toml": "zh"}, "a.md", "zh"),  # beside the file
        ({"termlock.toml": "zh"}, "x/y/a.md", "zh"),  # above it
        ({"termlock.toml": "zh", "x/termlock.toml": "en"}, "x/y/a.md", "en"),  # the nearest
        ({"pyproject.toml": "zh", "termlock.toml": "en"}, "a.md", "en"),  # its own file before the project's
        ({"x/pyproject.toml": "", "termlock.toml": "en"}, "x/a.md", "en"),  # a project without our section is none
        ({"x/pyproject.toml": "= broken", "termlock.toml": "en"}, "x/a.md", "en"),  # nor is a broken one our business
        ({}, "a.md", ""),
    ],
)
def test_the_nearest_file_counts(files: dict[str, str], checked: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, language in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        head = "[tool.termlock]\n" if path.name == "pyproject.toml" and language.isalpha() else ""
        path.write_text(head + (f'from = "{language}"' if language.isalpha() else language), encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert find(str(tmp_path / checked)).source_language == expected


def test_the_current_folder_counts_for_files_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "termlock.toml").write_text('from = "zh"', encoding="utf-8")
    monkeypatch.chdir(tmp_path / "here")
    assert find(str(tmp_path / "there" / "a.md")).source_language == "zh"
    assert find("-").source_language == "zh"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('\nfail_on = "minor"', ':2: key "fail_on" is unknown; did you mean "fail-on"?'),
        ("colour = 1", ':1: key "colour" is unknown; use glossaries, from, to'),
        ('fail-on = "grave"', ":1: \"fail-on\" is 'grave'; use neutral, minor, major, critical, never"),
        ('format = "xml"', ":1: \"format\" is 'xml'; use text, json"),
        ('from = "??"', ':1: "from" is "??", which is no language tag'),
        ("to = 1", ':1: "to" must be a text in quotes'),
        ("glossaries = [1]", ':1: "glossaries" must be a list of files'),
        ('severity = "off"', ':1: "severity" must be a section'),
        ('[severity]\nmissing-terms = "off"', ':2: "missing-terms" is no check and no status that a check reports; did you mean "missing-term"?'),
        ('[severity]\nforbidden = "fatal"', ":2: \"forbidden\" is 'fatal'; use neutral, minor, major, critical, off"),
        ('[severity]\nmissing-term = ["off"]', ":2: \"missing-term\" is ['off']; use"),
        ("from = zh", ":1: is no TOML: invalid value"),
    ],
)
def test_mistakes_are_told_with_their_line(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "termlock.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TermlockError, match=re.escape(f"termlock.toml{message}")):
        read(tmp_path / "termlock.toml")


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nfrom = 1\n[tool.termlock]\nfrom = ""\nfrm = "zh"', encoding="utf-8")
    with pytest.raises(TermlockError) as told:
        read(tmp_path / "pyproject.toml")
    assert [line.split("pyproject.toml")[1][:3] for line in str(told.value).splitlines()] == [":4:", ":5:"]


TERMS = Termbase(
    concepts=(
        Concept(
            id="out",
            terms=(
                Term(text="走出去", language="zh"),
                Term(text="going global", language="en"),
                Term(text="walk out", language="en", status=Status.FORBIDDEN),
                Term(text="go out", language="en", status=Status.DEPRECATED),
            ),
        ),
    )
)
PAIRS = [Pair(source=Side(text="走出去"), target=Side(text="walk out and go out"))]


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ({}, {"missing-term": "major", "walk out": "major", "go out": "minor"}),
        ({"deprecated": Severity.CRITICAL}, {"missing-term": "major", "walk out": "major", "go out": "critical"}),
        ({"forbidden": None}, {"missing-term": "major", "go out": "minor"}),
        # a check's severity goes for all statuses but those that have one of their own
        ({"forbidden-term": Severity.NEUTRAL, "forbidden": Severity.CRITICAL}, {"missing-term": "major", "walk out": "critical", "go out": "neutral"}),
        # a check that is off is off
        ({"forbidden-term": None, "forbidden": Severity.CRITICAL, "missing-term": Severity.MINOR}, {"missing-term": "minor"}),
    ],
)
def test_severity_by_check_and_by_status(severities: dict[str, Severity | None], expected: dict[str, str]) -> None:
    report = run(PAIRS, TERMS, "zh", "en", severities=severities)
    found = {(i.check if i.target is None else PAIRS[0].target.text[i.target.start : i.target.end]): str(i.severity) for i in report.issues}
    assert found == expected


def test_every_check_can_be_turned_off(tmp_path: Path) -> None:
    lines = "\n".join(f'{name} = "off"' for name in CHECKS)
    (tmp_path / "termlock.toml").write_text(f"[severity]\n{lines}", encoding="utf-8")
    assert run(PAIRS, TERMS, "zh", "en", severities=read(tmp_path / "termlock.toml").severities).issues == ()
