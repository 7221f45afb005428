"""What English asks of a rendering where it stands.

    set up a | open economy        set up an open economy
    should going global            should go global
    used to | opening up           used for opening up
    support firms to going global  support firms to go global, or in going global if that takes no inflection

Articles and prepositions are put right before a text is forced, so that the model goes on from them; verbs when a segment is
finished.
"""

from __future__ import annotations

import re
from dataclasses import replace

from glossary import verbs
from glossary.inflection import verb_at
from glossary.languages import base_language
from glossary.substitution import takes_an
from translate.engine import Piece

__all__ = ["agree", "helped_in", "infinitive", "is_gerund", "takes_an", "wants_infinitive"]

_ARTICLE = re.compile(r"(\s?)(a|an)", re.IGNORECASE)
_OPENING = " *_“\"'‘(["
_ENDERS = (".", "!", "?", ":", "\n")

_MODAL = r"(?:should|must|will|would|shall|can|could|may|might|cannot|(?:do|does|did|wo|ca|should|must|would|could)n[’']t)(?: not)?"
_WANTING = r"(?:need|want|begin|began|begun|continue|seek|sought|strive|strove|plan|hope|ought|able|willing|ready)(?:s|d|ed|ing)? to"
_ADVERBS = r"(?: (?:\w+ly|also|better|further|still|always|never|together))*"
_BEGINS = r"(?:\A|[.!?]\s+)[*_“\"]*To"
_ASKS_FOR_INFINITIVE = re.compile(rf"(?:\b(?:{_MODAL}|(?i:{_WANTING}))|{_BEGINS}){_ADVERBS} [*_“\"]*\Z")
"""A modal verb with a capital asks a question, whose subject comes next, or is the month. Of the words before
"to" only those that nothing but an infinitive follows: one is committed to going global."""
_HELPED = re.compile(
    r"\b(?i:support|help|assist|encourag|guid|enabl|allow)(?:s|e|es|ed|ing)?"
    r"(?: (?!(?:is|are|was|were|be|been|to|for|from|of|in|on|by|with|at)\b)[\w’'-]+){0,3} (?:them|us|people|talents?|SMEs|(?:enterpris|compani|business|industri|universiti"
    r"|localiti|citi|countri|entiti|authoriti|partie|provinc|colleg)(?:s|es)|(?:firm|brand|investor|bank|institution|organi[sz]ation|region|area|government"
    rf"|department|worker|farmer|student|professional|product|exporter|manufacturer|producer|trader|supplier)s) (?P<to>to){_ADVERBS} [*_“\"]*\Z"
)
"""Somebody who is helped to do something. Any other noun may have a preposition of its own: support for a commitment to going global."""


_INVERTED = re.compile(rf"\b(?i:nor|neither|so) {_MODAL} [*_“\"]*\Z")
_PREDICATE = re.compile(r"[*_”\"]* (?:not )?(?:be|become|remain)\b")
_TAKES_ANOTHER = re.compile(
    r"\b(?:(?:is|are|was|were|be|been|being) used(?P<used>)|aim(?:s|ed)?(?P<aim>)"
    r"|(?:actions?|conditions?|efforts|funds|means|measures|platforms?|polic(?:y|ies)|space|steps|support|ways?)(?P<noun>)) to\Z",
    re.IGNORECASE,
)
"""What goes on with an infinitive or with another preposition and a gerund: measures to open up, measures for opening up."""
_WORDS_BEFORE = 6
"""So many pieces are looked at for that."""
_PREPOSITION = {"used": "for", "aim": "at", "noun": "for"}


def wants_infinitive(before: str) -> bool:
    """Whether only an infinitive can stand behind a text ("will", "wants to"), whatever is done to the preposition there."""
    before = before.rstrip(" *_“\"")
    return bool(_ASKS_FOR_INFINITIVE.search(before + " ")) or (
        before.endswith(" to") and not before.endswith("ed to") and not _TAKES_ANOTHER.search(before)
    )


def is_gerund(text: str) -> bool:
    """Whether a text is a verb phrase in -ing: going global, steadily expanding trade, but no housing policy."""
    words = text.lower().split()
    verb = verb_at(words) if len(words) > 1 else None
    return verb is not None and words[verb].endswith("ing") and verbs.base(words[verb]) is not None


def infinitive(before: str, stands: str, behind: str = "") -> str | None:
    """What a verb phrase in -ing is where the text before it asks for an infinitive: go global for going global; None
    where it stays, as the subject that stands behind its verb: nor will going global be easy.
    """
    if not is_gerund(stands) or not (_ASKS_FOR_INFINITIVE.search(before) or _HELPED.search(before)):
        return None
    if _INVERTED.search(before) or _PREDICATE.match(behind):
        return None
    words = stands.split(" ")
    verb = verb_at([word.lower() for word in words]) or 0
    words[verb] = verbs.base(words[verb].lower()) or words[verb]
    title = stands[:1].isupper() and any(word[:1].isupper() for word in words[verb + 1 :])
    return " ".join([words[0].capitalize() if title else words[0].lower(), *words[1:]])


def helped_in(before: str) -> str | None:
    """A text before a verb phrase in -ing that takes no inflection, when it ends in what asks for an infinitive and can do
    with the gerund: support firms in going global, for support firms to; None where it is none of that.
    """
    found = _HELPED.search(before)
    return None if found is None else f"{before[: found.start('to')]}in{before[found.end('to') :]}"


def agree(kept: tuple[Piece, ...], forced: str, language: str) -> tuple[Piece, ...]:
    """The pieces before a forced text, an English indefinite article or preposition at their end in the form that it asks for."""
    if base_language(language) != "en" or not kept or not forced.startswith(" "):
        return kept
    other = _TAKES_ANOTHER.search("".join(piece.text for piece in kept[-_WORDS_BEFORE:]))
    if other is not None and kept[-1].text == " to" and is_gerund(forced.strip()):
        return (*kept[:-1], replace(kept[-1], text=f" {_PREPOSITION[str(other.lastgroup)]}"))
    article = _ARTICLE.fullmatch(kept[-1].text)
    if article is None or (not article[1] and len(kept) > 1 and not kept[-2].text.endswith(" ")):
        return kept
    before = "".join(piece.text for piece in kept[:-1]).rstrip(_OPENING)
    if article[2][0].isupper() and before and not before.endswith(_ENDERS):
        return kept  # Category A
    wanted = "an" if takes_an(forced.strip()) else "a"
    if article[2].lower() == wanted:
        return kept
    written = wanted.capitalize() if article[2][0].isupper() else wanted
    return (*kept[:-1], replace(kept[-1], text=article[1] + written))
