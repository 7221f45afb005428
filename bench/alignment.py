"""How many segment pairs of two documents are found, with and without the terms of a termbase as anchors.

    python bench/alignment.py --data DIR [--seed 1]

DIR holds JSON Lines files, one document a line: "zh" and "en" (texts with one paragraph a line, as many on both sides) and
"proper" ({source term: [renderings]}), the form in which the WMT25 terminology task, track 2, publishes its data. What is
known to answer each other are their lines. In each document one target line of twenty is deleted, one source line of
twenty is deleted, and one target line of ten is joined with the next; all paragraph edges are taken away. Counted is which
of the pairs that should be found are found exactly (precision, recall), and how many lonely lines are called lonely.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from pathlib import Path

from matching import documents, termbase

from glossary.bitext import Side, align
from glossary.requirement import Requirements
from translate.documents.pairing import anchors


def spoilt(pairs: list[tuple[str, str]], chance: random.Random):
    """(source lines, target lines, the pairs of their numbers that are right)."""
    sources: list[str] = []
    targets: list[str] = []
    right: set[tuple[tuple[int, ...], tuple[int, ...]]] = set()
    joining = False
    for source, target in pairs:
        drop = chance.random()
        ours: tuple[int, ...] = ()
        theirs: tuple[int, ...] = ()
        if drop > 0.05:
            ours = (len(sources),)
            sources.append(source)
        if not 0.05 < drop < 0.1:
            if joining and targets:
                targets[-1] += " " + target
                theirs = (len(targets) - 1,)
                before = next(bead for bead in right if bead[1] == theirs)
                right.remove(before)
                ours = before[0] + ours
            else:
                theirs = (len(targets),)
                targets.append(target)
            joining = chance.random() < 0.1
        else:
            joining = False
        right.add((ours, theirs))
    return sources, targets, right


def sides(lines: list[str]) -> tuple[list[list[Side]], dict[int, int]]:
    """One paragraph of all lines; and where each line begins."""
    found, place, begins = [], 0, {}
    for number, line in enumerate(lines):
        begins[place] = number
        found.append(Side(text=line, offsets=place))
        place += len(line) + 1
    return [found], begins


def main() -> None:
    """Measure and print one line for each direction and way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of JSON Lines files")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    counts: dict[tuple[str, str], Counter[str]] = {}
    for name, source, target, terms, pairs in documents(arguments.data):
        ours, theirs, right = spoilt(pairs, random.Random(f"{arguments.seed} {name}"))
        left, left_begins = sides(ours)
        other, right_begins = sides(theirs)
        requirements = Requirements(termbase(terms, source, target), source, target)
        for way, keys in {"lengths, numbers, Latin words": {}, "and terms": anchors(requirements)}.items():
            began = time.process_time()
            found = set()
            for pair in align(left, other, **keys):
                bead = []
                for side, begins in ((pair.source, left_begins), (pair.target, right_begins)):
                    first, last = side.locate(0, len(side.text))
                    bead.append(tuple(number for place, number in begins.items() if side.text and first <= place < last))
                found.add(tuple(bead))
            count = counts.setdefault((f"{source}-{target}", way), Counter())
            count["seconds"] += time.process_time() - began  # type: ignore[assignment]
            wanted, got = ({bead for bead in beads if all(bead)} for beads in (right, found))
            lonely, alone = ({bead for bead in beads if not all(bead)} for beads in (right, found))
            count.update(wanted=len(wanted), got=len(got), both=len(wanted & got), lonely=len(lonely), alone=len(lonely & alone))
    for (direction, way), count in sorted(counts.items()):
        print(
            f"{direction} {way:30} precision {count['both'] / count['got']:.1%} recall {count['both'] / count['wanted']:.1%} of {count['wanted']};"
            f" lonely {count['alone']} of {count['lonely']}; {count['seconds']:.1f} s"
        )


if __name__ == "__main__":
    main()
