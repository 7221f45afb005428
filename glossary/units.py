"""The units of large numbers (万, million), and the one that a table counts in where no number stands beside it.

（亿元） is (100 million yuan) and (US$ billion) is （十亿美元）: who takes one for the other has every figure of a column wrong.
"""

from __future__ import annotations

import re
from fractions import Fraction

from glossary.issue import Span

SIMPLE = {"十": 1, "百": 2, "千": 3, "仟": 3, "万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12}
UNITS = {unit: 10**power for unit, power in SIMPLE.items()}
UNITS |= {
    f"{small}{some}{large}": 10 ** (SIMPLE[small] + SIMPLE[large])
    for small, larger in (("十", "万萬亿億"), ("百", "万萬亿億"), ("千", "万萬亿億"), ("万", "亿"), ("萬", "億"))
    for large in larger
    for some in ("", "多", "余", "餘")
}
UNITS |= {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9,
    "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
CHINESE_UNITS = "|".join(sorted((unit for unit in UNITS if not unit.isascii()), key=len, reverse=True))
ENGLISH_UNITS = "|".join(unit for unit in UNITS if unit.isascii())
SIGN = r"(?:HK|US)?\$|[€£¥]"
"""The sign of a currency before an amount, in a regular expression."""
_COUNTED = (
    "(?:[美港欧歐日澳加新]?[元圆圓]|人民[币幣]|英[镑鎊]|人次?|[吨噸]|[户戶]|件|[辆輛台套股份宗箱只家]|[标標]准?箱|平方(?:米|公里)|立方米|公[顷頃]|[亩畝]|千瓦[时時]?)"
)
"""What a table counts in large units."""
_CHINESE = re.compile(
    rf"(?:\A|[(（]|[单單]位\s?[:：])\s?(?:人民[币幣])?(?P<unit>(?![十百]{_COUNTED})(?:{CHINESE_UNITS}))(?={_COUNTED}(?:人民[币幣]|[标標]准煤)?\s?(?:\Z|[)）,，;；/]))"
)
_NAMES = {
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "mn": 6, "mln": 6, "m": 6, "bn": 9, "b": 9, "tn": 12, "trn": 12, "k": 3,
    "000": 3,
}  # fmt: skip
_COUNTED_IN_ENGLISH = (
    r"(?:yuan|renminbi|RMB|(?:US |U\.S\. |Hong Kong )?dollars|USD|HKD|EUR|euros?|GBP|pounds|yen|people|persons|passengers|visitors|visits|trips|households|tonn?es|tons"
    r"|square (?:met(?:re|er)s|kilomet(?:re|er)s)|cubic met(?:re|er)s|hectares|mu|kWh|kilowatt-?hours|shares|vehicles|units|barrels|head|TEUs?)"
)
_ENGLISH = re.compile(
    r"(?:\A|\(|\b[Uu]nits?:)\s?(?:in\s)?"
    r"(?:(?:(?:HK|US|MOP|NT|[ACS])?\$|[€£¥]|RMB|Rmb|CNY|HKD|USD|EUR|GBP|JPY|MOP)\s?"
    r"(?P<signed>[Tt]housand|[MmBb]illion|[Tt]rillion|[MmBbTt]n|[Mm]ln|[Tt]rn|[mMbk]|[’'‘]?000(?:s\b)?)"
    r"|(?P<unit>(?:thousand|[mb]illion|trillion|[mbt]n)(?:s(?:\sof)?)?|[’'‘]000))"
    rf"(?![\w,.])(?=(?:\s{_COUNTED_IN_ENGLISH})?\s?(?:\Z|[),;/]))"
)
_MEASURE = re.compile(r"\s?(?:[吨噸亩畝]|千瓦|平方|立方|公[顷頃]|tonn|tons|square|cubic|hectares|mu\b|k)")
_SHORT = 32
"""Characters that a text which is nothing but a unit may have."""


def counted_in(text: str, *, measures: bool = True) -> list[tuple[Span, Fraction]]:
    """The units without a number in a text, each with its value: in brackets, behind "Unit:", or where the text is nothing else.

    Only those beside what is counted (元, 人, tonnes) or a currency, or, in English, with nothing else: 万 is also a surname, and (millions of
    them) no unit. Without ``measures``, none of what the other language may count in another unit of measure (万千瓦, MW).
    """
    if "(" not in text and "（" not in text and ":" not in text and "：" not in text and len(text) > _SHORT:
        return []
    found = [(Span(start=match.start("unit"), end=match.end("unit")), Fraction(UNITS[match["unit"]])) for match in _CHINESE.finditer(text)]
    for match in _ENGLISH.finditer(text):
        group = "signed" if match["signed"] else "unit"
        name = match[group].lower().strip("’'‘").removesuffix(" of")
        power = _NAMES.get(name) or _NAMES[name.removesuffix("s")]
        found.append((Span(start=match.start(group), end=match.end(group)), Fraction(10**power)))
    return found if measures else [unit for unit in found if not _MEASURE.match(text, unit[0].end)]
