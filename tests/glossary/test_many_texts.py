"""Many texts at once: what the fast way does on its own, held to the answers of one text at a time."""

import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import adjacency, cuts
from glossary.choice import best_of
from glossary.evidence import is_word, segment
from glossary.hits import Hits, choice_of, groups
from glossary.matcher import matcher_for
from glossary.sheet import encoded
from glossary.termbase import Term
from glossary.trie import Trie

ENGLISH = [
    "open up", "R&D", "R D", ".NET", "net income", "subway station", "vice chair", "chair", "chair of the board",
    "party", "the Belt and Road", "US", "us", "C++", "so-called reform", "O'Neill plan", "do", "state-owned",
]  # fmt: skip
PIECES = [
    "open", "up", "R", "&", "D", ".", "NET", "net", "income", "sub", "way", "subway", "station", "vice", "chair", "of", "the",
    "board", "third", "non", "party", "Belt", "and", "Road", "US", "us", "C++", "so-called", "reform", "O", "Neill", "plan",
    "do", "n't", "state", "owned", '"', '"', "'", "-", " ", " ", " ", "\n", "“", "”", "é", "\U0001f600", "，",
]  # fmt: skip


def matcher(texts, language):
    return matcher_for(((str(number), Term(text=text, language=language)) for number, text in enumerate(texts)), language)


ENGLISH_MATCHER = matcher(ENGLISH, "en")
SMOOTH_MATCHER = matcher([term for term in ENGLISH if term[0].isalnum() and term[-1].isalnum()], "en")


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), max_size=5))
def test_english_with_quotation_marks_and_punctuation_anywhere(texts):
    for one in (ENGLISH_MATCHER, SMOOTH_MATCHER):
        assert one.columns().find(texts) == [one.find(text) for text in texts]
        assert one.columns().occurrences(texts) == [one.occurrences(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('an "open" up', ["open up"]),  # the words beside the mark follow each other in a term
        ('an " open " up', []),  # two spaces are left, and no term has them
        ('a sub"way" station', ["subway station"]),  # without the marks it is one word
        ('open "the" up', []),
        ('C+"+" it', ["C++"]),  # a term with punctuation at its edge
        ('a ."NET" b', [".NET"]),
    ],
)
def test_terms_across_quotation_marks(text, found):
    columns = ENGLISH_MATCHER.columns()
    assert [match.term.text for match in columns.find([text])[0]] == found == [match.term.text for match in ENGLISH_MATCHER.find(text)]


@pytest.mark.parametrize("number", [2, 253, 254, 255, 256, 300, 16_256, 16_257, 20_000])
def test_alphabets_of_every_width(number):
    """One byte a character, two or four: no code may begin inside another, and what no term has must not be found."""
    chance = random.Random(number)
    characters = [chr(code) for code in (*range(0x4E00, 0x9FA6), *range(0x3400, 0x4DB6)) if chr(code) not in "々〆"][:number]
    terms = {"".join(chance.choices(characters, k=chance.choice((1, 2, 2, 3)))) for _ in range(500)} | set(characters[-3:])
    one = matcher(sorted(terms | {"".join(pair) for pair in zip(characters[::2], characters[1::2], strict=False)}), "zh")
    texts = ["".join(chance.choices([*characters, "𠀀", "x", "鿿"], k=30)) + chance.choice(sorted(terms)) for _ in range(50)]
    assert one.columns().occurrences(texts) == [one.occurrences(text) for text in texts]
    assert any(one.columns().find(texts))


CHINESE = [
    "发展中国家", "发展中国特色社会主义", "发展中", "中国", "国家", "干部", "对冲", "开放", "对外开放", "引进来", "市场", "人民", "A股", "卡拉OK",
    "一带一路", "一带", "国有企业", "高水平", "的", "C++", "GDP",
]  # fmt: skip
CHINESE_PIECES = [
    *CHINESE, "發展", "村", "应对", "冲击", "人民币", "家庭", "农场", "坚持和", "股市", "了", "a", "AB", "3.5%", "5", "é", "·", "“", "”", '"', "，", "。",
    " ", "  ", "-", "—", "\n", "\n\n", "…", "\U00020000", "\U0001f600", "\ufffe", "ﬁ", "㐀",
]  # fmt: skip
CHINESE_MATCHER = matcher(CHINESE, "zh")


@given(st.lists(st.lists(st.sampled_from(CHINESE_PIECES), max_size=14).map("".join), max_size=5))
def test_chinese_with_anything_between(texts):
    assert CHINESE_MATCHER.columns().find(texts) == [CHINESE_MATCHER.find(text) for text in texts]
    assert CHINESE_MATCHER.columns().occurrences(texts) == [CHINESE_MATCHER.occurrences(text) for text in texts]


CASED = ["SWIFt payments", "US", "US Treasury", "swift", "SWIFT", "eFAC", "EFAC", "WTO rules", "wto Rules", "GDP", "open up", "vice chair"]
CASED_PIECES = [
    *CASED, "us", "uS", "Us", "us treasury", "uS treasury", "Swift", "SWIFt", "efac", "wto rules", "Wto rules", "gdp", "GDp", "GDP's",
    "'open", "o'GDP", "opening up", "un-", "anti-", "third-", "acting", "vice", "service", "deputy", "assistant", " ", " ", " ", "-", "'", ".",
]  # fmt: skip
CASED_MATCHER = matcher(CASED, "en")


@given(st.lists(st.lists(st.sampled_from(CASED_PIECES), max_size=10).map("".join), max_size=5))
def test_letter_case_and_what_stands_before_a_word(texts):
    assert CASED_MATCHER.columns().find(texts) == [CASED_MATCHER.find(text) for text in texts]
    assert CASED_MATCHER.columns().occurrences(texts) == [CASED_MATCHER.occurrences(text) for text in texts]


def test_whole_clauses_where_the_dictionary_is_another(monkeypatch):
    """The table of what stands side by side belongs to one version of the segmenter."""
    texts = ["坚持和发展中国特色社会主义，发展中国家庭农场。", "村干部应对冲击", "人民币的市场和国有企业"] * 20
    fast = CHINESE_MATCHER.columns().find(texts)
    monkeypatch.setattr(cuts, "known", lambda: False)
    assert fast == CHINESE_MATCHER.columns().find(texts) == [CHINESE_MATCHER.find(text) for text in texts]


@given(
    st.lists(st.text("abc ", min_size=1, max_size=5), min_size=1, max_size=12, unique=True),
    st.text("abcd ", max_size=40),
)
def test_a_trie_finds_what_stands_there_sorted_by_end_and_the_longest_first(patterns, text):
    numbers, starts = Trie.over(patterns).find(encoded(text))
    expected = [
        (patterns.index(text[start:end]), start)
        for end in range(len(text) + 1)
        for start in range(end)
        if text[start:end] in patterns
    ]
    assert list(zip(numbers.tolist(), starts.tolist(), strict=True)) == expected


def test_a_trie_of_very_many_patterns():
    """Nodes with hundreds of children, chains, and patterns that begin with more characters than are looked for one by one."""
    chance = random.Random(3)
    characters = [chr(code) for code in range(0x4E00, 0x5200)]
    patterns = list(dict.fromkeys("".join(chance.choices(characters[: chance.choice((4, 40, 1000))], k=chance.choice((1, 2, 3, 9)))) for _ in range(4000)))
    text = "".join(chance.choices(characters[:40], k=500) + chance.choices(patterns, k=200))
    numbers, starts = Trie.over(patterns).find(encoded(text))
    known = {pattern: number for number, pattern in enumerate(patterns)}
    expected = [
        (known[text[start:end]], start) for end in range(len(text) + 1) for start in range(max(0, end - 9), end) if text[start:end] in known
    ]
    assert list(zip(numbers.tolist(), starts.tolist(), strict=True)) == expected


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9), st.integers(0, 50)), min_size=1, max_size=90))
def test_the_choice_in_all_groups_at_once_is_that_of_one_group(spans):
    spans = sorted((start + size, start, weight) for start, size, weight in spans)
    ends, starts, weights = zip(*spans, strict=True)
    zeros = np.zeros(len(spans), dtype=np.int64)
    several = Hits(
        text=zeros, form=zeros, start=np.array(starts), end=np.array(ends), weight=np.array(weights), certain=zeros == 0, own=zeros - 1
    )
    first = np.flatnonzero(groups(several)).tolist()
    expected = []
    for begin, end in zip(first, [*first[1:], len(spans)], strict=True):
        if end - begin == 1:
            expected.append(begin)  # nothing is in its way, whatever it weighs
            continue
        expected += [begin + number for number in best_of(starts[begin:end], ends[begin:end], weights[begin:end])]
    assert [number for number in choice_of(several).tolist() if weights[number]] == [number for number in expected if weights[number]]


HAN_AND_OTHERS = st.one_of(
    st.sampled_from("中国发展中家庭农场社会主义经济建设人民币的了和在一不上下大学生物理化工业"),
    st.sampled_from(["AT&T", "A股", "T恤", "卡拉ok", "3.5%", "b2b", "c++", "x", "9", "é", "·", "-", "—", " ", "，", "\n", "\U00020000", "々", "。"]),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
)


@given(st.lists(HAN_AND_OTHERS, min_size=1, max_size=60).map("".join))
def test_stretches_between_sure_cuts_are_segmented_as_in_the_whole(text):
    assert adjacency.known()
    places = np.flatnonzero(adjacency.sure_cuts(encoded(text))).tolist()
    assert [text[start:end] for start, end in pairwise(places)] != [] and places[0] == 0 and places[-1] == len(text)
    apart = [word for start, end in pairwise(places) for word in segment(text[start:end])]
    assert apart == segment(text)


def test_what_the_dictionary_has_is_no_sure_cut():
    """Every two characters of a word, as far as the words of these stretches go."""
    for word in ("中国特色", "发展中国家", "卡拉OK", "AT&T", "对外开放", "一带"):
        if is_word(word):
            assert not adjacency.sure_cuts(encoded(word))[1:-1].any()
    assert adjacency.sure_cuts(encoded("，中国，的")).tolist() == [True, True, False, True, True, True]
