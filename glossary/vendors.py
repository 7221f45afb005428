"""What the glossaries of translation services accept: one table, from their own documentation.

`VENDORS` is the whole list. What a service refuses (`Vendor.refuses`) makes it reject the file, or the entry; what it
ignores stays in its glossary without effect. Every figure has its document beside it, as it was in November 2026.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from glossary.issue import Severity
from glossary.languages import base_language, normalise_tag, uses_spaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """The limits of one service's glossaries."""

    name: str
    title: str
    document: str
    """Where the limits are written down."""
    term_bytes: int | None
    """The most UTF-8 bytes that a term may have; None where nobody says."""
    too_long: Severity = Severity.MAJOR
    """Major where a longer term is refused, minor where it is ignored."""
    file_bytes: int
    """The most bytes of a file."""
    most_languages: int
    """The most languages of a file, the source among them."""
    several: Severity
    """What becomes of a second target for the same source: major where it is refused, minor where one of them wins."""
    exact_case: bool
    """Whether a term is found only in the letter case in which it is written."""
    whole_rows: bool = False
    """Whether a line must have a term for every language."""
    refuses_controls: bool = False
    """Whether control characters, line ends and white space at the ends of a term make the service refuse it."""
    many_words: int | None = None
    """From how many words on the service advises against a term."""
    ignored: frozenset[str] = frozenset()
    """Words that are ignored when they are the whole term."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """Our tags -> the service's own, where they differ; other tags lose their script and region."""
    keeps_region: bool = False
    """Whether the service tells ``en-GB`` from ``en``."""

    def code(self, tag: str) -> str:
        """What the service calls a language."""
        tag = normalise_tag(tag)
        return self.codes.get(tag) or (tag if self.keeps_region else self.codes.get(base_language(tag), base_language(tag)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Why a service does not take a term as it is."""

    severity: Severity
    """Major: refused. Minor: ignored. Neutral: taken, against the service's own advice."""
    reason: str


_ENGLISH = """
    a about all also an and any are as at be but by can do for from had has have he her him his how i if in into is it
    its me my no not of on or our she so that the their them then there they this to us was we were what when where
    which who will with you your
"""
_STOP_WORDS = frozenset(_ENGLISH.split())
"""The commonest English function words; Google's own list ("Glossary stopwords") is longer and differs by language."""

VENDORS: dict[str, Vendor] = {
    vendor.name: vendor
    for vendor in (
        Vendor(
            name="deepl",
            title="DeepL",
            # "Restrictions": 10 MB a dictionary, 1024 UTF-8 bytes a phrase, no duplicate sources, nothing empty, no C0
            # or C1 controls nor Unicode newlines, no white space at the ends. "Language variants": a glossary is for a
            # language, not a variant, so Chinese is ZH in both scripts. One dictionary is one direction.
            document="https://developers.deepl.com/api-reference/multilingual-glossaries",
            term_bytes=1024,
            file_bytes=10_000_000,  # "10 MB"; the older page of the v2 endpoints says 10 MiB, so the smaller one counts
            most_languages=2,
            several=Severity.MAJOR,
            exact_case=False,
            refuses_controls=True,
        ),
        Vendor(
            name="google",
            title="Google Cloud Translation",
            # "Create a glossary": usually fewer than five words; stop words are ignored; 10,485,760 UTF-8 bytes; a term
            # must be less than 1024 bytes, longer ones are ignored; matches are case-sensitive unless a request says
            # otherwise; a pair has no header, an equivalent term set has language codes, `pos` and `description`.
            document="https://docs.cloud.google.com/translate/docs/advanced/glossary",
            term_bytes=1023,
            too_long=Severity.MINOR,
            file_bytes=10_485_760,
            most_languages=1000,
            several=Severity.MINOR,
            exact_case=True,
            many_words=5,
            ignored=_STOP_WORDS,
            codes={"zh": "zh-CN", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW"},
            keeps_region=True,
        ),
        Vendor(
            name="amazon",
            title="Amazon Translate",
            # "Guidelines and quotas": 10 MB a file, 10 target languages, 200 bytes for a source or target text. "Best
            # practices": case-sensitive, no different translations of one source phrase. "Creating a custom
            # terminology": UTF-8, a header of language codes; each entry has the term of every language.
            document="https://docs.aws.amazon.com/translate/latest/dg/what-is-limits.html",
            term_bytes=200,
            file_bytes=10_000_000,
            most_languages=11,
            several=Severity.MINOR,
            exact_case=True,
            whole_rows=True,
            codes={"zh-Hant": "zh-TW", "fr-CA": "fr-CA", "pt-PT": "pt-PT", "es-MX": "es-MX"},
        ),
        Vendor(
            name="azure",
            title="Azure document translation",
            # "Use glossaries": one-to-one, preferably tab-separated, without a header; case-sensitive within a sentence.
            # "Service limits": a glossary file of at most 10 MB in a batch, and of 1 MB in a synchronous request.
            document="https://learn.microsoft.com/azure/ai-services/translator/document-translation/how-to-guides/create-use-glossaries",
            term_bytes=None,
            file_bytes=10_000_000,
            most_languages=2,
            several=Severity.MINOR,
            exact_case=True,
            codes={"zh": "zh-Hans", "zh-Hans": "zh-Hans", "zh-Hant": "zh-Hant"},
        ),
    )
}
"""Every service whose limits are known, by the name that ``--for`` takes."""


def limit(vendor: Vendor, text: str, language: str) -> Limit | None:
    """Why a service refuses or ignores a term of this language; None where it takes it."""
    if not text.strip():
        return Limit(severity=Severity.MAJOR, reason="is empty")
    if vendor.refuses_controls and not text.isprintable() and any(map(_is_control, text)):
        return Limit(severity=Severity.MAJOR, reason=f"holds a control character or a line end, which {vendor.title} refuses")
    if vendor.refuses_controls and text != text.strip():
        return Limit(severity=Severity.MAJOR, reason=f"begins or ends with white space, which {vendor.title} refuses")
    if not text.isprintable() and any(map(_is_unfit, text)):
        return Limit(severity=Severity.MAJOR, reason="holds a line end, a tab or no character at all, which no such file can")
    size = len(text.encode())
    if vendor.term_bytes is not None and size > vendor.term_bytes:
        does = "refuses" if vendor.too_long is Severity.MAJOR else "ignores"
        reason = f"has {size} bytes in UTF-8; {vendor.title} {does} terms of more than {vendor.term_bytes}"
        return Limit(severity=vendor.too_long, reason=reason)
    if base_language(language) == "en" and text.casefold() in vendor.ignored:
        return Limit(severity=Severity.MINOR, reason=f"is a stop word, which {vendor.title} ignores")
    return None


def advice(vendor: Vendor, text: str, language: str) -> Limit | None:
    """What a service says against a term that it takes nevertheless."""
    if vendor.many_words is not None and uses_spaces(language) and len(text.split()) >= vendor.many_words:
        reason = f"has {vendor.many_words} words or more; {vendor.title} advises fewer"
        return Limit(severity=Severity.NEUTRAL, reason=reason)
    return None


def has_case(text: str) -> bool:
    """Whether a text could be written in another letter case."""
    return text.lower() != text.upper()


def _is_unfit(character: str) -> bool:
    """What would break a line of CSV or TSV, or is half a character."""
    return character in "\r\n\t\0" or "\ud800" <= character <= "\udfff"


def _is_control(character: str) -> bool:
    """C0, C1 and the two line ends that are no controls."""
    return unicodedata.category(character) == "Cc" or character in "\u2028\u2029"
