"""A kill at any moment while a file is written leaves the old file or the new one, never a part."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from glossary.files import write_bytes

ROOT = Path(__file__).parents[2]

KILLED = """
import os, signal, sys, tempfile
from pathlib import Path
from glossary.files import write_bytes

path, old, new = Path(sys.argv[1]), b"old" * 50_000, b"new" * 70_000
write_bytes(path, old)  # everything is imported
moment = outcomes = 0
seen = {"old": 0, "new": 0}
while True:
    moment += 1
    path.write_bytes(old)
    child = os.fork()
    if not child:
        left = moment

        def count(frame, event, argument):
            global left
            left -= event == "line"
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)  # nothing is cleaned up
            return count

        sys.settrace(count)
        write_bytes(path, (new[place : place + 10_000] for place in range(0, len(new), 10_000)))
        sys.settrace(None)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    found = path.read_bytes()
    assert found in (old, new), f"a part of {len(found)} bytes at moment {moment}"
    seen["old" if found == old else "new"] += 1
    others = [each.name for each in path.parent.iterdir() if each != path]
    assert all(each.startswith(f".{path.name}.") and each.endswith(".part") for each in others), others
    assert len(others) <= 1, others
    for each in others:
        (path.parent / each).unlink()
    if os.WIFEXITED(status):
        assert found == new and not others
        print(moment, seen["old"], seen["new"])
        break
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a fork of the process")
def test_a_kill_between_any_two_steps_leaves_the_old_file_or_the_new_one(tmp_path):
    """A fork is killed at its first line of Python, the next one at the second, and so on to the end of the writing."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path / "terms.csv")], env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    moments, old, new = map(int, done.stdout.split())
    assert moments > 50
    assert old > 30
    assert new > 1


def test_what_a_killed_writer_left_goes_with_the_next_writing(tmp_path):
    path, left, other = tmp_path / "a[1].csv", tmp_path / ".a[1].csv.x1.part", tmp_path / ".b.csv.x1.part"
    for part in (left, other):
        part.write_bytes(b"half")
        os.utime(part, (0, 0))
    write_bytes(path, b"whole")
    assert not left.exists()
    assert other.exists()  # of another file


def test_what_another_writer_is_at_stays(tmp_path):
    fcntl = pytest.importorskip("fcntl")
    path, slow, young = tmp_path / "a.csv", tmp_path / ".a.csv.x1.part", tmp_path / ".a.csv.x2.part"
    young.write_bytes(b"half")
    with slow.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        os.utime(slow, (0, 0))
        write_bytes(path, b"whole")
    assert slow.exists()
    assert young.exists()
    assert time.time() - young.stat().st_mtime < 60


def test_an_error_while_writing_leaves_nothing(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")

    def pieces():
        yield b"new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_bytes(path, pieces())
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]
