"""What a terminologist sees who compares, counts, merges and exports termbases on the command line.

After a change that is meant, ``TERMLOCK_GOLDEN=write pytest tests/test_cli_glossary.py`` writes the golden files anew.
"""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

import cli

GOLDEN = Path(__file__).parent / "golden"
OLD = """concept,zh-Hans,en,status,subject_field,definition
going-global,走出去,going global,preferred,opening up,
going-global,走出去,go global,admitted,,
rule-of-law,法治,rule of law,preferred,law,
development,发展,development,preferred,,
quality,高质量发展,high-quality development,preferred,economy,
"""
NEW = """concept,zh-Hans,en,status,subject_field,definition
going-global,走出去,going global,preferred,opening up,Chinese enterprises abroad
going-global,走出去,go global,deprecated,,
law,法治,rule of law,preferred,law,
development,发展,growth,preferred,,
bringing-in,引进来,bringing in,preferred,opening up,
"""
REPORT = "# 报告\n\n坚持引进来和走出去并重。推动高质量发展。\n\n坚持法治，发展经济，走出去。\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two termbases and a corpus."""
    monkeypatch.chdir(tmp_path)
    Path("old.csv").write_text(OLD, encoding="utf-8")
    Path("new.csv").write_text(NEW, encoding="utf-8")
    Path("corpus").mkdir()
    Path("corpus/report.zh.md").write_text(REPORT, encoding="utf-8")
    Path("corpus/more.zh.txt").write_text("法治。\n", encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> int:
    """The exit code of a command line that begins with ``glossary``."""
    sys.argv = ["termlock", "glossary", *arguments]
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


SHOWN = {
    "diff.txt": ("diff", "old.csv", "new.csv"),
    "diff-corpus.txt": ("diff", "old.csv", "new.csv", "--corpus", "corpus"),
    "stats.txt": ("stats", "old.csv"),
    "stats-corpus.txt": ("stats", "old.csv", "new.csv", "--corpus", "corpus/report.zh.md", "--corpus", "corpus/more.zh.txt"),
    "merge-both.csv": ("merge", "old.csv", "new.csv", "--on-conflict", "both", "-o", "-", "--format", "csv"),
    "merge-last.csv": ("merge", "old.csv", "new.csv", "--on-conflict", "last", "-o", "-", "--format", "csv"),
    "export-in.csv": ("export", "old.csv", "--in", "corpus", "--examples", "-o", "-", "--format", "csv"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_golden(desk: Path, capfdbinary: pytest.CaptureFixture[bytes], name: str) -> None:
    assert run(*SHOWN[name]) == 0
    shown = capfdbinary.readouterr().out
    if os.environ.get("TERMLOCK_GOLDEN") == "write":
        (GOLDEN / name).write_bytes(shown)
    assert shown == (GOLDEN / name).read_bytes()


def test_diff_ends_with_0_unless_told_otherwise(desk: Path) -> None:
    assert run("diff", "old.csv", "new.csv") == 0
    assert run("diff", "old.csv", "new.csv", "--exit-code") == 1
    assert run("diff", "old.csv", "old.csv", "--exit-code") == 0
    assert run("diff", "old.csv", "gone.csv") == 2


def test_json_goes_where_it_is_told(desk: Path) -> None:
    assert run("diff", "old.csv", "new.csv", "--corpus", "corpus", "--format", "json", "-o", "diff.json") == 0
    found = json.loads(Path("diff.json").read_text(encoding="utf-8"))
    assert found["schema"] == "termlock/comparison/1"
    assert [(each["concept"], each["touches"]) for each in found["changes"]] == [
        ("going-global", 2), ("law", 2), ("development", 2), ("bringing-in", 1), ("quality", 1),
    ]  # fmt: skip
    assert run("stats", "old.csv", "--corpus", "corpus", "--format", "json", "-o", "stats.json") == 0
    found = json.loads(Path("stats.json").read_text(encoding="utf-8"))
    assert found["coverage"]["concepts_seen"] == 4
    assert found["coverage"]["unseen"] == []


def test_merge_refuses_what_is_in_conflict_and_names_all_of_it(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("merge", "old.csv", "new.csv", "-o", "out.csv", "--on-conflict", "error") == 1
    assert not Path("out.csv").exists()
    told = capsys.readouterr().err
    assert "conflict: go global (en): status is admitted in concept going-global, and deprecated in a later termbase" in told
    assert "conflict: 发展 (zh-Hans): concept development renders it development, and a later termbase growth" in told
    assert "2 conflicts; out.csv was not written" in told


WRONG = [
    (("merge", "old.csv", "new.csv", "-o", "out.csv", "--on-conflict", "newest"), '--on-conflict "newest" is unknown; use first, last, error, both'),
    (("merge", "old.csv", "-o", "-"), "say --format csv"),
    (("export", "old.csv", "-o", "out.csv", "--examples"), "--examples takes its sentences from the documents of --in"),
    (("export", "old.csv", "-o", "out.csv", "--in", "empty"), "empty: has no document"),
    (("export", "old.csv", "-o", "out.csv", "--in", "other.zh.txt"), "no concept is left"),
    (("stats", "old.csv", "--corpus", "old.csv"), 'suffix ".csv" is unknown'),
    (("stats", "old.csv", "--format", "xml"), '--format "xml" is unknown; use text, json'),
    (("diff", "old.csv", "new.csv", "--corpus", "gone.md"), "gone.md: no such file"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_what_cannot_be_done_is_said(desk: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str) -> None:
    Path("empty").mkdir()
    Path("other.zh.txt").write_text("没有。\n", encoding="utf-8")
    assert run(*arguments) == 2
    assert message in capsys.readouterr().err
    assert not Path("out.csv").exists()


BAD = """concept,zh-Hans,en,status
1,营商 环境,doing  business,preferred
1,,people`s well-being,admitted
2,精神,spirit,preferred
3,精神,guiding principles,preferred
4,发展,development,preferred
5,高质量发展,high-quality development,preferred
6,走出去,—,preferred
"""


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_golden_validation(desk: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    monkeypatch.setattr(cli.metadata, "version", lambda _: "1.2.3")
    Path("bad.csv").write_text(BAD, encoding="utf-8")
    assert run("validate", "bad.csv", "--corpus", "corpus", "--format", form) == 1
    shown = capfdbinary.readouterr().out
    name = f"validate.{'txt' if form == 'text' else form}"
    if os.environ.get("TERMLOCK_GOLDEN") == "write":
        (GOLDEN / name).write_bytes(shown)
    assert shown == (GOLDEN / name).read_bytes()
    if form == "sarif":
        [result_run] = json.loads(shown)["runs"]
        rules = result_run["tool"]["driver"]["rules"]
        assert all("How to fix:" in rule["help"]["text"] for rule in rules)
        for result in result_run["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
            assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 2


FAIL_ON = [("bad.csv", "major", 1), ("bad.csv", "critical", 0), ("bad.csv", "never", 0), ("old.csv", "minor", 0), ("old.csv", "neutral", 1)]


@pytest.mark.parametrize(("file", "severity", "code"), FAIL_ON)
def test_validate_fails_on_what_it_is_told_to(desk: Path, file: str, severity: str, code: int) -> None:
    Path("bad.csv").write_text(BAD, encoding="utf-8")
    assert run("validate", file, "--fail-on", severity, "-o", "report.txt") == code
    assert Path("report.txt").exists()


def test_fix_shows_a_difference_and_changes_nothing(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.csv").write_text(BAD, encoding="utf-8")
    assert run("validate", "bad.csv", "--fix") == 1
    assert "+1,营商环境,doing business,preferred" in capsys.readouterr().out
    assert Path("bad.csv").read_text(encoding="utf-8") == BAD


def test_fix_and_write_mends_the_file_and_reports_what_is_left(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("bad.csv").write_text(BAD, encoding="utf-8")
    assert run("validate", "bad.csv", "--fix", "--write") == 1
    shown = capfd.readouterr()
    assert "bad.csv: mended" in shown.err
    assert "stray-space" not in shown.out
    assert "major[contradiction]" in shown.out
    assert "营商环境" in Path("bad.csv").read_text(encoding="utf-8")
    # nothing is left to mend
    assert run("validate", "bad.csv", "--fix") == 0
    assert capfd.readouterr().out == ""


REFUSED = [
    (("bad.csv", "--write"), "--write belongs to --fix"),
    (("policy", "--fix"), "policy is part of termlock"),
    (("more.json", "--fix", "--write"), "colour"),
    (("-", "--fix"), "- is standard input"),
    (("bad.csv", "--format", "html"), '--format "html" is unknown; use text, json, sarif'),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED)
def test_what_cannot_be_mended_is_refused(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    Path("bad.csv").write_text(BAD, encoding="utf-8")
    more = '{"concepts": [{"id": "1", "colour": "red", "terms": [{"text": "going  global", "language": "en"}]}]}'
    Path("more.json").write_text(more, encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(more.encode())))
    assert run("validate", *arguments) == 2
    assert message in capsys.readouterr().err
    assert Path("more.json").read_text(encoding="utf-8") == more


def test_fix_reads_a_file_as_it_was_said_to_be(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Regression: --fix took the format from the suffix and the encoding from the bytes."""
    Path("terms.dat").write_bytes("zh,en,owner\n营商 环境,doing business,李\n".encode("gb18030"))
    assert run("validate", "terms.dat", "--input-format", "csv", "--encoding", "gb18030", "--fix", "--write") == 0
    assert Path("terms.dat").read_bytes() == "zh,en,owner\n营商环境,doing business,李\n".encode("gb18030")


def test_validate_tells_what_of_a_file_is_not_read(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Such warnings were told by convert alone, so that a list could be clean since half of it had not been read."""
    (desk / "odd.csv").write_text("zh,en,colour\n甲,a,red\n乙,a,blue\n", encoding="utf-8")
    assert run("validate", "odd.csv") == 0
    said = capsys.readouterr().err
    assert 'columns "colour" are unknown and not read' in said
    assert "stands in" not in said  # that is an issue


def test_convert_tells_before_it_reads_what_it_cannot_write(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "folder").mkdir()
    for output, message in (("folder", "is a folder"), ("none/a.csv", "does not exist"), ("a.foo", "can be written"), ("-", "has no suffix")):
        assert run("convert", "missing.csv", output) == 2
        assert message in capsys.readouterr().err
