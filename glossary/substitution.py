"""The form of one English term that can stand in the place of a form of another: its inflection, number and letter case.

    walked out        for "walk out",       with going global       -> went global
    HIGH-LEVEL OPENING for "high-level opening", with high-standard opening up -> HIGH-STANDARD OPENING UP
    merchant environments for "merchant environment", with business environment -> business environments

What has no answer stays as the termbase has it: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from glossary import verbs
from glossary.inflection import head_of, numbers_of, verb_at
from glossary.languages import base_language
from glossary.termbase import Term

_AUXILIARIES = frozenset(["has", "have", "had", "having", "be", "been", "being", "is", "are", "was", "were", "am", "by"])
_SMALL = frozenset(["a", "an", "the", "of", "and", "or", "nor", "but", "in", "on", "at", "to", "for", "by", "with", "from", "as", "into"])
_WORD = re.compile(r"[^\s-]+")
_ARTICLE = re.compile(r"\b(a|an)(\s+)\Z", re.IGNORECASE)
_VOWEL = re.compile(
    r"(?!uni(?:[cfloqtv]|s(?!s))|us[eu]|uti|uto|ura|ukr|ugan|urug|unesco|eu|ewe|one\b|one-|once\b|ubiq)[aeiou]"
    r"|hono|hour|heir|honest|8|1[18](?!\d)"
)
_SPELT = re.compile(r"[A-Z](?:[A-Z\d]|\b)")
_SPELT_VOWEL = re.compile(r"[AEFHILMNORSX]")
"""Acronyms read letter by letter: an HKMA report, an SME, but a WTO member."""


def answering(found: str, wrong: Term | None, allowed: Sequence[Term], before: str, *, opens: bool) -> str:
    """What to write instead of ``found``, a form of ``wrong``: the first of ``allowed`` that has the form that is needed,
    else the first of them as the termbase has it.

    ``before`` is the text in front of it; ``opens`` says whether a sentence begins there.
    """
    best = allowed[0]
    if base_language(best.language) != "en" or best.do_not_translate:
        return best.text
    if wrong is None:
        return _capital(best.text) if opens else best.text
    right = best.text
    for term in allowed:
        fitting = _inflected(found, wrong, term, before)
        if fitting is not None and (term.inflect or fitting == term.text):
            right = fitting
            break
    return _cased(found, wrong.text, right, opens=opens)


def _inflected(found: str, wrong: Term, right: Term, before: str) -> str | None:
    """The right term in the form in which the wrong one was found, None where it has none."""
    words, ours, theirs = (_WORD.findall(text) for text in (found, wrong.text, right.text))
    if len(words) != len(ours) or not theirs:
        return right.text
    plain, other = [word.lower() for word in ours], [word.lower() for word in theirs]
    speech, aim = wrong.part_of_speech.lower(), right.part_of_speech.lower()
    verb, aimed = verb_at(plain), verb_at(other)
    if speech.startswith("verb") or (not speech.startswith("noun") and verb is not None):
        if not (aim.startswith("verb") or (not aim.startswith("noun") and aimed is not None)):
            return right.text
        form = _form(words[verb or 0].lower(), before)
        return None if form is None else _with(right.text, aimed or 0, verbs.paradigm(other[aimed or 0])[form])
    place = head_of(plain)
    if words[place].lower() == plain[place]:
        return right.text
    head = head_of(other)
    several = numbers_of(other[head], theirs[head])
    return _with(right.text, head, several[0]) if several else right.text


def _form(word: str, before: str) -> int | None:
    """Which form of its verb a word is, as a place in the paradigm; None for no form of a verb."""
    forms = verbs.paradigm(word)
    if word not in forms:
        return None
    form = forms.index(word)
    # "opened" is both; after "has" or "was" it is the participle.
    if form == 2 and forms[3] == word:
        last = re.findall(r"[a-z]+", before.lower())[-1:]
        return 3 if last and last[0] in _AUXILIARIES else 2
    return form


def _with(text: str, number: int, word: str) -> str:
    """A text with one of its words replaced, in the letter case of the old one."""
    match = list(_WORD.finditer(text))[number]
    word = _capital(word) if match[0][:1].isupper() and word.islower() else word
    return text[: match.start()] + word + text[match.end() :]


def _cased(found: str, wrong: str, right: str, *, opens: bool) -> str:
    if "-" in found and " " not in found and " " in wrong:
        right = right.replace(" ", "-")
    if len(found) > 1 and found.isupper() and not wrong.isupper():
        return right.upper()
    main = [word for word in _WORD.findall(found) if word.lower() not in _SMALL]
    if len(main) > 1 and all(word[:1].isupper() for word in main) and not wrong[:1].isupper():
        words = _WORD.sub(lambda match: match[0] if match[0].lower() in _SMALL else _capital(match[0]), right)
        return _capital(words)
    return _capital(right) if opens or (found[:1].isupper() and not wrong[:1].isupper()) else right


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def article(before: str, found: str, right: str) -> tuple[int, str]:
    """(how many characters in front belong to the edit, what to write there): "a" and "an" follow what stands behind them.

    An article that did not fit before is left alone.
    """
    match = _ARTICLE.search(before)
    if match is None or not found or not right:
        return 0, ""
    said, wanted = match[1].lower() == "an", takes_an(right)
    if said != takes_an(found) or said == wanted:
        return 0, ""
    written = "an" if wanted else "a"
    shown = _capital(written) if match[1][0].isupper() else written
    return len(match[0]), shown + match[2]


def takes_an(words: str) -> bool:
    """Whether "an" and not "a" stands before these words."""
    if _SPELT.match(words):
        return _SPELT_VOWEL.match(words) is not None
    return _VOWEL.match(words.lower()) is not None


def without_repetition(before: str, right: str, after: str) -> str:
    """A text without the words that stand around its place already: "high-standard opening up" before " up" loses its last.

    At least one word stays.
    """
    words = list(_WORD.finditer(right))
    for number in range(1, len(words)):
        tail = right[words[number - 1].end() :]
        if after.lower().startswith(tail.lower()) and not after[len(tail) : len(tail) + 1].isalnum():
            right = right[: words[number - 1].end()]
            break
    words = list(_WORD.finditer(right))
    for number in range(len(words) - 1, 0, -1):
        head = right[: words[number].start()]
        if before.lower().endswith(head.lower()) and not before[: len(before) - len(head)][-1:].isalnum():
            return right[words[number].start() :]
    return right
