"""The starter of place names keeps its promises, and finds names where they are names."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

import glossary.data
from glossary import formats, validation
from glossary.bitext import Pair, Side
from glossary.checks import run
from glossary.issue import Severity
from glossary.matcher import Certainty, Matcher
from glossary.merging import merge

ROWS = list(csv.DictReader(Path(glossary.data.__file__).with_name("places.csv").read_text(encoding="utf-8").splitlines()))
PLACES = formats.read("places")
CHINESE, ENGLISH = Matcher(PLACES, "zh"), Matcher(PLACES, "en")


def found(matcher: Matcher, text: str) -> list[str]:
    return [text[match.start : match.end] for match in matcher.find(text) if match.certainty is Certainty.CERTAIN]


def test_every_province_and_every_city_has_one_name() -> None:
    assert sum(row["subject_field"] == "provinces and regions" for row in ROWS if row["status"] == "preferred") == 36  # 34, two of them short too
    assert len({row["concept"] for row in ROWS if row["subject_field"] == "cities and prefectures"}) >= 333
    assert all(row["concept"] and (row["zh-Hans"] or row["en"]) and row["source"] for row in ROWS)
    preferred = Counter(row["zh-Hans"] for row in ROWS if row["status"] == "preferred" and row["zh-Hans"])
    assert [name for name, count in preferred.items() if count > 1] == []


def test_no_name_is_in_the_other_starter() -> None:
    policy = {term.text for concept in formats.read("policy").concepts for term in concept.terms if term.language == "zh-Hans"}
    assert policy.isdisjoint(row["zh-Hans"] for row in ROWS)
    assert merge([formats.read("policy"), PLACES])


def test_no_rule_finds_a_mistake() -> None:
    assert [issue for issue in validation.validate(PLACES) if issue.severity is not Severity.NEUTRAL] == []


def test_a_name_of_two_places_is_demanded_for_one() -> None:
    places = defaultdict(set)
    for row in ROWS:
        if row["en"] and (row["zh-Hans"] or not (row["in_subject_fields"] or row["near"])):
            places[row["en"]].add(row["concept"])
    assert {name: several for name, several in places.items() if len(several) > 1} == {}


def test_names_are_written_as_names() -> None:
    odd = [row["en"] for row in ROWS if row["en"] and not re.fullmatch(r"(?:(?:eastern|western|northern|southern|central)(?:,| and)? )*[A-Z][A-Za-zü'-]*(?: (?:in |of )?[A-Z][A-Za-z'-]*)*", row["en"])]
    assert odd == []


FOUND = [
    ("支持珠海、佛山、惠州、东莞、中山、江门、肇庆发展", ["珠海", "佛山", "惠州", "东莞", "中山", "江门", "肇庆"], "an enumeration, with a name that is one among others only"),
    ("广东省肇庆市", ["广东", "肇庆"], "a province and a city"),
    ("深化横琴、前海、南沙、河套等平台建设", ["横琴", "前海", "南沙", "河套"], "areas"),
    ("推动粤东粤西粤北地区发展", ["粤东", "粤西", "粤北"], "parts of a province"),
    ("兰州、白银和定西", ["兰州", "白银", "定西"], "a metal that is a city among cities"),
    ("白银价格上涨，来宾致辞", [], "a metal, and guests"),
    ("孙中山先生，中山装", [], "a man, and a jacket"),
    ("广州的中山大学与珠海、中山的医院", ["广州", "珠海", "中山"], "a university of another city"),
    ("朝阳产业，人民幸福安康", [], "words"),
    ("马里兰州，内华达州", [], "places elsewhere"),
    ("北海道的海口", ["海口"], "an island elsewhere"),
    ("世界級的大灣區，在廣東廣州", ["廣東", "廣州"], "Traditional characters"),
    ("伊春、宿州、抚州、榆林、泰州、保山", ["伊春", "宿州", "抚州", "榆林", "泰州", "保山"], "places whose English name another one has too"),
    ("中环和金钟", ["中环", "金钟"], "... or a word"),
    ("祖国北疆安全稳定屏障，北疆文化", [], "a frontier, and a brand"),
    ("新疆的南疆和北疆", ["新疆", "南疆", "北疆"], "... and parts of Xinjiang"),
    ("中南海，佛山南海", ["佛山"], "what has a sea in its name"),
    ("线上海量信息，线上海外仓，以上海归人才为主", [], "across two words"),
    ("农田和田间道路，林地和田地，喝上水", [], "... and others"),
    ("佛罗里达州、明尼苏达州，德州仪器，黄石国家公园", [], "America"),
    ("巴中友谊，西贡（胡志明市）", [], "Pakistan and Vietnam"),
    ("宁德时代，长江学者，福田汽车，黄埔军校", [], "who is named after a place"),
    ("大埔县和沙田镇", [], "towns that are not in Hong Kong"),
    ("香港新界的大埔和沙田", ["香港", "新界", "大埔", "沙田"], "... and those that are"),
    ("黄浦江畔，上海黄浦", ["上海", "黄浦"], "a district, and the river that it is named after"),
    ("选票当众开封，各国来宾出席在南宁开幕的博览会，祝西安市民阖家安康", ["南宁", "西安"], "words beside real places"),
    ("郑州和开封", ["郑州", "开封"], "... and a city"),
    ("辽河油田、秦岭站、渤海银行、长江证券、太湖实验室", [], "what is named after waters and mountains"),
    ("到镇江西津渡古街，打赢从化债到发展的仗，市域内江河", [], "across words"),
    ("筑牢祖国北疆生态屏障，推动内蒙古、新疆发展", ["内蒙古", "新疆"], "a frontier beside Xinjiang"),
    ("粤东西北地区", ["粤东西北"], "three parts at once"),
    ("渤海新区，渤海和黄海", ["渤海", "黄海"], "an area of another name, and seas"),
]


@pytest.mark.parametrize(("text", "names", "why"), FOUND, ids=[case[2] for case in FOUND])
def test_in_chinese(text: str, names: list[str], why: str) -> None:
    assert found(CHINESE, text) == names


IN_ENGLISH = [
    ("Suzhou, Taizhou and Xi'an", ["Suzhou", "Taizhou", "Xi'an"], "cities, the better known of two"),
    ("Taizhou, Jiangsu", ["Taizhou", "Jiangsu"], "... and the other, which is told by its province"),
    ("ABA guidelines, the north point of the island", [], "an acronym, and a point"),
    ("Nanyang Technological University, Salvador Dali", [], "what is named otherwise in Chinese"),
    ("Xi’an", ["Xi’an"], "a curved apostrophe"),
    ("the Central Government and Admiralty law", [], "what is no place without saying so"),
    ("eastern Guangdong", ["eastern Guangdong"], "a part of a province"),
]


@pytest.mark.parametrize(("text", "names", "why"), IN_ENGLISH, ids=[case[2] for case in IN_ENGLISH])
def test_in_english(text: str, names: list[str], why: str) -> None:
    assert found(ENGLISH, text) == names


def test_a_wrong_name_is_told() -> None:
    """河套 became a delta of another river, and 肇庆 Guangzhou, before there was this list."""
    pair = Pair(source=Side(text="支持河套和肇庆发展。", offsets=0), target=Side(text="Support the Heilongjiang River Delta and Guangzhou.", offsets=0))
    report = run([pair], PLACES, "zh", "en")
    assert sorted(issue.concept or "" for issue in report.issues if issue.check == "missing-term") == ["hetao", "zhaoqing"]


WHICH = [
    ("Taizhou and Wenzhou", "台州"),
    ("Taizhou, Jiangsu Province", "泰州"),
    ("Taizhou in Zhejiang and Nanjing in Jiangsu", "台州"),
    ("Jiangsu's Taizhou", "江苏"),
    ("Yichun, Jiangxi and Harbin, Heilongjiang", "宜春"),
    ("Huangpu in Guangzhou works with Shanghai", "黄埔"),
    ("Suzhou and Wuxi", "苏州"),
    ("Suzhou in Anhui", "宿州"),
    ("Huangpu in Guangzhou", "黄埔"),
    ("Huangpu District, Shanghai", "黄浦"),
    ("Pingxiang in Guangxi", "凭祥"),
]


@pytest.mark.parametrize(("text", "name"), WHICH)
def test_which_place_an_english_name_is(text: str, name: str) -> None:
    first = ENGLISH.find(text)[0]
    assert PLACES.concept(first.concept).renderings("zh-Hans")[0].text == name


ALLOWED = [
    ("西藏的发展", "Development of Xizang"),
    ("西藏的发展", "Development of Tibet"),
    ("新疆維吾爾自治區", "the Xinjiang Uygur Autonomous Region"),
    ("香港特别行政区政府", "the Hong Kong SAR Government"),
    ("太湖流域", "the basin of Lake Taihu"),
    ("登泰山", "climbing Mount Taishan"),
    ("吕梁", "Luliang"),
    ("维多利亚港", "Victoria Harbor"),
    ("澜沧江—湄公河合作", "Lancang-Mekong Cooperation"),
    ("泰州和扬州", "Taizhou and Yangzhou"),
]


@pytest.mark.parametrize(("source", "target"), ALLOWED)
def test_what_official_texts_write_is_no_issue(source: str, target: str) -> None:
    report = run([Pair(source=Side(text=source, offsets=0), target=Side(text=target, offsets=0))], PLACES, "zh", "en")
    assert "missing-term" not in {issue.check for issue in report.issues}
