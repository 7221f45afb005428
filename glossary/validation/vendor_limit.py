"""A translation service's glossary cannot hold a term as it is meant (only with ``--for``).

What it does: makes the glossary that `glossary export` would write, and tells what is not in it: what the service
    refuses (major), what it ignores (minor), and what it has no place for (neutral, summed up by kind).
Why is this bad: one entry against the rules can make a service reject the whole file, and what it ignores it ignores
    silently.
Example: a term of more than 200 bytes for Amazon Translate; 增长 with two renderings for DeepL.
How to fix: shorten or split the term, decide for one rendering, or leave it to the export, which leaves it out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from glossary.errors import TermlockError
from glossary.issue import Issue, Severity
from glossary.termbase import Termbase
from glossary.validation.subject import Subject
from glossary.vendor_rows import Glossary, Omission, columns_for, rows_for
from glossary.vendors import VENDORS

ID = "vendor-limit"
SEVERITY = Severity.MAJOR


def glossary_of(termbase: Termbase, name: str, source: str | None, target: str | None, today: date) -> Glossary:
    """The glossary for a service of `VENDORS`.

    Raises TermlockError for an unknown one, and where it is not clear which pair of languages is meant.
    """
    if name not in VENDORS:
        raise TermlockError(f'--for "{name}" is unknown; use {", ".join(VENDORS)}')
    vendor = VENDORS[name]
    return rows_for(termbase, vendor, columns_for(termbase, vendor, source, target), today=today)


def check(subject: Subject) -> Iterator[Issue]:
    """An issue for each term that the service would refuse or ignore, and one for each kind of data without a place."""
    if subject.glossary is None:
        return
    kinds: dict[tuple[str, str], list[Omission]] = {}
    for each in subject.glossary.omissions:
        if each.severity is Severity.NEUTRAL:
            kinds.setdefault((each.field, each.reason), []).append(each)
        else:
            yield Issue(check=ID, severity=each.severity, message=f"{each.term} {each.reason}", concept=each.concept)
    for (name, reason), found in kinds.items():
        first = found[0].term or found[0].concept
        if len(found) == 1:
            message = f"{first} {reason}" if name in {"term", "text"} else f"{first}: {name}: {reason}"
        else:
            what = "terms" if name in {"term", "text"} else name
            message = f"{what}: {reason}: {first} and {len(found) - 1} more"
        yield Issue(check=ID, severity=Severity.NEUTRAL, message=message, concept=found[0].concept)
