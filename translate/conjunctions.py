"""及 or 和: with which of them a Chinese target joins words.

Models write 和 everywhere. Official texts of Hong Kong have 及 nearly everywhere (76 of 82 in the references of four annual reports'
chapters, where a model had 和 84 times), those of the mainland 和; what a termbase has tells which house it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate

from glossary.evidence import segment
from translate.script import in_script

_AND, AND_FORMAL = "和", "及"
_LEAST, _TIMES = 5, 3
"""So many texts have to have one, and so many times as many as have the other."""
_STOPS = "，。；：！？、（）《》「」“”\n"
_REACH = 14
"""Characters behind a 和 in which the word stands that makes it a preposition."""
_NEAR = 8
"""Characters around a 和 in which a 及 joins something smaller: 銀行和資本及流動性狀況."""
_COMPARED = re.compile("一样|相比|比较|相同|不同|无关|差异|区别|相似|相反|挂钩|脱钩|(?:有关|相关|一致)(?=的?$)")
_NO_WORD_TO_JOIN = frozenset(
    ["将", "会", "已", "可", "可以", "能", "能够", "要", "愿", "愿意", "正", "正在", "继续", "积极", "也", "亦", "都", "并", "并且", "就", "还", "曾", "须", "应", "应当", "应该", "一直", "不断", "将会", "已经", "需", "需要", "必须", "再", "又", "首次", "通过", "由", "于", "为", "把", "被", "对", "向", "在", "以", "从", "密切", "紧密", "联合", "成功", "与", "跟", "同", "及", "而", "但", "是"]
)
"""Behind these 和 is a preposition: 将和伦敦合作."""


def conjunction(texts: Iterable[str]) -> str:
    """With which word Chinese texts join others, 及 or 和; empty where too few of them tell, or both stand there."""
    joined = {_AND: 0, AND_FORMAL: 0}
    for text in texts:
        if _AND in text or AND_FORMAL in text:
            words = segment(in_script(text, "zh-Hans"))
            for word in joined:
                joined[word] += word in words
    (often, most), (_, least) = sorted(joined.items(), key=lambda each: each[1], reverse=True)
    return often if most >= max(_LEAST, _TIMES * least) else ""


def other_conjunctions(text: str) -> list[tuple[int, int, str]]:
    """Where a Chinese target joins words with 和, and how it does with 及.

    Returns disjoint spans of ``text`` in their order, each with what it becomes. None where 和 is a part of a word (和平) or a preposition (将和伦敦合作,
    和去年相比), nor beside a 及 that joins something smaller, or in title marks.
    """
    if _AND not in text:
        return []
    words = segment(in_script(text, "zh-Hans"))
    places = [0, *accumulate(map(len, words))]
    formal = [place for word, place in zip(words, places, strict=False) if word == AND_FORMAL]
    found = []
    for number, word in enumerate(words):
        place = places[number]
        if word != _AND or not number or words[number - 1] in _NO_WORD_TO_JOIN or text.rfind("《", 0, place) > text.rfind("》", 0, place):
            continue
        behind = re.split(f"[{_STOPS}]", "".join(words[number + 1 : number + 1 + _REACH])[:_REACH])[0]
        if not behind or _COMPARED.search(behind) or any(_is_near(text, place, other) for other in formal):
            continue
        before = text[place - 1]
        found.append((place - (before == "、"), place + 1, "以及" if before in "，；" else AND_FORMAL))
    return found


def _is_near(text: str, place: int, other: int) -> bool:
    """Whether two places of a text are near each other, with no mark between them."""
    between = text[min(place, other) + 1 : max(place, other)]
    return len(between) <= _NEAR and not any(mark in between for mark in _STOPS)
