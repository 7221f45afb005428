"""The one primitive that enforcement needs of an engine: continue this translation from this forced beginning,
and say at each step which pieces you nearly chose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A term of the segment beside the rendering that it should get."""

    term: str
    rendering: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Which characters an output may have; None of it means anything goes."""

    language: str
    """The target language tag: ``en`` keeps Han out; ``zh-Hans`` and ``zh-Hant`` keep the other script's characters out."""
    latin: tuple[str, ...] = ()
    """In a Chinese target: the Latin strings that the source and the renderings justify."""
    literals: tuple[str, ...] = ()
    """Strings that are allowed whatever characters they have (approved renderings, protected spans)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One segment to translate, possibly from a forced beginning."""

    source: str
    source_language: str
    target_language: str
    told: str = ""
    """The source as a model that takes instructions reads it: with amounts, dates and renderings of terms as the target
    language has them. Empty where that is the source itself."""
    hints: tuple[Hint, ...] = ()
    context: tuple[str, ...] = ()
    """Source text around the segment, for the model's understanding only."""
    beginning: str = ""
    """The target text to continue; it is not repeated in the continuation."""
    forbidden: tuple[str, ...] = ()
    """Strings that the continuation must not contain, where the engine can promise that."""
    guard: Guard | None = None
    max_pieces: int = 512
    alternatives: int = 0
    """How many alternatives each piece should carry, 0 to 20."""
    draft: str = ""
    """A text of which the continuation will probably repeat parts. An engine may check several of its pieces at once; what
    it answers is the same without."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One decoded piece (token) of a continuation."""

    text: str
    logprob: float
    """Natural logarithm of its probability."""
    alternatives: tuple[tuple[str, float], ...] = ()
    """The most probable pieces at this step with their log-probabilities, best first; the chosen one may be among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuation:
    """What an engine made of a request: ``request.beginning + text`` is the whole target."""

    text: str
    pieces: tuple[Piece, ...] = field(default=(), repr=False)
    """Their texts joined are ``text``; empty where no alternatives were asked for."""
    finished: bool = True
    """False where the length bound cut it off."""
    decoded: int = 0
    """How many pieces were decoded for it."""


class Engine(Protocol):
    """Whatever continues a translation."""

    @property
    def signature(self) -> str:
        """Engine, model and checksum in one line: what a reader needs to get the same output again."""

    @property
    def model(self) -> str:
        """The model's name; empty where there is none."""

    @property
    def checksum(self) -> str:
        """SHA-256 of its weights; empty where there is none."""

    @property
    def in_flight(self) -> int:
        """How many requests are worth having under way at once."""

    def can_translate(self, source: str, target: str) -> bool:
        """Whether the model knows this pair of language tags."""

    def complete(self, requests: Sequence[Request]) -> list[Continuation]:
        """The continuation of each request, in their order. Safe to call from several threads."""

    def close(self) -> None:
        """Give memory and threads back."""
