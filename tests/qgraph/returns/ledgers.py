"""Ledgers for tests: of the samples, handed out and edited by somebody."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from qgraph.export.ledger.columns import columns
from qgraph.export.ledger.workbook import HEAD, workbook
from qgraph.questions.ledger import Answer, Line, ledger
from qgraph.returns import compare
from qgraph.store import open_store
from qgraph.told import english

ON, MONTH = date(2024, 1, 31), "2024-01"
PLAN = "nanpu-2021-2025.txt"
HEADS = {column.key: column.zh for column in columns()}


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


def problems(store: Path, path: Path, month: str = MONTH) -> list[str]:
    return [english(one.what) for one in compare(today(store).lines, [path], month).problems]
