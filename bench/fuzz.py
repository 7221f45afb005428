"""Fuzz every reader with atheris: no input may end in anything but a result or termlock's own error.

    pip install -e '.[fuzz]'
    python bench/fuzz.py --seconds 3600 [--folder DIR] [NAME ...]

One process a reader, one after the other, each for its share of the seconds: the termbase formats by name (`csv`,
`tbx`, ...), `any` (a file whose format has to be found out), bilingual files (`bilingual-po`, ...) and documents
(`document-markdown`, ...). The corpus begins with what termlock itself writes and stays in DIR for the next run. A
termbase that comes out of an input is then written in one of the formats and read again, under the contract of
tests/glossary/contract.py: the same, except exactly what the loss report names.

Prints for each reader the executions and the crashes; DIR/crashes has an input and a traceback for each kind of crash
(by exception and place), and the exit code is 1 if there is any. An input that takes more than 20 s of processor time,
2 GB, or the whole process counts as one.
"""

from __future__ import annotations

import argparse
import importlib
import io
import json
import pkgutil
import random
import re
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "glossary")]

_SLOWEST, _LARGEST, _LONGEST = 20, 2048, 4096
"""Seconds of processor time and megabytes that an input may take, and bytes that it may have."""
_STUCK = 600
"""Seconds after which an input counts as one that does not end, however busy the machine is."""
_WORDS = (
    "concept zh en zh-Hans zh-Hant zh_TW source target sourceString targetLang status preferred forbidden 首选 禁用 中文 英文 "
    "术语 译文 备注 note term language valid_from 2024-12-31 near not_near yes no | ; ； / : '= \\\\| #UTX src:en tgt:zh "
    "msgid msgstr msgctxt fuzzy #~ Entry_ID -*- coding: utf-16 \\xef\\xbb\\xbf \\xff\\xfe \\xed\\xa0\\x80 \\xf0\\xa0\\xae\\xb7 "
    "<!DOCTYPE <!ENTITY &amp; &#x110000; <![CDATA[ <conceptEntry> <langSec> xml:lang= <termSec> <termNote> <tuv> <seg> <descrip> "
    "<xref> <gls:glossEntry> {\"concepts\": \\\\ud800 1e999 NaN null [[[[ ### ``` |---| [a](b) <b> &nbsp;"
)


def readers() -> dict[str, Callable[[bytes], object]]:
    """Every reader by its name; one that gives a termbase returns it."""
    from glossary import bilingual
    from glossary.formats import FORMATS, parse, read_data
    from translate import documents

    found: dict[str, Callable[[bytes], object]] = {}
    known: set[str] = set()
    for each in FORMATS:
        if each.parser and each.parser not in known:
            known.add(each.parser)
            found[each.name] = lambda data, kind=each.name: parse(data, kind, **_languages(data))
    found["any"] = lambda data: read_data(data, "file", **_languages(data))
    folder = Path(tempfile.mkdtemp(prefix="termlock-fuzz-"))
    for each in bilingual.FORMATS:
        found[f"bilingual-{each.name}"] = lambda data, path=folder / f"a{each.suffixes[0]}": _pairs(bilingual, data, path)
    suffixes = {kind: suffix for suffix, kind in reversed(documents.DOCUMENTS.items())}
    for kind in documents.FORMATS:
        found[f"document-{kind}"] = lambda data, path=folder / f"a{suffixes[kind]}": _document(documents, data, path)
    return found


def _languages(data: bytes) -> dict[str, str]:
    """What is said beside the file: mostly a pair, sometimes nothing."""
    return {"source": "zh", "target": "en"} if zlib.crc32(data) % 4 else {}


def _pairs(bilingual, data: bytes, path: Path) -> None:
    path.write_bytes(data)
    languages = _languages(data)
    found = bilingual.opened(path, **languages)
    for _ in found.pairs:
        pass
    found.told()


def _document(documents, data: bytes, path: Path) -> None:
    from glossary import files

    path.write_bytes(data)
    document = documents.read(path, "zh")
    text = document.decoded.text
    assert document.decoded.encode(text) == files.read_bytes(path), "the bytes back"
    assert document.write([segment.marked for segment in document.segments], "zh") == text, "the text back"


def seeds() -> dict[str, list[bytes]]:
    """What termlock writes in each format, for the corpus of each reader."""
    from datetime import date

    from glossary.formats import FORMATS, serialize
    from glossary.termbase import CaseRule, Concept, MatchRule, Status, Term, Termbase

    full = Term(
        text="走出去", language="zh-Hans", part_of_speech="noun", term_type="acronym", context="走出去！", note="n|m", source="s", source_url="https://a.b/",
        case=CaseRule.AS_IS, match=MatchRule.EXACT, inflect=False, do_not_translate=True, not_near=("a", "b"), near=("c",),
        in_subject_fields=("economy",), in_quotes=True, valid_from=date(2020, 1, 2), valid_until=date(2030, 1, 2),
    )  # fmt: skip
    english = [Term(text=f"going {each}", language="en", status=each) for each in Status]
    first = Concept(id="c1", terms=(full, *english), subject_field="economy", definition="d\ne", note="n", cross_references=("c2",))
    second = Concept(id="c2", terms=(Term(text="=引进来", language="zh-Hant"), Term(text='bring "in", now', language="en-GB")))
    third = Concept(id="c3", terms=(Term(text="甲", language="zh"), Term(text="a", language="en")))
    bases = (Termbase(concepts=(first, second)), Termbase(concepts=(second,)), Termbase(concepts=(third,)))
    written: dict[str, list[bytes]] = {}
    for each in FORMATS:
        if each.serializer:
            written[each.name] = [serialize(base, each.name, source="zh", target="en")[0] for base in bases]
    written["tbx"] = [data for name, found in written.items() if name.startswith("tbx-") for data in found]
    written["any"] = [data for each in FORMATS if each.parser for data in written[each.name][-1:]]
    xliff = (
        b'<xliff version="1.2"><file source-language="zh" target-language="en" original="a" datatype="x"><body><trans-unit id="1">'
        b'<source>\xe7\x94\xb2<g id="1">a</g></source><target state="translated">b<x id="2"/></target></trans-unit></body></file></xliff>'
    )
    written["bilingual-xliff"] = [*written["xliff-glossary"], xliff]
    for kind in ("tmx", "po", "xlsx", "csv", "tsv"):
        written[f"bilingual-{kind}"] = [*written[kind], *([b"source,target\n\xe7\x94\xb2,a\n"] if kind == "csv" else [])]
    text = (ROOT / "examples" / "opening-up.zh.md").read_bytes()
    written |= {"document-markdown": [text, *written["md"]], "document-plain": [text]}
    return written


# ------------------------------------------------------------------------------------------------ one reader


class Broken(AssertionError):
    """What was read did not come back from a format, and its loss report does not say so."""


class Run:
    """The fuzzing of one reader in this process."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder = name, folder
        self.read = readers()[name]
        self.state = {"executions": 0, "read": 0, "crashes": 0}
        self.known: set[str] = set()
        self.written = time.monotonic()

    def one(self, data: bytes) -> None:
        """One execution."""
        from glossary.errors import TermlockError

        self.state["executions"] += 1
        began = time.process_time()
        try:
            termbase = self.read(data)
            self.state["read"] += 1
            if termbase is not None:
                self.again(termbase, data)
        except TermlockError as error:
            if not str(error).strip():
                self.crash(error, data)
        except BaseException as error:  # a panic of polars is no Exception
            if isinstance(error, KeyboardInterrupt):
                raise
            self.crash(error, data)
        if (took := time.process_time() - began) > _SLOWEST:
            self.crash(TimeoutError(f"{took:.0f} seconds"), data)
        if time.monotonic() - self.written > 0.5:
            self.tell()

    def again(self, termbase, data: bytes) -> None:
        """Write what was read, and read it again, under the contract of the tests."""
        from contract import held
        from hypothesis.errors import UnsatisfiedAssumption

        from glossary.errors import TermlockError

        both = [each.name for each in self.formats() if each.parser and each.serializer]
        kind = both[zlib.crc32(data[::-1]) % len(both)]
        try:
            held(termbase, kind)
        except UnsatisfiedAssumption:
            pass
        except TermlockError as error:
            if "--from" not in str(error):  # a pair that cannot be told is for the user to say
                raise Broken(f"{kind} {re.sub('[^a-z ]', '', str(error))[:60]}") from error
        except AssertionError as error:
            fields = sorted(set(re.findall(r"'(\w+)', \d+\): ", str(error)))) or str(error).split("\n")[:1]
            raise Broken(f"{kind} {' '.join(fields)[:80]}") from error

    @staticmethod
    def formats():
        from glossary.formats import FORMATS

        return FORMATS

    def crash(self, error: BaseException, data: bytes) -> None:
        """Keep the input and the traceback of a crash, once for each place."""
        frames = traceback.extract_tb(error.__traceback__)
        if not frames:
            frames = traceback.extract_stack()[-2:]
        ours = [frame for frame in frames if str(ROOT) in frame.filename and "bench" not in frame.filename] or frames
        place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"
        kind = f"{type(error).__name__} {error if isinstance(error, Broken) else place}"
        if kind in self.known:
            return
        self.known.add(kind)
        self.state["crashes"] += 1
        stem = self.folder / "crashes" / f"{self.name}-{re.sub('[^A-Za-z0-9]+', '-', kind)}"
        stem.with_suffix(".input").write_bytes(data)
        stem.with_suffix(".txt").write_text("".join(traceback.format_exception(error)), encoding="utf-8", errors="backslashreplace")
        self.tell()

    def tell(self) -> None:
        """Leave the figures where the parent finds them, however this process ends."""
        self.written = time.monotonic()
        (self.folder / f"{self.name}.json").write_text(json.dumps(self.state), encoding="utf-8")


def in_archive(data: bytes, max_size: int, seed: int) -> bytes:
    """A workbook with one of its parts mutated: bytes of the archive itself are nearly always just a broken archive."""
    import atheris

    chance = random.Random(seed)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(part, archive.read(part)) for part in archive.infolist()]
        assert parts
    except Exception:  # no archive any more
        return atheris.Mutate(data, len(data))
    if chance.random() < 0.1:
        return atheris.Mutate(data, len(data))
    weights = [20 if "sheet1.xml" in part.filename or "shared" in part.filename else 1 for part, _ in parts]
    [chosen] = chance.choices(range(len(parts)), weights)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (part, content) in enumerate(parts):
            archive.writestr(part.filename, atheris.Mutate(content, len(content) + 64) if number == chosen else content)
    return buffer.getvalue()[:max_size]


def fuzz(name: str, seconds: int, folder: Path) -> None:
    """Fuzz one reader in this process, which ends with it."""
    import atheris

    import glossary
    import translate.documents

    with atheris.instrument_imports(include=["glossary", "translate.documents"]):
        for package in (glossary, translate.documents):
            for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
                importlib.import_module(each.name)
    corpus = folder / name
    words = folder / "words.dict"
    words.write_text("".join(f'"{_escaped(each)}"\n' for each in _WORDS.split()), encoding="ascii")
    run = Run(name, folder)
    archive = name.endswith("xlsx")
    binary = archive or name in {"parquet", "any"}
    options = [
        f"-max_total_time={seconds}", f"-timeout={_STUCK}", f"-rss_limit_mb={_LARGEST}", f"-max_len={_LONGEST * (4 if binary else 1)}",
        f"-dict={words}", f"-artifact_prefix={folder / 'crashes' / name}-", "-print_final_stats=0", "-verbosity=0", "-len_control=0",
    ]  # fmt: skip
    mutator = {"custom_mutator": in_archive} if archive else {}
    atheris.Setup([sys.argv[0], *options, str(corpus)], run.one, **mutator)
    atheris.Fuzz()


def _escaped(word: str) -> str:
    """A word as a dictionary of libFuzzer has it; ``\\xNN`` in a word are bytes already."""
    return "".join(
        chr(byte) if 0x20 <= byte < 0x7F and chr(byte) != '"' else f"\\x{byte:02x}" for byte in word.encode()
    ).replace('"', '\\"')


# --------------------------------------------------------------------------------------------- all the readers


def fuzz_all(names: list[str], seconds: int, folder: Path) -> int:
    """Fuzz readers one after the other, each in a process of its own; the number of kinds of crashes."""
    (folder / "crashes").mkdir(parents=True, exist_ok=True)
    for name, found in seeds().items():
        if name in names:
            (folder / name).mkdir(exist_ok=True)
            for number, data in enumerate(found):
                (folder / name / f"seed-{number}").write_bytes(data)
    total = {"executions": 0, "read": 0, "crashes": 0}
    for place, name in enumerate(names):
        here = dict.fromkeys(total, 0)
        share = seconds // len(names) + (place < seconds % len(names))
        until = time.monotonic() + share
        while (left := int(until - time.monotonic())) > 0 or not here["executions"]:
            figures = folder / f"{name}.json"
            figures.unlink(missing_ok=True)
            command = [sys.executable, __file__, name, "--only", "--seconds", str(max(left, 1)), "--folder", str(folder)]
            ended = subprocess.run(command, check=False, capture_output=True, cwd=ROOT)
            if figures.exists():
                for what, count in json.loads(figures.read_text(encoding="utf-8")).items():
                    here[what] += count
            elif ended.returncode == 0:
                break  # no second went by
            if ended.returncode:
                here["crashes"] += 1
                log = folder / "crashes" / f"{name}-process-{here['crashes']}.txt"
                log.write_bytes(ended.stdout[-2000:] + ended.stderr[-20_000:])
                if not figures.exists():
                    break
        print(f"{name:20} {here['executions']:>10,} executions {here['read']:>9,} read {here['crashes']:>3} crashes", flush=True)
        for what, count in here.items():
            total[what] += count
    print(f"{'all':20} {total['executions']:>10,} executions {total['read']:>9,} read {total['crashes']:>3} crashes")
    return total["crashes"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="readers; all of them by default")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "termlock-fuzz")
    parser.add_argument("--only", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    unknown = sorted(set(given.names) - readers().keys())
    if unknown:
        parser.error(f"{', '.join(unknown)}: unknown; the readers are {', '.join(readers())}")
    if given.only:
        fuzz(given.names[0], given.seconds, given.folder)
    else:
        sys.exit(1 if fuzz_all(given.names or list(readers()), given.seconds, given.folder) else 0)


if __name__ == "__main__":
    main()
