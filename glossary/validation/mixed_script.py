"""A Chinese term mixes Simplified and Traditional characters.

What it does: tells terms with the undecided tag ``zh`` that have characters of either script only.
Why is this bad: nobody writes so; half of the term was converted, and a translation would show it.
Example: 營商环境.
How to fix: convert the term to one script, and say which with ``zh-Hans`` or ``zh-Hant``.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.issue import Issue, Severity
from glossary.languages import normalise_tag
from glossary.scripts import wrong_script
from glossary.validation.subject import Subject

ID = "mixed-script"
SEVERITY = Severity.MINOR


def check(subject: Subject) -> Iterator[Issue]:
    """One issue a term."""
    for concept, term in subject.terms():
        if normalise_tag(term.language) != "zh":
            continue
        traditional = wrong_script(term.text, "zh-Hans")
        simplified = wrong_script(term.text, "zh-Hant")
        if traditional and simplified:
            first, second = (
                "".join(term.text[run.start : run.end] for run in runs) for runs in (traditional, simplified)
            )
            yield Issue(
                check=ID,
                severity=SEVERITY,
                message=f"{term.text} mixes Traditional {first} and Simplified {second}",
                concept=concept.id,
                term=term.text,
                language=term.language,
            )
