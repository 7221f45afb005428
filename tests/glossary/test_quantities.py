"""Numbers: what is the same number on both sides, however it is written, and what is not."""

from __future__ import annotations

import pytest

from glossary.bitext import Pair, Side
from glossary.checks import run
from glossary.quantities import days, quantities, values
from glossary.termbase import Termbase

# ruff: noqa: RUF001 - full-width digits are the point

SAME = """
外商直接投资（十亿美元）|Foreign direct investment (US$ billion)
国内生产总值（亿元）|GDP (100 million yuan)
总人口（万人）|Population (10,000 persons)
费用（千港元）|Fees (HK$'000)
装机容量（万千瓦）|Installed capacity (MW)
面积（万平方米）|Area (hectares)
升至7.75港元兑1美元|rose to HK$7.75 against the US dollar
7.75美元兑1欧元|US$7.75 to the euro
支付2万3,500元|pay 23,500 yuan
3千5百万元|35 million yuan
3亿零500万|305 million
12亿3456万7890|1,234,567,890
中国有14亿多人口|China has more than 1.4 billion people
2026年3月5日|March 5, 2026
2026年3月5日|5 March 2026
2026年3月5日|on the 5th of March, 2026
2026年3月5日|2026-03-05
2026年3月5日|03/05/2026
2026年3月5日|Mar. 5, 2026
十四五规划|the 14th Five-Year Plan (2021-2025)
“十五五”时期|the 15th Five-Year Plan period
“十五五”时期|the 15th Five-Year Plan period (2026-30)
“九五”计划|the Ninth Five-Year Plan (1996-2000)
3.2万亿千瓦时|3,200 TWh
四分之一世纪|a quarter of a century
每万人|per 10,000 people
亩均产量500公斤|500 kg per mu
党的二十届三中全会|the third plenary session of the 20th CPC Central Committee
第二十届中央委员会|20th Central Committee
两会|the two sessions
一带一路|the Belt and Road
三农|agriculture, rural areas, and rural people
双碳|carbon peaking and carbon neutrality
双碳|the dual carbon goals
国内生产总值达到130万亿元|GDP reached 130 trillion yuan
国内生产总值达到134.9万亿元，增长5%|GDP reached 134.9 trillion yuan, an increase of 5 percent
增长百分之五点二|growth of 5.2 percent
百分之五十|50%
百分之三十|30 per cent
三分之二|two thirds
三分之二|2/3
三分之二|two-thirds
四分之三|75%
四分之一|a quarter
一半以上|more than half
一半以上|more than 50%
五成|50 percent
翻一番|double
翻两番|quadruple
增长2倍|tripled
增长1倍|doubled
增加了两倍|increased threefold
增加了两倍|increased 3-fold
增长2倍|3 times as much
是去年的3倍|3 times that of last year
提高0.5个百分点|up 0.5 percentage points
提高50个基点|up 50 basis points
下降三个百分点|down 3 percentage points
10%至15%|10 to 15 percent
10%-15%|10–15%
20至30个|20-30
1000多万人|over 10 million people
1亿多人|more than 100 million people
近1亿|nearly 100 million
数十亿|billions
几百万|millions
上千家|thousands of
20世纪80年代|the 1980s
上世纪80年代|the 1980s
上世纪八十年代|the 1980s
二十世纪八十年代|the 1980s
20世纪|the 20th century
21世纪|the 21st century
二十一世纪|the twenty-first century
21世纪20年代|the 2020s
本世纪中叶|the middle of the 21st century
本世纪初|the early 2000s
本世纪50年代|the 2050s
一打鸡蛋|a dozen eggs
12个|a dozen
两个一百年|the two centenaries
两个一百年|two centenary goals
建党100周年|the centenary of the Party
建党100周年|the 100th anniversary
一百周年|the 100th anniversary
改革开放40年|40 years of reform
改革开放40周年|the 40th anniversary
70周年|70th anniversary
第1次|the first
第一|No. 1
首次|for the 1st time
第3季度|the third quarter
三季度|Q3
第三季度|Q3
2025年第1季度|Q1 2025
一季度|the first quarter
上半年|the first half
前11个月|the first 11 months
1至11月|January-November
1—2月|the first two months
1-10月|from January to October
下午3点|3 p.m.
晚上8点半|8:30 p.m.
上午9时30分|9:30 a.m.
24小时|24 hours
全天候24小时|around the clock
5G|5G
G20|G20
二十国集团|G20
七国集团|G7
77国集团和中国|the Group of 77 and China
金砖国家|BRICS
RCEP 15国|RCEP's 15 members
12345热线|the 12345 hotline
120万|1.2 million
120万|1,200,000
120万|1 200 000
1,200,000|1.2 million
3.5万|35,000
3.5万|35 thousand
3500万|35 million
0.35亿|35 million
5000亿元|500 billion yuan
5000亿元|RMB500 billion
5000亿元|RMB 500bn
100亿美元|US$10 billion
100亿美元|$10bn
1.25亿英镑|£125m
1.25亿英镑|£125 million
25万|250k
25万|250K
3兆瓦|3 MW
10万千瓦|100 MW
10万千瓦|100,000 kW
1亿千瓦|100 GW
400千米|400 km
400公里|400 km
1.2亿千瓦|120 million kilowatts
1.2亿千瓦|120 GW
18亿亩|120 million hectares
1.3万亿斤|650 million tonnes
1.4万亿斤|700 million metric tons
50万吨|500,000 tons
50万吨|half a million tons
1.5亿|one hundred and fifty million
2500|twenty-five hundred
35|thirty-five
121|one hundred and twenty-one
第121条|Article 121
第一百二十一条|Article 121
第十二条|Article 12
第3条第2款|paragraph 2 of Article 3
3月|March
3个月|three months
5月|May
8月|Aug.
8月|Aug
4月|Apr.
12月31日|Dec 31
9月|Sept.
一个中国|one China
一国两制|one country, two systems
四个全面|the Four-pronged Comprehensive Strategy
四个自信|four-sphere confidence
五位一体|Five-sphere Integrated Plan
“三步走”战略|three-step strategy
“三步走”战略|3-step strategy
“1+10”对话会|"1+10" dialogue
100%|all
100%|100 percent
百分之百|100 percent
零增长|zero growth
零容忍|zero tolerance
0|zero
万分之五|0.05%
千分之三|0.3%
3‰|0.3%
第14个五年规划|the 14th five-year plan
1:1|1:1
1.5℃|1.5 °C
1.5摄氏度|1.5 degrees Celsius
2摄氏度|two degrees Celsius
800多年|over eight centuries
80后|those born in the 1980s
95后|those born after 1995
60岁以上|over 60
60多岁|in their sixties
30多岁|in his 30s
三十多岁|in his 30s
二十四节气|24 solar terms
二十四小时|24 hours
五千年文明|5,000 years of civilization
五千年文明|5000-year civilization
五千多年|more than 5,000 years
9000多万党员|over 90 million Party members
14亿|1.4bn
1万3千|13,000
1万5千公里|15,000 km
两万五千里长征|the 25,000-li Long March
23号文件|Document No. 23
第23号|No. 23
2020-2025年|2020-25
2020—2025年|from 2020 to 2025
2020/21年度|2020/21
2020/21年度|2020-21
2020—2021年度|2020/21
二〇三五年|2035
二○三五年|2035
二零三五年|2035
2035年|the year 2035
１２３４|1,234
１２．５％|12.5%
五四运动|the May 4th Movement
五四运动|the May Fourth Movement
九一八事变|the September 18 Incident
七七事变|the July 7 Incident
十一届三中全会|the Third Plenary Session of the 11th Central Committee
十九届五中全会|the fifth plenum of the 19th CPC Central Committee
三八妇女节|March 8 International Women's Day
六一儿童节|June 1 Children's Day
1日|the first
1日|on the 1st
十几个|a dozen or so
十余家|more than 10
十余家|more than ten
数百名|hundreds of
百余名|over 100
百年变局|changes unseen in a century
百年奋斗|100 years of struggle
千年大计|a plan of 1,000 years
万众一心|united as one
亿万人民|hundreds of millions of people
一亿人|100 million people
一亿人|a hundred million people
十万人|100,000 people
百万人|one million people
百万人|a million people
三百万|3 million
三百五十万|3.5 million
三点五万亿|3.5 trillion
三点五|3.5
二点五亿|250 million
两亿|200 million
两百|200
十亿|1 billion
几十年|decades
十年|a decade
20年|two decades
二十年|two decades
20年来|over the past two decades
30年|three decades
半个世纪|50 years
半个世纪|half a century
两个世纪|200 years
一周|one week
2.5|two and a half
两个半|2.5
1/3|a third
1/3|one-third
1/4|a quarter
3/4|three quarters
4/5|four fifths
第1/3|1/3
第十四届全国人民代表大会第四次会议|the fourth session of the 14th National People's Congress
十四届全国人大四次会议|the Fourth Session of the 14th NPC
1978年12月|December 1978
78年|1978
’78|1978
80年代|the '80s
80年代|the 80s
90年代初|in the early nineties
COVID-19疫情|the COVID-19 pandemic
新冠肺炎疫情|the COVID-19 pandemic
新冠疫情|COVID-19
九二共识|1992 Consensus
九二共识|the 92 Consensus
H1N1|H1N1
PM2.5|PM2.5
细颗粒物|PM2.5
2G、3G、4G|2G, 3G and 4G
A4纸|A4 paper
二氧化碳|CO2
双11|Double 11
3D打印|3D printing
三维|3D
二维码|QR code
Web3.0|Web 3.0
工业4.0|Industry 4.0
第4次工业革命|the fourth industrial revolution
1号|No. 1
一号文件|No. 1 document
12.3%和4.5%|12.3 percent and 4.5 percent respectively
10亿-20亿元|1-2 billion yuan
10亿至20亿元|one to two billion yuan
10-20亿元|1-2 billion yuan
3-5万人|30,000-50,000 people
3至5万人|30,000 to 50,000 people
两三百万|two to three million
35%左右|around 35 percent
3.0版|version 3.0
3.00|3
2.50%|2.5 percent
1.0|1
负3%|-3%
-3%|minus 3 percent
四、五|four or five
第（一）项|item (1)
（一）总体要求|(1) General requirements
(二)|2.
（三）|III.
一、总则|I. General Provisions
一、总则|1. General Provisions
第二章|Chapter II
第二章|Chapter 2
第3章|Chapter III
第一次世界大战|World War I
第二次世界大战|World War II
二战|World War II
1644年|1644
公元前221年|221 BC
13个省|13 provinces
13亿|1,300 million
1300亿|130 billion
1300亿|130,000 million
6.2万公顷|62,000 hectares
6.2万公顷|62 thousand hectares
1500多|more than 1,500
1500余|over 1,500
15万多|more than 150,000
2万余人|more than 20,000
2万多亿|more than 2 trillion
2.3万多亿|more than 2.3 trillion
1.5万余亿|1.5 trillion
2015年9月3日上午10时|10 a.m. on September 3, 2015
48小时|48 hours
四十八小时|48 hours
1.1亿户|110 million households
北纬30度|30 degrees north latitude
第七十五届联大|the 75th UN General Assembly
第75届联大|the seventy-fifth session
75岁|seventy-five
20%|one fifth
20%|a fifth
25%|a quarter
33.3%|one third
60分|60 points
"""
"""Chinese | English, one a line: nothing is told, whichever is the source."""

DIFFERENT = """
外商直接投资（亿美元）|Foreign direct investment (US$ billion)
单位：亿元|Unit: billion yuan
增长5%|grew by 6 percent
12.3亿元|12.3 billion yuan
3.5万亿|3.5 billion
3.5万亿|350 billion
10万|10,000
14亿|14 billion
100亿美元|US$100 billion
2026年3月5日|March 6, 2026
2026年3月5日|May 3, 2026
2025年|2024
百分之五|50 percent
十四五|the 13th Five-Year Plan
第二十届|the 19th
1000多万|more than 1 million
五千亿|50 billion
三百万|30 million
第121条|Article 112
二〇三五年|2030
3.5%|35%
1.25%|12.5%
2.5万|2,500
20世纪80年代|the 1990s
80后|born in the 1990s
提高3个百分点|up 5 percentage points
1亿多人|more than 10 million
下午3点|at 2 p.m.
五成|60%
2020—2025年|2020-2026
10至15个|10 to 20
10亿元|RMB1 million
1.25亿英镑|£125 billion
500万|5m yuan and 500 million
2020年|2820
3天|72 hours
10月14日|on 15 October
走出去2次|walk out 3 times
"""
"""Chinese | English: something is told, whichever is the source."""


def told(source: str, target: str, *languages: str) -> list[str]:
    pairs = [Pair(source=Side(text=source), target=Side(text=target))]
    return [issue.message for issue in run(pairs, Termbase(), *languages).issues if issue.check == "number-mismatch"]


@pytest.mark.parametrize("line", SAME.strip().splitlines())
def test_the_same_number(line):
    chinese, english = line.split("|")
    assert told(chinese, english, "zh", "en") == []
    assert told(english, chinese, "en", "zh") == []


@pytest.mark.parametrize("line", DIFFERENT.strip().splitlines())
def test_different_numbers(line):
    chinese, english = line.split("|")
    assert told(chinese, english, "zh", "en") != []
    assert told(english, chinese, "en", "zh") != []


def test_what_is_told_is_the_whole_number():
    assert told("总额1亿2000万元", "a total of 12 million", "zh", "en") == ["1亿2000万 and 12 million are different numbers"]
    assert told("1月8日", "August 1", "zh", "en") == ["1月8日 and August 1 are different numbers"]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("3.5万亿", [3_500_000_000_000], "a unit of two characters"),
        ("1亿2000万", [120_000_000], "two units are one number"),
        ("1.3万米", [13_000], "万 before a measure is a number still"),
        ("5千米", [5], "and 千 is a prefix there"),
        ("2万多亿", [2_000_000_000_000], "a word between the two characters of a unit"),
        ("１２．５％", [12.5], "full width"),
        ("P2P和COVID-19", [], "digits in names"),
        ("1 200 000", [1_200_000], "groups with spaces"),
    ],
)
def test_quantities(text, expected, why):
    assert [float(quantity.value) for quantity in quantities(text)] == expected, why


@pytest.mark.parametrize("text", ["1" * 5000, "0." + "0" * 5000 + "1万", "九" * 5000 + "点" + "九" * 5000, "9" * 5000 + "分之" + "3" * 5000])
def test_digits_that_are_no_number_break_nothing(text):
    """Python refuses to read more than 4,300 digits, and `check` ended in a traceback."""
    assert told(text, "nothing", "zh", "en") == []
    assert max(values(text), default=0) < 10**101


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-three", 23),
        ("nineteen seventy-eight", 1978),
        ("one hundred and fifty million", 150_000_000),
        ("two and a half million", 2_500_000),
        ("half a million", 500_000),
        ("one to two billion", 1_000_000_000),
        ("three quarters", 75),
        ("三点五万亿", 3_500_000_000_000),
        ("千分之三", 0.3),
        ("二十世纪八十年代", 1980),
        ("第十四个五年规划", 2025),
    ],
)
def test_words(text, value):
    assert value in {float(each) for each in values(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年3月5日", [(3, 5)]),
        ("March 5, 2026 and 1st of May", [(3, 5), (5, 1)]),
        ("12月14日，5月3日", [(12, 14), (5, 3)]),  # each has its own
        ("on January 4 and 14 December", [(1, 4), (12, 14)]),
        ("from 7.7510 on January 1 to 7.8196 on January 20", [(1, 1), (1, 20)]),  # to a figure
        ("24-25 October", []),  # not every day has its month here
        ("10月24至25日", []),
        ("May 2026", []),
    ],
)
def test_days(text, expected):
    assert [day for day, _ in days(text)] == expected
