"""How fast the matcher is beside what others use: one thread, one run, the times as ratios to raw Aho-Corasick.

    python bench/throughput.py --data DIR [--segments 200000] [--terms 10000] [--language zh|en] [--rounds 3]

DIR holds `ntrex/` (the segments: `en.txt`, `zh-Hans.txt`, repeated up to the number that was asked for) and
`wmt25-track2/*.jsonl` (see matching.py). The terms are the dictionaries of these documents, then every fifth of the rest
an n-gram of the segments, so that matches do occur, and the others n-grams of the documents. Everyone gets the same
terms and segments, and every round new strings: Python keeps the UTF-8 of a string that was asked for once, and texts that
come from a file have none yet. Nothing that was found out about one text is kept for the next (but in `find` for Chinese), so
that lines which come again buy nothing. Times are CPU times and the best of some rounds that take turns, because a shared machine has
bad moments:

* raw: `ahocorasick_rs`, overlapping, over the text as it is: finds what is spelt alike and nothing else;
* raw, all forms: the same with every folded and inflected form that `Matcher` searches;
* polars: `find_many` (positions) and `extract_many` (strings), overlapping, over one column;
* spaCy: a blank pipeline's tokenizer and `PhraseMatcher`; flashtext: `KeywordProcessor` with spans;
* candidates: what `Matcher` finds before evidence and choice; whole: `Matcher.find_all`; single: `find`, one by one.

spaCy and flashtext are left out where they are not installed (``pip install spacy flashtext``).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from glossary.hits import no_collection
from glossary.languages import HAN
from glossary.matcher import Matcher, matcher_for
from glossary.sheet import sheets
from glossary.termbase import Term


def segments(data: Path, language: str, number: int) -> list[str]:
    """The lines of the corpus, again and again."""
    lines = (data / "ntrex" / ("zh-Hans.txt" if language == "zh" else "en.txt")).read_text(encoding="utf-8").splitlines()
    return [lines[index % len(lines)] for index in range(number)]


def terms(data: Path, language: str, lines: list[str], number: int) -> list[str]:
    """Distinct terms: the dictionaries, then n-grams of the segments and of the documents."""
    found: dict[str, None] = {}
    documents: list[str] = []
    for path in sorted((data / "wmt25-track2").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            documents += document[language].splitlines()
            for term, renderings in document["proper"].items():
                for text in (term, *renderings):
                    if text.strip() and (HAN.search(text) is not None) == (language == "zh"):
                        found[text.strip()] = None
    chance = random.Random(1)
    while len(found) < number:
        text = chance.choice(lines if len(found) % 5 == 0 else documents)
        if gram := _gram(text, language, chance):
            found[gram] = None
    return list(found)[:number]


def _gram(text: str, language: str, chance: random.Random) -> str:
    """A sequence of words of a text; of Chinese, words of the segmenter with two to eight characters in all."""
    if language == "en":
        words = re.findall(r"[A-Za-z]+(?:[ -][A-Za-z]+)*", text)
        words = chance.choice(words).split(" ") if words else []
        size = chance.choice((1, 2, 2, 3, 3, 4))
        start = chance.randrange(max(1, len(words) - size + 1))
        gram = " ".join(words[start : start + size])
        return gram if len(gram) >= 5 else ""
    import rjieba

    runs = re.findall(f"{HAN.pattern}+", text)
    words = rjieba.cut(chance.choice(runs), hmm=False) if runs else []
    size = chance.choice((1, 1, 2, 2, 3))
    start = chance.randrange(max(1, len(words) - size + 1))
    gram = "".join(words[start : start + size])
    return gram if 2 <= len(gram) <= 8 else ""


def contestants(language: str, known: list[str], matcher: Matcher) -> dict[str, Callable[[list[str]], int]]:
    """What is measured: name -> a call that goes over some segments and says how many hits there were."""
    import ahocorasick_rs
    import polars

    automaton = ahocorasick_rs.AhoCorasick(known, store_patterns=False)
    forms = [form.text for search in matcher.columns().searches for form in search.forms]
    inflected = ahocorasick_rs.AhoCorasick(forms, store_patterns=False)
    rows: dict[str, Callable[[list[str]], int]] = {
        "raw": lambda texts: sum(len(automaton.find_matches_as_indexes(text, overlapping=True)) for text in texts),
        "raw, all forms": lambda texts: sum(len(inflected.find_matches_as_indexes(text, overlapping=True)) for text in texts),
        "polars find_many": lambda texts: int(polars.Series(texts).str.find_many(known, overlapping=True).list.len().sum()),
        "polars extract_many": lambda texts: int(polars.Series(texts).str.extract_many(known, overlapping=True).list.len().sum()),
        "termlock candidates": lambda texts: candidates(matcher, texts),
        "termlock whole": lambda texts: sum(
            sum(map(len, matcher.find_all(texts[at : at + 8192]))) for at in range(0, len(texts), 8192)
        ),
        "termlock single": lambda texts: sum(len(matcher.find(text)) for text in texts),
    }
    if find_spec("spacy"):
        import spacy
        from spacy.matcher import PhraseMatcher

        pipeline = spacy.blank(language)
        phrases = PhraseMatcher(pipeline.vocab)
        phrases.add("terms", [pipeline.make_doc(term) for term in known])
        rows["spaCy PhraseMatcher"] = lambda texts: sum(len(phrases(pipeline.make_doc(text))) for text in texts)
    if find_spec("flashtext"):
        from flashtext import KeywordProcessor

        processor = KeywordProcessor(case_sensitive=True)
        processor.add_keywords_from_list(known)
        rows["flashtext"] = lambda texts: sum(len(processor.extract_keywords(text, span_info=True)) for text in texts)
    return rows


def candidates(matcher: Matcher, texts: list[str]) -> int:
    """Only the first of the three steps; its hits as tuples, as raw has them."""
    columns, found = matcher.columns(), 0
    with no_collection():  # as in `Columns.find`
        for sheet, _ in sheets(texts, matcher.language):
            hits, _ = columns.candidates(sheet)
            found += len(list(zip(hits.form.tolist(), hits.start.tolist(), hits.end.tolist(), strict=True)))
    return found


def main() -> None:
    """Measure and print one table a language."""
    os.environ["POLARS_MAX_THREADS"] = "1"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with ntrex/ and wmt25-track2/")
    parser.add_argument("--segments", type=int, default=200_000)
    parser.add_argument("--terms", type=int, default=10_000)
    parser.add_argument("--language", choices=["zh", "en"], default=None, help="one of the two alone")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="regular expression for the names to measure beside raw")
    arguments = parser.parse_args()
    for language in [arguments.language] if arguments.language else ["zh", "en"]:
        texts = segments(arguments.data, language, arguments.segments)
        known = terms(arguments.data, language, texts[:1000], arguments.terms)
        began = time.process_time()
        matcher = matcher_for(
            ((str(number), Term(text=term, language=language)) for number, term in enumerate(known)), language
        )
        built = time.process_time() - began
        matcher.find_all(texts[:1000])
        times: dict[str, float] = {}
        hits: dict[str, int] = {}
        rows = contestants(language, known, matcher)
        rows = {name: row for name, row in rows.items() if name == "raw" or re.search(arguments.only, name)}
        slow = {"spaCy PhraseMatcher", "flashtext", "termlock single"}  # once is enough to see
        for turn in range(arguments.rounds):
            for name, row in rows.items():
                if turn and name in slow:
                    continue
                new = [text.encode().decode() for text in texts]
                began = time.process_time()
                hits[name] = row(new)
                times[name] = min(times.get(name, float("inf")), time.process_time() - began)
        size = sum(map(len, texts))
        print(f"{language}: {len(known)} terms (built in {built:.1f} s), {len(texts)} segments, {size / 1e6:.1f} M characters")
        print(f"  {'':22} {'hits':>9} {'seconds':>8} {'us/segment':>11} {'to raw':>7}")
        for name, seconds in times.items():
            each = seconds / len(texts) * 1e6
            print(f"  {name:22} {hits[name]:9} {seconds:8.2f} {each:11.2f} {seconds / times['raw']:7.2f}")


if __name__ == "__main__":
    main()
