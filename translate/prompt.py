"""How each model family wants the source, the hints and a forced beginning.

The part that is the same for every segment stands first, so that an engine's prompt cache holds it once.
"""

from __future__ import annotations

from dataclasses import dataclass

from glossary.languages import language_name
from translate.engine import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The turn markers of one family of chat models."""

    system: str
    """Around the system text, which stands for ``{}``; empty where the family has no system turn."""
    user: str
    """Around what the user says, which stands for ``{}``, up to where the answer begins."""
    stop: tuple[str, ...]
    """What ends an answer."""


FAMILIES = {
    "chatml": Family(
        system="<|im_start|>system\n{}<|im_end|>\n",
        user="<|im_start|>user\n{}<|im_end|>\n<|im_start|>assistant\n",
        stop=("<|im_end|>", "<|endoftext|>"),
    ),
    "gemma": Family(
        system="",
        user="<start_of_turn>user\n{}<end_of_turn>\n<start_of_turn>model\n",
        stop=("<end_of_turn>",),
    ),
    "llama3": Family(
        system="<|start_header_id|>system<|end_header_id|>\n\n{}<|eot_id|>",
        user="<|start_header_id|>user<|end_header_id|>\n\n{}<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
        stop=("<|eot_id|>",),
    ),
}
"""By the name that ``family_of`` gives."""

_MARKS = {"<|im_start|>": "chatml", "<start_of_turn>": "gemma", "<|start_header_id|>": "llama3"}


def family_of(chat_template: str) -> str:
    """The family of a model by its chat template; ``chatml``, the most common, where nothing tells."""
    return next((name for mark, name in _MARKS.items() if mark in chat_template), "chatml")


def render(request: Request, family: str) -> str:
    """The whole prompt of a request, up to and including its forced beginning."""
    turns = FAMILIES[family]
    source, target = language_name(request.source_language), language_name(request.target_language)
    system = f"You are a professional translator of official documents from {source} into {target}."
    asked = [f"Translate the {source} text into {target}. Output only the translation."]
    if request.hints:
        asked.append("Use exactly these translations for the following terms:")
        asked[-1] += "".join(f"\n{hint.term} → {hint.rendering}" for hint in request.hints)
    if request.context:
        asked.append("For context only, the text before it:\n" + "\n".join(request.context))
    asked.append(request.source)
    user = "\n\n".join(asked)
    if not turns.system:
        user = f"{system}\n\n{user}"
    neutral = _defuse(user, turns)
    return turns.system.replace("{}", system) + turns.user.replace("{}", neutral) + request.beginning


def _defuse(text: str, turns: Family) -> str:
    """Keep a document from speaking as the model or the system: turn markers in it lose their effect."""
    for mark in (*_MARKS, *turns.stop):
        text = text.replace(mark, mark.replace("<", "< "))
    return text

