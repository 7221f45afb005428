"""Characters stand in the target that its language is not written with.

What it does: tells Chinese characters in a target that is not Chinese, characters that are Traditional only in a
    Simplified target, and the reverse. What stands in an approved rendering, or in a term to be kept, is never told;
    nor are characters that both scripts have, such as 后 and 台. Words of the source in brackets of their own, which
    explain what stands before them, are neutral.
Why is this bad: it is residue of the source, or of a system trained on the other script.
Example: "the 营商环境 of the region"; 優化營商環境 in a Simplified text.
How to fix: translate or convert the characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.checks.examination import Examination, Examined, Finding
from glossary.issue import Severity, Span
from glossary.languages import base_language, language_name
from glossary.scripts import in_brackets, wrong_script

ID = "wrong-script"
SEVERITY = Severity.MAJOR


def check(document: Examination) -> Iterator[Finding]:
    """One finding for each run of such characters, in the target."""
    chinese = base_language(document.target_language) == "zh"
    name = language_name(document.target_language)
    for examined in document.pairs:
        # A rendering is found in either script; only one that is written as the termbase has it excuses its characters.
        allowed = [
            Span(start=match.start, end=match.end)
            for match in examined.renderings
            if not chinese or examined.target[match.start : match.end] == match.term.text
        ]
        allowed += _kept(examined)
        for run in wrong_script(examined.target, document.target_language, allowed):
            text = examined.target[run.start : run.end]
            verb = "is" if len(text) == 1 else "are"
            # (孔子) after Confucius is put there for readers, and yet a reader should have a look.
            gloss = not chinese and text in examined.source and in_brackets(examined.target, run)
            severity = Severity.NEUTRAL if gloss else None
            yield Finding(pair=examined.number, message=f"{text} {verb} not {name}", target=run, severity=severity)


def _kept(examined: Examined) -> list[Span]:
    """The places of the target where something stands that the source protects, such as code."""
    source, target = examined.pair.source, examined.target
    literals = {source.text[start:end] for start, end in source.protected}
    return [
        Span(start=found.start(), end=found.end())
        for literal in literals
        for found in re.finditer(re.escape(literal), target)
    ]
