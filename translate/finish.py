"""From what an engine wrote to the target in the document: label, ending, slips, figures, script, spelling, marks and markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from glossary.folding import fold
from glossary.languages import base_language, uses_spaces
from glossary.requirement import Requirement
from glossary.termbase import CaseRule
from translate.amounts import other_grouping
from translate.charts import other_names
from translate.conjunctions import other_conjunctions
from translate.dates import added_years, other_dates, other_months
from translate.documents import Restored, Segment, restore, strip_markup
from translate.guard import occurrences
from translate.house_style import HouseStyle
from translate.punctuation import chinese_marks, english_marks, title_marks
from translate.repeats import repeats
from translate.script import in_script
from translate.segmenter import other_ending
from translate.spelling import other_spellings
from translate.task import Outcome, Task

_SMALL_LATIN_FIRST = re.compile(r"\W*[a-z]")
_SMALL_FIRST = re.compile(r"[*_“\"‘(]*([a-z])(?=[a-z]{2,}(?![A-Za-z/@:#]|\.\w)|[a-z]?\s[A-Za-z0-9]|[a-z]?[-’'][a-z])")
"""The first letter of a word that has no capitals; of none that is an address or a file."""
_LAW = re.compile(r"\A(?!(?:Principal|Amend(?:ment|ing)|White|Blue|Proposed|Private|Government|Members?['’]s?) )[A-Z].*\b(?:Ordinance|Bill)(?: (?:19|20)\d\d)?\Z")
_LAW_IN_CHINESE = re.compile("(?:[條条]例|[條条]例草案|法案|法)\\Z")
_NO_STYLE = HouseStyle()
Place = tuple[int, int]
Edit = tuple[int, int, str]
"""A span of a text, and what it becomes."""


def finish(segment: Segment, task: Task, outcome: Outcome, language: str, *, begins: bool = True, style: HouseStyle = _NO_STYLE) -> Restored:
    """The label, the outcome's target and the note in one line, in the script, spelling and marks of ``language``, with the segment's markup.

    No rendering that meets a requirement is changed but for the spelling of its termbase. ``begins`` is whether the segment is the
    beginning of a sentence, ``style`` that of the house.
    """
    label, note = task.frame.label, task.frame.note
    target = label + _in_one_line(outcome.target, language)
    met = [
        (each.requirement, (len(label) + _in_one_line_at(outcome.target, each.target.start, language), len(label) + _in_one_line_at(outcome.target, each.target.end, language)))
        for each in outcome.settled
        if each.target is not None
    ]
    places = [place for _, place in met]
    source = segment.text[: len(segment.text) - task.frame.behind]
    ending = None if task.frame.known else other_ending(source, target, language, segment.kind)
    if ending is not None and not any(start <= ending[0] < end for start, end in places):
        target, places = _edited(target, places, [ending])
    target += note
    read, renderings = task.request.told or task.request.source, {hint.rendering for hint in task.request.hints}
    joined = style.formal_and and (bool(task.requirements) or not style.beside_terms)
    slips: tuple[Callable[[str], list[Edit]], ...] = (
        lambda text: repeats(text, source, language, places),
        lambda text: _behind(len(label), other_conjunctions(text[len(label) :], source)) if joined else [],
        lambda text: other_names(text, renderings) if base_language(language) == "zh" else [],
        lambda text: other_months(text, source, language),
        lambda text: added_years(source, text, task.request.source_language, language),
        lambda text: other_grouping(text, read, language),
    )
    for each in slips:
        kept = [*occurrences(segment.literals, target), *places]
        target, places = _edited(target, places, _outside(each(target), kept))
    if base_language(language) == "zh":
        spelt = ((start, end, _spelling(requirement, target[start:end])) for (requirement, _), (start, end) in zip(met, places, strict=True))
        approved = sorted(each for each in spelt if each[2])
        target, places = in_script(target, language, approved), [_moved(place, approved) for place in places]
        titles = (place for (requirement, _), place in zip(met, places, strict=True) if _is_title_of_a_law(requirement, target[place[0] : place[1]]))
        target, places = _edited(target, places, title_marks(target, sorted(titles)))
        kept = [(0, len(label)), *occurrences(segment.literals, target), *places]  # the blank in 第一章 总则
        edits = chinese_marks(target, language, kept)
    else:
        as_is = [place for (requirement, _), place in zip(met, places, strict=True) if _has_its_case(requirement, target[place[0] : place[1]])]
        if begins and base_language(language) == "en" and not _SMALL_LATIN_FIRST.match(segment.text, task.frame.skipped):
            target = _with_capital(target, len(label), [*occurrences(segment.literals, target), *as_is])
        kept = [*occurrences(segment.literals, target), *places]
        edits = other_spellings(target, language, kept)
        if base_language(language) == "en":
            edits = sorted([*edits, *english_marks(target, kept, straight=style.straight), *_outside(other_dates(target, source, language), kept)])
    target, places = _edited(target, places, edits)
    if not segment.markup:
        return Restored(marked=target, lost=())
    _, offsets = strip_markup(target)
    back = {place: number for number, place in enumerate(offsets)}
    pairs = [
        ((requirement.source.start, requirement.source.end), (back[start], back[end - 1] + 1))
        for (requirement, _), (start, end) in zip(met, places, strict=True)
        if start in back and end - 1 in back
    ]
    return restore(segment, target, pairs)


def _with_capital(target: str, start: int, kept: Sequence[Place]) -> str:
    """An English target with a capital at its beginning, ``start``, but for what is kept and words like iPhone and kWh."""
    first = _SMALL_FIRST.match(target, start)
    if first is None or any(begin <= first.start(1) < end for begin, end in kept):
        return target
    return target[: first.start(1)] + first[1].upper() + target[first.end(1) :]


def _has_its_case(requirement: Requirement, stands: str) -> bool:
    """Whether what stands there is a rendering that keeps its letter case wherever it stands."""
    return any(term.case is CaseRule.AS_IS and term.text == stands for term in requirement.renderings)


def _is_title_of_a_law(requirement: Requirement, stands: str) -> bool:
    """Whether a rendering is the title of an ordinance or a bill, which official Chinese texts have in title marks."""
    return _LAW.search(requirement.term.text) is not None and _LAW_IN_CHINESE.search(stands) is not None


def _behind(start: int, edits: Sequence[Edit]) -> list[Edit]:
    """The edits of a text that begins at ``start`` of another one, as edits of that."""
    return [(start + begin, start + end, instead) for begin, end, instead in edits]


def _outside(edits: Sequence[Edit], kept: Sequence[Place]) -> list[Edit]:
    """The edits that overlap nothing of what is kept."""
    return [edit for edit in edits if not any(start < edit[1] and edit[0] < end for start, end in kept)]


def _edited(text: str, places: Sequence[Place], edits: Sequence[Edit]) -> tuple[str, list[Place]]:
    """A text with disjoint edits made, and where places stand then that none of them is inside of."""
    for start, end, instead in reversed(edits):
        text = text[:start] + instead + text[end:]
    return text, [_moved(place, edits) for place in places]


def _moved(place: Place, edits: Sequence[Edit]) -> Place:
    """Where a place of a text stands when the edits before it are made."""
    by = [[len(instead) - (until - begin) for begin, until, instead in edits if until <= at and (at < place[1] or begin < at)] for at in place]
    return place[0] + sum(by[0]), place[1] + sum(by[1])  # what is put in at the end of a place is not in it


def _in_one_line(text: str, language: str) -> str:
    """A target as one line without blanks at its ends, in a language with spaces one between two words."""
    return " ".join(text.split()) if uses_spaces(language) else text.strip().replace("\n", "")


def _in_one_line_at(text: str, place: int, language: str) -> int:
    """Where a place of a target that is no blank, or behind what is none, stands in its one line."""
    if not uses_spaces(language):
        return len(text[:place].lstrip().replace("\n", ""))
    before = " ".join(text[:place].split())
    return len(before) + (bool(before) and text[place - 1].isspace())


def _spelling(requirement: Requirement, stands: str) -> str:
    """How the termbase spells what stands in a Chinese target, which may be in the other script or spaced otherwise."""
    texts = [term.text for term in requirement.renderings]
    if stands in texts:
        return stands
    return next((text for text in texts if _unspaced(text) == _unspaced(stands)), "")


def _unspaced(text: str) -> str:
    return fold(text, "zh").text.replace(" ", "")
