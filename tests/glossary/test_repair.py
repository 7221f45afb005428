"""Repairs: the smallest edit for a wrong wording that is known, and no edit that would leave things as bad."""

from __future__ import annotations

import subprocess

import pytest

from glossary.bitext import Pair, Side
from glossary.checks import run
from glossary.repair import Edit, Repair, applied, diff, repair
from glossary.reports.document import Document
from glossary.requirement import Requirements
from glossary.termbase import Concept, Status, Term, Termbase


def concept(name: str, zh: str, *en: str, **statuses: Status) -> Concept:
    """A concept; the English terms are ``text`` or ``text!`` for a forbidden one."""
    terms = [Term(text=text.rstrip("!"), language="en", status=Status.FORBIDDEN if text.endswith("!") else Status.PREFERRED if n == 0 else Status.ADMITTED) for n, text in enumerate(en)]
    return Concept(id=name, terms=(Term(text=zh, language="zh-Hans"), *terms))


TERMBASE = Termbase(
    concepts=(
        concept("c1", "走出去", "going global", "walk out!", "go out!"),
        concept("c2", "高水平对外开放", "high-standard opening up", "high-level opening!"),
        concept("c3", "营商环境", "business environment", "merchant environment!"),
        concept("c4", "世界贸易组织", "World Trade Organization", "WTO"),
        concept("c5", "临川", "Linchuan"),
        concept("c6", "开放型经济", "open economy", "free economy!"),
    )
)
REQUIREMENTS = Requirements(TERMBASE, "zh-Hans", "en")


def mended(zh: list[str], en: list[str]) -> Repair:
    target = Document(name="a.en.txt", text="\n".join(en))

    def pairs(text: str) -> list[Pair]:
        made, place = [], 0
        for source, line in zip(zh, text.split("\n"), strict=True):
            made.append(Pair(source=Side(text=source), target=Side(text=line, offsets=place)))
            place += len(line) + 1
        return made

    def examine(some):
        return run(some, TERMBASE, "zh-Hans", "en", requirements=REQUIREMENTS, signature={"termbase": "x"})

    return repair(
        examine(pairs(target.text)), pairs(target.text), target, REQUIREMENTS, examine, lambda text: examine(pairs(text))
    )


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        ("企业走出去。", "Enterprises walk out.", "Enterprises go global."),
        ("企业走出去。", "Enterprises walked out.", "Enterprises went global."),
        ("企业走出去。", "Walking out helps enterprises.", "Going global helps enterprises."),
        ("走出去，再走出去。", "Walk out, and walk out again.", "Go global, and go global again."),
        ("推进高水平对外开放。", "Promote high-level opening.", "Promote high-standard opening up."),
        # the word that stands there already is not written twice
        ("推进高水平对外开放。", "Promote high-level opening up.", "Promote high-standard opening up."),
        ("优化营商环境。", "Better merchant environments.", "Better business environments."),
        # the article follows
        ("开放型经济。", "It is a free economy.", "It is an open economy."),
        # the source term that was left as it is
        ("在临川。", "In the city of临川today.", "In the city of Linchuan today."),
        # an acronym that does not count before its full form
        ("世界贸易组织。", "The WTO decided.", "The World Trade Organization decided."),
        # several in one segment
        ("企业走出去，优化营商环境。", "Walk out for the merchant environment.", "Go global for the business environment."),
        # nothing wrong is known: nothing is guessed
        ("企业走出去。", "Enterprises invest abroad.", "Enterprises invest abroad."),
        # what is right stays
        ("企业走出去。", "Enterprises go global.", "Enterprises go global."),
    ],
)
def test_the_smallest_edit(zh, en, expected):
    assert mended([zh], [en]).text == expected


def test_segments_are_mended_by_themselves():
    done = mended(["走出去。", "优化营商环境。", "走出去。"], ["Walk out.", "Better merchant environment.", "Going global."])
    assert done.text == "Go global.\nBetter business environment.\nGoing global."
    assert [edit.pair for edit in done.edits] == [0, 1]


def test_what_a_source_does_not_ask_for_stays():
    """"walk out" is wrong for 走出去 and right for 离开."""
    assert mended(["他离开了。"], ["He walked out."]).edits == ()


def test_markup_inside_of_a_term_is_left_to_the_editor():
    text = "Enterprises walk **out**."
    side = Side(text="Enterprises walk out.", offsets=tuple(n for n in range(len(text)) if text[n] != "*"))
    pairs = [Pair(source=Side(text="企业走出去。"), target=side)]

    def examine(some):
        return run(some, TERMBASE, "zh-Hans", "en", requirements=REQUIREMENTS)

    done = repair(examine(pairs), pairs, Document(name="a.md", text=text), REQUIREMENTS, examine, lambda _: examine(pairs))
    assert done.text == text
    assert done.refused == ('a.md:1:13: "walk out" has markup or a line break inside; mend it by hand',)


def test_an_edit_that_does_harm_elsewhere_is_refused():
    """The document as a whole is checked after the edits of its segments."""
    target = Document(name="a.txt", text="Walk out.")
    pairs = [Pair(source=Side(text="走出去。"), target=Side(text=target.text))]

    def examine(some):
        return run(some, TERMBASE, "zh-Hans", "en", requirements=REQUIREMENTS)

    def recheck(text: str):
        return examine(pairs * (3 if text != target.text else 1))

    done = repair(examine(pairs), pairs, target, REQUIREMENTS, examine, recheck)
    assert done.text == target.text
    assert done.refused == ('a.txt:1:1: "Go global" would bring new issues elsewhere; mend it by hand',)


def test_after_a_repair_nothing_is_left_to_repair():
    once = mended(["走出去，优化营商环境。"], ["Walk out for merchant environments."])
    assert mended(["走出去，优化营商环境。"], [once.text]).edits == ()


class TestDiff:
    @pytest.mark.parametrize("text", ["one\nwalk out\nthree\n", "walk out", "a\r\nwalk out\r\nb", "walk out\u2028x\n", "走出去 walk out\n"])
    def test_it_applies(self, tmp_path, text):
        start = text.index("walk out")
        edit = Edit(start=start, end=start + 8, text="go global", pair=0)
        done = Repair(text=applied(text, [edit]), edits=(edit,))
        path = tmp_path / "a.md"
        path.write_bytes(text.encode())
        patch = diff(done, Document(name="a.md", text=text))
        subprocess.run(["git", "apply", "-"], input=patch.encode(), cwd=tmp_path, check=True)
        assert path.read_bytes().decode() == done.text

    def test_on_a_terminal_nothing_of_a_document_is_obeyed(self):
        text = "\x1b[31mwalk out\n"
        done = Repair(text=text.replace("walk out", "go global"))
        assert "\x1b" in diff(done, Document(name="a.md", text=text))
        assert "\x1b" not in diff(done, Document(name="a.md", text=text), printable=True)

    def test_no_edit_no_diff(self):
        assert diff(Repair(text="x"), Document(name="a", text="x")) == ""
