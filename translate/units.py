"""The unit in brackets at the end of a heading or a cell, which no model reads: GDP (billion yuan) → 国内生产总值（十亿元）.

A small model makes （亿美元） of (US$ billion), a tenth of it, and a sentence of 国内生产总值（亿元）: "GDP is 100 million yuan".
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from glossary.languages import base_language, normalise_tag
from glossary.units import counted_in
from translate.amounts import SIGNS, counting_in, unit_name
from translate.script import in_script

_COUNTED = {
    "元": "yuan", "人": "people", "吨": "tonnes", "户": "households", "平方米": "square metres", "公顷": "hectares",
    "亩": "mu", "千瓦时": "kWh", "股": "shares", "辆": "vehicles", "标准箱": "TEUs",
}  # fmt: skip
"""What is counted, in both languages."""
_IN_CHINESE = {english: chinese for chinese, english in reversed(_COUNTED.items())} | {
    "persons": "人", "RMB": "元", "Rmb": "元", "CNY": "元", "tons": "吨", "square meters": "平方米", "Hong Kong dollars": "港元", "HKD": "港元",
    "US dollars": "美元", "U.S. dollars": "美元", "USD": "美元", "euros": "欧元", "EUR": "欧元", "GBP": "英镑", "": "",
    **{sign: currency for currency, sign in reversed(SIGNS.items())},
}  # fmt: skip
_CHINESE_NOTE = re.compile(r"(?:\s*(?P<bracket>[(（])|\A)(?P<name>[单單]位\s?[:：]\s?)?(?P<renminbi>人民[币幣])?\Z")
_ENGLISH_NOTE = re.compile(r"(?:\s*(?P<bracket>\()|\A)(?P<name>[Uu]nits?:\s?)?(?:in\s)?(?P<sign>[^()\s:]*)\s?\Z")


class Note(NamedTuple):
    """A note at the end of a text."""

    start: int
    """Where it begins in the source, with the blanks before it."""
    written: str
    """The note in the target, with the blank before it where one belongs there."""


def unit_note(text: str, source: str, target: str) -> Note | None:
    """The unit in brackets that a text ends with, or is, as the other language has it; between Chinese and English only, else None.

    None too where more is said in the brackets than a unit and what is counted. ``source`` and ``target`` are language tags;
    Chinese comes in Simplified characters.
    """
    pair = (base_language(source), base_language(target))
    units = counted_in(text) if pair in {("zh", "en"), ("en", "zh")} else []
    if not units:
        return None
    span, value = max(units, key=lambda unit: unit[0].start)
    before = (_CHINESE_NOTE if pair[0] == "zh" else _ENGLISH_NOTE).search(text, 0, span.start)
    if before is None or bool(before["bracket"]) != text.endswith((")", "）")):
        return None
    counted = text[span.end : -1 if before["bracket"] else None].strip()
    if pair[0] == "zh":
        if normalise_tag(source) == "zh-Hant" and counted == "元" and not before["renminbi"]:
            return None  # of Hong Kong or of Taiwan
        unit, name, opening, closing = _in_english(value, counted, target), "Unit: ", " (", ")"
    else:
        unit, name, opening, closing = _in_chinese(value, before["sign"], counted, target), "单位：", "（", "）"
    if not unit:
        return None
    named = name + unit if before["name"] else unit
    return Note(before.start(), opening + named + closing if before["bracket"] else named)


def _in_english(value: Fraction, counted: str, target: str) -> str:
    """So many of what is counted; empty where that is not known."""
    counted = in_script(counted, "zh-Hans").replace("圆", "元").removesuffix("人民币") or "元"
    if counted in SIGNS:
        return counting_in(value, SIGNS[counted], target)
    return f"{unit_name(value, target)} {_COUNTED[counted]}" if counted in _COUNTED else ""


def _in_chinese(value: Fraction, sign: str, counted: str, target: str) -> str:
    """So many of the currency before the unit, or of what is counted behind it; empty where either is not known."""
    if (sign and counted) or not {sign, counted} <= _IN_CHINESE.keys():
        return ""
    name = _IN_CHINESE[sign] + _IN_CHINESE[counted]
    return unit_name(value, target) + (f"{name}人民币" if name == "元" and normalise_tag(target) == "zh-Hant" else name)
