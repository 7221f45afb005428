"""What counts in front of a merge: waivers in a file and in documents, baselines, changed lines."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import cli
from glossary.errors import TermlockError
from glossary.gating import Rules, baseline, changed_lines, gate, inline, waivers
from glossary.issue import Issue, Severity, Span
from glossary.report import Ground, Report
from glossary.reports.document import Document

TODAY = date(2026, 6, 1)
SOURCE = Document(name="docs/a.zh.md", text="走出去。\n引进来。\n走出去！\n")
TARGET = Document(name="docs/a.en.md", text="Walk out.\nAttract.\nWalk out!\n")


def issue(check: str = "missing-term", concept: str = "c2", **spans) -> Issue:
    return Issue(check=check, severity=Severity.MAJOR, message="m", concept=concept, **spans)


def span(document: Document, text: str, after: int = 0) -> Span:
    start = document.text.index(text, after)
    return Span(start=start, end=start + len(text))


def report(source: Document = SOURCE, target: Document = TARGET) -> Report:
    """Two forbidden terms with the same words, and between them a term that is missing."""
    lines = [span(target, line) for line in target.text.splitlines() if line.startswith(("Walk out", "Attract", "Draw"))]
    walks = [span(target, "Walk out"), span(target, "Walk out", target.text.index("Walk out") + 1)]
    goes = [span(source, "走出去"), span(source, "走出去", source.text.index("走出去") + 1)]
    return Report(
        source_language="zh",
        target_language="en",
        segments=3,
        issues=(
            issue("forbidden-term", source=goes[0], target=walks[0], segment=lines[0], pair=0),
            issue("missing-term", "c1", source=span(source, "引进来"), segment=lines[1], pair=1),
            issue("forbidden-term", source=goes[1], target=walks[1], segment=lines[2], pair=2),
        ),
    )


def waived(text: str, **options) -> Report:
    found = waivers.read(text, "waivers.toml")
    excused: dict = {}
    made = report()
    notices = waivers.apply(found, made.issues, SOURCE, TARGET, options.get("today", TODAY), excused)
    return sorted(excused), notices


def waiver(*lines: str) -> str:
    return "\n".join(["[[waiver]]", 'reason = "r"', *lines]) + "\n"


class TestWaivers:
    @pytest.mark.parametrize(
        ("lines", "numbers"),
        [
            (['check = "forbidden-term"'], [0, 2]),
            (['concept = "c1"'], [1]),
            (['check = "forbidden-term"', 'concept = "c1"'], []),  # all selectors must answer
            (['text = "走出去"'], [0, 2]),  # the words in the source
            (['text = "walk  OUT"'], [0, 2]),  # or in the target; case and white space don't matter
            (['text = "walk"'], []),  # but all of the words
            (['path = "docs/a.en.md"'], [0, 1, 2]),  # the target
            (['path = "docs/*.zh.md"'], [0, 1, 2]),  # or the source
            (['path = "./docs/*"', 'concept = "c1"'], [1]),
            (['path = "other/*"'], []),
            (['check = "missing-term"', "expires = 2026-06-01"], [1]),  # the last day counts
            (['check = "missing-term"', 'expires = "2026-06-01"'], [1]),
            (['check = "missing-term"', "expires = 2026-05-31"], []),
        ],
    )
    def test_what_is_waived(self, lines, numbers):
        assert waived(waiver(*lines))[0] == numbers

    def test_one_issue_by_its_fingerprint(self):
        from glossary.fingerprint import fingerprint

        mark = fingerprint(report().issues[1], SOURCE, TARGET)
        assert waived(waiver(f'fingerprint = "{mark}"'))[0] == [1]
        assert waived(waiver(f'fingerprint = "{mark}:1"'))[0] == [1]  # as SARIF has it

    @pytest.mark.parametrize(
        ("lines", "notice"),
        [
            (['check = "wrong-script"'], ["waivers.toml:1: the waiver matches no issue; remove it"]),
            (['concept = "c1"', "expires = 2026-01-01"], ["waivers.toml:1: the waiver expired on 2026-01-01; 1 issue counts again"]),
            (['check = "wrong-script"', "expires = 2026-01-01"], ["waivers.toml:1: the waiver expired on 2026-01-01; remove it"]),
            (['path = "other/*"'], []),  # it is about another document: nothing can be said here
        ],
    )
    def test_what_is_said_of_waivers_themselves(self, lines, notice):
        assert waived(waiver(*lines))[1] == notice

    @pytest.mark.parametrize(
        ("text", "problems"),
        [
            ("[[waiver]]\n", ['w.toml:1: a waiver needs a reason = "..."', "w.toml:1: a waiver must say what it waives"]),
            (waiver('check = "mising-term"'), ['w.toml:3: check "mising-term" is unknown; use missing-term, ']),
            ("\n" + waiver('check = "missing-term"', 'until = "x"'), ['w.toml:5: "until" is unknown; use check, concept']),
            (waiver('check = "missing-term"', 'expires = "soon"'), ['w.toml:4: "soon" is no day; write expires = 2027-01-01']),
            (waiver("check = 3"), ['w.toml:3: "check" must be a text in quotes']),
            (waiver('text = ""'), ['w.toml:3: "text" must be a text in quotes that is not empty']),
            ('[[waiver]]\ncheck = "missing-term"\nreason = " "\n', ['w.toml:3: "reason" must be a text']),
            ("[[waivers]]\n", ['w.toml: "waivers" is unknown; a file of waivers has [[waiver]] tables only']),
            ("[waiver]\nx = 1\n", ["w.toml: write each waiver as a table [[waiver]]"]),
            ("a = 1\n[[waiver\n", ["w.toml:2: is no TOML"]),
            # all problems of a file at once
            (waiver('check = "a"') + waiver('check = "b"'), ['w.toml:3: check "a"', 'w.toml:6: check "b"']),
        ],
    )
    def test_errors_name_their_line(self, text, problems):
        with pytest.raises(TermlockError) as raised:
            waivers.read(text, "w.toml")
        told = str(raised.value).split("\n")
        assert len(told) == len(problems)
        for line, problem in zip(told, problems, strict=True):
            assert line.startswith(problem)

    def test_an_empty_file_waives_nothing(self):
        assert waivers.read("# none yet\n", "w.toml") == ()


NOTE = '<!-- termlock: waive forbidden-term reason="a quotation" -->'


class TestInline:
    def numbers(self, target: str, source: str = SOURCE.text) -> list[int]:
        ours, theirs = Document(name="a.zh.md", text=source), Document(name="a.en.md", text=target)
        made = report(ours, theirs)
        left = gate(made, ours, theirs, Rules(), TODAY).issues
        return [number for number, each in enumerate(made.issues) if each not in left]

    @pytest.mark.parametrize(
        ("text", "numbers"),
        [
            (f"{NOTE}\nWalk out.\n\nAttract.\n\nWalk out!\n", [0]),  # the next paragraph
            (f"{NOTE}\n\nWalk out.\n\nAttract.\n\nWalk out!\n", [0]),  # also behind a blank line
            (f"{NOTE}\nWalk out.\nAttract.\nWalk out!\n", [0, 2]),  # a paragraph may have several lines
            (f"Walk out. {NOTE}\nAttract.\nWalk out!\n", [0]),  # beside text: that line
            (f"Walk out.\nAttract.\nWalk out!\n\n{NOTE}\n", []),  # nothing follows
            (NOTE.replace("waive", "waive-file") + "\nWalk out.\n\nAttract.\n\nWalk out!\n", [0, 2]),
            (NOTE.replace("forbidden-term", "forbidden-term c9") + "\nWalk out.\n\nAttract.\n\nWalk out!\n", []),
            (NOTE.replace("forbidden-term", "forbidden-term c2") + "\nWalk out.\n\nAttract.\n\nWalk out!\n", [0]),
            (NOTE.replace('" -->', '" until=2026-06-01 -->') + "\nWalk out.\n\nAttract.\n\nWalk out!\n", [0]),
            (NOTE.replace('" -->', '" until=2026-05-31 -->') + "\nWalk out.\n\nAttract.\n\nWalk out!\n", []),
            (f"```\n{NOTE}\n```\nWalk out.\n\nAttract.\n\nWalk out!\n", []),  # an example in fenced code
            ("<!-- a comment -->\nWalk out.\n\nAttract.\n\nWalk out!\n", []),
            # two waivers one after the other stand for the same paragraph
            (f"{NOTE.replace('forbidden-term', 'missing-term')}\n{NOTE}\nWalk out.\n\nAttract.\n\nWalk out!\n", [0]),
        ],
    )
    def test_for_what_it_stands(self, text, numbers):
        assert self.numbers(text) == numbers

    def test_in_the_source(self):
        assert self.numbers(TARGET.text, f"走出去。\n\n{NOTE.replace('forbidden-term', 'missing-term')}\n引进来。\n\n走出去！\n") == [1]

    @pytest.mark.parametrize(
        ("comment", "problem"),
        [
            ("waive", "the waiver names no check"),
            ("waive missing-term", 'a waiver needs a reason="..."'),
            ("waive nothing reason=x", 'check "nothing" is unknown; use'),
            ("ignore missing-term reason=x", "the waiver cannot be read; write <!-- termlock: waive CHECK"),
            ("waive missing-term reason=x until=soon", '"soon" is no day'),
            ("waive missing-term reason=x untill=2027-01-01", '"untill" is unknown'),
            ('waive missing-term reason="x', "the waiver cannot be read"),
            ("waive missing-term a b reason=x", "the waiver cannot be read"),
        ],
    )
    def test_errors_name_their_line(self, comment, problem):
        with pytest.raises(TermlockError, match=r"a\.md:2: ") as raised:
            inline.read(Document(name="a.md", text=f"x\n<!-- termlock: {comment} -->\n"), "target")
        assert problem in str(raised.value)

    def test_a_reason_may_hold_anything_but_quotation_marks(self):
        text = '<!-- termlock: waive missing-term "x y" -->'
        with pytest.raises(TermlockError):
            inline.read(Document(name="a", text=text), "target")
        text = '<!--termlock: waive missing-term concept="a b" reason="见=条约，第 3 条" until=2027-01-01-->'
        (made,) = inline.read(Document(name="a", text=text), "target")
        assert (made.concept, made.reason, made.expires) == ("a b", "见=条约，第 3 条", date(2027, 1, 1))


class TestBaseline:
    def known(self, *numbers: int) -> baseline.Baseline:
        issues = [report().issues[number] for number in numbers]
        return baseline.recorded(baseline.Baseline(), "a", issues, SOURCE, TARGET)

    @pytest.mark.parametrize(
        ("known", "matched", "gone"),
        [
            ((), [], 0),
            ((1,), [1], 0),
            ((0,), [0], 0),  # of two equal issues the baseline counts one: the other is new
            ((0, 2), [0, 2], 0),
            ((0, 2, 0), [0, 2], 1),  # it counted three, and one is gone
        ],
    )
    def test_counts_of_equal_issues(self, known, matched, gone):
        issues = dict(enumerate(report().issues))
        assert baseline.match(self.known(*known), "a", issues, SOURCE, TARGET) == (matched, gone)

    def test_an_edit_elsewhere_in_the_segment_makes_no_new_issue(self):
        edited = Document(name=TARGET.name, text=TARGET.text.replace("Attract.", "Attract more."))
        issues = dict(enumerate(report(target=edited).issues))
        assert baseline.match(self.known(0, 1, 2), "a", issues, SOURCE, edited) == ([0, 2, 1], 0)

    def test_a_shift_makes_no_new_issue(self):
        moved = Document(name=TARGET.name, text="New line.\n\n" + TARGET.text)
        made = report(target=Document(name=TARGET.name, text=TARGET.text))
        shift = len("New line.\n\n")
        issues = {
            number: Issue(
                check=each.check, severity=each.severity, message="", concept=each.concept, source=each.source,
                target=each.target and Span(start=each.target.start + shift, end=each.target.end + shift),
                segment=each.segment and Span(start=each.segment.start + shift, end=each.segment.end + shift),
            )
            for number, each in enumerate(made.issues)
        }  # fmt: skip
        assert baseline.match(self.known(0, 1, 2), "a", issues, SOURCE, moved) == ([0, 1, 2], 0)

    def test_it_is_read_as_it_was_written(self):
        known = self.known(0, 1, 2)
        text = baseline.serialize(known)
        assert {key: set(entries) for key, entries in baseline.read(text, "b").documents.items()} == {
            key: set(entries) for key, entries in known.documents.items()
        }
        assert baseline.serialize(baseline.read(text, "b")) == text
        assert text.count("\n   {") == 2  # a line for each entry
        assert baseline.serialize(baseline.Baseline()) == '{\n "schema": "termlock/baseline/1",\n "documents": {}\n}\n'

    def test_other_documents_stay(self):
        known = baseline.recorded(self.known(0), "b", [report().issues[1]], SOURCE, TARGET)
        assert set(known.documents) == {"a", "b"}

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("{", "b:1: is no baseline"),
            ("{}", "b: has no schema"),
            ("[]", "b: has no schema"),
            ('{"schema": "termlock/baseline/9"}', "b: has the schema termlock/baseline/9"),
            ('{"schema": "termlock/baseline/1"}', "b: its entries are none that termlock wrote"),
            ('{"schema": "termlock/baseline/1", "documents": {"a": [{"check": 1}]}}', "b: its entries are none"),
            ("[" * 100000, "b:1: is no baseline"),
        ],
    )
    def test_what_is_no_baseline(self, text, problem):
        with pytest.raises(TermlockError) as raised:
            baseline.read(text, "b")
        assert str(raised.value).startswith(problem)
        assert "--write-baseline" in str(raised.value)

    def test_documents_go_by_their_path_from_the_baseline(self, tmp_path, monkeypatch):
        """So that a hook may run anywhere in the repository."""
        monkeypatch.chdir(tmp_path)
        assert baseline.name_of("docs/a.md", Path("known.json")) == "docs/a.md"
        assert baseline.name_of(str(tmp_path / "docs" / "a.md"), Path("ci/known.json")) == "../docs/a.md"
        assert baseline.name_of("-", Path("known.json")) == "-"


def git(*arguments: str) -> str:
    settings = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main")
    return subprocess.run(["git", *settings, *arguments], check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    Path(SOURCE.name).write_text(SOURCE.text, encoding="utf-8")
    Path(TARGET.name).write_text(TARGET.text, encoding="utf-8")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    return tmp_path


def counted(target: str, since: str = "HEAD", source: str = SOURCE.text) -> list[int]:
    Path(TARGET.name).write_text(target, encoding="utf-8")
    Path(SOURCE.name).write_text(source, encoding="utf-8")
    ours, theirs = Document(name=SOURCE.name, text=source), Document(name=TARGET.name, text=target)
    made = report(ours, theirs)
    left = gate(made, ours, theirs, Rules(since=since), TODAY).issues
    return [number for number, each in enumerate(made.issues) if each in left]


class TestChangedLines:
    @pytest.mark.parametrize(
        ("target", "numbers"),
        [
            (TARGET.text, []),  # nothing changed
            (TARGET.text.replace("Attract.", "Attract them."), [1]),  # a missing term counts in its target segment
            (TARGET.text.replace("Walk out!", "Walk out?"), [2]),
            (TARGET.text.replace("Walk out.", "Walk out,"), [0]),
        ],
    )
    def test_only_issues_on_changed_lines_count(self, repository, target, numbers):
        assert counted(target) == numbers

    def test_what_only_moved_has_not_changed(self, repository):
        assert counted("Walk ahead.\n" + TARGET.text) == []

    def test_a_changed_line_of_the_source_counts_as_well(self, repository):
        assert counted(TARGET.text, source=SOURCE.text.replace("引进来。", "引进来吧。")) == [1]

    def test_what_is_staged_or_committed_since_counts(self, repository):
        Path(TARGET.name).write_text(TARGET.text.replace("Attract.", "Draw in."), encoding="utf-8")
        git("add", ".")
        assert counted(TARGET.text.replace("Attract.", "Draw in.")) == [1]
        git("commit", "-qam", "second")
        assert counted(TARGET.text.replace("Attract.", "Draw in.")) == []
        assert counted(TARGET.text.replace("Attract.", "Draw in."), "HEAD~1") == [1]

    def test_a_new_file_counts_whole(self, repository):
        git("rm", "-q", "--cached", TARGET.name)
        git("commit", "-qm", "out")
        assert counted(TARGET.text) == [0, 1, 2]

    def test_a_file_that_git_takes_for_binary_counts_whole_once_it_changed(self, repository):
        Path(TARGET.name).write_bytes(TARGET.text.encode("utf-16"))
        git("commit", "-qam", "utf-16")
        assert changed_lines.of(TARGET.name, "HEAD") == changed_lines.Changed()
        Path(TARGET.name).write_bytes((TARGET.text + "x").encode("utf-16"))
        assert changed_lines.of(TARGET.name, "HEAD").whole

    def test_a_changed_mode_is_no_changed_line(self, repository):
        Path(TARGET.name).chmod(0o755)
        assert changed_lines.of(TARGET.name, "HEAD") == changed_lines.Changed()

    def test_a_line_that_was_taken_out_concerns_the_empty_place_beside_it(self, repository):
        text = "Walk out.\nWalk out!\n"
        Path(TARGET.name).write_text(text, encoding="utf-8")
        changed = changed_lines.of(TARGET.name, "HEAD")
        document = Document(name=TARGET.name, text=text)
        assert changed_lines.touches(changed, document, Span(start=9, end=9))
        assert not changed_lines.touches(changed, document, Span(start=0, end=9))

    @pytest.mark.parametrize("revision", ["--output=x", "-h", "nothing", "HEAD:docs", "$(touch x)", "HEAD; touch x", "@{-1} --"])
    def test_a_revision_is_never_an_option(self, repository, revision):
        before = sorted(repository.iterdir())
        with pytest.raises(TermlockError, match="git knows no such commit"):
            changed_lines.of(TARGET.name, revision)
        assert sorted(repository.iterdir()) == before

    @pytest.mark.parametrize("name", ["--output=x.md", ":(glob)*.md", "a b.md", "中文.md", "*.md"])
    def test_a_name_is_never_an_option_or_a_pattern(self, repository, name):
        Path(name).write_text("one\ntwo\n", encoding="utf-8")
        subprocess.run(["git", "--literal-pathspecs", "add", "--", name], check=True)
        git("commit", "-qm", "odd")
        assert changed_lines.of(name, "HEAD") == changed_lines.Changed()
        Path(name).write_text("one\n2\n", encoding="utf-8")
        assert changed_lines.of(name, "HEAD").runs == ((2, 3),)

    def test_settings_of_the_repository_run_nothing(self, repository):
        git("config", "diff.external", "touch ran")
        git("config", "core.fsmonitor", "touch ran")
        Path(TARGET.name).write_text("x\n", encoding="utf-8")
        assert changed_lines.of(TARGET.name, "HEAD").runs
        assert not Path("ran").exists()

    def test_inside_of_a_hook(self, repository, monkeypatch):
        """git sets GIT_DIR and GIT_INDEX_FILE for hooks, from another folder's point of view."""
        monkeypatch.setenv("GIT_DIR", ".git")
        monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
        assert changed_lines.of(TARGET.name, "HEAD") == changed_lines.Changed()

    def test_outside_of_a_repository(self, tmp_path, monkeypatch):
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
        Path(tmp_path / "a.md").write_text("x", encoding="utf-8")
        with pytest.raises(TermlockError, match="is in no git repository; leave out --changed-only"):
            changed_lines.of(str(tmp_path / "a.md"), "HEAD")

    def test_without_any_commit(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        git("init", "-q")
        with pytest.raises(TermlockError, match="no commit yet"):
            changed_lines.of("a.md", "HEAD")

    def test_without_git(self, tmp_path, monkeypatch):
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(TermlockError, match="needs git"):
            changed_lines.of(str(tmp_path / "a.md"), "HEAD")

    def test_standard_input_has_no_history(self):
        with pytest.raises(TermlockError, match="standard input"):
            changed_lines.of("-", "HEAD")


def run(*arguments: str) -> int:
    sys.argv = ["termlock", *arguments]
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.zh.md").write_text("坚持引进来。\n\n坚持走出去。\n", encoding="utf-8")
    Path("a.en.md").write_text("We attract.\n\nWe walk out.\n", encoding="utf-8")
    Path("t.csv").write_text("concept,zh,en,status\nc1,引进来,bringing in,preferred\nc2,走出去,going global,preferred\nc2,走出去,walk out,forbidden\n", encoding="utf-8")
    return ("check", "a.zh.md", "a.en.md", "-g", "t.csv")


class TestCommand:
    def test_a_baseline_lets_only_new_issues_fail(self, desk, capsys):
        assert run(*desk) == 1
        assert run(*desk, "--baseline", "known.json") == 2
        assert "known.json: no such baseline; write it with" in capsys.readouterr().err
        assert run(*desk, "--baseline", "known.json", "--write-baseline") == 0
        assert run(*desk, "--baseline", "known.json") == 0
        assert "0 issues and 3 excused (3 in the baseline)" in capsys.readouterr().out
        with Path("a.en.md").open("a", encoding="utf-8") as file:
            file.write("\nWe walk out.\n")
        with Path("a.zh.md").open("a", encoding="utf-8") as file:
            file.write("\n坚持走出去。\n")
        assert run(*desk, "--baseline", "known.json") == 1

    def test_what_is_in_the_baseline_is_shown_on_demand(self, desk, capsys):
        run(*desk, "--baseline", "known.json", "--write-baseline")
        capsys.readouterr()
        assert run(*desk, "--baseline", "known.json", "--show-excused") == 0
        out = capsys.readouterr().out
        assert out.count("excused major[") == 3
        assert "= note: is in the baseline known.json" in out

    def test_fixed_issues_are_told(self, desk, capsys):
        run(*desk, "--baseline", "known.json", "--write-baseline")
        Path("a.en.md").write_text("We keep bringing in.\n\nWe walk out.\n", encoding="utf-8")
        capsys.readouterr()
        assert run(*desk, "--baseline", "known.json") == 0
        assert "note: known.json: 1 issue of the baseline is gone" in capsys.readouterr().out

    def test_writing_needs_a_name(self, desk, capsys):
        assert run(*desk, "--write-baseline") == 2
        assert "name it with --baseline FILE" in capsys.readouterr().err

    def test_a_waived_requirement_keeps_its_verdict(self, desk, capsys):
        Path("w.toml").write_text(waiver('concept = "c1"') + waiver('concept = "c2"', "expires = 2020-01-01"), encoding="utf-8")
        assert run(*desk, "--waivers", "w.toml", "--format", "json") == 1
        data = json.loads(capsys.readouterr().out)
        assert [each["verdict"] for each in data["requirements"]] == ["unsatisfied", "unsatisfied"]
        (excused,) = data["gating"]["excused"]
        assert (excused["ground"], excused["reason"], excused["place"]) == ("waiver", "r", "w.toml:1")
        assert data["gating"]["notices"] == ["w.toml:4: the waiver expired on 2020-01-01; 2 issues count again"]

    @pytest.mark.parametrize("suffix", ["md", "txt"])
    def test_inline_waivers_in_both_formats(self, desk, suffix, capsys):
        """In a plain text the line is none of the text: it is neither aligned nor checked."""
        Path(f"b.zh.{suffix}").write_text("坚持引进来。\n\n坚持走出去。\n", encoding="utf-8")
        notes = [f'<!-- termlock: waive {check} reason="going global, as quoted" -->\n' for check in ("forbidden-term", "missing-term")]
        Path(f"b.en.{suffix}").write_text(f"We keep bringing in.\n\n{''.join(notes)}We walk out.\n", encoding="utf-8")
        assert run("check", f"b.zh.{suffix}", f"b.en.{suffix}", "-g", "t.csv", "--format", "json") == 0
        data = json.loads(capsys.readouterr().out)
        assert [each["ground"] for each in data["gating"]["excused"]] == [Ground.WAIVER] * 2
        assert data["summary"]["segments"] == 2
        assert [each["verdict"] for each in data["requirements"]] == ["satisfied", "unsatisfied"]

    def test_changed_only(self, desk, tmp_path, capsys, monkeypatch):
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
        assert run(*desk, "--changed-only") == 2
        assert "is in no git repository" in capsys.readouterr().err
        git("init", "-q")
        git("add", ".")
        git("commit", "-qm", "first")
        assert run(*desk, "--changed-only") == 0
        assert "3 on unchanged lines" in capsys.readouterr().out
        Path("a.en.md").write_text("We attract.\n\nWe all walk out.\n", encoding="utf-8")
        assert run(*desk, "--changed-only") == 1
        assert run(*desk, "--since", "HEAD") == 1
        assert run(*desk, "--since", "--oops") == 2

    def test_one_document_for_both_sides(self):
        """A bilingual file and a target alone are read once for waivers, not once for each side."""
        both = Document(name="a.po", text=f"{NOTE}\nWalk out. 走出去\n\nAttract. 引进来\n\nWalk out! 走出去\n")
        gated = gate(report(both, both), both, both, Rules(), TODAY)
        assert len(gated.gating.excused) == 1
        assert gated.gating.notices == ()
