"""Chinese in one script or the other: conversion, characters that belong to one script only, and those that a target should not have."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from glossary.issue import Span
from glossary.languages import HAN, base_language, normalise_tag

_HAN_RUN = re.compile(f"{HAN.pattern}+")
_BRACKETED = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_LATIN = re.compile("[A-Za-z]")
_SURELY_SIMPLIFIED = "万与么优体党儿厂听圣坏复怀怜惊扰机构洁确离网胜触"
"""In Big5 for the sake of rare words, and yet a sign of Simplified text wherever they stand today."""

_HONG_KONG = frozenset("恒温葱叁")
"""What Hong Kong writes in Traditional text (恒生指數, 温和) though Big5 lacks it."""

_HONG_KONG_REGIONS = frozenset({"HK", "MO"})
_CHARACTERS = str.maketrans("佈侷汙", "布局污")
_CHARACTERS_OUTSIDE_TAIWAN = str.maketrans("臺", "台")
"""Not so in Taiwan's own tag: laws there write 臺灣."""
_CHARACTERS_IN_HONG_KONG = str.maketrans("兑户税温啓閲脱峯説羣牀卧敍悦鋭藴醖蜕愠氲麪週鉤", "兌戶稅溫啟閱脫峰說群床臥敘悅銳蘊醞蛻慍氳麵周鈎")
_AS_WRITTEN = (
    (re.compile("瞭解"), "了解"),
    (re.compile("沖擊"), "衝擊"),
    (re.compile("伙伴"), "夥伴"),
    (re.compile(r"回覆(?=(?:至|到).{0,6}(?:水平|水準|狀態|位)|平(?!台|臺|均)|正常)"), "回復"),
    (re.compile("行政複議"), "行政復議"),
    (re.compile("迴歸(?!線|分析|模型)"), "回歸"),
    (re.compile("(?<![合兼歸吞裁撤整拆一高])併(?=[為發成])(?!發症|為一[個校家])"), "並"),
    (re.compile("併舉"), "並舉"),
    (re.compile(r"(?<![^\s（(【\[*者])注(?=\d*[：:])"), "註"),
    (re.compile("(?<![特象])徵程(?!度|序)"), "征程"),
    (re.compile("(?<![標精水基瞄])準入"), "准入"),
    (re.compile("[籤簽]註"), "簽注"),
    (re.compile("(?<=[免面網])籤|籤(?=批)"), "簽"),
    (re.compile("西鹹(?=新區|一體)"), "西咸"),
    (re.compile("(?<=[0-9０-９一二兩三四五六七八九十百千萬多餘數幾首每各整這那某])箇|箇(?!舊|中(?:[之滋道奧玄翹高好關真原緣因情人]|三昧))"), "個"),  # noqa: RUF001
)
"""What OpenCC writes in Traditional, and what official texts of Hong Kong and Taiwan do: Taiwan's list of characters for laws
(法律統一用字表) has 公布 and 頒布; 的对冲击 is no 對沖擊."""
_IN_HONG_KONG = (
    (re.compile("複(?=核|檢)"), "覆"),
    (re.compile("儘(?=量|可能|快|早)"), "盡"),
    (re.compile("彙報"), "匯報"),
    (re.compile(r"(?<=[\d一二三四五六七八九十半])釐|釐(?!定|清|訂)"), "厘"),
)
"""How government texts there are typed: OpenCC has the shapes that schools teach."""


def to_script(text: str, language: str) -> str:
    """Chinese text in the script of a tag, as it is written there: ``zh-HK`` 裏, 着, 周期; ``zh-TW`` 裡, 著, 臺; ``zh-Hant`` 裡, 著, 台.

    The text is as long as before: characters change, words don't (OpenCC's t2s, s2hk and s2tw, and what they get wrong). Text that
    is in this script already may be spoilt (皇后 is no 皇後).
    """
    if normalise_tag(language) != "zh-Hant":
        return _converter("t2s")(text)
    hong_kong = is_hong_kong(language)
    text = _converter("s2hk" if hong_kong else "s2tw")(text).translate(_CHARACTERS)
    if "TW" not in _subtags(language):
        text = text.translate(_CHARACTERS_OUTSIDE_TAIWAN)
    if hong_kong:
        text = text.translate(_CHARACTERS_IN_HONG_KONG)
    for written, instead in (*_AS_WRITTEN, *(_IN_HONG_KONG if hong_kong else ())):
        text = written.sub(instead, text)
    return text


def is_hong_kong(language: str) -> bool:
    """Whether a tag names Hong Kong or Macao, whose official texts are written alike."""
    return not _HONG_KONG_REGIONS.isdisjoint(_subtags(language))


def _subtags(language: str) -> list[str]:
    return language.replace("_", "-").upper().split("-")


def is_in_script(text: str, language: str) -> bool:
    """Whether Chinese text has characters that only the script of a tag has: a conversion to the other one would change it."""
    return _converter("t2s" if normalise_tag(language) == "zh-Hant" else "s2t")(text) != text


@cache
def _converter(configuration: str) -> Callable[[str], str]:
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC(configuration).convert
    return convert


@cache
def only_in_other_script(language: str) -> frozenset[str]:
    """The characters that text in ``zh-Hans`` or ``zh-Hant`` does not have; empty for any other tag.

    A character of the other script is one that OpenCC converts and that the national character set of this script (GB
    2312, Big5) lacks: so 后, 台 and 乾, which both scripts have, count for neither.
    """
    language = normalise_tag(language)
    if language not in {"zh-Hans", "zh-Hant"}:
        return frozenset()
    configuration, charset = ("t2s", "gb2312") if language == "zh-Hans" else ("s2t", "big5")
    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    # One character a line, so that no phrase of the dictionary applies.
    converted = _converter(configuration)("\n".join(characters)).split("\n")
    surely = _SURELY_SIMPLIFIED if language == "zh-Hant" else ""
    kept = _HONG_KONG if language == "zh-Hant" else frozenset()
    return frozenset(
        character
        for character, other in zip(characters, converted, strict=True)
        if character != other and character not in kept and (character in surely or not _encodable(character, charset))
    )


def wrong_script(text: str, language: str, allowed: Sequence[Span] = ()) -> tuple[Span, ...]:
    """The runs of characters that do not belong in a target of a language, outside the ``allowed`` places.

    Chinese characters in a language that is not written with them; in ``zh-Hans`` the characters that are Traditional
    only, in ``zh-Hant`` those that are Simplified only.
    """
    base = base_language(language)
    if text.isascii() or base in {"ja", "ko"}:
        return ()
    if base == "zh":
        other = only_in_other_script(normalise_tag(language))
        found = [Span(start=place, end=place + 1) for place, character in enumerate(text) if character in other]
    else:
        found = [Span(start=match.start(), end=match.end()) for match in _HAN_RUN.finditer(text)]
    for place in allowed:
        found = [piece for span in found for piece in _without(span, place)]
    runs: list[Span] = []
    for span in found:
        if runs and runs[-1].end == span.start:
            runs[-1] = Span(start=runs[-1].start, end=span.end)
        else:
            runs.append(span)
    return tuple(runs)


def in_brackets(text: str, span: Span) -> bool:
    """Whether a span stands in brackets that hold nothing of the other script: (孔子), (Joint AI Center)."""
    found = text[span.start : span.end]
    other = _LATIN if HAN.search(found) else HAN
    return any(
        opened.start() < span.start and span.end < opened.end() and other.search(opened[0]) is None
        for opened in _BRACKETED.finditer(text)
    )


def _without(span: Span, place: Span) -> list[Span]:
    if not place.overlaps(span.start, span.end):
        return [span]
    pieces = [Span(start=span.start, end=place.start), Span(start=place.end, end=span.end)]
    return [piece for piece in pieces if piece.start < piece.end]


def _encodable(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
