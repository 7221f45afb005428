"""Targets that are no translation: loops, nothing at all, the source once more, an answer or a remark, a piece of it.

    说明如下：……   ->  "Note: Note: Note: Note: Note: ..."      looping
    第三节         ->  "第三节"                                 untranslated
    什么是改革？    ->  "Reform is a process in which ..."      out of proportion
    改革开放       ->  "Translation: Reform and opening up"     a remark
    统筹开放       ->  "The Committee coordinated ..."          the prompt's example

Language models do this now and then (Guerreiro et al. 2023, 2303.16104: oscillations and detached output); what is told
here is retried in another way (`translate.enforce`) and, if it stays, reported, never passed on silently.
"""

from __future__ import annotations

import re

from glossary.languages import HAN, base_language

_HAN_WEIGHT = 3.3
"""Letters of a language with spaces that one Chinese character comes to."""
_PROPORTION = (0.28, 3.5)
"""Least and greatest length of a target for its source; translations of a sentence have 0.5 to 2."""
_LONG, _LEAST_OF_LONG = 120, {"zh": 0.5, "en": 0.6}
"""Least length of a target by its language, for a source of so many letters: of 843 and 810 human translations of official texts one and
none are below it."""
_LEFT_OUT = 2.0
"""Where a clause was left out, a second decode may get this much longer at most."""
_SHORT = 40
"""Sources of fewer letters have no proportion: 略 is "omitted"."""
_REMARK = re.compile(
    r"^\s*(?:translation|translated text|here is|here's|sure[,!]|certainly[,!]|note:|the translation|译文|翻译|以下是|注：|注意：|好的)"
    r"[^\n]{0,40}?[:：]",
    re.IGNORECASE,
)
_TAIL_REMARK = re.compile(r"[(\[（](?:note|translator|注|译者注)\s*[:：]", re.IGNORECASE)
_EXAMPLE = {
    "en": (re.compile(r"\b[Tt]he Committee\b"), re.compile("委|[小专專][组組]|[该該][会會]")),
    "zh": (re.compile(r"\A\W*委[员員][会會]"), re.compile(r"(?i:committee|commission|council|board|panel)|\b[A-Z]+C\b")),
}
"""By language of the target: whom the example of the prompt (`translate.prompt`) speaks of, and what a source says that does too."""
_COMMITTEE = re.compile("committee|委[员員][会會]", re.IGNORECASE)
_REPEATED = re.compile(r"(?s)(.{1,120}?)\1{3,}")
_CLAUSE = re.compile(r"(?:[^,;.，；。\s]|[,.](?=\d))(?:[^,;.，；。]|[,.](?=\d))*")
_PART = re.compile(r"[^,;.!?:()，；。！？：（）、\s][^,;.!?:()，；。！？：（）、]*")
_JOINT = re.compile(r"(?:and|or|as well as)\s+|以?及|[和并並]")
_TWICE = 40
"""Letters of clauses that only a model repeats, if its source does not: of 10,491 lines of official texts and their human translations none has the like."""
_TWICE_IN_SOURCE = 10
_RANK = re.compile(r"(?:vice|deputy|assistant|associate|acting|former|senior)[\s-]+\Z|[副代前]\Z", re.IGNORECASE)
"""What makes another office of the words behind it."""
_PLAIN_WORD = re.compile(r"\b[a-z]{3,}\b")


def problems(
    source: str, target: str, source_language: str, target_language: str, *, finished: bool = True, approved: str = "", shortest: str = ""
) -> tuple[str, ...]:
    """What is wrong with a target as a translation of its source; nothing where it looks like one.

    ``approved`` are the renderings that it may have, ``shortest`` is the source with the shortest of them in the place of its terms: IMF for
    国际货币基金组织. ``finished`` is false where the length bound cut it off. The texts are those of one segment.
    """
    if not any(map(str.isalpha, source)):
        return ()
    if not any(map(str.isalnum, target)):
        return ("there is no translation",)
    found = []
    if loop(target, source) is not None:
        found.append("it repeats itself")
    elif not finished:
        found.append("it was cut off")
    if _is_copy(source, target, source_language, target_language):
        found.append("it was left untranslated")
    if _says_more(_REMARK, source, target) or _says_more(_TAIL_REMARK, source, target):
        found.append("it has a remark that the source does not have")
    if example_at(source, target, target_language, approved) is not None:
        found.append("it speaks of a committee, as the example of the prompt does, and its source of none")
    has, wanted = letters(target), letters(source)
    least = _PROPORTION[0] * wanted
    if wanted >= _LONG:
        least = max(least, _LEAST_OF_LONG.get(base_language(target_language), 0) * letters(shortest or source))
    if not found and wanted >= _SHORT and not least <= has <= _PROPORTION[1] * wanted:
        size = "short" if has < wanted else "long"
        found.append(f"it is too {size} for a translation ({has / wanted:.1f} times the source)")
    return tuple(found)


def example_at(source: str, target: str, target_language: str, approved: str = "") -> int | None:
    """Where a target speaks of what only the example of the prompt is about; None where it doesn't.

    Approved renderings may speak of a committee too.
    """
    if base_language(target_language) not in _EXAMPLE:
        return None
    spoken, justified = _EXAMPLE[base_language(target_language)]
    found = spoken.search(target)
    return found.start() if found and not justified.search(source) and not _COMMITTEE.search(approved) else None


def loop(target: str, source: str = "") -> tuple[int, int] | None:
    """Where a target starts to repeat itself: the offsets of the second time, and of the end; None where it doesn't.

    Four times the same, twelve characters or more in all, and more often than the source repeats anything; digits, dots
    and lines of a table may be repeated. Or one to three clauses of forty letters or more twice in a row, where the source has none so.
    """
    for match in _REPEATED.finditer(target):
        unit = match[1]
        if len(match[0]) < max(12, 4 * len(unit)) or not any(map(str.isalpha, unit)):
            continue
        times = len(match[0]) // len(unit)
        if max((len(each[0]) // len(each[1]) for each in _REPEATED.finditer(source)), default=0) >= times:
            continue
        return match.start() + len(unit), match.end()
    twice = _twice(target, _CLAUSE, _TWICE)
    return None if twice is None or _twice(source, _PART, _TWICE_IN_SOURCE) else twice


def _twice(text: str, clause: re.Pattern[str], least: int) -> tuple[int, int] | None:
    """Where clauses of ``least`` letters stand a second time behind themselves: the offsets of the second time; None where none do."""
    places = [match.span() for match in clause.finditer(text)]
    clauses = [text[start:end].strip() for start, end in places]
    clauses = [_JOINT.sub("", each, count=1) if _JOINT.match(each) else each for each in clauses]
    for number in range(1, len(clauses)):
        for many in (1, 2, 3):
            before, again = clauses[max(0, number - many) : number], clauses[number : number + many]
            if len(before) != len(again) or before[1:] != again[1:] or not _ends_with(before[0], again[0]):
                continue
            said = "".join(again)
            if letters(said) >= least and any(map(str.isalpha, said)):
                return places[number][0], places[number + many - 1][1]
    return None


def _ends_with(text: str, words: str) -> bool:
    """Whether a text ends with these words, the first of them a whole one."""
    before = text[: len(text) - len(words)]
    if not text.endswith(words) or _RANK.search(before):
        return False
    return not (before[-1:].isalnum() and words[:1].isascii() and words[:1].isalnum())


def _is_copy(source: str, target: str, source_language: str, target_language: str) -> bool:
    """Whether the target is in the language of the source."""
    if base_language(source_language) == "zh" and base_language(target_language) != "zh":
        return 2 * len(HAN.findall(target)) > sum(map(str.isalpha, target))
    if base_language(target_language) == "zh" and base_language(source_language) != "zh":
        words = _PLAIN_WORD.findall(target)
        return len(words) >= 4 and not HAN.search(target)
    return " ".join(source.split()) == " ".join(target.split()) and len(_PLAIN_WORD.findall(source)) >= 4


def _says_more(pattern: re.Pattern[str], source: str, target: str) -> bool:
    return pattern.search(target) is not None and pattern.search(source) is None and source.count("：") + source.count(":") < max(
        1, target.count("：") + target.count(":")
    )


def letters(text: str) -> float:
    """The length of a text in letters of a language with spaces: a translation has about as many as its source."""
    han = len(HAN.findall(text))
    return _HAN_WEIGHT * han + sum(map(str.isalnum, text)) - han


def left_out(source: str, target: str) -> float:
    """How many times longer than a target a translation usually is, if that is so: then it may have left a clause out."""
    return min(_LEFT_OUT, max(1.0, letters(source) / max(1.0, letters(target))))
