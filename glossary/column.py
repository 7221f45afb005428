"""The terms in a column of texts: a corpus goes through in chunks, on several processes if that is asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

from glossary.matcher import Matcher

if TYPE_CHECKING:
    import polars as pl

_CHUNK = 16_384
"""Texts that are in hand at once, in each process."""
_Columns = dict[str, list[int] | list[str]]

_matcher: Matcher | None = None


def find_in_column(series: pl.Series, matcher: Matcher, processes: int = 1) -> pl.DataFrame:
    """Every match of `Matcher.find` in a column of strings, as row, start, end, concept, term, language, certainty.

    ``row`` counts from 0; offsets count code points of the text in that row; null has no matches. ``processes`` is how
    many work on it; 1 starts none. On two cores two took longer for 800,000 texts: matches are found about as fast as they
    travel between processes. Where others are started, a script that calls this needs the usual
    ``if __name__ == "__main__"``.
    """
    import polars as pl

    chunks = ((start, series.slice(start, _CHUNK).to_list()) for start in range(0, len(series), _CHUNK))
    frames = [pl.DataFrame(columns, schema=_schema()) for columns in _found(chunks, matcher, processes)]
    return pl.concat(frames) if frames else pl.DataFrame(schema=_schema())


def _schema() -> dict[str, pl.DataType]:
    import polars as pl

    numbers = dict.fromkeys(("row", "start", "end"), pl.UInt32())
    names: dict[str, pl.DataType] = dict.fromkeys(("concept", "term", "language", "certainty"), pl.String())
    return {**numbers, **names}


def _found(
    chunks: Iterator[tuple[int, list[str | None]]], matcher: Matcher, processes: int
) -> Iterator[_Columns]:
    if processes <= 1:
        for start, texts in chunks:
            yield _columns(matcher, start, texts)
        return
    # Spawned and not forked: polars and other libraries have threads that do not survive a fork.
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=_take, initargs=(matcher,)) as pool:
        waiting: deque[Future[_Columns]] = deque()
        for start, texts in chunks:
            waiting.append(pool.submit(_work, start, texts))
            if len(waiting) > 2 * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _take(matcher: Matcher) -> None:
    global _matcher  # noqa: PLW0603  # what a process of the pool is for
    _matcher = matcher


def _work(start: int, texts: list[str | None]) -> _Columns:
    assert _matcher is not None
    return _columns(_matcher, start, texts)


def _columns(matcher: Matcher, start: int, texts: list[str | None]) -> _Columns:
    found = matcher.find_all([text or "" for text in texts])
    rows = [row for row, matches in enumerate(found, start) for _ in matches]
    matches = [match for several in found for match in several]
    return {
        "row": rows,
        "start": [match.start for match in matches],
        "end": [match.end for match in matches],
        "concept": [match.concept for match in matches],
        "term": [match.term.text for match in matches],
        "language": [match.term.language for match in matches],
        "certainty": [match.certainty.value for match in matches],
    }
