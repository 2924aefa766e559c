from __future__ import annotations

from pathlib import Path

import pytest

from qgraph.errors import DataError
from qgraph.registries import check, tables


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tables, "data", tmp_path.joinpath)
    return tmp_path / "t.csv"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a,c\n1,2\n", "t.csv, line 1: the columns are a,c, not a,b"),
        ("a,b\n1,2\n1\n", "t.csv, line 3: 1 fields, not 2"),
    ],
)
def test_an_unsound_table_says_file_and_line(table: Path, content: str, message: str) -> None:
    table.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        list(tables.rows("t.csv", ("a", "b")))


def test_a_missing_table_is_an_error(table: Path) -> None:
    with pytest.raises(DataError, match="missing"):
        list(tables.rows("t.csv", ("a", "b")))


def test_a_row_reads_years_numbers_and_lists(table: Path) -> None:
    table.write_text("a,b\nx | y,20x\n", encoding="utf-8")
    (row,) = tables.rows("t.csv", ("a", "b"))
    assert row.names("a") == ("x", "y")
    with pytest.raises(DataError, match=r"t\.csv, line 2: b is '20x', not a year"):
        row.year("b")
    with pytest.raises(DataError, match="not a number"):
        row.number("b")


def test_a_data_error_becomes_a_problem_with_its_line() -> None:
    found = check._problem(DataError("ontology/data/figures.csv, line 7: value is empty"))
    assert found == check.Problem("figures.csv", 7, "value is empty")
