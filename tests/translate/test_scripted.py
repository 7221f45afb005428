"""The engine without a model: a table, or an echo of the hints."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary.errors import TermlockError
from translate.engine import Hint, Request
from translate.engines import load
from translate.engines.scripted import ScriptedEngine


def asked(source: str, **changes: object) -> Request:
    return Request(**{"source": source, "source_language": "zh", "target_language": "en", **changes})  # type: ignore[arg-type]


ANSWERS = {"坚持走出去。": "Keep going out now."}


# (beginning, what follows)
@pytest.mark.parametrize(
    ("beginning", "follows"),
    [
        ("", "Keep going out now."),
        ("Keep", " going out now."),
        ("Keep go", "ing out now."),  # a beginning of the answer: what follows it, letter by letter
        ("Keep going global", " now."),  # another one: what follows as many words
        ("Keep going out now.", ""),
        ("We should all keep going global here", ""),
    ],
)
def test_a_beginning_is_continued_with_the_rest_of_the_answer(beginning: str, follows: str) -> None:
    made = ScriptedEngine(ANSWERS).complete([asked("坚持走出去。", beginning=beginning)])[0]
    assert (made.text, made.finished) == (follows, True)


def test_pieces_join_to_the_text_and_carry_the_alternatives_of_the_table() -> None:
    engine = ScriptedEngine(ANSWERS, alternatives={"坚持走出去。": {10: [(" global", -2.0), (" abroad", -3.0)]}})
    made = engine.complete([asked("坚持走出去。", alternatives=1)])[0]
    assert [piece.text for piece in made.pieces] == ["Keep", " going", " out", " now."]
    assert made.pieces[2].alternatives == ((" out", 0.0), (" global", -2.0))
    assert made.pieces[0].alternatives == (("Keep", 0.0),)


def test_no_pieces_unless_asked_for() -> None:
    assert ScriptedEngine(ANSWERS).complete([asked("坚持走出去。")])[0].pieces == ()


def test_a_source_that_is_not_in_the_table_is_echoed_with_its_hints() -> None:
    hints = (Hint(term="开放", rendering="opening up"), Hint(term="对外开放", rendering="opening to the outside world"))
    made = ScriptedEngine().complete([asked("扩大对外开放。", hints=hints)])[0]
    assert made.text == "扩大opening to the outside world。"


def test_the_bound_is_kept() -> None:
    made = ScriptedEngine(ANSWERS).complete([asked("坚持走出去。", max_pieces=2)])[0]
    assert (made.text, made.finished, made.decoded) == ("Keep going", False, 2)


def test_a_chinese_answer_has_a_piece_for_each_character() -> None:
    engine = ScriptedEngine({"Go.": "走出去。"})
    made = engine.complete([asked("Go.", target_language="zh", beginning="走向", alternatives=1)])[0]
    assert [piece.text for piece in made.pieces] == ["去", "。"]


def test_it_remembers_what_was_asked() -> None:
    engine = ScriptedEngine()
    engine.complete([asked("一"), asked("二")])
    assert [request.source for request in engine.requests] == ["一", "二"]


def test_a_table_comes_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "table.json"
    file.write_text('{"走。": "Go."}', encoding="utf-8")
    engine = load("scripted", str(file))
    assert engine.complete([asked("走。")])[0].text == "Go."
    assert engine.signature.startswith("scripted|1 answers|sha256:")
    assert load("scripted").signature != engine.signature


@pytest.mark.parametrize(
    ("text", "message"),
    [('{"a": "b",\n}', ":2: is no JSON"), ("[1]", "must be one JSON object"), ('{"a": 1}', "must be one JSON object"), (None, "no such file")],
)
def test_a_bad_table_is_one_line(tmp_path: Path, text: str | None, message: str) -> None:
    file = tmp_path / "table.json"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(TermlockError) as caught:
        load("scripted", str(file))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
