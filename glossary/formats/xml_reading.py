"""XML from anybody, read safely: entry by entry, without entities, without network, within bounds.

A document type declaration is tolerated and loads nothing; one that declares entities is refused (billion laughs,
external entities: https://owasp.org/www-community/vulnerabilities/XML_External_Entity_(XXE)_Processing). XInclude is
never processed. libxml2 bounds depth and the length of one text since ``huge_tree`` is off.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from html.entities import name2codepoint
from typing import TYPE_CHECKING

from glossary.errors import TermbaseError
from glossary.formats.headers import language_of
from glossary.languages import is_tag, normalise_tag

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST = 1 << 30
"""Bytes; a larger file is refused before it is parsed."""

LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
_BLANKS = re.compile(r"[ \t]*\n[ \t\n]*")


def entries(data: bytes, name: str, *, roots: Iterable[str], tags: Iterable[str]) -> Iterator[_Element]:
    """The root of a document (its attributes only), then each whole element that has one of the local names ``tags``.

    An element is emptied when the next one is asked for, so that memory does not grow with the file. Raises
    TermbaseError with the line where the document is not well formed, declares entities, or has another root.
    """
    from lxml import etree

    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise TermbaseError(f"{name}: is empty; export it again")
    if len(data) > LARGEST:
        raise TermbaseError(f"{name}: is larger than {LARGEST >> 20:,} MiB; split it")
    if any("<!DOCTYPE".encode(each) in data and "<!ENTITY".encode(each) in data for each in _ENCODINGS):
        raise _declares_entities(name)
    wanted = set(tags)
    events = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        attribute_defaults=False,
        remove_comments=True,
        remove_pis=True,
    )
    first = True
    has_doctype = False
    try:
        for event, element in events:
            if first:
                first = False
                document = element.getroottree().docinfo
                has_doctype = document.internalDTD is not None
                if has_doctype and next(iter(document.internalDTD.iterentities()), None) is not None:
                    raise _declares_entities(name)
                if local_name(element) not in roots:
                    raise TermbaseError(
                        f"{name}:{element.sourceline}: begins with <{local_name(element)}>; "
                        f"a file of this kind begins with <{'> or <'.join(roots)}>"
                    )
                yield element
            elif event == "end" and local_name(element) in wanted:
                if has_doctype:
                    _resolve(element, name)
                yield element
                element.clear(keep_tail=False)
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
    except etree.XMLSyntaxError as error:
        said = re.sub(r",? ?((use|try) XML_PARSE_HUGE|line \d+, column \d+).*", "", error.msg or "ends too early", flags=re.DOTALL)
        said = said.strip(" !,:\n")
        raise TermbaseError(
            f"{name}:{error.lineno or 1}: is no well-formed XML: {said}; export it again or mend that line"
        ) from None
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise TermbaseError(f"{name}: is no well-formed XML: {error}") from None


def _declares_entities(name: str) -> TermbaseError:
    return TermbaseError(f"{name}: declares XML entities, which can be an attack; write them out and remove <!ENTITY ...>")


def _resolve(element: _Element, name: str) -> None:
    """Put the characters that HTML's entity names mean into the text: a declaration elsewhere was not loaded."""
    from lxml import etree

    for node in list(element.iter(etree.Entity)):
        code = name2codepoint.get(node.name)
        if code is None:
            raise TermbaseError(
                f"{name}:{node.getparent().sourceline}: &{node.name}; is declared outside of the file, which is not read; write it out"
            )
        text, parent, before = chr(code) + (node.tail or ""), node.getparent(), node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + text
        else:
            parent.text = (parent.text or "") + text
        node.tail = None
        parent.remove(node)


def local_name(element: _Element) -> str:
    """The name of an element without its namespace: vendors mix them up."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def unwrapped(text: str) -> str:
    """A text without blank ends, and without the line breaks of a pretty printer: those that are followed by blanks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if "\n" not in text:
        return text
    return _BLANKS.sub(lambda found: " " if found[0][-1] in " \t" else "\n" * found[0].count("\n"), text)


def text_of(element: _Element) -> str:
    """All the text in an element, that of inline markup too."""
    return unwrapped("".join(element.itertext()) if len(element) else element.text or "")


def language_tag(element: _Element, name: str, *attributes: str) -> tuple[str, str]:
    """The normalised language of an element, and what the file called it where that said more.

    ``zh-CN`` says the same as ``zh-Hans``; ``zh-HK`` says more than ``zh-Hant``. Raises ValueError with a line for the
    user where there is none.
    """
    written = next((element.get(each) or "" for each in attributes if element.get(each)), "")
    if not written:
        raise ValueError(f"{name}:{element.sourceline}: <{local_name(element)}> has no xml:lang; add one such as zh-Hans")
    tag = normalise_tag(written) if is_tag(written) else language_of(written)
    if not tag:
        raise ValueError(
            f'{name}:{element.sourceline}: language "{written}" is no language tag; use one such as zh-Hans or en'
        )
    same = _SAME.get(written.replace("_", "-").casefold(), written.replace("_", "-"))
    return tag, "" if same.casefold() == tag.casefold() or not is_tag(written) else written


_SAME = {
    "zh-cn": "zh-Hans",
    "zh-hans-cn": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hant-tw": "zh-Hant",
    "zho": "zh",
    "chi": "zh",
    "cmn": "zh",
    "eng": "en",
}
"""Tags that say no more than the shorter one: the script is what a region stands for in translation."""
