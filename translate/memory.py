"""What has been translated already: finished segments, kept between runs in the user's cache folder.

A key is everything that an outcome depends on (engine and model, the request, what is required), so a changed segment,
glossary entry or model is decoded anew and everything else is not. Each segment is committed as it is finished: a killed
run goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from glossary.errors import TermlockError
from glossary.requirement import Requirement
from translate.engine import Request
from translate.task import Mode, Task

_FORM = 6
"""Raised whenever a kept outcome would mean something else than before."""


def key(task: Task, signature: str) -> str:
    """What an outcome is kept under: a SHA-256 over all that it depends on."""
    content = [_FORM, signature, task.mode, task.hypotheses, _request(task.request)]
    if task.mode is not Mode.OFF:
        content.append([_requirement(each) for each in task.requirements])
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, default=str).encode()).hexdigest()


def _request(request: Request) -> object:
    return asdict(request)


def _requirement(requirement: Requirement) -> object:
    return [
        requirement.term.text,
        requirement.source.start,
        requirement.certainty,
        [[term.text, term.status] for term in requirement.renderings],
    ]


class Memory:
    """Kept outcomes by their keys; without a path nothing is kept beyond the run.

    With ``forget`` nothing that was kept by earlier runs is given out, and what this run keeps replaces it.
    """

    def __init__(self, path: Path | None, *, forget: bool = False) -> None:
        self._kept: dict[str, str] = {}
        self._forget = forget
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None
        if path is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = _open(path)
        except (OSError, sqlite3.DatabaseError) as error:
            raise TermlockError(
                f"{path}: the memory cannot be opened ({error}); say --no-memory, or delete it with: termlock memory clear"
            ) from None

    def get(self, wanted: str) -> tuple[str, tuple[int, ...]] | None:
        """The target kept under a key, and the numbers of its enforced requirements; None where nothing is kept."""
        with self._lock:
            kept = self._kept.get(wanted)
            if kept is None and self._database is not None and not self._forget:
                row = self._database.execute("SELECT outcome FROM outcomes WHERE key = ?", (wanted,)).fetchone()
                kept = row[0] if row else None
        if kept is None:
            return None
        target, enforced = json.loads(kept)
        return target, tuple(enforced)

    def put(self, wanted: str, target: str, enforced: Sequence[int]) -> None:
        """Keep an outcome; it is on disk when this returns."""
        outcome = json.dumps([target, list(enforced)], ensure_ascii=False)
        with self._lock:
            self._kept[wanted] = outcome
            if self._database is not None:
                with self._database:
                    self._database.execute("INSERT OR REPLACE INTO outcomes VALUES (?, ?)", (wanted, outcome))

    def close(self) -> None:
        """Give the file back."""
        if self._database is not None:
            self._database.close()
            self._database = None


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, check_same_thread=False, timeout=30)
    path.chmod(0o600)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE IF NOT EXISTS outcomes (key TEXT PRIMARY KEY, outcome TEXT NOT NULL)")
    database.commit()
    return database


def default_path() -> Path:
    """Where the memory lies: in the user's cache folder."""
    from translate.checksums import cache_folder

    return cache_folder() / "memory.sqlite"


def clear(path: Path | None = None) -> int:
    """Forget everything; returns how many bytes were freed."""
    path = path or default_path()
    freed = 0
    for name in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        if name.is_file():
            freed += name.stat().st_size
            name.unlink()
    return freed
