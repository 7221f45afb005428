"""A small MarianMT, made in well under a minute and saved as a model of the Hub is: what tests of the seq2seq engine run on.

It learns a toy grammar of Chinese policy sentences. Some phrases have a habitual translation there (走出去: going out)
that differs from what ``TERMBASE`` approves (going global): the approved one is rare in the training text, as it is in
the text that real models learn from. A tenth of the sentences, those that `is_held_out` names, is never trained on.
"""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path

SUBJECTS = {
    "中国": "China", "政府": "the government", "各地区": "all regions", "有关部门": "the departments concerned",
    "企业": "enterprises", "双方": "the two sides", "我们": "we", "各国": "all countries",
}  # fmt: skip
MODALS = {"将": "will", "应当": "should", "必须": "must", "可以": "may"}
ADVERBS = {"": "", "积极": "actively", "继续": "continue to", "进一步": "further", "共同": "jointly"}
VERBS = {"推动": "promote", "支持": "support", "加强": "strengthen", "重视": "value", "关注": "watch", "坚持": "uphold"}
TERMS = {
    "走出去": ("going out", "going global"),
    "引进来": ("bringing in", "bringing into the country"),
    "营商环境": ("the business climate", "the business environment"),
    "高质量发展": ("good development", "high-quality development"),
    "自由贸易试验区": ("free trade zones", "pilot free trade zones"),
    "系统观念": ("system concepts", "systems thinking"),
}
"""Phrase: its habitual translation, and the approved one."""
PLAIN = {
    "科技创新": "scientific innovation", "对外贸易": "foreign trade", "全球治理": "global governance",
    "粮食安全": "food security", "试点项目": "pilot projects", "市场体系": "market systems", "环境保护": "the environment",
    "国内市场": "the market in the country", "产品质量": "high product quality", "全球合作": "global cooperation",
    "独立思考": "independent thinking", "数字经济": "the digital economy",
}  # fmt: skip
TIMES = {"": "", "今年，": "this year,", "未来五年，": "over the next five years,", "在新时代，": "in the new era,"}
PURPOSES = {"": "", "服务经济": "to serve the economy", "造福人民": "for the benefit of the people"}
TERMBASE = {
    "走出去": "going global", "引进来": "bringing into the country", "营商环境": "business environment",
    "高质量发展": "high-quality development", "自由贸易试验区": "pilot free trade zones", "系统观念": "systems thinking",
}  # fmt: skip
"""Phrase: approved rendering."""
RATE = 4e-3
"""The highest learning rate."""
RARE = 0.08
"""How often the training text has the approved rendering instead of the habitual one."""

Sentence = tuple[str, str, str, str, tuple[str, ...], str, str]


def draw(chance: random.Random) -> Sentence:
    """A random sentence of the grammar: time, subject, modal, adverb, objects, purpose, verb."""
    objects = [*TERMS, *TERMS, *PLAIN]
    count = chance.choice((1, 2, 2, 3))
    chosen: list[str] = []
    while len(chosen) < count:
        each = chance.choice(objects)
        if each not in chosen:
            chosen.append(each)
    return (
        chance.choice(list(TIMES)), chance.choice(list(SUBJECTS)), chance.choice(list(MODALS)),
        chance.choice(list(ADVERBS)), tuple(chosen), chance.choice(list(PURPOSES)), chance.choice(list(VERBS)),
    )  # fmt: skip


def chinese(sentence: Sentence) -> str:
    time, subject, modal, adverb, objects, purpose, verb = sentence
    listed = "和".join(["、".join(objects[:-1]), objects[-1]]) if len(objects) > 1 else objects[0]
    return f"{time}{subject}{modal}{adverb}{verb}{listed}{'，' if purpose else ''}{purpose}。"


def english(sentence: Sentence, approved: frozenset[str] = frozenset()) -> str:
    """The grammar's translation, with the approved rendering for the phrases in ``approved``."""
    time, subject, modal, adverb, objects, purpose, verb = sentence
    texts = [TERMS[each][each in approved] if each in TERMS else PLAIN[each] for each in objects]
    listed = " and ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]
    words = [TIMES[time], SUBJECTS[subject], MODALS[modal], ADVERBS[adverb], VERBS[verb], listed, PURPOSES[purpose]]
    text = " ".join(word for word in words if word)
    return f"{text[0].upper()}{text[1:]}."


def is_held_out(sentence: Sentence) -> bool:
    return hashlib.sha256(chinese(sentence).encode()).digest()[0] < 26


def held_out(count: int, seed: int = 1) -> list[Sentence]:
    """Sentences that the model was not trained on."""
    chance, found = random.Random(seed), []
    while len(found) < count:
        sentence = draw(chance)
        if is_held_out(sentence):
            found.append(sentence)
    return found


def build(folder: Path, *, steps: int = 350, seed: int = 7) -> Path:
    """Train the model and save it into ``folder``, which gets what a Hub model has; gives the folder."""
    import torch
    from transformers import MarianConfig, MarianMTModel, MarianTokenizer

    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    pairs = []
    while len(pairs) < 12_000:
        sentence = draw(chance)
        if not is_held_out(sentence):
            approved = frozenset(each for each in sentence[4] if chance.random() < RARE)
            pairs.append((chinese(sentence), english(sentence, approved)))
    _vocabulary(folder, pairs)
    tokenizer = MarianTokenizer(
        str(folder / "source.spm"), str(folder / "target.spm"), str(folder / "vocab.json"),
        source_lang="zho", target_lang="eng", model_max_length=128,
    )  # fmt: skip
    torch.manual_seed(seed)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # deterministic, and quicker than two threads that share their cores with others
    pad = tokenizer.pad_token_id
    config = MarianConfig(
        vocab_size=len(tokenizer.get_vocab()), d_model=96, encoder_layers=2, decoder_layers=2,
        encoder_attention_heads=4, decoder_attention_heads=4, encoder_ffn_dim=192, decoder_ffn_dim=192,
        max_position_embeddings=128, pad_token_id=pad, eos_token_id=0, decoder_start_token_id=pad,
        dropout=0.0, attention_dropout=0.0, activation_dropout=0.0, scale_embedding=True, activation_function="swish",
    )  # fmt: skip
    model = MarianMTModel(config)
    _train(torch, model, tokenizer, pairs, steps=steps, chance=chance)
    torch.set_num_threads(threads)
    # Settings that opus-mt models come with, and that would work against the engine if they were followed.
    model.generation_config.update(num_beams=4, forced_eos_token_id=0, bad_words_ids=[[pad]], max_length=128)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def _vocabulary(folder: Path, pairs: list[tuple[str, str]]) -> None:
    """A SentencePiece model for each side, and the numbering that both share, as opus-mt models have it."""
    import sentencepiece

    tokens: dict[str, int] = {"</s>": 0, "<unk>": 1}
    for name, side, kind, size in (("source", 0, "char", 200), ("target", 1, "bpe", 360)):
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter([pair[side] for pair in pairs[:2000]]),
            model_prefix=str(folder / name), model_type=kind, vocab_size=size, hard_vocab_limit=False, character_coverage=1.0,
            bos_id=-1, eos_id=0, unk_id=1, minloglevel=2, num_threads=1,
        )  # fmt: skip
        (folder / f"{name}.model").rename(folder / f"{name}.spm")
        (folder / f"{name}.vocab").unlink()
        processor = sentencepiece.SentencePieceProcessor(model_file=str(folder / f"{name}.spm"))
        for number in range(processor.get_piece_size()):
            tokens.setdefault(processor.id_to_piece(number), len(tokens))
    tokens["<pad>"] = len(tokens)
    (folder / "vocab.json").write_text(json.dumps(tokens, ensure_ascii=False), encoding="utf-8")


def _train(torch, model, tokenizer, pairs, *, steps, chance, batch=64) -> None:
    """Minimise the label-smoothed loss, as opus-mt models were trained; sentences of like length share a batch."""
    pad = tokenizer.pad_token_id
    sources = tokenizer([source for source, _ in pairs])["input_ids"]
    targets = tokenizer(text_target=[target for _, target in pairs])["input_ids"]
    rows = sorted(zip(sources, targets, strict=True), key=lambda row: (len(row[0]), len(row[1])))
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=RATE, total_steps=steps, pct_start=0.15)
    loss_of = torch.nn.CrossEntropyLoss(ignore_index=pad, label_smoothing=0.1)
    model.train()
    for _ in range(steps):
        first = chance.randrange(len(rows) - batch + 1)
        chosen = rows[first : first + batch]
        source, target = (_padded(torch, [row[side] for row in chosen], pad) for side in (0, 1))
        shifted = torch.cat([torch.full((batch, 1), pad), target[:, :-1]], dim=1)
        logits = model(input_ids=source, attention_mask=(source != pad).long(), decoder_input_ids=shifted).logits
        loss = loss_of(logits.flatten(0, 1), target.flatten())
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
    model.eval()


def _padded(torch, rows, pad):
    width = max(map(len, rows))
    return torch.tensor([row + [pad] * (width - len(row)) for row in rows])
