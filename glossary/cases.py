"""Letter case at many places at once: which entries of a form may stand there (`casing.Cased`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.casing import Cased, Leeway
from glossary.sheet import decoded, encoded

if TYPE_CHECKING:
    from glossary.candidates import Form
    from glossary.sheet import Codes, Flags, Integers


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """The parts of forms whose letter case counts, one after the other."""

    parts: Sequence[tuple[int, Cased]]
    """Of which entry of its form each is a part."""
    first: Integers
    """Form -> the number of its first part."""
    count: Integers
    """Form -> how many it has."""
    offsets: Integers
    sizes: Integers
    begins: Integers
    """Where the characters of each part begin among those of all."""
    written: Codes
    strict: Flags
    """Which parts have no leeway."""

    @classmethod
    def of(cls, forms: Sequence[Form]) -> Cases:
        """Those of some forms."""
        import numpy as np

        parts = [[(turn, part) for turn, entry in enumerate(form.entries) for part in entry.as_is] for form in forms]
        every = [part for several in parts for part in several]
        count = np.fromiter(map(len, parts), dtype=np.int64, count=len(parts))
        sizes = np.array([len(part.written) for _, part in every], dtype=np.int64)
        return cls(
            parts=every,
            first=np.cumsum(count) - count,
            count=count,
            offsets=np.array([part.offset for _, part in every], dtype=np.int64),
            sizes=sizes,
            begins=np.cumsum(sizes) - sizes,
            written=encoded("".join(part.written for _, part in every)),
            strict=np.array([part.leeway is Leeway.NONE for _, part in every], dtype=bool),
        )

    def refuted(self, plain: Codes, forms: Integers, starts: Integers) -> dict[int, set[int]]:
        """Place -> which entries may not stand there, for the places where there are any.

        ``plain`` is a text with case as it is, in which the forms begin at ``starts``.
        """
        import numpy as np

        place, part = _spread(self.count.take(forms), self.first.take(forms))
        begins = starts.take(place) + self.offsets.take(part)
        sizes = self.sizes.take(part)
        owner, written = _spread(sizes, self.begins.take(part))
        there = begins.take(owner) + written - self.begins.take(part.take(owner))
        wrong = np.bincount(owner.compress(plain.take(there) != self.written.take(written)), minlength=len(part)) > 0
        found: defaultdict[int, set[int]] = defaultdict(set)
        for index in np.flatnonzero(wrong).tolist():
            entry, cased = self.parts[part[index]]
            if self.strict[part[index]] or not cased.stands_in(
                decoded(plain[begins[index] : begins[index] + sizes[index]]), -cased.offset
            ):
                found[int(place[index])].add(entry)
        return found


def _spread(counts: Integers, firsts: Integers) -> tuple[Integers, Integers]:
    """For ranges of numbers, one after the other: to which range each number belongs, and the numbers."""
    import numpy as np

    owner = np.repeat(np.arange(len(counts)), counts)
    return owner, np.arange(len(owner)) + np.repeat(firsts - np.cumsum(counts) + counts, counts)
