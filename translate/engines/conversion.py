"""A GGUF model in OpenVINO's own form: converted at its first use, kept in the cache folder.

OpenVINO GenAI reads GGUF and keeps the 4- and 8-bit weights as they are, but for what `translate.engines.zero_points`
puts right.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

from filelock import FileLock

from glossary.errors import ModelError
from translate.checksums import cache_folder
from translate.engines.chat import read_header
from translate.gguf import architecture

ARCHITECTURES = frozenset({"qwen2"})
"""Those that have been seen to give the same text as llama.cpp; OpenVINO reads some more."""
_ROOM = 5
"""How many times the size of a model a machine needs in memory: converting takes three and a half times, for some seconds."""
_FORM = 2
"""Raised whenever another conversion is made of the same model by the same OpenVINO."""
_PARTIAL = "partial-"
_WHOLE = "whole.json"
"""A file that stands in a folder whose model was written to its end: the sizes of all the others by their names."""


def suits(path: Path) -> bool:
    """Whether OpenVINO is the quicker engine for a GGUF file on this machine: installed, with a processor that it is made
    for and memory enough to convert the model. Where nothing tells, it is not; ``--engine openvino`` uses it all the same.
    """
    if platform.machine() not in {"x86_64", "AMD64"} or not all(map(find_spec, ("openvino", "openvino_genai"))):
        return False
    room = _memory() >= _ROOM * path.stat().st_size
    return room and "vnni" in _processor() and read_header(path, architecture) in ARCHITECTURES


def converted(path: Path, checksum: str) -> Path:
    """The folder of a GGUF file's model and tokenizer in OpenVINO's form; takes half a minute and more the first time.

    Raises ModelError where OpenVINO cannot read the model or the cache folder has no room.
    """
    import openvino

    if (kind := read_header(path, architecture)) not in ARCHITECTURES:
        raise ModelError(f"{path}: engine openvino does not run models of architecture {kind or 'unknown'}; use --engine llama")
    version = openvino.get_version().split("-")[0]
    folder = _folders(path) / f"{checksum[:16]}-{version}-{_FORM}"
    if _is_whole(folder):
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.parent / ".lock"):
            if not _is_whole(folder):
                _convert(path, folder)
    except (OSError, RuntimeError) as error:
        raise ModelError(f"{path}: OpenVINO cannot convert this model ({reason_of(error)}); use --engine llama") from None
    return folder


def reason_of(error: Exception) -> str:
    """What OpenVINO says went wrong, in one line; before it stands where in its sources that was."""
    return (str(error).strip().splitlines() or [type(error).__name__])[-1]


def discard_converted(path: Path) -> int:
    """Delete what was converted of a GGUF file; returns the bytes freed."""
    folder = _folders(path)
    freed = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    shutil.rmtree(folder, ignore_errors=True)
    return freed


def _folders(path: Path) -> Path:
    """Where all that is converted of files of a name lies."""
    return cache_folder() / "models" / f"{path.stem}.openvino"


def _processor() -> str:
    """What Linux says of the processor; empty elsewhere."""
    try:
        return Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _memory() -> int:
    """Bytes of memory of this machine; 0 where nothing tells."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return 0


def _convert(path: Path, folder: Path) -> None:
    """Write the model into a folder beside its place, then put that there whole."""
    import openvino_genai

    from translate.engines.zero_points import mend

    for pattern in (f"{folder.name.partition('-')[0]}-*", f"{_PARTIAL}*"):  # for other versions, or broken off
        for old in folder.parent.glob(pattern):
            shutil.rmtree(old, ignore_errors=True)
    partial = Path(tempfile.mkdtemp(prefix=_PARTIAL, dir=folder.parent))
    try:
        # What is converted is written beside the file that was read.
        model = partial / "model.gguf"
        _link(path, model)
        openvino_genai.LLMPipeline(str(model), "CPU", enable_save_ov_model=True, ATTENTION_BACKEND="SDPA")
        mend(partial, model)
        model.unlink()
        if not (partial / "openvino_tokenizer.xml").exists():
            raise RuntimeError("its vocabulary is of a kind that OpenVINO does not read")
        (partial / _WHOLE).write_text(json.dumps(_sizes(partial)), encoding="utf-8")
        partial.replace(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _is_whole(folder: Path) -> bool:
    """Whether all that was written into a folder is there, byte for byte in number: a copy or a full disk may have cut it."""
    try:
        expected: object = json.loads((folder / _WHOLE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return expected == _sizes(folder)


def _sizes(folder: Path) -> dict[str, int]:
    return {file.name: file.stat().st_size for file in folder.iterdir() if file.name != _WHOLE}


def _link(path: Path, place: Path) -> None:
    """Have a file stand in a second place, without a copy where the system lets us."""
    for link in (os.link, os.symlink):
        try:
            link(path, place)
        except OSError:
            continue
        return
    shutil.copyfile(path, place)
