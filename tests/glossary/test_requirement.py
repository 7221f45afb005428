"""Requirements: what a source match asks of the target, and which place of the target meets it."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.assignment import Place, assign
from glossary.issue import Span, Verdict
from glossary.matcher import Certainty
from glossary.requirement import Requirement, Requirements, is_acronym
from glossary.termbase import Concept, Status, Term, Termbase

CONCEPTS = {
    "opening": ["zh-Hans:对外开放", "en:opening up"],
    "high": ["zh-Hans:高水平对外开放", "en:high-standard opening up"],
    "in": ["zh-Hans:引进来", "en:bringing into the country", "en:attracting in:deprecated"],
    "out": ["zh-Hans:走出去", "en:going global", "en:go global:admitted", "en:walk out:forbidden"],
    "wto": ["zh-Hans:世界贸易组织", "zh-Hans:WTO:admitted", "en:World Trade Organization", "en:WTO:admitted"],
    "ftz": ["zh-Hans:自由贸易试验区", "zh-Hans:自贸区:forbidden", "en:pilot free trade zone"],
    "source only": ["zh-Hans:新质生产力"],
    "bad only": ["zh-Hans:内卷", "en:involution:forbidden"],
}


def concept(name: str, terms: list[str]) -> Concept:
    made = []
    for term in terms:
        language, text, *status = term.split(":")
        made.append(Term(text=text, language=language, status=Status(status[0]) if status else Status.PREFERRED))
    return Concept(id=name, terms=tuple(made))


@pytest.fixture(scope="module")
def requirements() -> Requirements:
    return Requirements(Termbase(concepts=tuple(concept(*item) for item in CONCEPTS.items())), "zh", "en")


def verdicts(
    requirements: Requirements, source: str, target: str, **options: object
) -> list[tuple[str, str, str | None]]:
    """(concept, verdict, what stands at the place) of each requirement."""
    settled = requirements.settle(requirements.of(source), target, **options)
    return [
        (
            each.requirement.concept,
            str(each.verdict),
            target[each.target.start : each.target.end] if each.target else None,
        )
        for each in settled
    ]


class TestOf:
    def test_every_match_asks_for_its_rendering_in_source_order(self, requirements):
        found = requirements.of("坚持引进来和走出去并重")
        assert [(each.concept, each.source) for each in found] == [
            ("in", Span(start=2, end=5)),
            ("out", Span(start=6, end=9)),
        ]

    def test_preferred_renderings_come_first_and_disallowed_ones_never(self, requirements):
        (requirement,) = requirements.of("走出去")
        assert [term.text for term in requirement.renderings] == ["going global", "go global"]

    def test_only_preferred_renderings_are_enforceable(self, requirements):
        (requirement,) = requirements.of("走出去")
        assert [term.text for term in requirement.enforceable] == ["going global"]

    def test_proposed_renderings_are_enforceable_where_none_is_preferred(self):
        termbase = Termbase(concepts=(concept("a", ["zh:走出去", "en:go out:admitted", "en:going global:proposed"]),))
        (requirement,) = Requirements(termbase, "zh", "en").of("走出去")
        assert [term.text for term in requirement.enforceable] == ["going global"]

    def test_a_forbidden_source_term_is_found_too(self, requirements):
        assert [each.concept for each in requirements.of("在自贸区试点")] == ["ftz"]

    @pytest.mark.parametrize("source", ["新质生产力", "内卷"])  # no term in the target language; only a forbidden one
    def test_nothing_is_asked_for_without_an_allowed_rendering(self, requirements, source):
        assert requirements.of(source) == ()

    def test_the_second_match_of_a_concept_is_a_later_one(self, requirements):
        found = requirements.of("扩大对外开放，走出去，坚持对外开放")
        assert [(each.concept, each.later) for each in found] == [("opening", False), ("out", False), ("opening", True)]

    def test_a_term_to_be_kept_asks_for_itself(self):
        kept = Concept(id="k", terms=(Term(text="TermLock", language="zh", do_not_translate=True),))
        requirements = Requirements(Termbase(concepts=(kept,)), "zh", "en")
        (requirement,) = requirements.of("使用TermLock翻译")
        assert [term.text for term in requirement.renderings] == ["TermLock"]
        assert verdicts(requirements, "使用TermLock翻译", "Translate with TermLock.")[0][1] == "satisfied"
        assert verdicts(requirements, "使用TermLock翻译", "Translate with termlock.")[0][1] == "unsatisfied"


class TestChineseScripts:
    """Terms of one script are lent to targets in the other, converted."""

    @pytest.mark.parametrize(
        ("terms", "target", "expected"),
        [
            (["en:opening up", "zh-Hans:对外开放"], "zh-Hant", ["對外開放"]),
            (["en:opening up", "zh-Hant:對外開放"], "zh-Hans", ["对外开放"]),
            (["en:opening up", "zh:对外开放"], "zh-Hant", ["對外開放"]),
            # As official texts write it (before: 爲羣衆發佈的平臺).
            (["en:platform for the masses", "zh-Hans:为群众发布的平台"], "zh-Hant", ["為群眾發布的平台"]),
            # Regression: what other Traditional texts write was taken for Simplified, and stayed.
            (["en:platform here", "zh-Hant:這裏公佈的平臺"], "zh-Hans", ["这里公布的平台"]),
            (["en:focus", "zh-Hans:着力点"], "zh-HK", ["着力點"]),
            (["en:focus", "zh-Hans:着力点"], "zh-TW", ["著力點"]),
            # What is in the right script already stays as it is: s2t would make 皇後 of it.
            (["en:empress dowager", "zh:皇后與國"], "zh-Hant", ["皇后與國"]),
            # The target's own terms are all that counts where there are any.
            (["en:information", "zh-Hans:信息", "zh-Hant:資訊"], "zh-Hant", ["資訊"]),
            (["en:information", "zh-Hans:信息"], "zh", ["信息"]),
        ],
    )
    def test_renderings(self, terms, target, expected):
        requirements = Requirements(Termbase(concepts=(concept("c", terms),)), "en", target)
        assert [term.text for term in requirements.allowed("c")] == expected

    def test_a_source_in_either_script_is_understood(self):
        requirements = Requirements(
            Termbase(concepts=(concept("c", ["zh-Hans:对外开放", "en:opening up"]),)), "zh-Hant", "en"
        )
        assert [each.concept for each in requirements.of("擴大對外開放")] == ["c"]


class TestSettle:
    @pytest.mark.parametrize(
        ("source", "target", "expected"),
        [
            # each at its own place
            (
                "引进来和走出去",
                "bringing into the country and going global",
                [("in", "satisfied", "bringing into the country"), ("out", "satisfied", "going global")],
            ),
            # an admitted rendering satisfies
            ("走出去", "We go global.", [("out", "satisfied", "go global")]),
            # a deprecated or forbidden one does not
            (
                "引进来和走出去",
                "attracting in and walk out",
                [("in", "unsatisfied", None), ("out", "unsatisfied", None)],
            ),
            # a rendering inside a longer one that is needed does not count twice
            (
                "高水平对外开放是对外开放的新阶段",
                "high-standard opening up is a new stage",
                [("high", "satisfied", "high-standard opening up"), ("opening", "unsatisfied", None)],
            ),
            # ... but it counts where nobody needs the longer one
            ("扩大对外开放", "high-standard opening up", [("opening", "satisfied", "opening up")]),
            # ... and where the longer one is there a second time
            (
                "高水平对外开放和对外开放",
                "opening up and high-standard opening up",
                [("high", "satisfied", "high-standard opening up"), ("opening", "satisfied", "opening up")],
            ),
            # a later match may do without
            ("走出去，再走出去", "going global again", [("out", "satisfied", "going global"), ("out", "waived", None)]),
            # two matches need two places
            (
                "走出去，再走出去",
                "going global and going global",
                [("out", "satisfied", "going global"), ("out", "satisfied", "going global")],
            ),
            # nothing to look in
            ("走出去", "", [("out", "unsatisfied", None)]),
            ("没有术语", "going global", []),
        ],
    )
    def test_verdicts_and_places(self, requirements, source, target, expected):
        assert verdicts(requirements, source, target) == expected

    def test_places_go_to_source_order(self, requirements):
        settled = requirements.settle(requirements.of("走出去和走出去"), "going global, go global")
        assert [each.target for each in settled] == [Span(start=0, end=12), Span(start=14, end=23)]

    def test_a_doubtful_match_never_fails(self, requirements):
        (sure,) = requirements.of("走出去")
        doubtful = Requirement(
            concept=sure.concept,
            term=sure.term,
            renderings=sure.renderings,
            source=sure.source,
            certainty=Certainty.DOUBTFUL,
        )
        (settled,) = requirements.settle([doubtful], "nothing")
        assert settled.verdict is Verdict.DOUBTFUL
        (settled,) = requirements.settle([doubtful], "going global")
        assert settled.verdict is Verdict.SATISFIED

    def test_a_certain_match_gets_the_only_place(self, requirements):
        (sure,) = requirements.of("走出去")
        fields = {"concept": sure.concept, "term": sure.term, "renderings": sure.renderings, "source": sure.source}
        pair = [Requirement(**fields, certainty=Certainty.DOUBTFUL), Requirement(**fields, certainty=Certainty.CERTAIN)]
        settled = requirements.settle(pair, "going global")
        assert [each.verdict for each in settled] == [Verdict.DOUBTFUL, Verdict.SATISFIED]


class TestAcronyms:
    """An admitted acronym counts after its full form, and for an acronym of the source."""

    @pytest.mark.parametrize(
        ("source", "target", "verdict"),
        [
            ("世界贸易组织", "the World Trade Organization (WTO)", "satisfied"),
            ("世界贸易组织", "the WTO", "unsatisfied"),
            ("WTO的规则", "WTO rules", "satisfied"),
        ],
    )
    def test_in_a_segment(self, requirements, source, target, verdict):
        assert verdicts(requirements, source, target)[0][1] == verdict

    def test_in_a_document(self, requirements):
        introduced = requirements.introduced_by(requirements.renderings_in("the World Trade Organization"))
        assert introduced == {"wto"}
        assert verdicts(requirements, "世界贸易组织", "the WTO", introduced=introduced)[0][1:] == ("satisfied", "WTO")

    def test_after_its_full_form_it_meets_the_second_match(self, requirements):
        found = verdicts(requirements, "世界贸易组织改革与世界贸易组织", "World Trade Organization reform and the WTO")
        assert [verdict for _, verdict, _ in found] == ["satisfied", "satisfied"]

    def test_a_preferred_acronym_needs_no_full_form(self):
        termbase = Termbase(
            concepts=(concept("g", ["zh:国内生产总值", "en:GDP", "en:gross domestic product:admitted"]),)
        )
        assert verdicts(Requirements(termbase, "zh", "en"), "国内生产总值", "GDP grew")[0][1] == "satisfied"

    @pytest.mark.parametrize(
        ("text", "term_type", "expected"),
        [("WTO", "", True), ("WTO", "full form", False), ("ASEAN", "", True), ("Apec", "acronym", True), ("A", "", False),
         ("APEC CEO SUMMIT", "", False), ("世贸组织", "", False)],
    )  # fmt: skip
    def test_what_is_an_acronym(self, text, term_type, expected):
        assert is_acronym(Term(text=text, language="en", term_type=term_type)) is expected


class TestForbidden:
    def found(self, requirements, source, target):
        settled = requirements.settle(requirements.of(source), target)
        concepts = {match.concept for match in requirements.matches(source)}
        matches = requirements.forbidden_in(target, concepts, settled=settled)
        return [target[match.start : match.end] for match in matches]

    def test_of_the_concepts_in_the_source(self, requirements):
        assert self.found(requirements, "走出去", "the walk out strategy") == ["walk out"]
        assert self.found(requirements, "离开会场", "they walk out") == []

    def test_of_a_concept_without_any_rendering(self, requirements):
        assert self.found(requirements, "反对内卷", "against involution") == ["involution"]

    def test_of_all_concepts_where_there_is_no_source(self, requirements):
        assert [match.concept for match in requirements.forbidden_in("They walk out.")] == ["out"]

    def test_not_inside_an_allowed_rendering(self):
        terms = ["zh:开放", "en:opening up", "en:opening:forbidden"]
        requirements = Requirements(Termbase(concepts=(concept("c", terms),)), "zh", "en")
        assert self.found(requirements, "开放", "opening up") == []
        assert self.found(requirements, "开放", "opening up means opening") == ["opening"]

    def test_not_where_another_requirement_is_met(self):
        concepts = (
            concept("a", ["zh:外出", "en:walk out"]),
            concept("b", ["zh:走出去", "en:going global", "en:walk out:forbidden"]),
        )
        requirements = Requirements(Termbase(concepts=concepts), "zh", "en")
        assert self.found(requirements, "外出不是走出去", "To walk out is not going global") == []


def exhaustive(places: list[Place], tiers: list[int]) -> tuple[int, ...]:
    """The best numbers of met requirements for each tier, by trying everything."""

    def best(number: int, end: int, used: frozenset[int]) -> tuple[int, ...]:
        if number == len(ordered):
            return tuple(sum(tiers[index] == tier for index in used) for tier in range(3))
        place = ordered[number]
        options = [best(number + 1, end, used)]
        if place.start >= end:
            options += [best(number + 1, place.end, used | {index}) for index in place.serves if index not in used]
        return max(options)

    ordered = sorted(places, key=lambda place: (place.start, -place.end))
    return best(0, 0, frozenset())


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[Place], list[int]]:
    tiers = draw(st.lists(st.integers(0, 2), min_size=1, max_size=5))
    place = st.tuples(
        st.integers(0, 12), st.integers(1, 5), st.sets(st.integers(0, len(tiers) - 1), min_size=1, max_size=3)
    )
    drawn = draw(st.lists(place, max_size=6, unique_by=lambda each: each[:2]))
    return [Place(start=s, end=s + n, rank=0, serves=tuple(sorted(serves))) for s, n, serves in drawn], tiers


class TestAssignment:
    @given(problems())
    @settings(max_examples=200, deadline=None)
    def test_it_is_the_optimum_and_its_places_are_disjoint(self, problem):
        places, tiers = problem
        chosen = assign(places, tiers)
        met = tuple(sum(tiers[index] == tier for index in chosen) for tier in range(3))
        assert met == exhaustive(places, tiers)
        spans = sorted(chosen.values(), key=lambda span: span.start)
        assert all(one.end <= two.start for one, two in pairwise(spans))
        offered = {(index, place.start, place.end) for place in places for index in place.serves}
        assert {(index, span.start, span.end) for index, span in chosen.items()} <= offered

    def test_the_longest_places_win_among_equals(self):
        places = [Place(start=5, end=10, rank=0, serves=(0,)), Place(start=0, end=10, rank=0, serves=(0,))]
        assert assign(places, [0]) == {0: Span(start=0, end=10)}

    def test_a_hostile_segment_is_bounded(self):
        """Forty requirements over two hundred overlapping places end within a second."""
        places = [Place(start=n, end=n + 9, rank=0, serves=tuple({n % 40, n % 7, n % 11})) for n in range(200)]
        before = time.perf_counter()
        chosen = assign(places, [0] * 40)
        assert time.perf_counter() - before < 5
        assert len(chosen) >= 20


@pytest.mark.parametrize(
    ("source", "expected", "why"),
    [
        ("The People's Bank of China (PBoC) said.", [False, True], "the target would say 中国人民银行 twice"),
        ("The PBoC said.", [False], "nothing stands before it"),
        ("The People's Bank of China and the PBoC said.", [False, False], "no brackets: a name of its own"),
        ("The authorized institutions (AIs) grew.", [False, False], "another rendering: it explains in the target too"),
    ],
)
def test_an_acronym_that_would_repeat_its_full_form(source, expected, why):
    rows = [
        ("People's Bank of China", "中国人民银行"), ("PBoC", "中国人民银行"),
        ("authorized institutions", "认可机构"), ("AIs", "AIs"),
    ]  # fmt: skip
    concepts = tuple(
        Concept(id=str(number), terms=(Term(text=english, language="en"), Term(text=chinese, language="zh")))
        for number, (english, chinese) in enumerate(rows)
    )
    requirements = Requirements(Termbase(concepts=concepts), "en", "zh").of(source)
    assert [each.repeats for each in requirements] == expected, why


def test_an_acronym_that_the_source_explains_may_be_left_out():
    """authorized institutions (AIs): many a target has the full form alone; by itself the acronym is required."""
    concepts = (
        Concept(id="full", terms=(Term(text="authorized institutions", language="en"), Term(text="认可机构", language="zh"))),
        Concept(id="short", terms=(Term(text="AIs", language="en"), Term(text="认可机构(AIs)", language="zh"))),
    )
    requirements = Requirements(Termbase(concepts=concepts), "en", "zh")
    explained = requirements.settle(requirements.of("The authorized institutions (AIs) grew."), "认可机构增长。")
    assert [each.verdict for each in explained] == [Verdict.SATISFIED, Verdict.WAIVED]
    quoted = requirements.settle(requirements.of("The authorized institutions (“AIs”) grew."), "认可机构增长。")
    assert [each.verdict for each in quoted] == [Verdict.SATISFIED, Verdict.WAIVED]
    alone = requirements.settle(requirements.of("The AIs grew."), "机构增长。")
    assert [each.verdict for each in alone] == [Verdict.UNSATISFIED]
