"""Ledgers go out, are filled in, come back, and are taken: the round."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from qgraph import desk, ingest
from qgraph.cli import main
from qgraph.errors import ReviewError
from qgraph.export.ledger.rows import csv
from qgraph.export.ledger.slip import slips
from qgraph.export.ledger.word import document
from qgraph.export.ledger.workbook import HEAD, workbook
from qgraph.questions.ledger import Light, ledger
from qgraph.returns import compare, frozen, take
from qgraph.returns.matching import How
from qgraph.reviews.entries import Act
from qgraph.store import open_store
from qgraph.told import english
from tests.app import stores
from tests.qgraph.returns.ledgers import HEADS, MONTH, ON, PLAN, edited, filled, line, today


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
