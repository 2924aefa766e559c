"""Returned ledgers that hands have been at: nothing of them is lost without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from qgraph import desk
from qgraph.errors import ReviewError
from qgraph.export.ledger.workbook import HEAD
from qgraph.returns import compare, take
from qgraph.returns.matching import How
from qgraph.reviews.entries import Act
from qgraph.store import open_store
from qgraph.told import english
from tests.qgraph.returns.ledgers import HEADS, MONTH, PLAN, edited, filled, line, problems, today


def test_an_id_that_was_copied_onto_another_measure_is_no_id(store: Path, tmp_path: Path) -> None:
    def edit(page: Worksheet, at: dict[str, int]) -> None:
        page.cell(HEAD + 2, at["qgraph"]).value = page.cell(HEAD + 1, at["qgraph"]).value
        page.cell(HEAD + 2, at[HEADS["progress"]]).value = "进展乙"

    answer = today(store)
    (one,) = compare(answer.lines, [edited(store, tmp_path / "甲.xlsx", edit)], MONTH).differences
    assert (one.line, one.how) == (line(answer, 2), How.WORDING)


def test_columns_that_are_gone_or_new_and_what_was_changed_in_the_plans_own_are_told(store: Path, tmp_path: Path) -> None:
    def edit(page: Worksheet, at: dict[str, int]) -> None:
        page.cell(HEAD + 1, at[HEADS["lead"]]).value = "区财政局"
        page.cell(HEAD + 2, at[HEADS["status"]]).value = "差不多"
        page.cell(HEAD, at[HEADS["next"]]).value = "我的列"
        page.cell(HEAD + 1, at[HEADS["progress"]]).value = "过半"

    path = edited(store, tmp_path / "甲.xlsx", edit)
    said = problems(store, path)
    assert any(one.startswith("the column 下一步 is gone") for one in said)
    assert any("我的列" in one and "none of the ledger" in one for one in said)
    assert any("was changed to “区财政局”" in one for one in said)
    assert any("“差不多” is no status" in one for one in said)
    assert len(compare(today(store).lines, [path], MONTH).differences) == 1


def test_a_formula_is_told_and_never_computed(store: Path, tmp_path: Path) -> None:
    path = edited(store, tmp_path / "甲.xlsx", filled(1, progress='=HYPERLINK("http://example.org")'))
    assert any("is a formula" in one for one in problems(store, path))
    assert compare(today(store).lines, [path], MONTH).differences == ()


def test_another_months_file_is_told(store: Path, tmp_path: Path) -> None:
    path = edited(store, tmp_path / "甲.xlsx", filled(1, progress="过半"))
    assert any("after the month 2023-12" in one for one in problems(store, path, "2023-12"))
    with pytest.raises(ReviewError):
        compare((), [], "2024-13")


def test_rows_of_merged_cells_each_get_what_they_say(store: Path, tmp_path: Path) -> None:
    def edit(page: Worksheet, at: dict[str, int]) -> None:
        page.cell(HEAD + 1, at[HEADS["progress"]]).value = "一并推进"
        page.merge_cells(start_row=HEAD + 1, end_row=HEAD + 2, start_column=at[HEADS["progress"]], end_column=at[HEADS["progress"]])

    answer = today(store)
    found = compare(answer.lines, [edited(store, tmp_path / "甲.xlsx", edit)], MONTH)
    assert {one.line.id: one.changes["progress"][1] for one in found.differences} == dict.fromkeys(
        (line(answer, 1).id, line(answer, 2).id), "一并推进"
    )


def test_ten_thousand_rows_are_read_and_those_behind_are_told(store: Path, tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    page = book.create_sheet("台账")
    page.append(["序号", "具体措施", "进展", "完成情况"])
    for number in range(10_050):
        page.append([number, f"第{number}项不在台账里的措施", "过半", "按序时"])
    book.save(tmp_path / "大.xlsx")
    said = problems(store, tmp_path / "大.xlsx")
    assert any(one.startswith("more than 10000 rows") for one in said)
    assert sum("no measure of the ledger reads" in one for one in said) == 10_000


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("坏.xlsx", b"PK\x03\x04 nothing", "坏.xlsx"),
        ("空.xlsx", b"", "empty"),
        ("别的.txt", "这是一封信。\n没有台账。".encode(), "no ledger in it"),
        ("图.png", b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
    ],
)
def test_what_is_no_ledger_is_one_sentence_and_the_rest_goes_on(store: Path, tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    good = edited(store, tmp_path / "甲.xlsx", filled(1, progress="过半"))
    found = compare(today(store).lines, [tmp_path / name, good], MONTH)
    assert any(said in english(one.what) for one in found.problems)
    assert len(found.differences) == 1


def test_a_column_that_is_there_twice_is_told(store: Path, tmp_path: Path) -> None:
    def edit(page: Worksheet, at: dict[str, int]) -> None:
        page.cell(HEAD, at[HEADS["next"]]).value = "进展"
        page.cell(HEAD + 1, at[HEADS["progress"]]).value = "左"
        page.cell(HEAD + 1, at[HEADS["next"]]).value = "右"

    path = edited(store, tmp_path / "甲.xlsx", edit)
    assert any("“进展” is there twice" in one for one in problems(store, path))
    assert compare(today(store).lines, [path], MONTH).differences[0].changes["progress"][1] == "左"


def test_two_ledgers_below_each_other_keep_their_own_columns_and_signers(store: Path, tmp_path: Path) -> None:
    book = Workbook()
    page = book.worksheets[0]
    first, second = (one.measure for one in today(store).lines[:2])
    for row in (
        ["具体措施", "进展", "存在问题"],
        [first, "过半", "无"],
        ["填报单位（盖章）：区科技局  填报人：赵某"],
        ["存在问题", "进展", "具体措施"],
        ["场地未定", "未动", second],
        ["填报单位（盖章）：区财政局  填报人：钱某"],
    ):
        page.append(row)
    book.save(tmp_path / "合.xlsx")
    found = compare(today(store).lines, [tmp_path / "合.xlsx"], MONTH)
    said = {one.office: (one.line.measure, one.changes["progress"][1], one.changes["problems"][1]) for one in found.differences}
    assert said == {"区科技局": (first, "过半", "无"), "区财政局": (second, "未动", "场地未定")}


@pytest.mark.parametrize(
    ("said", "claimed"), [("按 序 时", "on_track"), ("滞后\u3000", "behind"), ("On Track", "on_track"), ("DONE", "done")]
)
def test_a_status_is_known_whatever_its_blanks_and_capitals(store: Path, tmp_path: Path, said: str, claimed: str) -> None:
    path = edited(store, tmp_path / "甲.xlsx", filled(1, status=said))
    take(store, open_store(store), compare(today(store).lines, [path], MONTH), "李某")
    assert line(today(store), 1).reports[0].claimed == claimed


def test_a_body_whose_name_no_sheet_can_bear_is_known_by_its_sheet(store: Path, tmp_path: Path) -> None:
    name = "区科技局/知识产权局" + "（负责具体工作的内设机构）" * 3
    opened = desk.open_folder(store, next(row for row in open_store(store).run("plans") if row["file"] == PLAN))
    measure = today(store).lines[0].id
    desk.decide(store, opened.uri, [opened.entry(Act.PROPOSE, measure, "张某", body=name, role="lead", because="person")])
    number = 1 + list(today(store).by_body()).index(name)
    path = edited(store, tmp_path / "台账.xlsx", filled(1, progress="过半"), by_body=True, sheet=number)
    (one,) = compare(today(store).lines, [path], MONTH).differences
    assert one.office == name


def test_a_row_with_a_strange_id_and_no_words_is_told(store: Path, tmp_path: Path) -> None:
    def edit(page: Worksheet, at: dict[str, int]) -> None:
        page.cell(HEAD + 1, at["qgraph"]).value = "https://example.org/task"
        page.cell(HEAD + 1, at[HEADS["measure"]]).value = None

    assert any(one.startswith("the id of this row is of no measure") for one in problems(store, edited(store, tmp_path / "甲.xlsx", edit)))
