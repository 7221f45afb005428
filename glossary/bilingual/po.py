"""PO (GNU gettext): msgid beside msgstr, in UTF-8 or the charset of the header.

https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html. The header's ``Language`` is that of the target, and
``X-Source-Language`` that of the source where it is told. Fuzzy entries are no translations yet; obsolete ones (``#~``) are
passed over. Of a plural, msgstr[0] answers the singular, unless it is the only form; every other form answers the plural.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from glossary.bilingual.unit import State, Unit, Variant
from glossary.bilingual.xml_events import Text
from glossary.errors import TermlockError
from glossary.languages import is_tag, normalise_tag

_LINE = re.compile(r'[ \t]*(?P<word>msgctxt|msgid_plural|msgid|msgstr(?:\[(?P<form>\d{1,3})\])?)?[ \t]*"(?P<text>(?:[^"\\\r\n]|\\.)*)"[ \t]*$')
_ESCAPE = re.compile(r'\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|(.))')
_MEANING = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "a": "\a"}
_CHARSET = re.compile(rb"charset=([A-Za-z0-9._:-]+)")


def charset(data: bytes) -> str:
    """The charset that the header names, empty where it names none or leaves the template's word."""
    found = _CHARSET.search(data[:65536])
    name = found[1].decode() if found else ""
    return "" if name == "CHARSET" else name


@dataclass(slots=True)
class _Entry:
    texts: dict[str, Text] = field(default_factory=dict)
    fuzzy: bool = False


def units(text: str, name: str) -> Iterator[Unit]:
    """Every entry with a msgid. Raises TermlockError with all lines that make no sense."""
    source = target = ""
    problems: list[str] = []
    for entry in _entries(text, name, problems):
        msgid = entry.texts.get("msgid")
        if msgid is None or not msgid.length:
            if msgid is not None and (header := entry.texts.get("msgstr")):
                fields = _header(header.side().text)
                source, target = _tag(fields.get("x-source-language", "")), _tag(fields.get("language", ""))
            continue
        state = State.UNTRANSLATED if entry.fuzzy else State.TRANSLATED
        plural = entry.texts.get("msgid_plural")
        forms = [key for key in entry.texts if key.startswith("msgstr")]
        for form in forms or [""]:
            singular = plural is None or (form == "msgstr[0]" and len(forms) > 1)
            ours = msgid if singular or plural is None else plural
            theirs = entry.texts.get(form) or Text()
            yield Unit((Variant(source, ours.side()), Variant(target, theirs.side())), state)
    if problems:
        raise TermlockError("\n".join(problems))


def _entries(text: str, name: str, problems: list[str]) -> Iterator[_Entry]:
    entry, current, offset = _Entry(), None, 0
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            current = None
            if entry.texts:
                yield entry
                entry = _Entry()
            if bare.startswith("#,"):
                entry.fuzzy = entry.fuzzy or "fuzzy" in re.split(r"[,\s]+", bare)
        elif found := _LINE.match(line.rstrip("\r\n")):
            word = found["word"]
            if word:
                if (word == "msgctxt" and entry.texts) or (word == "msgid" and "msgid" in entry.texts):
                    yield entry
                    entry = _Entry()
                current = entry.texts.setdefault(word, Text())
            if current is None:
                problems.append(f"{name}:{number}: a text without msgid or msgstr before it; put one there or remove it")
            else:
                _unescape(found["text"], offset + found.start("text"), current)
        elif len(problems) < 20:
            problems.append(f'{name}:{number}: is no line of a PO file; write msgid or msgstr and a text in double quotes')
        offset += len(line)
    if entry.texts:
        yield entry


def _unescape(text: str, offset: int, into: Text) -> None:
    at = 0
    for found in _ESCAPE.finditer(text):
        if found.start() > at:
            into.add(text[at : found.start()], offset + at, found.start() - at)
        octal, hexadecimal, char = found.groups()
        meant = chr(int(octal, 8)) if octal else chr(int(hexadecimal, 16)) if hexadecimal else _MEANING.get(char, char)
        into.add(meant, offset + found.start(), found.end() - found.start())
        at = found.end()
    if at < len(text):
        into.add(text[at:], offset + at, len(text) - at)


def _header(text: str) -> dict[str, str]:
    lines = (line.partition(":") for line in text.split("\n"))
    return {key.strip().lower(): value.strip() for key, colon, value in lines if colon}


def _tag(written: str) -> str:
    written = written.partition("@")[0].partition(".")[0]
    return normalise_tag(written) if is_tag(written) else ""
