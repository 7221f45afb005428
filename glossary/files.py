"""Reading and writing files: text is decoded with care, and a file is replaced whole or not at all."""

from __future__ import annotations

import codecs
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from glossary.errors import TermlockError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a file without its byte order mark, and how it was encoded."""

    text: str
    encoding: str = "utf-8"
    mark: bytes = b""
    """The byte order mark that stood in front, to be written again."""

    def encode(self, text: str) -> bytes:
        """Another text as the bytes of a file like this one.

        Where the encoding has no code for a character (GB18030 has all of them), UTF-8 is used.
        """
        return self.mark + text.encode(self.encoding)


def read_bytes(path: Path) -> bytes:
    """All bytes of a file; raises TermlockError that says why they cannot be had."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise TermlockError(f"{path}: no such file; check the path") from None
    except IsADirectoryError:
        raise TermlockError(f"{path}: is a folder; name a file in it") from None
    except PermissionError:
        raise TermlockError(f"{path}: may not be read; check its permissions") from None
    except OSError as error:
        raise TermlockError(f"{path}: cannot be read ({error.strerror or error})") from None


def decode(data: bytes, name: str) -> Decoded:
    """Bytes -> text: by the byte order mark, else UTF-8, else GB18030; raises TermlockError for anything else.

    GB18030 accepts much that is not Chinese text, so its result must consist of assigned, printable characters.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(text=data[len(mark) :].decode(encoding), encoding=encoding, mark=mark)
            except UnicodeDecodeError as error:
                raise TermlockError(
                    f"{name}: begins like {encoding.upper()} but byte {error.start + len(mark)} is not; save it as UTF-8"
                ) from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = error.start
    else:
        if "\0" in text:
            raise TermlockError(f"{name}: holds NUL bytes, so it is no text; if it is UTF-16, save it with a byte order mark")
        return Decoded(text=text)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if text and _reads_like_text(text):
        return Decoded(text=text, encoding="gb18030")
    line = data.count(b"\n", 0, place) + 1
    raise TermlockError(
        f"{name}:{line}: byte {place} (0x{data[place]:02X}) is neither UTF-8 nor GB18030; save the file as UTF-8"
    )


def _reads_like_text(text: str) -> bool:
    """Whether a GB18030 guess gave mostly common Chinese: rare ideographs and controls are the mark of a wrong guess."""
    if any(character < " " and character not in "\t\n\r\f" for character in text):
        return False
    high = [character for character in text if character >= "\x80"]
    common = sum(1 for character in high if _is_common(character))
    return common >= 0.9 * len(high)


def _is_common(character: str) -> bool:
    """Whether a character stands in GB 2312, the first and common part of GB18030."""
    try:
        return len(character.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def read_text(path: Path) -> Decoded:
    """The text of a file; raises TermlockError that says what is wrong with it and what to do."""
    return decode(read_bytes(path), str(path))


def check_writable(path: Path) -> None:
    """Raise TermlockError where a file could not be written, so that it can be told before long work.

    A file or folder without any write bit counts as read-only for the superuser too, whom the system would let through.
    """
    if path.is_dir():
        raise TermlockError(f"{path}: is a folder; name a file to write")
    if not path.parent.is_dir():
        raise TermlockError(f"{path}: the folder {path.parent} does not exist; make it first")
    if path.exists() and _is_read_only(path):
        raise TermlockError(f"{path}: is read-only; change its permissions or write elsewhere with -o")
    if _is_read_only(path.parent):
        raise TermlockError(f"{path}: the folder {path.parent} is read-only; write elsewhere with -o")


def _is_read_only(path: Path) -> bool:
    return not os.access(path, os.W_OK) or not path.stat().st_mode & 0o222


def write_bytes(path: Path, data: bytes) -> None:
    """Replace a file atomically: a kill leaves the old file or the new one, never a part.

    The permissions of a file that was there stay; a link is followed. Raises TermlockError where it cannot be written.
    """
    path = path.resolve() if path.is_symlink() else path
    if path.exists() and not path.is_file() and not path.is_dir():
        try:
            path.write_bytes(data)
        except OSError as error:
            raise TermlockError(f"{path}: cannot be written ({error.strerror or error})") from None
        return
    check_writable(path)
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise TermlockError(f"{path}: cannot be written ({error.strerror or error})") from None
    except BaseException:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
