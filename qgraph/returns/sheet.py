"""A returned file as rows: which measure each names, and what was written in the columns that people keep."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from loaders import formats
from loaders.formats.content import Content
from qgraph.export.ledger.columns import ID, columns, word
from qgraph.export.ledger.rows import PLACE, PLAN
from qgraph.export.sheets import FORMULA
from qgraph.reviews.words import sentence
from qgraph.told import Told

HEADS = 3  # columns whose heads must be there for a row to be the head of a ledger
MOST_ROWS = 10_000  # of a file
LONGEST = 2_000  # characters of a cell
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
LABEL = re.compile(r"(\S[^:：]*)[:：]")  # of the line for signatures: 填报单位（盖章）, 填报人 …


@dataclass(frozen=True, slots=True)
class Problem:
    """What of a file was not taken, and why; `row` is the row of the sheet, None for the file."""

    file: str
    sheet: str | None
    row: int | None
    what: str


def problem(key: str, **words: object) -> Told:
    """Why something is not taken, in both languages."""
    return sentence("returned", key, **words)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a returned ledger: the measure's id (None where it was lost), its wording, and column → what stands there."""

    file: str
    sheet: str | None
    row: int
    id: str | None
    measure: str
    values: Mapping[str, str]
    office: str | None


@dataclass(slots=True)
class Sheet:
    """What a file gives. `made`: the day its ledger was made, `offices`: who signs, by sheet."""

    file: str
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    made: str | None = None


def read(path: Path) -> Sheet:
    """The rows of a returned file. Raises `SourceError` for a file that cannot be read at all."""
    name, data = formats.shown(path), formats.read_bytes(path)
    found = formats.open_bytes(name, data)
    sheet = Sheet(name)
    sheet.made = _made(found.content)
    offices = _offices(found.content)
    tables: dict[tuple[str | None, int], dict[int, dict[int, str]]] = {}
    for cell in found.content.cells:
        said = found.content.text[cell.start : cell.end]
        for row in range(cell.row, cell.row + cell.row_span):  # a merged cell says the same of all its rows
            tables.setdefault((cell.sheet, cell.table), {}).setdefault(row, {})[cell.column] = said
    for (title, _), rows in tables.items():
        _table(sheet, title, rows, offices.get(title) or offices.get(None))
    if not sheet.rows and not sheet.problems:
        sheet.problems.append(Problem(name, None, None, problem("none")))
    sheet.problems += _formulas(name, data)
    return sheet


def _table(sheet: Sheet, title: str | None, rows: Mapping[int, Mapping[int, str]], office: str | None) -> None:
    known = {head: column.key for column in columns() for head in (column.zh, column.en)} | {ID: ID, PLAN: PLAN, PLACE: PLACE}
    head = next((number for number in sorted(rows) if sum(_bare(said) in known for said in rows[number].values()) >= HEADS), None)
    if head is None:
        return
    keys = {at: known[_bare(said)] for at, said in rows[head].items() if _bare(said) in known}
    for lost in [column.head("zh") for column in columns() if column.kept and column.key not in keys.values()]:
        sheet.problems.append(Problem(sheet.file, title, head, problem("column_gone", column=lost)))
    for said in rows[head].values():
        if _bare(said) not in known:
            sheet.problems.append(Problem(sheet.file, title, head, problem("column_new", column=said[:40])))
    for number in sorted(rows):
        if number <= head:
            continue
        values = {key: _unescaped(rows[number][at]) for at, key in keys.items() if rows[number].get(at, "").strip()}
        measure, identity = values.get("measure", ""), values.pop(ID, None)
        if not (measure or identity):
            if any(key in values for key in ("progress", "status", "problems")):
                sheet.problems.append(Problem(sheet.file, title, number, problem("no_measure")))
            continue
        if len(sheet.rows) == MOST_ROWS:
            sheet.problems.append(Problem(sheet.file, title, number, problem("many_rows", most=MOST_ROWS)))
            return
        for key, said in values.items():
            if len(said) > LONGEST:
                sheet.problems.append(Problem(sheet.file, title, number, problem("long_cell", column=key, longest=LONGEST)))
                values[key] = said[:LONGEST]
        sheet.rows.append(Row(sheet.file, title, number, identity, measure, values, office))


def _made(content: Content) -> str | None:
    """The day in the line below the title."""
    found = DAY.search(content.text[:500])
    return found[0] if found else None


def _offices(content: Content) -> dict[str | None, str]:
    """Who signs below a table, by the sheet of the table before the line; None where the file has no sheets."""
    first, second = zip(*(LABEL.findall(word("signature", language))[:2] for language in ("zh", "en")), strict=True)
    line = re.compile(rf"^(?:{'|'.join(map(re.escape, first))})[:：](.*?)(?:{'|'.join(map(re.escape, second))}|$)", re.MULTILINE)
    found: dict[str | None, str] = {}
    for one in line.finditer(content.text):
        before = [cell for cell in content.cells if cell.end <= one.start()]
        if name := one[1].strip()[:100]:
            found[before[-1].sheet if before else None] = name
    return found


def _formulas(name: str, data: bytes) -> Iterator[Problem]:
    """Cells of a workbook that compute something: only the value that was stored with them could be read."""
    if not data.startswith(b"PK"):
        return
    try:
        book = load_workbook(io.BytesIO(data), read_only=True)
    except (InvalidFileException, KeyError, ValueError, OSError):  # a Word file, or one that only our own reader takes
        return
    for sheet in book.worksheets:
        for row in sheet.iter_rows(max_row=MOST_ROWS + 10, max_col=40):
            for cell in row:
                if cell.data_type == "f":
                    yield Problem(name, sheet.title, cell.row, problem("formula", cell=cell.coordinate))


def _bare(said: str) -> str:
    return "".join(said.split()) if not said.isascii() else " ".join(said.split())


def _unescaped(said: str) -> str:
    """A cell without the apostrophe that keeps a CSV from being taken for formulas."""
    return said[1:] if said.startswith("'") and said[1:].startswith(FORMULA) else said.strip()
