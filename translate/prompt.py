"""How each model family wants the source, the hints and a forced beginning.

The part that is the same for every segment stands first, so that an engine's prompt cache holds it once: the system's
turn, and one example, which shows a small model how hints are used, how official prose sounds and which script is meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from glossary.languages import answers, language_name
from translate.engine import Hint, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The turn markers of one family of chat models."""

    system: str
    """Around the system text, which stands for ``{}``; empty where the family has no system turn."""
    user: str
    """Around what the user says, which stands for ``{}``, up to where the answer begins."""
    stop: tuple[str, ...]
    """What ends an answer."""
    closing: str
    """What stands between the answer of an example and the next turn."""


FAMILIES = {
    "chatml": Family(
        system="<|im_start|>system\n{}<|im_end|>\n",
        user="<|im_start|>user\n{}<|im_end|>\n<|im_start|>assistant\n",
        stop=("<|im_end|>", "<|endoftext|>"),
        closing="<|im_end|>\n",
    ),
    "gemma": Family(
        system="",
        user="<start_of_turn>user\n{}<end_of_turn>\n<start_of_turn>model\n",
        stop=("<end_of_turn>",),
        closing="<end_of_turn>\n",
    ),
    "llama3": Family(
        system="<|start_header_id|>system<|end_header_id|>\n\n{}<|eot_id|>",
        user="<|start_header_id|>user<|end_header_id|>\n\n{}<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
        stop=("<|eot_id|>",),
        closing="<|eot_id|>",
    ),
}
"""By the name that ``family_of`` gives."""

_MANNER = "Keep every detail, and write in the formal style of official documents."
"""Without it a small model leaves details out, and quality into English is lower by more than half a point of chrF2++
(docs/enforcement.md)."""
_HERE = "\0"
"""Stands for a source; no document has it."""
_MARKS = {"<|im_start|>": "chatml", "<start_of_turn>": "gemma", "<|start_header_id|>": "llama3"}


def family_of(chat_template: str) -> str:
    """The family of a model by its chat template; ``chatml``, the most common, where nothing tells."""
    return next((name for mark, name in _MARKS.items() if mark in chat_template), "chatml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One sentence in several languages, with the terms that its hints name: by language tag."""

    texts: Mapping[str, str]
    terms: tuple[Mapping[str, str], ...]

    def between(self, source: str, target: str) -> tuple[str, tuple[Hint, ...], str] | None:
        """The sentence as source, hints and target; None where it lacks one of the languages."""
        here, there = _known(source, self.texts), _known(target, self.texts)
        if not here or not there:
            return None
        hints = tuple(Hint(term=term[here], rendering=term[there]) for term in self.terms)
        return self.texts[here], hints, self.texts[there]


EXAMPLE = Example(
    texts={
        "zh-Hans": (
            "委员会于去年十月完成了对收费制度的首次检讨，并认为现行安排大致有效，但有需要提高透明度，让公众更容易了解有关程序。"
        ),
        "zh-Hant": (
            "委員會於去年十月完成了對收費制度的首次檢討，並認為現行安排大致有效，但有需要提高透明度，讓公眾更容易了解有關程序。"
        ),
        "en": (
            "The Committee completed its first review of the fee regime in October last year. It considered that the existing "
            "arrangements were generally effective, but that there was a need to enhance transparency so that the public could "
            "understand the procedures more easily."
        ),
    },
    terms=(
        {"zh-Hans": "收费制度", "zh-Hant": "收費制度", "en": "fee regime"},
        {"zh-Hans": "现行安排", "zh-Hant": "現行安排", "en": "existing arrangements"},
    ),
)
"""Our own sentence: what an authority reports, whole clauses carried over one by one. Which sentence it is counts: an
exhortation in its place costs more than a point of chrF2++, and a second example gains nothing (docs/enforcement.md)."""


def render(request: Request, family: str) -> str:
    """The whole prompt of a request, up to and including its forced beginning."""
    turns = FAMILIES[family]
    source, target = language_name(request.source_language), language_name(request.target_language)
    system = f"You are a professional translator of official documents from {source} into {target}."
    asked = [_asked(request, request.hints, request.context, request.told or request.source)]
    shown = EXAMPLE.between(request.source_language, request.target_language)
    if shown is not None:
        text, hints, _ = shown
        asked.insert(0, _asked(request, hints, (), text))
    if not turns.system:
        asked[0] = f"{system}\n\n{asked[0]}"
    said = [turns.user.replace("{}", _defuse(each, turns)) for each in asked]
    if shown is not None:
        said.insert(1, shown[2] + turns.closing)
    return turns.system.replace("{}", system) + "".join(said) + request.beginning


def common_beginning(request: Request, family: str) -> str:
    """What the prompts of all requests of this language pair begin with."""
    bare = Request(source=_HERE, source_language=request.source_language, target_language=request.target_language)
    return render(bare, family).partition(_HERE)[0]


def _asked(request: Request, hints: Sequence[Hint], context: Sequence[str], text: str) -> str:
    """What the user says to have a text translated."""
    source, target = language_name(request.source_language), language_name(request.target_language)
    parts = [f"Translate the {source} text into {target}. {_MANNER} Output only the translation."]
    if hints:
        parts.append("Use exactly these translations for the following terms:")
        parts[-1] += "".join(f"\n{hint.term} → {hint.rendering}" for hint in hints)
    if context:
        parts.append("For context only, the text before it:\n" + "\n".join(context))
    return "\n\n".join([*parts, text])


def _known(tag: str, texts: Mapping[str, str]) -> str:
    """The first of the languages that answers a tag (``zh`` means Simplified); empty where none does."""
    return next((known for known in texts if answers(known, tag)), "")


def _defuse(text: str, turns: Family) -> str:
    """Keep a document from speaking as the model or the system: turn markers in it lose their effect."""
    for mark in (*_MARKS, *turns.stop):
        text = text.replace(mark, mark.replace("<", "< "))
    return text

