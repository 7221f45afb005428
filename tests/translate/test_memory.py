"""What has been translated already is not decoded again, unless anything that it depends on has changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from glossary.errors import TermlockError
from glossary.requirement import Requirements
from glossary.termbase import Concept, Term, Termbase
from translate.engine import Request
from translate.memory import Memory, clear, key
from translate.task import Mode, Task


def task(source: str = "坚持走出去。", rendering: str = "going global", **more: object) -> Task:
    termbase = Termbase(
        concepts=(Concept(id="c", terms=(Term(text="走出去", language="zh"), Term(text=rendering, language="en"))),)
    )
    request = Request(source=source, source_language="zh", target_language="en")
    return Task(request=replace(request, **more), requirements=Requirements(termbase, "zh", "en").of(source))  # type: ignore[arg-type]


def test_the_same_task_has_the_same_key() -> None:
    assert key(task(), "engine") == key(task(), "engine")


DIFFERENT = [
    (task(source="坚持走出去！"), "engine", "another source"),
    (task(rendering="go global"), "engine", "another glossary entry"),
    (task(target_language="de"), "engine", "another language"),
    (replace(task(), mode=Mode.HINT), "engine", "another enforcement"),
    (replace(task(), hypotheses=5), "engine", "more hypotheses"),
    (task(), "other", "another engine or model"),
]


@pytest.mark.parametrize(("changed", "signature", "why"), DIFFERENT, ids=[row[2] for row in DIFFERENT])
def test_whatever_an_outcome_depends_on_changes_its_key(changed: Task, signature: str, why: str) -> None:
    assert key(changed, signature) != key(task(), "engine"), why


def test_a_glossary_entry_that_the_segment_does_not_use_changes_nothing() -> None:
    """A glossary edit decodes only the segments that it touches."""
    assert key(task(source="天气很好。", rendering="go global"), "e") == key(task(source="天气很好。"), "e")


def test_what_was_put_is_there_for_the_next_run(tmp_path: Path) -> None:
    first = Memory(tmp_path / "memory.sqlite")
    first.put("k", "going global", [0, 2])
    del first  # a killed run closes nothing
    assert Memory(tmp_path / "memory.sqlite").get("k") == ("going global", (0, 2))


def test_a_fresh_run_forgets_earlier_runs_and_knows_its_own(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    Memory(path).put("k", "old", [])
    fresh = Memory(path, forget=True)
    assert fresh.get("k") is None
    fresh.put("k", "new", [])
    assert fresh.get("k") == ("new", ())
    assert Memory(path).get("k") == ("new", ())


def test_without_a_path_nothing_is_kept(tmp_path: Path) -> None:
    memory = Memory(None)
    memory.put("k", "text", [])
    assert memory.get("k") == ("text", ())
    assert Memory(None).get("k") is None


def test_a_damaged_memory_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    path.write_bytes(b"this is no database" * 100)
    with pytest.raises(TermlockError, match="termlock memory clear"):
        Memory(path)


def test_clear_forgets(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    memory = Memory(path)
    memory.put("k", "text", [])
    memory.close()
    assert clear(path) > 0
    assert not path.exists()
    assert clear(path) == 0
