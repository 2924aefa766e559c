"""Page numbers go, numbers of tables and lists stay."""

from __future__ import annotations

import time

import pytest

from loaders.reading import pages
from loaders.reading.draft import Draft

PAGE = "各县区要建立质量档案，落实企业主体责任，按季公布抽查结果，群众意见限期答复。" * 8


def read(text: str) -> str:
    return Draft.of(text).apply(pages.edits(text)).text


@pytest.mark.parametrize("mark", ["# Page 12:", "- 3 -", "—12—", "－ 7 －", "第 3 页", "第3页 共20页", "第3页/共20页", "Page 3 of 20"])
@pytest.mark.parametrize("around", ["{}", "\n{}", "{}\n", "\n{}\n", "\n\n{}\n\n"])
def test_marked_numbers_go_with_the_blank_lines_around_them(mark: str, around: str) -> None:
    assert read(f"加强质量\n{around.format(mark)}\n档案建设。") == "加强质量\n档案建设。"


def test_windows_line_ends() -> None:
    assert read("加强质量\r\n\r\n# Page 2:\r\n档案建设。") == "加强质量\r\n档案建设。"


def test_form_feeds() -> None:
    assert read("加强质量\n\f一、档案\f二、办法\n— 2 —\n\f三、考核\f") == "加强质量\n一、档案\n二、办法\n三、考核"


def test_bare_numbers_that_run_on_page_by_page() -> None:
    text = "".join(f"{PAGE}\n{n}\n" for n in range(4, 9))
    assert read(text) == f"{PAGE}\n" * 5


@pytest.mark.parametrize(
    "text",
    [
        "序号\n1\n开展抽查\n2\n建立档案\n3\n公布结果\n",  # the first column of a table
        f"{PAGE}\n12\n{PAGE}\n30\n{PAGE}\n7\n",  # no run
        f"{PAGE}\n2027\n{PAGE}\n",  # a year
        "第3页的表格所列各项\n",
        "- 3 - 是页码\n",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert read(text) == text


def test_a_counter_keeps_the_line_end_where_a_heading_begins() -> None:
    text = "1、工作方案。为提高质\n2、量水平。全面加强工作\n3、(一)建立档案，各部门要加强协\n4、作，形成合力。"
    assert read(text) == "工作方案。为提高质量水平。全面加强工作\n(一)建立档案，各部门要加强协作，形成合力。"


@pytest.mark.parametrize(
    "text",
    [
        "1、建立质量档案。\n2、完善考核办法。\n3、公布考核结果。\n4、兑现奖励政策。",
        "一、任务\n1、建立档案\n2、完善办法\n3、公布结果\n二、保障\n1、加强领导\n2、落实经费",  # a list without stops starts anew
        "1、建立质量档案，\n3、完善考核办\n5、法，公布结果",  # no run
    ],
)
def test_numbered_measures_are_no_page_counters(text: str) -> None:
    assert read(text) == text


@pytest.mark.parametrize("item", ["建立质量档", "建立健全全市工业产品质量档案制度", "加强组织领导，落实主体责任"])
def test_items_without_stops_are_no_pages(item: str) -> None:
    text = "".join(f"{n}、{item}\n" for n in range(1, 9))
    assert read(text) == text


@pytest.mark.parametrize("text", ["\n" * 100_000, "第5页" + "\n" * 100_000 + "x", " \n" * 50_000 + "# Page 2:"])
def test_blank_lines_take_linear_time(text: str) -> None:
    began = time.perf_counter()
    list(pages.edits(text))
    assert time.perf_counter() - began < 1.0


def test_all_blank_lines_before_a_mark_go() -> None:
    assert read("加强质量\n" + " \n" * 5 + "# Page 2:\n\n# Page 3:\n档案建设。") == "加强质量\n档案建设。"
