"""Hostile statements of units: whatever stands in a bracket, a list, a roster or a table, it is read in time, as text, and never beyond it.

Time is processor time. Twice the text may cost three times as much; a ratio that fails is measured again, for one may be an accident. Where
the cost of a text grows in step with it but is far too high from the start, it is held against prose of the same length.
`tests/loaders/test_hostile.py` asks the same of whole plans; here each text aims at one step of the grammar of duties, names, groups or
mentions.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from loaders.grammar import duties, groups
from qgraph.model import Cell
from tests.loaders.documents import document, front
from tests.loaders.grammar.duties.hostile import (
    AGAINST_PROSE,
    CLOSING,
    NOISE,
    OPENING,
    PROSE,
    SLOWEST,
    TRIES,
    Text,
    assert_grows,
    assert_sound,
    measure,
    read,
    roster,
    row,
    seconds,
    units,
)
from tests.loaders.test_hostile import name

BRACKETS: dict[str, Text] = {
    **{f"open {mark}": (lambda n, mark=mark: measure(mark * n + PROSE * (n // 8))) for mark in "（(〔【[《“「『<＜"},  # type: ignore[misc]
    **{f"closed {mark}": (lambda n, mark=mark: measure(mark * n + PROSE * (n // 8))) for mark in "）)〕】]》”」』>＞"},  # type: ignore[misc]
    "open, with a verb": lambda n: measure("（区教育局牵头" * n),
    "open, with a label": lambda n: measure("（责任单位：区教育局" * n),
    "open in closed": lambda n: measure("（区教育局牵头（）" * n),
    "crossed": lambda n: measure("（区教育局【牵头）区财政局】配合" * n),
    "mixed widths": lambda n: measure("（区教育局牵头)(区财政局配合）" * n),
    "nested 200 deep": lambda n: measure(("（" * 200 + "责任" + "）" * 200) * (n // 20)),
    "nested, each with a verb": lambda n: measure(("（牵头" * 100 + "）" * 100) * (n // 20)),
    "broken over lines": lambda n: measure("（区教育局\n牵头，区财政局\n配合）\n" * n),
    "long, of prose": lambda n: measure(f"（{PROSE * n}）"),
    "long, of names": lambda n: measure(f"（{units(n)}牵头）"),
    "long, without separators": lambda n: measure(f"（{'质量提升' * n}牵头）"),
    "long, not closed": lambda n: measure(f"（{units(n)}牵头"),
}
CLAUSES: dict[str, Text] = {
    "units 牵头": lambda n: measure(f"{units(n)}牵头。"),
    "units 负责": lambda n: measure(f"责任单位：{units(n)}负责。"),
    "units 配合": lambda n: measure(f"（区教育局牵头，{units(n)}配合）"),
    "units 要": lambda n: measure(f"{units(n)}要做好工作。"),
    "units 会同": lambda n: measure(f"（{'、'.join(['区教育局会同区财政局'] * n)}负责）"),
    "units in brackets one by one": lambda n: measure("".join(f"（区{name(i)}局负责）" for i in range(n))),
    "short statements of many units": lambda n: measure("".join(f"整治。（{units(40)}负责）" for _ in range(n // 40))),
    "roles alternating": lambda n: measure(f"（{'区教育局牵头，区财政局配合，' * (n // 2)}）"),
    "roles alternating in prose": lambda n: measure("区教育局牵头，区财政局配合，" * (n // 2)),
    "roles alternating in brackets": lambda n: measure("（区教育局牵头）（区财政局配合）" * (n // 2)),
    "label": lambda n: measure("责任单位：" * n),
    "label, a line each": lambda n: measure("责任单位：\n" * n),
    "label, a sentence each": lambda n: measure("。责任单位：" * n),
    "label with a body": lambda n: measure("）责任单位：区局" * n),
    "label with blanks": lambda n: measure(f"责任单位{' ' * n}区教育局{PROSE * (n // 8)}"),
    "no stop": lambda n: measure("加强质量管理完善标准体系" * n),
    "no stop, with modals": lambda n: measure("区教育局要" * n),
    "modals": lambda n: measure((f"区{'要' * 199}，") * (n // 100)),
    "subjects and modals": lambda n: measure(f"{'区教育局、区财政局' * 20}要要要要，" * (n // 100)),
    "等": lambda n: measure(f"（区教育局{'等' * n}负责）"),
    "body and 等": lambda n: measure(f"（{'区教育局等' * n}负责）"),
    "body and 等 in short brackets": lambda n: measure(f"（{'区局等' * 150}负责）" * (n // 100)),
    "和 in short brackets": lambda n: measure(f"（{'区局和' * 150}区局负责）" * (n // 100)),
    "各 in short brackets": lambda n: measure(f"（{'各有关部门' * 100}负责）" * (n // 100)),
    "each orders a plan": lambda n: measure("各部门制定" * n),
    "groups": lambda n: measure("成立领导小组" * n),
    "groups of many words": lambda n: measure(f"成立{'质量提升' * n}领导小组，由区长任组长。"),
    "groups with a chair": lambda n: measure("成立由区长任组长的领导小组，" * n),
    "a group with an office": lambda n: measure(f"成立{'质量领导小组，办公室设在区教育局，' * n}领导小组。"),
    "a group of many members": lambda n: measure(f"成立由{units(n)}为成员单位的质量领导小组。"),
    "members named": lambda n: measure("成员由" * n),
    "groups composed of": lambda n: measure(f"领导小组成员{'专班由等' * n}"),
    "roster of persons": lambda n: roster("组长：江岚 区长\n" + "".join(f"{name(i)} 区{name(i)}局局长\n" for i in range(n))),
    "roster of labels": lambda n: roster("组长：江岚 区长\n" + "".join(f"成员：{name(i)} 区{name(i)}局局长\n" for i in range(n))),
    "roster of units": lambda n: roster(f"组长：区长\n成员单位：{units(n)}\n"),
    "roster of blank lines": lambda n: roster("成员：江岚 区长\n\n\n\n" * n),
    "row of cells": lambda n: row("1", "改造管网", *["区教育局"] * n),
    "row of empty cells": lambda n: row("1", "改造管网", "区教育局", *[""] * n) + PROSE * (n // 10),
    "a long cell of units": lambda n: row("1", "改造管网", units(n)),
    "a long cell of prose": lambda n: row("1", PROSE * n, "区教育局"),
    "a long cell of time": lambda n: row("1", "改造管网", "区教育局", "长期坚持" * n),
    "a long heading": lambda n: f"{OPENING}（一）{'改造老旧管网' * n}。加快改造。（区教育局负责）{CLOSING}",
    "a long heading of clauses": lambda n: f"{OPENING}（一）{'改造老旧管网，' * n}（区教育局负责）{CLOSING}",
}
TEXTS = BRACKETS | CLAUSES


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_time_grows_with_the_text(text: Text, tmp_path: Path) -> None:
    assert_grows(lambda size: read(text(size), tmp_path), 2000)


LARGE = {
    "thousands of opening brackets": measure("（" * 9000 + PROSE * 500),
    "50,000 characters of prose": measure(f"（{PROSE * 2400}）"),
    "50,000 characters of names": measure(f"（{units(9000)}牵头）"),
    "50,000 characters without a separator": measure(f"（{'质量' * 25_000}牵头）"),
    "10,000 units lead": measure(f"{units(10_000)}牵头。"),
    "10,000 units in a bracket": measure(f"（区教育局牵头，{units(10_000)}配合）"),
    "10,000 units answer": measure(f"责任单位：{units(10_000)}。"),
    "10,000 units are told": measure(f"{units(10_000)}要做好工作。"),
    "5,000 roles": measure(f"（{'区教育局牵头，区财政局配合，' * 2500}）"),
    "20,000 labels": measure("责任单位：" * 20_000),
    "20,000 labels with bodies": measure("牵头单位：区教育局；" * 20_000),
    "100,000 characters without a stop": measure("质量提升" * 25_000),
    "100,000 times 等": measure("等" * 100_000),
    "a row of 5,000 cells": row("1", "改造管网", *["区教育局"] * 5000),
    "a cell of 200,000 characters": row("1", "改造管网", "区教育局、" * 40_000),
    "a title of 200,000 characters in a cell": row("1", "改造管网" * 50_000, "区教育局"),
    "headings of 10,000 characters": OPENING + "".join(f"（{n}）{'改造管网' * 2500}。加快。\n" for n in "一二三四五") + CLOSING,
    "a roster of 5,000 lines": CLAUSES["roster of persons"](5000),
    "a group's sentence of 100,000 characters": measure(f"成立{'质量提升' * 25_000}领导小组，由区长任组长。"),
    "a group's sentence of 100,000 characters of names": measure(f"成立由区长任组长、{units(16_000)}为成员单位的领导小组。"),
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE.keys())
def test_large_texts_are_read_in_time_and_soundly(text: str, tmp_path: Path) -> None:
    began = time.process_time()
    plan = read(text, tmp_path)
    assert time.process_time() - began < SLOWEST
    assert plan is not None
    assert_sound(plan)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_hostile_texts_are_read_soundly(text: Text, tmp_path: Path) -> None:
    if plan := read(text(600), tmp_path):
        assert_sound(plan)


# Patterns that try the same characters in more than one way.


@pytest.mark.parametrize(
    ("text", "size"),
    [
        pytest.param(
            lambda n: measure(f"（{'各' * n}、区政府负责）"), 8, id="各",
        ),
        pytest.param(
            lambda n: measure(f"（区财政局等{'级' * n}甲负责）"), 11, id="等级级",
        ),
        pytest.param(
            lambda n: measure(f"（以下任务均由区财政局{'按职责分工' * n}负责。）"), 10, id="按职责分工",
        ),
    ],
)  # fmt: skip
def test_repeated_words_are_read_in_one_way(text: Text, size: int, tmp_path: Path) -> None:
    assert_grows(lambda n: read(text(n), tmp_path), size)


@pytest.mark.parametrize("blank", [" ", "\u3000", "\t"])
def test_blanks_behind_a_seat_take_linear_time(blank: str) -> None:
    assert_grows(lambda n: groups.find(document(f"区质量领导小组\n组长{blank * n}甲\n"), front()), 5000)


def test_a_wide_row_costs_the_rows_below_nothing() -> None:
    """Where the format knows the cells: one row of many cells, then many rows of three."""

    def table(size: int) -> object:
        rows = [["序号", "任务", "责任单位"], ["1", "改造管网", *["局"] * 16 * size], *[["2", "改造管网", "区教育局"]] * size]
        cells, start = [], 0
        for r, line in enumerate(rows, 1):
            for c, cell in enumerate(line, 1):
                cells.append(Cell(start, start + len(cell), 1, r, c))
                start += len(cell) + 1
        one = document("\n".join("\t".join(line) for line in rows) + "\n", "annex")
        return duties.find(replace(one, source=replace(one.source, cells=tuple(cells))), front())

    assert_grows(table, 400)


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("）责任单位："),
        pytest.param("（区局配合）"),
        "（区局牵头）", "（区局负责）区局要", "责任单位：区局。", "区局牵头，", "专班由等", "成员由", "各县、区、", "领导小组，",
    ],
)  # fmt: skip
def test_a_text_of_units_costs_little_more_than_prose(piece: str, tmp_path: Path) -> None:
    size = 12_000

    def cost(repeated: str) -> float:
        return seconds(lambda: read(measure(repeated * (size // len(repeated))), tmp_path))

    for _ in range(TRIES):
        told, prose = cost(piece), cost(PROSE)
        if told <= AGAINST_PROSE * prose + NOISE:
            break
    assert told <= AGAINST_PROSE * prose + NOISE, f"{told:.2f} s, prose takes {prose:.2f} s"
