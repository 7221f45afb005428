"""What tests of several packages share."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import hypothesis
import pytest
import toy_marian as toy
from hypothesis import settings

settings.register_profile("patient", deadline=None)  # machines pause, and the first call imports
settings.load_profile("patient")

hypothesis.settings.register_profile("termlock", deadline=None)  # machines pause
hypothesis.settings.load_profile("termlock")


@pytest.fixture(scope="session")
def toy_marian(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the toy MarianMT; trained once, then kept in pytest's cache until its recipe changes."""
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    torch.set_num_threads(1)  # the model is so small that a second thread only waits
    recipe = Path(toy.__file__).read_bytes() + f"{torch.__version__} {transformers.__version__}".encode()
    name = hashlib.sha256(recipe).hexdigest()[:16]
    if request.config.pluginmanager.hasplugin("cacheprovider"):
        kept = request.config.cache.mkdir("toy_marian") / name
    else:
        kept = tmp_path_factory.mktemp("toy_marian") / name
    if not kept.exists():
        toy.build(kept.with_name(f"{name}.{os.getpid()}")).rename(kept)
    return kept
