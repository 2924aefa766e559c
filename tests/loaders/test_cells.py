"""The evidence of a fact in a table says which cell of which sheet it stands in."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import Workbook

import loaders
from qgraph.store import sources

ROWS = [
    ["沁原市质量强市建设任务分解表", None, None, None],
    ["序号", "重点任务", "牵头单位", "完成时限"],
    [1, "开展制造业产品质量监督抽查，建立质量安全追溯体系", "市市场监管局", "2027年12月"],
    [2, "实施工程质量提升行动，落实参建各方主体责任", "市住房城乡建设局", "2028年6月"],
]


def workbook(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "附件"
    for row in ROWS:
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    out = io.BytesIO()
    book.save(out)
    path.write_bytes(out.getvalue())
    return path


def test_sheet_row_and_column(tmp_path: Path) -> None:
    plan = loaders.read(workbook(tmp_path / "分解表.xlsx"))
    assert [(task.number, task.deadline) for task in plan.tasks] == [("1", "2027-12"), ("2", "2028-06")]
    places = [(e.sheet, e.row, e.column, e.quote) for task in plan.tasks for e in (task.evidence, task.units) if e]
    assert places == [
        ("附件", 3, 2, ROWS[2][1]),
        ("附件", 3, 3, "市市场监管局"),
        ("附件", 4, 2, ROWS[3][1]),
        ("附件", 4, 3, "市住房城乡建设局"),
    ]


def test_cells_lead_to_the_text_as_found_and_are_kept(tmp_path: Path) -> None:
    source = loaders.source(workbook(tmp_path / "分解表.xlsx"))
    said = {(cell.row, cell.column): source.found[cell.start : cell.end] for cell in source.cells}
    assert said[(2, 3)] == "牵头单位"
    assert said[(4, 1)] == "2"
    sources.write(tmp_path / "store", source, b"")
    assert sources.read(tmp_path / "store", source.sha256).cells == source.cells
