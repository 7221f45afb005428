"""Term lists that others made are read without hand work, and the counts are right.

The lists are no part of this repository: the variable ``TERMLOCK_DATA`` names the folder that has them, in ``termlists``
and ``wmt25-track2``. Their look-alikes are in test_lists.py and test_alternatives.py, and always run.
"""

import json
import os
from pathlib import Path

import pytest

from glossary.formats import read, read_data

DATA = Path(os.environ.get("TERMLOCK_DATA", "nowhere"))
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="TERMLOCK_DATA names no folder")


def count(termbase):
    terms = [term.language for concept in termbase for term in concept.terms]
    return len(termbase), {language: terms.count(language) for language in termbase.languages()}


TICO = [
    # (file, concepts, terms by language): a row a concept; " : " parts 1 + 2 + 1 further terms of one list, and 1 of another
    ("tico19-f_en-zh_CN.csv", 306, {"en": 306, "zh-Hans": 306}),
    ("tico19-f_en-zh_TW.csv", 306, {"en": 306, "zh-Hant": 306}),
    ("tico19-g_en_zh-CN.csv", 337, {"en": 337, "zh-Hans": 341}),
    ("tico19-g_en_zh-TW.csv", 337, {"en": 337, "zh-Hant": 338}),
    ("tico19-g_zh-CN_en.csv", 50, {"zh-Hans": 50, "en": 50}),
    ("tico19-g_zh-TW_en.csv", 49, {"zh-Hant": 49, "en": 49}),
]


@pytest.mark.parametrize(("name", "concepts", "terms"), TICO)
def test_tico19(name, concepts, terms):
    assert count(read(DATA / "termlists" / name)) == (concepts, terms)


OMEGAT = [
    ("omegat-test.csv", 7, {"en": 7, "cs": 7}),
    ("omegat-testUTF16LE.txt", 2, {"en": 2, "cs": 2}),
    ("omegat-test-magiccomment-bom.tab", 0, {}),
]


@pytest.mark.parametrize(("name", "concepts", "terms"), OMEGAT)
def test_omegat(name, concepts, terms):
    assert count(read(DATA / "termlists" / name, source="en", target="cs")) == (concepts, terms)


@pytest.mark.parametrize("year", [2015, 2016, 2017, 2018])
def test_wmt25_dictionaries(year):
    with (DATA / "wmt25-track2" / f"{year}.jsonl").open(encoding="utf-8") as lines:
        proper = json.loads(next(lines))["proper"]
    termbase = read_data(json.dumps(proper).encode(), "proper.json", source="en", target="zh-Hant")
    assert len(termbase) == len(proper)
    assert sum(len(concept.terms) - 1 for concept in termbase) == sum(len(set(each)) for each in proper.values())
