"""Which pair of languages a format gets that holds one pair only, and in which direction.

    termbase has    --from   --to     the file has
    zh-Hans en      -        -        zh-Hans -> en: the first language is the source
    zh-Hans en      -        zh       en -> zh-Hans: the other one is the source
    zh-Hans en fr   zh       en       zh-Hans -> en
    zh-Hans en fr   -        -        nobody can tell: an error that names the three

DeepL, UTX and their like hold one direction; who wants both writes two files.
"""

from __future__ import annotations

from dataclasses import dataclass

from glossary.errors import TermlockError
from glossary.languages import answers, is_tag, normalise_tag
from glossary.termbase import Termbase


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """From one language into another, by their tags; `glossary.languages.answers` says which terms are meant."""

    source: str
    target: str


def direction_of(termbase: Termbase, source: str | None = None, target: str | None = None) -> Direction:
    """The languages of a file that holds one pair: those asked for, else the only two that the termbase has.

    A tag that one language of the termbase answers becomes that language's (``zh`` -> ``zh-Hant`` where there is no
    other Chinese). Raises TermlockError where it is not clear which two are meant, or nothing answers one of them.
    """
    there = tuple(dict.fromkeys(normalise_tag(tag) for tag in termbase.languages()))
    start = _found(source, "--from", there) if source else None
    end = _found(target, "--to", there) if target else None
    if start is None or end is None:
        known = start or end
        others = [tag for tag in there if known is None or not answers(tag, known)]
        if len(others) != (2 if known is None else 1):
            if len(there) < 2:
                raise TermlockError(
                    f"the format holds a pair of languages and the termbase has {_listing(there)}; add terms in another language"
                )
            missing = "--from and --to" if known is None else "--from" if start is None else "--to"
            raise TermlockError(
                f"the format holds one pair of languages and the termbase has {_listing(there)}; "
                f"choose with {missing}, for example {_example(there)}"
            )
        start, end = start or others[0], end or others[-1]
    if answers(start, end):
        raise TermlockError(f"--from {start} and --to {end} are one language; the format holds a pair of two")
    return Direction(source=start, target=end)


def _found(tag: str, option: str, there: tuple[str, ...]) -> str:
    if not is_tag(tag):
        raise TermlockError(f'{option} "{tag}" is no language tag; use zh, zh-Hans, zh-Hant or en')
    wanted = normalise_tag(tag)
    found = [each for each in there if answers(each, wanted)]
    if not found:
        raise TermlockError(f"{option} {tag}: the termbase has no such language; it has {_listing(there)}")
    return found[0] if len(found) == 1 else wanted


def _listing(tags: tuple[str, ...]) -> str:
    return ", ".join(tags) or "none"


def _example(there: tuple[str, ...]) -> str:
    first = there[0] if there else "zh"
    other = next((tag for tag in there if not answers(tag, first)), "en")
    return f"--from {first} --to {other}"
