"""Reading and writing files: text is decoded with care, and a file is replaced whole or not at all."""

from __future__ import annotations

import codecs
import glob
import os
import re
import select
import stat
import tempfile
import time
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from glossary.errors import TermlockError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks and what they mean, the longer ones first."""
LARGEST = 1 << 30
"""Bytes; more than that is never read into memory, and neither is what never ends, such as a device."""
_CHUNK = 1 << 20
_PATIENCE = 5.0
"""Seconds in which somebody has to begin to write into a pipe."""
_LEFT_AFTER = 60.0
"""Seconds after which a part that nobody has locked is what a killed writer left."""
_CONTINUATION = bytes(range(0x80, 0xC0))
"""The bytes of UTF-8 that begin no character."""


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
    """All bytes of a file, a pipe or a device; raises TermlockError that says why they cannot be had."""
    try:
        kind = path.stat()
        if stat.S_ISFIFO(kind.st_mode):
            return _read_pipe(path)
        if kind.st_size > LARGEST:
            raise _too_large(str(path))
        with path.open("rb") as file:
            return read_stream(file, str(path))
    except OSError as error:
        raise _unreadable(path, error) from None
    except ValueError:
        raise TermlockError(f"{str(path)!r}: is no name that a file can have; check the path") from None


def read_stream(stream: BinaryIO, name: str) -> bytes:
    """All bytes of an open file, such as standard input; raises TermlockError where they are too many or cannot be read."""
    found: list[bytes] = []
    size = 0
    try:
        while chunk := stream.read(_CHUNK):
            found.append(chunk)
            size += len(chunk)
            if size > LARGEST:
                raise _too_large(name)
    except OSError as error:
        raise _unreadable(Path(name), error) from None
    return b"".join(found)


def _read_pipe(path: Path) -> bytes:
    """What somebody writes into a pipe; opened so that one without a writer does not wait for ever."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb", buffering=0) as file:
        first = b""
        if not select.select([handle], [], [], _PATIENCE)[0]:
            try:
                first = os.read(handle, 1)
            except BlockingIOError:  # somebody has it open and is slow
                pass
            else:
                if not first:
                    raise TermlockError(f"{path}: is a pipe, and nobody writes into it; start what writes, or name a file")
        os.set_blocking(handle, True)
        return first + read_stream(file, str(path))


def _too_large(name: str) -> TermlockError:
    return TermlockError(f"{name}: has more than {LARGEST >> 20:,} MiB; split it")


def read_chunks(path: Path) -> Iterator[bytes]:
    """The bytes of a file, a megabyte at a time; raises TermlockError that says why they cannot be had."""
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: OSError) -> TermlockError:
    if isinstance(error, FileNotFoundError):
        return TermlockError(f"{path}: no such file; check the path")
    if isinstance(error, IsADirectoryError):
        return TermlockError(f"{path}: is a folder; name a file in it")
    if isinstance(error, PermissionError):
        return TermlockError(f"{path}: may not be read; check its permissions")
    return TermlockError(f"{path}: cannot be read ({error.strerror or error})")


def decode(data: bytes, name: str) -> Decoded:
    """Bytes -> text: by the byte order mark, else UTF-8, else GB18030 or Big5 if it can be only one of them.

    Both accept much that is no Chinese text, so nearly all of it must be common; raises TermlockError for anything else.
    """
    for mark, encoding in MARKS:
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
    guesses = [(encoding, guess) for encoding in ("gb18030", "big5") if (guess := _guessed(data, encoding)) is not None]
    if len(guesses) == 1 and not _reads_like_a_neighbour(data):
        return Decoded(text=guesses[0][1], encoding=guesses[0][0])
    line = data.count(b"\n", 0, place) + 1
    found = "may be GB18030 or Big5" if len(guesses) > 1 else "is neither UTF-8 nor GB18030 nor Big5, as far as can be told"
    raise TermlockError(f"{name}:{line}: byte {place} (0x{data[place]:02X}): the file {found}; save it as UTF-8")


_ENCODINGS = re.compile(
    r"utf[-_]?(8|8[-_]sig|16|16[-_]?[lb]e|32|32[-_]?[lb]e)|gb[-_]?(2312|k|18030)|big5([-_]?hkscs)?|cp(950|936|932|949|1252)"
    r"|(us[-_]?)?ascii|iso[-_]?8859[-_]\d{1,2}|latin[-_]?\d|windows[-_]\d{3,4}|shift[-_]?jis|sjis|euc[-_]?(jp|kr|cn)|koi8[-_][ru]",
    re.IGNORECASE,
)


def decode_as(data: bytes, encoding: str, name: str) -> str:
    """Bytes -> text in the encoding that somebody named; a byte order mark wins over it.

    Raises TermlockError where there is no such encoding, or the bytes are not in it.
    """
    if any(data.startswith(mark) for mark, _ in MARKS):
        return decode(data, name).text
    if not _ENCODINGS.fullmatch(encoding.strip()):
        raise TermlockError(f'{name}: the encoding "{encoding}" is unknown; use utf-8, utf-16, gb18030, big5 or the like')
    try:
        return data.decode(encoding.strip().replace("windows-", "cp"))
    except (LookupError, UnicodeDecodeError):
        raise TermlockError(f"{name}: is said to be {encoding} and is not; save it as UTF-8") from None


def _guessed(data: bytes, encoding: str) -> str | None:
    """The text if nearly all of it is common Chinese in this encoding: a wrong guess gives rare ideographs and controls.

    Common are the first levels of GB 2312 (rows 16 to 55) and Big5 (0xA440 to 0xC67E), and the punctuation of both.
    """
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    if any(character < " " and character not in "\t\n\r\f" for character in text):
        return None
    high = [character for character in text if character >= "\x80"]
    low, top = ((0xB0, 0xD7), (0xA4, 0xC6))[encoding == "big5"]
    common = 0
    for character in high:
        code = character.encode(encoding)
        common += len(code) == 2 and (low <= code[0] <= top or code[0] in {0xA1, 0xA3}) and (
            encoding == "big5" or code[1] >= 0xA1
        )
    return text if common >= 0.9 * len(high) else None


def _reads_like_a_neighbour(data: bytes) -> bool:
    """Whether bytes are Hangul in EUC-KR or kana in EUC-JP, which stand where GB 2312 and Big5 have common ideographs."""
    for encoding, first, last, share in (("euc_kr", "\uac00", "\ud7a3", 0.9), ("euc_jp", "\u3041", "\u30fe", 0.4)):
        try:
            high = [character for character in data.decode(encoding) if character >= "\x80"]
        except UnicodeDecodeError:
            continue
        if sum(first <= character <= last for character in high) >= share * len(high):
            return True
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
    if path.exists() and not path.is_file():
        return  # a device or a pipe is written into, not replaced
    if not path.parent.is_dir():
        raise TermlockError(f"{path}: the folder {path.parent} does not exist; make it first")
    if path.exists() and _is_read_only(path):
        raise TermlockError(f"{path}: is read-only; change its permissions or write elsewhere with -o")
    if _is_read_only(path.parent):
        raise TermlockError(f"{path}: the folder {path.parent} is read-only; write elsewhere with -o")


def _is_read_only(path: Path) -> bool:
    return not os.access(path, os.W_OK) or not path.stat().st_mode & 0o222


def write_bytes(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Replace a file atomically, by all of its bytes or by pieces: a kill leaves the old file or the new one, never a part.

    What a killed writer leaves beside the file, ``.NAME.*.part``, goes when the file is written the next time. The
    permissions of a file that was there stay; a link is followed. Raises TermlockError where it cannot be written.
    """
    path = path.resolve() if path.is_symlink() else path
    if path.exists() and not path.is_file() and not path.is_dir():
        try:
            path.write_bytes(data if isinstance(data, bytes) else b"".join(data))
        except OSError as error:
            raise TermlockError(f"{path}: cannot be written ({error.strerror or error})") from None
        return
    check_writable(path)
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            _locked(file.fileno())
            file.writelines([data] if isinstance(data, bytes) else data)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
        _sweep(path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise TermlockError(f"{path}: cannot be written ({error.strerror or error})") from None
    except BaseException:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise


def _sweep(path: Path) -> None:
    """Remove what killed writers of a file left: parts that nobody has locked, old enough for their writers to have done so."""
    for part in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        try:
            if time.time() - part.stat().st_mtime > _LEFT_AFTER:
                with part.open("rb") as file:
                    if _locked(file.fileno()):
                        part.unlink()
        except OSError:
            continue  # another writer was faster, or it is not ours


def _locked(handle: int) -> bool:
    """Whether an open file could be locked for as long as it is open; a system without such locks never locks."""
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class LargeText:
    """The text of a UTF-8 file that is too large to hold in memory, read again where somebody looks.

    ``chunks`` has to be read to its end first: it notes where things stand. A line begins after a line feed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._bytes = [0]
        self._points = [0]
        self._lines = [0]
        self._mark = 0
        self._held: tuple[int, str] = (-1, "")

    def chunks(self) -> Iterator[bytes]:
        """The bytes of the file."""
        for chunk in read_chunks(self._path):
            if len(self._bytes) == 1 and chunk.startswith(codecs.BOM_UTF8):
                self._mark = 1
            self._bytes.append(self._bytes[-1] + len(chunk))
            self._points.append(self._points[-1] + len(chunk.translate(None, _CONTINUATION)))
            self._lines.append(self._lines[-1] + chunk.count(b"\n"))
            yield chunk

    def __len__(self) -> int:
        return self._points[-1] - self._mark

    def __getitem__(self, part: slice) -> str:
        start, end, _ = part.indices(len(self))
        found = []
        number = self._chunk(start)
        while start < end and number < len(self._points) - 1:
            text = self._text(number)
            first = max(0, self._points[number] - self._mark)
            piece = text[start - first : end - first]
            found.append(piece)
            start += len(piece)
            number += 1
        return "".join(found)

    def position(self, offset: int) -> tuple[int, int]:
        """(line, column) of a code-point offset, both from 1; a column is at most `_CHUNK` back."""
        number = self._chunk(offset)
        first = max(0, self._points[number] - self._mark)
        before = self._text(number)[: offset - first]
        line = self._lines[number] + before.count("\n") + 1
        begin = before.rfind("\n")
        if begin >= 0:
            return line, len(before) - begin
        earlier = self[max(0, first - _CHUNK) : first]
        return line, len(before) + len(earlier) - earlier.rfind("\n")

    def count(self, what: str, start: int, end: int) -> int:
        """How many line feeds stand between two offsets; nothing else is counted."""
        return self.position(end)[0] - self.position(start)[0] if what == "\n" else self[start:end].count(what)

    def _chunk(self, offset: int) -> int:
        return max(0, min(bisect_right(self._points, offset + self._mark), len(self._points) - 1) - 1)

    def _text(self, number: int) -> str:
        """The characters that begin in a chunk, without a byte order mark."""
        if self._held[0] != number:
            first, last = self._bytes[number], self._bytes[number + 1]
            try:
                with self._path.open("rb") as file:
                    file.seek(first)
                    data = file.read(last - first + 4)
            except OSError as error:
                raise _unreadable(self._path, error) from None
            skipped = 0
            while skipped < 4 and number and data[skipped : skipped + 1] and data[skipped] & 0xC0 == 0x80:
                skipped += 1
            text = data[skipped:].decode("utf-8", "ignore")[: self._points[number + 1] - self._points[number]]
            self._held = (number, text.removeprefix("\ufeff") if number == 0 else text)
        return self._held[1]
