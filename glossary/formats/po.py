"""PO terminology (GNU gettext, as Weblate and Pootle use it): a source term a message, its rendering the translation.

    #. definition: Chinese firms invest abroad
    # official since 2000
    #, fuzzy
    msgctxt "out"
    msgid "走出去"
    msgstr "going global"

A fuzzy entry is a proposed rendering; ``msgctxt`` is the concept, with ``|2``, ``|3`` ... for its further entries, since a
message must be unique. Comments that begin with a word and a colon are fields; others are the note of the rendering. An
entry without a translation has no rendering yet. The target language stands in the header, the source language in its
``X-Source-Language``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from glossary.errors import TermbaseError
from glossary.files import decode, decode_as
from glossary.formats.difference import Because, losses_between
from glossary.formats.direction import Direction, direction_of
from glossary.formats.entries import Entry, concepts_from, entries_of, languages_said, left_out, one_line
from glossary.formats.loss import LossReport
from glossary.formats.tabular import Findings
from glossary.languages import is_tag
from glossary.termbase import ALLOWED, Status, Term, Termbase

_KEYWORD = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr)(?:\[(\d+)\])?\s+("(?:[^"\\]|\\.)*")\s*')
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"\s*')
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_CHARSET = re.compile(rb"charset=([\w.-]+)")
_FIELDS = {"definition": "definition", "subject field": "subject_field", "concept note": "note"}
_BECAUSE = {
    "id": "is another one when it is read again",
    "status": "is not told apart in PO, which has approved and fuzzy translations",
}


@dataclass(slots=True)
class _Message:
    line: int = 0
    texts: dict[str, list[str]] = field(default_factory=dict)
    extracted: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)

    def text(self, keyword: str) -> str:
        return "".join(self.texts.get(keyword, ()))


def parse(data: bytes, *, name: str, source: str | None = None, target: str | None = None) -> Termbase:
    """The termbase in a PO file; raises TermbaseError with a line for each problem.

    ``source`` and ``target`` are used where the header names no languages.
    """
    charset = _CHARSET.search(data[:4096])
    known = charset is not None and charset[1].upper() not in {b"CHARSET", b"UTF-8"}
    text = decode_as(data, charset[1].decode("ascii"), name) if charset and known else decode(data, name).text
    findings = Findings()
    messages = list(_messages(text, name, findings))
    if not messages and not findings.problems:
        raise TermbaseError(f'{name}: holds no messages; a PO file has lines such as msgid "term" and msgstr "rendering"')
    header = next((each.text("msgstr") for each in messages if not each.text("msgid")), "")
    said = dict(re.findall(r"(?m)^([\w-]+):[ \t]*(.*?)[ \t]*$", header))
    tags = [source or said.get("X-Source-Language", ""), target or said.get("Language", "")]
    direction = languages_said(name, *(tag if is_tag(tag) else None for tag in tags))
    contexts = {each.text("msgctxt") for each in messages}
    entries = [_entry(each, direction, contexts) for each in messages if each.text("msgid").strip()]
    findings.warnings.extend(
        f"{name}:{each.line}: has a plural, of which only the first form is read"
        for each in messages
        if "msgid_plural" in each.texts
    )
    if findings.problems:
        raise findings.error()
    return Termbase(concepts=concepts_from(entries), warnings=tuple(findings.warnings))


def _messages(text: str, name: str, findings: Findings) -> Iterator[_Message]:
    message, keyword = _Message(), ""
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        opened = _KEYWORD.fullmatch(line)
        if opened is None and _QUOTED.fullmatch(line) and keyword:
            message.texts[keyword].append(_unescape(line))
            continue
        starts = line.startswith("#") or (opened is not None and opened[1] in {"msgctxt", "msgid"})
        if starts and "msgstr" in message.texts:
            yield message
            message, keyword = _Message(), ""
        if opened is not None:
            plural = opened[2] not in {None, "0"}
            keyword = "msgstr[n]" if plural else opened[1]
            message.line = message.line or number
            message.texts.setdefault(keyword, []).append(_unescape(opened[3]))
        elif line.startswith("#"):
            _note(message, line)
        elif line:
            findings.problems.append(
                f'{name}:{number}: is no line of a PO file; one is msgid "term", msgstr "rendering" or a # comment'
            )
            if len(findings.problems) > 200:
                return
    if message.texts:
        yield message


def _note(message: _Message, line: str) -> None:
    kind, text = line[1:2], line[2:].strip()
    if kind == "~":  # an obsolete message
        return
    if kind == ",":
        message.flags.update(flag.strip() for flag in text.split(","))
    elif kind == ".":
        message.extracted.append(text)
    elif kind == ":":
        message.references.append(text)
    elif kind != "|":
        message.comments.append(line[1:].strip())


def _unescape(quoted: str) -> str:
    return re.sub(r"\\(.)", lambda match: _ESCAPES.get(match[1], match[0]), quoted.strip()[1:-1])


def _entry(message: _Message, direction: Direction, contexts: set[str]) -> Entry:
    said: dict[str, str] = {}
    notes = [comment for comment in message.comments if comment]
    for each in message.extracted:
        key, colon, value = each.partition(":")
        if colon and (key in _FIELDS or key in {"status", "part of speech", "context"}):
            said.setdefault(key, value.strip())
        elif each:
            notes.append(each)
    status = Status.PROPOSED if "fuzzy" in message.flags else Status.PREFERRED
    if said.get("status") == Status.ADMITTED:
        status = Status.ADMITTED
    rendering = " ".join(message.text("msgstr").split())
    target = Term(
        text=rendering or "-",
        language=direction.target,
        status=status,
        part_of_speech=said.get("part of speech", ""),
        context=said.get("context", ""),
        note=" ".join(notes),
        source=" ".join(message.references),
    )
    context = message.text("msgctxt").strip()
    base, bar, number = context.rpartition("|")
    concept = base if bar and number.isdigit() and base in contexts else context
    return Entry(
        source=Term(text=" ".join(message.text("msgid").split()), language=direction.source),
        target=target if rendering else None,
        concept=concept,
        **{_FIELDS[key]: value for key, value in said.items() if key in _FIELDS},
    )


def serialize(
    termbase: Termbase, *, source: str | None = None, target: str | None = None
) -> tuple[bytes, LossReport]:
    """The approved terms of one pair as a PO file in UTF-8, and what did not fit into it."""
    direction = direction_of(termbase, source, target)
    header = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": direction.target.replace("-", "_"),
        "X-Source-Language": direction.source.replace("-", "_"),
    }
    lines = ['msgid ""', 'msgstr ""', *(f'"{key}: {value}\\n"' for key, value in header.items()), ""]
    count: dict[str, int] = {}
    for entry in entries_of(termbase, direction, renderings=ALLOWED, alone=True):
        count[entry.concept] = number = count.get(entry.concept, 0) + 1
        lines.extend(_lines(entry, entry.concept if number == 1 else f"{entry.concept}|{number}"))
    data = "\n".join(lines).encode()
    because = Because(called="PO", fields=_BECAUSE, left_out=left_out(direction, ALLOWED, "PO"))
    after = parse(data, name="termbase", source=direction.source, target=direction.target)
    return data, losses_between(termbase, after, because)


def _lines(entry: Entry, context: str) -> Iterator[str]:
    target = entry.target
    about = {"definition": entry.definition, "subject field": entry.subject_field, "concept note": entry.note}
    if target is not None:
        about["part of speech"] = one_line(target.part_of_speech)
        about["context"] = target.context
        about["status"] = target.status.value if target.status is Status.ADMITTED else ""
    yield from (f"#. {key}: {value}" for key, value in about.items() if value)
    if target is not None:
        yield from ([f"# {target.note}"] if target.note else [])
        yield from ([f"#: {target.source}"] if target.source else [])
        yield from (["#, fuzzy"] if target.status is Status.PROPOSED else [])
    yield f"msgctxt {_quote(context)}"
    yield f"msgid {_quote(entry.source.text)}"
    yield f"msgstr {_quote(target.text if target else '')}"
    yield ""


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
