"""Checksums of model files, remembered in the cache folder: reading a gigabyte takes seconds, and starts are many."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

Progress = Callable[[int, int], None]
"""Called with the bytes done and the bytes in all."""

CHUNK = 1 << 22
"""Bytes read at once."""


def cache_folder() -> Path:
    """What termlock keeps lies here: ``$TERMLOCK_CACHE``, or the platform's cache folder of the user."""
    from platformdirs import user_cache_dir

    return Path(os.environ.get("TERMLOCK_CACHE") or user_cache_dir("termlock", appauthor=False))


def checksum(file: Path, progress: Progress | None = None) -> str:
    """SHA-256 of a file in hexadecimal; the file is read only if its size or time changed since. Raises OSError."""
    digest = remembered(file)
    if digest is not None:
        return digest
    hasher, done, total = hashlib.sha256(), 0, file.stat().st_size
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            hasher.update(chunk)
            done += len(chunk)
            if progress:
                progress(done, total)
    remember(file, hasher.hexdigest())
    return hasher.hexdigest()


def remembered(file: Path) -> str | None:
    """Give the checksum that a file had when it was last read whole, if its size and time are still those."""
    try:
        marker = json.loads(marker_of(file).read_text(encoding="utf-8"))
        state = file.stat()
        same = marker["size"] == state.st_size and marker["mtime_ns"] == state.st_mtime_ns
        return str(marker["sha256"]) if same else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(file: Path, digest: str) -> None:
    """Note a file's checksum; where the cache cannot be written, the next start reads the file again."""
    state, marker = file.stat(), marker_of(file)
    text = json.dumps({"path": str(file), "size": state.st_size, "mtime_ns": state.st_mtime_ns, "sha256": digest})
    try:
        marker.parent.mkdir(parents=True, exist_ok=True)
        partial = marker.with_suffix(f".{os.getpid()}.part")
        partial.write_text(text, encoding="utf-8")
        partial.replace(marker)
    except OSError:
        return


def marker_of(file: Path) -> Path:
    """Where the note about a file lies."""
    key = hashlib.sha256(str(file.absolute()).encode()).hexdigest()[:32]
    return cache_folder() / "checksums" / f"{key}.json"
