"""Weights that OpenVINO has read from GGUF multiply as the GGUF file says."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from translate.engines.zero_points import mend, minima

openvino = pytest.importorskip("openvino")

Q4_K = 12


@dataclass
class Matrix:
    """A matrix as Q4_K tells it: scale * code - minimum, in groups of 32."""

    name: str
    rows: int
    codes: npt.NDArray[np.uint8]
    of_scales: npt.NDArray[np.uint8]
    of_minima: npt.NDArray[np.uint8]
    scale: npt.NDArray[np.float16]
    minimum: npt.NDArray[np.float16]

    @classmethod
    def drawn(cls, name: str, rows: int, columns: int, seed: int) -> Matrix:
        chance = np.random.default_rng(seed)
        blocks = rows * columns // 256
        return cls(
            name=name,
            rows=rows,
            codes=chance.integers(0, 16, (blocks, 8, 32), dtype=np.uint8),
            of_scales=chance.integers(0, 64, (blocks, 8), dtype=np.uint8),
            of_minima=chance.integers(0, 64, (blocks, 8), dtype=np.uint8),
            scale=chance.uniform(1e-4, 2e-4, (blocks, 1)).astype(np.float16),
            minimum=chance.uniform(1e-3, 2e-3, (blocks, 1)).astype(np.float16),
        )

    @property
    def scales(self) -> npt.NDArray[np.float32]:
        return (self.scale.astype(np.float32) * self.of_scales).reshape(self.rows, -1)

    @property
    def minima(self) -> npt.NDArray[np.float32]:
        return (self.minimum.astype(np.float32) * self.of_minima).reshape(self.rows, -1)

    @property
    def values(self) -> npt.NDArray[np.float32]:
        codes = self.codes.reshape(self.rows, -1, 32)
        values: npt.NDArray[np.float32] = (codes * self.scales[..., None] - self.minima[..., None]).reshape(self.rows, -1)
        return values

    def block_bytes(self) -> bytes:
        """Scale, minimum, twelve bytes of six-bit factors, then codes: of two groups the first in the lower halves."""
        scale, minimum = self.of_scales, self.of_minima
        upper = [each[:, 4:] for each in (scale, minimum)]
        factors = [
            scale[:, :4] | upper[0] >> 4 << 6,
            minimum[:, :4] | upper[1] >> 4 << 6,
            upper[0] & 15 | (upper[1] & 15) << 4,
        ]
        codes = (self.codes[:, 0::2] | self.codes[:, 1::2] << 4).reshape(len(scale), -1)
        halves = [each.view(np.uint8).reshape(-1, 2) for each in (self.scale, self.minimum)]
        return np.concatenate([*halves, *factors, codes], axis=1).tobytes()

    def as_genai_reads(self) -> Any:
        """The nodes that OpenVINO GenAI makes of it, with whole zero points."""
        from openvino import opset13 as op

        scales, groups = self.scales, self.scales.shape[1]
        zero = np.clip(np.rint(self.minima / np.where(scales == 0, 1, scales)), 0, 15).astype(np.uint8)
        codes, zeros = (op.convert(in_four_bits(each), "f16") for each in (self.codes.reshape(self.rows, groups, 32), zero[..., None]))
        product = op.multiply(op.subtract(codes, zeros), op.constant(scales.astype(np.float16)[..., None]))
        return op.convert(op.reshape(product, np.array([self.rows, groups * 32]), special_zero=False), "f32")


ALIVE: list[Any] = []


def in_four_bits(values: npt.NDArray[np.uint8]) -> Any:
    flat = values.reshape(-1)
    ALIVE.append(openvino.Tensor(flat[0::2] | flat[1::2] << 4, openvino.Shape(list(values.shape)), openvino.Type.u4))
    return openvino.op.Constant(ALIVE[-1])


def write_gguf(path: Path, matrices: list[Matrix]) -> None:
    table, data = b"", b""
    for each in matrices:
        name, values = each.name.encode(), each.block_bytes()
        columns = each.codes.size // each.rows
        table += struct.pack("<Q", len(name)) + name + struct.pack("<IQQIQ", 2, columns, each.rows, Q4_K, len(data))
        data += values + b"\0" * (-len(values) % 32)
    header = b"GGUF" + struct.pack("<IQQ", 3, len(matrices), 0) + table
    path.write_bytes(header + b"\0" * (-len(header) % 32) + data)


EMBEDDING, FIRST, TWIN, LAST = (
    Matrix.drawn(name, rows, columns, seed)
    for seed, (name, rows, columns) in enumerate(
        [("embedding", 40, 512), ("first", 96, 512), ("twin", 32, 512), ("last", 24, 2560)]
    )
)
"""Looked up; two products of one input, which get one widened input; one whose groups are no multiple of 64."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model of all four, written as a conversion is, and the GGUF file that it was read from."""
    from openvino import opset13 as op

    numbers = op.parameter([-1, -1], np.int64, name="numbers")
    wide = op.parameter([-1, -1, 2560], np.float32, name="wide")
    found = op.gather(EMBEDDING.as_genai_reads(), numbers, np.array(0, np.int64))
    products = [op.matmul(found, each.as_genai_reads(), False, True) for each in (FIRST, TWIN)]
    products.append(op.matmul(wide, LAST.as_genai_reads(), False, True))
    model = openvino.Model([op.result(each) for each in (found, *products)], [numbers, wide])
    openvino.save_model(model, tmp_path / "openvino_model.xml", compress_to_fp16=False)
    write_gguf(tmp_path / "model.gguf", [EMBEDDING, FIRST, TWIN, LAST])
    return tmp_path


def errors(folder: Path) -> list[float]:
    """How far what the model in a folder computes is from what its GGUF file says, each as a part of the latter."""
    compiled = openvino.Core().compile_model(folder / "openvino_model.xml", "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    numbers, wide = np.array([[3, 0, 39]]), np.random.default_rng(9).normal(0.3, 1.0, (1, 5, 2560)).astype(np.float32)
    computed = compiled([numbers, wide])
    rows = EMBEDDING.values[numbers]
    right = [rows, rows @ FIRST.values.T, rows @ TWIN.values.T, wide @ LAST.values.T]
    return [float(np.linalg.norm(computed[place] - each) / np.linalg.norm(each)) for place, each in enumerate(right)]


def test_what_rounding_lost_is_given_back(folder: Path) -> None:
    before = errors(folder)
    assert mend(folder, folder / "model.gguf") == 4
    after = errors(folder)
    assert all(new < old / 5 for new, old in zip(after, before, strict=True)), (before, after)
    assert after[0] < 1e-3, "what is looked up is given back whole"


def test_weights_of_another_file_are_left(folder: Path) -> None:
    write_gguf(folder / "other.gguf", [Matrix.drawn("other", 96, 512, 11)])
    before = errors(folder)
    assert mend(folder, folder / "other.gguf") == 0
    assert errors(folder) == before


def test_minima_are_read_as_they_were_written(folder: Path) -> None:
    read = minima(folder / "model.gguf")
    for each in (EMBEDDING, FIRST, TWIN, LAST):
        np.testing.assert_array_equal(read[each.scales.astype(np.float16).tobytes()], each.minima)


def test_nothing_but_the_model_is_left_behind(folder: Path) -> None:
    mend(folder, folder / "model.gguf")
    assert sorted(file.name for file in folder.iterdir()) == ["model.gguf", "openvino_model.bin", "openvino_model.xml"]
