"""The llama engine's own work: models that cannot be loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary.errors import ModelError
from translate.engines import load


def test_a_file_that_is_no_model_is_told_before_the_runtime_sees_it(tmp_path: Path) -> None:
    path = tmp_path / "m.gguf"
    path.write_bytes(b"GGUF" + b"\x03\x00\x00\x00" + b"\xff" * 64)
    with pytest.raises(ModelError, match="get the file again"):
        load("llama", str(path))
