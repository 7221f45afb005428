"""How long a large termbase takes to be written and read, and how much memory: CSV, XLSX and TBX.

    python bench/large_termbase.py [--concepts 10000 100000] [--formats csv xlsx tbx]

Every figure is that of a process of its own: processor time of writing (or reading) alone, without that of starting
Python and making the termbase; the size of the file; the peak of what the process held in memory, the termbase
included. A concept has a Chinese and two English terms, a subject field, a note and a source. The last lines are the
floor for XLSX: what xlsxwriter takes to write the same cells and openpyxl to read them, with nothing of termlock.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))


def made(concepts: int):
    """A termbase of our own words."""
    from glossary.termbase import Concept, Status, Term, Termbase

    first, second, third = "数字绿色实体海洋", "经济产业体系改革", "标准平台项目机制"
    return Termbase(
        concepts=tuple(
            Concept(
                id=f"c{number}",
                subject_field=f"field {number % 40}",
                terms=(
                    Term(text=f"{first[number % 8]}{second[number // 8 % 8]}{third[number // 64 % 8]}{number}号", language="zh-Hans"),
                    Term(text=f"standard platform no. {number}", language="en", source="Report on the work of the government"),
                    Term(text=f"platform {number}", language="en", status=Status.ADMITTED, note="short for the one above"),
                ),
            )
            for number in range(concepts)
        )
    )


def write(kind: str, concepts: int, path: Path) -> float:
    from glossary.formats import serialize
    from glossary.formats import write as written

    serialize(made(1), kind)  # what is imported counts for nothing
    termbase = made(concepts)
    began = time.process_time()
    written(termbase, path, kind)
    return time.process_time() - began


def read(kind: str, concepts: int, path: Path) -> float:
    from glossary.formats import parse, serialize
    from glossary.formats import read as again

    parse(serialize(made(1), kind)[0], kind)
    began = time.process_time()
    termbase = again(path, kind)
    seconds = time.process_time() - began
    assert len(termbase) == concepts
    return seconds


def _cells(concepts: int) -> list[tuple[str, ...]]:
    from glossary.formats.table_writer import to_table

    table = to_table(made(concepts))[0]
    return [table.header, *table.rows]


def floor_write(kind: str, concepts: int, path: Path) -> float:  # noqa: ARG001
    import xlsxwriter

    rows = _cells(concepts)
    began = time.process_time()
    with xlsxwriter.Workbook(path, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, column, cell)
    return time.process_time() - began


def floor_read(kind: str, concepts: int, path: Path) -> float:  # noqa: ARG001
    import openpyxl

    began = time.process_time()
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    count = sum(1 for _ in book.active.iter_rows(values_only=True))
    assert count > concepts
    return time.process_time() - began


TASKS = {"write": write, "read": read, "floor write": floor_write, "floor read": floor_read}


def measured(task: str, kind: str, concepts: int, path: Path) -> tuple[float, float]:
    """Seconds and megabytes of one task in a process of its own."""
    command = [sys.executable, __file__, "--one", task, kind, str(concepts), str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return tuple(json.loads(done.stdout))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--concepts", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--formats", nargs="+", default=["csv", "xlsx", "tbx"])
    parser.add_argument("--one", nargs=4, metavar=("TASK", "FORMAT", "CONCEPTS", "PATH"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        task, kind, concepts, path = given.one
        seconds = TASKS[task](kind, int(concepts), Path(path))
        print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6]))
        return
    print(f"{'':16}{'concepts':>9}{'seconds':>10}{'file MB':>10}{'peak MB':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for kind in given.formats:
            for task in ("write", "read", *(("floor write", "floor read") if kind == "xlsx" else ())):
                for concepts in given.concepts:
                    path = Path(folder, f"{concepts}{'-floor' * task.startswith('floor')}.{kind}")
                    seconds, peak = measured(task, kind, concepts, path)
                    print(f"{f'{kind} {task}':<16}{concepts:>9,}{seconds:>10.2f}{path.stat().st_size / 1e6:>10.1f}{peak:>10.0f}", flush=True)


if __name__ == "__main__":
    main()
