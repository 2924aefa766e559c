"""Rows as files: what a document says stays text, and a spreadsheet opens what was on the screen."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qgraph.export.sheets import FORMULA, comma_separated, workbook

TRICKS = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "<b>粗</b>", '=HYPERLINK("http://outside.invalid")')


def sheet(rows: list[dict[str, object]], notes: tuple[str, ...] = ()) -> list[tuple[tuple[object, str], ...]]:
    """The rows of a workbook as a spreadsheet reads them: value and type of each cell."""
    read = openpyxl.load_workbook(io.BytesIO(workbook("清单", rows, notes))).active
    return [tuple((cell.value, cell.data_type) for cell in row) for row in read.iter_rows()]


@pytest.mark.parametrize("trick", TRICKS)
def test_no_text_becomes_a_formula(trick: str) -> None:
    *_, head, row = sheet([{trick: trick, "数": 3}], (trick,))
    assert head[0] == (trick, "s")
    assert row == ((trick, "s"), (3, "n"))
    written = next(csv.reader(io.StringIO(comma_separated([{"列": trick}]).decode("utf-8-sig").split("\r\n", 1)[1])))
    assert not written[0].startswith(FORMULA)
    assert written[0].removeprefix("'") == trick


def test_numbers_stay_numbers() -> None:
    assert sheet([{"数": -5.5, "字": "-5.5", "无": None}])[-1] == ((-5.5, "n"), ("-5.5", "s"), (None, "n"))
    assert comma_separated([{"数": -5.5, "字": "-5.5"}]).decode("utf-8-sig").splitlines()[1] == "-5.5,-5.5"


def test_a_workbook_is_laid_out_for_paper() -> None:
    read = openpyxl.load_workbook(io.BytesIO(workbook("清单:[一]", [{"名称": "甲", "数": 1}], ("截至今日",)))).active
    assert (read.title, read.freeze_panes, read.auto_filter.ref, read.print_title_rows) == ("清单  一", "A4", "A3:B4", "$3:$3")
    assert (read.page_setup.orientation, read.page_setup.paperSize, read.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", 9, True)


def test_no_rows_are_a_sheet_with_its_title() -> None:
    assert sheet([])[0] == (("清单", "s"),)
    assert comma_separated([]).decode("utf-8-sig").strip() == ""


@given(st.lists(st.fixed_dictionaries({"甲": st.text(max_size=20), "乙": st.text(max_size=20)}), max_size=4))
def test_any_text_can_be_written(rows: list[dict[str, object]]) -> None:
    read = list(openpyxl.load_workbook(io.BytesIO(workbook("表", rows))).active.iter_rows())
    assert len(read) == (2 + len(rows) if rows else 1)
    assert all(cell.data_type != "f" for row in read for cell in row)
    assert len(list(csv.reader(io.StringIO(comma_separated(rows).decode("utf-8-sig"), newline="")))) >= len(rows)
