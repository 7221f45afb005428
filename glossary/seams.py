"""Which quotation marks a term could reach across: few, so few texts have to be searched again without them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from glossary.candidates import Search, padded
from glossary.folding import QUOTATION_MARKS
from glossary.sheet import decoded, tables

if TYPE_CHECKING:
    from glossary.sheet import Integers, Sheet

_MARK = QUOTATION_MARKS[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seams:
    """What stands side by side in the forms of a termbase."""

    pairs: frozenset[str]
    """Two words with a space; two characters of what is not searched as whole words, or has punctuation at an edge."""
    words: bool
    """Whether there are forms that are searched as whole words."""
    longest: int

    @classmethod
    def of(cls, searches: Sequence[Search]) -> Seams:
        """Those of some forms."""
        pairs: set[str] = set()
        for search in searches:
            for form in search.forms:
                text = form.text
                if not search.words:
                    pairs.update(map("".join, pairwise(text)))
                    continue
                pattern = padded(text)
                pairs.update(map(" ".join, pairwise(pattern.split())))
                # A mark may also stand between a word and the punctuation at an edge of the form.
                words = pattern.strip()
                first = pattern.index(words) - (1 + form.shift)  # padded only before a word
                for spelled in (text, text.replace(" ", "-")):
                    pairs.update(map("".join, pairwise(spelled[: first + 1])))
                    pairs.update(map("".join, pairwise(spelled[first + len(words) - 1 :])))
        return cls(
            pairs=frozenset(pairs),
            words=any(search.words for search in searches),
            longest=max((len(form.text) for search in searches for form in search.forms), default=0),
        )

    def bridged(self, sheet: Sheet, quotes: Integers) -> list[int]:
        """The quotation marks of a sheet whose neighbours stand side by side in some form."""
        found: list[int] = []
        text = sheet.text
        words = decoded(tables().words[sheet.codes]) if self.words else ""
        for place in quotes.tolist():
            start, end = place, place + 1
            while text[start - 1] == _MARK:
                start -= 1
            while text[end] == _MARK:
                end += 1
            if text[start - 1] + text[end] in self.pairs or (words and self._bridges(words, start, end)):
                found.append(place)
        return found

    def _bridges(self, words: str, start: int, end: int) -> bool:
        """Whether the words before and after quotation marks follow each other in some form."""
        if words[start - 1] != " " and words[end] != " ":  # without the marks they are one word
            return True
        before = words[max(0, start - self.longest) : start].rsplit(None, 1)
        after = words[end : end + self.longest].split(None, 1)
        return bool(before and after) and f"{before[-1]} {after[0]}" in self.pairs
