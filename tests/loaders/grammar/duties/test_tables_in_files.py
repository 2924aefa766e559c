"""Tables of tasks of an invented city, as every format holds them: the same tasks, and each body with the cell that names it."""

from __future__ import annotations

from pathlib import Path

import pytest

import loaders
from qgraph.model import Role
from tests.loaders.grammar.duties.task_tables import LEFT, PREFACE, UP, WITH_LINES, WRITERS, Case, Expected, Rows, Said, check, read

every_format = pytest.mark.parametrize("ending", WRITERS)
with_lines = pytest.mark.parametrize("ending", WITH_LINES)
LEAD, ANSWERS, TAKES_PART = Role.LEAD, Role.RESPONSIBLE, Role.PARTICIPATE

HEAD = ["序号", "重点任务", "具体措施", "牵头单位", "责任单位", "完成时限"]
PLAIN = Case(
    [
        [
            HEAD,
            ["1", "标准引领", "制定刺绣地方标准", "市市场监管局", "市商务局、文化和旅游局，各县区人民政府", "2026年12月底前"],
            ["2", "计量惠民", "免费检定集贸市场用秤", "市市场监管局", "东溪区、松台县人民政府", "2027年6月"],
            ["3", "质量培训", "开办质量学堂", "市工业和信息化局、市总工会", "市教育局等", "长期坚持"],
        ]
    ]
)


@every_format
def test_a_plain_table(tmp_path: Path, ending: str) -> None:
    check(
        tmp_path,
        ending,
        PLAIN,
        [
            Expected(
                *(2, 3, "1", "制定刺绣地方标准"),
                ((LEAD, 4, "市市场监管局"), (ANSWERS, 5, "市商务局 市文化和旅游局 各县区人民政府")),
                *("2026-12", "2026年12月底前"),
            ),
            Expected(
                *(3, 3, "2", "免费检定集贸市场用秤"),
                ((LEAD, 4, "市市场监管局"), (ANSWERS, 5, "东溪区人民政府 松台县人民政府")),
                *("2027-06", "2027年6月"),
            ),
            Expected(
                *(4, 3, "3", "开办质量学堂"),
                ((LEAD, 4, "市工业和信息化局 市总工会"), (ANSWERS, 5, "市教育局")),
                *(None, "长期坚持"),
            ),
        ],
    )


@every_format
@pytest.mark.parametrize("word", ["配合单位", "参与单位", "协办单位"])
def test_the_head_says_the_role(tmp_path: Path, ending: str, word: str) -> None:
    case = Case([[["序号", "工作任务", "牵头单位", word, "完成时限"], ["1", "公布质量状况白皮书", "市市场监管局", "市统计局", "2026年底"]]])
    bodies = ((LEAD, 3, "市市场监管局"), (TAKES_PART, 4, "市统计局"))
    check(tmp_path, ending, case, [Expected(2, 2, "1", "公布质量状况白皮书", bodies, "2026-12", "2026年底")])


@every_format
def test_cells_that_are_merged_down(tmp_path: Path, ending: str) -> None:
    rows = [
        HEAD,
        ["1", "标准引领", "制定刺绣地方标准", "市市场监管局", "市商务局", "2026年"],
        [UP, UP, "建设标准化试点", UP, "市农业农村局", "2027年"],
        [UP, UP, "发布团体标准目录", UP, UP, UP],
        ["2", "品牌培育", "评选沁原好物", "市商务局", "市文化和旅游局", UP],
        ["3", UP, "设立展销专区", UP, "东溪区人民政府", "2028年"],
    ]
    first, second = ((LEAD, 4, "市市场监管局"),), ((LEAD, 4, "市商务局"),)
    check(
        tmp_path,
        ending,
        Case([rows]),
        [
            Expected(2, 3, "1", "制定刺绣地方标准", (*first, (ANSWERS, 5, "市商务局")), "2026", "2026年"),
            Expected(3, 3, "1", "建设标准化试点", (*first, (ANSWERS, 5, "市农业农村局")), "2027", "2027年"),
            Expected(4, 3, "1", "发布团体标准目录", (*first, (ANSWERS, 5, "市农业农村局")), "2027", "2027年"),
            Expected(5, 3, "2", "评选沁原好物", (*second, (ANSWERS, 5, "市文化和旅游局")), "2027", "2027年"),
            Expected(6, 3, "3", "设立展销专区", (*second, (ANSWERS, 5, "东溪区人民政府")), "2028", "2028年"),
        ],
    )


@every_format
def test_a_head_of_two_rows(tmp_path: Path, ending: str) -> None:
    rows = [
        ["序号", "重点任务", "责任分工", LEFT, "完成时限"],
        [UP, UP, "牵头单位", "配合单位", UP],
        ["1", "开展电梯安全筛查", "市市场监管局", "市住房和城乡建设局、市应急管理局", "2026年9月"],
        ["2", "建设质量服务驿站", "东溪区人民政府", "", "2027年底"],
    ]
    check(
        tmp_path,
        ending,
        Case([rows], heads=2),
        [
            Expected(
                *(3, 2, "1", "开展电梯安全筛查"),
                ((LEAD, 3, "市市场监管局"), (TAKES_PART, 4, "市住房和城乡建设局 市应急管理局")),
                *("2026-09", "2026年9月"),
            ),
            Expected(4, 2, "2", "建设质量服务驿站", ((LEAD, 3, "东溪区人民政府"),), "2027-12", "2027年底"),
        ],
    )


@pytest.mark.parametrize("numbers", [pytest.param(("", ""), id="bare"), pytest.param(("一、", "二、"), id="numbered")])
@every_format
def test_a_band_across_the_table_is_no_task(tmp_path: Path, ending: str, numbers: tuple[str, str]) -> None:
    first, second = numbers
    rows = [
        ["序号", "重点任务", "牵头单位", "配合单位", "完成时限"],
        [f"{first}产品质量提升", LEFT, LEFT, LEFT, LEFT],
        ["1", "抽查儿童用品", "市市场监管局", "市教育局", "2026年"],
        ["2", "追溯食用农产品", "市农业农村局", "市市场监管局", "2027年"],
        [f"{second}服务质量提升", LEFT, LEFT, LEFT, LEFT],
        ["3", "规范家政服务", "市商务局", "市妇联", "2028年"],
    ]

    def bodies(lead: str, other: str) -> tuple[tuple[Role, int, str], ...]:
        return (LEAD, 3, lead), (TAKES_PART, 4, other)

    check(
        tmp_path,
        ending,
        Case([rows]),
        [
            Expected(3, 2, "1", "抽查儿童用品", bodies("市市场监管局", "市教育局"), "2026", "2026年"),
            Expected(4, 2, "2", "追溯食用农产品", bodies("市农业农村局", "市市场监管局"), "2027", "2027年"),
            Expected(6, 2, "3", "规范家政服务", bodies("市商务局", "市妇联"), "2028", "2028年"),
        ],
    )


@every_format
def test_a_long_table(tmp_path: Path, ending: str) -> None:
    """Printed, it goes over several pages, with its head on each."""
    numbers = range(1, 61)
    rows = [HEAD] + [
        [str(n), f"第{n}组任务", f"整治第{n}类产品的质量问题并公布结果", "市市场监管局", "市商务局、市公安局", f"202{6 + n % 3}年"]
        for n in numbers
    ]
    bodies = ((LEAD, 4, "市市场监管局"), (ANSWERS, 5, "市商务局 市公安局"))
    expected = [
        Expected(n + 1, 3, str(n), f"整治第{n}类产品的质量问题并公布结果", bodies, f"202{6 + n % 3}", f"202{6 + n % 3}年") for n in numbers
    ]
    check(tmp_path, ending, Case([rows], widths=(1, 2, 3, 2, 2, 2)), expected)


IN_THE_CELL: Rows = [
    ["序号", "工作任务", "责任单位", "完成时限"],
    ["1", "编制质量图谱。", "市工业和信息化局牵头，市科技局、商务局配合", "2026年"],
    ["2", "建设检测园区。", "牵头单位：市市场监管局；配合单位：市自然资源局、东溪区人民政府", "2027年"],
    ["3", "修订政府质量奖办法。", "市市场监管局", "2028年"],
]
PLAN = (
    *("一、总体要求", "坚持质量第一，系统推进质量强市建设，不断提高群众的质量获得感。", "二、重点任务"),
    *("（一）培育质量标杆。总结推广先进质量管理方法。", "（二）完善质量服务。建设一站式服务站点。"),
)
MEASURES = [("一", "培育质量标杆"), ("二", "完善质量服务")]


def said_in_the_cell(ending: str, case: Case) -> list[Said]:
    expected = [
        Expected(*(2, 2, "1", "编制质量图谱"), ((LEAD, 3, "市工业和信息化局"), (TAKES_PART, 3, "市科技局 市商务局")), *("2026", "2026年")),
        Expected(
            *(3, 2, "2", "建设检测园区"),
            ((LEAD, 3, "市市场监管局"), (TAKES_PART, 3, "市自然资源局 东溪区人民政府")),
            *("2027", "2027年"),
        ),
        Expected(4, 2, "3", "修订政府质量奖办法", ((ANSWERS, 3, "市市场监管局"),), "2028", "2028年"),
    ]
    return [task.said(ending, case) for task in expected]


@every_format
def test_a_cell_that_says_the_roles_itself(tmp_path: Path, ending: str) -> None:
    """The table is annexed to a plan whose measures name nobody."""
    case, path = Case([IN_THE_CELL], above=(*PLAN, "附件", "沁原市任务分解表")), tmp_path / f"任务分解表.{ending}"
    WRITERS[ending](path, case)
    found = read(path)
    assert [(*task[:2], task[5]) for task in found[:2]] == [(f"({number})", title, []) for number, title in MEASURES]
    assert found[2:] == said_in_the_cell(ending, case)


@pytest.mark.parametrize("above", [pytest.param((PREFACE,), id="alone"), pytest.param((*PLAN, "任务分解如下。"), id="in a chapter")])
@every_format
def test_a_row_is_no_prose(tmp_path: Path, ending: str, above: tuple[str, ...]) -> None:
    case, path = Case([IN_THE_CELL], above=above), tmp_path / f"任务分解表.{ending}"
    WRITERS[ending](path, case)
    found = read(path)
    rows = said_in_the_cell(ending, case)
    assert found[-3:] == rows
    assert all(not task[5] for task in found[:-3])
    assert len(found) == 3 + (len(MEASURES) if above != (PREFACE,) else 0)


@every_format
@pytest.mark.parametrize("note", ["（黑体为牵头单位）", "（加粗为牵头）", "（排在第一位的为牵头单位）"])
def test_a_head_with_a_note(tmp_path: Path, ending: str, note: str) -> None:
    """What the note says of the lead is not read: no format tells what is bold."""
    rows = [["序号", "工作任务", f"责任单位{note}", "完成时限"], ["1", "编制质量图谱", "市科技局、市商务局", "2026年"]]
    bodies = ((ANSWERS, 3, "市科技局 市商务局"),)
    check(tmp_path, ending, Case([rows]), [Expected(2, 2, "1", "编制质量图谱", bodies, "2026", "2026年")])


@with_lines
def test_lines_of_a_cell_are_bodies(tmp_path: Path, ending: str) -> None:
    """A name that its printed column breaks is one; so is one that was broken by hand in the middle of a word."""
    rows = [
        ["序号", "工作任务", "牵头单位", "配合单位", "完成时限"],
        ["1", "编制质量图谱", "市市场监管局", "市工业和信息化局\n市人力资源和社会保障局\n商务局", "2026年"],
        ["2", "建设检测园区", "市自然资源局\n市科技局", "市住房和城乡建设局、\n东溪区人民政府\n松台县人民政府", "2027年"],
        ["3", "开办质量学堂", "市人力资源和社\n会保障局\n市总工会", "各县区人民政府\n市直有关部门", "2028年"],
        ["4", "普查测量设备", "市发展和\n改革委", "市国资委\n（沁原银行）", "2028年"],
    ]
    check(
        tmp_path,
        ending,
        Case([rows], widths=(1, 2, 1.7, 1.7, 1.5)),
        [
            Expected(
                *(2, 2, "1", "编制质量图谱"),
                ((LEAD, 3, "市市场监管局"), (TAKES_PART, 4, "市工业和信息化局 市人力资源和社会保障局 市商务局")),
                *("2026", "2026年"),
            ),
            Expected(
                *(3, 2, "2", "建设检测园区"),
                ((LEAD, 3, "市自然资源局 市科技局"), (TAKES_PART, 4, "市住房和城乡建设局 东溪区人民政府 松台县人民政府")),
                *("2027", "2027年"),
            ),
            Expected(
                *(4, 2, "3", "开办质量学堂"),
                ((LEAD, 3, "市人力资源和社会保障局 市总工会"), (TAKES_PART, 4, "各县区人民政府 市直有关部门")),
                *("2028", "2028年"),
            ),
            Expected(
                *(5, 2, "4", "普查测量设备"), ((LEAD, 3, "市发展和改革委"), (TAKES_PART, 4, "市国资委（沁原银行）")), *("2028", "2028年")
            ),
        ],
    )


@with_lines
def test_lines_of_a_cell_that_say_the_roles(tmp_path: Path, ending: str) -> None:
    rows = [
        ["序号", "工作任务", "责任单位", "完成时限"],
        ["1", "编制质量图谱", "牵头单位：市科技局\n配合单位：市商务局\n市教育局", "2026年"],
        ["2", "建设检测园区", "市市场监管局牵头\n市自然资源局、市财政局配合", "2027年"],
    ]
    check(
        tmp_path,
        ending,
        Case([rows], widths=(1, 2, 4, 1.5)),
        [
            Expected(2, 2, "1", "编制质量图谱", ((LEAD, 3, "市科技局"), (TAKES_PART, 3, "市商务局 市教育局")), "2026", "2026年"),
            Expected(3, 2, "2", "建设检测园区", ((LEAD, 3, "市市场监管局"), (TAKES_PART, 3, "市自然资源局 市财政局")), "2027", "2027年"),
        ],
    )


@every_format
def test_cells_that_say_nothing(tmp_path: Path, ending: str) -> None:
    rows = [
        HEAD,
        ["1", "标准引领", "制定刺绣地方标准", "市市场监管局", "/", "—"],
        ["2", "计量惠民", "免费检定集贸市场用秤", "市市场监管局", "——", "/"],
        ["3", "", "", "", "", ""],
        ["4", "质量培训", "", "市工业和信息化局", "", ""],
        ["5", "质量基础", "／", "市科技局", "无", "2026年"],
        ["6", "品牌培育", "评选沁原好物", "", "", "2027年"],
        ["7", "/", "/", "/", "/", "/"],
        ["8", "质量宣传", "举办质量月活动", "市市场监管局", "市委宣传部", "2028年"],
    ]
    watch = ((LEAD, 4, "市市场监管局"),)
    check(
        tmp_path,
        ending,
        Case([rows]),
        [
            Expected(2, 3, "1", "制定刺绣地方标准", watch),
            Expected(3, 3, "2", "免费检定集贸市场用秤", watch),
            Expected(5, 2, "4", "质量培训", ((LEAD, 4, "市工业和信息化局"),)),
            Expected(6, 2, "5", "质量基础", ((LEAD, 4, "市科技局"),), "2026", "2026年"),
            Expected(7, 3, "6", "评选沁原好物", (), "2027", "2027年"),
            Expected(9, 3, "8", "举办质量月活动", (*watch, (ANSWERS, 5, "市委宣传部")), "2028", "2028年"),
        ],
    )


@every_format
def test_two_tables_with_heads_of_their_own(tmp_path: Path, ending: str) -> None:
    others = [
        ["编号", "完成时间", "事项", "主要责任单位", "协助单位"],
        ["A1", "2026年3月", "开通投诉专线", "市市场监管局", "市政务服务局"],
        ["A2", "每季度", "通报抽查结果", "市市场监管局", "市融媒体中心"],
    ]
    watch = ((ANSWERS, 4, "市市场监管局"),)
    case = Case([PLAIN.tables[0][:3], others])
    path = tmp_path / f"任务分解表.{ending}"
    WRITERS[ending](path, case)
    found = read(path)
    assert [task[:2] for task in found[:2]] == [("1", "制定刺绣地方标准"), ("2", "免费检定集贸市场用秤")]
    second = [
        Expected(2, 3, "A1", "开通投诉专线", (*watch, (TAKES_PART, 5, "市政务服务局")), "2026-03", "2026年3月", table=2),
        Expected(3, 3, "A2", "通报抽查结果", (*watch, (TAKES_PART, 5, "市融媒体中心")), None, "每季度", table=2),
    ]
    assert found[2:] == [task.said(ending, case) for task in second]


@every_format
def test_what_comes_again(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"任务分解表.{ending}"
    WRITERS[ending](path, PLAIN)
    assert [task.recurrence for task in loaders.read(path).tasks] == [None, None, "continuous"]
