"""Human references checked against their own glossaries: what would `missing-term` report, and does it find what is wrong?

    python bench/references.py --data DIR [--years 2015,2016] [--sample N] [--seed N] [--seeded N]

DIR holds JSON Lines files (see matching.py), one a year. Printed for each direction: the certain requirements, the share
of them that is reported missing, and the share of matches that are doubtful. ``--sample`` prints so many of those reported,
drawn with ``--seed`` over all years, with both segments whole, to be read and judged. ``--seeded`` replaces so many approved renderings (the place that meets a
requirement, where no other rendering of its concept stands in the segment) by a rendering of another concept of about
the same length, and prints in how many of the segments `missing-term` tells it, on the right source span.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

from glossary.bitext import Pair, Side
from glossary.checks import run
from glossary.issue import Verdict
from glossary.matcher import Certainty
from glossary.requirement import Requirements, Settled
from glossary.termbase import Termbase

sys.path.insert(0, str(Path(__file__).parent))
from matching import documents, termbase


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of JSON Lines files")
    parser.add_argument("--years", default="", help="only these, separated by commas")
    parser.add_argument("--sample", type=int, default=0, help="how many of those reported missing to show")
    parser.add_argument("--seed", type=int, default=1, help="seed of the draw")
    parser.add_argument("--seeded", type=int, default=0, help="how many renderings to replace")
    arguments = parser.parse_args()
    years = {year for year in arguments.years.split(",") if year}
    shown: list[str] = []
    places: list[tuple[Requirements, Termbase, str, str, Settled]] = []
    figures: dict[str, list[int]] = {}
    known: dict[str, tuple[Termbase, Requirements]] = {}
    for name, source, target, terms, pairs in documents(arguments.data):
        year = name.partition(":")[0]
        if years and year not in years:
            continue
        if year not in known:
            base = termbase(terms, source, target)
            known[year] = base, Requirements(base, source, target)
        base, requirements = known[year]
        counts = figures.setdefault(f"{year} {source}-{target}", [0, 0, 0, 0, 0])
        for number, (text, reference) in enumerate(pairs):
            required = requirements.of(text)
            settled = requirements.settle(required, reference)
            counts[0] += len(required)
            for each in settled:
                certain = each.requirement.certainty is Certainty.CERTAIN
                counts[1] += certain
                counts[2] += each.verdict is Verdict.UNSATISFIED
                counts[3] += certain and each.target is None
                span = each.requirement.source
                if each.verdict is Verdict.UNSATISFIED:
                    renderings = " | ".join(term.text for term in each.requirement.renderings)
                    shown.append(
                        f"{name}:{number} at {span.start}: {text[span.start : span.end]} -> {renderings}\n"
                        f"  {text[: span.start]}[[{text[span.start : span.end]}]]{text[span.end :]}\n  {reference}\n"
                    )
                elif each.target is not None and certain:
                    places.append((requirements, base, text, reference, each))
    for name, (matches, certain, missing, unmet, _) in figures.items():
        print(
            f"{name}: {matches} requirements, {1 - certain / matches:.2%} doubtful; of the {certain} certain ones "
            f"{missing / certain:.1%} are reported missing ({unmet / certain:.1%} have no rendering of their own)"
        )
    total = [sum(column) for column in zip(*figures.values(), strict=True)]
    print(f"all: {total[2] / total[1]:.1%} of {total[1]} certain requirements reported missing, {1 - total[1] / total[0]:.2%} doubtful")
    drawn = random.Random(arguments.seed).sample(shown, min(arguments.sample, len(shown)))
    for index, line in enumerate(drawn, 1):
        print(f"{index}. {line}")
    if arguments.seeded:
        seeded(places, arguments.seeded)


def seeded(places: list[tuple[Requirements, Termbase, str, str, Settled]], number: int) -> None:
    """Replace renderings, check, and print how many are told."""
    chance = random.Random(1)
    chance.shuffle(places)
    tried = told = 0
    for requirements, base, text, reference, settled in places:
        if tried == number:
            break
        requirement, place = settled.requirement, settled.target
        assert place is not None
        others = [match for match in requirements.renderings_in(reference) if match.concept == requirement.concept]
        if any((match.start, match.end) != (place.start, place.end) for match in others) or requirement.later:
            continue
        here = {match.concept for match in requirements.renderings_in(reference)}
        length = place.end - place.start
        rivals = [
            rendering.text
            for concept in base
            if concept.id not in here
            for rendering in requirements.allowed(concept.id)
            if abs(len(rendering.text) - length) <= 3
        ]
        if not rivals:
            continue
        changed = reference[: place.start] + chance.choice(rivals) + reference[place.end :]
        if any(match.concept == requirement.concept for match in requirements.renderings_in(changed)):
            continue
        tried += 1
        report = run(
            [Pair(source=Side(text=text), target=Side(text=changed))],
            base, requirements.source_language, requirements.target_language, requirements=requirements,
        )  # fmt: skip
        found = any(issue.check == "missing-term" and issue.source == requirement.source for issue in report.issues)
        told += found
        if not found:
            print(f"NOT TOLD: {requirement.term.text} at {requirement.source} ({reference[place.start : place.end]})")
    print(f"seeded: {told} of {tried} told ({told / tried:.1%})")


if __name__ == "__main__":
    main()
