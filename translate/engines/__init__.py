"""The engines by name. A runtime is imported only when its engine is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from glossary.errors import ModelError
from translate.checksums import Progress
from translate.engine import Engine
from translate.engines.conversion import suits
from translate.models import DEFAULT, Model, resolve

ENGINES = {
    "openvino": "translate.engines.openvino:OpenVinoEngine",
    "llama": "translate.engines.llama:LlamaEngine",
    "seq2seq": "translate.engines.seq2seq:Seq2SeqEngine",
}
"""Name -> module:class. Each class is made with ``path``, ``model`` and ``checksum``. A new engine is one entry here."""

_REPRODUCIBLE: dict[str, dict[str, Any]] = {
    "openvino": {"rows": 1, "cache": False},
    "llama": {"slots": 1, "cache": False},
    "seq2seq": {"batch": 1},
}

_INSTALL = {
    "openvino": "pip install openvino openvino-genai",
    "llama": "pip install 'termlock[embedded]'",
    "seq2seq": "pip install 'termlock[torch]'",
}
_OTHERWISE = {"openvino": "llama"}
"""An engine, and whose models it runs as well."""

SCRIPTED = "scripted"
"""The engine that needs no model: ``--model`` is the path of its table, or empty."""


def load(engine: str = "", model: str = "", progress: Progress | None = None, *, reproducible: bool = False) -> Engine:
    """Make the engine for a ``--engine`` and a ``--model`` argument, both of which may be empty.

    Without an engine, the model and the machine say which; without a model, the default model. Raises ModelError where the model is
    missing, where it is none of that engine's, or where the engine's packages are not installed. ``reproducible`` asks
    for the setting in which a request's answer does not depend on what else is under way.
    """
    if engine == SCRIPTED:
        from translate.engines.scripted import ScriptedEngine

        return ScriptedEngine.from_file(model) if model else ScriptedEngine()
    if engine and engine not in ENGINES:
        raise ModelError(f"engine {engine!r} is unknown; use {', '.join([*ENGINES, SCRIPTED])}")
    if engine == "seq2seq" and not model:
        raise ModelError("engine seq2seq has no default model; add --model hf:Helsinki-NLP/opus-mt-zh-en, or a transformers folder")
    found = resolve(model, progress)
    if engine and found.engine not in {engine, _OTHERWISE.get(engine)}:
        raise ModelError(f"model {model or DEFAULT} is none for engine {engine}; leave --engine out, or say --engine {found.engine}")
    if found.engine not in ENGINES:
        raise ModelError(f"model {model}: termlock has no engine for a {found.engine} model; use a GGUF file of it")
    if not engine and found.engine == "llama" and suits(found.path):
        try:
            return _make("openvino", found, reproducible=reproducible)
        except ModelError:
            return _make("llama", found, reproducible=reproducible)
    return _make(engine or found.engine, found, reproducible=reproducible)


def _make(name: str, found: Model, *, reproducible: bool) -> Engine:
    module, _, made = ENGINES[name].partition(":")
    settings = _REPRODUCIBLE[name] if reproducible else {}
    try:
        engine: Engine = getattr(import_module(module), made)(
            path=found.path, model=found.name, checksum=found.checksum, **settings
        )
    except ImportError as error:
        raise ModelError(f"engine {name} needs the package {error.name}; run: {_INSTALL[name]}") from None
    return engine
