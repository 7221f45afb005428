#!/usr/bin/env python3
"""What the engines for GGUF models do in a second, by how many segments are under way.

    python bench/engines.py [--model M] [--engines openvino,llama]

Sentences that nothing else has in the cache, so that only the beginning of the prompt is shared. ``read`` counts what is
left of the prompts, ``decode`` the pieces of the answers; compare the engines, not machines.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from translate.engine import Request
from translate.engines import load

PLACES = ["北京市", "上海市", "重庆市", "河北省", "山西省", "辽宁省", "吉林省", "江苏省", "浙江省", "安徽省", "福建省", "江西省", "山东省", "河南省", "湖北省", "湖南省"]
AIMS = ["优化营商环境", "扩大对外开放", "发展特色产业", "健全保障机制", "提高供给质量", "建设现代流通体系", "改善生态环境", "支持企业创新"]


def requests(pairs, count, pieces):
    """Requests that were not made before."""
    return [
        Request(
            source=f"{place}要坚持稳中求进，{aim}，让人民群众更多分享发展成果，并于{number + 2}年内完成各项任务。",
            source_language="zh", target_language="en", max_pieces=pieces, alternatives=20,
        )
        for number, (place, aim) in enumerate(itertools.islice(pairs, count))
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="")
    parser.add_argument("--engines", default="openvino,llama")
    args = parser.parse_args()
    for name in args.engines.split(","):
        began = time.monotonic()
        engine = load(name, args.model)
        print(f"{engine.signature}: loaded in {time.monotonic() - began:.1f} s", flush=True)
        pairs = itertools.product(PLACES, AIMS)
        engine.complete(requests(pairs, 2, 4))
        for count in (1, 4, 16, 32):
            some = requests(pairs, count, 1)
            began = time.monotonic()
            engine.complete(some)
            reading = time.monotonic() - began
            began = time.monotonic()
            done = engine.complete([replace(each, max_pieces=49) for each in some])
            decoding = time.monotonic() - began
            decoded = sum(each.decoded for each in done)
            print(f"  {count:2} at once: {reading / count:5.2f} s to read one, {decoded / decoding:6.1f} pieces a second", flush=True)
        engine.close()


if __name__ == "__main__":
    main()
