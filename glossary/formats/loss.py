"""What a format could not hold, named term by term."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


_FEW = 3


def told(losses: Iterable[Loss]) -> tuple[str, ...]:
    """The losses as lines that people can read: many of one kind share a line that names every one of them."""
    kinds: dict[tuple[str, str], list[Loss]] = {}
    for loss in losses:
        kinds.setdefault((loss.field, loss.reason), []).append(loss)
    lines: list[str] = []
    for (name, reason), found in kinds.items():
        if len(found) <= _FEW:
            lines.extend(str(loss) for loss in found)
        else:
            listed = ", ".join(dict.fromkeys(loss.term or loss.concept for loss in found))
            lines.append(f"{len(found)} times: {name}: {reason}: {listed}")
    return tuple(lines)


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
