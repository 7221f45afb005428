"""A GGUF model on processors with 8-bit dot products (AVX-512 VNNI, AVX-VNNI, AMX), through OpenVINO.

Prompts and batches take half the time and less of what they take with llama.cpp there, a single sequence twice as long:
many segments are under way at once (`translate.engines.batch`).
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

from glossary.errors import ModelError
from translate.engine import Continuation, Request
from translate.engines.batch import Batch, Span
from translate.engines.byte_pieces import BytePieces
from translate.engines.chat import CONTEXT, family_at, processors
from translate.engines.conversion import converted, reason_of
from translate.engines.paged import PagedModel
from translate.prompt import FAMILIES, render

ROWS = 32
"""Requests decoded together."""
BLOCKS = 640
"""Blocks of the cache: some 20,000 pieces, in some 350 MB for the default model."""


class OpenVinoEngine:
    """A GGUF model, loaded when the object is made; converted when it is the first time.

    ``rows=1`` with ``cache=False`` is the reproducible setting: every request is computed alone and from its first
    piece. Raises ModelError where OpenVINO cannot read the model or cannot run on this processor.
    """

    def __init__(
        self,
        path: Path,
        *,
        model: str,
        checksum: str = "",
        rows: int = ROWS,
        cache: bool = True,
        threads: int | None = None,
    ) -> None:
        self._family = family_at(path)
        folder = converted(path, checksum)
        import openvino_genai

        try:
            self._tokenizer = openvino_genai.Tokenizer(str(folder))
            paged = PagedModel(folder, BLOCKS, threads or processors())
            paged.step([Span([0], 0, [0])])  # some processors are refused at the first step only
        except RuntimeError as error:
            raise ModelError(f"{path}: OpenVINO cannot run this model here ({reason_of(error)}); use --engine llama") from None
        vocabulary = BytePieces(self._tokenizer.get_vocab(), FAMILIES[self._family].stop)
        self._batch = Batch(paged, vocabulary, blocks=BLOCKS, rows=rows, share=cache)
        self._rows = rows
        self.model, self.checksum = model, checksum
        self._signature = f"openvino|{model}|sha256:{checksum[:16]}|{'cached' if cache else 'reproducible'}"

    @property
    def signature(self) -> str:
        return self._signature

    @property
    def in_flight(self) -> int:
        return self._rows

    def can_translate(self, source: str, target: str) -> bool:  # noqa: ARG002  a chat model tries any pair
        return True

    def complete(self, requests: Sequence[Request]) -> list[Continuation]:
        """Continue each request. A source that is too long for the model gets no text, and is not ``finished``."""
        return [each.result() for each in [self._submit(request) for request in requests]]

    def close(self) -> None:
        self._batch.close()
        del self._batch, self._tokenizer

    def _submit(self, request: Request) -> Future[Continuation]:
        prompt = self._encode(render(request, self._family))
        bound = min(request.max_pieces, CONTEXT - len(prompt))
        if bound <= 0:
            refused: Future[Continuation] = Future()
            refused.set_result(Continuation(text="", finished=False))
            return refused
        return self._batch.submit(request, prompt, bound, self._encode(request.draft) if request.draft else [])

    def _encode(self, text: str) -> list[int]:
        pieces: list[int] = self._tokenizer.encode(text, add_special_tokens=False).input_ids.data[0].tolist()
        return pieces
