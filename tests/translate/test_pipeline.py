"""The whole story on an engine whose answers are written down: documents, memory, verdicts, offsets."""

from __future__ import annotations

import pytest

from glossary.issue import Verdict
from glossary.termbase import Concept, Term, Termbase
from translate.documents import parse
from translate.engine import Continuation
from translate.engines.scripted import ScriptedEngine
from translate.memory import Memory
from translate.pipeline import translate
from translate.task import Mode

TERMBASE = Termbase(
    concepts=(
        Concept(id="out", terms=(Term(text="走出去", language="zh-Hans"), Term(text="going global", language="en"))),
        Concept(id="in", terms=(Term(text="引进来", language="zh-Hans"), Term(text="bringing into the country", language="en"))),
    )
)


def run(text: str, engine: ScriptedEngine, form: str = "markdown", memory: Memory | None = None, mode: Mode = Mode.REQUIRED):
    return translate(parse(text, "zh", form), TERMBASE, engine, source="zh", target="en", memory=memory, mode=mode)


def test_requirements_point_into_both_files() -> None:
    text = "# 标题\n\n企业**走出去**。也要引进来。\n"
    answers = {"标题": "Title", "企业**走出去**。": "Enterprises **going global**.", "也要引进来。": "Bringing into the country too."}
    done = run(text, ScriptedEngine(answers))
    assert done.text == "# Title\n\nEnterprises **going global**. Bringing into the country too.\n"
    for each in done.report.requirements:
        assert text[each.source.start : each.source.end] == each.term
        assert each.target is not None
        assert done.text[each.target.start : each.target.end].lower() in each.renderings


def test_lost_emphasis_is_put_back_around_its_rendering() -> None:
    done = run("企业**走出去**。\n", ScriptedEngine({"企业**走出去**。": "Enterprises going global."}))
    assert done.text == "Enterprises **going global**.\n"
    assert not done.report.issues


def test_segments_that_are_alike_are_decoded_once() -> None:
    engine = ScriptedEngine({"走出去。": "Going global."})
    done = run("走出去。\n\n走出去。\n", engine)
    assert len(engine.requests) == 1
    assert done.text == "Going global.\n\nGoing global.\n"
    assert [each.verdict for each in done.report.requirements] == [Verdict.SATISFIED] * 2


def test_a_run_that_was_broken_off_goes_on_where_it_stopped() -> None:
    """Finished segments are kept one by one, so a failure loses none of them."""

    class Breaks(ScriptedEngine):
        def complete(self, requests):
            if len(self.requests) >= 2:
                raise KeyboardInterrupt
            return super().complete(requests)

    answers = {"一。": "One.", "二。": "Two.", "三。": "Three."}
    memory = Memory(None)
    with pytest.raises(KeyboardInterrupt):
        run("一。\n\n二。\n\n三。\n", Breaks(answers, in_flight=1), memory=memory)
    engine = ScriptedEngine(answers)
    done = run("一。\n\n二。\n\n三。\n", engine, memory=memory)
    assert done.recalled == 2
    assert [request.source for request in engine.requests] == ["三。"]
    assert done.text == "One.\n\nTwo.\n\nThree.\n"


def test_a_recalled_segment_keeps_its_verdict() -> None:
    text = "企业走出去。\n"
    alternatives = {"企业走出去。": {len("Enterprises"): [(" going", -1.0)]}}
    engine = ScriptedEngine({"企业走出去。": "Enterprises leave."}, alternatives=alternatives)
    memory = Memory(None)
    first, again = run(text, engine, memory=memory), run(text, engine, memory=memory)
    assert [each.verdict for each in first.report.requirements] == [Verdict.ENFORCED]
    assert again.report.requirements == first.report.requirements
    assert again.recalled == 1


def test_a_target_that_was_cut_off_is_an_issue_and_is_not_kept() -> None:
    class CutOff(ScriptedEngine):
        def complete(self, requests):
            return [Continuation(text="and on and on", finished=False, decoded=3) for _ in requests]

    memory = Memory(None)
    done = run("天气很好。\n", CutOff(), memory=memory)
    assert [issue.check for issue in done.report.issues if issue.check == "degenerate-output"]
    assert run("天气很好。\n", ScriptedEngine({"天气很好。": "Fine."}), memory=memory).recalled == 0


@pytest.mark.parametrize("text", ["", "\n\n", "---\n", "```\n走出去\n```\n"])
def test_what_has_nothing_to_translate_comes_back_as_it_is(text: str) -> None:
    engine = ScriptedEngine()
    assert run(text, engine).text == text
    assert engine.requests == []


def test_code_is_no_place_for_a_requirement_and_stays_as_it_is() -> None:
    text = "运行 `走出去`。\n"
    done = run(text, ScriptedEngine({"运行 `走出去`。": "Run `走出去`."}))
    assert done.text == "Run `走出去`.\n"
    assert done.report.requirements == ()
    assert not done.report.issues


@pytest.mark.parametrize("batches", [False, True])
def test_the_order_of_segments_does_not_depend_on_the_engine(batches: bool) -> None:
    answers = {f"第{number}句。": f"Sentence {number}." for number in range(30)}
    done = run("".join(answers), ScriptedEngine(answers, batches=batches))
    assert done.text == " ".join(answers.values())


def test_a_number_of_the_wrong_size_is_put_right_in_the_hypothesis_that_is_kept() -> None:
    """However many there are."""
    for wanted in (1, 3):
        engine = ScriptedEngine({"共3295台。": "There are 32,950 of them."}, alternatives={"共3295台。": {6: [(" were", -0.2)]}})
        done = translate(parse("共3295台。", "zh", "plain"), TERMBASE, engine, source="zh", target="en", hypotheses=wanted)
        assert done.text.endswith(" 3,295 of them.") and not done.report.issues


def test_a_name_behind_what_is_counted_is_asked_for_alone() -> None:
    engine = ScriptedEngine({"星火燎原计划": "Spark Plan"})
    translate(parse("一是推进“星火燎原计划”建设。\n二是完善“星火燎原计划”。", "zh", "plain"), TERMBASE, engine, source="zh", target="en")
    assert [(each.source, each.beginning) for each in engine.requests][:1] == [("星火燎原计划", "")]


def test_a_loop_behind_what_is_counted_is_translated_clause_by_clause() -> None:
    answers = {"一是改革开放，坚持走出去。": "First, " + "reform " * 40, "改革开放，": " reform,", "坚持going global。": " going global."}
    done = run("一是改革开放，坚持走出去。", ScriptedEngine(answers))
    assert done.text == "First, reform, going global."


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("# 坚持走出去\n", "Keep going global.", "# Keep going global\n"),
        ("# 坚持**走出去**\n", "Keep **going global.**", "# Keep **going global**\n"),
        ("坚持走出去。\n", "Keep going global.", "Keep going global.\n"),
        ("- 坚持走出去；\n", "Keep going global.", "- Keep going global;\n"),
        ("坚持走出去；\n", "Keep going global.", "Keep going global.\n"),
    ],
)
def test_a_segment_ends_as_its_source_does(text: str, said: str, expected: str) -> None:
    done = run(text, ScriptedEngine({text.strip("-# \n"): said}))
    assert done.text == expected
    [requirement] = done.report.requirements
    assert requirement.target is not None
    assert done.text[requirement.target.start : requirement.target.end] == "going global"


@pytest.mark.parametrize("mode", list(Mode))
def test_as_many_hypotheses_are_decoded_as_were_asked_for(mode: Mode) -> None:
    """In every mode alike."""
    near = {0: [(" Companies", -0.3)], 5: [(" rose", -0.5)], 12: [(" quickly", -0.8)]}
    for wanted, beginnings in ((1, [""]), (3, ["", " Companies", "Firms rose"]), (9, ["", " Companies", "Firms rose", "Firms soared quickly"])):
        engine = ScriptedEngine({"企业增长快。": "Firms soared fast."}, alternatives={"企业增长快。": near})
        translate(parse("企业增长快。", "zh", "plain"), TERMBASE, engine, source="zh", target="en", mode=mode, hypotheses=wanted)
        assert [request.beginning for request in engine.requests] == beginnings


TWO = Termbase(
    concepts=(
        Concept(
            id="law",
            terms=(
                Term(text="依法治国", language="zh-Hans"),
                Term(text="law-based governance", language="en"),
                Term(text="the rule of law", language="en"),
            ),
        ),
    )
)
"""One concept with two preferred renderings."""


def test_a_document_stays_with_the_rendering_that_it_used_first() -> None:
    """Both are right, but the second segment used the other one: it is cut there, and goes on from the first one."""
    answers = {"坚持依法治国。": "Uphold law-based governance.", "推进依法治国。": "Advance the rule of law steadily."}
    engine = ScriptedEngine(answers, in_flight=1)
    done = translate(parse("坚持依法治国。\n\n推进依法治国。\n", "zh", "markdown"), TWO, engine, source="zh", target="en")
    assert engine.requests[-1].beginning == "Advance law-based governance"
    assert done.text.startswith("Uphold law-based governance.\n\nAdvance law-based governance")
    assert not [issue for issue in done.report.issues if issue.check == "inconsistent-term"]
    assert [each.verdict for each in done.report.requirements] == [Verdict.SATISFIED, Verdict.ENFORCED]


def test_a_rendering_inside_another_one_is_no_other_rendering() -> None:
    """"a global hub for offshore business hub" stood in a real document, after a first "offshore business hub"."""
    terms = (Term(text="离岸业务", language="zh"), *(Term(text=f"offshore business{hub}", language="en") for hub in ("", " hub")))
    answers = {"全球离岸业务中心。": "A global offshore business hub.", "发展离岸业务。": "Develop offshore business."}
    engine = ScriptedEngine(answers, in_flight=1)
    termbase = Termbase(concepts=(Concept(id="business", terms=terms),))
    done = translate(parse("\n\n".join(answers), "zh", "plain"), termbase, engine, source="zh", target="en")
    assert done.text == "\n\n".join(answers.values())


TRADITIONAL = Termbase(
    concepts=(
        Concept(id="stable", terms=(Term(text="金融穩定", language="zh-Hant"), Term(text="financial stability", language="en"))),
        Concept(id="desk", terms=(Term(text="資訊櫃枱", language="zh-Hant"), Term(text="information desk", language="en"))),
    )
)


def test_a_model_is_asked_in_simplified_and_the_document_is_traditional() -> None:
    """Hints and answers are Simplified; the approved renderings come out as the termbase spells them (枱, not 臺)."""
    engine = ScriptedEngine({"The information desk and financial stability.": "资讯柜枱和后来的金融稳定。"})
    document = parse("The information desk and financial stability.\n", "en", "markdown")
    done = translate(document, TRADITIONAL, engine, source="en", target="zh-Hant")
    assert done.text == "資訊櫃枱和後來的金融穩定。\n"
    assert [each.verdict for each in done.report.requirements] == [Verdict.SATISFIED] * 2
    (request,) = engine.requests
    assert request.target_language == "zh-Hans"
    assert [hint.rendering for hint in request.hints] == ["资讯柜枱", "金融稳定"]


def test_a_traditional_source_is_read_in_simplified() -> None:
    engine = ScriptedEngine({"維持金融穩定。": "Maintain financial stability."})
    done = translate(parse("維持金融穩定。\n", "zh-Hant", "markdown"), TRADITIONAL, engine, source="zh-Hant", target="en")
    assert done.text == "Maintain financial stability.\n"
    (request,) = engine.requests
    assert (request.source, request.source_language) == ("维持金融稳定。", "zh-Hans")
    assert [(hint.term, hint.rendering) for hint in request.hints] == [("金融稳定", "financial stability")]


def test_the_first_mention_is_in_full_and_then_the_acronym() -> None:
    """Where the termbase prefers both; the document is consistent with that, so nothing is decoded again."""
    fund = Concept(
        id="fund",
        terms=(
            Term(text="基金组织", language="zh-Hans"),
            Term(text="International Monetary Fund", language="en"),
            Term(text="IMF", language="en", term_type="acronym"),
        ),
    )
    engine = ScriptedEngine({"基金组织来了。": "The International Monetary Fund came.", "基金组织走了。": "The IMF left."})
    document = parse("基金组织来了。\n\n基金组织走了。\n", "zh", "markdown")
    done = translate(document, Termbase(concepts=(fund,)), engine, source="zh", target="en")
    assert done.text == "The International Monetary Fund came.\n\nThe IMF left.\n"
    assert not done.report.issues
    assert [request.hints[0].rendering for request in engine.requests] == ["International Monetary Fund", "IMF"]


def test_a_rendering_that_was_spaced_otherwise_is_spelt_as_the_termbase_has_it() -> None:
    unit = Concept(id="unit", terms=(Term(text="CMU", language="en"), Term(text="CMU 系統", language="zh-Hant")))
    engine = ScriptedEngine({"The CMU grew.": "CMU系统发展了。"})
    document = parse("The CMU grew.\n", "en", "markdown")
    done = translate(document, Termbase(concepts=(unit,)), engine, source="en", target="zh-Hant")
    assert done.text == "CMU 系統發展了。\n"


def test_an_acronym_that_the_termbase_renders_is_no_latin_of_the_target() -> None:
    fund = Concept(id="fund", terms=(Term(text="IMF", language="en"), Term(text="国际货币基金组织", language="zh-Hans")))
    engine = ScriptedEngine()
    document = parse("The IMF and APEC met.\n", "en", "markdown")
    translate(document, Termbase(concepts=(fund,)), engine, source="en", target="zh-Hans")
    guard = engine.requests[0].guard
    assert guard is not None
    assert guard.latin == ("APEC",)


@pytest.mark.parametrize("said", ["Promote opening up now", "  Promote opening up now", "Promote  the\nopening up now"])
def test_markup_goes_to_a_rendering_whatever_blanks_a_model_writes(said: str) -> None:
    """Before: a blank at the beginning of what a model wrote moved the markup into the word beside (op**ening up n**ow)."""
    termbase = Termbase(concepts=(Concept(id="1", terms=(Term(text="对外开放", language="zh"), Term(text="opening up", language="en"))),))
    engine = ScriptedEngine({"推进**对外开放**": said})
    done = translate(parse("推进**对外开放**\n", "zh", "markdown"), termbase, engine, source="zh", target="en")
    assert "**opening up** now\n" in done.text


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("en-GB", "The programme’s **Opening Center** centre runs `center`.\n"),
        ("en-US", "The program’s **Opening Center** center runs `center`.\n"),
        ("en", "The programme’s **Opening Center** center runs `center`.\n"),
    ],
)
def test_the_spelling_that_was_asked_for_around_renderings_and_code(target: str, expected: str) -> None:
    """A rendering stays as the termbase has it, and markup and offsets move along."""
    termbase = Termbase(concepts=(Concept(id="1", terms=(Term(text="开放中心", language="zh"), Term(text="Opening Center", language="en"))),))
    source = "方案的**开放中心**运行`center`。"
    engine = ScriptedEngine({source: "The programme's Opening Center center runs `center`."})
    done = translate(parse(source + "\n", "zh", "markdown"), termbase, engine, source="zh", target=target)
    assert done.text == expected
    [requirement] = done.report.requirements
    assert requirement.target is not None
    assert done.text[requirement.target.start : requirement.target.end] == "Opening Center"
