"""Another way to decode a segment."""

from __future__ import annotations

import pytest

from translate.retry import said_again


@pytest.mark.parametrize(
    ("source", "term", "rendering", "expected", "why"),
    [
        ("坚持走出去，走出去", "走出去", "going global", "坚持走出去 (going global)，走出去", "the first time"),
        ("坚持going global。", "走出去", "going global", "坚持走出去 (going global)。", "the rendering stands in the place of the term"),
        ("The AIA and AI policies", "AI", "人工智能", "The AIA and AI (人工智能) policies", "no part of another word (before: AI (人工智能)A)"),
        ("Reforms go on", "reform", "改革", "Reforms (改革) go on", "capitals and inflection count for nothing"),
        ("The AIA", "AI", "人工智能", "The AIA", "it stands nowhere"),
        ("(AI)", "(AI)", "（人工智能）", "(AI) (（人工智能）)", "no letter at its ends"),
    ],
)
def test_said_again(source: str, term: str, rendering: str, expected: str, why: str) -> None:
    assert said_again(source, term, rendering) == expected, why
