"""Many texts at once: the same candidates, evidence and choice as for one text (`matcher`), over whole columns.

The texts of a batch are folded, searched and segmented as one text, with a separator between them that no term has. Hit
by hit is looked only at what a rule about a single place decides (letter case, contexts, a hyphen or an apostrophe beside
it) and at overlaps that are not plain. The rules are those of `candidates`, `evidence` and `matcher`, and tests hold both
ways to the same answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from glossary.candidates import (
    CONTRACTIONS,
    DEPUTIES,
    NOT,
    REVERSING,
    Entry,
    Form,
    Search,
    across,
    allowed,
    is_contracted,
    is_deputy,
    is_negated,
    padded,
    reverses,
)
from glossary.cases import Cases
from glossary.cuts import cuts_of, tenths_of
from glossary.evidence import LONG, asks_segmenter, crosses_stop, is_word
from glossary.finder import Finder
from glossary.folding import QUOTATION_MARKS
from glossary.hits import Hits, by_text, choice_of, groups, joined, matches_of, no_collection, placed
from glossary.languages import base_language
from glossary.matcher import Certainty, Match
from glossary.seams import Seams
from glossary.sheet import Sheet, sheets, tables
from glossary.termbase import Term

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


    Integers = NDArray[np.int64]
    Codes = NDArray[np.uint32]
    Flags = NDArray[np.bool_]

_SPACE, _HYPHEN, _APOSTROPHE = map(ord, " -'")
_QUOTE = ord(QUOTATION_MARKS[0])


class Columns:
    """The forms of a termbase in columns, and what finds them in many texts at once."""

    def __init__(self, searches: Sequence[Search], language: str) -> None:
        import numpy as np

        self.searches = searches
        self._language = language
        self._chinese = base_language(language) == "zh"
        self.forms: list[Form] = [form for search in searches for form in search.forms]

        def column(values: Iterable[int]) -> Integers:
            return np.fromiter(values, dtype=np.int64, count=len(self.forms))

        def flags(values: Iterable[bool]) -> Flags:
            return np.fromiter(values, dtype=np.bool_, count=len(self.forms))

        def objects(values: list[Any]) -> NDArray[np.object_]:
            every = np.empty(len(values), dtype=np.object_)
            every[:] = values
            return every

        self._size = column(form.size for form in self.forms)
        self._shift = column(form.shift for form in self.forms)
        self._weight = column(form.weight for form in self.forms)
        self._several = column(len(form.entries) for form in self.forms)
        self._conditional = flags(form.conditional for form in self.forms)
        self._doubtful = flags(form.entries[0].doubtful for form in self.forms)
        self._cased = flags(
            search.words and not any(entry.depends_on_context for entry in form.entries)
            for search in searches
            for form in search.forms
        )
        """Conditional on letter case alone."""
        self._spaced = flags(bool(form.spelled) for form in self.forms)
        """Of several words, or with punctuation."""
        self._spelled = flags(bool(form.spelled) and padded(form.text) != f" {form.spelled} " for form in self.forms)
        """With punctuation."""
        self._single = flags(form.single for form in self.forms)
        if self._chinese:
            self._asks = flags(asks_segmenter(form.text, form.entries) for form in self.forms)
            self._crosses = flags(crosses_stop(form.text) for form in self.forms)
            self._known = flags(form.size >= LONG and is_word(form.text) for form in self.forms)

        self._concepts = objects([form.entries[0].concept for form in self.forms])
        self._terms = objects([form.entries[0].term for form in self.forms])
        self._certainties = objects([Certainty.DOUBTFUL, Certainty.CERTAIN])
        self._contracting = _letters(word[0] for word in CONTRACTIONS)
        self._reversing = _letters(word[-1] for word in REVERSING)
        self._cases = Cases.of(self.forms)
        self._seams = Seams.of(searches)
        self._finders = [Finder.over(search) for search in searches]

    def find(self, texts: Sequence[str]) -> list[tuple[Match, ...]]:
        """What `Matcher.find` says of each text."""
        found: list[tuple[Match, ...]] = []
        with no_collection():
            for sheet, moved in sheets(texts, self._language):
                hits, lists = self.candidates(sheet)
                hits = self.chosen(sheet, hits, lists)
                starts, ends = placed(sheet, hits, moved)
                found += by_text(matches_of(starts, ends, *self.named(hits, lists)), hits, len(sheet.begins))
        return found

    def occurrences(self, texts: Sequence[str]) -> list[tuple[Match, ...]]:
        """What `Matcher.occurrences` says of each text."""
        import numpy as np

        found: list[tuple[Match, ...]] = []
        with no_collection():
            for sheet, moved in sheets(texts, self._language):
                hits, lists = self.candidates(sheet)
                several = self._several[hits.form]
                for index in np.flatnonzero(hits.own >= 0).tolist():
                    several[index] = len(lists[hits.own[index]])
                if (several > 1).any():
                    again = np.repeat(np.arange(len(hits)), several)
                    turn = np.arange(len(again)) - np.repeat(np.cumsum(several) - several, several)
                    hits, lists = self._one_each(hits.taken(again), turn, lists)
                starts, ends = placed(sheet, hits, moved)
                order = np.lexsort((-np.array(ends, dtype=np.int64), np.array(starts, dtype=np.int64), hits.text))
                every = matches_of(starts, ends, *self.named(hits, lists))
                found += by_text([every[index] for index in order.tolist()], hits.taken(order), len(sheet.begins))
        return found

    def _one_each(
        self, hits: Hits, turn: Integers, lists: list[tuple[Entry, ...]]
    ) -> tuple[Hits, list[tuple[Entry, ...]]]:
        """Hits that are repeated, one for each entry that may stand there: now each with its own entry alone."""
        import numpy as np

        made: list[tuple[Entry, ...]] = []
        for index, (form, own, number) in enumerate(zip(hits.form.tolist(), hits.own.tolist(), turn.tolist(), strict=True)):
            entries = self.forms[form].entries if own < 0 else lists[own]
            made.append((entries[number],))
            hits.certain[index] &= not entries[number].doubtful
        hits.own = np.arange(len(hits))
        return hits, made

    def named(
        self, hits: Hits, lists: list[tuple[Entry, ...]]
    ) -> tuple[list[str], list[Term], list[Certainty]]:
        """The concept, term and certainty of each hit."""
        import numpy as np

        concepts, terms = self._concepts.take(hits.form).tolist(), self._terms.take(hits.form).tolist()
        for index in (hits.own >= 0).nonzero()[0].tolist():
            entry = lists[hits.own[index]][0]
            concepts[index], terms[index] = entry.concept, entry.term
        return concepts, terms, self._certainties.take(hits.certain.astype(np.int64)).tolist()

    # --- Texts and candidates

    def candidates(self, sheet: Sheet) -> tuple[Hits, list[tuple[Entry, ...]]]:
        """What `candidates.scan` finds, and the lists of entries that belong to single places."""
        with no_collection():
            return self._candidates(sheet)

    def _candidates(self, sheet: Sheet) -> tuple[Hits, list[tuple[Entry, ...]]]:
        import numpy as np

        lists: list[tuple[Entry, ...]] = []
        hits = self._scan(sheet, lists)
        quotes = np.flatnonzero(sheet.codes == _QUOTE)
        if len(quotes):
            more = self._across_quotes(sheet, quotes, lists)
            if more is not None:
                hits = joined([hits, more])
                hits = hits.taken(np.argsort(hits.end, kind="stable"))
        return hits, lists

    def _scan(self, sheet: Sheet, lists: list[tuple[Entry, ...]], seams: Integers | None = None) -> Hits:
        import numpy as np

        parts: list[Hits] = []
        base = 0
        for search, finder in zip(self.searches, self._finders, strict=True):
            words = search.words
            form, start = finder.find(sheet.codes)
            form += base
            if words:
                start += self._shift[form] + 1
            end = start + self._size[form]
            if seams is not None:
                crossing = np.searchsorted(seams, end, "left") > np.searchsorted(seams, start, "right")
                form, start, end = form[crossing], start[crossing], end[crossing]
            certain = np.ones(len(form), dtype=bool)
            if words:
                kept, certain = self._as_words(sheet, form, start, end)
                form, start, end, certain = form[kept], start[kept], end[kept], certain[kept]
            elif self._chinese:
                kept = np.ones(len(form), dtype=bool)
                for index in np.flatnonzero(sheet.codes.take(start - 1) == ord(NOT)).tolist():
                    kept[index] = not is_negated(sheet.text, int(start[index]))
                form, start, end, certain = form[kept], start[kept], end[kept], certain[kept]
            hits = Hits(
                text=np.repeat(
                    np.arange(len(sheet.begins)),
                    np.diff(np.searchsorted(end, sheet.begins, "right"), append=len(end)),
                ),
                form=form,
                start=start,
                end=end,
                weight=self._weight[form],
                certain=certain,
                own=np.full(len(form), -1, dtype=np.int64),
            )
            parts.append(self._as_allowed(sheet, hits, lists))
            base += len(search.forms)
        hits = joined(parts)
        return hits.taken(np.argsort(hits.end, kind="stable")) if len(parts) > 1 else hits

    def _as_words(self, sheet: Sheet, form: Integers, start: Integers, end: Integers) -> tuple[Flags, Flags]:
        """Which hits of a search for whole words stay, and which are certain."""
        import numpy as np

        codes = sheet.codes
        kept = np.ones(len(form), dtype=bool)
        # What the trie takes for a space is a space or a hyphen, unless the form itself has something else there.
        marks = np.cumsum(tables().marks.take(codes), dtype=np.int32)  # none at the first place, nor at the last
        spaced = np.flatnonzero(self._spaced.take(form))
        kept[spaced] = marks.take(start.take(spaced) - 1) == marks.take(end.take(spaced) - 1)
        spelled = np.flatnonzero(self._spelled.take(form))
        bare = sheet.text.replace("-", " ") if len(spelled) else ""
        for index, number, place in zip(spelled.tolist(), form[spelled].tolist(), start[spelled].tolist(), strict=True):
            kept[index] = bare.startswith(self.forms[number].spelled, place)
        # A possessive is no contraction, and most apostrophes before a word are quotation marks: the others are looked at.
        before = codes.take(start - 1)
        quoted, possessive = np.flatnonzero(before == _APOSTROPHE), np.flatnonzero(codes.take(end) == _APOSTROPHE)
        contracted = self._contracting.take(codes.take(end.take(possessive) + 1), mode="clip")
        inside = codes.take(start.take(quoted) - 2) != _SPACE
        for index in (*possessive.compress(contracted).tolist(), *quoted.compress(inside).tolist()):
            kept[index] &= not is_contracted(sheet.text, int(start[index]), int(end[index]))
        hyphened = np.flatnonzero(before == _HYPHEN)
        certain = np.ones(len(form), dtype=bool)
        certain[hyphened] = ~self._single.take(form.take(hyphened))
        for index in hyphened.compress(self._reversing.take(codes.take(start.take(hyphened) - 2), mode="clip")).tolist():
            kept[index] &= not reverses(sheet.text, int(start[index]))
        for index in _after_deputies(codes, start):
            certain[index] &= not is_deputy(sheet.text, int(start[index]))
        return kept, certain

    def _as_allowed(self, sheet: Sheet, hits: Hits, lists: list[tuple[Entry, ...]]) -> Hits:
        """The hits that letter case, word boundaries and contexts allow, with their certainty."""
        import numpy as np

        kept = np.ones(len(hits), dtype=bool)
        hits.certain = hits.certain & ~self._doubtful[hits.form]
        conditional = self._conditional[hits.form]
        simple = np.flatnonzero(conditional & self._cased.take(hits.form))
        refuted = self._cases.refuted(sheet.plain, hits.form.take(simple), hits.start.take(simple)) if len(simple) else {}
        for index, wrong in refuted.items():
            place = int(simple[index])
            entries = self.forms[hits.form[place]].entries
            stay = tuple([entry for turn, entry in enumerate(entries) if turn not in wrong])
            kept[place] = self._narrowed(hits, place, stay, lists)
        for index in np.flatnonzero(conditional & ~self._cased.take(hits.form)).tolist():
            number, form = int(hits.text[index]), self.forms[hits.form[index]]
            begin = int(sheet.begins[number])
            entries = allowed(form, sheet.folded(number), int(hits.start[index]) - begin, int(hits.end[index]) - begin)
            kept[index] = self._narrowed(hits, index, entries, lists)
        hits.weight = np.where(hits.certain, hits.weight, hits.weight // 2)
        return hits if kept.all() else hits.taken(kept)

    def _narrowed(self, hits: Hits, index: int, entries: tuple[Entry, ...], lists: list[tuple[Entry, ...]]) -> bool:
        """Whether any entry may stand at a place; where it is not all of the form's, a list of its own says which."""
        every = self.forms[hits.form[index]].entries
        if entries and entries != every:
            hits.own[index] = len(lists)
            lists.append(entries)
            if every[0].doubtful != entries[0].doubtful:
                hits.certain[index] = hits.certain[index] and not entries[0].doubtful
        return bool(entries)

    def _across_quotes(self, sheet: Sheet, quotes: Integers, lists: list[tuple[Entry, ...]]) -> Hits | None:
        """Terms that are partly in quotation marks, found in the texts without them (`candidates.across`)."""
        import numpy as np

        bridged = self._seams.bridged(sheet, quotes)
        if not bridged:
            return None
        numbers = np.unique(np.searchsorted(sheet.begins, bridged, "right") - 1)
        # The texts with the two characters before and the one after them.
        firsts, lasts = np.maximum(sheet.begins.take(numbers) - 2, 0), sheet.ends.take(numbers) + 1
        kept = np.concatenate(list(map(np.arange, firsts.tolist(), lasts.tolist())))
        kept = kept.compress(sheet.codes.take(kept) != _QUOTE)
        stripped = Sheet(
            codes=sheet.codes.take(kept),
            plain=sheet.plain.take(kept),
            begins=np.searchsorted(kept, sheet.begins[numbers], "left"),
            ends=np.searchsorted(kept, sheet.ends[numbers], "left"),
        )
        hits = self._scan(stripped, lists, np.searchsorted(kept, quotes, "left"))
        if not len(hits):
            return None
        stay = np.zeros(len(hits), dtype=bool)
        hits.text = numbers[hits.text]
        for index in range(len(hits)):
            start, end = int(kept[hits.start[index]]), int(kept[hits.end[index] - 1]) + 1
            place = across(sheet.text, start, end, int(hits.end[index] - hits.start[index]))
            if place is not None:
                stay[index] = True
                hits.start[index], hits.end[index] = place
        return hits.taken(stay) if stay.any() else None

    # --- Evidence and choice

    def chosen(self, sheet: Sheet, hits: Hits, lists: list[tuple[Entry, ...]]) -> Hits:
        """What `evidence.weigh` and `matcher.choose` leave of the candidates."""
        if not len(hits):
            return hits
        if self._chinese:
            hits = self._weighed(sheet, hits, lists)
        return hits.taken(choice_of(hits))

    def _weighed(self, sheet: Sheet, hits: Hits, lists: list[tuple[Entry, ...]]) -> Hits:
        import numpy as np

        first = groups(hits)
        alone = first & np.append(first[1:], True)
        size = hits.end - hits.start
        believed = alone & (size >= LONG) & ~self._known[hits.form]
        asks = self._asks[hits.form] & ~believed
        crossing = self._crosses[hits.form] | (size != self._size[hits.form])
        for index in np.flatnonzero(hits.own >= 0).tolist():
            form = self.forms[hits.form[index]]
            asks[index] = asks_segmenter(form.text, lists[hits.own[index]]) and not believed[index]
        asked = np.flatnonzero(asks & ~crossing)
        is_cut, torn = cuts_of(sheet.codes, hits.start.take(asked), hits.end.take(asked))
        uneven = asked.compress(torn)
        if not len(uneven):
            return hits
        tenths = tenths_of(sheet, is_cut, hits.start.take(uneven), hits.end.take(uneven))
        kept = np.ones(len(hits), dtype=bool)
        kept[uneven] = tenths != 0
        hits.certain[uneven] &= tenths > 0
        weight = hits.weight.take(uneven)
        hits.weight[uneven] = np.where(tenths < 0, weight // 2, weight) * abs(tenths) // 10
        return hits if kept.all() else hits.taken(kept)


def _letters(some: Iterable[str]) -> Flags:
    """Some letters of ASCII, to be asked with ``mode="clip"``."""
    import numpy as np

    flags = np.zeros(0x81, dtype=bool)
    flags[list(map(ord, some))] = True
    return flags


def _after_deputies(codes: Codes, start: Integers) -> list[int]:
    """Which places stand one character after something that ends like deputy, vice and their like."""
    import numpy as np

    last, before = codes.take(start - 2, mode="clip"), codes.take(start - 3, mode="clip")
    found: list[int] = []
    for word in DEPUTIES:
        places = np.flatnonzero((last == ord(word[-1])) & (before == ord(word[-2])))
        for back, letter in enumerate(word[-3::-1], 4):
            places = places.compress(codes.take(start.take(places) - back, mode="clip") == ord(letter))
        found += places.tolist()
    return found
