"""What a format could not hold, named term by term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One thing of a termbase that is not in the file, or not as it was."""

    concept: str
    """The concept's id."""
    term: str
    """The term as the termbase has it; empty where the concept itself is meant."""
    field: str
    """Which field did not fit, by its name in the model; ``term`` where the whole term is left out, ``concept`` where
    the whole concept is, or is no longer told from another one."""
    reason: str

    def __str__(self) -> str:
        return f"{self.concept}: {f'{self.term}: ' if self.term else ''}{self.field}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LossReport:
    """Everything that a serializer had to leave out or change, in the order of the termbase."""

    losses: tuple[Loss, ...] = ()

    def __iter__(self) -> Iterator[Loss]:
        return iter(self.losses)

    def __len__(self) -> int:
        return len(self.losses)

    def lines(self) -> tuple[str, ...]:
        """A line for each loss, as people read it."""
        return tuple(str(loss) for loss in self.losses)
