"""TMX 1.1 to 1.4b: units with a variant for each language, without roles.

https://www.gala-global.org/tmx-14b. Inline markup is transparent: what stands in ``<hi>`` is text, the native code in
``<bpt>``, ``<ept>``, ``<it>``, ``<ph>`` and ``<ut>`` is not; a ``<sub>`` in it is a text of its own, paired by its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from glossary.bilingual.unit import Unit, Variant
from glossary.bilingual.xml_events import Events, Text, read
from glossary.errors import TermlockError
from glossary.languages import is_tag, normalise_tag

_CODE = frozenset({"bpt", "ept", "it", "ph", "ut"})


def units(chunks: Iterable[bytes], name: str) -> Iterator[Unit]:
    """Every ``<tu>``; the source language that the file names for it comes first, if it names one."""
    return read(chunks, name, lambda: _Reader(name))


class _Reader:
    """What stands between the tags of one translation unit."""

    def __init__(self, name: str) -> None:
        self.found: list[Unit] = []
        self._name = name
        self._root = True
        self._source = ""
        self._source_here = ""
        self._language = ""
        self._variants: list[tuple[str, list[Text]]] = []
        self._texts: list[Text] = []

    def start(self, name: str, attributes: dict[str, str], events: Events) -> None:
        if name == "tuv":
            self._language = self._tag(attributes.get("xml:lang") or attributes.get("lang") or "", events)
        elif name == "seg":
            self._texts = [Text()]
            self._variants.append((self._language, self._texts))
            events.gather(self._texts[0])
        elif name == "tu":
            self._variants = []
            self._source_here = _tag(attributes.get("srclang", "")) or self._source
        elif name in _CODE:
            events.suspend()
        elif name == "sub" and self._texts:
            self._texts.append(Text())
            events.suspend(self._texts[-1])
        elif name == "header":
            self._source = _tag(attributes.get("srclang", ""))
        elif self._root and name != "tmx":
            raise TermlockError(f"{self._name}:{events.line}: begins with <{name}>; a TMX file begins with <tmx>")
        self._root = False

    def end(self, name: str, events: Events) -> None:
        if name == "seg":
            events.gather(None)
        elif name in _CODE or (name == "sub" and self._texts):
            events.resume()
        elif name == "tu":
            self._complete()

    def _complete(self) -> None:
        source = self._source_here
        ordered = sorted(self._variants, key=lambda each: each[0] != source) if source else self._variants
        for number in range(max((len(texts) for _, texts in ordered), default=0)):
            variants = tuple(Variant(tag, texts[number].side()) for tag, texts in ordered if number < len(texts))
            self.found.append(Unit(variants, has_roles=bool(source)))

    def _tag(self, written: str, events: Events) -> str:
        if written and not is_tag(written):
            raise TermlockError(f'{self._name}:{events.line}: xml:lang "{written}" is no language tag; use one such as zh-Hans or en')
        return normalise_tag(written) if written else ""


def _tag(written: str) -> str:
    """A source language, empty for ``*all*``."""
    return normalise_tag(written) if is_tag(written) else ""
