"""``termlock check --fix``: a diff first, the file only with ``--write``, and never more issues than before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import cli

ROOT = Path(__file__).parent.parent
TERMS = "concept,zh,en,status\ng,走出去,going global,preferred\ng,走出去,walk out,forbidden\nb,营商环境,business environment,preferred\n"


def run(*arguments: str) -> int:
    sys.argv = ["termlock", *arguments]
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.zh.md").write_text("# 走出去\n\n企业**走出去**，优化营商环境。\n", encoding="utf-8")
    Path("a.en.md").write_text("# Walking Out\n\nEnterprises **walked out** and bettered the climate.\n", encoding="utf-8")
    Path("t.csv").write_text(TERMS, encoding="utf-8")
    return ("check", "a.zh.md", "a.en.md", "-g", "t.csv")


def test_a_diff_first(desk, capsys):
    before = Path("a.en.md").read_bytes()
    assert run(*desk, "--fix") == 1
    assert Path("a.en.md").read_bytes() == before
    told = capsys.readouterr()
    assert told.out == (
        "--- a/a.en.md\n+++ b/a.en.md\n@@ -1,3 +1,3 @@\n-# Walking Out\n+# Going Global\n \n"
        "-Enterprises **walked out** and bettered the climate.\n+Enterprises **went global** and bettered the climate.\n"
    )
    assert told.err == "a.en.md: 2 edits; --fix --write makes them\n"


def test_the_diff_is_a_patch(desk, capsys):
    run(*desk, "--fix")
    subprocess.run(["git", "apply", "-"], input=capsys.readouterr().out, text=True, check=True)
    assert "went global" in Path("a.en.md").read_text(encoding="utf-8")


def test_written_and_checked_again(desk, capsys):
    assert run(*desk, "--fix", "--write") == 1  # the business environment is still missing: nobody knows what stands for it
    assert Path("a.en.md").read_text(encoding="utf-8") == "# Going Global\n\nEnterprises **went global** and bettered the climate.\n"
    told = capsys.readouterr()
    assert "1 issue (1 major)" in told.out
    assert told.err == "a.en.md: 2 edits made\n"
    assert run(*desk, "--fix") == 1
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "a.en.md: nothing that --fix could mend\n")


def test_byte_order_mark_and_line_endings_stay(desk):
    Path("a.en.md").write_bytes(b"\xff\xfe" + "# Walking Out\r\n\r\nEnterprises walk out.\r\n".encode("utf-16-le"))
    run(*desk, "--fix", "--write")
    assert Path("a.en.md").read_bytes() == b"\xff\xfe" + "# Going Global\r\n\r\nEnterprises go global.\r\n".encode("utf-16-le")


def test_a_target_alone(desk, capsys):
    assert run("check", "a.en.md", "--target-only", "-g", "t.csv", "--fix", "--write") == 0
    assert "Going Global" in Path("a.en.md").read_text(encoding="utf-8")


def test_what_is_waived_or_known_stays(desk, capsys):
    Path("w.toml").write_text('[[waiver]]\nconcept = "g"\nreason = "the title of a film"\n', encoding="utf-8")
    run(*desk, "--waivers", "w.toml", "--fix")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("check", "a.zh.md", "a.en.md", "-g", "t.csv", "--write"), "--write goes with --fix"),
        (("check", "b.csv", "-g", "t.csv", "--from", "zh", "--to", "en", "--fix"), "--fix works on a target of its own"),
        (("check", "a.zh.md", "a.en.md", "-g", "t.csv", "--fix", "--write", "-o", "no/report.txt"), "the folder no does not exist"),
        (("check", "a.zh.md", "locked.en.md", "-g", "t.csv", "--fix", "--write"), "locked.en.md: is read-only"),
    ],
)
def test_what_cannot_be_done_is_said(desk, capsys, arguments, problem):
    Path("b.csv").write_text("zh,en\n走出去,walk out\n", encoding="utf-8")
    Path("locked.en.md").write_text("# Walk out\n", encoding="utf-8")
    Path("locked.en.md").chmod(0o444)
    before = Path("a.en.md").read_bytes()
    assert run(*arguments) == 2
    assert Path("a.en.md").read_bytes() == before
    assert problem in capsys.readouterr().err
    assert Path("locked.en.md").read_text(encoding="utf-8") == "# Walk out\n"


def test_the_example(capsys, monkeypatch):
    """The draft beside the example article, against a golden diff."""
    monkeypatch.chdir(ROOT)
    run("check", "examples/opening-up.zh.md", "examples/opening-up.draft.en.md", "-g", "examples/opening-up.terms.csv", "-g", "policy", "--fix")
    made = [line for line in capsys.readouterr().out.splitlines() if line.startswith("+") and not line.startswith("+++")]
    for words in ("high-standard opening up with", "inviting in and going global", "“Belt and Road Initiative”", "city of Linchuan, the “Marisilk Corridor”"):
        assert sum(words in line for line in made) == 1, words
