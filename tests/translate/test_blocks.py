"""Which blocks hold what: shared beginnings, copies, what is given up for new sequences."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from translate.engines.blocks import Blocks, Held

SIZE = 4


def held(blocks: Blocks, pieces: list[int], room: int = 0) -> Held:
    found = blocks.hold(pieces, room)
    assert found is not None
    return found


def done(blocks: Blocks, pieces: list[int]) -> Held:
    """A sequence that was computed to its end and is over."""
    found = held(blocks, pieces)
    blocks.computed(found, pieces)
    blocks.release(found, pieces)
    return found


def test_a_sequence_gets_as_many_blocks_as_it_may_need() -> None:
    assert len(held(Blocks(8, SIZE), [1, 2, 3, 4, 5], room=4).blocks) == 3


def test_the_same_beginning_is_shared() -> None:
    blocks = Blocks(16, SIZE)
    first = done(blocks, [1, 2, 3, 4, 5, 6, 7, 8, 9])
    second = held(blocks, [1, 2, 3, 4, 5, 6, 7, 8, 10, 11])
    assert second.blocks[:2] == first.blocks[:2]
    assert second.known == 8


def test_a_beginning_is_the_same_only_with_all_that_stands_before_it() -> None:
    blocks = Blocks(16, SIZE)
    done(blocks, [1, 2, 3, 4, 5, 6, 7, 8, 9])
    assert held(blocks, [0, 2, 3, 4, 5, 6, 7, 8, 9]).known == 0


def test_of_a_block_that_goes_on_differently_the_first_part_is_copied() -> None:
    blocks = Blocks(16, SIZE)
    first = done(blocks, [1, 2, 3, 4, 5, 6, 7, 8])
    second = held(blocks, [1, 2, 3, 4, 5, 6, 20, 21])
    assert second.known == 6
    assert second.copy == (first.blocks[1], second.blocks[1])


def test_a_block_that_was_not_filled_is_copied_too() -> None:
    """A forced beginning goes on from within what was decoded before."""
    blocks = Blocks(16, SIZE)
    done(blocks, [1, 2, 3, 4, 5, 6])
    assert held(blocks, [1, 2, 3, 4, 5, 20]).known == 5


def test_one_piece_is_always_left_to_compute() -> None:
    """What follows the last piece comes from computing it."""
    blocks = Blocks(16, SIZE)
    done(blocks, [1, 2, 3, 4, 5, 6, 7, 8])
    assert held(blocks, [1, 2, 3, 4, 5, 6, 7, 8]).known == 7


def test_what_is_just_being_computed_is_waited_for() -> None:
    blocks = Blocks(16, SIZE)
    pieces = [1, 2, 3, 4, 5]
    first = held(blocks, pieces)
    assert blocks.hold([1, 2, 3, 4, 6], 0) is None
    blocks.computed(first, pieces)
    assert held(blocks, [1, 2, 3, 4, 6]).known == 4


def test_what_was_given_up_half_computed_is_not_waited_for() -> None:
    blocks = Blocks(16, SIZE)
    first = held(blocks, [1, 2, 3, 4, 5])
    blocks.release(first, [])
    assert held(blocks, [1, 2, 3, 4, 6]).known == 0


def test_too_few_blocks_are_refused_and_nothing_is_lost() -> None:
    blocks = Blocks(3, SIZE)
    first = held(blocks, [1, 2, 3, 4, 5])
    assert blocks.hold([9, 9, 9, 9, 9], 0) is None
    blocks.release(first, [])
    assert len(held(blocks, [9, 9, 9, 9, 9], room=7).blocks) == 3


def test_what_was_not_used_for_the_longest_time_is_given_up_first() -> None:
    blocks = Blocks(4, SIZE)
    done(blocks, [1, 2, 3, 4, 0])
    done(blocks, [5, 6, 7, 8, 0])
    done(blocks, [1, 2, 3, 4, 0])
    taken = held(blocks, [9, 9])
    blocks.release(taken, [])
    assert held(blocks, [1, 2, 3, 4, 0]).known == 4


def test_without_sharing_all_is_computed() -> None:
    blocks = Blocks(16, SIZE, share=False)
    done(blocks, [1, 2, 3, 4, 5])
    assert held(blocks, [1, 2, 3, 4, 5]).known == 0


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.lists(st.integers(0, 2), min_size=1, max_size=11), st.integers(0, 6), st.integers(0, 3)), max_size=40),
    st.booleans(),
)
def test_what_is_said_to_be_known_stands_in_the_cache(steps: list[tuple[list[int], int, int]], share: bool) -> None:
    """Against a cache that is written down: whatever is begun, computed and released in whatever order."""
    blocks, cache = Blocks(12, SIZE, share=share), [[-1] * SIZE for _ in range(12)]
    live: list[tuple[Held, list[int]]] = []
    for pieces, room, which in steps:
        if which == 0 and live:
            old, written = live.pop(0)
            blocks.release(old, written)
        found = blocks.hold(pieces, room)
        if found is None:
            continue
        if found.copy is not None:
            cache[found.copy[1]] = list(cache[found.copy[0]])
        stands = [cache[found.blocks[at // SIZE]][at % SIZE] for at in range(found.known)]
        assert stands == pieces[: found.known]
        assert found.known < len(pieces)
        own = found.blocks[found.known // SIZE :]
        assert not any(set(own) & set(other.blocks) for other, _ in live), "a block that is written has one owner"
        written = pieces + [3] * min(room, which)
        for at in range(found.known, len(written)):
            cache[found.blocks[at // SIZE]][at % SIZE] = written[at]
        blocks.computed(found, written)
        live.append((found, written))
    for each, written in live:
        blocks.release(each, written)
    assert blocks.hold([7] * 11, 12 * SIZE - 11) is not None, "all blocks can be had again"
