"""The header of a GGUF file: what a model says about itself before any runtime opens it.

Layout: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from glossary.errors import ModelError

_SCALARS = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q", 12: "<d"}
_STRING, _ARRAY = 8, 9
_LONGEST = 1 << 26
"""No string and no array of an honest header is longer; a damaged file may claim anything."""


def read_header(path: Path, wanted: tuple[str, ...]) -> dict[str, object]:
    """The values of the wanted metadata keys that the file has.

    Raises ModelError where the file is no GGUF of version 2 or 3, or ends inside its header.
    """
    found: dict[str, object] = {}
    try:
        with path.open("rb") as file:
            if file.read(4) != b"GGUF":
                raise ModelError(f"{path}: is no GGUF model file; give a file that begins with GGUF, or a named model")
            version = _scalar(file, 4)
            if version not in {2, 3}:
                raise ModelError(f"{path}: is GGUF version {version}; versions 2 and 3 can be read")
            _scalar(file, 10)
            for _ in range(int(_scalar(file, 10))):
                key = _string(file)
                value = _value(file, int(_scalar(file, 4)))
                if key in wanted:
                    found[key] = value
                if len(found) == len(wanted):
                    break
    except (struct.error, EOFError, OverflowError, UnicodeDecodeError):
        raise ModelError(f"{path}: ends inside its header or is damaged; get the file again") from None
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror or error})") from None
    return found


def _scalar(file: BinaryIO, kind: int) -> int:
    form = _SCALARS[kind]
    (value,) = struct.unpack(form, file.read(struct.calcsize(form)))
    return value  # type: ignore[no-any-return]


def _string(file: BinaryIO) -> str:
    length = _scalar(file, 10)
    if length > _LONGEST:
        raise EOFError
    data = file.read(length)
    if len(data) < length:
        raise EOFError
    return data.decode("utf-8")


def _value(file: BinaryIO, kind: int) -> object:
    if kind == _STRING:
        return _string(file)
    if kind == _ARRAY:
        inner, length = int(_scalar(file, 4)), int(_scalar(file, 10))
        if length > _LONGEST:
            raise EOFError
        read: Callable[[], object] = lambda: _value(file, inner)  # noqa: E731
        return [read() for _ in range(length)]
    if kind not in _SCALARS:
        raise EOFError
    return _scalar(file, kind)
