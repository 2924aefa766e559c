"""Ledgers go out, are filled in by hands that do what hands do, come back, and nothing of them is lost without a word."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from qgraph import desk, ingest
from qgraph.cli import main
from qgraph.errors import ReviewError
from qgraph.export.ledger.columns import columns
from qgraph.export.ledger.rows import csv
from qgraph.export.ledger.slip import slips
from qgraph.export.ledger.word import document
from qgraph.export.ledger.workbook import HEAD, workbook
from qgraph.questions.ledger import Answer, Light, Line, ledger
from qgraph.returns import compare, frozen, take
from qgraph.returns.matching import How
from qgraph.reviews.entries import Act
from qgraph.store import open_store
from qgraph.told import english
from tests.app import stores

ON, MONTH = date(2024, 1, 31), "2024-01"
PLAN = "nanpu-2021-2025.txt"
HEADS = {column.key: column.zh for column in columns()}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stores.samples(tmp_path_factory.mktemp("returns") / "store")


@pytest.fixture
def store(tmp_path: Path, loaded: Path) -> Path:
    return Path(shutil.copytree(loaded, tmp_path / "store"))


def today(store: Path, **scope: Any) -> Answer:
    return ledger(open_store(store), plan=PLAN, on=ON, **scope)


def edited(store: Path, path: Path, edit: Callable[[Worksheet, dict[str, int]], None], by_body: bool = False, sheet: int = 0) -> Path:
    """A ledger as it was handed out, after somebody worked in one of its sheets."""
    book = load_workbook(io.BytesIO(workbook(today(store), by_body=by_body)))
    page = book.worksheets[sheet]
    edit(page, {str(cell.value): cell.column for cell in page[HEAD]})
    book.save(path)
    return path


def filled(row: int, **said: str) -> Callable[[Worksheet, dict[str, int]], None]:
    def edit(page: Worksheet, at: dict[str, int]) -> None:
        for key, value in said.items():
            page.cell(HEAD + row, at[HEADS[key]]).value = value

    return edit


def line(answer: Answer, number: int) -> Line:
    return answer.lines[number - 1]


def test_an_untouched_ledger_changes_nothing(store: Path, tmp_path: Path) -> None:
    answer = today(store)
    for name, data in (("空.xlsx", workbook(answer, by_body=True)), ("空.csv", csv(answer)), ("en.xlsx", workbook(answer, "en"))):
        (tmp_path / name).write_bytes(data)
        found = compare(answer.lines, [tmp_path / name], MONTH)
        assert (found.differences, found.asked, found.conflicts, found.problems) == ((), (), (), ()), name
        assert found.same >= len(answer.lines)


def test_what_was_filled_in_is_shown_then_taken_with_who_and_when(store: Path, tmp_path: Path) -> None:
    path = edited(store, tmp_path / "区市场监管局.xlsx", filled(1, progress="已建成2个", status="滞后", problems="场地未定"))
    answer = today(store)
    found = compare(answer.lines, [path], MONTH)
    (one,) = found.differences
    assert (one.line.id, one.how, one.office) == (line(answer, 1).id, How.ID, "区市场监管局")
    assert dict(one.changes) == {"progress": ("", "已建成2个"), "status": (one.changes["status"][0], "滞后"), "problems": ("", "场地未定")}
    assert open_store(store).run("reports", plan=one.line.plan) == []
    assert take(store, open_store(store), found, "李某") == (1, [])
    (report,) = open_store(store).run("reports", plan=one.line.plan)
    assert (report["by"], report["office"], report["month"], report["claimed"]) == ("李某", "区市场监管局", MONTH, "behind")
    assert report["reason"] == f"区市场监管局.xlsx {load_workbook(path).worksheets[0].title} {HEAD + 1}"
    after = line(today(store), 1)
    assert after.reports[0].progress == "已建成2个"
    again = compare(today(store).lines, [path], MONTH)
    assert (again.differences, again.same) == ((), len(answer.lines))


def test_rows_in_another_order_and_without_their_id_are_known(store: Path, tmp_path: Path) -> None:
    def edit(page: Worksheet, at: dict[str, int]) -> None:
        for merged in list(page.merged_cells.ranges):
            page.unmerge_cells(str(merged))
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=HEAD + 1, max_row=HEAD + 4)]
        rows[0][at[HEADS["progress"]] - 1] = "进展甲"
        rows[1][at[HEADS["progress"]] - 1] = "进展乙"
        rows[1][at["qgraph"] - 1] = None
        for number, values in enumerate(reversed(rows), HEAD + 1):
            for column, value in enumerate(values, 1):
                page.cell(number, column).value = value

    answer = today(store)
    found = compare(answer.lines, [edited(store, tmp_path / "甲.xlsx", edit)], MONTH)
    known = {one.line.id: (one.how, one.changes["progress"][1]) for one in found.differences}
    assert known == {line(answer, 1).id: (How.ID, "进展甲"), line(answer, 2).id: (How.WORDING, "进展乙")}


def test_a_reworded_row_without_its_id_is_asked_about_and_taken_when_answered(store: Path, tmp_path: Path) -> None:
    answer = today(store)
    measure = line(answer, 1).measure

    def edit(page: Worksheet, at: dict[str, int]) -> None:
        page.cell(HEAD + 1, at["qgraph"]).value = None
        page.cell(HEAD + 1, at[HEADS["measure"]]).value = f"{measure}（修改）"
        page.cell(HEAD + 1, at[HEADS["progress"]]).value = "进展甲"

    path = edited(store, tmp_path / "甲.xlsx", edit)
    found = compare(answer.lines, [path], MONTH)
    (asked,) = found.asked
    assert found.differences == ()
    assert line(answer, 1) in asked.candidates
    answered = compare(answer.lines, [path], MONTH, {(asked.row.file, asked.row.sheet, asked.row.row): line(answer, 1).id})
    assert (answered.asked, answered.differences[0].line) == ((), line(answer, 1))


def test_an_id_that_was_copied_onto_another_measure_is_no_id(store: Path, tmp_path: Path) -> None:
    def edit(page: Worksheet, at: dict[str, int]) -> None:
        page.cell(HEAD + 2, at["qgraph"]).value = page.cell(HEAD + 1, at["qgraph"]).value
        page.cell(HEAD + 2, at[HEADS["progress"]]).value = "进展乙"

    answer = today(store)
    (one,) = compare(answer.lines, [edited(store, tmp_path / "甲.xlsx", edit)], MONTH).differences
    assert (one.line, one.how) == (line(answer, 2), How.WORDING)


def test_two_sheets_of_one_office_that_disagree_are_a_conflict(store: Path, tmp_path: Path) -> None:
    (tmp_path / "一").mkdir()
    (tmp_path / "二").mkdir()
    said = {"一": "过半", "二": "完成"}
    paths = [edited(store, tmp_path / folder / "区市场监管局.xlsx", filled(1, progress=words)) for folder, words in said.items()]
    found = compare(today(store).lines, paths, MONTH)
    (conflict,) = found.conflicts
    assert (conflict.column, [words for _, words in conflict.said]) == ("progress", ["过半", "完成"])
    assert found.differences == ()


def test_several_offices_report_about_one_measure_side_by_side(store: Path, tmp_path: Path) -> None:
    paths = [edited(store, tmp_path / f"{name}.xlsx", filled(1, progress=said)) for name, said in (("甲局", "过半"), ("乙局", "未动"))]
    found = compare(today(store).lines, paths, MONTH)
    assert take(store, open_store(store), found, "李某") == (2, [])
    after = line(today(store), 1)
    assert {one.office: one.progress for one in after.reports} == {"甲局": "过半", "乙局": "未动"}
    book = load_workbook(io.BytesIO(workbook(today(store))))
    head = {str(cell.value): cell.column for cell in book.worksheets[0][HEAD]}
    assert set(str(book.worksheets[0].cell(HEAD + 1, head[HEADS["progress"]]).value).splitlines()) == {"甲局：过半", "乙局：未动"}


def test_a_sheet_a_body_comes_back_as_that_bodys(store: Path, tmp_path: Path) -> None:
    path = edited(store, tmp_path / "台账.xlsx", filled(1, progress="过半"), by_body=True, sheet=1)
    (one,) = compare(today(store).lines, [path], MONTH).differences
    assert one.office == load_workbook(path).worksheets[1].title


def test_who_signed_is_who_reports(store: Path, tmp_path: Path) -> None:
    def edit(page: Worksheet, at: dict[str, int]) -> None:
        page.cell(HEAD + 1, at[HEADS["progress"]]).value = "过半"
        for row in page.iter_rows():
            if str(row[0].value).startswith("填报单位"):
                row[0].value = "填报单位（盖章）：区科技局        填报人：赵某"

    (one,) = compare(today(store).lines, [edited(store, tmp_path / "台账.xlsx", edit)], MONTH).differences
    assert one.office == "区科技局"


def _problems(store: Path, path: Path, month: str = MONTH) -> list[str]:
    return [english(one.what) for one in compare(today(store).lines, [path], month).problems]


def test_columns_that_are_gone_or_new_and_what_was_changed_in_the_plans_own_are_told(store: Path, tmp_path: Path) -> None:
    def edit(page: Worksheet, at: dict[str, int]) -> None:
        page.cell(HEAD + 1, at[HEADS["lead"]]).value = "区财政局"
        page.cell(HEAD + 2, at[HEADS["status"]]).value = "差不多"
        page.cell(HEAD, at[HEADS["next"]]).value = "我的列"
        page.cell(HEAD + 1, at[HEADS["progress"]]).value = "过半"

    path = edited(store, tmp_path / "甲.xlsx", edit)
    said = _problems(store, path)
    assert any(one.startswith("the column 下一步 is gone") for one in said)
    assert any("我的列" in one and "none of the ledger" in one for one in said)
    assert any("was changed to “区财政局”" in one for one in said)
    assert any("“差不多” is no status" in one for one in said)
    assert len(compare(today(store).lines, [path], MONTH).differences) == 1


def test_a_formula_is_told_and_never_computed(store: Path, tmp_path: Path) -> None:
    path = edited(store, tmp_path / "甲.xlsx", filled(1, progress='=HYPERLINK("http://example.org")'))
    assert any("is a formula" in one for one in _problems(store, path))
    assert compare(today(store).lines, [path], MONTH).differences == ()


def test_another_months_file_is_told(store: Path, tmp_path: Path) -> None:
    path = edited(store, tmp_path / "甲.xlsx", filled(1, progress="过半"))
    assert any("after the month 2023-12" in one for one in _problems(store, path, "2023-12"))
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
    said = _problems(store, tmp_path / "大.xlsx")
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


def test_a_word_table_comes_back_by_its_wording(store: Path, tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(rows=2, cols=3)
    for cell, said in zip(table.rows[0].cells, ("具体措施", "进展", "完成情况"), strict=True):
        cell.text = said
    for cell, said in zip(table.rows[1].cells, (line(today(store), 1).measure, "过半", "按序时"), strict=True):
        cell.text = said
    made.save(str(tmp_path / "区科技局.docx"))
    (one,) = compare(today(store).lines, [tmp_path / "区科技局.docx"], MONTH).differences
    assert (one.how, one.office, one.changes["progress"][1]) == (How.WORDING, "区科技局", "过半")


def test_reports_outlive_a_new_edition_and_what_was_decided_meanwhile_is_no_conflict(store: Path, tmp_path: Path) -> None:
    path = edited(store, tmp_path / "甲.xlsx", filled(1, progress="过半"))
    found = compare(today(store).lines, [path], MONTH)
    row = next(row for row in open_store(store).run("plans") if row["file"] == PLAN)
    folder = desk.open_folder(store, row)
    desk.decide(store, folder.uri, [folder.entry(Act.ACCEPT, found.differences[0].line.id, "王某")])
    assert take(store, open_store(store), found, "李某") == (1, [])
    text = (stores.SAMPLES / PLAN).read_text(encoding="utf-8")
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / PLAN).write_text(text + "\n（此件公开发布）\n", encoding="utf-8")
    assert ingest.load(store, [tmp_path / "again"], 1).files[0].status == "changed"
    assert line(today(store), 1).reports[0].progress == "过半"


def test_the_light_follows_deadline_and_reports(store: Path, tmp_path: Path) -> None:
    dated = next(number for number, one in enumerate(today(store).lines, 1) if one.lit.light is Light.OVERDUE)
    assert english(line(today(store), dated).lit.reason).startswith("due by ")
    for said, light in (("滞后", Light.OVERDUE), ("已销号", Light.DONE)):
        path = edited(store, tmp_path / "甲局.xlsx", filled(dated, status=said, progress=f"报{said}"))
        take(store, open_store(store), compare(today(store).lines, [path], MONTH), "李某")
        assert line(today(store), dated).lit.light is light
    undated = next(number for number, one in enumerate(today(store).lines, 1) if one.lit.due is None)
    assert line(today(store), undated).lit.light is Light.UNKNOWN
    path = edited(store, tmp_path / "甲局.xlsx", filled(undated, status="滞后"))
    take(store, open_store(store), compare(today(store).lines, [path], MONTH), "李某")
    assert line(today(store), undated).lit.light is Light.BEHIND


def test_a_slip_names_what_is_late_and_who_owes_it(store: Path) -> None:
    answer = today(store)
    late = [one for one in answer.lines if one.lit.light is Light.OVERDUE]
    text = "\n".join(cell.text for table in docx.Document(io.BytesIO(slips(answer))).tables for row in table.rows for cell in row.cells)
    assert late
    assert all(one.measure in text for one in late)
    assert "没有逾期" in docx.Document(io.BytesIO(slips(ledger(open_store(store), plan=PLAN, on=date(2021, 7, 1))))).paragraphs[0].text


def test_a_months_ledger_is_frozen_once(store: Path) -> None:
    path = frozen.freeze(store, today(store), MONTH)
    before = path.read_bytes()
    assert [(month, found.name) for month, found in frozen.copies(store)] == [(MONTH, path.name)]
    with pytest.raises(ReviewError):
        frozen.freeze(store, today(store), MONTH)
    with pytest.raises(ReviewError):
        frozen.freeze(store, today(store), "../../x")
    assert path.read_bytes() == before
    ingest.load(store, [stores.SAMPLES], 1)
    assert path.read_bytes() == before


def test_the_command_line_takes_returns(store: Path, tmp_path: Path) -> None:
    def run(*arguments: object, code: int = 0) -> Any:
        result = CliRunner().invoke(main, [*map(str, arguments), "--plan", PLAN, "--store", str(store), "--format", "json"])
        assert result.exit_code == code, result.output
        return json.loads(result.stdout)

    path = edited(store, tmp_path / "甲局.xlsx", filled(1, progress="过半"))
    assert len(run("progress", "compare", path, "--month", "2030-01")["differences"]) == 1
    assert run("progress", "take", path, "--month", "2030-01", "--by", "李某")["taken"] == 1
    assert run("progress", "compare", path, "--month", "2030-01")["differences"] == []
    assert Path(run("progress", "freeze", "--month", "2030-01")["frozen"]).exists()
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"nothing\x00")
    assert run("progress", "compare", bad, "--month", "2030-01", code=1)["problems"]


def test_what_one_office_wrote_in_two_files_in_different_columns_is_all_taken(store: Path, tmp_path: Path) -> None:
    (tmp_path / "一").mkdir()
    one = edited(store, tmp_path / "甲局.xlsx", filled(1, progress="过半"))
    other = edited(store, tmp_path / "一" / "甲局.xlsx", filled(1, problems="场地未定"))
    found = compare(today(store).lines, [one, other], MONTH)
    (difference,) = found.differences
    assert {key: said for key, (_, said) in difference.changes.items()} == {"progress": "过半", "problems": "场地未定"}
    assert take(store, open_store(store), found, "李某") == (1, [])
    assert (line(today(store), 1).reports[0].progress, line(today(store), 1).reports[0].problems) == ("过半", "场地未定")


def test_a_column_that_is_there_twice_is_told(store: Path, tmp_path: Path) -> None:
    def edit(page: Worksheet, at: dict[str, int]) -> None:
        page.cell(HEAD, at[HEADS["next"]]).value = "进展"
        page.cell(HEAD + 1, at[HEADS["progress"]]).value = "左"
        page.cell(HEAD + 1, at[HEADS["next"]]).value = "右"

    path = edited(store, tmp_path / "甲.xlsx", edit)
    assert any("“进展” is there twice" in one for one in _problems(store, path))
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


def test_our_own_word_file_comes_back_without_a_word(store: Path, tmp_path: Path) -> None:
    everything = ledger(open_store(store), on=ON)
    (tmp_path / "台账.docx").write_bytes(document(everything))
    found = compare(everything.lines, [tmp_path / "台账.docx"], MONTH)
    assert (found.differences, found.asked, found.problems) == ((), (), ())


def test_a_ledger_with_a_sheet_for_each_of_many_bodies_comes_back(store: Path, tmp_path: Path) -> None:
    everything = ledger(open_store(store), on=ON)
    (tmp_path / "台账.xlsx").write_bytes(workbook(everything, by_body=True))
    assert len(everything.by_body()) > 50
    found = compare(everything.lines, [tmp_path / "台账.xlsx"], MONTH)
    assert (found.differences, found.problems) == ((), ())


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

    assert any(one.startswith("the id of this row is of no measure") for one in _problems(store, edited(store, tmp_path / "甲.xlsx", edit)))
