"""Which of several translations is most like the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.likeness import likeness


@pytest.mark.parametrize(
    ("texts", "language", "best", "why"),
    [
        (["The review ended in May.", "The review ended in March.", "A review ended in May."], "en", 0, "two say May, and two The review"),
        (["同业拆息上升。", "同业拆息上涨。", "利率上升。", "同业拆息上升。"], "zh-Hans", 0, "characters count where there are no spaces"),
        (["Same.", "Same.", "Other."], "en", 0, "what was found twice is like itself"),
    ],
)
def test_the_one_most_like_the_others(texts: list[str], language: str, best: int, why: str) -> None:
    alike = likeness(texts, language)
    assert max(range(len(texts)), key=alike.__getitem__) == best, why


def test_what_has_nothing_of_the_others_is_least_like_them() -> None:
    alike = likeness(["A walk.", "The bank cut its rate.", "The bank lowered its rate."], "en")
    assert alike[0] < min(alike[1:])


def test_one_alone_is_like_nothing() -> None:
    assert likeness(["One."], "en") == [0.0]
    assert likeness([], "en") == []


@given(st.lists(st.text(max_size=30), min_size=2, max_size=5), st.sampled_from(["en", "zh-Hant"]))
def test_likeness_is_a_share_and_the_order_does_not_count(texts: list[str], language: str) -> None:
    alike = likeness(texts, language)
    assert all(0 <= each <= 100 for each in alike)
    assert likeness(texts[::-1], language) == pytest.approx(alike[::-1])


@given(st.text(min_size=1, max_size=30), st.integers(min_value=2, max_value=4))
def test_what_is_said_the_same_is_wholly_alike(text: str, times: int) -> None:
    assert likeness([text] * times, "en") == [100.0] * times
