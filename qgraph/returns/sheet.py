"""A returned file as rows: which measure each names, and what was written in the columns that people keep."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from loaders import formats
from loaders.formats import docx
from loaders.formats.content import Content
from qgraph.export.ledger.columns import ID, Column, columns, word
from qgraph.export.ledger.rows import PLACE, PLAN
from qgraph.export.sheets import FORMULA
from qgraph.reviews.entries import NO_TEXT
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


def where(one: Row | Problem, join: str = " ") -> str:
    """File, sheet and row of something, in words."""
    return join.join(str(part) for part in (one.file, one.sheet, one.row) if part)


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
    signed = _signed(found.content)
    expected = [column for column in columns() if column.kept and (column.word or found.content.media_type != docx.MEDIA_TYPE)]
    tables: dict[tuple[str | None, int], dict[int, dict[int, str]]] = {}
    ends: dict[tuple[str | None, int, int], int] = {}
    for cell in found.content.cells:
        said = found.content.text[cell.start : cell.end]
        for row in range(cell.row, cell.row + cell.row_span):  # a merged cell says the same of all its rows
            tables.setdefault((cell.sheet, cell.table), {}).setdefault(row, {})[cell.column] = said
        ends[cell.sheet, cell.table, cell.row] = cell.end
    for (title, table), rows in tables.items():
        offices = {row: _office(signed, title, ends.get((title, table, row), 0)) for row in rows}
        _table(sheet, title, rows, offices, expected)
    if not sheet.rows and not sheet.problems:
        sheet.problems.append(Problem(name, None, None, problem("none")))
    sheet.problems += _formulas(name, data)
    return sheet


def _table(
    sheet: Sheet, title: str | None, rows: Mapping[int, Mapping[int, str]], offices: Mapping[int, str | None], expected: Sequence[Column]
) -> None:
    """The rows below each head: ledgers are put below each other, and a head may be two rows high."""
    known = {head: column.key for column in columns() for head in (column.zh, column.en)} | {ID: ID, PLAN: PLAN, PLACE: PLACE}
    keys: dict[int, str] = {}
    for number in sorted(rows):
        if sum(_bare(said) in known for said in rows[number].values()) >= HEADS:
            keys = _keys(sheet, title, number, {at: (known.get(_bare(said)), said) for at, said in rows[number].items()}, expected)
            continue
        if not keys:
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
                name = next(column.zh for column in columns() if column.key == key) if key not in (PLAN, PLACE) else key
                sheet.problems.append(Problem(sheet.file, title, number, problem("long_cell", column=name, longest=LONGEST)))
                values[key] = said[:LONGEST]
        sheet.rows.append(Row(sheet.file, title, number, identity, measure, values, offices[number]))


def _keys(
    sheet: Sheet, title: str | None, number: int, heads: Mapping[int, tuple[str | None, str]], expected: Sequence[Column]
) -> dict[int, str]:
    """Which column of a table is which of the ledger, by its head; what is gone, new or there twice is told."""
    keys: dict[int, str] = {}
    told = [problem("column_gone", column=column.zh) for column in expected if column.key not in {key for key, _ in heads.values()}]
    for at, (key, said) in sorted(heads.items()):
        if key is None:
            told.append(problem("column_new", column=said[:40]))
        elif key in keys.values():
            told.append(problem("column_twice", column=said[:40]))
        else:
            keys[at] = key
    sheet.problems += [Problem(sheet.file, title, number, what) for what in told]
    return keys


def _made(content: Content) -> str | None:
    """The day in the line below the title."""
    found = DAY.search(content.text[:500])
    return found[0] if found else None


def _signed(content: Content) -> list[tuple[int, str | None, str]]:
    """The lines for signatures: where each stands, the sheet of the table before it (None where the file has no sheets), and who signs."""
    first, second = zip(*(LABEL.findall(word("signature", language))[:2] for language in ("zh", "en")), strict=True)
    line = re.compile(rf"^(?:{'|'.join(map(re.escape, first))})[:：](.*?)(?:{'|'.join(map(re.escape, second))}|$)", re.MULTILINE)
    found = []
    for one in line.finditer(content.text):
        before = [cell for cell in content.cells if cell.end <= one.start()]
        found.append((one.start(), before[-1].sheet if before else None, one[1].strip()[:100]))
    return found


def _office(signed: Sequence[tuple[int, str | None, str]], title: str | None, end: int) -> str | None:
    """Who signs for a row that ends somewhere: the first line below it in its sheet, else the last above; two offices may share a file."""
    here = [(at, name) for at, sheet, name in signed if sheet in (title, None)]
    below, above = [name for at, name in here if at >= end], [name for at, name in here if at < end]
    return (below[0] if below else above[-1] if above else None) or None


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
    """A cell without what is no text, and without the apostrophe that keeps a CSV from being taken for formulas."""
    said = NO_TEXT.sub(" ", said)
    return said[1:] if said.startswith("'") and said[1:].startswith(FORMULA) else said.strip()
