"""Makes glossary/data/adjacent.txt: which characters stand side by side in words of the segmenter's dictionary.

    python bench/adjacency.py DICTIONARY > glossary/data/adjacent.txt

DICTIONARY is jieba's `dict.txt` (a word, its frequency and its part of speech a line). The one of rjieba 0.2.2 has the same
words and frequencies as that of jieba 0.42.1. Every line of the table begins with a character; those that follow it
somewhere come after. With another dictionary `glossary/adjacency.py` has to name the version of rjieba that has it.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

HEADER = """\
# What stands side by side in the words of jieba's dictionary (https://github.com/fxsjy/jieba); made by bench/adjacency.py.
# The MIT License. Copyright (c) 2013 Sun Junyi. Permission is hereby granted, free of charge, to any person obtaining a copy
# of this software and associated documentation files (the "Software"), to deal in the Software without restriction,
# including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of
# the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions: The
# above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.
# THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
# WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
# COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
# ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE."""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dictionary", type=Path)
    following: defaultdict[str, set[str]] = defaultdict(set)
    for line in parser.parse_args().dictionary.read_text(encoding="utf-8").splitlines():
        for first, second in pairwise(line.split(" ")[0]):
            following[first].add(second)
    print(HEADER)
    for first in sorted(following):
        print(first + "".join(sorted(following[first])))


if __name__ == "__main__":
    main()
