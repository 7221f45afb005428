"""The embedded model on short documents: what README promises, seen on the real thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from typing import Any

import pytest

from glossary import formats
from glossary.checks import run
from glossary.issue import Severity, Verdict
from glossary.languages import HAN
from glossary.termbase import Concept, Term, Termbase
from translate.documents import parse
from translate.documents.pairing import pair
from translate.engine import Engine, Request
from translate.pipeline import Translation, translate
from translate.task import Mode

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(find_spec("xllamacpp") is None, reason="needs termlock[embedded]"),
]

ARTICLE = """# 扩大开放

坚持引进来和走出去并重。企业要更好地**走出去**，参与国际竞争。

- 优化营商环境，推动高质量发展。
- 今天天气很好。
"""
HONG_KONG = Termbase(
    concepts=(
        Concept(id="sor", terms=(Term(text="banking sector", language="en"), Term(text="銀行體系", language="zh-Hant"))),
        Concept(id="ha", terms=(Term(text="housing affordability", language="en"), Term(text="置業負擔能力", language="zh-Hant"))),
    )
)


@pytest.fixture(scope="module", params=["openvino", "llama"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The embedded model in the reproducible setting, so that a failure happens again."""
    loaded = loaded_by(request.param, reproducible=True)
    yield loaded
    loaded.close()


def loaded_by(name: str, *, reproducible: bool = False) -> Engine:
    """The embedded model on an engine; skips where this machine is none for it."""
    from translate.engines import load
    from translate.engines.conversion import suits
    from translate.models import resolve

    if name == "openvino" and not suits(resolve().path):
        pytest.skip("openvino is the quicker engine on other machines only")
    return load(name, reproducible=reproducible)


@pytest.fixture(scope="module")
def done(engine: Engine) -> Translation:
    return translate(parse(ARTICLE, "zh", "markdown"), formats.read("policy"), engine, source="zh", target="en")


def test_every_certain_requirement_is_met(done: Translation) -> None:
    assert {each.verdict for each in done.report.requirements} <= {Verdict.SATISFIED, Verdict.ENFORCED}
    assert len(done.report.requirements) == 5


def test_the_customer_s_phrases_stand_where_they_have_to(done: Translation) -> None:
    first, second, *_ = [line for line in done.text.splitlines() if line and not line.startswith("#")]
    assert "bringing into the country" in first.lower()
    assert first.lower().count("going global") == 2, (first, second)


def test_the_translation_passes_termlock_s_own_check(done: Translation) -> None:
    pairs = pair(parse(ARTICLE, "zh", "markdown"), parse(done.text, "en", "markdown"))
    report = run(pairs, formats.read("policy"), "zh", "en")
    assert report.at_least(Severity.MAJOR) == ()
    assert report.verdicts()[Verdict.UNSATISFIED] == 0


def test_structure_and_script(done: Translation) -> None:
    assert done.text.startswith("# ")
    assert done.text.count("\n- ") == 2
    assert done.text.count("**") == 2
    assert not HAN.search(done.text)


def test_enforcement_does_not_touch_what_has_no_term(engine: Engine, done: Translation) -> None:
    document = parse("今天天气很好。", "zh", "plain")
    free = translate(document, formats.read("policy"), engine, source="zh", target="en", mode=Mode.OFF)
    assert done.text.rstrip().endswith(free.text.rstrip())


def test_into_traditional_chinese(engine: Engine) -> None:
    source = "The Hong Kong banking sector remains stable, while housing affordability stays low."
    made = translate(parse(source, "en", "plain"), HONG_KONG, engine, source="en", target="zh-Hant")
    assert "銀行體系" in made.text
    assert "置業負擔能力" in made.text
    assert made.report.at_least(Severity.MAJOR) == ()


def test_a_segment_too_long_for_the_model_spoils_no_other(engine: Engine) -> None:
    """Regression: the whole document was refused."""
    text = "坚持走出去。\n" + "推动各地区协调发展" * 300 + "\n坚持引进来。\n"
    made = translate(parse(text, "zh", "plain"), formats.read("policy"), engine, source="zh", target="en")
    first, _, last = made.text.splitlines()
    assert "going global" in first.lower()
    assert "bringing into the country" in last.lower()
    assert [each.check for each in made.report.at_least(Severity.MAJOR)].count("degenerate-output") == 1


def test_the_beginning_of_all_prompts_is_computed_once() -> None:
    """What slots read of it, they read from the cache: far fewer pieces are computed than prompts have."""
    loaded: Any = loaded_by("llama")
    read: list[tuple[int, int]] = []
    server = loaded._server

    class Counting:
        """The server, and what it says of each prompt: how many pieces it has, and how many were computed."""

        def handle_completions(self, body: dict[str, object]) -> object:
            reply = server.handle_completions(body)
            if body["max_tokens"]:
                read.append((reply["usage"]["prompt_tokens"], reply["timings"]["prompt_n"]))
            return reply

    loaded._server = Counting()
    requests = [Request(source=f"今天是第{n}天。", source_language="zh", target_language="en") for n in range(12)]
    try:
        texts = [each.text for each in loaded.complete(requests)]
    finally:
        loaded.close()
    assert all(texts)
    assert len(read) == len(requests)
    assert all(computed < prompt / 3 for prompt, computed in read), read


def test_many_requests_at_once_say_what_each_says_alone() -> None:
    """With shared beginnings, drafts and all in one batch; a draft that is nonsense changes nothing."""
    loaded: Any = loaded_by("openvino")
    try:
        requests = [
            Request(source=f"第{n}条：各地要坚持走出去，优化营商环境。", source_language="zh", target_language="en", alternatives=5)
            for n in range(1, 9)
        ]
        alone = [loaded.complete([each])[0] for each in requests]
        drafts = [each.text for each in alone[1:]] + ["nonsense about lions"]
        together = loaded.complete([replace(each, draft=draft) for each, draft in zip(requests, drafts, strict=True)])
    finally:
        loaded.close()
    for one, other in zip(alone, together, strict=True):
        if one.text != other.text:
            pairs = zip(one.pieces, other.pieces, strict=False)
            said, said_instead = next(pair for pair in pairs if pair[0].text != pair[1].text)
            behind = said.logprob - dict(said.alternatives).get(said_instead.text, -99.0)
            assert behind < 0.25, f"sums in another order turn nearly equal choices only: {said}, {said_instead}"
    for each in together:
        assert each.finished
        assert "".join(piece.text for piece in each.pieces) == each.text
        assert all(len(piece.alternatives) <= 5 for piece in each.pieces)


def test_openvino_computes_what_llama_computes() -> None:
    """Regression: OpenVINO rounded what 4-bit weights have beside their scale, and was a quarter of a logarithm off."""
    text = "China will continue to open up, improve the business environment, and encourage enterprises to go global."
    words = text.split()
    requests = [
        Request(
            source="中国将继续坚持对外开放，优化营商环境，鼓励企业走出去。", source_language="zh", target_language="en",
            beginning=" ".join(words[:count]), max_pieces=1, alternatives=5,
        )
        for count in range(0, len(words), 2)
    ]  # fmt: skip
    likely: list[list[dict[str, float]]] = []
    for name in ("openvino", "llama"):
        loaded = loaded_by(name)
        try:
            likely.append([dict(each.pieces[0].alternatives) for each in loaded.complete(requests)])
        finally:
            loaded.close()
    apart = [abs(value - other[piece]) for one, other in zip(*likely, strict=True) for piece, value in list(one.items())[:3] if piece in other]
    assert len(apart) > 2 * len(requests)
    assert sum(apart) / len(apart) < 0.12
