"""Changed lines: what git says was edited since a revision, so that only issues there count.

git is asked without a shell; a revision is resolved to a commit's hash first, and a path goes behind ``--``, taken literally,
so that neither can be an option. Lines are git's: they end with a line feed and nothing else.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from glossary.errors import TermlockError
from glossary.issue import Span
from glossary.reports.document import Document

_HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_HOOK = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_LITERAL_PATHSPECS", "GIT_EXTERNAL_DIFF"}
_SAFE = ("--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "core.quotePath=true")


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """The changed lines of one file."""

    runs: tuple[tuple[int, int], ...] = ()
    """Lines from 1, half-open."""
    gaps: frozenset[int] = frozenset()
    """Behind which lines others were taken out; 0 is the beginning."""
    whole: bool = False
    """Whether every line counts: the file is new, or git takes it for no text."""


def of(name: str, since: str) -> Changed:
    """What changed in a file of a work tree since a revision, whether it is committed or not.

    Raises TermlockError outside of a repository, without git, and for a revision that is none.
    """
    if name == "-":
        raise TermlockError("--changed-only needs files; standard input has no history")
    path = Path(name).resolve()
    folder = path.parent
    if _git(folder, "rev-parse", "--is-inside-work-tree").stdout.strip() != b"true":
        raise TermlockError(f"{name}: is in no git repository; leave out --changed-only and --since, or run git init")
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{since}^{{commit}}")
    commit = found.stdout.strip().decode("ascii", "replace")
    if found.returncode or not re.fullmatch(r"[0-9a-f]{40,64}", commit):
        told = "the repository has no commit yet" if since == "HEAD" else "git knows no such commit; fetch it, or name another"
        raise TermlockError(f'--since "{since}": {told}')
    if _git(folder, "cat-file", "-e", f"{commit}:./{path.name}").returncode:
        return Changed(whole=True)
    done = _git(
        folder, "diff", "--no-ext-diff", "--no-textconv", "--no-color", "--no-renames", "--ignore-submodules", "--unified=0",
        "--src-prefix=a/", "--dst-prefix=b/", commit, "--", path.name,
    )  # fmt: skip
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise TermlockError(f"{name}: git cannot compare it with {since}: {reason[0] if reason else 'no reason given'}")
    hunks = [(int(match[1]), int(match[2] or 1)) for match in _HUNK.finditer(done.stdout)]
    if done.stdout and not hunks:
        # A change of mode alone has no hunk either, and no "Binary files ... differ".
        return Changed(whole=b"\nBinary files " in done.stdout)
    return Changed(
        runs=tuple((start, start + count) for start, count in hunks if count),
        gaps=frozenset(start for start, count in hunks if not count),
    )


def touches(changed: Changed, document: Document, span: Span | None) -> bool:
    """Whether a span has a part in a changed line, or, where it is empty, stands beside lines that were taken out."""
    if changed.whole:
        return True
    if span is None:
        return False
    first = document.text.count("\n", 0, span.start) + 1
    last = first + document.text.count("\n", span.start, max(span.start, span.end - 1))
    if any(start <= last and first < end for start, end in changed.runs):
        return True
    return span.start == span.end and not changed.gaps.isdisjoint({first - 1, first})


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    # Inside of a hook git sets GIT_DIR and its like, which would be taken from the wrong folder here.
    kept = {key: value for key, value in os.environ.items() if key not in _HOOK}
    environment = {**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    command: Sequence[str] = ("git", "-C", str(folder), *_SAFE, *arguments)
    try:
        return subprocess.run(command, capture_output=True, check=False, env=environment, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        raise TermlockError("--changed-only needs git; install it, or leave out the option") from None
