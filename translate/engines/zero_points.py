"""What OpenVINO loses when it reads 4-bit weights from GGUF, given back.

A group of 32 weights is told as

    GGUF (Q4_K)    weight = scale * q - minimum
    OpenVINO       weight = scale * (q - zero point)      with a whole zero point

so that reading rounds minimum / scale, which is as large an error as the quantization's own, and the same for a whole
group. Fractional zero points would do, but OpenVINO multiplies in 8 bits only where they are whole. So what rounding
lost, one number for each group, becomes more columns of the same weights, and what they are multiplied with, the sums of
the groups of the input, becomes more columns of the input:

    sum(w * x)  =  sum(scale * (q - zero) * x)  +  sum over groups of lost * sum(x of the group)

These columns are in 4 bits too, which leaves a tenth of the error; the embedding, which is not multiplied, gets what it
lost in 16 bits.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from translate.gguf import Tensor, tensors

Floats = npt.NDArray[np.float32]
_Q4_K = 12
"""GGML's number of the only type with minima that OpenVINO GenAI keeps in 4 bits and that published models have."""
_VALUES, _BYTES = 256, 144
"""A block of Q4_K: eight groups of 32 weights."""
_EVEN = 64
"""Columns are added by so many: processors take the weights in strides of that."""
_MIDDLE, _MOST = 8, 7
"""The zero point of the columns that are added, and how far above it they go."""


def mend(folder: Path, gguf: Path) -> int:
    """Give the model in ``folder`` (``openvino_model.xml``) back what it lost of a GGUF file; how many weights it was."""
    import openvino

    model = openvino.Core().read_model(folder / "openvino_model.xml")
    mending = _Mending(minima(gguf))  # lives as long as the model
    mended = mending.mend(model)
    if mended:
        openvino.save_model(model, folder / "mended.xml", compress_to_fp16=False)
        del model  # which has its old weights mapped
        for ending in ("bin", "xml"):
            (folder / f"mended.{ending}").replace(folder / f"openvino_model.{ending}")
    return mended


def minima(path: Path) -> dict[bytes, Floats]:
    """The minima of all tensors of a GGUF file that have some, rows by groups; each under its scales in 16 bits, as bytes,
    which is how OpenVINO keeps these.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return dict(_scales_and_minima(data, each) for each in tensors(data) if each.kind == _Q4_K)


def _scales_and_minima(data: mmap.mmap, tensor: Tensor) -> tuple[bytes, Floats]:
    """Of a Q4_K tensor; ggml-quants.c, ``get_scale_min_k4``: six bits each, the upper two of the last four set apart."""
    blocks = np.frombuffer(data, np.uint8, tensor.size, tensor.begin).reshape(-1, _BYTES)
    low, middle, high = blocks[:, 4:8], blocks[:, 8:12], blocks[:, 12:16]
    of_scales = np.concatenate([low & 63, (high & 15) | (low >> 6 << 4)], axis=1)
    of_minima = np.concatenate([middle & 63, (high >> 4) | (middle >> 6 << 4)], axis=1)
    scale, minimum = (blocks[:, at : at + 2].copy().view(np.float16).astype(np.float32) for at in (0, 2))
    rows = tensor.extents[1] if len(tensor.extents) > 1 else 1
    return (scale * of_scales).astype(np.float16).tobytes(), (minimum * of_minima).reshape(rows, -1)


class _Mending:
    """Puts minima into a model, and remembers what inputs it has widened."""

    def __init__(self, minima: dict[bytes, Floats]) -> None:
        self._minima = minima
        self._wider: dict[tuple[str, int], Any] = {}
        self._alive: list[Any] = []
        """Constants of the model do not own their numbers."""

    def mend(self, model: Any) -> int:  # noqa: ANN401
        """Mend each use of weights whose minima are known; how many there were."""
        mended = 0
        for node in model.get_ordered_ops():
            weights = _Weights.at(node)
            if weights is None or (minimum := self._minima.get(weights.scale.tobytes())) is None:
                continue
            lost = weights.scale.astype(np.float32) * weights.zero - minimum
            for use in list(weights.output.get_target_inputs()):
                user = use.get_node()
                if user.get_type_name() == "Gather" and use.get_index() == 0:
                    _mend_gather(user, lost)
                elif user.get_type_name() == "MatMul" and use.get_index() == 1:
                    self._mend_product(user, weights, lost)
                else:
                    continue
                mended += 1
        model.validate_nodes_and_infer_types()
        return mended

    def _mend_product(self, product: Any, weights: _Weights, lost: Floats) -> None:  # noqa: ANN401
        """Multiply more columns: the sums of groups with what these lost, and, to make them even, some others with zero."""
        from openvino import opset13 as op

        rows, groups, width = weights.codes.shape
        added = -(-groups // _EVEN) * _EVEN
        columns = np.zeros((rows, added), np.float32)
        columns[:, :groups] = lost
        columns = columns.reshape(rows, -1, width)
        scale = (np.abs(columns).max(axis=2, keepdims=True) / _MOST).astype(np.float16)
        steps = columns / np.where(scale == 0, 1, scale).astype(np.float32)
        codes = np.clip(np.rint(steps) + _MIDDLE, 0, _MIDDLE + _MOST).astype(np.uint8)
        middle = np.full(scale.shape, _MIDDLE, np.uint8)
        made = op.subtract(
            op.convert(self._in_four_bits(np.concatenate([weights.codes, codes], axis=1)), "f16"),
            op.convert(self._in_four_bits(np.concatenate([weights.zero[..., None], middle], axis=1)), "f16"),
        )
        made = op.multiply(made, op.constant(np.concatenate([weights.scale[..., None], scale], axis=1)))
        made = op.reshape(made, np.array([rows, groups * width + added]), special_zero=False)
        product.input(1).replace_source_output(op.convert(made, "f32").output(0))
        product.input(0).replace_source_output(self._widened(product.input_value(0), groups, added).output(0))

    def _widened(self, value: Any, groups: int, added: int) -> Any:  # noqa: ANN401
        """An input with the sums of its groups behind it, and as many of its own columns as are wanting."""
        from openvino import opset13 as op

        key = (value.get_node().get_friendly_name(), value.get_index())
        if key not in self._wider:
            grouped = op.reshape(value, np.array([0, 0, groups, -1]), special_zero=True)
            parts = [value, op.reduce_sum(grouped, np.array([-1]))]
            if added > groups:  # not zeros: whoever scales a group by its largest would divide by it
                ends = (np.array([end]) for end in (0, added - groups, 1, -1))
                parts.append(op.slice(value, *ends))
            self._wider[key] = op.concat(parts, -1)
        return self._wider[key]

    def _in_four_bits(self, codes: npt.NDArray[np.uint8]) -> Any:  # noqa: ANN401
        import openvino

        flat = codes.reshape(-1)
        packed = openvino.Tensor(flat[0::2] | flat[1::2] << 4, openvino.Shape(list(codes.shape)), openvino.Type.u4)
        self._alive.append(packed)
        return openvino.op.Constant(packed)


@dataclass(frozen=True, slots=True)
class _Weights:
    """A matrix in 4 bits, and the nodes that make 32 bits of it: subtract the zero points, multiply, reshape, convert."""

    codes: npt.NDArray[np.uint8]
    """Rows, groups, weights of a group."""
    zero: npt.NDArray[np.uint8]
    """Rows, groups."""
    scale: npt.NDArray[np.float16]
    """Rows, groups."""
    output: Any
    """What the product or whoever else uses it gets."""

    @classmethod
    def at(cls, node: Any) -> _Weights | None:  # noqa: ANN401
        """The matrix whose zero points a node subtracts, if it does that."""
        if node.get_type_name() != "Subtract":
            return None
        sides = [side.get_node() for side in node.input_values()]
        if any(side.get_type_name() != "Convert" for side in sides):
            return None
        constants = [side.input_value(0).get_node() for side in sides]
        if any(each.get_type_name() != "Constant" or each.get_output_element_type(0).get_type_name() != "u4" for each in constants):
            return None
        nodes = [node, *_following(node)]
        if [each.get_type_name() for each in nodes] != ["Subtract", "Multiply", "Reshape", "Convert"]:
            return None
        shape = list(node.get_output_shape(0))
        codes, zero = (_unpacked(each) for each in constants)
        scale = nodes[1].input_value(1).get_node().data
        return cls(codes.reshape(shape), zero.reshape(shape[:2]), scale.reshape(shape[:2]), nodes[-1].output(0))


def _following(node: Any) -> Iterator[Any]:  # noqa: ANN401
    """The nodes behind a node, as long as there is one only, up to where 32 bits are made."""
    while node.get_type_name() != "Convert":
        users = list(node.output(0).get_target_inputs())
        if len(users) != 1:
            return
        node = users[0].get_node()
        yield node


def _unpacked(constant: Any) -> npt.NDArray[np.uint8]:  # noqa: ANN401
    """The numbers of a constant of 4 bits; the lower half of a byte comes first."""
    packed = constant.data.view(np.uint8).reshape(-1)
    return np.stack([packed & 15, packed >> 4], axis=-1)


def _mend_gather(gather: Any, lost: Floats) -> None:  # noqa: ANN401
    """Add to each row that is looked up what its groups lost."""
    from openvino import opset13 as op

    users = list(gather.output(0).get_target_inputs())
    groups = lost.shape[1]
    added = op.gather(op.convert(op.constant(lost.astype(np.float16)), "f32"), gather.input_value(1), np.array(0, np.int64))
    grouped = op.reshape(gather, np.array([0, 0, groups, -1]), special_zero=True)
    whole = op.add(grouped, op.unsqueeze(added, np.array([-1])))
    flat = op.reshape(whole, np.array([0, 0, -1]), special_zero=True)
    for use in users:
        use.replace_source_output(flat.output(0))
