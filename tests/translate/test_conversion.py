"""Which engine runs a GGUF model, and what is kept of its conversion."""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

from glossary.errors import ModelError
from translate import engines
from translate.engines import conversion, load, zero_points


def string(text: bytes) -> bytes:
    return struct.pack("<Q", len(text)) + text


def gguf(architecture: bytes = b"qwen2") -> bytes:
    """A whole GGUF file: its architecture and one F32 tensor."""
    header = b"GGUF" + struct.pack("<IQQ", 3, 1, 1) + string(b"general.architecture") + struct.pack("<I", 8) + string(architecture)
    header += string(b"t") + struct.pack("<IQIQ", 1, 1, 0, 0)
    return header + b"\0" * (-len(header) % 32) + b"\0" * 4


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERMLOCK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def model(tmp_path: Path) -> Path:
    file = tmp_path / "model.gguf"
    file.write_bytes(gguf())
    return file


SUITS: list[tuple[dict[str, Any], bool, str]] = [
    ({}, True, "Linux with dot products, memory and the packages"),
    ({"machine": "AMD64"}, True, "another name of the same"),
    ({"machine": "arm64"}, False, "another processor"),
    ({"processor": "flags: avx avx2"}, False, "without dot products"),
    ({"processor": ""}, False, "nothing tells (Windows, macOS)"),
    ({"memory": 4 * len(gguf())}, False, "too little memory to convert"),
    ({"package": None}, False, "not installed"),
    ({"architecture": b"gemma3"}, False, "a model that was not tried"),
]


@pytest.mark.parametrize(("changed", "suits", "why"), SUITS)
def test_when_openvino_is_the_engine(model: Path, monkeypatch: pytest.MonkeyPatch, changed: dict[str, Any], suits: bool, why: str) -> None:
    machine = {"machine": "x86_64", "processor": "flags: avx512_vnni", "memory": 8 << 30, "package": object(), **changed}
    monkeypatch.setattr(conversion.platform, "machine", lambda: machine["machine"])
    monkeypatch.setattr(conversion, "find_spec", lambda _: machine["package"])
    monkeypatch.setattr(conversion, "_processor", lambda: machine["processor"])
    monkeypatch.setattr(conversion, "_memory", lambda: machine["memory"])
    model.write_bytes(gguf(changed.get("architecture", b"qwen2")))
    assert conversion.suits(model) is suits, why


class Made:
    """An engine that says what it was made with."""

    def __init__(self, **settings: object) -> None:
        self.settings = settings


class Refused:
    def __init__(self, **_: object) -> None:
        raise ModelError("OpenVINO cannot run this model here")


@pytest.fixture
def stand_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engines.ENGINES, "llama", f"{__name__}:Made")
    monkeypatch.setitem(engines.ENGINES, "openvino", f"{__name__}:Refused")


def test_where_openvino_refuses_llama_runs(model: Path, stand_ins: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "suits", lambda _: True)
    assert type(load(model=str(model))).__name__ == "Made"


def test_who_asks_for_openvino_is_told_why_not(model: Path, stand_ins: None) -> None:
    with pytest.raises(ModelError, match="cannot run this model here"):
        load("openvino", str(model))


def test_reproducible_is_asked_of_the_engine_that_runs(model: Path, stand_ins: None) -> None:
    made: Any = load("llama", str(model), reproducible=True)
    assert (made.settings["slots"], made.settings["cache"]) == (1, False)


class Converter:
    """Writes what OpenVINO GenAI writes, where it writes it: beside the file that it was given."""

    made = 0
    fails = False
    vocabulary = True
    mended: ClassVar[list[bool]] = []

    def __init__(self, path: str, *_: str, **settings: object) -> None:
        assert settings["enable_save_ov_model"]
        assert Path(path).read_bytes().startswith(b"GGUF")
        type(self).made += 1
        Path(path).with_name("openvino_model.xml").write_text("<net/>")
        if type(self).vocabulary:
            Path(path).with_name("openvino_tokenizer.xml").write_text("<net/>")
        if type(self).fails:
            raise RuntimeError("Exception from somewhere:\nno room left")


@pytest.fixture
def converter(monkeypatch: pytest.MonkeyPatch) -> type[Converter]:
    made = type("Counting", (Converter,), {"mended": []})
    monkeypatch.setitem(sys.modules, "openvino_genai", SimpleNamespace(LLMPipeline=made))
    monkeypatch.setitem(sys.modules, "openvino", SimpleNamespace(get_version=lambda: "2026.4.1-22982"))
    monkeypatch.setattr(zero_points, "mend", lambda folder, gguf: made.mended.append((folder / "openvino_model.xml").exists() and gguf.exists()))
    return made


def files(cache: Path) -> list[str]:
    return sorted(file.name for file in cache.rglob("*") if file.is_file() and file.name != ".lock")


def test_a_model_is_converted_once(model: Path, cache: Path, converter: type[Converter]) -> None:
    folder = conversion.converted(model, "a" * 64)
    assert conversion.converted(model, "a" * 64) == folder
    assert converter.made == 1
    assert converter.mended == [True], "what the conversion lost is given back, once"
    assert files(cache) == ["openvino_model.xml", "openvino_tokenizer.xml", "whole.json"]
    assert model.exists()


def test_what_another_version_of_openvino_wrote_goes(model: Path, cache: Path, converter: type[Converter], monkeypatch: pytest.MonkeyPatch) -> None:
    old = conversion.converted(model, "a" * 64)
    monkeypatch.setitem(sys.modules, "openvino", SimpleNamespace(get_version=lambda: "2027.1.0-1"))
    assert conversion.converted(model, "a" * 64) != old
    assert not old.exists()


def test_what_another_form_of_conversion_wrote_goes(model: Path, converter: type[Converter], monkeypatch: pytest.MonkeyPatch) -> None:
    old = conversion.converted(model, "a" * 64)
    monkeypatch.setattr(conversion, "_FORM", conversion._FORM + 1)
    assert conversion.converted(model, "a" * 64) != old
    assert not old.exists()


def test_a_conversion_that_fails_leaves_nothing(model: Path, cache: Path, converter: type[Converter]) -> None:
    converter.fails = True
    with pytest.raises(ModelError, match=r"no room left.*--engine llama"):
        conversion.converted(model, "a" * 64)
    assert files(cache) == []


def test_a_vocabulary_that_cannot_be_read_is_told(model: Path, cache: Path, converter: type[Converter]) -> None:
    converter.vocabulary = False
    with pytest.raises(ModelError, match="vocabulary"):
        conversion.converted(model, "a" * 64)
    assert files(cache) == []


DAMAGE = [
    (lambda folder: (folder / "whole.json").unlink(), "broken off before its end"),
    (lambda folder: (folder / "whole.json").write_text(""), "the disk was full when the end was written"),
    (lambda folder: (folder / "openvino_model.xml").write_text("<ne"), "cut off"),
    (lambda folder: (folder / "openvino_tokenizer.xml").unlink(), "a file was deleted"),
]


@pytest.mark.parametrize(("damage", "why"), DAMAGE)
def test_what_is_not_whole_is_converted_again(model: Path, converter: type[Converter], damage: Callable[[Path], object], why: str) -> None:
    folder = conversion.converted(model, "a" * 64)
    damage(folder)
    assert conversion.converted(model, "a" * 64) == folder
    assert converter.made == 2


def test_another_architecture_is_refused(model: Path, converter: type[Converter]) -> None:
    model.write_bytes(gguf(b"gemma3"))
    with pytest.raises(ModelError, match="gemma3; use --engine llama"):
        conversion.converted(model, "a" * 64)


def test_discarding_frees_what_was_converted(model: Path, cache: Path, converter: type[Converter]) -> None:
    conversion.converted(model, "a" * 64)
    assert conversion.discard_converted(model) > 0
    assert files(cache) == []
    assert conversion.discard_converted(model) == 0
