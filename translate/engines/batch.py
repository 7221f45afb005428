"""Many sequences under way at once on one paged model.

One thread computes: in each step all sequences get one piece more, and those that begin get their prompts read. What
prompts have in common, and what a forced beginning has in common with what was decoded before, is shared in the cache
(`translate.engines.blocks`). Where few are under way, several pieces of a draft are checked in one step.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Protocol

from glossary.errors import ModelError
from translate.engine import Continuation, Request
from translate.engines.blocks import Blocks, Held
from translate.engines.byte_pieces import BytePieces, Token, pieces_of

READ = 512
"""Pieces of prompts that are read in one step, so that what is being decoded need not wait long."""
AT_ONCE = 48
"""Drafts fill a step up to so many pieces; seven in ten of what is drafted comes true."""
LONGEST = 8
"""Pieces of a draft that are checked in one step."""
FREE = 4
"""So many pieces take no longer than one: up to here, what other answers had in such a place is a draft too."""


@dataclass(frozen=True, slots=True)
class Span:
    """What one sequence has computed in a step."""

    pieces: Sequence[int]
    past: int
    """How many pieces stand before them in the cache."""
    blocks: Sequence[int]
    wanted: int = 1
    """After how many of its last pieces it is asked what may follow."""


class Best(Protocol):
    """What may follow a piece. Valid until the next step."""

    @property
    def numbers(self) -> list[int]:
        """The most probable pieces, best first."""

    @property
    def logprobs(self) -> list[float]:
        """Their log-probabilities."""

    def ranked(self) -> list[int]:
        """All pieces, best first."""


class Paged(Protocol):
    """A model whose cache is cut into blocks."""

    block: int
    """How many pieces a block holds."""

    def step(self, spans: Sequence[Span]) -> Sequence[Sequence[Best]]:
        """Compute the spans, which are of different sequences; what may follow the wanted pieces of each."""

    def copy(self, source: int, target: int) -> None:
        """Have a block of the cache hold what another one holds."""


@dataclass(slots=True, kw_only=True, eq=False)
class _Row:
    """A sequence under way."""

    request: Request
    pieces: list[int]
    """Of the prompt, then of the answer too."""
    bound: int
    """How many pieces the answer may have."""
    draft: list[int]
    """Pieces of which the answer will repeat parts."""
    future: Future[Continuation] = field(default_factory=Future)
    held: Held = field(default_factory=Held)
    computed: int = 0
    """How many of the pieces are in the cache."""
    tokens: list[Token] = field(default_factory=list)
    seen: int = 0
    """Where in the draft the answer was last found."""

    def proposed(self, most: int) -> list[int]:
        """What follows in the draft where the answer's last two pieces stand (prompt lookup decoding, Saxena 2023)."""
        for place in range(self.seen, len(self.draft) - 2 if most > 0 else 0):
            if self.draft[place : place + 2] == self.pieces[-2:]:
                self.seen = place
                return self.draft[place + 2 : place + 2 + most]
        return []


class Batch:
    """The sequences under way, and those that wait."""

    def __init__(self, model: Paged, vocabulary: BytePieces, *, blocks: int, rows: int, share: bool = True) -> None:
        """``rows`` sequences at once in a cache of ``blocks`` blocks; without ``share`` each is computed from its first piece."""
        self._model = model
        self._vocabulary = vocabulary
        self._blocks = Blocks(blocks, model.block, share=share)
        self._most = rows
        self._share = share
        self._followed: dict[tuple[int, ...], list[int]] = {}
        """After two pieces: what followed them in the answer that had them last."""
        self._waiting: deque[_Row] = deque()
        self._rows: list[_Row] = []
        self._news = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="batch", daemon=True)
        self._thread.start()

    def submit(self, request: Request, prompt: list[int], bound: int, draft: list[int]) -> Future[Continuation]:
        """Have a prompt continued by ``bound`` pieces at most, as the request asks; a draft is of use only with ``share``."""
        row = _Row(request=request, pieces=list(prompt), bound=bound, draft=draft if self._share else [])
        with self._news:
            if self._closed:
                raise ModelError("the engine was closed")
            self._waiting.append(row)
            self._news.notify()
        return row.future

    def close(self) -> None:
        """Stop computing; whoever waits gets a ModelError."""
        with self._news:
            self._closed = True
            self._news.notify()
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._news:
                self._news.wait_for(lambda: self._waiting or self._rows or self._closed)
                if self._closed:
                    self._give_up(ModelError("the engine was closed"))
                    return
            try:
                self._admit()
                self._step()
            except Exception as error:  # whoever waits for an answer must hear of it
                with self._news:
                    self._give_up(ModelError(f"the model failed ({error})"))

    def _admit(self) -> None:
        """Let waiting sequences begin, as many as have room."""
        while self._waiting and len(self._rows) < self._most:
            row = self._waiting[0]
            held = self._blocks.hold(row.pieces, row.bound)
            if held is None:
                return
            self._rows.append(self._waiting.popleft())  # others only add at the other end
            if held.copy is not None:
                self._model.copy(*held.copy)
            row.held, row.computed = held, held.known

    def _step(self) -> None:
        """One piece more for every row whose prompt is read, or several by its draft; then some more of the other prompts."""
        spans: list[tuple[_Row, Span]] = []
        room = READ
        drafting = sum(1 for row in self._rows if row.draft)
        most = min(LONGEST, (AT_ONCE - len(self._rows)) // max(1, drafting))
        for row in sorted(self._rows, key=lambda each: len(each.pieces) - each.computed):
            pieces, drafted = row.pieces[row.computed :], []
            if len(pieces) > 1:
                pieces = pieces[:room]
                room -= len(pieces)
            else:
                drafted = self._drafted(row, most)
            if pieces:
                end = -(-(row.computed + len(pieces) + len(drafted)) // self._model.block)
                spans.append((row, Span([*pieces, *drafted], row.computed, row.held.blocks[:end], 1 + len(drafted))))
        for (row, span), bests in zip(spans, self._model.step([span for _, span in spans]), strict=True):
            row.computed += len(span.pieces) - (span.wanted - 1)
            self._blocks.computed(row.held, row.pieces[: row.computed])
            if row.computed == len(row.pieces):
                self._go_on(row, bests, span.pieces[len(span.pieces) - span.wanted + 1 :])

    def _drafted(self, row: _Row, most: int) -> list[int]:
        """What may follow in a row: by its draft, ``most`` pieces; else by other answers, where that costs nothing."""
        left = row.bound - len(row.tokens) - 1
        followed = self._followed.get(tuple(row.pieces[-2:]), [])[: max(0, FREE // len(self._rows) - 1)]
        return (row.proposed(most) or followed)[: max(0, left)]

    def _go_on(self, row: _Row, bests: Sequence[Best], drafted: Sequence[int]) -> None:
        """The next piece of a row, and more as long as they are those that were drafted."""
        for best, proposed in zip(bests, [*drafted, None], strict=True):
            number = self._choose(row, best)
            if number in self._vocabulary.ends or len(row.tokens) >= row.bound:
                self._finish(row, ended=number in self._vocabulary.ends)
                return
            if number != proposed:
                return
            row.computed += 1

    def _choose(self, row: _Row, best: Best) -> int:
        """The most probable piece that the guard allows; a row gets it unless it is the end."""
        vocabulary, guard = self._vocabulary, row.request.guard
        ranked = list(zip(best.numbers, best.logprobs, strict=True))
        found = next((each for each in ranked if vocabulary.allows(each[0], guard)), None)
        number, logprob = found or (next(each for each in best.ranked() if vocabulary.allows(each, guard)), ranked[-1][1])
        if number not in vocabulary.ends:
            others = ((vocabulary.text(each), value) for each, value in ranked[: row.request.alternatives])
            row.tokens.append(Token(vocabulary.bytes[number], logprob, tuple(each for each in others if each[0])))
            row.pieces.append(number)
        return number

    def _finish(self, row: _Row, *, ended: bool) -> None:
        if self._share:
            answer = row.pieces[-len(row.tokens) - 2 :]
            self._followed |= {tuple(answer[at : at + 2]): answer[at + 2 : at + 2 + FREE] for at in range(len(answer) - 2)}
        text = b"".join(token.data for token in row.tokens).decode("utf-8", "ignore")
        self._leave(row)
        row.future.set_result(
            Continuation(text=text, pieces=pieces_of(row.tokens, text), finished=ended, decoded=len(row.tokens) + ended)
        )

    def _leave(self, row: _Row) -> None:
        self._rows.remove(row)
        self._blocks.release(row.held, row.pieces[: row.computed])

    def _give_up(self, error: Exception) -> None:
        """Tell all who wait."""
        for row in list(self._rows):
            self._leave(row)
            row.future.set_exception(error)
        while self._waiting:
            self._waiting.popleft().future.set_exception(error)
