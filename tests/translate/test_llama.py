"""The llama engine's own work: tokens that split characters, and models that cannot be loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary.errors import ModelError
from translate.engines import load
from translate.engines.llama import _pieces


def token(data: bytes, logprob: float = -0.5, *others: tuple[str, float]) -> dict[str, object]:
    return {
        "bytes": list(data),
        "logprob": logprob,
        "top_logprobs": [{"token": text, "logprob": value} for text, value in others],
    }


def test_pieces_join_to_the_text() -> None:
    content = [token("走".encode()), token("出去".encode()), token("。".encode())]
    assert "".join(piece.text for piece in _pieces(content, "走出去。")) == "走出去。"


def test_a_character_split_over_tokens_is_one_piece() -> None:
    """Byte-level vocabularies cut rare characters; alternatives are those of the first part."""
    data = "鏵".encode()
    content = [token(data[:2], -1.0, ("鏵", -2.0)), token(data[2:], -0.25), token(b"a")]
    first, second = _pieces(content, "鏵a")
    assert (first.text, first.logprob, first.alternatives) == ("鏵", -1.25, (("鏵", -2.0),))
    assert second.text == "a"


def test_a_stop_marker_beyond_the_text_is_no_piece() -> None:
    assert [piece.text for piece in _pieces([token(b"ok"), token(b"<|im_end|>")], "ok")] == ["ok"]


def test_text_without_tokens_is_one_piece() -> None:
    assert [piece.text for piece in _pieces([], "all of it")] == ["all of it"]


def test_a_file_that_is_no_model_is_told_before_the_runtime_sees_it(tmp_path: Path) -> None:
    path = tmp_path / "m.gguf"
    path.write_bytes(b"GGUF" + b"\x03\x00\x00\x00" + b"\xff" * 64)
    with pytest.raises(ModelError, match="get the file again"):
        load("llama", str(path))
