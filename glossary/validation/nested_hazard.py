"""A term stands inside longer terms of the termbase.

What it does: counts, for each allowed term of a language that is written without spaces, the longer terms of other
    concepts in which it stands; with ``--corpus`` also how often it stands there alone, inside longer terms of the
    termbase, and inside other words.
Why is this bad: in those it is not meant. The matcher decides for the longer one; a text with a longer phrase that the
    termbase lacks has nothing to decide for.
Example: 发展 inside 高质量发展, 发展中国家 and 40 more.
How to fix: nothing, or add the longer phrases that your texts have.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.corpus import TermKey, key_of
from glossary.issue import Issue, Severity
from glossary.languages import base_language, uses_spaces
from glossary.matcher import matcher_for
from glossary.termbase import ALLOWED
from glossary.validation.subject import Subject, is_word

ID = "nested-hazard"
SEVERITY = Severity.NEUTRAL


def check(subject: Subject) -> Iterator[Issue]:
    """One issue a term that stands inside another one."""
    for language in dict.fromkeys(base_language(tag) for tag in subject.termbase.languages() if not uses_spaces(tag)):
        own = [
            (concept, term)
            for concept, term in subject.terms()
            if base_language(term.language) == language and term.status in ALLOWED and is_word(term.text)
        ]
        matcher = matcher_for(((concept.id, term) for concept, term in own), language)
        inside: dict[TermKey, list[str]] = {}
        for concept, term in own:
            for match in matcher.occurrences(term.text):
                if match.concept != concept.id and match.end - match.start < len(term.text):
                    longer = inside.setdefault(key_of(match.concept, match.term), [])
                    if term.text not in longer:
                        longer.append(term.text)
        if subject.counted is not None:
            for concept, term in own:
                if subject.counted.words[key_of(concept.id, term)]:
                    inside.setdefault(key_of(concept.id, term), [])
        for key, longer in inside.items():
            home, tag, text = key
            more = f" and {len(longer) - 2} more" if len(longer) > 2 else ""
            shown = ", ".join(longer[:2]) or "words that are no terms"
            yield Issue(
                check=ID,
                severity=SEVERITY,
                message=f"{text} stands inside {shown}{more}{_counted(subject, key)}",
                concept=home,
                term=text,
                language=tag,
            )


def _counted(subject: Subject, key: TermKey) -> str:
    """How often the characters of a term stand alone in the corpus, and how often they are parts of something longer."""
    if subject.counted is None:
        return ""
    counted = subject.counted
    return (
        f"; in the corpus alone: {counted.matches(key)}, inside longer terms: {counted.longer[key]}, "
        f"inside other words: {counted.words[key]}"
    )
