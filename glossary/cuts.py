"""Where the segmenter cuts the texts of a sheet, as far as some places ask for it, and what that says of them.

The rules are those of `evidence`, for many places at once.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from glossary.adjacency import known, sure_cuts
from glossary.evidence import AFFIXES, LONG, Fit, is_word, judged, segment, stands_alone
from glossary.sheet import ALL, decoded, tables

if TYPE_CHECKING:
    from glossary.sheet import Codes, Flags, Integers, Sheet

_BETWEEN = ord(" ")
"""What keeps stretches apart that do not stand side by side; the segmenter cuts before and after it."""
_FITS = list(Fit)
_COMPOSED, _HEAD, _INSIDE, _BROKEN, _TORN = map(_FITS.index, (Fit.COMPOSED, Fit.HEAD, Fit.INSIDE, Fit.BROKEN, Fit.TORN))


def cuts_of(codes: Codes, starts: Integers, ends: Integers) -> tuple[Flags, Flags]:
    """Where cuts are, and which of some spans have an edge that is none.

    Known are the cuts at the edges, and those before and after an edge that is none; of others some may be left out.
    """
    import numpy as np

    if known():
        is_cut = sure_cuts(codes)
    else:
        is_cut = np.ones(len(codes) + 1, dtype=bool)
        is_cut[1:-1] = tables().stops.take(codes[:-1])
    stretches = np.cumsum(is_cut[:-1], dtype=np.int32) - 1
    """The number of the stretch that each character belongs to."""
    asked = np.zeros(int(stretches[-1]) + 1, dtype=bool)
    unsure = ~is_cut.take(starts)
    asked[stretches.take(starts.compress(unsure))] = True
    unsure_end = ~is_cut.take(ends)
    asked[stretches.take(ends.compress(unsure_end))] = True
    unsure |= unsure_end
    if not unsure.any():
        return is_cut, unsure
    kept, text = _joined(codes, asked.take(stretches))
    words = segment(text)
    cuts = np.fromiter(map(len, words), dtype=np.int64, count=len(words)).cumsum()
    is_cut[kept.take(cuts[:-1])] = True
    unsure = ~(is_cut.take(starts) & is_cut.take(ends))
    return is_cut, unsure


def _joined(codes: Codes, asked: Flags) -> tuple[Integers, str]:
    """The stretches that are asked for as one text, kept apart, and where each of its characters stands."""
    import numpy as np

    between = np.zeros(len(codes), dtype=bool)
    np.greater(asked[:-1], asked[1:], out=between[1:])
    kept = np.flatnonzero(asked | between)
    chosen = codes.take(kept)
    chosen[between.take(kept)] = _BETWEEN
    return kept, decoded(chosen)


def tenths_of(sheet: Sheet, is_cut: Flags, starts: Integers, ends: Integers) -> Integers:
    """How many tenths of its weight each span keeps an edge of which is no cut; negative: it is doubtful, 0: refuted."""
    import numpy as np

    cuts = np.flatnonzero(is_cut)
    token = np.searchsorted(cuts, starts, "right") - 1
    before, after = cuts.take(token), cuts.take(np.searchsorted(cuts, ends, "left"))
    torn_before = ~_stand_alone(sheet, before, starts)
    torn_after = ~_stand_alone(sheet, ends, after)
    fits = np.where(torn_before & torn_after, _TORN, _BROKEN)
    one_word = cuts.take(token + 1) == after
    fits[one_word] = np.where(after > ends, _INSIDE, _HEAD)[one_word]
    fits[~(torn_before | torn_after)] = _COMPOSED
    sizes = np.minimum(ends - starts, LONG)
    known_words = np.zeros(len(starts), dtype=np.int64)
    for index in np.flatnonzero((sizes == LONG) & (fits != _COMPOSED)).tolist():
        known_words[index] = is_word(sheet.text[starts[index] : ends[index]])
    tenths: Integers = _tenths()[known_words, fits, sizes]
    return tenths


def _stand_alone(sheet: Sheet, starts: Integers, ends: Integers) -> Flags:
    """Which of the rests of broken words are words or nothing."""
    import numpy as np

    sizes = ends - starts
    alone: Flags = sizes == 0
    single = np.flatnonzero(sizes == 1)
    alone[single] = _affixes().take(sheet.codes.take(starts.take(single)))
    for index in np.flatnonzero(sizes > 1).tolist():
        alone[index] = stands_alone(sheet.text[starts[index] : ends[index]])
    return alone


@cache
def _affixes() -> Flags:
    import numpy as np

    affixes: Flags = np.zeros(ALL, dtype=bool)
    affixes[list(map(ord, AFFIXES))] = True
    return affixes


@cache
def _tenths() -> Integers:
    """What `evidence.judged` says: whether it is a known word, fit, size -> tenths."""
    import numpy as np

    verdicts = [
        [[judged(fit, size, is_known=is_known) or (True, 0) for size in range(LONG + 1)] for fit in _FITS]
        for is_known in (False, True)
    ]
    certain, tenths = np.moveaxis(np.array(verdicts, dtype=np.int64), -1, 0)
    signed: Integers = np.where(certain == 1, tenths, -tenths)
    return signed
