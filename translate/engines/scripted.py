"""An engine without a model: it answers from a table, or echoes the hints. For tests and dry runs."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from glossary.errors import ModelError
from glossary.files import decode, read_bytes
from glossary.languages import uses_spaces
from translate.engine import Continuation, Piece, Request
from translate.script import in_script

_WORD = re.compile(r"\s*\S+|\s+$")


class ScriptedEngine:
    """Answers each source from ``answers``; a source that is not there gets its own text with the hints put in.

    The table may be in either Chinese script, whichever the engine is asked in.
    ``alternatives`` says what was nearly chosen: for a source, the pieces (a word with its leading space) that the table
    lists at the offset of a piece in its answer, with their log-probabilities. A beginning is continued with the rest of
    the answer: what follows the beginning if the answer begins with it, else what follows as many words. Every request
    is kept in ``requests``, so that a test can look at what was asked.
    """

    def __init__(
        self,
        answers: Mapping[str, str] | None = None,
        *,
        alternatives: Mapping[str, Mapping[int, Sequence[tuple[str, float]]]] | None = None,
        in_flight: int = 4,
        batches: bool = False,
    ) -> None:
        self.answers = dict(answers or {})
        self.alternatives = {source: dict(table) for source, table in (alternatives or {}).items()}
        self.requests: list[Request] = []
        self.batches = batches
        self._in_flight = in_flight
        table = json.dumps(self.answers, ensure_ascii=False, sort_keys=True).encode()
        self.model = self.checksum = ""
        self._signature = f"scripted|{len(self.answers)} answers|sha256:{hashlib.sha256(table).hexdigest()[:16]}"

    @classmethod
    def from_file(cls, path: str) -> ScriptedEngine:
        """Read the table from a JSON object ``{source: translation}``; raises TermlockError where that fails."""
        text = decode(read_bytes(Path(path)), path).text
        try:
            answers = json.loads(text)
        except json.JSONDecodeError as error:
            raise ModelError(f"{path}:{error.lineno}: is no JSON ({error.msg}); write {{source: translation}}") from None
        if not isinstance(answers, dict) or not all(isinstance(each, str) for each in answers.values()):
            raise ModelError(f"{path}: must be one JSON object of texts; write {{source: translation}}")
        return cls(answers)

    @property
    def signature(self) -> str:
        return self._signature

    @property
    def in_flight(self) -> int:
        return self._in_flight

    def can_translate(self, source: str, target: str) -> bool:  # noqa: ARG002  a table has what it has
        return True

    def complete(self, requests: Sequence[Request]) -> list[Continuation]:
        self.requests.extend(requests)
        return [self._complete(request) for request in requests]

    def close(self) -> None:
        """Nothing is held."""

    @cached_property
    def _simplified(self) -> dict[str, str]:
        """The answers by their sources in Simplified; of those that are alike then, the first."""
        return {in_script(source, "zh-Hans"): answer for source, answer in reversed(self.answers.items())}

    def _answer(self, request: Request) -> str:
        answer = self.answers.get(request.source)
        if answer is None and request.source_language == "zh-Hans":
            answer = self._simplified.get(request.source)
        return _echo(request) if answer is None else in_script(answer, request.target_language)

    def _complete(self, request: Request) -> Continuation:
        answer = self._answer(request)
        begin = _seam(answer, request.beginning, request.target_language)
        table = self.alternatives.get(request.source, {})
        pieces = [
            Piece(match.group(), 0.0, _ranked(match.group(), table.get(match.start(), ())[: request.alternatives]))
            for match in _units(request.target_language).finditer(answer, begin)
        ]
        kept = pieces[: request.max_pieces]
        return Continuation(
            text="".join(piece.text for piece in kept),
            pieces=tuple(kept) if request.alternatives else (),
            finished=len(kept) == len(pieces),
            decoded=len(kept),
        )


def _ranked(chosen: str, others: Sequence[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    return ((chosen, 0.0), *others)


def _echo(request: Request) -> str:
    """The source with the hints' renderings in the place of their terms."""
    text = request.source
    for hint in sorted(request.hints, key=lambda hint: -len(hint.term)):
        text = text.replace(hint.term, hint.rendering)
    return text


def _units(language: str) -> re.Pattern[str]:
    """What a piece is: a word with the space before it, or one character."""
    return _WORD if uses_spaces(language) else re.compile(r"[\s\S]")


def _seam(answer: str, beginning: str, language: str) -> int:
    """Where in the answer the continuation of a beginning starts."""
    if answer.startswith(beginning):
        return len(beginning)
    units = _units(language)
    count = len(units.findall(beginning))
    ends = [match.end() for match in units.finditer(answer)]
    return ends[min(count, len(ends)) - 1] if count and ends else 0
