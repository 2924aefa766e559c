"""Hostile texts: reading time grows as the text does, and memory stays bounded, whatever stands in it.

Time is processor time, so that a busy machine does not count; a ratio that fails is measured again, for a single one may be an accident.
The same pieces read as 1,000,000 characters each are timed in the figures of `benchmarks/reading.py`.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import loaders
from qgraph.errors import SourceError
from tests.loaders.formats.test_fuzz import PLAN

SMALL = 15_000  # characters; the large text has twice as many
LINEAR = 2.6  # the most that twice the text may cost
NOISE = 0.05  # seconds that are never counted
SLOWEST = 1.5  # seconds for the large text, ten times what it takes on a machine of 2025
TRIES = 4
FILLER = "质量提升工作。"  # a text that is not Chinese is refused before the grammar sees it
HAN = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒盈昃宿列寒暑秋收冬藏"
RUNS = [
    "（", "）", "、", "9", "1.", "一、", "（一）", "，", "。", "\n", " ", "\u3000", "亿", "%", "年", "月", "到", "2025年", "牵头",
    "（牵头", "市", "局", "市局", "各", "和", "等", "《", "“", "达到", "不低于", "1～2", "组长：", "A", "?", "质(zhì)", "給", "\t",
    "1\t", "负责", "由", "奖励", "万元", "\r", "<", "&", "（）", "“”", "、，", "。（", "（。", "\n市", "\n（一）", "\n1.", "\n一、",
    "1%、", "市、", "市局和", "各县、区、", "A ", "\u3000\n", "?。ㄒ", "锛堜", "£¨", "会同", "要", "地方政府负总责", "合格率达到9%，",
    "到2025年达到9%，", "作为成员单位", "市局为成员单位、", "办公室设在", "领导小组由市长任组长，", "领导小组组长由市长担任。",
    "组长：市长 李明\n", "组长：组", "（市局）责任单位：", "实施“一件事一次办”", "具体措施：", "序号\t任务\t牵头单位\n", "\t市局、",
    "一、目标\n（一）到2025年。",
]  # fmt: skip
# As many different names as there are pieces; `#` is the name.
NAMES = [
    "市#局、", "（市#局、市#局牵头）。\n", "各#局要做好，", "实施#工程，", "“#”工程、“#”等行动，", "《#方案》、", "培育#个，",
    "给予#企业奖励5万元。\n", "成立#领导小组，办公室设在#局。", "成员单位：市#局、", "\n1.#工作。（市#局负责）", "根据《#意见》，",
    "组长单位：#局\n",
]  # fmt: skip


def name(number: int) -> str:
    """One of 68,921 names of three characters."""
    n = len(HAN)
    return HAN[number % n] + HAN[number // n % n] + HAN[number // n**2 % n]


def repeated(piece: str) -> Callable[[int], str]:
    """A text of so many characters: the piece, each time with another name in place of `#`."""

    def text(length: int) -> str:
        times = length // len(piece) + 1
        body = "".join(piece.replace("#", name(i)) for i in range(times)) if "#" in piece else piece * times
        return body[:length]

    return text


def at_end(body: str) -> str:
    """Behind a plan."""
    return PLAN + body


def in_targets(body: str) -> str:
    """In a plan's section of targets."""
    return PLAN.replace("二、主要任务", f"{body}\n二、主要任务", 1)


def in_measure(body: str) -> str:
    """In the sentence of a measure, before the bracket of its units."""
    return PLAN.replace("。（市", f"{body}。（市", 1)


def in_cell(body: str) -> str:
    """In one cell of a table of tasks."""
    cell = body.replace("\n", " ").replace("\t", " ").replace("\r", " ")
    return f"{PLAN}\n序号\t重点任务\t牵头单位\n1\t质量提升\t{cell}\n"


def in_title(body: str) -> str:
    """Before a plan's title."""
    return f"云川省{body}关于印发质量方案的通知\n{PLAN}"


PLACES = [at_end, in_targets, in_measure, in_cell, in_title]


def seconds(path: Path, text: str) -> float:
    """Processor time to read a text; it may be refused, but in no other way than by `SourceError`. Filler keeps it Chinese."""
    han = sum("\u4e00" <= c <= "\u9fff" for c in text)
    path.write_text(text if han > 0.3 * len(text) else f"{text}\n{FILLER * (len(text) // 12)}", encoding="utf-8", newline="")
    began = time.process_time()
    with contextlib.suppress(SourceError):
        loaders.read(path)
    return time.process_time() - began


def assert_linear(path: Path, text: Callable[[int], str], small: int = SMALL) -> None:
    for _ in range(TRIES):
        short, long = seconds(path, text(small)), seconds(path, text(2 * small))
        if long <= LINEAR * short + NOISE:
            break
    assert long <= LINEAR * short + NOISE, f"{long:.2f} s for twice the text that takes {short:.2f} s"
    assert long < SLOWEST


@pytest.mark.parametrize("piece", [*RUNS, *NAMES])
def test_time_is_linear_behind_a_plan(piece: str, tmp_path: Path) -> None:
    assert_linear(tmp_path / "plan.txt", lambda length: at_end(repeated(piece)(length)))


@pytest.mark.parametrize("place", PLACES[1:])
@pytest.mark.parametrize(
    "piece", ["（", "、", "9", "局", "市局", "和", "等", " ", "年", "\u3000", "会同", "达到9%，", "市#局、", "《", "各县、区、"]
)
def test_time_is_linear_inside_a_plan(place: Callable[[str], str], piece: str, tmp_path: Path) -> None:
    assert_linear(tmp_path / "plan.txt", lambda length: place(repeated(piece)(length)), SMALL // 2)


@pytest.mark.parametrize(
    "pair", ["（）", "“”", "《》", "()", "、。", "，\n", "\t\n", "9%", "局市", "年到", "各等", "由要", " （", "。\n", "A、", "1."]
)
def test_time_is_linear_for_alternating_pairs(pair: str, tmp_path: Path) -> None:
    assert_linear(tmp_path / "plan.txt", lambda length: PLAN + repeated(pair)(length))


def test_one_long_line_of_prose(tmp_path: Path) -> None:
    prose = "加强质量基础设施建设，完善标准体系，提升产品质量，全市质量工作取得新进展，"
    assert_linear(tmp_path / "plan.txt", lambda length: PLAN + repeated(prose)(length), 4 * SMALL)


@pytest.mark.parametrize("inside", ["市局牵头、", "质量", "（", "9、"])
def test_a_long_bracket(inside: str, tmp_path: Path) -> None:
    assert_linear(tmp_path / "plan.txt", lambda length: f"{PLAN}加强监督。（{repeated(inside)(length)}）\n", 25_000)


def test_many_units_in_one_clause(tmp_path: Path) -> None:
    def text(length: int) -> str:
        return PLAN.replace("（市市场", f"（{'、'.join(f'市{name(i)}局' for i in range(length // 6))}、市市场")

    assert_linear(tmp_path / "plan.txt", text, 30_000)


def test_five_megabytes_stay_within_bounds(tmp_path: Path) -> None:
    """A text of 1.7 million characters in a process of its own: at most 600 MB, and no more than half a minute of processor time."""
    path = tmp_path / "plan.txt"
    path.write_text(long_plan(5 * 10**6), encoding="utf-8")
    assert path.stat().st_size >= 5 * 10**6
    run = subprocess.run([sys.executable, "-c", MEASURED, path], capture_output=True, text=True, check=True, timeout=100)
    megabytes, taken, facts = map(float, run.stdout.split())
    assert facts > 10_000, "the text was not read as a plan"
    assert megabytes <= 600
    assert taken < 30


MEASURED = """
import pathlib, resource, sys, time
import loaders
plan = loaders.read(pathlib.Path(sys.argv[1]))
status = pathlib.Path("/proc/self/status")  # of this program alone: on Linux `ru_maxrss` remembers the process that started it
if status.is_file():
    peak = int(next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM"))) / 2**10
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
print(peak, time.process_time(), len(plan.targets) + len(plan.tasks) + len(plan.funding))
"""


CHAPTER = """第{number}批
一、工作目标
到20{year}年，{name}产品合格率达到{rate}%以上。
二、主要任务
"""
MEASURE = (
    "（{number}）提升{name}质量。建立{name}档案，每年开展{count}家企业质量比对，对获奖企业奖励{count}万元。"
    "加强质量基础设施建设，完善标准、计量、检验检测和认证认可体系，提高全过程质量管理水平，增强企业质量意识。"
    "（市{name}局牵头，市财政局配合）\n"
)


def long_plan(size: int) -> str:
    """A plan of at least so many bytes of UTF-8: chapters, measures with units, targets and money, no two alike."""
    pieces = [PLAN.split("一、")[0]]
    written = chapter = 0
    while written < size:
        one = CHAPTER.format(number=chapter, year=27 + chapter % 9, name=name(chapter), rate=90 + chapter % 10)
        for i, number in enumerate("一二三四五六七八九"):
            one += MEASURE.format(number=number, name=name(9 * chapter + i), count=10 + chapter % 80 + i)
        pieces.append(one)
        written += len(one.encode())
        chapter += 1
    return "".join(pieces)
