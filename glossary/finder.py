"""Where the forms of one search stand in many texts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from glossary.candidates import Search, padded
from glossary.sheet import tables
from glossary.trie import Trie

if TYPE_CHECKING:
    from glossary.sheet import Codes, Integers


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """Finds forms by their patterns."""

    trie: Trie
    forms: Integers | None
    """The first form of each pattern; None where every form has a pattern of its own."""
    several: Integers | None
    """How many forms have it; they follow each other."""

    @classmethod
    def over(cls, search: Search) -> Finder:
        """The forms of a search."""
        import numpy as np

        if not search.words:
            return cls(trie=Trie.over([form.text for form in search.forms]), forms=None, several=None)
        patterns: dict[str, list[int]] = {}
        for number, form in enumerate(search.forms):
            patterns.setdefault(padded(form.text), []).append(number)
        trie = Trie.over(list(patterns))
        trie = replace(trie, codes=trie.codes.take(tables().words))
        if len(patterns) == len(search.forms):
            return cls(trie=trie, forms=None, several=None)
        return cls(
            trie=trie,
            forms=np.array([numbers[0] for numbers in patterns.values()], dtype=np.int64),
            several=np.array([len(numbers) for numbers in patterns.values()], dtype=np.int64),
        )

    def find(self, codes: Codes) -> tuple[Integers, Integers]:
        """The numbers of the forms that stand there and where their patterns begin, sorted by end."""
        import numpy as np

        patterns, starts = self.trie.find(codes)
        if self.forms is None or self.several is None:
            return patterns, starts
        forms, several = self.forms.take(patterns), self.several.take(patterns)
        if not (several > 1).any():
            return forms, starts
        forms = np.repeat(forms, several)
        forms += np.arange(len(forms)) - np.repeat(np.cumsum(several) - several, several)
        return forms, np.repeat(starts, several)
