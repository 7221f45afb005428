"""Simplified and Traditional: converted around the approved renderings, never through them."""

from __future__ import annotations

import pytest

from translate.script import in_script, working_language

CASES = [
    # text, language, approved (start, end, spelling), expected, why
    ("金融机构", "zh-Hant", (), "金融機構", "Simplified in a Traditional target"),
    ("金融機構", "zh-Hans", (), "金融机构", "and the reverse"),
    ("皇后大道的銀行", "zh-Hant", (), "皇后大道的銀行", "what is right already is left alone"),
    ("发展银行體系", "zh-Hant", ((2, 6, "銀行體系"),), "發展銀行體系", "a rendering is spelt as the termbase has it"),
    ("联系汇率和国债", "zh-Hant", ((0, 4, "聯繫匯率"),), "聯繫匯率和國債", "not as a converter would have it"),
    ("going global", "en", (), "going global", "no Chinese target, no change"),
    ("銀行和后台发展", "zh-Hant", ((0, 2, "銀行"),), "銀行和後臺發展", "one Simplified character makes all of it Simplified"),
    ("这里看着", "zh-HK", (), "這裏看着", "Hong Kong's variants"),
    ("这里看着", "zh-TW", (), "這裡看著", "Taiwan's variants"),
]


@pytest.mark.parametrize(("text", "language", "approved", "expected", "why"), CASES)
def test_in_script(text: str, language: str, approved: tuple[tuple[int, int, str], ...], expected: str, why: str) -> None:
    assert in_script(text, language, approved) == expected, why


@pytest.mark.parametrize(
    ("language", "expected"),
    [("zh-Hant", "zh-Hans"), ("zh-HK", "zh-Hans"), ("zh-Hans", "zh-Hans"), ("zh", "zh"), ("en", "en")],
)
def test_models_read_and_write_simplified(language: str, expected: str) -> None:
    assert working_language(language) == expected
