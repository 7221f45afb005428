"""README is true: its commands exist, its options are all there, its examples run, CI runs what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

import cli
from glossary.checks import CHECKS
from glossary.formats import FORMATS
from glossary.termbase import Status
from glossary.validation import RULES
from translate.engines import ENGINES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(group: object, prefix: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        if hasattr(command, "commands"):
            found |= commands(command, f"{prefix}{name} ")
        else:
            found[f"{prefix}{name}"] = command
    return found


COMMANDS = commands(get_command(cli.app))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_readme(name: str) -> None:
    group, _, last = name.rpartition(" ")
    assert re.search(rf"termlock {group} ?.*\b{last}\b" if group else rf"termlock {last}\b", README)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_in_readme(name: str) -> None:
    for parameter in COMMANDS[name].params:  # type: ignore[attr-defined]
        long = [option for option in getattr(parameter, "opts", ()) if option.startswith("--")]
        short = [option for option in getattr(parameter, "opts", ()) if not option.startswith("--")]
        if long and long[0] != "--help":
            assert any(option in README for option in [*long, *(f"{each} " for each in short if each.startswith("-"))]), long


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_says_what_it_does(name: str) -> None:
    command = COMMANDS[name]
    assert command.help  # type: ignore[attr-defined]
    for parameter in command.params:  # type: ignore[attr-defined]
        if parameter.param_type_name == "option":
            assert parameter.help, f"{name} {parameter.name}"


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_is_in_readme_with_its_severity(check: str) -> None:
    assert f"| `{check}` | {CHECKS[check].SEVERITY} |" in README


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_in_readme_with_its_severity(rule: str) -> None:
    assert f"| `{rule}` | {RULES[rule].SEVERITY} |" in README


def test_every_engine_format_and_status_is_in_readme() -> None:
    for name in [*ENGINES, *(each.name for each in FORMATS), *Status]:
        assert name in README


def test_ci_runs_readme_s_test_command() -> None:
    """It takes the command out of README itself."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "<!-- test command -->" in script
    found = re.search(r"<!-- test command -->\n```\n(.+)\n```", README)
    assert found is not None
    assert "[dev]" in found[1]
    assert found[1].endswith(".venv/bin/pytest")


def test_the_termbase_example_is_one() -> None:
    from glossary.formats import parse

    example = re.search(r"```csv\n(.+?)```", README, re.DOTALL)
    assert example is not None
    termbase = parse(example[1].encode(), "csv")
    assert [concept.id for concept in termbase] == ["going-global", "opening-up"]


def test_links_in_readme_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
