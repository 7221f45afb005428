"""How good the matcher's evidence is: of the matches of each class, how many have a rendering in the reference?

    python bench/matching.py --data DIR [--show CLASS] [--direction zh-en|en-zh]
    python bench/matching.py --policy pairs.jsonl [--show CLASS]

DIR holds JSON Lines files, one document a line: "zh" and "en" (texts with one paragraph a line, as many on both sides)
and "proper" ({source term: [renderings]}), the form in which the WMT25 terminology task, track 2, publishes its data.
A match counts as rendered when the paragraph beside it has one of its renderings (as the matcher finds them: a later
match of the paragraph needs no rendering of its own here). What the matcher left out is measured as well. ``--policy``
takes paragraph pairs, one a line ("doc", "zh", "en"), and measures the starter termbase on them.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

from glossary import formats
from glossary.evidence import Cuts
from glossary.folding import fold
from glossary.languages import HAN, base_language
from glossary.matcher import Certainty, Match, Matcher, matcher_for
from glossary.termbase import Concept, Term, Termbase


def termbase(terms: dict[str, list[str]], source: str, target: str) -> Termbase:
    """The task's dictionary as a termbase: one concept for each source term."""
    return Termbase(
        concepts=tuple(
            Concept(
                id=str(number),
                terms=(
                    Term(text=term.strip(), language=source),
                    *(Term(text=rendering.strip(), language=target) for rendering in renderings if rendering.strip()),
                ),
            )
            for number, (term, renderings) in enumerate(terms.items())
            if term.strip()
        )
    )


class Sides(NamedTuple):
    """What finds the terms of the source, and the renderings in the target, of one termbase."""

    termbase: Termbase
    finder: Matcher
    checker: Matcher

    @classmethod
    def of(cls, base: Termbase, source: str, target: str) -> Sides:
        """Of a termbase, for a pair of languages. Only allowed renderings count."""
        allowed = [(concept.id, term) for concept in base for term in concept.renderings(target)]
        return cls(base, Matcher(base, source), matcher_for(allowed, target, target=True))


def documents(data: Path):
    """(name, source language, target language, termbase, paragraph pairs) of every document."""
    for path in sorted(data.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            document = json.loads(line)
            chinese = sum(HAN.search(term) is not None for term in document["proper"])
            source, target = ("zh", "en") if 2 * chinese > len(document["proper"]) else ("en", "zh")
            sides = [[part for part in document[tag].split("\n") if part.strip()] for tag in (source, target)]
            if len(sides[0]) != len(sides[1]):
                continue  # nothing says which paragraph renders which
            yield f"{path.stem}:{number}", source, target, document["proper"], list(zip(*sides, strict=True))


def policy_pairs(path: Path) -> dict[str, list[tuple[str, str]]]:
    """The paragraph pairs of each document."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        found[pair["doc"]].append((pair["zh"], pair["en"]))
    return found


def classes(text: str, chosen: list[Match], candidates: list[Match], language: str):
    """(class, match) for everything that was chosen, and for what was not."""
    folded = fold(text, language)
    cuts = Cuts(folded.text) if language == "zh" else None
    backward = {start: index for index, start in enumerate(folded.starts)} if folded.starts else None

    def fit(match: Match) -> str:
        if cuts is None:
            return ""
        if backward is None:
            return cuts.fit(match.start, match.end).value
        last = max(index for index in range(len(folded.text)) if folded.ends[index] <= match.end)
        return cuts.fit(backward[match.start], last + 1).value

    taken = {(match.start, match.end) for match in chosen}
    for match in chosen:
        length = match.end - match.start
        size = "" if language != "zh" else "2" if length <= 2 else "3" if length == 3 else "4+"
        yield f"{match.certainty.value:9} {fit(match):9} {size}", match
    for match in candidates:
        if (match.start, match.end) in taken:
            continue
        rivals = [other for other in chosen if other.start < match.end and match.start < other.end]
        nested = any(other.start <= match.start and match.end <= other.end for other in rivals)
        why = "nested" if nested else "overlaps" if rivals else "refuted"
        yield f"left out: {why} {fit(match) if why != 'nested' else ''}", match


def main() -> None:
    """Measure and print one table a direction."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder of JSON Lines files")
    parser.add_argument("--policy", type=Path, help="JSON Lines file of paragraph pairs for the starter termbase")
    parser.add_argument(
        "--show", default="", help="also print up to 25 unrendered matches of the classes with this in their name"
    )
    parser.add_argument("--direction", default="", help="zh-en or en-zh alone")
    arguments = parser.parse_args()
    if not (arguments.data or arguments.policy):
        parser.error("give --data DIR or --policy FILE")
    total: dict[str, Counter[str]] = defaultdict(Counter)
    rendered: dict[str, Counter[str]] = defaultdict(Counter)
    shown: list[str] = []

    def measure(name: str, group: str, sides: Sides, pairs: list[tuple[str, str]]) -> None:
        for number, (text, reference) in enumerate(pairs):
            there = {match.concept for match in sides.checker.occurrences(reference)}
            chosen, candidates = list(sides.finder.find(text)), list(sides.finder.occurrences(text))
            for kind, match in classes(text, chosen, candidates, base_language(sides.finder.language)):
                total[group][kind] += 1
                rendered[group][kind] += match.concept in there
                if arguments.show and arguments.show in kind and match.concept not in there:
                    context = text[max(0, match.start - 12) : match.start] + "[" + text[match.start : match.end] + "]"
                    wanted = [term.text for term in sides.termbase.concept(match.concept).renderings(sides.checker.language)]
                    shown.append(f"{name}:{number} {kind}: {context}{text[match.end : match.end + 12]} -> {wanted}")

    sides: dict[str, Sides] = {}
    for name, source, target, terms, pairs in documents(arguments.data) if arguments.data else ():
        if arguments.direction not in {"", f"{source}-{target}"}:
            continue
        year = name.partition(":")[0]
        if year not in sides:
            sides[year] = Sides.of(termbase(terms, source, target), source, target)
        measure(name, f"{source}-{target}", sides[year], pairs)
    if arguments.policy:
        starter = Sides.of(formats.read("policy"), "zh", "en")
        for name, pairs in policy_pairs(arguments.policy).items():
            measure(name, "starter zh-en", starter, pairs)
    for direction, kinds in total.items():
        matches = sum(count for kind, count in kinds.items() if not kind.startswith("left out"))
        doubtful = sum(count for kind, count in kinds.items() if kind.startswith(Certainty.DOUBTFUL.value))
        certain = matches - doubtful
        met = sum(count for kind, count in rendered[direction].items() if kind.startswith(Certainty.CERTAIN.value))
        print(
            f"{direction}: {matches} matches, {doubtful / matches:.2%} doubtful; of the certain ones {met / certain:.1%} rendered"
        )
        for kind, count in sorted(kinds.items()):
            print(f"  {kind:32} {count:6} {rendered[direction][kind] / count:7.1%}")
    for line in sorted(random.Random(1).sample(shown, min(25, len(shown)))):
        print(line)


if __name__ == "__main__":
    main()
