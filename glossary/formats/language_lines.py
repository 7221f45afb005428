"""A text of a concept that is written for one language: in the model a line that begins with the language.

TBX has definitions and notes for a concept in each language; the model has one definition and one note:

    [en] A group of stars formed together in the spiral arms of a galaxy.
    [es] Una acumulación de jóvenes estrellas en el plano de las galaxias.

So nothing is lost, people see what is meant in every format, and TBX gets it back where it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_LABEL = re.compile(r"\[([A-Za-z0-9-]+)\] (\S.*)")


def joined(own: str, by_language: Mapping[str, str]) -> str:
    """The text of a concept: its own, then that of each language."""
    texts = [own, *(f"[{language}] {text}" if text else "" for language, text in by_language.items())]
    return "\n".join(text for text in texts if text)


def parted(text: str, languages: Iterable[str]) -> tuple[str, dict[str, str]]:
    """The inverse of `joined`: the concept's own text, and those of some of the ``languages``, in their order.

    A text that would not come back as it is, stays whole.
    """
    known = list(languages)
    own: list[str] = []
    blocks: dict[str, list[str]] = {}
    current = own
    for line in text.split("\n"):
        found = _LABEL.fullmatch(line)
        if found and found[1] in known:
            if found[1] in blocks:
                return text, {}
            current = blocks.setdefault(found[1], [])
            line = found[2]  # noqa: PLW2901
        current.append(line)
    parts = "\n".join(own), {each: "\n".join(blocks[each]) for each in known if each in blocks}
    clean = all(each == each.strip() for each in (parts[0], *parts[1].values()))
    return parts if clean and joined(*parts) == text else (text, {})
