"""The facts of each language."""

from __future__ import annotations

import pytest

from glossary.languages import (
    HAN,
    answers,
    base_language,
    is_spaceless,
    is_tag,
    joins,
    language_name,
    normalise_tag,
    uses_spaces,
    variety,
)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("zh_CN", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-hk", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("ZH", "zh"),
        ("chi", "zh"),
        ("EN_us", "en-US"),
        ("eng", "en"),
        (" de ", "de"),
        ("es-419", "es-419"),
    ],
)
def test_tags(tag, expected):
    assert normalise_tag(tag) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("en", True), ("zh_CN", True), ("status", False), ("", False), ("e", False)]
)
def test_what_is_a_tag(text, expected):
    assert is_tag(text) is expected


@pytest.mark.parametrize(
    ("tag", "request_", "expected"),
    [
        ("zh-Hans", "zh", True),
        ("zh", "zh-Hant", True),
        ("zh-Hans", "zh-Hant", False),
        ("en-GB", "en", True),
        ("en", "zh", False),
    ],
)
def test_answers(tag, request_, expected):
    assert answers(tag, request_) is expected


@pytest.mark.parametrize(
    ("left", "right", "expected", "why"),
    [
        ("a", "b", True, "two letters"),
        ("a", "1", True, "a letter and a digit"),
        ("a", " ", False, "a space"),
        ("a", "-", False, "a hyphen"),
        ("a", "'", False, "an apostrophe"),
        ("a", "_", False, "an underscore"),
        ("é", "t", True, "a letter with an accent"),
        ("x", "\u0301", True, "a combining mark"),
        ("ы", "н", True, "Cyrillic"),
        ("한", "국", True, "Hangul: Korean has spaces"),
        ("用", "W", False, "Han and Latin"),
        ("O", "规", False, "Latin and Han"),
        ("中", "国", False, "between Han characters nothing can be said"),
        ("5", "年", False, "a digit and Han"),
        ("カ", "タ", False, "kana"),
        ("ก", "ข", False, "Thai"),
    ],
)
def test_where_words_join(left, right, expected, why):
    assert joins(left, right) is expected, why


@pytest.mark.parametrize("character", "中々〇㐀豈𠀀")
def test_han(character):
    assert HAN.match(character)
    assert is_spaceless(character)


@pytest.mark.parametrize("character", "a1é한ы，。 あ")
def test_not_han(character):
    assert HAN.match(character) is None


@pytest.mark.parametrize(
    ("tag", "expected"), [("zh-Hant", False), ("ja", False), ("th", False), ("en-GB", True), ("ko", True)]
)
def test_spaces(tag, expected):
    assert uses_spaces(tag) is expected


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("zh_TW", "Traditional Chinese"),
        ("zh", "Chinese"),
        ("en-US", "American English"),
        ("EN_gb", "British English"),
        ("en-SG", "English"),
        ("fr", "fr"),
    ],
)
def test_names(tag, name):
    assert language_name(tag) == name


@pytest.mark.parametrize(
    ("tag", "source", "meant"),
    [
        ("en", "zh-HK", "en-GB"),  # official English of Hong Kong and Macao
        ("en", "zh-Hant", "en-GB"),
        ("en", "zh", "en"),  # the mainland's has both spellings
        ("en", "zh_tw", "en"),  # nor is it settled in Taiwan
        ("en-US", "zh-Hant", "en-US"),  # who says which gets it
        ("zh-HK", "en", "zh-HK"),  # no English, region and all
        ("EN_us", "zh-HK", "en-US"),
    ],
)
def test_the_english_that_is_meant(tag, source, meant):
    assert variety(tag, source) == meant


def test_the_base_of_a_tag():
    assert base_language("zh-Hant-TW") == "zh"
