"""What the engines for GGUF chat models have in common: how much a request may hold, and what the file and the machine say."""

from __future__ import annotations

import os
from collections.abc import Callable
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TypeVar

from translate.gguf import chat_template
from translate.prompt import family_of

CONTEXT = 2048
"""Pieces that one request may use, prompt and answer together: a sentence of some 900 Chinese characters."""

Said = TypeVar("Said")


def read_header(path: Path, reader: Callable[[mmap], Said]) -> Said:
    """What a reader of `translate.gguf` finds in a whole GGUF file."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        return reader(data)


def family_at(path: Path) -> str:
    """The family of the chat model in a GGUF file, as in ``translate.prompt.FAMILIES``."""
    return family_of(read_header(path, chat_template))


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
