"""Hostile files, through the command line: a clear error and exit code 2 in bounded time and memory, never a traceback.

All cases run one after the other in one process beside that of the tests, which measures each: what a case needs must
not be hidden by what another one had.
"""

import json
import os
import resource
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECONDS, MEGABYTES = 30, 900
"""What a case may take: processor time, and memory beyond that of termlock itself."""

TBX = '<tbx type="TBX-Basic" style="dca" xml:lang="en"><text><body><conceptEntry id="c"><langSec xml:lang="en"><termSec><term>{}</term></termSec></langSec></conceptEntry></body></text></tbx>'
TMX = '<tmx version="1.4"><header/><body><tu><tuv xml:lang="zh"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>a</seg></tuv></tu></body></tmx>'
XLIFF = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="zh" trgLang="en"><file id="f"><unit id="u">'
    '<gls:glossary xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0"><gls:glossEntry><gls:term>{}</gls:term><gls:translation>a</gls:translation>'
    "</gls:glossEntry></gls:glossary><segment><source>x</source></segment></unit></file></xliff>"
)
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)) + "]>"
EXTERNAL = '<!DOCTYPE x [<!ENTITY m SYSTEM "secret.txt">]>'
QUADRATIC = f'<!DOCTYPE x [<!ENTITY m "{"ha" * 50_000}">]>'
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


def xlsx(path, sheet, **parts):
    """A workbook whose one sheet is this text; ``parts`` are put in place of others or beside them."""
    import openpyxl

    openpyxl.Workbook().save(path)
    with zipfile.ZipFile(path) as archive:
        content = {part.filename: archive.read(part) for part in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in (content | {"xl/worksheets/sheet1.xml": sheet} | parts).items():
            archive.writestr(name, data)


def bomb(path, name, gigabytes=1):
    """A zip of about a megabyte that unpacks to a gigabyte; its compressed bytes are one block over and over."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b" " * (16 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = block * (64 * gigabytes) + packer.flush(zlib.Z_FINISH)
    size, called = gigabytes << 30, name.encode()
    common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, 0, len(packed), size, len(called), 0)
    entry = b"PK\x03\x04" + common + called
    directory = b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + called
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(directory), len(entry) + len(packed), 0)
    path.write_bytes(entry + packed + directory + end)


def lying(path):
    """A workbook whose directory says that a sheet is small, and it is not."""
    xlsx(path, SHEET.format("<row><c t='str'><v>" + "zh " * 1_000_000 + "</v></c></row>"))
    data = path.read_bytes()
    place = data.index(b"xl/worksheets/sheet1.xml", data.index(b"PK\x01\x02")) - 22
    path.write_bytes(data[:place] + struct.pack("<I", 100) + data[place + 4 :])


def parquet(path, rows):
    import polars as pl

    frame = pl.DataFrame({"id": ["a"], "terms": [[]]}, schema={"id": pl.String, "terms": pl.List(pl.Struct({"text": pl.String, "language": pl.String}))})
    frame.select(pl.all().gather(pl.zeros(rows, dtype=pl.UInt32, eager=True))).write_parquet(path, compression="zstd")


def text(content, encoding="utf-8"):
    return lambda path: path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))


REFUSED = {
    # name of the file: (what makes it, what the message says)
    # --- XML: entities that grow, entities of files, entities that are long and used often
    "laughs.tbx": (text(LAUGHS + TBX.format("&m;")), "declares XML entities"),
    "laughs.tmx": (text(LAUGHS + TMX.format("&m;")), "declares XML entities"),
    "laughs.xlf": (text(LAUGHS + XLIFF.format("&m;")), "declares XML entities"),
    "external.tbx": (text(EXTERNAL + TBX.format("&m;")), "declares XML entities"),
    "external.tmx": (text(EXTERNAL + TMX.format("&m;")), "declares XML entities"),
    "external.xlf": (text(EXTERNAL + XLIFF.format("&m;")), "declares XML entities"),
    "quadratic.tbx": (text(QUADRATIC + TBX.format("&m;" * 50_000)), "declares XML entities"),
    "utf16.tbx": (text('<?xml version="1.0" encoding="UTF-16"?>' + LAUGHS + TBX.format("&m;"), "utf-16"), "declares XML entities"),
    "deep.tbx": (text("<tbx>" + "<a>" * 1_000_000), "Excessive depth"),
    "deep.xlf": (text(XLIFF[: XLIFF.index("<gls:glossEntry>")] + "<a>" * 1_000_000), "Excessive depth"),
    # --- XLSX: a gigabyte out of a megabyte, in a sheet and beside it; entities; ten million columns; depth
    "bomb.xlsx": (lambda path: bomb(path, "xl/worksheets/sheet1.xml"), "unpacks to 1,073,741,824 bytes"),
    "bomb-strings.xlsx": (lambda path: bomb(path, "xl/sharedStrings.xml"), "unpacks to 1,073,741,824 bytes"),
    "lying.xlsx": (lying, "is no workbook that can be read"),
    "laughs.xlsx": (lambda path: xlsx(path, LAUGHS + SHEET.format("<row><c t='inlineStr'><is><t>&m;</t></is></c></row>")), "declares XML entities"),
    "wide.xlsx": (lambda path: xlsx(path, SHEET.format("<row>" + "<c/>" * 10_000_000 + "</row>")), "unpacks to"),
    "wide-enough.xlsx": (lambda path: xlsx(path, SHEET.format("<row>" + "<c><v>1</v></c>" * 600_000 + "</row>")), "a term table has at most 1,000"),
    "sparse.xlsx": (lambda path: xlsx(path, SHEET.format('<row r="1"><c r="A1" t="str"><v>zh</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')), "has 16384 cells and the header 1"),
    "deep.xlsx": (lambda path: xlsx(path, SHEET.format("<a>" * 500_000 + "</a>" * 500_000)), "is empty"),
    # --- Tables as text
    "wide.csv": (text("a," * 10_000_000 + "\n"), "has 10,000,001 columns; a term table has at most 1,000"),
    "wide.tsv": (text("a\t" * 10_000_000 + "\n"), "has 10,000,001 columns; a term table has at most 1,000"),
    "long.csv": (text('zh,en\n甲,"' + "a" * 20_000_000), "131,072 characters"),
    "long-header.csv": (text("a" * 20_000_000 + ",en\n"), "131,072 characters"),
    "long-line.txt": (text("a" * 20_000_000), "has no rendering"),
    "open.csv": (text('zh,en\n甲,"' + "a,b\n" * 20_000), "a quote is opened here and never closed"),
    "nul.csv": (text("zh,en\n甲\0,a\n"), "holds NUL bytes"),
    "nul.tsv": (text("zh\ten\n甲\0\ta\n"), "holds NUL bytes"),
    "nul.json": (text('{"concepts": []\0}'), "holds NUL bytes"),
    "nul.jsonl": (text('{"id": "\0"}'), "holds NUL bytes"),
    "nul.tab": (text("甲\0\ta\n"), "holds NUL bytes"),
    "nul.utx": (text("#UTX 1.20; zh/en\n#src\ttgt\n甲\0\ta\n"), "holds NUL bytes"),
    "nul.po": (text('msgid "甲\0"\nmsgstr "a"\n'), "holds NUL bytes"),
    "nul.tbx": (text(TBX.format("\0")), "is no well-formed XML"),
    "nul.bin": (text(b"\0" * 1_000_000), "is no kind of termbase"),
    "surrogate.csv": (text(b"zh,en\n\xed\xa0\x80,a\n"), "surrogate.csv:2: byte 6 (0xED)"),
    "surrogate.tbx": (text(TBX.format("\0").encode().replace(b"\0", b"\xed\xa0\x80")), "is no well-formed XML"),
    "surrogate-reference.tbx": (text(TBX.format("&#xD800;")), "is no well-formed XML"),
    "surrogate.json": (text('{"concepts": [{"id": "c", "terms": [{"text": "\\ud800", "language": "en"}]}]}'), "half of a surrogate pair"),
    "surrogate-dictionary.json": (text('{"\\ud800": "a"}'), "half of a surrogate pair"),
    "surrogate.jsonl": (text('{"id": "\\udc00"}\n'), "half of a surrogate pair"),
    # --- JSON
    "deep.json": (text("[" * 5_000_000), "is JSON too deep"),
    "deep.jsonl": (text('{"a":' * 1_000_000), "is JSON too deep"),
    "number.json": (text("1" * 2_000_000), "is JSON too deep or too large"),
    "many.json": (text('{"concepts": [' + "3," * 1_000_000 + "3]}"), "more problems"),
    # --- Parquet
    "equal.parquet": (lambda path: parquet(path, 3_000_000), "and 9,9"),
    "cut.parquet": (lambda path: (parquet(path, 10), path.write_bytes(path.read_bytes()[:-9]))[-1], "is no Parquet file"),
    "zero.parquet": (text(b"PAR1" + b"\0" * 1000 + b"PAR1"), "is no Parquet file"),
    "footer.parquet": (text(b"PAR1" + b"\xff" * 100 + struct.pack("<I", 0xFFFFFFF0) + b"PAR1"), "is no Parquet file"),
    # --- What is no file
    "folder.csv": (lambda path: path.mkdir(), "is a folder"),
    "pipe.csv": (os.mkfifo, "is a pipe, and nobody writes into it"),
    "endless.csv": (lambda path: path.symlink_to("/dev/zero"), "has more than 64 MiB"),
    "unreadable.csv": (lambda path: (path.touch(), path.chmod(0))[-1], "" if os.geteuid() == 0 else "may not be read"),
    "none.csv": (lambda path: None, "no such file"),
    "circle.csv": (lambda path: path.symlink_to(path.name), "circle.csv: cannot be read"),
    "empty.csv": (lambda path: path.touch(), "is empty"),
    "empty.xlsx": (lambda path: path.touch(), "is no workbook"),
    "empty.json": (lambda path: path.touch(), "is no JSON"),
}

CHILD = """
import contextlib, io, json, resource, sys, time
from pathlib import Path
import cli
from glossary import files

files.LARGEST, files._PATIENCE = 64 << 20, 0.2
import polars, lxml.etree, openpyxl  # what is loaded once counts for no case
for name in json.loads(sys.argv[1]):
    files.LARGEST = (64 << 20) if name == "endless.csv" else (1 << 30)
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    held = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    said, began = io.StringIO(), time.process_time()
    sys.argv[1:] = ["glossary", "convert", name, "out.json", "--from", "zh", "--to", "en"]
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code
        except BaseException as error:
            code = repr(error)
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    seconds, megabytes = time.process_time() - began, (int(peak.split()[1]) * 1024 - held) / 1e6
    found = {"code": code, "said": said.getvalue(), "seconds": seconds, "megabytes": megabytes, "written": Path("out.json").exists()}
    Path("out.json").unlink(missing_ok=True)
    print(json.dumps([name, found]), flush=True)
"""


@pytest.fixture(scope="module")
def ended():
    """How the command line ended on each file."""
    if not Path("/proc/self/clear_refs").exists():
        pytest.skip("memory of one case after another is measured on Linux")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "secret.txt").write_text("a secret", encoding="utf-8")
        for name, (make, _) in REFUSED.items():
            make(Path(folder, name))
        command = [sys.executable, "-c", CHILD, json.dumps(list(REFUSED))]
        limit = lambda: resource.setrlimit(resource.RLIMIT_CPU, (600, 600))  # noqa: E731
        done = subprocess.run(command, cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False, preexec_fn=limit)
        assert done.returncode == 0, done.stderr
        yield dict(map(json.loads, done.stdout.splitlines()))


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused(name, ended):
    how, message = ended[name], REFUSED[name][1]
    if name == "unreadable.csv" and os.geteuid() == 0:
        pytest.skip("the superuser may read everything")
    assert how["code"] == 2, how
    assert how["said"].startswith("termlock: "), how
    assert message in how["said"]
    assert "internal error" not in how["said"]
    assert "secret" not in how["said"]
    assert len(how["said"]) < 20_000
    assert not how["written"]
    assert how["seconds"] < SECONDS, how
    assert how["megabytes"] < MEGABYTES, how
