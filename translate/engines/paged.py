"""A causal language model of OpenVINO that computes many sequences in one step, each with its own blocks of the cache.

OpenVINO turns the attention of a model into paged attention (Kwon et al. 2023, arXiv 2309.06180); what is added here is
that logits are computed for the pieces that are asked about only, and that the best of them are found inside the graph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from translate.engines.batch import Span

BEST = 64
"""How many of the most probable pieces a step gives for each sequence."""


@dataclass(frozen=True, slots=True)
class LogitsBest:
    """What may follow a piece. Valid until the next step."""

    numbers: list[int]
    """The ``BEST`` most probable pieces, best first."""
    logprobs: list[float]
    """Their log-probabilities."""
    logits: Any
    """Of every piece of the vocabulary: an array of float."""

    def ranked(self) -> list[int]:
        """All pieces, best first."""
        order: list[int] = (-self.logits).argsort().tolist()
        return order


class PagedModel:
    """A model compiled for this machine's processor, with a cache of ``blocks`` blocks.

    ``folder`` holds ``openvino_model.xml`` and its weights. Sums are formed in 32 bits: half of that is a fifth
    quicker, but leaves logits in steps of an eighth. Raises RuntimeError where OpenVINO cannot.
    """

    def __init__(self, folder: Path, blocks: int, threads: int) -> None:
        import openvino

        self._openvino = openvino
        core = openvino.Core()
        model = core.read_model(folder / "openvino_model.xml")
        _page(model)
        _choose(model)
        settings = {"INFERENCE_NUM_THREADS": threads, "INFERENCE_PRECISION_HINT": "f32", "PERFORMANCE_HINT": "LATENCY"}
        compiled = core.compile_model(model, "CPU", settings)
        self._request = compiled.create_infer_request()
        self.block = 0
        """How many pieces a block holds."""
        self._cache: list[Any] = []
        for each in compiled.inputs:
            name = each.get_any_name()
            if "cache" in name:
                shape = [extent.get_length() for extent in list(each.partial_shape)[1:]]
                self._cache.append(openvino.Tensor(each.element_type, openvino.Shape([blocks, *shape])))
                self._request.set_tensor(name, self._cache[-1])
                self.block = shape[1] if name.startswith("value") else self.block

    def step(self, spans: Sequence[Span]) -> list[list[LogitsBest]]:
        """Compute the spans, which are of different sequences; what may follow the wanted pieces of each."""
        lengths = np.array([len(span.pieces) for span in spans])
        past = np.array([span.past for span in spans])
        ends = np.cumsum(lengths)
        places = [np.arange(span.past, span.past + len(span.pieces)) for span in spans]
        wanted = [np.arange(end - span.wanted, end) for span, end in zip(spans, ends, strict=True)]
        self._set("input_ids", np.concatenate([span.pieces for span in spans]), np.int64)
        self._set("position_ids", np.concatenate(places), np.int64)
        self._set("past_lens", past, np.int32)
        self._set("subsequence_begins", [0, *ends], np.int32)
        self._set("block_indices", np.concatenate([span.blocks for span in spans]), np.int32)
        self._set("block_indices_begins", [0, *np.cumsum([len(span.blocks) for span in spans])], np.int32)
        self._set("max_context_len", max(past + lengths), np.int32)
        self._set("wanted", np.concatenate(wanted), np.int64)
        self._request.infer()
        total, values, numbers, logits = (
            self._request.get_tensor(name).data for name in ("total", "values", "numbers", "logits")
        )
        rows = (
            LogitsBest(numbers[row].tolist(), (values[row] - total[row]).tolist(), logits[row].reshape(-1))
            for row in range(len(values))
        )
        return [[next(rows) for _ in range(span.wanted)] for span in spans]

    def copy(self, source: int, target: int) -> None:
        """Have a block of the cache hold what another one holds."""
        for tensor in self._cache:
            tensor.data[target] = tensor.data[source]

    def _set(self, name: str, value: Any, kind: Any) -> None:  # noqa: ANN401
        self._request.set_tensor(name, self._openvino.Tensor(np.asarray(value, kind)))


def _page(model: Any) -> None:  # noqa: ANN401
    """Give the model paged attention."""
    from openvino._offline_transformations import paged_attention_transformation

    paged_attention_transformation(model)


def _choose(model: Any) -> None:  # noqa: ANN401
    """Have the graph compute logits for the pieces in ``wanted`` only, and find the best of each."""
    from openvino import opset13 as op

    last = model.get_results()[0]
    head = last.input_value(0).get_node()
    while head.get_type_name() != "MatMul":
        head = head.input_value(0).get_node()
    wanted = op.parameter([-1], np.int64, name="wanted")
    wanted.output(0).get_tensor().set_names({"wanted"})
    gathered = op.gather(head.input_value(0), wanted, np.array(0, np.int64))
    head.input(0).replace_source_output(gathered.output(0))
    logits = op.squeeze(last.input_value(0), np.array([1]))
    highest = op.reduce_max(logits, np.array([1]), True)
    spread = op.reduce_sum(op.exp(op.subtract(logits, highest)), np.array([1]), True)
    total = op.add(op.log(spread), highest)
    best = op.topk(logits, np.array(BEST), 1, "max", "value", "i32")
    results = []
    for name, output in (("total", total.output(0)), ("values", best.output(0)), ("numbers", best.output(1))):
        output.get_tensor().set_names({name})
        results.append(op.result(output))
    model.add_parameters([wanted])
    model.add_results(results)
    model.validate_nodes_and_infer_types()
