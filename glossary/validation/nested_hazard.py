"""A term stands inside longer terms of the termbase.

What it does: counts, for each allowed term of a language that is written without spaces, the longer terms of other
    concepts in which it stands.
Why is this bad: in those it is not meant. The matcher decides for the longer one; a text with a longer phrase that the
    termbase lacks has nothing to decide for.
Example: 发展 inside 高质量发展, 发展中国家 and 40 more.
How to fix: nothing, or add the longer phrases that your texts have.
"""

from __future__ import annotations

from collections.abc import Iterator

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
        inside: dict[tuple[str, str], list[str]] = {}
        for concept, term in own:
            for match in matcher.occurrences(term.text):
                if match.concept != concept.id and match.end - match.start < len(term.text):
                    longer = inside.setdefault((match.concept, match.term.text), [])
                    if term.text not in longer:
                        longer.append(term.text)
        for (home, text), longer in inside.items():
            more = f" and {len(longer) - 2} more" if len(longer) > 2 else ""
            yield Issue(
                check=ID,
                severity=SEVERITY,
                message=f"{text} stands inside {', '.join(longer[:2])}{more}",
                concept=home,
            )
