"""Folding: what becomes one text, what stays two, and the way back to the original."""

# ruff: noqa: RUF001 - characters that look alike are the point

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import folding
from glossary.folding import PARAGRAPH, fold

ALIKE = [
    # (language, one text, the same folded, why)
    ("en", "Opening Up", "opening up", "case"),
    ("en", "ＡＰＥＣ　２０２４", "apec 2024", "full width"),
    ("en", "“it’s”", '"it\'s"', "typographic quotation marks"),
    ("en", "«x» „y“ ‚z‘", '"x" "y" \'z\'', "quotation marks of other languages"),
    ("en", "a‐b‑c–d−e", "a-b-c-d-e", "hyphens, an en dash, a minus"),
    ("en", "open\u00ading", "opening", "a soft hyphen"),
    ("en", "o\u200bpe\u200dn\ufeff", "open", "zero-width characters"),
    ("en", "a\u00a0b\u2009c", "a b c", "spaces that are no space"),
    ("en", "a \t  b", "a b", "runs of white space"),
    ("en", "a\r\n  b", "a b", "a wrapped line"),
    ("en", "a\u00ad \u200b b", "a b", "invisible characters among white space"),
    ("en", "ﬁne", "fine", "a ligature"),
    ("en", "cafe\u0301", "café", "a letter and its accent"),
    ("en", "…", "...", "one character for three"),
    ("en", "½ km²", "1/2 km2", "fractions and superscripts"),
    ("en", "İstanbul", "istanbul", "a capital whose small form is two characters"),
    ("en", "ΟΔΟΣ", "οδοσ", "final sigma depends on its place; the folded text does not"),
    ("en", "ὀδος", "ὀδοσ", "and so does a small text"),
    ("zh", "高水平\n对外开放", "高水平对外开放", "a wrapped line between Han characters"),
    ("zh", "使用\nWTO", "使用 wto", "a line break beside a Latin word is a space"),
    ("zh", "開放，\n發展", "开放,发展", "a wrapped line after a comma"),
    ("zh", "對外開放", "对外开放", "Traditional to Simplified"),
    ("zh", "資訊安全", "资讯安全", "by character: never the other region's word"),
    ("zh", "後台、皇后", "后台、皇后", "two Traditional characters become one"),
    ("zh", "中国—东盟", "中国-东盟", "a dash between names"),
    ("zh", "「一帶一路」", '"一带一路"', "corner brackets"),
    ("zh", "（５Ｇ）：", "(5g):", "full-width marks"),
    ("zh", "─巿╱", "-市/", "marks and look-alikes of Hong Kong print"),
    ("ja", "ｶﾞｲｺｸ", "ガイコク", "half-width kana with its mark"),
    ("ja", "經濟", "經濟", "scripts are folded for Chinese alone"),
    ("ko", "한국", "한국", "Hangul in syllables"),
    ("ko", unicodedata.normalize("NFD", "한국"), "한국", "Hangul in letters"),
]

APART = [
    ("zh", "高水平", "高水準", "a synonym is another word"),
    ("en", "market economy", "market—economy", "an em dash is punctuation"),
    ("en", "a\nb", "a\n\nb", "a blank line is more than a space"),
    ("zh", "甲\n乙", "甲\n\u3000\u3000乙", "an indented line begins a paragraph"),
    ("zh", "甲乙", "甲 乙", "a space inside a line may mean something"),
    ("en", "resume", "résumé", "an accent"),
]


@pytest.mark.parametrize(("language", "text", "expected", "why"), ALIKE)
def test_alike(language, text, expected, why):
    assert fold(text, language).text == expected, why


@pytest.mark.parametrize(("language", "one", "other", "why"), APART)
def test_apart(language, one, other, why):
    assert fold(one, language).text != fold(other, language).text, why


@pytest.mark.parametrize("text", ["a\n\nb", "a \r\n \r\n b", "a\u2029b", "a\n\u3000\u3000b"])
def test_a_new_paragraph_keeps_words_apart(text):
    assert fold(text, "zh").text == f"a{PARAGRAPH}b"


@pytest.mark.parametrize(
    ("language", "text", "folded", "original"),
    [
        ("en", "the “Ｏpen\u00ading”", "opening", "Ｏpen\u00ading"),
        ("en", "a \n b c", "b", "b"),
        ("en", "so… it is", "it is", "it is"),
        ("en", "\u200b\u200bx", "x", "x"),
        ("en", "the ﬁne", "fi", "ﬁ"),
        ("en", "a cafe\u0301 b", "café", "cafe\u0301"),
        ("zh", "推进對外\n  開放。", "对外开放", "對外\n  開放"),
        ("zh", "\ufeff高\u200b质量", "高质", "高\u200b质"),
    ],
)
def test_the_way_back(language, text, folded, original):
    result = fold(text, language)
    start = result.text.index(folded)
    first, last = result.original(start, start + len(folded))
    assert text[first:last] == original


TEXTS = st.text(max_size=30) | st.text(
    alphabet="aBİßς \t\n\r\u3000\u00a0\u00ad\u200b\u0301\ufeff“’–—…ﬁ½國发，。１ｶﾞ\u1100\u1161\U0001d400\U0002f800\uffff\u2028",
    max_size=30,
)
LANGUAGES = st.sampled_from(["en", "zh", "de"])


@given(TEXTS, LANGUAGES)
def test_every_folded_character_knows_its_origin(text, language):
    folded = fold(text, language)
    assert len(folded.text) == len(folded.plain)
    spans = [folded.original(place, place + 1) for place in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one <= other for one, other in pairwise(spans)), "never back"
    for place, (start, end) in enumerate(spans):
        alone = fold(text[start:end], language).text
        assert folded.text[place] in alone or alone == "", "each is what its own piece of the original folds to"


@given(TEXTS, LANGUAGES)
def test_the_fast_way_and_the_slow_way_agree(text, language):
    slow = folding._fold_slowly(text, chinese=language == "zh")
    assert fold(text, language).text == slow.text
    assert fold(text, language).plain == slow.plain


@given(TEXTS, LANGUAGES)
def test_folding_twice_changes_nothing(text, language):
    # Without marks: one that an invisible character kept from its letter melts with it the second time.
    text = "".join(c for c in text if unicodedata.category(c)[0] != "M" and c not in "ﾞﾟ" and not "ᅠ" <= c <= "ᇿ")
    once = fold(text, language).text
    if PARAGRAPH not in once:  # by itself it would be taken for a wrapped line
        assert fold(once, language).text == once


@given(st.text(alphabet="aé한国가ガ, -", max_size=30), LANGUAGES)
def test_composed_and_decomposed_texts_fold_alike(text, language):
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    assert fold(forms[0], language).text == fold(forms[1], language).text
