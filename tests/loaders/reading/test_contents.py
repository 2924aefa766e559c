"""A table of contents goes; a list under 目录 stays."""

from __future__ import annotations

import time

import pytest

from loaders.reading import contents
from loaders.reading.draft import Draft

BODY = "一、总体要求\n质量第一。\n二、主要任务\n（一）加强监督。各部门要努力。\n（二）完善标准\n制定办法。\n三、保障措施\n加强领导。\n"
TITLES = ["一、总体要求", "二、主要任务", "（一）加强监督", "（二）完善标准", "三、保障措施"]
HEAD = "临泽市质量强市规划\n"


def read(text: str) -> str:
    return Draft.of(text).apply(contents.edits(text)).text


def table(entry: str) -> str:
    return "".join(entry.format(title=title, n=3 * n + 1) for n, title in enumerate(TITLES))


@pytest.mark.parametrize("title", ["目录\n", "目  录\n\n", "目　　录\n", "目 次\n", "【目录】\n"])
@pytest.mark.parametrize(
    "entry", ["{title}\n", "{title}………………{n}\n", "{title} ....... {n}\n", "{title}\t{n}\n", "{title}\n\n", "{title}·····{n}\n"]
)
def test_titles_that_stand_again_or_lead_to_a_page(title: str, entry: str) -> None:
    assert read(HEAD + title + table(entry) + BODY) == HEAD + BODY


def test_dot_leaders_need_no_title() -> None:
    assert read(HEAD + table("{title}……………（{n}）\n") + BODY) == HEAD + BODY


def test_the_title_of_the_plan_behind_it_stays() -> None:
    assert read(HEAD + "目录\n" + table("{title}\n") + HEAD + BODY) == HEAD + HEAD + BODY


def test_an_entry_broken_over_two_lines_and_page_marks() -> None:
    text = "目录\n一、总体要求……1\n二、健全覆盖全市各行业的\n质量监督体系……2\n— 1 —\n三、保障措施……\n9\n" + BODY
    assert read(text) == BODY


@pytest.mark.parametrize(
    "text",
    [
        "目录\n电线电缆\n儿童玩具\n电热毯\n以上列入抽查。\n",
        "目录\n一、电线电缆 12\n二、玩具 30\n三、电热毯 7\n",
        "一是加强领导……\n二是完善标准……\n三是落实经费……\n",
        "临泽市重点产品目录\n" + BODY,
        HEAD + BODY + BODY,
        "近年来……2027年\n" + BODY,
    ],
)
def test_other_lists_stay(text: str) -> None:
    assert read(text) == text


@pytest.mark.parametrize("text", ["目录\n" * 100_000, "……1\n" * 100_000, "…" * 500_000, "目录" + " " * 500_000])
def test_time_is_linear(text: str) -> None:
    began = time.perf_counter()
    list(contents.edits(text))
    assert time.perf_counter() - began < 2.0
