"""Numbered charts and tables of a segment as the target language refers to them."""

from __future__ import annotations

import pytest

from glossary.issue import Span
from translate.charts import charts, other_names

INTO_CHINESE = [
    ("eased to 2.4% (Table 1).", "表1", "a table"),
    ("faster than exports (Chart 12). While", "图12", "a chart"),
    ("Figure 3 shows", "图3", "a figure"),
    ("Chart 3: Inflation", "图3", "a caption"),
    ("Figure 2.1a and Table A", "图2.1a", "a number in a chapter; a letter alone is left to the model"),
    ("Charts 9 and 10", "图9和图10", "two charts"),
    ("Tables 2-4", "表2至4", "tables from and to"),
    ("(see table 2)", "表2", "in small letters where it refers"),
    ("the CHART 4", "图4", "in capitals"),
    ("a table 3 metres long", "", "... else it may be none"),
    ("the figures 12 and 13", "", "... nor are these"),
    ("Charts 6, 7 and 8; Tables 1, 2, and 3", "图6、图7和图8; 表1、表2和表3", "more than two"),
    ("Charts 6, 7", "", "no end of them"),
    ("Charts 1-1 and 1-2", "图1-1和图1-2", "numbers of a chapter"),
    ("Table 3.5% of", "", "no number of a table"),
    ("Figure 5 million", "", "an amount"),
    ("Timetable 3", "", "a part of a word"),
    ("Annex A lists them, Appendix 2", "附件A; 附录2", "annexes"),
    ("Annex II and Appendix V", "附件II; 附录V", "... with Roman numbers"),
    ("Annex I.D, Annex 12,000", "", "a part of one, and a number"),
]

INTO_ENGLISH = [
    ("增长2.4%（表1）。", "Table 1", "Table 1", "a table"),
    ("稳步上升（图12）", "Figure 12", "Chart 12", "a chart"),
    ("圖表3：通脹", "Figure 3", "Chart 3", "a caption"),
    ("图 2-1 显示", "Figure 2-1", "Chart 2-1", "a number in a chapter"),
    ("如图3所示，见表2", "Figure 3; Table 2", "Chart 3; Table 2", "behind a word that refers"),
    ("图9及10", "Figures 9 and 10", "Charts 9 and 10", "two charts"),
    ("（表2至4）", "Tables 2 to 4", "Tables 2 to 4", "tables from and to"),
    ("发表27份文件，地图2，代表3人", "", "", "parts of words"),
    ("如图10个", "", "", "a number of things"),
    ("见附件1和附錄A", "Annex 1; Appendix A", "Annex 1; Appendix A", "annexes"),
    ("参见图1至图3，見圖4到圖6", "Figures 1 to 3; Figures 4 to 6", "Charts 1 to 3; Charts 4 to 6", "both have the word"),
    ("参阅图4、表３", "Figure 4; Table 3", "Chart 4; Table 3", "a full-width digit"),
    ("附件3份，附件2个", "", "", "so many attachments"),
    ("附件：名单", "", "", "an attachment without a number"),
    ("（圖6、7及8），图1、图2和图3", "Figures 6, 7 and 8; Figures 1, 2 and 3", "Charts 6, 7 and 8; Charts 1, 2 and 3", "more than two"),
    ("图1、2", "", "", "no end of them"),
]


@pytest.mark.parametrize(("text", "expected", "why"), INTO_CHINESE)
def test_into_chinese(text: str, expected: str, why: str) -> None:
    assert "; ".join(charts(text, (), "en", "zh-Hant").values()) == expected, why


@pytest.mark.parametrize(("text", "figure", "chart", "why"), INTO_ENGLISH)
def test_into_english(text: str, figure: str, chart: str, why: str) -> None:
    assert "; ".join(charts(text, (), "zh-Hans", "en").values()) == figure, why
    assert "; ".join(charts(text, (), "zh-Hant", "en").values()) == chart, why


def test_one_that_a_term_overlaps_is_left_out() -> None:
    assert charts("see Table 1 data", [Span(start=4, end=16)], "en", "zh") == {}


def test_a_chart_that_a_model_calls_otherwise() -> None:
    """A hint is not always followed: 圖表6 beside 圖5."""
    text = "上升（图表6）增长2.5%，见圖表 7、图表60和图5"
    found = other_names(text, {"图6", "图7、图8和图9", "表60"})
    assert [(text[start:end], name) for start, end, name in found] == [("图表6", "图6"), ("圖表 7", "图7")]


def test_other_languages_are_left_alone() -> None:
    assert charts("Chart 1", (), "en", "de") == {}
