"""Two documents that somebody translated one into the other, as pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from glossary.bitext import Keys, Pair, Side, align
from glossary.matcher import Certainty
from glossary.reports.document import Document as Shown
from glossary.requirement import Requirements
from translate.documents.document import Document


def _nothing() -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What is to be checked, wherever it comes from."""

    pairs: Callable[[Requirements | None], Iterable[Pair]]
    """The pairs, given the terms that can be anchors; to be asked once."""
    source_language: str
    """Empty where there is no source."""
    target_language: str
    documents: tuple[Shown, Shown]
    """What the source and the target offsets of the pairs count in."""
    container: bool = False
    """Whether those are texts that were taken out of a file which is no text."""
    told: Callable[[], tuple[str, ...]] = _nothing
    """What was passed over, in words; complete when the pairs have been read."""


def alone(target: Document) -> list[Pair]:
    """The segments of a text that has no source."""
    return [Pair(source=Side(text=""), target=segment.side) for segment in target.segments]


def pair(source: Document, target: Document, requirements: Requirements | None = None) -> list[Pair]:
    """The pairs of two documents, aligned by paragraph and then by sentence; what answers to nothing has an empty side.

    ``requirements`` lends its terms as anchors: a term on one side and its rendering on the other speak for a pair.
    """
    left, left_kinds = _paragraphs(source)
    right, right_kinds = _paragraphs(target)
    keys = anchors(requirements) if requirements else {}
    return align(left, right, source_kinds=left_kinds, target_kinds=right_kinds, **keys)


def anchors(requirements: Requirements) -> dict[str, Keys]:
    """What `align` is to ask the two sides for: the concepts whose terms, or whose renderings, stand there."""
    return {
        "source_keys": lambda text: [match.concept for match in requirements.matches(text) if match.certainty is Certainty.CERTAIN],
        "target_keys": lambda text: [match.concept for match in requirements.renderings_in(text)],
    }


def _paragraphs(document: Document) -> tuple[list[list[Side]], list[str]]:
    paragraphs, kinds = [], []
    for _, block in groupby(document.segments, key=lambda segment: segment.paragraph):
        segments = list(block)
        paragraphs.append([segment.side for segment in segments])
        kinds.append(segments[0].kind)
    return paragraphs, kinds
