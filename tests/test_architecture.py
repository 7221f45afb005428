"""The corridor is one-way, light at the door, and every room is in its table."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted([ROOT / "cli.py", *(ROOT / "glossary").rglob("*.py"), *(ROOT / "translate").rglob("*.py")])
LONGEST = 400
"""Lines; a longer file hides two. The command line alone may be longer: its top level is fixed."""
RUNTIMES = {"torch", "xllamacpp", "ctranslate2", "openvino", "openvino_genai"}
OPENERS = {"glossary/files.py", "translate/checksums.py", "translate/memory.py", "translate/wheels.py", "translate/models.py", "translate/hub.py"}
HEAVY = ["torch", "transformers", "polars", "openpyxl", "opencc", "rjieba", "xllamacpp", "openvino", "sacrebleu", "numpy", "huggingface_hub"]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def calls(path: Path) -> set[str]:
    """Names of functions called: ``print``, ``sys.exit``, ``path.open`` (as ``.open``)."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                found.add(node.func.id)
            elif isinstance(node.func, ast.Attribute):
                found.add(f".{node.func.attr}")
                if isinstance(node.func.value, ast.Name):
                    found.add(f"{node.func.value.id}.{node.func.attr}")
    return found


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_glossary_knows_nothing_of_translation(path: Path) -> None:
    if name(path).startswith("glossary/"):
        assert not any(each.split(".")[0] in {"translate", "cli"} for each in imports(path))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    if name(path) != "cli.py":
        assert not calls(path) & {"print", "sys.exit", "exit", "os._exit"}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_engines_import_a_model_runtime(path: Path) -> None:
    if not name(path).startswith("translate/engines/"):
        assert not {each.split(".")[0] for each in imports(path)} & RUNTIMES


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_these_modules_open_files(path: Path) -> None:
    if name(path) not in OPENERS and not name(path).startswith("translate/engines/"):
        assert not calls(path) & {"open", ".write_text", ".write_bytes", ".read_text"} - {".read_text", ".write_bytes"}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_module_grows_without_bound(path: Path) -> None:
    if name(path) != "cli.py":
        assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), "a module without a docstring"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_rooms_for_odds_and_ends(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "common", "base", "constants", "misc"}


@pytest.mark.parametrize("module", ["cli", "glossary.termbase", "glossary.checks", "glossary.formats", "translate.pipeline", "translate.engines"])
def test_nothing_heavy_is_loaded_by_an_import(module: str) -> None:
    code = f"import sys, {module}; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
