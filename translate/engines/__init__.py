"""The engines by name. A runtime is imported only when its engine is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from glossary.errors import ModelError
from translate.checksums import Progress
from translate.engine import Engine
from translate.models import DEFAULT, resolve

ENGINES = {
    "llama": "translate.engines.llama:LlamaEngine",
    "seq2seq": "translate.engines.seq2seq:Seq2SeqEngine",
}
"""Name -> module:class. Each class is made with ``path``, ``model`` and ``checksum``. A new engine is one entry here."""

_REPRODUCIBLE: dict[str, dict[str, Any]] = {"llama": {"slots": 1, "cache": False}, "seq2seq": {"batch": 1}}

SCRIPTED = "scripted"
"""The engine that needs no model: ``--model`` is the path of its table, or empty."""


def load(engine: str = "", model: str = "", progress: Progress | None = None, *, reproducible: bool = False) -> Engine:
    """Make the engine for a ``--engine`` and a ``--model`` argument, both of which may be empty.

    Without an engine, the model says which; without a model, the default model. Raises ModelError where the model is
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
    if engine and engine != found.engine:
        raise ModelError(f"model {model or DEFAULT} is none for engine {engine}; leave --engine out, or say --engine {found.engine}")
    if found.engine not in ENGINES:
        raise ModelError(f"model {model}: termlock has no engine for a {found.engine} model; use a GGUF file of it")
    module, _, name = ENGINES[found.engine].partition(":")
    try:
        made = getattr(import_module(module), name)
    except ImportError as error:
        raise ModelError(f"engine {found.engine} needs the package {error.name}; run: {_install(found.engine)}") from None
    settings = _REPRODUCIBLE[found.engine] if reproducible else {}
    engine_made: Engine = made(path=found.path, model=found.name, checksum=found.checksum, **settings)
    return engine_made


def _install(engine: str) -> str:
    return "pip install 'termlock[embedded]'" if engine == "llama" else "pip install 'termlock[torch]'"
