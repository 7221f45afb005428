"""A file of any size is checked chunk by chunk, and the report is the one that the whole would give."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from glossary.bitext import Pair, Side
from glossary.checks import run, streaming
from glossary.files import LargeText
from glossary.packed import Packed
from glossary.report import Report
from glossary.reports.document import Document
from glossary.termbase import Concept, Status, Term, Termbase

TERMS = Termbase(
    concepts=(
        Concept(
            id="out",
            terms=(
                Term(text="走出去", language="zh"),
                Term(text="going global", language="en"),
                Term(text="going out", language="en", status=Status.ADMITTED),
                Term(text="walk out", language="en", status=Status.FORBIDDEN),
            ),
        ),
        Concept(
            id="wto",
            terms=(
                Term(text="世界贸易组织", language="zh"),
                Term(text="World Trade Organization", language="en"),
                Term(text="WTO", language="en", status=Status.ADMITTED, term_type="acronym"),
            ),
        ),
    )
)
SENTENCES = [
    ("走出去。", "going global."),
    ("走出去。", "going out."),
    ("走出去2次。", "walk out 3 times."),
    ("世界贸易组织。", "The WTO."),
    ("世界贸易组织。", "The World Trade Organization."),
    ("你好。", "Hello."),
    ("走出去。", ""),
]


def pairs(count: int, seed: int) -> list[Pair]:
    chance = random.Random(seed)
    found, place = [], 0
    for _ in range(count):
        weights = [5, 1, 1, 3, 0.02, 5, 1]  # the full form is rare, so that chunks depend on each other
        source, target = chance.choices(SENTENCES, weights)[0]
        found.append(Pair(source=Side(text=source, offsets=place), target=Side(text=target, offsets=place + 50)))
        place += 100
    return found


def told(report: Report) -> tuple[object, ...]:
    issues = sorted((i.pair, i.check, i.message, str(i.source), str(i.target), str(i.severity), str(i.segment)) for i in report.issues)
    return report.segments, report.unaligned, issues, list(report.requirements), list(report.pairs), report.verdicts(), report.severities(), report.worst


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("processes", [1, 2])
def test_chunks_give_the_report_of_the_whole(seed: int, processes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Consistency, first mentions and acronyms look beyond a chunk."""
    if processes == 2 and seed:
        pytest.skip("starting processes takes a second; once is enough")
    monkeypatch.setattr(streaming, "CHUNK", 20)
    monkeypatch.setattr(streaming, "_SMALL", 80)
    given = pairs(400, seed)
    whole = run(given, TERMS, "zh", "en")
    streamed = streaming.run_on(iter(given), TERMS, "zh", "en", processes=processes)
    assert isinstance(streamed.issues, Packed)
    assert {"inconsistent-term", "first-mention", "missing-term", "number-mismatch"} <= {issue.check for issue in whole.issues}
    assert told(streamed) == told(whole)
    assert streamed.issues[len(streamed.issues) - 1].pair == max(issue.pair for issue in whole.issues)


def test_severities_count_in_chunks_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "CHUNK", 20)
    monkeypatch.setattr(streaming, "_SMALL", 80)
    given = pairs(200, 1)
    for severities in ({"inconsistent-term": None}, {"forbidden": None, "missing-term": None}):
        whole = run(given, TERMS, "zh", "en", severities=severities)
        assert told(streaming.run_on(given, TERMS, "zh", "en", severities=severities, processes=1)) == told(whole)


def test_a_program_that_is_not_guarded_is_not_run_again_by_each_process(tmp_path: Path) -> None:
    """Nobody who calls termlock from a script of three lines thinks of ``if __name__ == "__main__"``."""
    root = Path(__file__).parents[2]
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\n"
        f"sys.path[:0] = [{str(root)!r}, {str(Path(__file__).parent)!r}]\n"
        "import test_streaming as t\n"
        "t.streaming.CHUNK, t.streaming._SMALL = 20, 40\n"
        "print(len(t.streaming.run_on(t.pairs(100, 1), t.TERMS, 'zh', 'en', processes=2).pairs))\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=120, check=False)
    assert (done.stdout, done.returncode) == ("100\n", 0), done.stderr


def test_a_few_pairs_are_checked_here_and_now() -> None:
    report = streaming.run_on(pairs(10, 1), TERMS, "zh", "en")
    assert isinstance(report.issues, tuple)


def test_a_reader_s_error_ends_the_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "CHUNK", 20)
    monkeypatch.setattr(streaming, "_SMALL", 20)

    def broken():
        yield from pairs(60, 1)
        raise ValueError("line 7")

    with pytest.raises(ValueError, match="line 7"):
        streaming.run_on(broken(), TERMS, "zh", "en", processes=2)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_large_text_is_read_where_somebody_looks(mark: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A chunk may begin in the middle of a character; places are the same as in memory."""
    monkeypatch.setattr("glossary.files._CHUNK", 64)
    text = "".join(f"第{n}行 𠀀 é走出去{'x' * (n % 90)}\n" for n in range(120))
    path = tmp_path / "large.txt"
    path.write_text(mark + text, encoding="utf-8")
    large = LargeText(path)
    assert b"".join(large.chunks()) == path.read_bytes()
    assert len(large) == len(text)
    small, shown = Document(name="a", text=text), Document(name="a", text=large)
    chance = random.Random(3)
    for _ in range(300):
        start = chance.randrange(len(text))
        end = min(len(text), start + chance.randrange(300))
        assert large[start:end] == text[start:end]
        assert large.count("\n", start, end) == text.count("\n", start, end)
        if text[start] != "\n" or small.position(start)[1] < 64:
            assert shown.position(start)[0] == small.position(start)[0]
        line, column = small.position(start)
        if column < 64:
            assert shown.position(start) == (line, column)
            assert shown.around(start) == small.around(start)


def test_a_line_that_is_the_whole_file_is_shown_in_part() -> None:
    document = Document(name="a", text="x" * 100_000 + "走出去" + "y" * 100_000)
    number, line, first = document.around(100_000)
    assert (number, line[first : first + 3]) == (1, "走出去")
    assert len(line) < 10_000


@pytest.mark.parametrize("count", [0, 3, 60])
def test_json_in_pieces_is_json(count: int) -> None:
    """Faster than the encoder of the standard library, and the same."""
    import json

    from glossary.reports.json import as_data, pieces

    report = run(pairs(count, 2), TERMS, "zh", "en")
    assert "".join(pieces(report)) == json.dumps(as_data(report), ensure_ascii=False, indent=2) + "\n"


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
@pytest.mark.parametrize("seconds", [1.5, 3])
def test_an_interrupted_check_ends(seconds: float, tmp_path: Path) -> None:
    """It waited for ever for a process that was told to end before it had read what it was to examine."""
    rows = "".join(f"走出去，第{number}条，{'内容' * 40}\tgoing global, item {number}\n" for number in range(60_000))
    (tmp_path / "a.tsv").write_text(f"zh\ten\n{rows}", encoding="utf-8")
    (tmp_path / "terms.csv").write_text("zh,en\n走出去,going global\n", encoding="utf-8")
    root = Path(streaming.__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, str(root / "cli.py"), "check", "a.tsv", "-g", "terms.csv"], cwd=tmp_path, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )  # fmt: skip
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    try:
        assert process.wait(timeout=60) in {0, 130}  # 0: it was faster than the signal
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
