"""Simplified and Traditional: what a model reads and writes, and what a finished target has.

Models of this size have read far more Simplified Chinese than Traditional, and take fewer pieces for it: so they are
asked in Simplified whatever the script of the documents is. The finished target is converted around the approved
renderings, never through them.
"""

from __future__ import annotations

from collections.abc import Sequence

from glossary.languages import normalise_tag
from glossary.scripts import only_in_other_script, to_script


def working_language(language: str) -> str:
    """The tag under which a model is asked to read or write: ``zh-Hans`` for Traditional Chinese, else the tag itself."""
    return "zh-Hans" if normalise_tag(language) == "zh-Hant" else language


def in_script(text: str, language: str, approved: Sequence[tuple[int, int, str]] = ()) -> str:
    """A Chinese target in the script of its tag; text in any other language stays as it is.

    ``approved`` holds disjoint spans of ``text`` in their order, each with the rendering that stands there as the termbase
    spells it: that spelling is what the result has. A text without a character of the other script only is left alone,
    since converting what is right already would spoil it (皇后 is no 皇後). Region tags choose among the Traditional
    variants (`glossary.scripts.to_script`).
    """
    other = only_in_other_script(normalise_tag(language))
    if not other:
        return text
    written, position = [], 0
    foreign = not other.isdisjoint(text)
    for start, end, spelling in [*approved, (len(text), len(text), "")]:
        between = text[position:start]
        written.append(to_script(between, language) if foreign else between)
        written.append(spelling)
        position = end
    return "".join(written)

