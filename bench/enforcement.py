#!/usr/bin/env python3
"""Free, hints only and enforced side by side: success, pieces, wall time, and quality where there is a reference.

    python bench/enforcement.py example
    python bench/enforcement.py wmt --data WMT25_TRACK2_FOLDER --scorer SCORE.py 2016:1 2015:0

Even years are Chinese to English, odd ones English to Traditional Chinese. Each mode of each document gets a newly
loaded model and no memory, so that none profits from what another left in a cache; times are the wall's, without the
loading, so compare ratios.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from glossary import formats
from glossary.issue import Verdict
from glossary.report import MET
from glossary.termbase import Concept, Term, Termbase, merge
from translate.documents import parse, read
from translate.enforce import Mode
from translate.engines import load
from translate.pipeline import translate

ROOT = Path(__file__).parent.parent


def wmt_termbase(document: dict, source: str, target: str) -> Termbase:
    """The task's ``proper`` terms as a termbase."""
    concepts = []
    for number, (term, renderings) in enumerate(document["proper"].items()):
        texts = list(dict.fromkeys(text.strip() for text in renderings if text.strip()))
        if term.strip() and texts:
            terms = (Term(text=term.strip(), language=source), *(Term(text=text, language=target) for text in texts))
            concepts.append(Concept(id=f"{number}", terms=terms))
    return Termbase(concepts=tuple(concepts))


def measured(document, termbase, engine, source, target, mode):
    began = time.monotonic()
    done = translate(document, termbase, engine, source=source, target=target, mode=mode)
    return done, time.monotonic() - began


def certain(report) -> str:
    """Met and asked for, doubtful and waived requirements aside."""
    verdicts = report.verdicts()
    met = sum(verdicts[verdict] for verdict in MET)
    return f"{met}/{met + verdicts[Verdict.UNSATISFIED]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["example", "wmt"])
    parser.add_argument("documents", nargs="*", help="YEAR:NUMBER")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--modes", default="off,hint,required")
    parser.add_argument("--reproducible", action="store_true")
    parser.add_argument("--engine", default="")
    parser.add_argument("--model", default="")
    args = parser.parse_intermixed_args()
    engine = load(args.engine, args.model, reproducible=args.reproducible)
    print(f"{engine.signature}; Python {platform.python_version()}, {platform.machine()}")
    jobs = []
    if args.what == "example":
        termbase = merge([formats.read(ROOT / "examples/opening-up.terms.csv"), formats.read("policy")])
        jobs.append(("example", read(ROOT / "examples/opening-up.zh.md", "zh"), termbase, "zh", "en", None))
    for name in args.documents:
        year, number = name.split(":")
        source, target = ("zh-Hant", "en") if int(year) % 2 == 0 else ("en", "zh-Hant")
        line = json.loads((args.data / f"{year}.jsonl").read_text(encoding="utf-8").splitlines()[int(number)])
        document = parse(line[source[:2]], source, "markdown")
        jobs.append((name, document, wmt_termbase(line, source, target), source, target, args.data / f"{year}.jsonl"))
    for name, document, termbase, source, target, references in jobs:
        base = None
        for mode in args.modes.split(","):
            engine.close()
            engine = load(args.engine, args.model, reproducible=args.reproducible)
            done, seconds = measured(document, termbase, engine, source, target, Mode(mode))
            base = seconds if mode == "hint" else base
            ratio = f"{seconds / base:.2f} of hints only" if base else ""
            print(f"{name} {mode:9} met {certain(done.report):9} pieces {done.decoded:5} {seconds:6.1f} s {ratio}", flush=True)
            if references is not None:
                with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", delete=False) as file:
                    file.write(json.dumps({target[:2]: done.text}, ensure_ascii=False) + "\n")
                direction = source[:2] + target[:2]
                command = [sys.executable, args.scorer, direction, references, "--hypotheses", file.name, "--documents", name.split(":")[1]]
                print("   ", subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip(), flush=True)
    engine.close()


if __name__ == "__main__":
    main()
