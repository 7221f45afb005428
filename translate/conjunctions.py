"""及 or 和: with which of them a Chinese target joins words.

Models write 和 everywhere. Official texts of Hong Kong have 及 nearly everywhere (76 of 82 in the references of four annual reports'
chapters, where a model had 和 84 times), those of the mainland 和; what a termbase has tells which house it comes from.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from glossary.evidence import segment
from translate.script import in_script

_AND, AND_FORMAL, _AND_CLOSE = "和", "及", "与"
_LEAST, _TIMES = 5, 3
"""So many texts have to have one, and so many times as many as have any other."""
_NO_AND = re.compile(
    "碳?中和|之和|的和|[信长大令]和|和[记黄]|矢量和|总和|发展和改革委|工业和信息化|住房和城乡|资源和社会保障|波斯尼亚和黑|可及|及(?=以[上下])"
)
"""Where a 和 or a 及 joins nothing, or stands in a name, and a segmenter cuts it off."""
_SOURCE_JOINS = re.compile(r"\band\b|&|\bas well as\b|\btogether with\b", re.IGNORECASE)
_WITH = re.compile(r"\bwith\b", re.IGNORECASE)
_STOPS = re.compile("[，。；：！？\n]")
_NOTHING_BEFORE = "。：？！（(《〈「『“‘[\"*-—"
_NEAR = 8
"""Characters around a 和 in which a 及 joins something smaller: 銀行和資本及流動性狀況."""
_REACH = 200
"""Characters of a clause that are looked at."""
_PREPOSITION = re.compile("[与跟](?!否|其|会)")
"""Before a 和 that needs to be none: 與社區和市場保持溝通."""
_COMPARED = re.compile(
    "一样|相比|相若|相符|不符|相近|相似|相反|类似|吻合|持平|同步|接轨|看齐|有别|冲突|背道而驰|无关|挂钩|脱钩|一起|一同|一道|[^的](?:比较|差异|区别)|(?:相同|不同|有关|相关|一致)(?=的?$)"
)
"""What makes a preposition of a 和 before it."""
_DONE_WITH = re.compile("合作|讨论|沟通|商讨|会面|见面|交流|联络|联系|磋商|签|分享|携手|竞争|交易|对话|交换|保持")
"""What is done with somebody, where the source says "with"."""
_NO_WORD_TO_JOIN = frozenset(
    re.findall(
        r"\w+",
        "将 会 已 可 能 能够 要 愿 愿意 正 正在 继续 积极 也 亦 都 并 并且 就 还 曾 须 应 应当 应该 一直 不断 将会 已经 需 需要 必须 再 又 首次 通过 由 于 为 把 被 对 向 在 以 从"
        " 密切 紧密 联合 成功 与 跟 同 及 而 但 不 不得 不能 不会 没有 未 未能 希望 期待 想 高兴 荣幸 经常 不时 定期 主动 全力 共同 大致 此前 其后 其中 近期 近年 现时 去年 今年 今日 昨天 早前 随后"
        " 分别 刚刚 继续加强 加强 仍 还会 将继续 这 那 此",
    )
)
"""Words that join nothing with what stands behind a 和: 将和伦敦合作."""


def conjunction(texts: Iterable[str]) -> str:
    """With which word Chinese texts join others, 及, 和 or 与; empty where too few of them tell, or several stand there."""
    joined = {_AND: 0, AND_FORMAL: 0, _AND_CLOSE: 0}
    for text in texts:
        simplified = in_script(text, "zh-Hans")
        if any(word in simplified for word in joined):
            words = set(segment(_NO_AND.sub(" ", simplified)))
            for word in joined:
                joined[word] += word in words
    (often, most), (_, next_most), _ = sorted(joined.items(), key=lambda each: each[1], reverse=True)
    return often if most >= max(_LEAST, _TIMES * next_most) else ""


def other_conjunctions(text: str, source: str) -> list[tuple[int, int, str]]:
    """Where a Chinese target joins words with 和, and what it becomes: 及, 以及 behind a comma; a 、 before it goes.

    Returns disjoint spans of ``text`` in their order. None where its English ``source`` has no "and", where a segmenter takes 和 for a part of a word
    (和平), where it looks like a preposition (将和伦敦合作, 和去年相比), in 《》, or within eight characters of a 及.
    """
    if _AND not in text or not _SOURCE_JOINS.search(source):
        return []
    simplified = in_script(text, "zh-Hans")
    apart = {place for match in _NO_AND.finditer(simplified) for place in range(*match.span())} | _in_titles(text)
    words = segment(simplified)
    places = [0, *accumulate(map(len, words))]
    formal = [place for word, place in zip(words, places, strict=False) if word == AND_FORMAL and place not in apart]
    stops = [match.start() for match in _STOPS.finditer(text)]
    found = []
    for number, word in enumerate(words):
        place = places[number]
        if word != _AND or place in apart or not number or words[number - 1] in _NO_WORD_TO_JOIN:
            continue
        start = len(text[:place].rstrip())
        before = text[start - 1 : start]
        behind = simplified[place + 1 : min([*stops[bisect_left(stops, place) :][:1], place + _REACH])]
        if not before or before in _NOTHING_BEFORE or not behind or _is_near(text, place, formal):
            continue
        clause = simplified[max([*stops[: bisect_left(stops, place)][-1:], place - _REACH, 0]) : place]
        if not _PREPOSITION.search(clause) and _is_preposition(behind, source):
            continue
        if before in "，,；;":
            if _DONE_WITH.search(behind):
                continue
            found.append((place, place + 1, "以及"))
        else:
            found.append((start - 1 if before == "、" else place, place + 1, AND_FORMAL))
    return found


def _is_preposition(behind: str, source: str) -> bool:
    """Whether what stands behind a 和, up to the end of its clause, compares or is done with somebody."""
    return _COMPARED.search(behind) is not None or (_WITH.search(source) is not None and _DONE_WITH.search(behind) is not None)


def _is_near(text: str, place: int, formal: Sequence[int]) -> bool:
    """Whether a 及 stands near a place, with no mark between them; ``formal`` are the places of all of them."""
    number = bisect_left(formal, place)
    for other in formal[max(0, number - 1) : number + 1]:
        if abs(other - place) <= _NEAR + 1 and not re.search(r"[^\w]", text[min(place, other) + 1 : max(place, other)]):
            return True
    return False


def _in_titles(text: str) -> set[int]:
    """The places inside title marks."""
    return {place for match in re.finditer("《[^《》]*》|〈[^〈〉]*〉", text) for place in range(*match.span())}
