"""The starter termbase keeps its promises: read with the csv module, so that no reader can hide a mistake."""

import csv
import re
import unicodedata
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

import glossary.data
from glossary import formats, validation
from glossary.bitext import Pair, Side
from glossary.checks import run
from glossary.issue import Severity
from glossary.matcher import Certainty, Matcher

PATH = Path(glossary.data.__file__).with_name("policy.csv")
RAW = PATH.read_bytes()
ROWS = list(csv.DictReader(RAW.decode("utf-8").splitlines()))
COLUMNS = ["concept", "subject_field", "zh-Hans", "en", "status", "type", "inflect", "case", "not_near", "in_subject_fields", "in_quotes", "note", "source", "source_url"]
ALLOWED = {"preferred", "admitted", "proposed"}
AVOIDED = {"deprecated", "superseded", "forbidden"}
EDITORIAL = "editorial ruling of this termbase"
NOT_ATTESTED = "not attested"


def kind(row):
    """What a row rests on: a page that was seen, a document from knowledge, nothing official, or our own judgement."""
    if row["source"] == EDITORIAL:
        return "editorial"
    if row["source"] == NOT_ATTESTED:
        return "not attested"
    return "seen" if row["source_url"] else "from knowledge"


def plain(text):
    """Case and hyphens are folded by the matcher, so they tell no two renderings apart."""
    return re.sub(r"[-\s]+", " ", text.casefold())


def by_concept(statuses):
    found = defaultdict(set)
    for row in ROWS:
        if row["status"] in statuses and row["en"]:
            found[row["concept"]].add(plain(row["en"]))
    return found


def lines(rows):
    """What a failure shows."""
    return [f"{row['concept']}: {row['zh-Hans']} = {row['en']} ({row['status']})" for row in rows]


def test_file_is_plain_utf8_with_unix_line_ends():
    assert not RAW.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in RAW
    assert RAW.endswith(b"\n")
    assert list(ROWS[0]) == COLUMNS


def test_size():
    assert len({row["concept"] for row in ROWS}) >= 915
    assert sum(row["status"] == "forbidden" for row in ROWS) >= 100
    # more than 500 have a rendering that an official document has
    assert len({row["concept"] for row in ROWS if row["status"] == "preferred"}) >= 840


@pytest.mark.parametrize(
    ("fields", "least"),
    [
        (("opening up",), 85),
        (("economy", "finance", "industry"), 195),
        (("Party and state", "methods", "discipline inspection"), 145),
        (("rule of law",), 40),
        (("science and technology",), 60),
        (("environment",), 45),
        (("livelihood", "education"), 95),
        (("agriculture and rural affairs", "regional development"), 70),
        (("diplomacy",), 55),
        (("national security and defense",), 40),
        (("culture",), 28),
        (("Hong Kong, Macao and Taiwan",), 24),
        (("ethnic and religious affairs",), 10),
    ],
)
def test_every_field_of_policy_is_covered(fields, least):
    assert len({row["concept"] for row in ROWS if row["subject_field"] in fields}) >= least


def test_there_are_no_other_subject_fields():
    assert len({row["subject_field"] for row in ROWS}) == 19


def test_every_row_names_a_concept_both_languages_a_status_and_a_source():
    needed = ("concept", "subject_field", "zh-Hans", "source")
    assert lines(row for row in ROWS if not all(row[name] for name in needed)) == []
    # but for a Chinese term whose rendering has a condition that the Chinese does not have, or the other way round
    for row, following in pairwise(ROWS):
        if not row["en"]:
            assert (following["concept"], following["zh-Hans"], following["status"]) == (row["concept"], row["zh-Hans"], row["status"])
            assert following["en"] and bool(following["in_subject_fields"]) != bool(row["in_quotes"]), row
    assert {row["status"] for row in ROWS} == ALLOWED | AVOIDED


def test_concept_ids_are_slugs_and_each_has_one_subject_field():
    fields = defaultdict(set)
    for row in ROWS:
        fields[row["concept"]].add(row["subject_field"])
    assert [each for each in fields if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each)] == []
    assert [each for each, found in fields.items() if len(found) > 1] == []


def test_no_stray_spaces_or_look_alike_characters():
    for row in ROWS:
        for name, value in row.items():
            assert value == " ".join(value.split()), (row["concept"], name)
            assert value == unicodedata.normalize("NFC", value), (row["concept"], name)
    assert lines(row for row in ROWS if not row["en"].isascii()) == []


def test_chinese_is_han_without_spaces_or_punctuation():
    # digits, a Latin letter and the plus sign belong to names: 21世纪海上丝绸之路, 6G技术, 人工智能+
    han = r"[\u4e00-\u9fff\u3007A-Z0-9+]"
    # but for the comma of enumerations, which documents write and leave out: 碳达峰、碳中和
    assert lines(row for row in ROWS if not re.fullmatch(rf"{han}{{2,}}|{han}+(、{han}+)+", row["zh-Hans"])) == []


def test_an_enumeration_is_found_without_its_commas_too():
    chinese = {(row["concept"], row["zh-Hans"]) for row in ROWS}
    assert [(concept, zh) for concept, zh in chinese if "、" in zh and (concept, zh.replace("、", "")) not in chinese] == []


def test_renderings_are_bare_phrases():
    # one rendering a row: no slash, bracket or bar, and no leading article
    assert lines(row for row in ROWS if re.search(r"[/()\[\]|;]|^(the|a|an) ", row["en"])) == []


def test_no_chinese_term_in_two_concepts():
    concepts = defaultdict(set)
    for row in ROWS:
        concepts[row["zh-Hans"]].add(row["concept"])
    assert {zh: found for zh, found in concepts.items() if len(found) > 1} == {}


def test_no_rendering_is_preferred_or_admitted_in_two_concepts():
    # an English source would otherwise not say which Chinese term is meant
    concepts = defaultdict(set)
    for concept, renderings in by_concept(ALLOWED).items():
        for rendering in renderings:
            concepts[rendering].add(concept)
    assert {en: found for en, found in concepts.items() if len(found) > 1} == {}


def test_each_concept_has_one_preferred_rendering_at_most():
    # two of them are two concepts under one id: 依法治国 once stood with 全面依法治国
    assert {concept: found for concept, found in by_concept({"preferred"}).items() if len(found) > 1} == {}


def test_the_rows_of_a_concept_stand_together():
    seen, before = set(), ""
    for row in ROWS:
        assert row["concept"] == before or row["concept"] not in seen, row["concept"]
        before = row["concept"]
        seen.add(before)


def test_no_row_stands_twice():
    keys = [(row["concept"], row["zh-Hans"], plain(row["en"])) for row in ROWS]
    assert sorted(key for key in set(keys) if keys.count(key) > 1) == []


def test_every_concept_can_be_enforced():
    # its first row adds the main term and its rendering; what nobody attested is no more than proposed
    first = {}
    for row in ROWS:
        first.setdefault(row["concept"], row)
    assert lines(row for row in first.values() if row["status"] not in {"preferred", "proposed"}) == []
    assert sum(row["status"] == "preferred" for row in first.values()) >= 0.9 * len(first)


def test_every_row_says_what_it_rests_on():
    # source_url: the page was seen. The other kinds say so in their notes, for whoever reads one row alone
    for row in ROWS:
        assert ("not attested" in row["note"]) == (kind(row) == "not attested"), row
        assert ("page not seen" in row["note"]) == (kind(row) == "from knowledge"), row
    assert sum(kind(row) == "seen" for row in ROWS) >= 490


def test_documentation_counts_the_kinds():
    text = (Path(__file__).parents[2] / "docs" / "starter-termbase.md").read_text(encoding="utf-8")
    first = {}
    for row in ROWS:
        first.setdefault(row["concept"], row)
    for name in ("seen", "from knowledge", "not attested", "editorial"):
        rows = sum(kind(row) == name for row in ROWS)
        concepts = sum(kind(row) == name for row in first.values())
        assert f"| {name} | {rows} | {concepts or 'none'} |" in text, (name, rows, concepts)
    assert f"{len(first)} concepts" in text


def test_it_validates_clean():
    # nested terms are in every list; nothing else may be wrong, not even at minor
    found = validation.validate(formats.read("policy"))
    assert [str(issue) for issue in found if issue.severity is not Severity.NEUTRAL] == []


def test_status_and_source_agree():
    unattested = [row for row in ROWS if row["source"] == "not attested"]
    assert lines(row for row in unattested if row["status"] != "proposed") == []
    assert lines(row for row in ROWS if row["status"] == "proposed" and row["source"] != "not attested") == []
    ruled = [row for row in ROWS if row["source"] == EDITORIAL]
    assert lines(row for row in ruled if row["status"] not in AVOIDED or not row["note"]) == []
    # everything else names a document with its year
    named = [row for row in ROWS if row["source"] not in {"not attested", EDITORIAL}]
    assert lines(row for row in named if not re.search(r"\b(19|20)\d\d\b", row["source"])) == []
    assert lines(row for row in ROWS if row["source_url"] and not row["source_url"].startswith(("http://", "https://"))) == []


def test_what_is_to_be_avoided_is_in_no_allowed_rendering():
    # within the concept the termbase would contradict itself, in another one it would forbid that one's rendering
    allowed = sorted({(en, concept) for concept, found in by_concept(ALLOWED).items() for en in found})
    clashes = [
        (avoided, rendering)
        for avoided in sorted({en for found in by_concept(AVOIDED).values() for en in found})
        for rendering, _ in allowed
        if re.search(rf"\b{re.escape(avoided)}\b", rendering)
    ]
    assert clashes == []


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("引进来", "bringing into the country"),
        ("走出去", "going global"),
        ("高水平对外开放", "high-standard opening up"),
        ("自由贸易试验区", "pilot free trade zone"),
        ("营商环境", "business environment"),
        ("高质量发展", "high-quality development"),
        ("系统观念", "systems thinking"),
        ("中国式现代化", "Chinese modernization"),
    ],
)
def test_phrases_that_must_be_preferred(chinese, english):
    preferred = [row["en"] for row in ROWS if row["zh-Hans"] == chinese and row["status"] == "preferred"]
    assert preferred == [english]


@pytest.mark.parametrize(
    ("chinese", "wrong"),
    [
        ("走出去", "walk out"),  # a literal reading
        ("新质生产力", "new quality productivity"),  # productivity is 生产率
        ("三农", "three rurals"),  # a number word taken for a name
        ("双碳", "double carbon"),
        ("中国式现代化", "Chinese-style modernization"),
    ],
)
def test_renderings_that_machines_like_and_nobody_wants(chinese, wrong):
    assert [row["status"] for row in ROWS if row["zh-Hans"] == chinese and row["en"] == wrong] == ["forbidden"]


def test_literal_neighbours_are_told_apart():
    # 引进来自德国的技术 (technology brought in from Germany) does not contain the policy phrase
    (row,) = (row for row in ROWS if row["en"] == "bringing into the country")
    assert row["not_near"].split("|") == ["自"]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("深入实施“百千万工程”", "千万工程"),  # Guangdong's project of counties, towns and villages, another one
        ("推进农文旅融合发展", "文旅融合"),  # agriculture is in it as well
        ("深化粤港澳合作", "港澳"),  # so is Guangdong
        ("促进内外贸一体化", "外贸"),  # domestic and foreign trade
        ("开发海外资源", "外资"),  # resources overseas
        ("优化法治化营商环境", "法治"),  # a law-based business environment
        ("兜牢基本民生底线", "民生"),  # basic living needs
        ("保障工人权益", "人权"),  # interests of workers
        ("这是两重意义上的", "两重"),  # a slogan in quotation marks, a numeral without
    ],
)
def test_what_only_looks_like_a_term_is_not_found(text, term):
    assert term not in {match.term.text for match in Matcher(formats.read("policy"), "zh").find(text)}


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("深入打好污染防治攻坚战", "critical battle"),
        ("加强大气污染防治", "pollution prevention and control"),  # no battle where none is named
        ("增强人民群众获得感、幸福感、安全感", "sense of fulfillment, happiness, and security"),
        ("稳步扩大制度型开放", "steadily expanding institutional opening up"),
    ],
)
def test_the_whole_phrase_is_found(text, concept):
    base = formats.read("policy")
    found = [base.concept(match.concept).renderings("en")[0].text for match in Matcher(base, "zh").find(text)]
    assert any(concept in rendering for rendering in found), found


@pytest.mark.parametrize(
    ("english", "term"),
    [
        ("Some of them were brought in by the previous manager.", "bringing in"),
        ("Mike Coupe, the chief executive of the supermarket, resigned.", "chief executive"),
        ("The airliner took off from the airport.", "airliner"),
        ("The public sector employs a fifth of the workforce.", "public sector"),
        ("Industry veterans expect a good year.", "veterans"),
        ("Albany is the state capital of New York.", "state capital"),
        ("The members of the Democratic Party voted.", "democratic parties"),
    ],
)
def test_ordinary_english_demands_no_chinese_slogan(english, term):
    # such a rendering is right for the Chinese phrase, and says too little to ask for it
    found = Matcher(formats.read("policy"), "en").find(english)
    assert [match.certainty for match in found if match.term.text == term] == [Certainty.DOUBTFUL]


def test_another_party_has_a_small_letter():
    matcher = Matcher(formats.read("policy"), "en")
    assert matcher.find("He lost the party leadership in May, and party discipline with it.") == ()
    assert {match.concept for match in matcher.find("We uphold Party leadership and Party discipline.")} == {"party-leadership", "party-discipline"}


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("把公有制经济巩固好、发展好。", "We will consolidate and develop the public sector."),
        ("支持行政长官依法施政。", "We support the chief executive in governing in accordance with the law."),
        ("发展大飞机。", "We will develop airliners."),
        ("推进“两重”建设。", "We will implement major national strategies and build up security capacity in key areas."),
    ],
)
def test_conditional_renderings_are_renderings(chinese, english):
    pair = Pair(source=Side(text=chinese), target=Side(text=english))
    report = run([pair], formats.read("policy"), "zh", "en")
    assert [issue.message for issue in report.issues if issue.severity is not Severity.NEUTRAL] == []
    assert report.requirements


@pytest.mark.parametrize(
    "english",
    [
        "China opened its market to high-level visitors, and the firms went out of business.",
        "The newsletter is for internal circulation; replacing the old with the new takes time.",
        "A stable monetary policy and an active fiscal policy helped the economy.",
        "Please bring it in and go out for a walk.",
    ],
)
def test_ordinary_english_has_nothing_forbidden(english):
    avoided = {"forbidden", "deprecated", "superseded"}
    found = Matcher(formats.read("policy"), "en").occurrences(english)
    assert [match.term.text for match in found if match.term.status.value in avoided] == []
