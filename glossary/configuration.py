"""What a project says once instead of on every command line: ``termlock.toml``, or ``[tool.termlock]`` in ``pyproject.toml``.

```toml
glossaries = ["terms.csv", "policy"]   # -g
from = "zh"                            # --from
to = "en"                              # --to
fail-on = "minor"                      # --fail-on
format = "github"                      # --format
baseline = "termlock-baseline.json"    # --baseline
waivers = "termlock-waivers.toml"      # --waivers

[severity]
first-mention = "off"                  # a check: neutral, minor, major, critical or off
deprecated = "major"                   # a status: what a term of that status weighs where it must not stand
```

The first one counts that is found in the folder of the checked file or above it, else in the current folder or above it.
Paths are relative to the file that names them. What the command line says wins. Keys and values that make no sense are
errors, all of them at once.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from glossary import files
from glossary.checks import CHECKS
from glossary.errors import TermlockError
from glossary.formats import is_starter
from glossary.issue import Severity
from glossary.languages import is_tag
from glossary.reports import FORMATS
from glossary.termbase import Status

OWN_NAME = "termlock.toml"
PROJECT_NAME = "pyproject.toml"
OFF = "off"
STATUSES = (Status.ADMITTED, Status.DEPRECATED, Status.SUPERSEDED, Status.FORBIDDEN)
"""The statuses that a check reports."""
_LINE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What a project's file says; empty where it says nothing."""

    path: str = ""
    glossaries: tuple[str, ...] = ()
    source_language: str = ""
    target_language: str = ""
    fail_on: str = ""
    format: str = ""
    baseline: str = ""
    waivers: str = ""
    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    """By the id of a check or by a status; None where it is off."""


def find(checked: str) -> Configuration:
    """The configuration that counts for a file (``-``: for standard input); an empty one where there is none.

    Raises TermlockError that names every line which makes no sense.
    """
    starts = [Path.cwd()] if checked == "-" else [Path(checked).absolute().parent, Path.cwd()]
    for start in starts:
        for folder in (start, *start.parents):
            own, project = folder / OWN_NAME, folder / PROJECT_NAME
            if own.is_file():
                return read(own)
            if project.is_file() and _is_ours(project):
                return read(project)
    return Configuration()


def read(path: Path) -> Configuration:
    """The configuration in a file: all of a ``termlock.toml``, a section of a ``pyproject.toml``."""
    text = files.read_text(path).text
    table = _parsed(text, path)
    if path.name == PROJECT_NAME:
        table = table.get("tool", {}).get("termlock", {})
    reading = _Reading(path=path, text=text, problems=[])
    values = reading.values(table)
    if reading.problems:
        raise TermlockError("\n".join(reading.problems))
    return Configuration(path=str(path), **values)


def _is_ours(path: Path) -> bool:
    """Whether a ``pyproject.toml`` has a section for termlock; one that cannot be read is somebody else's business."""
    try:
        table = tomllib.loads(files.read_text(path).text)
    except (tomllib.TOMLDecodeError, TermlockError):
        return False
    tool = table.get("tool")
    return isinstance(tool, dict) and isinstance(tool.get("termlock"), dict)


def _parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        said = _LINE.sub("", str(error)).strip()
        place = f"{path}:{found[1]}" if found else f"{path}:{text.count(chr(10)) + 1}"
        raise TermlockError(f"{place}: is no TOML: {said[:1].lower()}{said[1:]}; mend that line") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """Takes values out of a table, and collects what is wrong with it."""

    path: Path
    text: str
    problems: list[str]

    def values(self, table: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in table.items():
            if key not in _KEYS:
                self._problem(key, f'key "{key}" is unknown; {_suggestion(key, _KEYS)}')
                continue
            name, understand = _KEYS[key]
            found[name] = understand(self, key, value)
        return found

    def glossaries(self, key: str, value: object) -> tuple[str, ...]:
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, list) or not names or not all(isinstance(each, str) and each for each in names):
            self._problem(key, f'"{key}" must be a list of files, such as ["terms.csv", "policy"]')
            return ()
        return tuple(self._path_to(each) for each in names)

    def file(self, key: str, value: object) -> str:
        return self._path_to(str(value)) if self._is_text(key, value) else ""

    def language(self, key: str, value: object) -> str:
        if not self._is_text(key, value):
            return ""
        if not is_tag(str(value)):
            self._problem(key, f'"{key}" is "{value}", which is no language tag; use one such as zh-Hans or en')
        return str(value)

    def threshold(self, key: str, value: object) -> str:
        return self._one_of(key, value, (*Severity, "never"))

    def form(self, key: str, value: object) -> str:
        return self._one_of(key, value, FORMATS)

    def severities(self, key: str, value: object) -> dict[str, Severity | None]:
        if not isinstance(value, Mapping):
            self._problem(key, f'"{key}" must be a section: [{key}] and below it lines such as first-mention = "off"')
            return {}
        known = (*CHECKS, *STATUSES)
        found: dict[str, Severity | None] = {}
        for name, severity in value.items():
            if name not in known:
                self._problem(name, f'"{name}" is no check and no status that a check reports; {_suggestion(name, known)}')
            elif said := self._one_of(name, severity, (*Severity, OFF)):
                found[name] = None if said == OFF else Severity(said)
        return found

    def _path_to(self, name: str) -> str:
        """A path as seen from where we are; the starter's name stays where no file is called so."""
        folder = self.path.parent
        return name if is_starter(name, folder) else str(folder / name)

    def _is_text(self, key: str, value: object) -> bool:
        if isinstance(value, str) and value:
            return True
        self._problem(key, f'"{key}" must be a text in quotes')
        return False

    def _one_of(self, key: str, value: object, known: Iterable[str]) -> str:
        if isinstance(value, str) and value in known:
            return value
        self._problem(key, f'"{key}" is {value!r}; use {", ".join(known)}')
        return ""

    def _problem(self, key: str, message: str) -> None:
        self.problems.append(f"{self.path}:{self._line(key)}: {message}")

    def _line(self, key: str) -> int:
        """The line where a key stands, as far as it can be told: TOML's parser does not."""
        wanted = re.compile(rf"\s*(?:\[[\w.\"-]*\b)?[\"']?{re.escape(key)}[\"']?\s*[=\].]")
        lines = self.text.splitlines()
        begins = next((n for n, line in enumerate(lines) if re.match(r"\s*\[tool\.termlock\b", line)), 0)
        return next((n for n, line in enumerate(lines[begins:], begins + 1) if wanted.match(line)), begins + 1)


_KEYS: Mapping[str, tuple[str, Callable[[_Reading, str, object], Any]]] = {
    "glossaries": ("glossaries", _Reading.glossaries),
    "from": ("source_language", _Reading.language),
    "to": ("target_language", _Reading.language),
    "fail-on": ("fail_on", _Reading.threshold),
    "format": ("format", _Reading.form),
    "baseline": ("baseline", _Reading.file),
    "waivers": ("waivers", _Reading.file),
    "severity": ("severities", _Reading.severities),
}
"""Every key, what it is called here, and how its value is understood."""


def _suggestion(written: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(written, [str(each) for each in known], n=1)
    return f'did you mean "{close[0]}"?' if close else f"use {', '.join(known)}"
