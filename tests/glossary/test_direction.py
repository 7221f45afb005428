"""Which pair of languages a bilingual format gets."""

import pytest

from glossary.errors import TermlockError
from glossary.formats.direction import Direction, direction_of
from glossary.termbase import Concept, Term, Termbase


def speaking(*tags):
    """A termbase that has these languages."""
    return Termbase(concepts=(Concept(id="c", terms=tuple(Term(text="x", language=tag) for tag in tags)),))


CLEAR = [
    # (languages, --from, --to, the pair)
    (("zh-Hans", "en"), None, None, ("zh-Hans", "en")),  # two: nobody has to say which
    (("en", "zh-Hans"), None, None, ("en", "zh-Hans")),  # the first one is the source
    (("zh-Hans", "en"), "en", None, ("en", "zh-Hans")),  # one said, the other one is left
    (("zh-Hans", "en"), None, "zh", ("en", "zh-Hans")),
    (("zh-Hans", "en", "fr"), "zh", "fr", ("zh-Hans", "fr")),
    (("zh-Hant", "en"), "en", "zh", ("en", "zh-Hant")),  # zh is what Chinese there is
    (("zh-Hans", "zh-Hant", "en"), "zh", "en", ("zh", "en")),  # both scripts
    (("zh-Hans", "zh-Hant", "en"), "zh-TW", "en", ("zh-Hant", "en")),  # a region means its script
    (("zh-Hans", "zh-Hant"), None, None, ("zh-Hans", "zh-Hant")),  # two scripts are a pair
    (("zh_CN", "EN"), None, None, ("zh-Hans", "en")),  # however they are spelt
    (("zh", "en"), "zh-Hant", "en", ("zh", "en")),  # the undecided zh answers
]


@pytest.mark.parametrize(("languages", "source", "target", "pair"), CLEAR)
def test_pairs_that_are_clear(languages, source, target, pair):
    assert direction_of(speaking(*languages), source, target) == Direction(source=pair[0], target=pair[1])


UNCLEAR = [
    (("zh-Hans", "en", "fr"), None, None, "has zh-Hans, en, fr; choose with --from and --to, for example --from zh-Hans --to en"),
    (("zh-Hans", "en", "fr"), "zh", None, "choose with --to"),
    (("zh-Hans", "en", "fr"), None, "en", "choose with --from"),
    (("zh-Hans", "zh-Hant", "en"), None, None, "choose with"),  # which script is meant?
    (("zh-Hans",), None, None, "has zh-Hans; add terms in another language"),
    ((), None, None, "has none; add"),
    (("zh-Hans", "en"), "de", "en", "--from de: the termbase has no such language; it has zh-Hans, en"),
    (("zh-Hans", "en"), "zh", "zh", "are one language"),
    (("zh-Hans", "en"), "zh", "???", '--to "???" is no language tag'),
]


@pytest.mark.parametrize(("languages", "source", "target", "message"), UNCLEAR)
def test_pairs_that_are_not(languages, source, target, message):
    with pytest.raises(TermlockError) as caught:
        direction_of(speaking(*languages), source, target)
    assert message in str(caught.value)
