"""How well Traditional texts survive a conversion to Simplified and back: with OpenCC alone, and as termlock writes them.

    python bench/traditional.py zh-HK FILE... [--show]

A file is plain text, or JSON Lines with "zh" in each. A character that comes back as another one is counted; ``--show``
lists which. Only texts that people typed in Traditional say anything.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

import opencc

sys.path.insert(0, str(Path(__file__).parent.parent))

from glossary.scripts import to_script


def texts(path: Path) -> str:
    """The Traditional text of a file."""
    content = path.read_text(encoding="utf-8")
    return "\n".join(json.loads(line)["zh"] for line in content.splitlines()) if path.suffix == ".jsonl" else content


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", help="zh-Hant, zh-HK or zh-TW")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--show", action="store_true", help="also list the characters")
    arguments = parser.parse_args()
    alone = opencc.OpenCC("s2hk" if arguments.language.endswith("HK") else "s2tw").convert
    for path in arguments.files:
        text = texts(path)
        simplified = to_script(text, "zh-Hans")
        others = [
            Counter(f"{other} for {one}" for one, other in zip(text, back, strict=True) if one != other)
            for back in (alone(simplified), to_script(simplified, arguments.language))
        ]
        print(f"{path.name} {arguments.language}: of {len(text):,} characters OpenCC gets {others[0].total()} otherwise, termlock {others[1].total()}")
        if arguments.show:
            print("   ", ", ".join(f"{what} {count}" for what, count in others[1].most_common()))


if __name__ == "__main__":
    main()
