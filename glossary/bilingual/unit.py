"""What a reader of bilingual files gives: one unit after another, each with its texts by language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from glossary.bitext import Side


class State(StrEnum):
    """Whether a unit is to be checked, or why not."""

    TRANSLATED = "translated"
    UNTRANSLATED = "untranslated"
    """It has no target yet, or its target says that it needs translation (PO: fuzzy)."""
    LOCKED = "locked"
    """The file says that it is not to be translated."""


@dataclass(frozen=True, slots=True)
class Variant:
    """The text of a unit in one language; positional since files have millions of them."""

    language: str
    """The normalised tag; empty where the file does not say it."""
    side: Side


@dataclass(frozen=True, slots=True)
class Unit:
    """Texts that translate each other: in a file with roles the source comes first."""

    variants: tuple[Variant, ...]
    state: State = State.TRANSLATED
    has_roles: bool = True
    """Whether the file itself says which is source and which is target (TMX and language columns do not)."""
