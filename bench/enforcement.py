#!/usr/bin/env python3
"""Free, hints only and enforced side by side: terms, quality, pieces and wall time.

    python bench/enforcement.py example
    python bench/enforcement.py wmt --data WMT25_TRACK2_FOLDER 2016:1 2015:0 [--modes off,hint,required] [--terms random]
    python bench/enforcement.py held-out --data WMT25_TRACK2_FOLDER
    python bench/enforcement.py toy --modes off,hint,required

Even years are Chinese to English, odd ones English to Traditional Chinese. ``held-out`` takes every document that no
setting was chosen on. ``toy`` trains the tests' small MarianMT and translates sentences that it was not trained on, with
the seq2seq engine (hints do nothing there). Each mode of each document gets a newly loaded model and no memory, so that none profits from what
another left in a cache; times are the wall's, without the loading, so compare ratios. What came is kept under
``bench/out/`` with its time, and the table is made from there: a run that was broken off goes on (``--fresh`` starts
over). ``--hypotheses`` is that of `termlock translate`. ``--terms random`` is the task's control: words drawn at random
instead of terms. ``numbers`` are those that `termlock check` misses on one of the two sides.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from glossary import formats
from glossary.checks import run
from glossary.merging import merge
from glossary.termbase import Concept, Term, Termbase
from translate.documents import Document, parse, read
from translate.documents.pairing import pair
from translate.engines import load
from translate.engines.chat import processors
from translate.evaluation import Evaluation, Sample, evaluate
from translate.pipeline import translate
from translate.task import Mode

ROOT = Path(__file__).parent.parent
OUT = ROOT / "bench/out"
CHOSEN_ON = {"2016:1", "2016:2", "2016:4", "2018:1", "2018:4", "2015:0", "2015:4", "2015:7", "2017:1"}
"""Documents on which settings were chosen; no figure about the rest was looked at before they stood."""


def termbase_of(terms: dict, source: str, target: str) -> Termbase:
    """A dictionary of the task as a termbase."""
    concepts = []
    for number, (term, renderings) in enumerate(terms.items()):
        texts = list(dict.fromkeys(text.strip() for text in renderings if text.strip()))
        if term.strip() and texts:
            each = (Term(text=term.strip(), language=source), *(Term(text=text, language=target) for text in texts))
            concepts.append(Concept(id=f"{number}", terms=each))
    return Termbase(concepts=tuple(concepts))


def jobs(args):
    """(name, source document, reference, termbase that rules, termbase that measures, source and target tag)."""
    if args.what == "example":
        termbase = merge([formats.read(ROOT / "examples/opening-up.terms.csv"), formats.read("policy")])
        yield "example", read(ROOT / "examples/opening-up.zh.md", "zh"), None, termbase, termbase, "zh", "en"
        return
    if args.what == "toy":
        yield toy_job(args)
        return
    for year in ("2015", "2016", "2017", "2018"):
        source, target = ("zh-Hant", "en") if int(year) % 2 == 0 else ("en", "zh-Hant")
        for number, line in enumerate((args.data / f"{year}.jsonl").read_text(encoding="utf-8").splitlines()):
            name = f"{year}:{number}"
            wanted = name not in CHOSEN_ON if args.what == "held-out" else name in args.documents
            if not wanted or (args.direction and not args.direction.startswith(source[:2])):
                continue
            content = json.loads(line)
            document = parse(content[source[:2]], source, "markdown")
            reference = parse(content[target[:2]], target, "markdown")
            rules, measures = (termbase_of(content[which], source, target) for which in (args.terms, "proper"))
            yield name, document, reference, rules, measures, source, target


def toy_job(args):
    """Sentences of the toy's grammar, its model, and its termbase, which wants what the model seldom says."""
    sys.path.insert(0, str(ROOT / "tests"))
    import toy_marian as toy

    folder = OUT / "toy-marian"
    if not folder.exists():
        toy.build(folder)
    args.engine, args.model = "seq2seq", str(folder)
    sentences = toy.held_out(200, seed=11)
    document = parse("\n\n".join(map(toy.chinese, sentences)), "zh", "plain")
    reference = parse("\n\n".join(toy.english(each, frozenset(toy.TERMS)) for each in sentences), "en", "plain")
    termbase = termbase_of({phrase: [rendering] for phrase, rendering in toy.TERMBASE.items()}, "zh", "en")
    return "toy", document, reference, termbase, termbase, "zh", "en"


def result(name: str, document: Document, termbase: Termbase, source: str, target: str, mode: str, args) -> dict:
    """What came of one document in one mode: from bench/out where it is there already."""
    model = f".{Path(args.model).stem}" if args.model else ""
    several = f".{args.hypotheses}" if args.hypotheses > 1 else ""
    path = OUT / f"{name.replace(':', '-')}.{mode}.{args.terms}{'.reproducible' * args.reproducible}{several}{model}.json"
    if path.exists() and not args.fresh:
        return json.loads(path.read_text(encoding="utf-8"))
    engine = load(args.engine, args.model, reproducible=args.reproducible)
    began = time.monotonic()
    done = translate(document, termbase, engine, source=source, target=target, mode=Mode(mode), hypotheses=args.hypotheses)
    seconds = time.monotonic() - began
    engine.close()
    verdicts = {str(verdict): count for verdict, count in done.report.verdicts().items()}
    unmet = [each.term for each in done.report.requirements if str(each.verdict) == "unsatisfied"]
    found = {
        "text": done.text, "seconds": seconds, "pieces": done.decoded, "segments": done.segments, "verdicts": verdicts,
        "unsatisfied": unmet, "degenerate": sum(issue.check == "degenerate-output" for issue in done.report.issues),
        "signature": engine.signature,
    }  # fmt: skip
    OUT.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return found


def figures(evaluation: Evaluation) -> str:
    """The figures of one row."""
    shown = [
        ("success", evaluation.success, ".4f"), ("strict", evaluation.strict, ".4f"), ("over-use", evaluation.over_use, ".4f"),
        ("length", evaluation.length, ".3f"), ("consistency", evaluation.consistency, ".3f"),
        ("chrF2++", evaluation.chrf, ".2f"), ("residue", evaluation.residue, ".5f"), ("other script", evaluation.other_script, ".5f"),
    ]  # fmt: skip
    return " ".join(f"{name} {value:{form}}" for name, value, form in shown if value is not None)


def mismatches(sample: Sample, source: str, target: str) -> int:
    """How many numbers `termlock check` misses on one of the two sides."""
    report = run(pair(sample.source, sample.hypothesis), Termbase(concepts=()), source, target)
    return sum(issue.check == "number-mismatch" for issue in report.issues)


def pooled(samples: list[Sample], termbases: list[Termbase], source: str, target: str) -> str:
    """The figures of several documents together, each under its own termbase."""
    each = [evaluate([sample], target, base, source) for sample, base in zip(samples, termbases, strict=True)]
    terms = sum(one.terms for one in each)
    required = sum(one.requirements for one in each)
    success = sum((one.success or 0) * one.terms for one in each) / terms
    strict = sum((one.strict or 0) * one.requirements for one in each) / required
    lowest = min(one.success for one in each if one.success is not None)
    return f"success {success:.4f} (lowest {lowest:.4f}, {terms} terms) strict {strict:.4f} ({required}) {figures(evaluate(samples, target))}"


def machine() -> str:
    """What the times were measured on."""
    info = Path("/proc/cpuinfo")
    told = info.read_text(encoding="utf-8", errors="replace") if info.exists() else ""
    name = next((line.partition(":")[2].strip() for line in told.splitlines() if line.startswith("model name")), platform.processor())
    products = " with" if "vnni" in told else " without"
    return f"Python {platform.python_version()}, {platform.machine()}, {processors()} processors ({name or 'unknown'}){products} 8-bit dot products"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["example", "wmt", "held-out", "toy"])
    parser.add_argument("documents", nargs="*", help="YEAR:NUMBER")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--modes", default="off,hint,required")
    parser.add_argument("--terms", default="proper", choices=["proper", "random"])
    parser.add_argument("--direction", default="", help="zh or en: only documents in this language")
    parser.add_argument("--reproducible", action="store_true")
    parser.add_argument("--hypotheses", type=int, default=1)
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--engine", default="")
    parser.add_argument("--model", default="")
    args = parser.parse_intermixed_args()
    print(machine())
    samples: dict[tuple[str, str], list[Sample]] = defaultdict(list)
    seconds: dict[tuple[str, str], float] = defaultdict(float)
    signatures: dict[str, str] = {}
    measuring: dict[str, tuple[str, str]] = {}
    bases: dict[str, list[Termbase]] = defaultdict(list)
    for name, document, reference, rules, measures, source, target in jobs(args):
        base = None
        for mode in args.modes.split(","):
            found = result(name, document, rules, source, target, mode, args)
            if not samples:
                print(found["signature"])
            met = found["verdicts"]["satisfied"] + found["verdicts"]["enforced"]
            base = found["seconds"] if mode == "hint" else base
            ratio = f"{found['seconds'] / base:.2f} of hint" if base else ""
            told = f"met {met}/{met + found['verdicts']['unsatisfied']} pieces {found['pieces']} {found['seconds']:.1f} s {ratio}"
            key = (f"{source} to {target}", mode)
            seconds[key] += found["seconds"]
            if reference is not None:
                sample = Sample(source=document, hypothesis=parse(found["text"], target, "markdown"), reference=reference)
                samples[key].append(sample)
                evaluation = evaluate([sample], target, measures, source)
                signatures |= dict(evaluation.signatures)
                told += " " + figures(evaluation)
                told += f" numbers {mismatches(sample, source, target)}"
            print(f"{name} {mode:9}{told}", flush=True)
            if found["unsatisfied"]:
                print("    unsatisfied:", ", ".join(found["unsatisfied"]))
        measuring[f"{source} to {target}"] = (source, target)
        bases[f"{source} to {target}"].append(measures)
    for (direction, mode), several in samples.items():
        if len(several) > 1:
            base = seconds.get((direction, "hint"), 0.0)
            ratio = seconds[direction, mode] / base if base else 0.0
            together = pooled(several, bases[direction], *measuring[direction])
            print(f"{direction}, {len(several)} documents, {mode:9} {together} {seconds[direction, mode]:.0f} s, {ratio:.2f} of hint")
    for metric, signature in signatures.items():
        print(f"{metric}: {signature}")


if __name__ == "__main__":
    main()
