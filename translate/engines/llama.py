"""A GGUF model inside this process (llama.cpp through xllamacpp): the embedded default.

llama.cpp's server object wants an address to listen on. It gets a socket in a folder that only this user can open, and
the socket is removed as soon as the model is loaded, so nothing can reach it from outside.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from glossary.errors import ModelError
from translate.engine import Continuation, Request
from translate.engines.byte_pieces import Token, pieces_of
from translate.engines.chat import CONTEXT, family_at, processors
from translate.guard import grammar
from translate.prompt import FAMILIES, common_beginning, render

SLOTS = 16
"""Requests decoded together. llama.cpp multiplies by sixteen columns at once, else by four: eight gain nothing on four."""
KEPT = 256
"""MiB for the states of requests that lost their slot to another one before they were continued; no bound is the default,
and a long document would fill the memory."""
_TOO_LONG = "exceed_context_size_error"
"""What llama.cpp calls a prompt that does not fit: no failure, but a segment that has to be translated in parts."""


class LlamaEngine:
    """A GGUF model, loaded when the object is made.

    ``slots=1`` with ``cache=False`` is the reproducible setting: every request is computed alone and from its first
    piece. Otherwise sums are formed in another order depending on what else is under way, and a greedy choice between
    two nearly equal pieces can fall the other way.
    """

    def __init__(
        self,
        path: Path,
        *,
        model: str,
        checksum: str = "",
        slots: int = SLOTS,
        cache: bool = True,
        threads: int | None = None,
    ) -> None:
        self._family = family_at(path)
        try:
            import xllamacpp  # type: ignore[import-untyped]
        except ImportError:
            raise ModelError(
                "the embedded engine needs xllamacpp; install it with: pip install 'termlock[embedded]'"
            ) from None
        folder = tempfile.mkdtemp(prefix="termlock-")
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(path)
        parameters.n_ctx = CONTEXT * slots
        parameters.n_parallel = slots
        parameters.cache_ram_mib = KEPT
        parameters.verbosity = -1
        parameters.hostnames = [str(Path(folder) / "llama.sock")]
        threads = threads or processors()
        parameters.cpuparams.n_threads = threads
        parameters.cpuparams_batch.n_threads = threads
        try:
            self._server = xllamacpp.Server(parameters)
        except RuntimeError as error:
            raise ModelError(
                f"{path}: llama.cpp cannot load this model ({error}); the file may be damaged, of an unknown architecture, "
                "or larger than the free memory"
            ) from None
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        self._cache = cache
        self._slots = slots
        self._lock = threading.Lock()
        self._under_way = 0
        self._shared, self._sharing = "", 0
        self._pool = ThreadPoolExecutor(max_workers=slots, thread_name_prefix="llama")
        self.model, self.checksum = model, checksum
        self._signature = f"llama|{model}|sha256:{checksum[:16]}|{'cached' if cache else 'reproducible'}"

    @property
    def signature(self) -> str:
        return self._signature

    @property
    def in_flight(self) -> int:
        return self._slots

    def can_translate(self, source: str, target: str) -> bool:  # noqa: ARG002  a chat model tries any pair
        return True

    def complete(self, requests: Sequence[Request]) -> list[Continuation]:
        if len(requests) == 1:
            return [self._complete(requests[0])]
        return list(self._pool.map(self._complete, requests))

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._server = None

    def _complete(self, request: Request) -> Continuation:
        with self._lock:
            if self._cache and self._slots > 1:
                self._share(common_beginning(request, self._family))
            self._under_way += 1
        try:
            return self._continue(request)
        finally:
            with self._lock:
                self._under_way -= 1

    def _share(self, beginning: str) -> None:
        """Have the slots hold what every prompt of a language pair begins with, for the price of computing it once.

        llama.cpp keeps the states of idle slots when a task starts, and a slot that would lose what it holds takes the
        kept state that is most like the new prompt. So a slot is given one piece of something else, then this beginning.
        One slot more than are used holds it, so that there is always one whose state is kept; all get it as soon as two
        requests are under way.
        """
        if beginning != self._shared:
            self._shared, self._sharing = beginning, 0
        wanted = self._slots if self._under_way else 2
        for slot in range(self._sharing, wanted):
            if slot:
                self._read("0", slot)
            self._read(beginning, slot)
            self._sharing = slot + 1

    def _read(self, text: str, slot: int) -> None:
        """Have a slot read a text and write nothing."""
        self._ask({"prompt": text, "id_slot": slot, "max_tokens": 0, "temperature": 0, "cache_prompt": True})

    def _ask(self, body: dict[str, Any]) -> dict[str, Any]:
        reply = self._server.handle_completions(body)
        reply = reply if isinstance(reply, dict) else json.loads(reply)
        if reply.get("error", {}).get("type") == _TOO_LONG:
            return reply
        if "error" in reply:
            raise ModelError(f"the model refused a segment: {reply['error'].get('message', reply['error'])}")
        return reply

    def _continue(self, request: Request) -> Continuation:
        body: dict[str, Any] = {
            "prompt": render(request, self._family),
            "temperature": 0,
            "max_tokens": request.max_pieces,
            "cache_prompt": self._cache,
            "stop": list(FAMILIES[self._family].stop),
            "logprobs": max(1, request.alternatives),
        }
        if request.guard is not None:
            body["grammar"] = grammar(request.guard)
        reply = self._ask(body)
        if "error" in reply:
            return Continuation(text="", finished=False)
        choice = reply["choices"][0]
        content = (choice.get("logprobs") or {}).get("content") or []
        return Continuation(
            text=choice["text"],
            pieces=pieces_of(map(_token, content), choice["text"]),
            finished=choice.get("finish_reason") != "length",
            decoded=reply["usage"]["completion_tokens"],
        )


def _token(said: dict[str, Any]) -> Token:
    """What llama.cpp says of one piece."""
    options = tuple((option["token"], option["logprob"]) for option in said["top_logprobs"])
    return Token(bytes(said["bytes"]), said["logprob"], options)
