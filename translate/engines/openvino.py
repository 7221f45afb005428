"""A GGUF model on processors with 8-bit dot products (AVX-512 VNNI, AVX-VNNI, AMX), through OpenVINO.

One thread computes: in each step all sequences under way get one piece more, and sequences that begin get their prompts
read. What prompts have in common, and what a forced beginning has in common with what was decoded before, is shared in
the cache (`translate.engines.blocks`).
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from mmap import ACCESS_READ, mmap
from pathlib import Path

from glossary.errors import ModelError
from translate.engine import Continuation, Request
from translate.engines.blocks import Blocks, Held
from translate.engines.byte_pieces import BytePieces, Token, pieces_of
from translate.engines.conversion import converted
from translate.engines.llama import processors
from translate.engines.paged import Best, PagedModel, Span
from translate.gguf import chat_template
from translate.prompt import FAMILIES, family_of, render

CONTEXT = 2048
"""Pieces that one request may use, prompt and answer together: a sentence of some 900 Chinese characters."""
ROWS = 32
"""Requests decoded together."""
BLOCKS = 640
"""Blocks of the cache: some 20,000 pieces, in some 350 MB for the default model."""
_READ = 512
"""Pieces of prompts that are read in one step, so that what is being decoded need not wait long."""
_AT_ONCE = 16
"""So many pieces take little longer than one, so that drafts fill a step up to here."""


@dataclass(slots=True, kw_only=True)
class _Row:
    """A request under way."""

    request: Request
    pieces: list[int]
    """Of the prompt, then of the answer too."""
    bound: int
    """How many pieces the answer may have."""
    future: Future[Continuation]
    held: Held | None = None
    computed: int = 0
    """How many of the pieces are in the cache."""
    tokens: list[Token] = field(default_factory=list)
    draft: list[int] = field(default_factory=list)
    """Pieces of which the answer will repeat parts."""
    seen: int = 0
    """Where in the draft the answer was last found."""

    def proposed(self, most: int) -> list[int]:
        """What follows in the draft where the answer's last two pieces stand (prompt lookup decoding, Saxena 2023)."""
        for place in range(self.seen, len(self.draft) - 2):
            if self.draft[place : place + 2] == self.pieces[-2:]:
                self.seen = place
                return self.draft[place + 2 : place + 2 + max(0, min(most, self.bound - len(self.tokens) - 1))]
        return []


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
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
            self._family = family_of(chat_template(data))
        folder = converted(path, checksum)
        import openvino_genai

        try:
            self._tokenizer = openvino_genai.Tokenizer(str(folder))
            self._model = PagedModel(folder, BLOCKS, threads or processors())
            self._model.step([Span([0], 0, [0])])  # some processors are refused at the first step only
        except RuntimeError as error:
            reason = (str(error).strip().splitlines() or [type(error).__name__])[-1]
            raise ModelError(f"{path}: OpenVINO cannot run this model here ({reason}); use --engine llama") from None
        self._vocabulary = BytePieces(self._tokenizer.get_vocab(), FAMILIES[self._family].stop)
        self._blocks = Blocks(BLOCKS, self._model.block, share=cache)
        self._rows_at_once = rows
        self._drafts = cache
        self._waiting: deque[_Row] = deque()
        self._rows: list[_Row] = []
        self._news = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="openvino", daemon=True)
        self._thread.start()
        self.model, self.checksum = model, checksum
        self._signature = f"openvino|{model}|sha256:{checksum[:16]}|{'cached' if cache else 'reproducible'}"

    @property
    def signature(self) -> str:
        return self._signature

    @property
    def in_flight(self) -> int:
        return self._rows_at_once

    def can_translate(self, source: str, target: str) -> bool:  # noqa: ARG002  a chat model tries any pair
        return True

    def complete(self, requests: Sequence[Request]) -> list[Continuation]:
        """Continue each request. A source that is too long for the model gets no text, and is not ``finished``."""
        rows = [self._row(request) for request in requests]
        with self._news:
            if self._closed:
                raise ModelError("the engine was closed")
            self._waiting += [row for row in rows if row.bound > 0]
            self._news.notify()
        return [row.future.result() for row in rows]

    def close(self) -> None:
        with self._news:
            self._closed = True
            self._news.notify()
        self._thread.join()
        del self._model, self._tokenizer

    def _row(self, request: Request) -> _Row:
        """A request as pieces; answered at once where it is too long."""
        pieces = self._encode(render(request, self._family))
        bound = min(request.max_pieces, CONTEXT - len(pieces))
        draft = self._encode(request.draft) if self._drafts and request.draft else []
        row = _Row(request=request, pieces=pieces, bound=bound, future=Future(), draft=draft)
        if bound <= 0:
            row.future.set_result(Continuation(text="", finished=False))
        return row

    def _encode(self, text: str) -> list[int]:
        pieces: list[int] = self._tokenizer.encode(text, add_special_tokens=False).input_ids.data[0].tolist()
        return pieces

    def _run(self) -> None:
        """Compute until the engine is closed."""
        while True:
            with self._news:
                self._news.wait_for(lambda: self._waiting or self._rows or self._closed)
                if self._closed:
                    self._give_up(ModelError("the engine was closed"))
                    return
                self._admit()
            try:
                self._step()
            except Exception as error:  # whoever waits for an answer must hear of it
                with self._news:
                    self._give_up(ModelError(f"OpenVINO failed ({error})"))

    def _admit(self) -> None:
        """Let waiting requests begin, as many as have room."""
        while self._waiting and len(self._rows) < self._rows_at_once:
            row = self._waiting[0]
            held = self._blocks.hold(row.pieces, row.bound)
            if held is None:
                return
            if held.copy is not None:
                self._model.copy(*held.copy)
            row.held, row.computed = held, held.known
            self._rows.append(self._waiting.popleft())

    def _step(self) -> None:
        """One piece more for every row whose prompt is read, or several by its draft; then some more of the other prompts."""
        spans: list[tuple[_Row, Span]] = []
        read = 0
        for row in sorted(self._rows, key=lambda each: len(each.pieces) - each.computed):
            pieces = row.pieces[row.computed :]
            if len(pieces) > 1:
                pieces = pieces[: _READ - read]
                read += len(pieces)
                drafted = []
            else:
                drafted = row.proposed(_AT_ONCE // len(self._rows) - 1)
            if pieces and row.held is not None:
                pieces += drafted
                end = -(-(row.computed + len(pieces)) // self._model.block)
                spans.append((row, Span(pieces, row.computed, row.held.blocks[:end], 1 + len(drafted))))
        for (row, span), bests in zip(spans, self._model.step([span for _, span in spans]), strict=True):
            row.computed += len(span.pieces) - (span.wanted - 1)
            if row.computed == len(row.pieces):
                self._go_on(row, bests, span.pieces[len(span.pieces) - span.wanted + 1 :])
            elif row.held is not None:
                self._blocks.computed(row.held, row.pieces[: row.computed])

    def _go_on(self, row: _Row, bests: Sequence[Best], drafted: Sequence[int]) -> None:
        """The next piece of a row, and more as long as they are those that were drafted."""
        for best, proposed in zip(bests, [*drafted, None], strict=True):
            number = self._choose(row, best)
            if number in self._vocabulary.ends or len(row.tokens) >= row.bound:
                self._finish(row, ended=number in self._vocabulary.ends)
                return
            if number != proposed:
                break
            row.computed += 1
        if row.held is not None:
            self._blocks.computed(row.held, row.pieces[: row.computed])

    def _choose(self, row: _Row, best: Best) -> int:
        """The most probable piece that the guard allows; a row gets it unless it is the end."""
        vocabulary, guard = self._vocabulary, row.request.guard
        ranked = list(zip(best.numbers, best.logprobs, strict=True))
        number, logprob = next(
            (each for each in ranked if vocabulary.allows(each[0], guard)),
            (-1, 0.0),
        )
        if number < 0:
            number, logprob = vocabulary.best_allowed(best.logits, guard), ranked[-1][1]
        if number not in vocabulary.ends:
            others = ((vocabulary.text(each), value) for each, value in ranked[: row.request.alternatives])
            row.tokens.append(Token(vocabulary.bytes[number], logprob, tuple(each for each in others if each[0])))
            row.pieces.append(number)
        return number

    def _finish(self, row: _Row, *, ended: bool) -> None:
        text = b"".join(token.data for token in row.tokens).decode("utf-8", "ignore")
        pieces = pieces_of(row.tokens, text)
        self._leave(row)
        row.future.set_result(Continuation(text=text, pieces=pieces, finished=ended, decoded=len(row.tokens) + ended))

    def _leave(self, row: _Row) -> None:
        self._rows.remove(row)
        if row.held is not None:
            self._blocks.computed(row.held, row.pieces[: row.computed])
            self._blocks.release(row.held, row.pieces[: row.computed])

    def _give_up(self, error: Exception) -> None:
        """Tell all who wait."""
        for row in [*self._rows, *self._waiting]:
            if row in self._rows:
                self._leave(row)
            row.future.set_exception(error)
        self._waiting.clear()
