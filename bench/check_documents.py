"""How long `termlock check` takes for two documents of 1,000 segments: the whole process, start-up and report included.

    python bench/check_documents.py [--data DIR] [--segments 1000] [--rounds 5]

Without ``--data`` the documents are made of the example article under the starter. DIR holds JSON Lines files (see
matching.py); then they are the first lines of the first year that
has as many, or all of the last year, with its glossary. Printed are the processor
time (user and system) and the wall time of the best round and of the median one; the latter means little on a busy machine.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from matching import documents, termbase

from glossary import formats
from translate.documents import read as documents_read

ROOT = Path(__file__).parent.parent


def made(folder: Path, number: int) -> list[str]:
    """Two Markdown documents of the example's lines, each numbered so that no two are alike; and their options."""
    names = ("opening-up.zh.md", "opening-up.draft.en.md")
    sides = [[line for line in (ROOT / "examples" / name).read_text("utf-8").split("\n") if line] for name in names]
    assert len(sides[0]) == len(sides[1])
    sentences = len(documents_read(ROOT / "examples" / names[0], "zh").segments)
    for name, lines in zip(("zh.md", "en.md"), sides, strict=True):
        some = islice(cycle(lines), round(number * len(lines) / sentences))
        text = "\n\n".join(f"{line} ({index})" for index, line in enumerate(some))
        (folder / name).write_text(text + "\n", "utf-8")
    return ["zh.md", "en.md", "--from", "zh", "--to", "en", "-g", "policy"]


def read(folder: Path, data: Path, number: int) -> list[str]:
    """Two documents of real pairs, one a paragraph, of the first year with enough of them; and their options."""
    year, found = "", []
    for each in documents(data):
        if each[0].partition(":")[0] != year:
            year, found = each[0].partition(":")[0], []
        found += each[4]
        if len(found) >= number:
            break
    _, source, target, terms, _ = each
    for side, suffix in enumerate((source, target)):
        (folder / f"{suffix}.txt").write_text("\n\n".join(pair[side].replace("\n", " ") for pair in found[:number]) + "\n", "utf-8")
    (folder / "terms.json").write_bytes(formats.serialize(termbase(terms, source, target), "json")[0])
    return [f"{source}.txt", f"{target}.txt", "--from", source, "--to", target, "-g", "terms.json"]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder of JSON Lines files")
    parser.add_argument("--segments", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        options = read(folder, arguments.data.resolve(), arguments.segments) if arguments.data else made(folder, arguments.segments)
        spent = []
        for _ in range(arguments.rounds):
            before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-m", "cli", "check", *options], cwd=folder, capture_output=True, text=True, check=False,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )  # fmt: skip
            wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
            if done.returncode not in {0, 1}:
                sys.exit(done.stderr)
            spent.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall))
    print(done.stdout.strip().rsplit("\n", 1)[-1])
    cpu, wall = (sorted(column) for column in zip(*spent, strict=True))
    middle = len(spent) // 2
    print(f"processor time {cpu[0]:.2f} s (median {cpu[middle]:.2f}), wall time {wall[0]:.2f} s (median {wall[middle]:.2f})")


if __name__ == "__main__":
    main()
