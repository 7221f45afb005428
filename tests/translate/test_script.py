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
    ("銀行和后台发展", "zh-Hant", ((0, 2, "銀行"),), "銀行和後台發展", "one Simplified character makes all of it Simplified"),
    ("这里看着", "zh-HK", (), "這裏看着", "Hong Kong's variants"),
    ("这里看着", "zh-TW", (), "這裡看著", "Taiwan's variants"),
    ("为公众发布平台", "zh-Hant", (), "為公眾發布平台", "what both write (before: 發佈平臺)"),
    ("为台湾颁布的", "zh-TW", (), "為臺灣頒布的", "... and what laws of Taiwan do"),
    ("了解合作伙伴，并为对冲击的局限作准备", "zh-Hant", (), "了解合作夥伴，並為對衝擊的局限作準備", "what OpenCC gets wrong (before: 瞭解, 伙伴, 併為, 沖擊, 侷限)"),
    ("恢复合并，合并为一，回复至原来水平，回复来函", "zh-Hant", (), "恢復合併，合併為一，回復至原來水平，回覆來函", "... and what it gets right"),
    ("制定规划并发布，完善法规并为企业提供支持", "zh-Hant", (), "制定規劃並發布，完善法規並為企業提供支持", "and (before: 併發布)"),
    ("、并发症，合并成立，一并发给，两校并为一校", "zh-Hant", (), "、併發症，合併成立，一併發給，兩校併為一校", "... and together"),
    ("新征程，市场准入，租购并举，过境免签，行政复议，西咸新区", "zh-Hant", (), "新征程，市場准入，租購並舉，過境免簽，行政復議，西咸新區", "phrases of the starters (before: 新徵程, 準入, 免籤, 西鹹)"),
    ("18个中央银行和多个中东国家", "zh-Hant", (), "18個中央銀行和多個中東國家", "so many of them (before: 18箇中央銀行)"),
    ("一个中高收入国家，一个中三学生", "zh-Hant", (), "一個中高收入國家，一個中三學生", "... one of them"),
    ("个中原因，个旧市", "zh-HK", (), "箇中原因，箇舊市", "... and what is in it"),
    ("象征程度，标准入库，回复至邮箱", "zh-Hant", (), "象徵程度，標準入庫，回覆至郵箱", "... and what looks like them"),
    ("香港回归，污染，签注，面签", "zh-Hant", (), "香港回歸，污染，簽注，面簽", "(before: 迴歸, 汙染, 面籤)"),
    ("喜悦，蕴藏，酝酿，蜕变，敏锐，每周，司法复核", "zh-HK", (), "喜悅，蘊藏，醞釀，蛻變，敏銳，每周，司法覆核", "shapes and words of Hong Kong"),
    ("注：关注：合并", "zh-Hant", (), "註：關注：合併", "a note, and attention"),
    ("客户税务汇报脱离周期，挂钩5厘", "zh-HK", (), "客戶稅務匯報脫離周期，掛鈎5厘", "as the government of Hong Kong is typed"),
    ("厘定税率，3厘定期，尽量了解", "zh-HK", (), "釐定稅率，3厘定期，盡量了解", "... 釐 where it is to determine"),
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
