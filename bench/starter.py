"""What a starter termbase finds in real texts, and whether official translations use its renderings.

    python bench/starter.py --data DIR [--show] [--starter places]

DIR holds the Chinese texts (``*.zh.txt``: scraped pages are fine) and ``pairs.jsonl``, one official paragraph pair a
line ("zh" and "en"). Two tables: what is found in each text, and how often the English side has the preferred rendering
of a match, or any allowed one. A rendering is looked for in the whole paragraph, so one may answer two matches.
``--show`` lists every match whose paragraph has none: a variant that is missing here, a rendering of ours that is
wrong, or a translation that went its own way; only a reader can tell.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

from glossary import formats
from glossary.matcher import Certainty, Match, Matcher
from glossary.termbase import Status, Termbase

SIDES = 14
"""Characters of context on each side of a match that is shown."""


def in_context(text: str, match: Match) -> str:
    """The match in brackets between its neighbours, on one line."""
    before, after = text[max(0, match.start - SIDES) : match.start], text[match.end : match.end + SIDES]
    return f"{before}[{text[match.start : match.end]}]{after}".replace("\n", " ")


def texts(matcher: Matcher, data: Path) -> None:
    """One line a text: its size, what is found in it, and how much of that is doubtful."""
    print(f"{'text':34} {'characters':>10} {'matches':>8} {'per 1,000':>10} {'terms':>6} {'doubtful':>9}")
    for path in sorted(data.glob("*.zh.txt")):
        text = path.read_text(encoding="utf-8")
        size = sum(not character.isspace() for character in text)
        matches = matcher.find(text)
        doubtful = sum(match.certainty is Certainty.DOUBTFUL for match in matches)
        terms = len({match.term.text for match in matches})
        name = path.name.removesuffix(".zh.txt")
        rate, share = 1000 * len(matches) / size, doubtful / max(1, len(matches))
        print(f"{name:34} {size:10,} {len(matches):8,} {rate:10.1f} {terms:6} {share:9.1%}")


def pairs(termbase: Termbase, matcher: Matcher, data: Path, *, show: bool) -> None:
    """How many matches of the Chinese side are rendered by the English one, and (``show``) which are not."""
    checker = Matcher(termbase, "en")
    kinds = ("preferred", "another allowed one", "one to avoid", "none")
    counts = dict.fromkeys(kinds, 0)
    shown: list[str] = []
    for line in (data / "pairs.jsonl").read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        statuses: dict[str, set[Status]] = defaultdict(set)
        for match in checker.occurrences(pair["en"]):
            statuses[match.concept].add(match.term.status)
        for match in matcher.find(pair["zh"]):
            found = statuses[match.concept]
            if Status.PREFERRED in found:
                kind = "preferred"
            elif found & {Status.ADMITTED, Status.PROPOSED}:
                kind = "another allowed one"
            else:
                kind = "one to avoid" if found else "none"
                wanted = " | ".join(term.text for term in termbase.concept(match.concept).renderings("en"))
                shown.append(f"{pair['doc']}:{pair['i']} {kind}: {in_context(pair['zh'], match)} -> {wanted}")
            counts[kind] += 1
    total = max(1, sum(counts.values()))
    print(f"\n{total} matches in the Chinese paragraphs; the English paragraph has")
    for kind, count in counts.items():
        print(f"  {kind:22} {count:5} {count / total:7.1%}")
    if show:
        print("\n" + "\n".join(shown))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of *.zh.txt and pairs.jsonl")
    parser.add_argument("--starter", default="policy", choices=formats.STARTERS)
    parser.add_argument("--show", action="store_true", help="also list every match without an allowed rendering")
    arguments = parser.parse_args()
    termbase = formats.read(arguments.starter)
    matcher = Matcher(termbase, "zh")
    texts(matcher, arguments.data)
    pairs(termbase, matcher, arguments.data, show=arguments.show)


if __name__ == "__main__":
    main()
