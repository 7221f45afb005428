"""Bilingual files: each format a module that gives units (texts that translate each other, by language) one by one.

`FORMATS` is the whole list. `opened` finds out which language is the source and which the target, and makes pairs of the
units: lazily, so that a file of any size can be checked.
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any

from glossary import files
from glossary.bilingual.table import Columns
from glossary.bilingual.unit import State, Unit, Variant
from glossary.bitext import Pair, Side
from glossary.errors import TermlockError
from glossary.formats.cells import listing
from glossary.languages import HAN, answers, base_language, language_name, normalise_tag

__all__ = ["FORMATS", "Bilingual", "Columns", "Format", "is_bilingual", "opened"]

_PEEKED = 200
"""From so many units the languages are found out where no header tells them."""

_LARGE = 32 * 1024 * 1024
"""Bytes; a larger XML file is not held in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One line of the table of bilingual formats."""

    name: str
    suffixes: tuple[str, ...]
    module: str


FORMATS = (
    Format(name="xliff", suffixes=(".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"), module="xliff"),
    Format(name="tmx", suffixes=(".tmx",), module="tmx"),
    Format(name="po", suffixes=(".po", ".pot"), module="po"),
    Format(name="csv", suffixes=(".csv",), module="table"),
    Format(name="tsv", suffixes=(".tsv", ".tab"), module="table"),
    Format(name="xlsx", suffixes=(".xlsx",), module="table"),
)


@dataclass(slots=True, kw_only=True)
class Bilingual:
    """A bilingual file that is being read."""

    name: str
    source_language: str
    target_language: str
    pairs: Iterator[Pair]
    """Every pair that is to be checked, once, in the order of the file."""
    skipped: Counter[State] = field(default_factory=Counter)
    """How many units were not to be checked, and why; complete when ``pairs`` has ended."""
    lonely: int = 0
    """How many units lack one of the two languages."""
    container: bool = False
    """Whether ``text`` was taken out of a file that is no text."""
    text: str | files.LargeText = field(repr=False)
    """What offsets count in: the text of the file, or the extracted text of a container."""

    def told(self) -> tuple[str, ...]:
        """What a user should know of the units that were passed over."""
        reasons = {
            State.UNTRANSLATED: "not translated yet",
            State.LOCKED: "not to be translated",
        }
        counts = [(self.skipped[state], reason) for state, reason in reasons.items()]
        counts.append((self.lonely, f"without {self.source_language} or without {self.target_language}"))
        return tuple(
            f"{self.name}: {count} segment{' is' if count == 1 else 's are'} {reason} and not checked"
            for count, reason in counts
            if count
        )


def is_bilingual(name: str) -> bool:
    """Whether a file of this name can hold both sides."""
    return _format(name) is not None


def opened(
    path: Path, *, source: str = "", target: str = "", columns: Columns | None = None
) -> Bilingual:
    """Begin to read a bilingual file.

    ``source`` and ``target`` are language tags that override what the file says where it has several languages, or says
    nothing. Raises TermlockError where the file cannot be read, its languages are not clear, or it has others than
    those that were asked for; what is wrong further down is raised while the pairs are read.
    """
    name = str(path)
    found = _format(name)
    if found is None:
        known = ", ".join(suffix for each in FORMATS for suffix in each.suffixes)
        raise TermlockError(f"{name}: is no bilingual file that termlock reads ({known}); give the source and the target as two documents")
    units, text = _read(found, path, columns or Columns())
    ahead = list(islice(units, _PEEKED))
    ours, theirs = _languages(ahead, name, normalise_tag(source) if source else "", normalise_tag(target) if target else "")
    bilingual = Bilingual(name=name, source_language=ours, target_language=theirs, pairs=iter(()), container=found.name == "xlsx", text=text)
    bilingual.pairs = _pairs(chain(ahead, units), bilingual)
    return bilingual


def _format(name: str) -> Format | None:
    return next((each for each in FORMATS if name.casefold().endswith(each.suffixes)), None)


def _read(found: Format, path: Path, columns: Columns) -> tuple[Iterator[Unit], str | files.LargeText]:
    """The units of a file, and the text that their offsets count in."""
    name = str(path)
    module: Any = importlib.import_module(f"glossary.bilingual.{found.module}")
    if found.name in {"xliff", "tmx"}:
        from glossary.bilingual.xml_events import decoded, is_utf8

        if path.is_file() and path.stat().st_size > _LARGE and is_utf8(next(files.read_chunks(path), b"")):
            large = files.LargeText(path)
            return module.units(large.chunks(), name), large
        data = files.read_bytes(path)
        return module.units([data], name), decoded(data, name)
    if found.name == "po":
        text = _decoded(files.read_bytes(path), name, module.charset)
        return module.units(text, name), text
    if found.name == "xlsx":
        from glossary.formats.excel import worksheets

        with worksheets(files.read_bytes(path), name) as sheets:
            tables, text = module.sheet_rows(sheets)
        return _sheets(module.units, [sheet for sheet, _ in sheets], tables, columns), text
    text = files.read_text(path).text
    rows = module.csv_rows(text, name, "\t" if found.name == "tsv" else "")
    return module.units(rows, name, columns), text


def _decoded(data: bytes, name: str, charset: Callable[[bytes], str]) -> str:
    """Text in the charset that it names, or else as any text file."""
    encoding = charset(data)
    if encoding and encoding.lower() not in {"utf-8", "utf8"} and not any(data.startswith(mark) for mark, _ in files.MARKS):
        try:
            return data.decode(encoding)
        except LookupError:
            raise TermlockError(f'{name}: charset "{encoding}" is unknown; convert the file to UTF-8') from None
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise TermlockError(f"{name}:{line}: byte {error.start} is not {encoding}, as the header says; convert the file to UTF-8") from None
    return files.decode(data, name).text


def _sheets(read: Callable[..., Iterator[Unit]], names: list[str], tables: Iterable[Any], columns: Columns) -> Iterator[Unit]:
    """The units of all sheets that have both sides; raises TermlockError where none has."""
    problems = []
    for name, rows in zip(names, tables, strict=True):
        try:
            yield from read(rows, name, columns)
        except TermlockError as error:
            problems.append(str(error))
    if len(problems) == len(names):
        raise TermlockError("\n".join(problems))


def _languages(ahead: list[Unit], name: str, source: str, target: str) -> tuple[str, str]:
    """Which two languages are meant: those that were asked for, those that the file says, or those of its scripts."""
    tags: dict[str, None] = {}
    for unit in ahead:
        tags.update(dict.fromkeys(variant.language for variant in unit.variants if variant.language))
    for asked, option in ((source, "--from"), (target, "--to")):
        if asked and tags and not any(_same(tag, asked) for tag in tags) and len(tags) > 1:
            raise TermlockError(f"{name}: has nothing in {asked}; it has {listing(sorted(tags))}, so mend {option}")
    if ahead and ahead[0].has_roles:
        first, second = (_said(ahead, index) for index in (0, 1))
        if source and first and not _same(first, source):
            raise TermlockError(f"{name}: its source language is {first}, not {source}; leave out --from, or mend the file")
        if target and second and not _same(second, target):
            raise TermlockError(f"{name}: its target language is {second}, not {target}; leave out --to, or mend the file")
        source, target = source or first, target or second
    if not source or not target:
        rest = [tag for tag in tags if not any(asked and _same(tag, asked) for asked in (source, target))]
        if not source and not target and len(rest) == 2:
            source, target = rest
        elif len(rest) == 1 and (source or target):
            source, target = source or rest[0], target or rest[0]
        elif len(tags) > 1:
            raise TermlockError(f"{name}: has {listing(sorted(tags))}; say which with --from and --to")
    source = source or _guess(unit.variants[0] for unit in ahead if unit.variants)
    target = target or _guess(unit.variants[-1] for unit in ahead if len(unit.variants) > 1)
    if base_language(source) == base_language(target):
        if any(variant.side.text.strip() for unit in ahead for variant in unit.variants[1:]):
            raise TermlockError(
                f"{name}: termlock takes both sides for {language_name(source)}; say which languages they are with --from and --to"
            )
        target = "zh" if base_language(source) == "en" else "en"  # nothing is translated, so any language does
    return source, target


def _said(ahead: Iterable[Unit], index: int) -> str:
    return next((unit.variants[index].language for unit in ahead if len(unit.variants) > index and unit.variants[index].language), "")


def _guess(variants: Iterable[Variant]) -> str:
    """Chinese if Han characters are a tenth of the letters, else English."""
    text = " ".join(variant.side.text for variant in variants)
    letters = sum(character.isalpha() for character in text)
    return "zh" if letters and len(HAN.findall(text)) >= 0.1 * letters else "en"


def _same(tag: str, asked: str) -> bool:
    return answers(tag, asked) or base_language(tag) == base_language(asked)


def _pairs(units: Iterable[Unit], bilingual: Bilingual) -> Iterator[Pair]:
    wanted: dict[tuple[str, str], bool] = {}

    def is_in(tag: str, language: str) -> bool:
        known = wanted.get((tag, language))
        if known is None:
            known = wanted[tag, language] = not tag or _same(tag, language)
        return known

    for unit in units:
        if unit.state is not State.TRANSLATED:
            bilingual.skipped[unit.state] += 1
            continue
        source, targets = _sides(unit, bilingual, is_in)
        if source is None or not source.text.strip():
            if source is None or any(side.text.strip() for side in targets):
                bilingual.lonely += 1
            continue
        if not targets:
            bilingual.lonely += 1
        for side in targets:
            if side.text.strip():
                yield Pair(source=source, target=side)
            else:
                bilingual.skipped[State.UNTRANSLATED] += 1


def _sides(unit: Unit, bilingual: Bilingual, is_in: Callable[[str, str], bool]) -> tuple[Side | None, list[Side]]:
    """The source, and every target: several variants in one language are all translations that somebody may use."""
    if unit.has_roles and len(unit.variants) == 2 and is_in(unit.variants[0].language, bilingual.source_language):
        return unit.variants[0].side, [unit.variants[1].side] if is_in(unit.variants[1].language, bilingual.target_language) else []
    sources = [each.side for each in unit.variants if is_in(each.language, bilingual.source_language)]
    targets = [each.side for each in unit.variants if is_in(each.language, bilingual.target_language)]
    return sources[0] if sources else None, targets

