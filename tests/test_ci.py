"""The pre-commit hooks and the GitHub Action do what docs/ci.md says, run as their hosts run them."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
DOCS = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
BASH = shutil.which("bash")


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A git repository with a document, a translation with a forbidden term and a termbase; termlock is on the path."""
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "termlock"
    command.write_text(f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom cli import main\nmain()\n", encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    work = tmp_path / "work"
    (work / "docs").mkdir(parents=True)
    monkeypatch.chdir(work)
    Path("docs/policy.zh.md").write_text("企业走出去。\n", encoding="utf-8")
    Path("docs/policy.en.md").write_text("Enterprises walk out.\n", encoding="utf-8")
    Path("docs/law.zh.md").write_text("天气很好。\n", encoding="utf-8")
    Path("docs/law.en.md").write_text("Fine weather.\n", encoding="utf-8")
    Path("terms.csv").write_text("concept,zh,en,status\ng,走出去,going global,preferred\ng,走出去,walk out,forbidden\n", encoding="utf-8")
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "."], check=True)
    return work


def hooked(name: str, args: list[str], files: list[str]) -> subprocess.CompletedProcess[str]:
    """As pre-commit does: the entry is split as a shell would, args behind it, then the files, if it passes them."""
    hook = HOOKS[name]
    command = [*shlex.split(hook["entry"]), *hook.get("args", []), *args, *(files if hook.get("pass_filenames", True) else [])]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def example(kind: str) -> object:
    """The n-th YAML block of docs/ci.md."""
    blocks = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.+?)```", DOCS, re.DOTALL)]
    return next(block for block in blocks if (isinstance(block, dict) and "repos" in block) == (kind == "pre-commit"))


class TestHooks:
    @pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
    def test_they_have_what_pre_commit_asks_for(self, hook):
        assert {"id", "name", "entry", "language"} <= set(hook)
        assert hook["language"] == "python"  # pre-commit installs the repository, which must then have the command
        assert shlex.split(hook["entry"])[0] == "termlock"
        assert f'{hook["entry"].split()[0]} = "cli:main"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    def test_as_the_documentation_shows_them(self, repository):
        (repo,) = example("pre-commit")["repos"]
        check, validate = repo["hooks"]
        done = hooked(check["id"], check["args"], ["docs/policy.en.md"])
        assert done.returncode == 1
        assert "forbidden-term" in done.stdout
        Path("docs/policy.en.md").write_text("Enterprises go global.\n", encoding="utf-8")
        assert hooked(check["id"], check["args"], ["docs/policy.en.md"]).returncode == 0
        assert hooked(validate["id"], validate["args"], ["terms.csv"]).returncode == 0
        assert re.match(check["files"], "docs/policy.zh.md")
        assert not re.match(check["files"], "docs/other.md")
        assert re.match(validate["files"], "terms.csv")


def acted(inputs: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """As a runner does: inputs get their defaults, fill the variables of the step, and bash runs its script."""
    unknown = set(inputs) - set(ACTION["inputs"])
    assert not unknown
    given = {name: inputs.get(name, about.get("default", "")) for name, about in ACTION["inputs"].items()}
    step = next(step for step in ACTION["runs"]["steps"] if "termlock check" in step.get("run", ""))
    variables = {
        key: re.sub(r"\$\{\{ *inputs\.([\w-]+) *\}\}", lambda match: given[match[1]], value) for key, value in step["env"].items()
    }
    assert BASH
    command = [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(command, env={**os.environ, **variables}, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not BASH, reason="no bash")
class TestAction:
    def test_it_is_a_composite_action(self):
        assert {"name", "description", "inputs", "runs"} <= set(ACTION)
        assert ACTION["runs"]["using"] == "composite"
        for step in ACTION["runs"]["steps"]:
            assert "uses" in step or {"run", "shell"} <= set(step)
        for about in ACTION["inputs"].values():
            assert about["description"]
            assert about["required"] or "default" in about

    def test_no_input_becomes_part_of_a_script(self):
        assert not any("${{" in step.get("run", "") for step in ACTION["runs"]["steps"])

    def test_it_installs_itself(self):
        install = next(step for step in ACTION["runs"]["steps"] if "pip install" in step.get("run", ""))
        assert install["env"] == {"ACTION": "${{ github.action_path }}"}
        assert '"$ACTION"' in install["run"]

    def test_as_the_documentation_shows_it(self, repository):
        Path(".termlock-waivers.toml").write_text("", encoding="utf-8")
        done = acted(example("action")[1]["with"])
        assert done.returncode == 1
        assert "::error file=docs/policy.en.md,line=1,col=13,endColumn=21,title=termlock forbidden-term::" in done.stdout
        Path("docs/policy.en.md").write_text("Enterprises go global.\n", encoding="utf-8")
        assert acted(example("action")[1]["with"]).returncode == 0

    def test_every_line_is_checked_and_the_worst_code_wins(self, repository):
        inputs = {"documents": "docs/policy.zh.md docs/policy.en.md\ndocs/law.zh.md missing.md\n\ndocs/law.zh.md docs/law.en.md\n", "glossary": "terms.csv"}
        done = acted(inputs)
        assert done.returncode == 2
        assert "forbidden-term" in done.stdout
        assert "missing.md: no such file" in done.stderr

    @pytest.mark.parametrize(
        "inputs",
        [
            {"documents": "$(touch ran) docs/policy.en.md"},
            {"documents": "`touch ran` `touch ran`"},
            {"documents": "--output=ran docs/policy.zh.md"},
            {"glossary": 'terms.csv"; touch ran; "'},
            {"fail-on": "major; touch ran"},
            {"options": "$(touch ran)\n;touch ran"},
        ],
    )
    def test_nothing_in_an_input_is_run(self, repository, inputs):
        done = acted({"documents": "docs/policy.zh.md docs/policy.en.md", "glossary": "terms.csv", **inputs})
        assert done.returncode == 2
        assert not Path("ran").exists()

    def test_options(self, repository):
        pair = {"documents": "docs/policy.zh.md docs/policy.en.md", "glossary": "terms.csv"}
        assert acted({**pair, "from": "zh", "to": "en", "fail-on": "never"}).returncode == 0
        done = acted({**pair, "format": "sarif", "options": "-o\nfound.sarif\n"})
        assert (done.returncode, done.stdout) == (1, "")
        assert Path("found.sarif").exists()
