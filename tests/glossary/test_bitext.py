"""Aligning two documents: which segments answer each other, and where their characters stand."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.bitext import Pair, Side, align, join

# (Chinese, English) sentences of clearly different lengths, with and without numbers.
SENTENCES = [
    ("我们要坚持对外开放。", "We must stay committed to opening up."),
    (
        "2023年，货物进出口总额达到41.76万亿元。",
        "In 2023, total imports and exports of goods reached 41.76 trillion yuan.",
    ),
    ("好。", "Good."),
    (
        "要加快建设贸易强国，升级货物贸易，创新服务贸易，发展数字贸易，推动共建行稳致远。",
        "We should accelerate our transformation into a trader of quality, upgrade trade in goods, develop new mechanisms "
        "for trade in services, promote digital trade, and advance cooperation steadily and with foresight.",
    ),
    ("科技是第一生产力。", "Science and technology are the primary productive force."),
    (
        "扩大面向全球的高标准自由贸易区网络，稳步推进制度型开放，深度参与全球产业分工和合作。",
        "We will expand the globally oriented network of high-standard free trade areas, steadily advance institutional "
        "opening, and take an active part in the global industrial division of labor and cooperation.",
    ),
    (
        "企业是创新的主体，政府要为企业服务。",
        "Enterprises are the main actors in innovation, and governments should serve them.",
    ),
    ("第14个五年规划明确了方向。", "The 14th Five-Year Plan points the way."),
]


def document(paragraphs: list[list[str]]) -> list[list[Side]]:
    """Sides with the offsets of a text in which a line break follows each sentence."""
    place, made = 0, []
    for paragraph in paragraphs:
        sides = []
        for sentence in paragraph:
            sides.append(Side(text=sentence, offsets=place))
            place += len(sentence) + 1
        made.append(sides)
    return made


def texts(pairs: list[Pair]) -> list[tuple[str, str]]:
    return [(pair.source.text, pair.target.text) for pair in pairs]


ZH = [zh for zh, _ in SENTENCES]
EN = [en for _, en in SENTENCES]


class TestAlign:
    def test_paragraphs_that_agree_are_taken_one_to_one(self):
        pairs = align(document([[zh] for zh in ZH]), document([[en] for en in EN]))
        assert texts(pairs) == SENTENCES

    def test_sentences_within_one_paragraph(self):
        assert texts(align(document([ZH]), document([EN]))) == SENTENCES

    def test_one_sentence_became_two(self):
        first, second = "We should accelerate our transformation into a trader of quality.", SENTENCES[3][1][70:]
        target = [*EN[:3], first, second, *EN[4:]]
        pairs = align(document([ZH]), document([target]))
        assert (ZH[3], f"{first} {second}") in texts(pairs)
        assert len(pairs) == len(ZH)

    def test_two_sentences_became_one(self):
        joined = EN[5] + " " + EN[6]
        pairs = align(document([ZH]), document([[*EN[:5], joined, EN[7]]]))
        assert (ZH[5] + ZH[6], joined) in texts(pairs)

    @pytest.mark.parametrize("gone", range(len(SENTENCES)))  # whichever paragraph the translator left out
    def test_a_paragraph_without_a_translation_stands_alone(self, gone):
        target = [[en] for number, en in enumerate(EN) if number != gone]
        pairs = texts(align(document([[zh] for zh in ZH]), document(target)))
        assert pairs == [(zh, "" if number == gone else en) for number, (zh, en) in enumerate(SENTENCES)]

    def test_an_added_paragraph_stands_alone(self):
        target = [[en] for en in EN]
        target.insert(4, ["This remark, which the editor added, has no counterpart in the original at all."])
        pairs = texts(align(document([[zh] for zh in ZH]), document(target)))
        assert ("", target[4][0]) in pairs
        assert set(SENTENCES) <= set(pairs)

    def test_paragraphs_that_were_merged(self):
        source = document([[zh] for zh in ZH])
        target = document([EN[:3], EN[3:5], EN[5:]])
        assert texts(align(source, target)) == SENTENCES

    def test_kinds_decide_where_lengths_do_not(self):
        """The translator left out the heading, or the sentence below it."""
        source = document([["甲乙丙丁戊己庚"], ["子丑寅卯辰巳午。"]])
        for kind, expected in (("heading", "甲乙丙丁戊己庚"), ("text", "子丑寅卯辰巳午。")):
            kinds = {"source_kinds": ["heading", "text"], "target_kinds": [kind]}
            pairs = texts(align(source, document([["These are the seven branches."]]), **kinds))
            assert (expected, "These are the seven branches.") in pairs

    def test_shared_keys_decide_where_lengths_do_not(self):
        """Of two sentences alike in length, one is left out: the terms say which."""
        source = document([["甲乙丙丁戊己庚。"], ["子丑寅卯辰巳午。"], [ZH[3]]])
        target = document([["These are the seven branches."], [EN[3]]])
        options = {
            "source_keys": lambda text: {"branches"} if "子" in text else (),
            "target_keys": lambda text: {"branches"} if "branches" in text else (),
        }
        pairs = texts(align(source, target, **options))
        assert ("子丑寅卯辰巳午。", "These are the seven branches.") in pairs

    @pytest.mark.parametrize(
        ("source", "target", "expected"),
        [
            ([], [], []),
            ([["你好"]], [], [("你好", "")]),
            ([], [["Hello"]], [("", "Hello")]),
            ([["", "  "], ["你好"]], [["Hello"], []], [("你好", "Hello")]),  # what has no text is no segment
        ],
    )
    def test_next_to_nothing(self, source, target, expected):
        assert texts(align(document(source), document(target))) == expected

    def test_a_lonely_segment_points_to_where_the_other_side_goes_on(self):
        pairs = align(document([[zh] for zh in ZH]), document([[en] for en in EN[:-1]]))
        last = pairs[-1]
        assert not last.aligned
        assert last.target.locate(0, 0) == (len("\n".join(EN[:-1])),) * 2

    @given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 9)), max_size=25))
    @settings(max_examples=60, deadline=None)
    def test_every_sentence_is_in_exactly_one_pair_and_order_is_kept(self, plan):
        """Whatever is left out or doubled (0: only source, 1: only target), no sentence is lost."""
        source = [ZH[number] for number, side in plan if side != 1]
        target = [EN[number] for number, side in plan if side != 0]
        pairs = align(document([source]), document([target]))
        for side, given_texts in (("source", source), ("target", target)):
            sides = [getattr(pair, side) for pair in pairs]
            places = [side.locate(place, place + 1)[0] for side in sides for place in range(len(side.text))]
            assert places == sorted(places)
            assert "".join(side.text for side in sides).replace(" ", "") == "".join(given_texts).replace(" ", "")

    def test_a_thousand_segments_in_half_a_second(self):
        chosen = random.Random(7).choices(SENTENCES, k=1000)
        source, target = document([[zh] for zh, _ in chosen]), document([[en] for _, en in chosen])
        before = time.process_time()
        assert texts(align(source, target)) == chosen
        assert time.process_time() - before < 0.5

    def test_a_chapter_that_was_left_out(self):
        chosen = random.Random(8).choices(SENTENCES, k=150)
        numbered = [(f"{n}：{zh}", f"{n}: {en}") for n, (zh, en) in enumerate(chosen)]
        source = document([[zh] for zh, _ in numbered])
        target = document([[en] for n, (_, en) in enumerate(numbered) if not 50 <= n < 80])
        pairs = texts(align(source, target))
        right = sum(pair in set(numbered) for pair in pairs)
        assert right >= 116  # of 120
        assert sum(not en for _, en in pairs) >= 28


class TestJoin:
    @pytest.mark.parametrize(
        ("parts", "expected"),
        [
            (["One.", "Two."], "One. Two."),
            (["One. ", "Two."], "One. Two."),
            (["一。", "二。"], "一。二。"),
            (["一。", "Two."], "一。Two."),
            (["Only."], "Only."),
        ],
    )
    def test_text(self, parts, expected):
        assert join(document([parts])[0]).text == expected

    def test_offsets_lead_back(self):
        whole = "One.\nTwo three."
        side = join([Side(text="One.", offsets=0), Side(text="Two three.", offsets=tuple(range(5, 15)))])
        start = side.text.index("three")
        assert whole[slice(*side.locate(start, start + 5))] == "three"
        assert whole[slice(*side.locate(2, 8))] == "e.\nTwo"


class TestLocate:
    def test_offsets_of_each_character(self):
        side = Side(text="ab", offsets=(3, 7))  # a tag of the document stands between them
        assert side.locate(0, 2) == (3, 8)
        assert side.locate(1, 1) == (7, 7)
        assert side.locate(2, 2) == (8, 8)

    def test_offset_of_the_first_character(self):
        assert Side(text="ab", offsets=10).locate(1, 2) == (11, 12)


def test_a_sentence_that_the_translation_splits_stays_with_its_source() -> None:
    """Its second half was once said to answer nothing, and the term in it to be missing."""
    source = [[Side(text="企业是科技成果转化的主体，要大力弘扬企业家精神。")]]
    halves = ["The enterprise is the main body of the commercialization of advances.", "It should promote the spirit."]
    pairs = align(source, [[Side(text=halves[0]), Side(text=halves[1], offsets=len(halves[0]) + 1)]])
    assert [pair.target.text for pair in pairs] == [" ".join(halves)]


def test_a_sentence_that_the_translation_splits_at_the_beginning_of_a_paragraph_stays_with_its_source() -> None:
    """The first half, far too long for its share of the source, was called unaligned."""
    source = ["艰难方显勇毅，磨砺始得玉成。", "我们克服疫情影响，统筹疫情防控和经济社会发展取得重大成果。"]
    target = [
        "Only in hard times can courage and perseverance be manifested.",
        "Only after polishing can a piece of jade be finer.",
        "We overcame the impact, and made great achievements in coordinating prevention and control and in economic development.",
    ]
    pairs = align(document([source, ["好。"]]), document([target, ["Good."]]))
    assert all(pair.aligned for pair in pairs)
    assert pairs[-1].target.text == "Good."


def test_a_sentence_that_chinese_joins_to_another_stays_with_it() -> None:
    """Chinese says in one sentence what English says in two; every term of the lonely one was called missing."""
    source = ["The 13th Plan has been accomplished in full.", "The 14th Plan is being formulated with great care everywhere.", "Good."]
    pairs = align(document([source, ["Good."]]), document([["“十三五”圆满收官，“十四五”全面擘画。", "好。"], ["好。"]]))
    assert all(pair.aligned for pair in pairs)
