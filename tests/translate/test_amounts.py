"""Amounts of a segment as the target language writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.issue import Span
from glossary.quantities import quantities
from translate.amounts import amounts, other_grouping

INTO_ENGLISH = [
    ("錄得1,338億港元", "1,338億港元: HK$133.8 billion", "亿 is no billion"),
    ("约53亿美元", "53亿美元: US$5.3 billion", "another currency"),
    ("总额27.5亿元", "27.5亿: 2.75 billion", "yuan or dollars? the model may say"),
    ("5億人", "5億: 500 million", "less than a billion"),
    ("258萬張，6万人", "258萬: 2.58 million; 6万: 60,000", "万, large and small"),
    ("10,000億和3.5万亿", "10,000億: 1 trillion; 3.5万亿: 3.5 trillion", "round trillions"),
    ("42,490億，31,989.75億", "42,490億: 4,249 billion; 31,989.75億: 3,198.975 billion", "billions where a trillion has many decimals"),
    ("1亿2345万6789元", "1亿2345万6789: 123,456,789", "what stands behind the last unit too (before: 123.45 million6789)"),
    ("2万3,500元，2万5千港元", "2万3,500: 23,500; 2万5千港元: HK$25,000", "... with a comma, with a small unit"),
    ("3千5百万港元，2千3百亿", "3千5百万港元: HK$35 million; 2千3百亿: 230 billion", "the last unit counts for both (before: 3千HK$5 million)"),
    ("3亿零500万，5千美元", "3亿零500万: 305 million; 5千美元: US$5,000", "a zero between; a small unit alone"),
    ("达到2万2018年", "", "a year behind it: left to the model"),
    ("1 000亿元，5 000多万", "", "a blank between thousands: 000亿 is no amount"),
    ("3\uff0e5亿", "3\uff0e5亿: 350 million", "a full-width point"),
    ("100兆宽带，2兆5000億元", "2兆5000億: 2.5 trillion", "a megabit, and a trillion"),
    ("1000万分之3，5欧元区", "", "a fraction, and an area"),
    ("1亿2000万", "1亿2000万: 120 million", "two units are one number"),
    ("10-20亿英镑", "10-20亿英镑: £1 billion to £2 billion", "the unit counts for both"),
    ("10或20亿港元", "10或20亿港元: HK$1 billion or HK$2 billion", "... of a choice too (before: 10或HK$2 billion)"),
    ("60万至80万", "60万: 600,000; 80万: 800,000", "each with its own"),
    ("180多亿港元", "180多亿港元: over HK$18 billion", "more than that"),
    ("200余万，3亿多人", "200余万: over 2 million; 3亿多: over 300 million", "... in other words and places"),
    ("10几亿", "", "nobody knows how many"),
    ("7.80港元兑1美元", "7.80港元: HK$7.80; 1美元: US$1", "a currency without a unit, decimals as they were"),
    ("3千米长，2016年", "", "no amounts"),
    ("千亿元级、萬億元級", "千亿元级: 100-billion-yuan; 萬億元級: trillion-yuan", "how large something is (before: \"thousands of billion yuan\")"),
    ("5000亿级产业，1.5万亿元级", "5000亿级: 500-billion-level; 1.5万亿元级: 1.5-trillion-yuan", "... with digits"),
    ("十亿级参数，千万级人口", "十亿级: billion-level; 千万级: 10-million-level", "... of what is no money"),
    ("百亿级别，十万级", "十万级: 100,000-level", "... and no rank"),
    ("1,500亿级，0.5亿级", "1,500亿: 150 billion; 0.5亿: 50 million", "digits that are read as an amount only (before, for a day: 1,50-billion-level)"),
    ("500-1000亿级，10余亿级", "500-1000亿: 50 billion to 100 billion; 10余亿: over 1 billion", "... and spans"),
    ("1000 亿级，百亿、千亿级，十几亿级，数千亿级", "1000 亿: 100 billion", "... a blank, a choice, and what nobody knows"),
    ("国内生产总值（亿元）", "亿: 100 million", "what a table counts in (before: left to the model, which said billion)"),
    ("外资（亿美元），（百万港元）", "亿美元: US$100 million; 百万港元: HK$ million", "... with a currency"),
    ("（万人）和（万亿元）", "万: 10,000; 万亿: trillion", "... small and large"),
]
INTO_CHINESE = [
    ("HK$105.6 billion", "zh-Hant", "HK$105.6 billion: 1,056亿港元", "billion is no 亿"),
    ("HK$105.6 billion", "zh-Hans", "HK$105.6 billion: 1056亿港元", "no commas in Simplified Chinese"),
    ("about US$ 3bn", "zh", "US$ 3bn: 30亿美元", "a short unit"),
    ("€4.1 trillion", "zh", "€4.1 trillion: 4.1万亿欧元", "as long as it is round"),
    ("1,010.1 billion yuan", "zh-Hant", "1,010.1 billion: 10,101亿", "... and not where it isn't"),
    ("trillion-yuan clusters, a 10-million-level city", "zh", "trillion-yuan: 万亿元级; 10-million-level: 千万级", "how large something is"),
    ("a 12.5-million-yuan fine", "zh", "12.5-million-yuan: 1250万元", "... and how much exactly"),
    ("5 to 10-billion-yuan clusters, 3 trillion-yuan clusters", "zh", "5 to 10-billion: 50亿至100亿", "... and what is left to the model: three, or three trillion?"),
    ("5–10-million-level", "zh", "5–10-million: 500万至1000万", "... a span"),
    ("2.58 million people and 10 thousand", "zh", "2.58 million: 258万; 10 thousand: 1万", "万"),
    ("HK$10-20 million", "zh", "HK$10-20 million: 1000万至2000万港元", "the unit counts for both"),
    ("10 or 20 million", "zh", "10 or 20 million: 1000万或2000万", "... of a choice too (before: 10 or 2000万)"),
    ("US$10 to US$20 billion", "zh", "US$10 to US$20 billion: 100亿至200亿美元", "... with the sign of the currency twice (before: 200亿美元 alone)"),
    ("between £1.5 and £2 million", "zh", "£1.5 and £2 million: 150万至200万英镑", "between one and the other"),
    ("raise 5 and 20 million", "zh", "20 million: 2000万", "both by themselves: the first may be five"),
    ("Between US$ 10 and US$ 20 billion; $10 to $20 million", "zh", "US$ 10 and US$ 20 billion: 100亿至200亿美元; 10 to $20 million: 1000万至2000万", "with blanks; dollars of any kind"),
    ("from US$10 to HK$20 billion; 10 to US$20 billion", "zh", "HK$20 billion: 200亿港元; US$20 billion: 200亿美元", "other currencies"),
    ("by 4.5% in 2017 to 58.5 million", "zh", "58.5 million: 5850万", "a year is no such number (before: 20.17亿至5850万)"),
    ("2020 - 10 million; Q1 to 5 million", "zh", "10 million: 1000万; 5 million: 500万", "nor is a quarter"),
    ("from 10 to 2.5 million", "zh", "2.5 million: 250万", "from more to less: it may be ten"),
    ("HK$1 500 million", "zh", "", "a blank between thousands"),
    ("HK$7.80 to US$1", "zh", "", "without a unit a model writes it rightly"),
    ("586,600 people", "zh", "", "no unit either"),
    ("some 340,000 people and US$10,000", "zh", "340,000: 34万; US$10,000: 1万美元", "round numbers (before: 340,000人)"),
    ("10,000 to 12,500 US dollars", "zh-CN", "", "... but for joined ones"),
    ("the 10,000th member, 20,000%, No. 100,000", "zh", "", "... and what is no amount"),
    ("US$340,000", "zh", "", "... or stands by itself"),
    ("some 1,000,010,000 yuan", "zh", "", "... or is too large"),
    ("340,000 people", "zh-Hant", "", "... not in Traditional"),
    ("postcode 100000, of 12,500", "zh", "", "... without noughts, or commas"),
    ("FDI (US$ billion)", "zh", "US$ billion: 十亿美元", "what a table counts in (before: 亿美元, ten times less)"),
    ("Fees (HK$’000), in (HK$ million)", "zh-Hant", "HK$’000: 千港元; HK$ million: 百万港元", "... with other currencies"),
    ("(in millions of yuan)", "zh", "millions of: 百万", "... in words"),
]


def shown(text: str, source: str, target: str) -> str:
    return "; ".join(f"{text[span.start : span.end]}: {amount}" for span, amount in amounts(text, (), source, target).items())


def test_a_trillion_of_taiwan() -> None:
    assert shown("100兆", "zh-TW", "en") == "100兆: 100 trillion"
    assert shown("100兆", "zh-Hans", "en") == "", "a megabit"


@pytest.mark.parametrize(("text", "expected", "why"), INTO_ENGLISH)
def test_into_english(text: str, expected: str, why: str) -> None:
    assert shown(text, "zh", "en-GB") == expected, why


@pytest.mark.parametrize(("text", "target", "expected", "why"), INTO_CHINESE)
def test_into_chinese(text: str, target: str, expected: str, why: str) -> None:
    assert shown(text, "en", target) == expected, why


def test_a_term_of_the_termbase_goes_before() -> None:
    text = "3万亿港元，5亿港元"
    assert [*amounts(text, [Span(start=0, end=3)], "zh", "en").values()] == ["HK$500 million"], "a term that is the amount"
    assert [*amounts(text, [Span(start=3, end=5)], "zh", "en").values()] == ["3 trillion", "HK$500 million"], "or only its currency"


@pytest.mark.parametrize(("source", "target"), [("en", "en"), ("zh", "zh-Hant"), ("en", "fr")])
def test_only_between_chinese_and_english(source: str, target: str) -> None:
    assert amounts("3亿, 3 million", (), source, target) == {}


UNITS = {"zh": ["万", "亿", "万亿", "千万", "百亿"], "en": [" million", " billion", " trillion", " thousand"]}


@given(
    st.decimals(min_value=Decimal("0.001"), max_value=Decimal("99999"), places=3),
    st.integers(0, 4),
    st.sampled_from([("zh", "en"), ("en", "zh-Hant"), ("en", "zh-Hans")]),
)
def test_no_amount_is_changed(number: Decimal, unit: int, pair: tuple[str, str]) -> None:
    source, target = pair
    text = f"{number:,}{UNITS[source][unit % len(UNITS[source])]}"
    [rendering] = amounts(text, (), source, target).values()
    assert [each.value for each in quantities(rendering)] == [each.value for each in quantities(text)]


@pytest.mark.parametrize(("text", "source", "target"), [("9" * 5000 + "亿级", "zh", "en"), ("1" * 5000 + "-million-level", "en", "zh")])
def test_a_size_of_thousands_of_digits_is_no_number(text: str, source: str, target: str) -> None:
    assert "level" not in str(amounts(text, [], source, target).values())


def test_a_number_that_nobody_means_is_left_alone() -> None:
    assert amounts("0." + "0" * 5000 + "1万", (), "zh", "en") == {}


GROUPED = [
    # target, what a model read, language, what the target becomes, why
    ("共1421億港元，34,229億", "HK$142.1 billion is 1,421亿港元", "zh-Hant", "共1,421億港元，34,229億", "an amount (before: with and without commas in one paragraph)"),
    ("有1250人", "some 1,250 people", "zh-HK", "有1,250人", "a number without a unit"),
    ("2015/16年度2015元", "HK$2,015 in 2015/16", "zh-Hant", "2015/16年度2,015元", "a year cut short"),
    ("2000至2010年間2000人", "2,000 people from 2000 to 2010", "zh-Hant", "2000至2010年間2000人", "one that the source has both ways"),
    ("HK1421，電話2878 1421", "1,421 people", "zh-Hant", "HK1421，電話2878 1421", "a code and a telephone number"),
    ("在2015年", "in 2015, of 2,015 people", "zh-Hant", "在2015年", "a year"),
    ("共1421亿元", "1,421亿元", "zh-Hans", "共1421亿元", "not in Simplified Chinese"),
    ("共21421億", "1,421亿", "zh-Hant", "共21421億", "not a part of another one"),
]


@pytest.mark.parametrize(("target", "read", "language", "expected", "why"), GROUPED, ids=[case[4] for case in GROUPED])
def test_numbers_have_the_commas_of_their_source(target: str, read: str, language: str, expected: str, why: str) -> None:
    for start, end, instead in reversed(other_grouping(target, read, language)):
        target = target[:start] + instead + target[end:]
    assert target == expected
