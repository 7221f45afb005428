"""Dates of an English segment in Chinese: a small model leaves the day out of "1 April", and puts a year before it.

23-24 March 2015 → 2015年3月23日至24日        like a name, such a hint is advice: it is forced nowhere
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from glossary.issue import Span
from glossary.languages import base_language
from glossary.quantities import MONTH_NAME, ORDINAL, month_of
from translate.engine import Hint

_JOINED = {"and": "和", "to": "至", "-": "至", "–": "至", "—": "至"}
_DATE = re.compile(
    rf"(?:(?<![\d.,:])(?:(?P<first>[0-3]?\d){ORDINAL}\s?(?P<joined>{'|'.join(_JOINED)})\s?)?(?P<day>[0-3]?\d){ORDINAL}\s(?:of\s)?|\b)"
    rf"(?=[A-Z])(?P<month>(?i:{MONTH_NAME}))"
    rf"(?:\s(?P<later>[0-3]?\d){ORDINAL}\b(?![:.,]?\d|\s?[-–—]))?(?:,?\s(?P<year>(?:19|20)\d\d)\b)?"
)


def dates(text: str, terms: Sequence[Span], source: str, target: str) -> tuple[Hint, ...]:
    """A hint for each date of an English text, if the target is Chinese; none where a term of the termbase overlaps it.

    ``terms`` are the spans of these in the text, ``source`` and ``target`` language tags. A month by itself is no date.
    """
    if (base_language(source), base_language(target)) != ("en", "zh"):
        return ()
    found: dict[str, str] = {}
    for match in _DATE.finditer(text):
        day, year = match["day"] or match["later"], match["year"]
        free = not any(span.overlaps(*match.span()) for span in terms)
        if not (day or year) or not free or (match["day"] and match["later"]):
            continue
        rendering = (f"{year}年" if year else "") + f"{month_of(match['month'])}月"
        if match["first"]:
            rendering += f"{int(match['first'])}日{_JOINED[match['joined']]}"
        if day:
            rendering += f"{int(day)}日"
        found[match.group().rstrip(".")] = rendering
    return tuple(Hint(term=term, rendering=rendering) for term, rendering in found.items())
