"""The script guard: what a target may have, told the same by the grammar's rules and by the test."""

from __future__ import annotations

import pytest

from translate.engine import Guard
from translate.guard import grammar, latin_in, latin_runs, stray

STRAY = [
    # language, latin, literals, text, what is stray, why
    ("en", (), (), "high-standard opening up", [], "plain English"),
    ("en", (), (), "the 营商 climate", ["营", "商"], "Han in English"),
    ("en", (), (), "trade， and", ["，"], "Chinese punctuation in English"),
    ("en", (), (), "rare \U00020000 here", ["\U00020000"], "Han beyond the basic plane"),
    ("en", (), ("`走出去`",), "see `走出去` there", [], "a protected span is copied as it is"),
    ("en", (), (), "naïve café – “quoted”", [], "letters with accents and English punctuation"),
    ("zh-Hant", ("HKMA",), (), "金管局（HKMA）", [], "an acronym of the source"),
    ("zh-Hant", ("HKMA",), (), "HKMAs the bank", ["HKMAs", "the", "bank"], "left in English"),
    ("zh-Hans", (), ("<br>",), "一<br>二", [], "inline HTML"),
    ("en", (), (), "budget → budget\nGDP", ["→", "\n"], "the hints repeated, and a second line"),
    ("en", (), ("→",), "A → B", [], "the source has an arrow"),
    ("zh-Hans", (), (), "稳定理事会（ФСБ）", ["ФСБ"], "a model thinks of another language"),
    ("en", (), (), "the タイ bank, 한국", ["タイ", "한국"], "... and so into English"),
    ("en", ("ignored",), ("λ",), "an λ of 5 µm, 3 ÷ 4°", [], "a letter of the source, and signs"),
    ("zh-Hant", ("Société",), (), "Société是Café", ["Café"], "letters with accents"),
    ("zh-Hans", (), (), "增长5%", [], "digits and signs are no letters"),
]


@pytest.mark.parametrize(("language", "latin", "literals", "text", "expected", "why"), STRAY)
def test_stray(language: str, latin: tuple[str, ...], literals: tuple[str, ...], text: str, expected: list[str], why: str) -> None:
    guard = Guard(language=language, latin=latin, literals=literals)
    assert [text[start:end] for start, end in stray(text, guard)] == expected, why


JUSTIFIED = [
    # source, what a Chinese target may repeat, why
    ("The HKMA and the WTO", ("HKMA", "WTO"), "acronyms"),
    ("5G networks and CO2", ("CO", "G"), "codes with digits, letter by letter"),
    ("The People of China", (), "capitals alone justify nothing"),
    ("an iPhone and AIs", ("AIs", "iPhone"), "two capitals make an acronym, and one inside a word a name"),
    ("10 kWh at 100 Mbps, pH", ("Mbps", "kWh", "pH"), "units of measurement"),
    ("see Annex A, Plan B and Tier I", ("A", "B", "I"), "letters that stand for themselves (before: 附件A was a stray A)"),
    ("A shares and H-shares", ("A", "H"), "... of shares"),
    ("the RCG(A)'s meeting", ("A", "RCG"), "... in brackets (before: RCG（Ａ）)"),  # noqa: RUF001
    ("A bank, and I", (), "an article and a pronoun do not"),
    ("Such A Bank in the U.S.", (), "nor does a title's, nor do initials"),
    ("the Société uses λ and ФСБ", ("Société", "λ", "ФСБ"), "words that nobody can write with A to Z"),
]


@pytest.mark.parametrize(("source", "expected", "why"), JUSTIFIED)
def test_latin_in(source: str, expected: tuple[str, ...], why: str) -> None:
    assert latin_in(source) == expected, why


def test_latin_of_a_rendering() -> None:
    assert latin_runs("AXA安盛 Hong Kong") == ("AXA", "Hong", "Kong")


def test_grammar_quotes_what_it_lists() -> None:
    made = grammar(Guard(language="zh", latin=("A", "B"), literals=('say "\\"',)))
    assert made.startswith("root ::= ( [^A-Za-z")
    assert made.endswith('\\n→] | "say \\"\\\\\\"" | "A" | "B" )*')


def test_grammar_for_english_excludes_han() -> None:
    assert "\\u4e00-\\u9fff" in grammar(Guard(language="en"))
