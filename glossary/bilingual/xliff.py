"""XLIFF 1.2 and 2.x (OASIS): units with roles; a segment is what the file segments.

Inline markup is transparent, and what a file marks as not to be translated within a segment is protected. Notes,
alternatives (``alt-trans``, the module of matches), glossaries, extensions and the skeleton are passed over. In 1.2 a
target whose state is ``new`` or ``needs-translation`` is no translation yet; in 2.x every target with text is one, since
``initial`` is also what a file means that says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from glossary.bilingual.unit import State, Unit, Variant
from glossary.bilingual.xml_events import Events, Text, read
from glossary.bitext import Side
from glossary.errors import TermlockError
from glossary.languages import is_tag, normalise_tag

_CORE = "urn:oasis:names:tc:xliff:document:"
_CODE = frozenset({"bpt", "ept", "it", "ph"})
_UNFINISHED = frozenset({"new", "needs-translation"})
_SCOPES = frozenset({"file", "group", "unit", "trans-unit"})
_APART = frozenset({"alt-trans", "bin-unit", "ignorable"})


def units(chunks: Iterable[bytes], name: str) -> Iterator[Unit]:
    """Every segment with a source."""
    return read(chunks, name, lambda: _Reader(name), namespaces=True)


class _Reader:
    """Where in a file we are, and the segment that is being read."""

    def __init__(self, name: str) -> None:
        self.found: list[Unit] = []
        self._name = name
        self._path: list[str] = []
        self._apart = 0
        """How many elements of an alternative, a module or an extension are open."""
        self._translate = [True]
        self._languages = ["", ""]
        self._state = ""
        self._role = ""
        """The element whose text is being read: source, seg-source or target."""
        self._texts: dict[str, list[Text]] = {}
        """Of each role, its text and those of the subflows in it."""
        self._endings: list[str] = []
        """What the end of each open inline element does."""

    def start(self, name: str, attributes: dict[str, str], events: Events) -> None:
        space, _, local = name.rpartition(" ")
        parent = self._path[-1] if self._path else ""
        if not parent and local != "xliff":
            raise TermlockError(f"{self._name}:{events.line}: begins with <{local}>; an XLIFF file begins with <xliff>")
        self._path.append(local)
        if self._apart or local in _APART or (space and not space.startswith(_CORE)):
            self._apart += 1
            if self._role:
                events.suspend()
        elif self._role:
            self._endings.append(self._inline(local, attributes, events))
        elif local in {"segment", "trans-unit"} or local in _SCOPES or local == "xliff":
            self._scope(local, attributes, events)
        elif parent in {"segment", "trans-unit"} and local in {"source", "seg-source", "target"}:
            self._role = local
            self._texts[local] = [Text()]
            if local == "target":
                self._state = attributes.get("state", "")
            events.gather(self._texts[local][0])

    def _scope(self, local: str, attributes: dict[str, str], events: Events) -> None:
        if local in _SCOPES:
            said = attributes.get("translate")
            self._translate.append(self._translate[-1] if said is None else said != "no")
        if local in {"segment", "trans-unit"}:
            self._texts, self._state = {}, ""
        for index, keys in enumerate((("srcLang", "source-language"), ("trgLang", "target-language"))):
            written = attributes.get(keys[0]) or attributes.get(keys[1])
            if written:
                self._languages[index] = self._tag(written, events)

    def _inline(self, local: str, attributes: dict[str, str], events: Events) -> str:
        """Take notice of inline markup; what its end has to do, and with which part."""
        texts = self._texts[self._role]
        if local in _CODE:
            events.suspend()
            return "resume "
        if local == "sub":
            texts.append(Text())
            events.suspend(texts[-1])
            return "resume "
        key = attributes.get("mid") or attributes.get("id") or ""
        if local == "mrk" and attributes.get("mtype") == "seg":
            texts[0].open(f"seg {key}")
            return f"mark {key}"
        kept = attributes.get("translate") == "no" or attributes.get("mtype") == "protected"
        if local in {"mrk", "sm"} and kept:
            texts[0].open(f"kept {key}")
            return f"protect {key}" if local == "mrk" else ""
        if local == "em":
            texts[0].protect(f"kept {attributes.get('startRef', '')}")
        return ""

    def end(self, name: str, events: Events) -> None:  # noqa: ARG002  # the path knows it
        local = self._path.pop()
        if self._apart:
            self._apart -= 1
            if self._role:
                events.resume()
        elif self._endings:
            what, _, key = self._endings.pop().partition(" ")
            text = self._texts[self._role][0]
            if what == "resume":
                events.resume()
            elif what == "mark":
                text.mark(f"seg {key}")
            elif what == "protect":
                text.protect(f"kept {key}")
        elif self._role:
            events.gather(None)
            self._role = ""
        else:
            if local in {"segment", "trans-unit"}:
                self._complete()
            if local in _SCOPES:
                self._translate.pop()

    def _complete(self) -> None:
        """The units of one segment: its text, or its marked segments one by one, and its subflows."""
        source = self._texts.get("source")
        if source is None:
            return
        target = self._texts.get("target") or [Text()]
        segmented = (self._texts.get("seg-source") or source)[0]
        if segmented.marked:
            rest = None if target[0].marked else target[0].side()
            for key, part in segmented.marked.items():
                answer = target[0].side(target[0].marked[key]) if key in target[0].marked else rest or Side(text="")
                if rest is None or len(segmented.marked) == 1:
                    self._add(segmented.side(part), answer)
            if rest is not None and len(segmented.marked) > 1:  # the target is not segmented: it answers the whole
                self._add(source[0].side(), rest)
        else:
            self._add(source[0].side(), target[0].side())
        if len(source) == len(target):
            for ours, theirs in zip(source[1:], target[1:], strict=True):
                self._add(ours.side(), theirs.side())

    def _add(self, source: Side, target: Side) -> None:
        state = State.TRANSLATED
        if not self._translate[-1]:
            state = State.LOCKED
        elif self._state in _UNFINISHED:
            state = State.UNTRANSLATED
        self.found.append(Unit((Variant(self._languages[0], source), Variant(self._languages[1], target)), state))

    def _tag(self, written: str, events: Events) -> str:
        if not is_tag(written):
            raise TermlockError(f'{self._name}:{events.line}: "{written}" is no language tag; use one such as zh-Hans or en')
        return normalise_tag(written)
