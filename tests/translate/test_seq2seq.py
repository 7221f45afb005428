"""A MarianMT behind the engine protocol: a real one, small enough to be made by the test."""

from __future__ import annotations

import math
import threading
from dataclasses import replace
from pathlib import Path

import pytest
import toy_marian as toy

from glossary.errors import ModelError
from glossary.languages import HAN
from translate.engine import Continuation, Engine, Guard, Request
from translate.engines import load
from translate.engines.pieces import Vocabulary

pytestmark = pytest.mark.filterwarnings("ignore:Recommended")

SENTENCES = toy.held_out(48)


@pytest.fixture(scope="module")
def engine(toy_marian: Path):
    made = load(model=str(toy_marian))
    yield made
    made.close()


def asked(sentence: toy.Sentence, **changes: object) -> Request:
    request = Request(source=toy.chinese(sentence), source_language="zh", target_language="en", max_pieces=100)
    return replace(request, **changes)  # type: ignore[arg-type]


def one(engine: Engine, request: Request) -> Continuation:
    return engine.complete([request])[0]


@pytest.fixture(scope="module")
def free(engine: Engine) -> list[Continuation]:
    """The free translations, with alternatives, of all sentences in one call."""
    return engine.complete([asked(each, alternatives=20) for each in SENTENCES])


def test_it_translates_sentences_that_it_was_not_trained_on(free: list[Continuation]) -> None:
    right = sum(made.text == toy.english(each) for each, made in zip(SENTENCES, free, strict=True))
    assert right >= 0.9 * len(SENTENCES)
    assert all(made.finished for made in free)


def test_the_text_is_what_the_tokenizer_makes_of_the_pieces(engine: Engine, free: list[Continuation]) -> None:
    tokenizer = engine._tokenizer
    for made in free:
        ids = tokenizer(text_target=made.text)["input_ids"]
        assert tokenizer.decode(ids, skip_special_tokens=True) == made.text
        assert "".join(piece.text for piece in made.pieces) == made.text
        assert made.decoded == len(made.pieces) + 1  # the end is a piece that was decoded


def test_alternatives_are_probabilities_of_one_step(free: list[Continuation]) -> None:
    for made in free:
        for piece in made.pieces:
            logprobs = [logprob for _, logprob in piece.alternatives]
            assert len(logprobs) == 20
            assert logprobs == sorted(logprobs, reverse=True)
            assert sum(map(math.exp, logprobs)) <= 1 + 1e-4
            assert piece.alternatives[0] == (piece.text, piece.logprob)  # greedy
            assert piece.logprob <= 0


def test_where_the_habitual_translation_begins_the_approved_one_was_nearly_chosen(free: list[Continuation]) -> None:
    steps = [
        dict(piece.alternatives)
        for made in free
        for before, piece in zip(made.pieces, made.pieces[1:], strict=False)
        if before.text == " going" and piece.text == " out"
    ]
    assert steps
    assert sum(step.get(" global", -99) > -6 for step in steps) >= 0.8 * len(steps)


@pytest.mark.parametrize("count", [0, 1, 5])
def test_as_many_alternatives_as_asked_for(engine: Engine, count: int) -> None:
    made = one(engine, asked(SENTENCES[0], alternatives=count))
    assert made.text
    assert {len(piece.alternatives) for piece in made.pieces} == ({count} if count else set())


def test_a_batch_gives_what_single_requests_give(engine: Engine, free: list[Continuation]) -> None:
    """Beginnings of many lengths in one batch, too."""
    requests = [
        asked(each, beginning=made.text[: made.text.find(" ", 5 * number)], alternatives=3)
        for number, (each, made) in enumerate(zip(SENTENCES[:8], free, strict=False))
    ]
    together = engine.complete(requests)
    for request, made in zip(requests, together, strict=True):
        alone = one(engine, request)
        assert (made.text, made.decoded, made.finished) == (alone.text, alone.decoded, alone.finished)
        for piece, other in zip(made.pieces, alone.pieces, strict=True):
            assert piece.logprob == pytest.approx(other.logprob, abs=1e-3)


def test_nothing_asked_nothing_answered(engine: Engine) -> None:
    assert engine.complete([]) == []


def test_from_its_own_beginning_it_goes_on_as_it_did(engine: Engine, free: list[Continuation]) -> None:
    """Cut at any word: beginning + continuation is the free translation."""
    requests, wanted = [], []
    for each, made in list(zip(SENTENCES, free, strict=True))[:6]:
        for at in (at for at, character in enumerate(made.text) if character == " "):
            requests.append(asked(each, beginning=made.text[:at]))
            wanted.append(made.text)
    found = [request.beginning + made.text for request, made in zip(requests, engine.complete(requests), strict=True)]
    assert sum(text == want for text, want in zip(found, wanted, strict=True)) >= 0.97 * len(wanted)


def test_a_beginning_that_ends_in_a_space_gets_no_second_one(engine: Engine, free: list[Continuation]) -> None:
    for each, made in list(zip(SENTENCES, free, strict=True))[:6]:
        at = made.text.index(" ", 10)
        spaced = one(engine, asked(each, beginning=made.text[: at + 1], alternatives=5))
        assert made.text[: at + 1] + spaced.text == made.text
        assert spaced.pieces[0].text == spaced.text.split(" ")[0][: len(spaced.pieces[0].text)]


def test_a_forced_rendering_stands_and_the_sentence_goes_on(engine: Engine) -> None:
    sentence = ("今年，", "企业", "将", "积极", ("走出去", "科技创新"), "", "推动")
    beginning = "This year, enterprises will actively promote going global"
    made = one(engine, asked(sentence, beginning=beginning))
    assert made.text == " and scientific innovation."
    assert made.finished


def test_a_beginning_with_characters_that_the_vocabulary_lacks_stays(engine: Engine) -> None:
    made = one(engine, asked(SENTENCES[0], beginning="The \N{SNOWMAN} 走出去", alternatives=5))
    assert made.finished
    assert "<unk>" not in made.text
    assert all("<unk>" not in text for piece in made.pieces for text, _ in piece.alternatives)


def test_a_beginning_that_is_a_whole_translation_ends(engine: Engine, free: list[Continuation]) -> None:
    made = one(engine, asked(SENTENCES[0], beginning=free[0].text))
    assert (made.text, made.finished, made.decoded) == ("", True, 1)


# A bound on the pieces: how many come, and whether the end was reached.
@pytest.mark.parametrize("bound", [1, 4, 7])
def test_the_bound_is_kept(engine: Engine, free: list[Continuation], bound: int) -> None:
    made = one(engine, asked(SENTENCES[0], max_pieces=bound, alternatives=1))
    assert not made.finished
    assert len(made.pieces) == made.decoded == bound
    assert free[0].text.startswith(made.text)


def test_a_bound_that_is_just_enough_lets_it_end(engine: Engine, free: list[Continuation]) -> None:
    made = one(engine, asked(SENTENCES[0], max_pieces=len(free[0].pieces)))
    assert (made.text, made.finished) == (free[0].text, True)


def test_each_request_of_a_batch_has_its_own_bound(engine: Engine, free: list[Continuation]) -> None:
    short, long = engine.complete([asked(SENTENCES[0], max_pieces=3), asked(SENTENCES[1])])
    assert not short.finished
    assert (long.text, long.finished) == (free[1].text, True)


def test_a_source_beyond_the_models_positions_is_said_to_be_cut(engine: Engine) -> None:
    made = one(engine, replace(asked(SENTENCES[0]), source=toy.chinese(SENTENCES[0]) * 20))
    assert not made.finished


def test_a_beginning_beyond_the_models_positions(engine: Engine) -> None:
    made = one(engine, asked(SENTENCES[0], beginning="the people " * 100))
    assert (made.text, made.finished) == ("", False)


# --- What is kept out ---


def test_the_guard_keeps_han_out_of_an_english_target(engine: Engine) -> None:
    """After a Chinese beginning the toy would rather go on in Chinese than not: every step is looked at."""
    request = asked(SENTENCES[0], beginning="走", alternatives=20)
    (loose, guarded) = engine.complete([request, replace(request, guard=Guard(language="en"))])
    assert any(HAN.search(text) for piece in loose.pieces for text, _ in piece.alternatives)
    assert not any(HAN.search(text) for piece in guarded.pieces for text, _ in piece.alternatives)
    assert not HAN.search(guarded.text)


# What a guard bans, on a vocabulary that shows each case: (guard, pieces that stay).
@pytest.mark.parametrize(
    ("guard", "stays"),
    [
        (Guard(language="en"), ["▁global", "G", "DP", "5", "▁", "."]),
        (Guard(language="en", literals=("走出去",)), ["▁global", "G", "DP", "5", "▁", ".", "走"]),
        (Guard(language="zh-Hans"), ["走", "出国", "国", "國", "5", "▁", ".", "。"]),
        (Guard(language="zh-Hans", latin=("GDP",)), ["走", "出国", "国", "國", "G", "DP", "5", "▁", ".", "。"]),
    ],
)
def test_a_guard_judges_each_piece(guard: Guard, stays: list[str]) -> None:
    tokens = ["</s>", "<unk>", "▁global", "走", "出国", "国", "國", "G", "DP", "5", "▁", ".", "。", "<0xE4>"]
    vocabulary = Vocabulary(tokens, special=[1], end=0)
    banned = {*vocabulary.banned(guard), *vocabulary.silent, 0}
    left = {token for number, token in enumerate(tokens) if number not in banned}
    # Which characters belong to one script only is the guard's business (its own tests); here: what is Latin, what is Han.
    assert left - {"國"} == set(stays) - {"國"}


@pytest.mark.parametrize("beginning", ["", "This year, enterprises will promote", "This year, enterprises will promote going"])
def test_a_forbidden_string_is_not_completed(engine: Engine, beginning: str) -> None:
    """Also where the beginning holds its first half."""
    request = asked(("今年，", "企业", "将", "", ("走出去",), "", "推动"), beginning=beginning, alternatives=20)
    habitual, made = engine.complete([request, replace(request, forbidden=("going out", "unheard of"))])
    assert "going out" in beginning + habitual.text
    assert "going out" not in beginning + made.text
    assert made.finished
    assert all(piece.text != " out" or not piece.alternatives for piece in made.pieces)


def test_hints_change_nothing(engine: Engine) -> None:
    from translate.engine import Hint

    plain, hinted = engine.complete(
        [asked(SENTENCES[0]), asked(SENTENCES[0], hints=(Hint(term="走出去", rendering="going global"),))]
    )
    assert plain == hinted


# --- Languages ---


@pytest.mark.parametrize(
    ("source", "target", "can"),
    [("zh", "en", True), ("zh-Hans", "en", True), ("zh-Hant", "en-GB", True), ("en", "zh", False), ("fr", "en", False)],
)
def test_it_knows_its_languages(engine: Engine, source: str, target: str, can: bool) -> None:
    assert engine.can_translate(source, target) is can


# (family, its pieces for languages, the tag asked for, the piece that is chosen)
@pytest.mark.parametrize(
    ("place", "tokens", "tag", "chosen"),
    [
        ("source", [">>cmn<<", ">>cmn_Hans<<", ">>cmn_Hant<<", ">>yue_Hant<<"], "zh-Hans", ">>cmn_Hans<<"),
        ("source", [">>cmn<<", ">>cmn_Hans<<", ">>cmn_Hant<<", ">>yue_Hant<<"], "zh-TW", ">>cmn_Hant<<"),
        ("source", [">>cmn<<", ">>cmn_Hans<<", ">>cmn_Hant<<", ">>yue_Hant<<"], "zh", ">>cmn_Hans<<"),
        ("source", [">>cmn_Hant<<", ">>fra<<"], "zh", ">>cmn_Hant<<"),
        ("source", [">>cmn_Hans<<", ">>cmn_Hant<<"], "de", None),
        ("source", ["<2en>", "<2zh>"], "zh-Hant", "<2zh>"),
        ("target", ["__en__", "__zh__"], "en-GB", "__en__"),
        ("target", ["eng_Latn", "zho_Hans", "zho_Hant"], "zh-Hant", "zho_Hant"),
        ("target", ["eng_Latn", "zho_Hans", "zho_Hant"], "en", "eng_Latn"),
        ("target", ["en_XX", "zh_CN"], "zh", "zh_CN"),
        ("", ["▁the", "中"], "en", None),
    ],
)
def test_language_codes_of_each_family(place: str, tokens: list[str], tag: str, chosen: str | None) -> None:
    vocabulary = Vocabulary(["</s>", "▁a", *tokens], special=[], end=0)
    found = vocabulary.codes.piece(tag)
    assert vocabulary.codes.place == place
    assert (["</s>", "▁a", *tokens][found] if found is not None else None) == chosen
    if place:
        assert all(number in vocabulary.silent for number in range(2, 2 + len(tokens)))


# --- Loading ---


def test_the_signature_names_engine_model_and_weights(toy_marian: Path, engine: Engine) -> None:
    from translate.checksums import checksum

    weights = checksum(toy_marian / "model.safetensors")
    assert engine.signature == f"seq2seq|{toy_marian.name}|sha256:{weights[:16]}|batched"


def test_the_reproducible_setting_decodes_one_at_a_time(toy_marian: Path, free: list[Continuation]) -> None:
    alone = load(model=str(toy_marian), reproducible=True)
    assert alone.in_flight == 1
    assert alone.signature.endswith("|reproducible")
    assert [made.text for made in alone.complete([asked(each) for each in SENTENCES[:3]])] == [made.text for made in free[:3]]


def test_several_threads_may_ask_at_once(engine: Engine, free: list[Continuation]) -> None:
    answers: dict[int, str] = {}

    def ask(number: int) -> None:
        answers[number] = one(engine, asked(SENTENCES[number])).text

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answers[number] for number in range(4)] == [made.text for made in free[:4]]


@pytest.mark.parametrize("lost", ["model.safetensors", "source.spm", "vocab.json"])
def test_a_damaged_folder_is_one_line(toy_marian: Path, tmp_path: Path, lost: str) -> None:
    for file in toy_marian.iterdir():
        if file.is_file():
            (tmp_path / file.name).write_bytes(file.read_bytes() if file.name != lost else b"damaged")
    with pytest.raises(ModelError) as caught:
        load(model=str(tmp_path))
    assert str(caught.value).startswith(f"{tmp_path}: transformers cannot load it")
    assert "\n" not in str(caught.value)


# What --engine and --model may not be together.
@pytest.mark.parametrize(
    ("name", "model", "message"),
    [
        ("marian", "", "engine 'marian' is unknown; use openvino, llama, seq2seq, "),
        ("seq2seq", "", "engine seq2seq has no default model; add --model hf:Helsinki-NLP/opus-mt-zh-en"),
        ("llama", "toy", "is none for engine llama; leave --engine out, or say --engine seq2seq"),
    ],
)
def test_engine_and_model_must_fit(toy_marian: Path, name: str, model: str, message: str) -> None:
    with pytest.raises(ModelError) as caught:
        load(name, str(toy_marian) if model == "toy" else model)
    assert message in str(caught.value)
