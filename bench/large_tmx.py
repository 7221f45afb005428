"""How long a large TMX takes to be checked, and how much memory.

    python bench/large_tmx.py [--pairs 1000000] [--folder DIR] [--format text]

Writes a TMX and a termbase of 10,000 terms into DIR (once: the same ones every time), runs `termlock check` on them and
prints wall time, processor time of all its processes, and the largest sum of what they held in memory (proportional set
size, so that shared pages count once; sampled ten times a second). The text is made of our own words: a segment has one to
three terms, about three in a hundred of them rendered in another way, and a number in one of four.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from xml.sax.saxutils import escape

_MODIFIERS = (
    "数字 digital;绿色 green;实体 real;海洋 marine;区域 regional;民营 private;国有 state-owned;农村 rural;城市 urban;低碳 low-carbon;"
    "智能 intelligent;高端 high-end;传统 traditional;新兴 emerging;战略 strategic;基础 basic;公共 public;社会 social;文化 cultural;"
    "生态 ecological;能源 energy;交通 transport;金融 financial;科技 scientific;教育 educational;医疗 medical;养老 elderly-care;"
    "住房 housing;就业 employment;税收 tax;财政 fiscal;货币 monetary;信用 credit;资本 capital;土地 land;劳动 labour;人才 talent;"
    "技术 technical;数据 data;信息 information;网络 network;安全 safety;应急 emergency;边境 border;国际 international;跨境 cross-border;"
    "沿海 coastal;内陆 inland;西部 western;东部 eastern;中部 central;北方 northern;南方 southern;山区 mountain;流域 basin;港口 port;"
    "航空 aviation;铁路 railway;公路 highway;物流 logistics;旅游 tourism;体育 sports;出版 publishing;广播 broadcasting;法律 legal;"
    "司法 judicial;行政 administrative;监管 regulatory;市场 market;价格 price;消费 consumption;投资 investment;贸易 trade;外资 foreign-funded;"
    "出口 export;进口 import;制造 manufacturing;服务 service;农业 agricultural;林业 forestry;渔业 fishery;畜牧 livestock;粮食 grain;水利 water;"
    "气象 meteorological;环境 environmental;矿产 mineral;石油 oil;天然气 gas;核电 nuclear;风电 wind-power;光伏 solar;电力 power;通信 telecom;"
    "卫星 satellite;航天 space;海关 customs;检疫 quarantine;统计 statistical;审计 audit"
)
_HEADS = (
    "经济 economy;产业 industry;体系 system;改革 reform;政策 policy;规划 plan;标准 standard;平台 platform;项目 project;工程 programme;"
    "基金 fund;机制 mechanism;合作 cooperation;创新 innovation;转型 transition;升级 upgrade;治理 governance;保障 guarantee;设施 facility;资源 resource;"
    "企业 enterprise;机构 institution;组织 organisation;园区 park;基地 base;中心 centre;走廊 corridor;联盟 alliance;论坛 forum;协议 agreement;"
    "条例 regulation;办法 measure;制度 institution framework;责任 responsibility;风险 risk;危机 crisis;竞争 competition;效率 efficiency;质量 quality;成本 cost;"
    "收入 income;支出 expenditure;预算 budget;债务 debt;补贴 subsidy;贷款 loan;保险 insurance;租赁 leasing;拍卖 auction;采购 procurement;"
    "培训 training;研究 research;实验室 laboratory;专利 patent;品牌 brand;产品 product;设备 equipment;材料 material;零件 component;软件 software;"
    "系统 platform system;模型 model;算法 algorithm;指数 index;报告 report;调查 survey;评估 assessment;监测 monitoring;预警 early warning;演练 drill;"
    "示范区 demonstration zone;试验区 pilot zone;新区 new area;开发区 development zone;合作区 cooperation zone;保护区 reserve;都市圈 metropolitan area;城市群 city cluster;产业链 industrial chain;供应链 supply chain;"
    "生产力 productive forces;竞争力 competitiveness;话语权 voice;主导权 leadership;自主权 autonomy;知情权 right to know;代表团 delegation;委员会 commission;办公室 office;管理局 administration;"
    "大会 congress;峰会 summit;博览会 expo;展览 exhibition;竞赛 contest;奖励 award;计划书 proposal;白皮书 white paper;蓝图 blueprint;路线图 roadmap"
)
_FRAMES = (
    ("我们要进一步推动{0}，让群众得到实惠。", "We will further promote the {0} so that the people benefit from it."),
    ("各地各部门应当高度重视{0}，同时完善{1}。", "All localities and departments should attach great importance to the {0} and improve the {1}."),
    ("会议强调，{0}是当前的重点任务。", "The meeting stressed that the {0} is a priority task at present."),
    ("去年，{0}投入{n}亿元，比上年增长{p}%。", "Last year, {m} billion yuan went into the {0}, an increase of {p}% over the previous year."),
    ("通过{0}、{1}和{2}，有关工作取得了明显进展。", "Through the {0}, the {1} and the {2}, marked progress has been made in this work."),
    ("专家认为，{0}与{1}之间的关系还需要深入讨论。", "Experts believe that the relationship between the {0} and the {1} needs further discussion."),
    ("这座城市的居民对{0}表示满意，也提出了不少建议。", "The residents of this city are satisfied with the {0} and have made a good many suggestions as well."),
    ("他在信中写道：希望年轻人积极参加{0}。", "He wrote in the letter that he hoped young people would take an active part in the {0}."),
)  # fmt: skip


def words(listing: str) -> list[tuple[str, str]]:
    """(Chinese, English) of each word."""
    return [(chinese, english) for chinese, _, english in (each.partition(" ") for each in listing.split(";"))]


def terms() -> list[tuple[str, str]]:
    """10,000 terms with their renderings."""
    return [(ours + head, f"{theirs} {name}") for ours, theirs in words(_MODIFIERS) for head, name in words(_HEADS)]


def pairs(count: int):
    """(Chinese, English) of each segment."""
    chance = random.Random(7)
    known = terms()
    for _ in range(count):
        source, target = _FRAMES[chance.randrange(len(_FRAMES))]
        chosen = [known[int(len(known) * chance.random() ** 2)] for _ in range(3)]
        number = chance.randrange(1, 90)
        numbers = {"n": number * 10, "m": number if chance.random() > 0.02 else number * 10, "p": chance.randrange(2, 40)}
        renderings = [english if chance.random() > 0.03 else english.replace(" ", " kind of ") for _, english in chosen]
        yield source.format(*(chinese for chinese, _ in chosen), **numbers), target.format(*renderings, **numbers)


def write(folder: Path, count: int) -> tuple[Path, Path]:
    """The two files, made once."""
    tmx, termbase = folder / f"large-{count}.tmx", folder / "terms-10000.csv"
    if not termbase.exists():
        termbase.write_text("zh-Hans,en\n" + "".join(f"{chinese},{english}\n" for chinese, english in terms()), encoding="utf-8")
    if not tmx.exists():
        with tmx.open("w", encoding="utf-8") as file:
            file.write('<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n  <header srclang="zh-CN" datatype="plaintext"/>\n  <body>\n')
            for number, (source, target) in enumerate(pairs(count)):
                file.write(
                    f'    <tu tuid="{number}">\n      <tuv xml:lang="zh-CN"><seg>{escape(source)}</seg></tuv>\n'
                    f'      <tuv xml:lang="en"><seg>{escape(target)}</seg></tuv>\n    </tu>\n'
                )
            file.write("  </body>\n</tmx>\n")
    return tmx, termbase


def held(process: int) -> int:
    """Kilobytes that a process and its children hold, shared pages counted once."""
    total = 0
    waiting = [process]
    while waiting:
        each = waiting.pop()
        try:
            rollup = Path(f"/proc/{each}/smaps_rollup").read_text()
            total += int(rollup.split("\nPss:", 1)[1].split()[0])
            for task in Path(f"/proc/{each}/task").iterdir():
                waiting += [int(child) for child in (task / "children").read_text().split()]
        except (OSError, IndexError):
            continue
    return total


def main() -> None:
    """Make the files, check them, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--format", default="text")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    tmx, termbase = write(arguments.folder, arguments.pairs)
    report = arguments.folder / f"large-{arguments.pairs}.report"
    command = [sys.executable, str(Path(__file__).parents[1] / "cli.py"), "check", str(tmx), "-g", str(termbase), "--format", arguments.format, "-o", str(report)]
    began = time.monotonic()
    process = subprocess.Popen(command)
    most = 0
    while process.poll() is None:
        most = max(most, held(process.pid))
        time.sleep(0.1)
    wall = time.monotonic() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = used.ru_utime + used.ru_stime
    print(f"{arguments.pairs:,} pairs, {tmx.stat().st_size / 1e6:.0f} MB; exit code {process.returncode}; report {report.stat().st_size / 1e6:.1f} MB")
    print(f"wall {wall:.1f} s, processor {processor:.1f} s ({processor / arguments.pairs * 1e6:.0f} µs a pair), peak {most / 1e3:.0f} MB")


if __name__ == "__main__":
    main()
