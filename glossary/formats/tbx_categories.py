"""The data categories of TBX that the model has fields for: where each may stand, which values it may take.

After the published modules of the dialects (https://github.com/LTAC-Global, TBX-Core, the Min and the Basic module, as
of TBX-Basic 1.2): Core has notes alone, Min adds the categories of `MIN`, Basic those of `BASIC`.
"""

from __future__ import annotations

from glossary.formats.cells import STATUS_OF
from glossary.termbase import Status

CORE_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
NAMESPACES = {"min": "http://www.tbxinfo.net/ns/min", "basic": "http://www.tbxinfo.net/ns/basic"}

MIN = {
    "subjectField": "descrip",
    "administrativeStatus": "termNote",
    "partOfSpeech": "termNote",
}
BASIC = {
    "definition": "descrip",
    "context": "descrip",
    "source": "admin",
    "termType": "termNote",
    "crossReference": "ref",
    "externalCrossReference": "xref",
}
"""Each category and the element that holds it where categories are attributes (DCA)."""

HOLDERS = frozenset({"admin", "adminNote", "descrip", "descripNote", "ref", "termNote", "transac", "transacNote", "xref"})
"""Elements whose ``type`` is the data category."""

GROUPS = frozenset({"adminGrp", "descripGrp", "termNoteGrp", "transacGrp"})
"""Elements that hold a data category and what is said about it."""

DIALECT_CATEGORIES: dict[str, frozenset[str]] = {
    "TBX-Core": frozenset(),
    "TBX-Min": frozenset(MIN),
    "TBX-Basic": frozenset({*MIN, *BASIC}),
}

STATUS_NAMES = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "deprecatedTerm-admn-sts",
    Status.SUPERSEDED: "supersededTerm-admn-sts",
}
NEAREST_STATUS = {Status.FORBIDDEN: Status.DEPRECATED, Status.PROPOSED: Status.ADMITTED}
"""What the picklist has instead of the two statuses that it lacks."""

STATUS_CATEGORIES = ("administrativeStatus", "normativeAuthorization")
_STATUSES = {
    "preferredterm": Status.PREFERRED,
    "admittedterm": Status.ADMITTED,
    "deprecatedterm": Status.DEPRECATED,
    "supersededterm": Status.SUPERSEDED,
    "notrecommended": Status.DEPRECATED,
    "not recommended": Status.DEPRECATED,
}
_NEARLY = {
    "standardizedterm": Status.PREFERRED,
    "legalterm": Status.PREFERRED,
    "regulatedterm": Status.PREFERRED,
    "translation needed": Status.PROPOSED,
}


def status_of(value: str) -> tuple[Status, bool]:
    """The status that a value of a file means, and whether it means no more and no less.

    The picklist, ISO 30042:2008's ``normativeAuthorization``, and what vendors write instead. What nobody knows is
    `proposed`: allowed, and behind every preferred term.
    """
    key = " ".join(value.split()).casefold().removesuffix("-admn-sts")
    exact = _STATUSES.get(key) or STATUS_OF.get(key)
    return (exact, True) if exact else (_NEARLY.get(key, Status.PROPOSED), False)


PARTS_OF_SPEECH = ("adjective", "noun", "other", "verb", "adverb")
_PARTS_OF_SPEECH = {
    "noun": "n n. propernoun 名词 名詞 名",
    "verb": "v v. vt. vi. 动词 動詞 动",
    "adjective": "adj adj. a. 形容词 形容詞 形",
    "adverb": "adv adv. 副词 副詞 副",
}
_SPEECH_OF = {word: part for part, words in _PARTS_OF_SPEECH.items() for word in words.split()} | {
    "proper noun": "noun",
    "noun phrase": "noun",
    "verb phrase": "verb",
}


def part_of_speech_name(value: str) -> str:
    """The value of the picklist that is nearest to a part of speech."""
    key = value.strip().casefold()
    return key if key in PARTS_OF_SPEECH else _SPEECH_OF.get(key, "other")


_TERM_TYPES = {
    "fullForm": "full form",
    "acronym": "acronym",
    "abbreviation": "abbreviation",
    "shortForm": "short form",
    "variant": "variant",
    "phrase": "phrase",
}
_TERM_TYPE_NAMES = {meaning: name for name, meaning in _TERM_TYPES.items()} | {
    "fullform": "fullForm",
    "shortform": "shortForm",
    "initialism": "abbreviation",
    "abbreviated form": "abbreviation",
    "abbreviatedform": "abbreviation",
    "synonym": "variant",
}


def term_type_of(value: str) -> str:
    """What the model calls a value of ``termType``."""
    return _TERM_TYPES.get(value, value)


def term_type_name(value: str) -> str:
    """The value of the picklist for a term type; empty where it has none."""
    return _TERM_TYPE_NAMES.get(value.strip().casefold(), "")
