"""A corpus under a termbase: what is counted, what stands there and does not count, and what is kept for examples."""

import pytest

from glossary.corpus import Passage, tally
from glossary.export import occurring
from glossary.formats import parse
from glossary.statistics import coverage, statistics
from translate.documents.passages import passages as passages_of

TERMS = parse(
    (
        "concept,zh-Hans,zh-Hant,en,status,subject_field\n"
        "1,发展,發展,development,preferred,economy\n"
        "2,高质量发展,,high-quality development,preferred,economy\n"
        "3,法治,,rule of law,preferred,law\n"
        "3,,,law-based governance,admitted,\n"
        "4,人民,,the people,preferred,\n"
    ).encode(),
    "csv",
)


def zh(*texts):
    return [Passage(name="a.zh.txt", line=line, text=text, language="zh") for line, text in enumerate(texts, start=1)]


COUNTS = [
    # alone; the longer term of the termbase has it inside; the segmenter sees another word
    ("我们要发展。", "发展", (1, 0, 0, 0)),
    ("推动高质量发展。", "发展", (0, 0, 1, 0)),
    ("推动高质量发展。", "高质量发展", (1, 0, 0, 0)),
    ("人民币汇率。", "人民", (0, 0, 0, 1)),
    # each occurrence counts
    ("发展，发展，高质量发展，人民币", "发展", (2, 0, 1, 0)),
    # nothing there
    ("没有。", "法治", (0, 0, 0, 0)),
]


@pytest.mark.parametrize(("text", "term", "expected"), COUNTS)
def test_where_the_characters_of_a_term_stand(text, term, expected):
    counted = tally(TERMS, zh(text), nested=True)
    key = next((concept.id, each.language, each.text) for concept in TERMS for each in concept.terms if each.text == term)
    assert (counted.certain[key], counted.doubtful[key], counted.longer[key], counted.words[key]) == expected


def test_each_passage_is_matched_in_its_own_language():
    english = Passage(name="b.en.md", line=1, text="The rule of law, again the rule of law.", language="en")
    counted = tally(TERMS, [*zh("坚持法治。"), english])
    assert counted.languages == ("zh", "en")
    assert counted.documents == 2
    assert counted.matches(("3", "zh-Hans", "法治")) == 1
    assert counted.matches(("3", "en", "rule of law")) == 2


def test_a_corpus_is_read_once_and_not_kept():
    alive = []

    class Witness(str):
        __slots__ = ()

        def __del__(self):
            alive.pop()

    def one_by_one():
        for _ in range(100):
            alive.append(1)
            assert len(alive) <= 3
            yield Passage(name="a", line=1, text=Witness("没有。"), language="zh")

    assert tally(TERMS, one_by_one()).passages == 100


def test_only_what_occurs_is_kept_with_an_example_where_there_is_none():
    kept = occurring(TERMS, tally(TERMS, zh("没有。", "推动 高质量发展。", "高质量发展")), examples=True)
    [concept] = kept
    assert [(term.text, term.context) for term in concept.terms] == [
        ("高质量发展", "推动 高质量发展。"),
        ("high-quality development", ""),
    ]
    given = parse("zh-Hans,en,context\n法治,rule of law,自己的例子\n".encode(), "csv")
    [concept] = occurring(given, tally(given, zh("坚持法治。")), examples=True)
    assert concept.terms[0].context == "自己的例子"


def test_terms_of_the_corpus_s_language_that_do_not_occur_are_left_out():
    english = [Passage(name="a", line=1, text="The rule of law.", language="en")]
    [concept] = occurring(TERMS, tally(TERMS, english))
    assert [term.text for term in concept.terms] == ["法治", "rule of law"]


def test_the_figures_of_a_termbase():
    figures = statistics(TERMS)
    assert (figures.concepts, figures.terms, figures.coverage) == (4, 10, None)
    assert [(each.name, each.concepts, each.terms) for each in figures.languages] == [("zh-Hans", 4, 4), ("zh-Hant", 1, 1), ("en", 4, 5)]
    assert [(each.name, each.concepts, each.terms) for each in figures.statuses] == [("preferred", 4, 9), ("admitted", 1, 1)]
    assert [(each.name, each.concepts) for each in figures.subject_fields] == [("economy", 2), ("", 1), ("law", 1)]


def test_coverage():
    found = coverage(TERMS, tally(TERMS, zh("发展，发展，高质量发展", "坚持发展。")))
    assert (found.concepts, found.concepts_seen, found.matches, found.doubtful) == (4, 2, 4, 0)
    assert [(each.term, each.matches) for each in found.seen] == [("发展", 3), ("高质量发展", 1)]
    # 發展 is 发展 in the other script: it is not missed; English is not asked for in a Chinese corpus
    assert [each.term for each in found.unseen] == ["法治", "人民"]
    assert round(found.per_thousand) == round(4000 / found.characters)


def test_a_corpus_of_nothing():
    found = coverage(TERMS, tally(TERMS, []))
    assert (found.concepts, found.matches, found.per_thousand, found.doubtful_share) == (0, 0, 0.0, 0.0)


LINES = "第一段。第二句。\n\n第三段。\n"


@pytest.mark.parametrize(("form", "text"), [("plain", LINES), ("markdown", LINES)])
def test_passages_know_their_lines(form, text):
    from glossary.files import Decoded

    found = list(passages_of(Decoded(text=text), "a", form, "zh"))
    assert [(each.where, each.text) for each in found] == [("a:1", "第一段。"), ("a:1", "第二句。"), ("a:3", "第三段。")]


@pytest.mark.parametrize("form", ["plain", "markdown"])
@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n"])
def test_a_long_document_in_pieces_has_the_same_passages(form, gap, monkeypatch):
    from glossary.files import Decoded
    from translate.documents import passages

    text = gap.join([f"第{number}段。再说一句。" for number in range(50)] + ["```\n\n代码。\n\n```", "完。"])
    whole = list(passages_of(Decoded(text=text), "a", form, "zh"))
    monkeypatch.setattr(passages, "_PIECE", 64)
    assert list(passages_of(Decoded(text=text), "a", form, "zh")) == whole
