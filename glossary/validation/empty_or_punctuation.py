"""A term without a letter, an ideograph or a digit, or what stands for a term that is missing.

What it does: tells terms that are empty or consist of punctuation, symbols and spaces, errors of a spreadsheet, and notes
    that a term is still to come.
Why is this bad: such a term matches nowhere, or at every comma; "TBD" would be put into translations.
Example: "—" in the column of a language, meant as "none"; "#N/A", "n/a", "TBD", 待定.
How to fix: leave the cell empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.issue import Issue, Severity
from glossary.validation.subject import Subject, is_word

ID = "empty-or-punctuation"
SEVERITY = Severity.MAJOR

_MISSING = frozenset(
    ["#n/a", "#ref!", "#name?", "#value!", "#div/0!", "#null!", "#num!", "#spill!", "n/a", "tbd", "tbc", "tba", "todo", "待定", "待译", "待譯", "待补", "待補", "待补充", "待補充", "待翻译", "待翻譯", "待确认", "待確認", "暂无", "暫無", "暂缺", "暫缺"]
)


def check(subject: Subject) -> Iterator[Issue]:
    """One issue a term."""
    for concept, term in subject.terms():
        missing = term.text.strip().casefold() in _MISSING
        if missing or not is_word(term.text):
            what = "says that a term is missing" if missing else "is no word"
            yield Issue(
                check=ID,
                severity=SEVERITY,
                message=f"{term.text!r} ({term.language}) {what}; leave the term out",
                concept=concept.id,
                term=term.text,
                language=term.language,
            )
