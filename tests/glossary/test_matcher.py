"""Which terms are found where: the hard cases, and what holds for every text."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.candidates import Candidate
from glossary.column import find_in_column
from glossary.evidence import segment
from glossary.folding import fold
from glossary.matcher import Certainty, Match, Matcher, choose, matcher_for
from glossary.requirement import Requirements
from glossary.termbase import CaseRule, Concept, MatchRule, Status, Term, Termbase
from tests.glossary.hard_cases import CHINESE, ENGLISH, OTHER, TARGETS

RULES = {
    "status": Status,
    "case": CaseRule,
    "match": MatchRule,
    "part_of_speech": str,
    "inflect": lambda value: value == "yes",
    "near": lambda value: tuple(value.split(";")),
    "not_near": lambda value: tuple(value.split(";")),
    "in_quotes": lambda value: value == "yes",
    "in_subject_fields": lambda value: tuple(value.split(";")),
}
RULE = re.compile(rf" ({'|'.join(RULES)})=(\S+)")


def term(written: str, language: str) -> Term:
    """``走出去 not_near=办公室`` -> the term with its rules."""
    rules = {name: RULES[name](value) for name, value in RULE.findall(written)}
    return Term(text=RULE.sub("", written), language=language, **rules)


def matcher(terms: str, language: str, *, target: bool = False) -> Matcher:
    return matcher_for(((written, term(written, language)) for written in terms.split("|")), language, target=target)


def marked(text: str, matches: tuple[Match, ...]) -> str:
    for match in reversed(matches):
        opening, closing = "[]" if match.certainty is Certainty.CERTAIN else "{}"
        text = f"{text[: match.start]}{opening}{text[match.start : match.end]}{closing}{text[match.end :]}"
    return text


@pytest.mark.parametrize(
    ("language", "terms", "expected", "why"),
    [("zh", *case) for case in CHINESE] + [("en", *case) for case in ENGLISH] + OTHER,
)
def test_hard_case(language, terms, expected, why):
    text = re.sub(r"[\[\]{}]", "", expected)
    assert marked(text, matcher(terms, language).find(text)) == expected, why


@pytest.mark.parametrize(("language", "terms", "text", "expected", "why"), TARGETS)
def test_in_a_target(language, terms, text, expected, why):
    assert [text[match.start : match.end] for match in matcher(terms, language, target=True).occurrences(text)] == expected, why


def test_there_are_enough_hard_cases_and_each_says_why():
    cases = [*CHINESE, *ENGLISH, *OTHER, *TARGETS]
    assert len(cases) >= 150
    assert all(case[-1].strip() for case in cases)
    assert len({str(case[:-1]) for case in cases}) == len(cases)


class TestWhichTerm:
    """One form, several terms."""

    def test_the_first_concept_wins_where_two_have_the_same_text(self):
        found = matcher_for([("a", term("改革", "zh")), ("b", term("改革", "zh"))], "zh").find("改革")
        assert [match.concept for match in found] == ["a"]

    def test_but_a_target_hears_of_both(self):
        found = matcher_for([("a", term("改革", "zh")), ("b", term("改革", "zh"))], "zh").occurrences("改革")
        assert [match.concept for match in found] == ["a", "b"]

    def test_a_term_that_is_written_like_that_wins_over_an_inflected_one(self):
        pair = [("plural", term("enterprises", "en")), ("singular", term("enterprise", "en"))]
        matcher = matcher_for(pair, "en")
        assert [match.concept for match in matcher.find("enterprise")] == ["singular"]
        assert [match.concept for match in matcher.find("enterprises")] == ["plural"]

    def test_the_script_that_was_asked_for_wins_over_the_other(self):
        pair = [("hans", term("干部", "zh-Hans")), ("hant", term("幹部", "zh-Hant"))]
        assert [match.concept for match in matcher_for(pair, "zh-Hant").find("幹部")] == ["hant"]
        assert [match.concept for match in matcher_for(pair, "zh-Hans").find("幹部")] == ["hans"]

    def test_case_tells_two_terms_apart(self):
        pair = [("pronoun", term("who", "en")), ("organization", term("WHO", "en"))]
        found = matcher_for([pair[1], pair[0]], "en").find("who asked the WHO")
        assert [match.concept for match in found] == ["pronoun", "organization"]

    def test_punctuation_tells_two_terms_apart(self):
        found = matcher_for([("and", term("R&D", "en")), ("or", term("R/D", "en"))], "en").find("R/D R&D")
        assert [match.concept for match in found] == ["or", "and"]

    def test_the_term_is_the_one_of_the_termbase_and_not_its_form(self):
        given_term = term("going global", "en")
        (match,) = matcher_for([("c", given_term)], "en").find("They went global.")
        assert match.term is given_term
        assert (match.start, match.end) == (5, 16)

    def test_a_second_condition_may_let_the_second_term_in(self):
        terms = [("shop", term("opening near=shop", "en")), ("policy", term("opening", "en"))]
        matcher = matcher_for(terms, "en")
        assert [match.concept for match in matcher.find("the opening of a shop")] == ["shop"]
        assert [match.concept for match in matcher.find("the opening of a country")] == ["policy"]


class TestSubjectFields:
    """A term that counts in documents of some fields only."""

    TERMBASE = Termbase(
        concepts=(
            Concept(id="rate", terms=(term("收益 in_subject_fields=finance;Banking", "zh"), term("yield", "en"))),
            Concept(id="reform", terms=(term("改革", "zh"), term("reform in_subject_fields=politics", "en"))),
        )
    )

    @pytest.mark.parametrize(
        ("fields", "expected", "why"),
        [
            ((), "{收益}与[改革]", "nothing is known: it may be meant, and nothing may depend on it"),
            (("finance",), "[收益]与[改革]", "the document is of its field"),
            ((" BANKING ",), "[收益]与[改革]", "case and white space around do not count"),
            (("law", "finance"), "[收益]与[改革]", "a document may be of several fields"),
            (("law",), "收益与[改革]", "the document is of another field"),
        ],
    )
    def test_where_the_term_counts(self, fields, expected, why):
        assert marked("收益与改革", Matcher(self.TERMBASE, "zh", fields).find("收益与改革")) == expected, why

    def test_a_rendering_of_another_field_is_none(self):
        assert Requirements(self.TERMBASE, "zh", "en").allowed("reform")
        assert Requirements(self.TERMBASE, "zh", "en", ["law"]).allowed("reform") == ()

    def test_a_forbidden_term_of_a_field_that_nobody_confirmed_fails_no_check(self):
        terms = (term("收益", "zh"), term("profit in_subject_fields=finance status=forbidden", "en"))
        termbase = Termbase(concepts=(Concept(id="a", terms=terms),))
        assert Requirements(termbase, "zh", "en").forbidden_in("a profit") == ()
        assert Requirements(termbase, "zh", "en", ["finance"]).forbidden_in("a profit") != ()


class TestLanguages:
    TERMBASE = Termbase(
        concepts=(
            Concept(id="a", terms=(term("改革", "zh-Hans"), term("reform", "en-GB"))),
            Concept(id="b", terms=(term("開放", "zh-Hant"), term("opening", "en-US"))),
        )
    )

    @pytest.mark.parametrize("language", ["zh", "zh-Hans", "zh-Hant", "zh_CN", "zh-TW"])
    def test_terms_of_either_script_are_found_whatever_is_asked_for(self, language):
        assert [match.concept for match in Matcher(self.TERMBASE, language).find("改革开放")] == ["a", "b"]

    def test_terms_of_every_region_are_found(self):
        assert [match.concept for match in Matcher(self.TERMBASE, "en").find("reform and opening")] == ["a", "b"]

    def test_terms_of_other_languages_are_not(self):
        assert Matcher(self.TERMBASE, "en").find("改革") == ()


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\ufeff", "\u200b", "\ud800", "\x00", "\U0010ffff", '"', '""', "-", "'"]
)
@pytest.mark.parametrize("language", ["zh", "en", "de"])
def test_texts_that_are_hardly_texts(text, language):
    for terms in ("", " ", '"', "-", "改革", "reform"):
        matcher = matcher_for([("c", Term(text=terms, language=language))], language)
        for found in (matcher.find(text), matcher.occurrences(text)):
            assert {text[match.start : match.end] for match in found} <= {terms}


def test_no_terms_no_matches():
    assert Matcher(Termbase(), "zh").find("改革") == ()
    assert Matcher(Termbase(), "en").occurrences("reform") == ()


CHARACTERS = st.text(alphabet="中国发展家庭特色社会主义改革开放發國，。“”\n \u3000\u00adGDPa-’…", max_size=40)
CHINESE_MATCHER = matcher_for(
    (
        (text, term(text, "zh"))
        for text in ["中国", "发展", "发展中", "发展中国家", "改革", "开放", "改革开放", "GDP", "家庭", "社会主义"]
    ),
    "zh",
)
LETTERS = st.text(alphabet="open upng-RD&’'\n\u00ad\u00a0 \"s", max_size=30) | st.lists(
    st.sampled_from(["opening", "up", "opened-up", "R&D", "zones", "zone", "“", "”", ",", "free", "\n", "…", "é"])
).map(" ".join)
ENGLISH_MATCHER = matcher_for(
    ((text, term(text, "en")) for text in ["opening up", "open", "free zone", "zone", "R&D", "up"]), "en"
)


@given(CHARACTERS | LETTERS)
def test_what_holds_for_every_text(text):
    for matcher in (CHINESE_MATCHER, ENGLISH_MATCHER):
        found = matcher.find(text)
        places = {(match.start, match.end, match.concept) for match in matcher.occurrences(text)}
        assert found == matcher.find(text), "the same every time"
        assert all(0 <= match.start < match.end <= len(text) for match in found)
        assert all(one.end <= other.start for one, other in pairwise(found)), "disjoint and in order"
        assert {(match.start, match.end, match.concept) for match in found} <= places


@given(CHARACTERS, CHARACTERS)
def test_offsets_point_into_the_text_as_given(before, after):
    text = f"{before}。高质\u200b量，\n\n發展中國家\n\n，{after}"
    found = CHINESE_MATCHER.find(text)
    assert "發展中國家" in [text[match.start : match.end] for match in found]


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 6)), max_size=7))
def test_the_choice_is_the_best_of_all_disjoint_ones(spans):
    candidates = [Candidate(start, start + length, (), round(100 * length**1.5)) for start, length in spans]
    candidates.sort(key=lambda candidate: candidate.end)
    best = 0
    for size in range(len(candidates) + 1):
        for some in combinations(candidates, size):
            if all(one.end <= other.start for one, other in pairwise(some)):
                best = max(best, sum(candidate.weight for candidate in some))
    assert sum(candidate.weight for candidate in choose(candidates)) == best


@given(st.lists(CHARACTERS | LETTERS, max_size=8))
def test_many_texts_at_once_give_the_same_answers(texts):
    for matcher in (CHINESE_MATCHER, ENGLISH_MATCHER):
        assert matcher.columns().find(texts) == [matcher.find(text) for text in texts]
        assert matcher.columns().occurrences(texts) == [matcher.occurrences(text) for text in texts]


@pytest.mark.parametrize(
    ("language", "cases"), [("zh", CHINESE), ("en", ENGLISH), *((case[0], [case[1:]]) for case in OTHER)]
)
def test_the_hard_cases_many_at_once(language, cases):
    for terms in dict.fromkeys(case[0] for case in cases):
        texts = [re.sub(r"[\[\]{}]", "", case[1]) for case in cases]
        alone = matcher(terms, language)
        assert alone.columns().find(texts) == [alone.find(text) for text in texts], terms
        assert alone.columns().occurrences(texts) == [alone.occurrences(text) for text in texts], terms


def test_a_batch_of_many_texts_and_texts_of_many_batches():
    texts = ["坚持和发展中国特色社会主义", "", "“改革”开放\n\n发\u200b展", "…GDP，"] * 20_000
    assert CHINESE_MATCHER.find_all(texts) == [CHINESE_MATCHER.find(text) for text in texts[:4]] * 20_000
    assert CHINESE_MATCHER.occurrences_in_all([]) == []


def test_a_column_gives_the_same_in_one_process_and_in_two():
    polars = pytest.importorskip("polars")
    texts = [f"支持发展中国家{number}，改革开放" for number in range(40_000)] + [None, "", "GDP"]
    alone = find_in_column(polars.Series(texts), CHINESE_MATCHER, processes=1)
    assert alone.equals(find_in_column(polars.Series(texts), CHINESE_MATCHER, processes=2))
    row = next(iter(alone.filter(alone["row"] == 40_002).iter_rows()))
    assert row == (40_002, 0, 3, "GDP", "GDP", "zh", "certain")
    expected = [(row, *match[:3]) for row in (0, 39_999) for match in CHINESE_MATCHER.find(texts[row])]
    some = alone.filter(alone["row"].is_in([0, 39_999]))
    assert some.select("row", "start", "end", "concept").rows() == expected


def test_a_column_without_texts():
    polars = pytest.importorskip("polars")
    assert find_in_column(polars.Series([], dtype=polars.String), CHINESE_MATCHER).shape == (0, 7)


def test_threads_find_the_same():
    texts = [f"[{number}] 坚持和发展中国特色社会主义，改革开放{number}年" for number in range(200)]
    alone = [CHINESE_MATCHER.find(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(CHINESE_MATCHER.find, texts)) == alone


def test_a_long_text_takes_time_in_proportion_to_its_length():
    def seconds(times: int) -> float:
        text = "支持发展中国家庭农场，“改革”开放…" * times
        began = time.process_time()
        CHINESE_MATCHER.find(text)
        return time.process_time() - began

    seconds(100)
    assert seconds(20_000) < 60 * min(seconds(1_000) for _ in range(3))


@given(st.text(max_size=30) | CHARACTERS)
def test_the_segmenter_loses_nothing(text):
    folded = fold(text, "zh").text
    assert "".join(segment(folded)) == folded


def test_an_acronym_that_touches_chinese_has_a_case_and_the_chinese_only_a_script() -> None:
    """Once the whole of EMEAP轄下小組 was held to be one word in capitals, and was not found in Simplified."""
    terms = [("group", Term(text="EMEAP轄下工作小組", language="zh-Hant"))]
    matcher = matcher_for(terms, "zh-Hant", target=True)
    assert matcher.occurrences("作为EMEAP辖下工作小组主席")
    assert not matcher.occurrences("作为emeap辖下工作小组主席")
