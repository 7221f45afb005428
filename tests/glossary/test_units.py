"""The unit that a table counts in, where no number stands beside it."""

from __future__ import annotations

import pytest

from glossary.units import counted_in

CASES = [
    ("国内生产总值（亿元）", "亿: 100000000", "in brackets"),
    ("总人口(万人)", "万: 10000", "people"),
    ("单位：亿美元", "亿: 100000000", "behind its name"),
    ("（单位：百万港元）", "百万: 1000000", "both"),
    ("萬億元", "萬億: 1000000000000", "a cell that is nothing else"),
    ("出口额（人民币十亿元，当年价格）", "十亿: 1000000000", "more behind it"),
    ("用电量（万千瓦时）", "万: 10000", "a unit before a unit of measure"),
    ("（千港元）", "千: 1000", "a small one"),
    ("长度（千米）", "", "a kilometre"),
    ("（十人）", "", "ten people"),
    ("万科集团（万科）", "", "a name"),
    ("（万人空巷）", "", "a saying"),
    ("增长3亿元（2亿元）", "", "a number stands beside it"),
    ("他说：亿元大奖", "", "no unit of a table"),
    ("Foreign direct investment (US$ billion)", "billion: 1000000000", "a currency before it"),
    ("GDP (billion yuan)", "billion: 1000000000", "... behind it"),
    ("Assets (HK$ Million)", "Million: 1000000", "in capitals"),
    ("Unit: million tonnes", "million: 1000000", "behind its name"),
    ("(in millions of US dollars)", "millions of: 1000000", "in the plural"),
    ("Turnover (RMB bn)", "bn: 1000000000", "cut short"),
    ("Fees (HK$’000)", "’000: 1000", "as accounts have it"),
    ("(US$m) | (£M)", "m: 1000000; M: 1000000", "a letter behind a currency"),
    ("Turnover (RMB trn)", "trn: 1000000000000", "another short form"),
    ("Output ('000 tonnes), staff (‘000), cost (US$000)", "'000: 1000; ‘000: 1000; 000: 1000", "thousands"),
    ("(millions of them) and (thousands in Guangdong)", "", "prose"),
    ("(Thousand Oaks) and (Million Talents Plan)", "", "names"),
    ("million dollar question", "", "no unit either"),
    ("Width (m), 5 (b)", "", "metres, an item"),
    ("HK$ million", "million: 1000000", "a cell that is nothing else"),
    ("million tonnes", "million: 1000000", "... without a currency"),
    ("Million Dollar Baby", "", "a title"),
    ("It cost a lot (10 billion)", "", "a number stands beside it"),
    ("a (multi-billion-dollar) project", "", "a part of a word"),
    ("(2000)", "", "a year"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[row[0] for row in CASES])
def test_counted_in(text: str, expected: str, why: str) -> None:
    found = counted_in(text)
    assert "; ".join(f"{text[span.start : span.end]}: {value}" for span, value in found) == expected, why
