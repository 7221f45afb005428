"""Translation models of transformers with a SentencePiece vocabulary: MarianMT (opus-mt), NLLB, M2M100, MADLAD-400.

Decoding is greedy. Forced beginnings go into ``decoder_input_ids``, as many pieces as the shortest one of a batch has; what
longer ones have beyond that is forced piece by piece. (Padding on the left is no way: the position embeddings of these
models count from the first piece.) Hints are not used: these models were not trained with any.

The seam between a beginning and what follows it: SentencePiece writes the space into the piece after it. A beginning
that ends in a space is therefore given to the model without the space, the next piece must begin with one, and that
space is not repeated. A beginning that ends in a word may go on inside the word (``open`` + ``ing``): whether the word
is whole cannot be known, so the model decides. Its first piece is the one that follows the beginning as the vocabulary
cuts it; characters that the vocabulary lacks are unknown to the model but stay in the target.
"""

from __future__ import annotations

import re
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from glossary.errors import ModelError
from glossary.languages import base_language
from translate.engine import Continuation, Piece, Request
from translate.engines.pieces import Vocabulary, in_order

BATCH = 16
"""Requests decoded together."""

_NAME = re.compile(r"opus-mt(?:-[a-z]+)*?-([a-z]{2,3})-([a-z]{2,3})$")
_TRIES = 64
"""How many pieces are passed over at one step because they would complete a forbidden string."""


class Seq2SeqEngine:
    """A transformers sequence-to-sequence model, loaded when the object is made.

    ``path`` is a folder as ``save_pretrained`` writes it. ``batch=1`` is the reproducible setting: with several requests
    in one tensor, sums are formed in another order, and a greedy choice between nearly equal pieces can fall the other
    way. Raises ModelError where the folder holds no such model or a package is missing.
    """

    batches = True
    """One call with many requests costs less than many calls."""
    uses_hints = False

    def __init__(self, path: Path, *, model: str, checksum: str = "", batch: int = BATCH) -> None:
        with _quiet():
            self._torch, self._tokenizer, self._model = _load(path)
        self._name = model
        self._batch = batch
        self._lock = threading.Lock()
        tokenizer, config = self._tokenizer, self._model.config
        self._end = int(tokenizer.eos_token_id)
        tokens = in_order(tokenizer.get_vocab(), config.vocab_size)
        special = [*tokenizer.all_special_ids, *range(config.vocab_size, len(tokens))]
        self._vocabulary = Vocabulary(tokens, special=special, end=self._end)
        if not self._vocabulary.spaced:
            raise ModelError(f"{path}: its vocabulary is not of SentencePiece; engine seq2seq cannot use it")
        self._start = int(self._model.generation_config.decoder_start_token_id or config.decoder_start_token_id)
        self._longest = int(getattr(config, "max_position_embeddings", None) or 1 << 20)
        self._plain_settings()
        self.model, self.checksum = model, checksum
        self._signature = f"seq2seq|{model}|sha256:{checksum[:16]}|{'reproducible' if batch == 1 else 'batched'}"

    @property
    def signature(self) -> str:
        return self._signature

    @property
    def in_flight(self) -> int:
        return self._batch

    def can_translate(self, source: str, target: str) -> bool:
        """By the model's language codes, its tokenizer's languages or its name; where nothing tells, yes."""
        codes = self._vocabulary.codes
        if codes.place and codes.piece(target) is None:
            return False
        if codes.place == "target":
            return codes.piece(source) is not None
        named = _NAME.search(self._name)
        known = [getattr(self._tokenizer, "source_lang", None), getattr(self._tokenizer, "target_lang", None)]
        known = [each or (named.group(side) if named else None) for side, each in enumerate(known, start=1)]
        if codes.place:
            known[1] = None  # the codes said so already
        wanted = (base_language(source), base_language(target))
        return all(not each or base_language(each) == want for each, want in zip(known, wanted, strict=True))

    def complete(self, requests: Sequence[Request]) -> list[Continuation]:
        """Continue each request. A source longer than the model's positions is cut, and the continuation not ``finished``."""
        with self._lock:
            rows = [self._row(request) for request in requests]
            open_rows = sorted((row for row in rows if row.bound > 0), key=lambda row: (len(row.prefix), len(row.source)))
            for begin in range(0, len(open_rows), self._batch):
                self._decode(open_rows[begin : begin + self._batch])
        return [self._continuation(row) for row in rows]

    def close(self) -> None:
        self._model = None

    def _plain_settings(self) -> None:
        """Put away the decoding settings that come with a model: beams, forced ends and bad words would work against us."""
        import transformers

        configuration: Any = transformers.GenerationConfig
        tokenizer = self._tokenizer
        pad = tokenizer.pad_token_id if tokenizer.pad_token_id is not None else self._end
        self._model.generation_config = configuration(
            eos_token_id=self._end, pad_token_id=pad, decoder_start_token_id=self._start, num_beams=1, do_sample=False
        )
        self._pad = int(pad)

    def _row(self, request: Request) -> _Row:
        """A request as pieces."""
        codes = self._vocabulary.codes
        source = self._tokenizer(request.source, add_special_tokens=False, verbose=False)["input_ids"]
        prefix = [self._start]
        target_code = codes.piece(request.target_language) if codes.place else None
        source_code = codes.piece(request.source_language) if codes.place == "target" else target_code
        if source_code is not None:
            source = [source_code, *source]
        if codes.place == "target" and target_code is not None:
            prefix.append(target_code)
        written = request.beginning.rstrip(" ")
        if written:
            prefix += self._tokenizer(text_target=written, add_special_tokens=False)["input_ids"]
        cut = len(source) >= self._longest
        return _Row(
            request=request,
            source=[*source[: self._longest - 1], self._end],
            prefix=prefix,
            bound=min(request.max_pieces, self._longest - len(prefix)),
            cut=cut,
            seam=bool(written) and written != request.beginning,
            banned=self._vocabulary.banned(request.guard) if request.guard is not None else (),
        )

    def _decode(self, rows: list[_Row]) -> None:
        """Decode rows together; each gets its steps."""
        torch, device = self._torch, self._model.device
        width = max(len(row.source) for row in rows)
        inputs = torch.tensor([row.source + [self._pad] * (width - len(row.source)) for row in rows], device=device)
        attention = torch.tensor([[1] * len(row.source) + [0] * (width - len(row.source)) for row in rows], device=device)
        shared = min(len(row.prefix) for row in rows)
        prefixes = torch.tensor([row.prefix[:shared] for row in rows], device=device)
        with torch.inference_mode():
            self._model.generate(
                input_ids=inputs,
                attention_mask=attention,
                decoder_input_ids=prefixes,
                logits_processor=[_Greedy(torch, rows, self._vocabulary, end=self._end, shared=shared)],
                # One step more than the bound: it is where the end may be chosen.
                max_new_tokens=max(len(row.prefix) - shared + row.bound for row in rows) + 1,
            )

    def _continuation(self, row: _Row) -> Continuation:
        """The steps of a row as text and pieces."""
        texts, request = self._vocabulary.texts, row.request
        chosen = [step.piece for step in row.steps]
        strip = row.seam or not request.beginning.strip(" ")
        pieces: list[Piece] = []
        for step, number in zip(row.steps, chosen, strict=True):
            cut = 1 if strip else 0
            text = _without_space(texts[number], cut)
            alternatives = tuple((_without_space(texts[each], cut), logprob) for each, logprob in step.alternatives)
            pieces.append(Piece(text, step.logprob, alternatives))
            # Only the space before the first word goes; a lone space piece leaves it to the next.
            strip = strip and not text and not row.seam
        while row.ended and pieces and pieces[-1].text != (bare := pieces[-1].text.rstrip(" ")):
            pieces[-1] = Piece(bare, pieces[-1].logprob, pieces[-1].alternatives)
        return Continuation(
            text="".join(piece.text for piece in pieces),
            pieces=tuple(pieces) if request.alternatives else (),
            finished=row.ended and not row.cut,
            decoded=len(pieces) + row.ended,
        )


@dataclass(frozen=True, slots=True)
class _Step:
    piece: int
    logprob: float
    alternatives: tuple[tuple[int, float], ...]


@dataclass(slots=True, kw_only=True)
class _Row:
    """A request under way."""

    request: Request
    source: list[int]
    prefix: list[int]
    bound: int
    """How many pieces it may get."""
    cut: bool
    """Whether its source is longer than the model takes."""
    seam: bool
    """Whether its beginning ends in a space, which the next piece has to bring."""
    banned: tuple[int, ...]
    steps: list[_Step] = field(default_factory=list)
    ended: bool = False
    over: bool = False
    """Ended, or cut off."""

    def forced(self, at: int) -> int | None:
        """The piece that its beginning has at a position; None beyond the beginning."""
        return self.prefix[at] if at < len(self.prefix) else None


class _Greedy:
    """A logits processor that chooses each row's next piece, and notes its probability and alternatives.

    Probabilities are the model's own, before anything is kept out; alternatives are pieces that could have been chosen.
    Rows keep their places: greedy decoding does not reorder them.
    """

    def __init__(self, torch: Any, rows: list[_Row], vocabulary: Vocabulary, *, end: int, shared: int) -> None:  # noqa: ANN401
        self.torch, self.rows, self.end, self.at = torch, rows, end, shared
        self.texts = vocabulary.texts
        self.may_follow_space = [*vocabulary.spaced, end]
        self.silent = list(vocabulary.silent)
        self.mask: Any = None
        self.most = max(row.request.alternatives for row in rows)

    def __call__(self, input_ids: Any, scores: Any) -> Any:  # noqa: ANN401, ARG002
        torch = self.torch
        logprobs = torch.log_softmax(scores.float(), dim=-1)
        if self.mask is None:
            self.mask = torch.zeros_like(logprobs)
            self.mask[:, self.silent] = -torch.inf
            for place, row in enumerate(self.rows):
                self.mask[place, list(row.banned)] = -torch.inf
        open_to = logprobs + self.mask
        for place, row in enumerate(self.rows):
            if row.seam and self.at == len(row.prefix):
                spaced = torch.full_like(open_to[place], -torch.inf)
                spaced[self.may_follow_space] = open_to[place, self.may_follow_space]
                open_to[place] = spaced
        width = min(open_to.shape[-1], self.most + 1 + (_TRIES if any(row.request.forbidden for row in self.rows) else 0))
        values, numbers = (each.tolist() for each in open_to.topk(width, dim=-1))
        chosen = [
            self._choose(row, list(zip(each, value, strict=True)))
            for row, each, value in zip(self.rows, numbers, values, strict=True)
        ]
        self.at += 1
        decided = torch.full_like(scores, -torch.inf)
        decided[torch.arange(len(chosen)), torch.tensor(chosen)] = 0.0
        return decided

    def _choose(self, row: _Row, ranked: list[tuple[int, float]]) -> int:
        """The next piece of a row out of the best ones; the end where its bound is reached or nothing is left."""
        forced = row.forced(self.at)
        if forced is not None:
            return forced
        if row.over:
            return self.end
        ranked = [each for each in ranked if each[1] > -1e30 and not self._completes_forbidden(row, each[0])]
        best, logprob = ranked[0] if ranked else (self.end, 0.0)
        if best == self.end or len(row.steps) >= row.bound:
            row.ended, row.over = best == self.end and bool(ranked), True
            return self.end
        count = row.request.alternatives
        others = [each for each in ranked if each[0] != self.end][:count]
        row.steps.append(_Step(best, logprob, tuple(others)))
        return best

    def _completes_forbidden(self, row: _Row, number: int) -> bool:
        """Whether a piece would complete a forbidden string, be it begun in the forced beginning."""
        forbidden = row.request.forbidden
        if not forbidden or not self.texts[number]:
            return False
        reach = max(len(string) for string in forbidden)
        before = "".join(self.texts[step.piece] for step in row.steps[-reach:])
        before = (row.request.beginning.rstrip(" ") + before)[-reach:]
        text = before + self.texts[number]
        return any(text.find(string, max(0, len(before) - len(string) + 1)) >= 0 for string in forbidden if string)


def _without_space(text: str, cut: int) -> str:
    return text[1:] if cut and text.startswith(" ") else text


def _load(path: Path) -> tuple[Any, Any, Any]:
    """Torch, the tokenizer and the model of a folder."""
    try:
        import torch
    except ImportError:
        raise ModelError("engine seq2seq needs torch; install it with: pip install 'termlock[torch]'") from None
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(path, local_files_only=True, trust_remote_code=False)
        model = AutoModelForSeq2SeqLM.from_pretrained(
            path, local_files_only=True, trust_remote_code=False, dtype=torch.float32
        )
    except Exception as error:  # transformers raises whatever its readers raise
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise ModelError(f"{path}: transformers cannot load it ({reason}); get the model again") from None
    model.eval()
    if torch.cuda.is_available():
        model.to("cuda")
    return torch, tokenizer, model


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep transformers from drawing bars and giving advice while it loads."""
    from transformers.utils import logging as settings

    logging: Any = settings
    level = logging.get_verbosity()
    bars = logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.set_verbosity(level)
        if bars:
            logging.enable_progress_bar()
