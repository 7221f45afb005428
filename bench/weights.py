#!/usr/bin/env python3
"""What OpenVINO loses of 4-bit weights when it reads them from GGUF, and what termlock gives back.

    python bench/weights.py [--model M]

Three conversions of one model: as OpenVINO GenAI makes it (whole zero points), with zero points in 16 bits (what the file
says, where processors cannot multiply in 8 bits), and as termlock keeps it. Of the example article and its translation: how far the
probabilities of the next piece are from those of the second one (Kullback-Leibler divergence a piece, and how often the
most probable piece is the same), and what a step takes with 1, 4, 16 and 32 sequences, best of several.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from translate.engines import conversion, paged, zero_points
from translate.engines.batch import Span
from translate.models import resolve

ROOT = Path(__file__).parent.parent
PIECES, BLOCKS = 480, 400


def with_fractions(model, gguf: Path) -> None:
    """Give the weights of a model the zero points that its file says."""
    from openvino import opset13 as op

    minima = zero_points.minima(gguf)
    for node in model.get_ordered_ops():
        weights = zero_points._Weights.at(node)
        minimum = None if weights is None else minima.get(weights.scale.tobytes())
        if minimum is not None:
            scale = weights.scale.astype(np.float32)
            zero = np.where(scale == 0, 0, minimum / np.where(scale == 0, 1, scale))
            node.input(1).replace_source_output(op.constant(zero.astype(np.float16)[..., None]).output(0))
    model.validate_nodes_and_infer_types()


def loaded(folder: Path, gguf: Path, *, fractions: bool) -> paged.PagedModel:
    page = paged._page

    def before(model) -> None:
        if fractions:
            with_fractions(model, gguf)
        page(model)

    paged._page = before
    try:
        return paged.PagedModel(folder, BLOCKS, 2)
    finally:
        paged._page = page


def logprobs(model: paged.PagedModel, pieces: list[int]) -> np.ndarray:
    """Of every piece of the vocabulary, after each of the pieces."""
    found = model.step([Span(pieces, 0, range(-(-len(pieces) // model.block)), len(pieces))])[0]
    logits = np.stack([each.logits for each in found]).astype(np.float64)
    logits -= logits.max(axis=1, keepdims=True)
    return logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))


def seconds(model: paged.PagedModel, rows: int) -> float:
    spans = [Span([1000 + row], 100, range(10 * row, 10 * row + 4), 1) for row in range(rows)]
    taken = []
    for _ in range(12 if rows < 16 else 5):
        began = time.monotonic()
        model.step(spans)
        taken.append(time.monotonic() - began)
    return min(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="")
    gguf = resolve(parser.parse_args().model).path
    text = "\n\n".join((ROOT / f"examples/opening-up.{tag}.md").read_text(encoding="utf-8") for tag in ("zh", "draft.en"))
    with tempfile.TemporaryDirectory() as scratch:
        import openvino_genai

        folders = {}
        mend = zero_points.mend
        for name, mends in (("whole", lambda *_: 0), ("kept", mend)):
            zero_points.mend = mends
            folders[name] = Path(scratch) / name
            folders[name].mkdir()
            conversion._convert(gguf, folders[name] / "model")
        zero_points.mend = mend
        tokenizer = openvino_genai.Tokenizer(str(folders["kept"] / "model"))
        pieces = tokenizer.encode(text, add_special_tokens=False).input_ids.data[0].tolist()[:PIECES]
        right = None
        for name, folder, fractions in (("in 16 bits", "whole", True), ("whole", "whole", False), ("kept", "kept", False)):
            model = loaded(folders[folder] / "model", gguf, fractions=fractions)
            found = logprobs(model, pieces)
            right = found if right is None else right
            apart = (np.exp(right) * (right - found)).sum(axis=1)
            same = (right.argmax(axis=1) == found.argmax(axis=1)).mean()
            times = " ".join(f"{rows}: {1000 * seconds(model, rows):.0f} ms" for rows in (1, 4, 16, 32))
            print(f"zero points {name:10}  divergence {apart.mean():.5f}  same {same:.3f}  a step of {times}", flush=True)
            del model


if __name__ == "__main__":
    main()
