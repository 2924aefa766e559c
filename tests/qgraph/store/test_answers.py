from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from qgraph.store import CATALOGUE, Row
from qgraph.store.answers import FOLDER, kept

QUERY = "places"
ROWS: list[Row] = [dict.fromkeys(CATALOGUE[QUERY].columns, value) for value in ("柳堰区", None, True, 1)]


class Database:
    """Counts how often it is asked."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows, self.asked = rows, 0

    def __call__(self) -> list[Row]:
        self.asked += 1
        return self.rows


def test_a_query_is_asked_once_and_its_values_keep_their_types(tmp_path: Path) -> None:
    database = Database(ROWS)
    first, second = (kept(tmp_path, QUERY, "text", database) for _ in range(2))
    assert repr(first) == repr(second) == repr(ROWS)
    assert database.asked == 1


def test_another_text_or_another_snapshot_is_asked_again(tmp_path: Path) -> None:
    database = Database(ROWS)
    for folder, text in (("1", "text"), ("1", "other"), ("2", "text")):
        (tmp_path / folder).mkdir(exist_ok=True)
        kept(tmp_path / folder, QUERY, text, database)
    assert database.asked == 3


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[:-9],
        lambda text: "",
        lambda text: "[[1]]",
        lambda text: text.replace("null", "[]"),
        lambda text: text.replace("null", '["x"]'),
        lambda text: "7",
        lambda text: "\xff",
    ],
)
def test_a_damaged_answer_is_asked_again_and_mended(tmp_path: Path, damage: Callable[[str], str]) -> None:
    database = Database(ROWS)
    kept(tmp_path, QUERY, "text", database)
    (path,) = (tmp_path / FOLDER).iterdir()
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="latin-1" if damage("x") == "\xff" else "utf-8")
    assert kept(tmp_path, QUERY, "text", database) == ROWS
    assert kept(tmp_path, QUERY, "text", database) == ROWS
    assert database.asked == 2


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("in the way")
    database = Database(ROWS)
    assert [kept(tmp_path, QUERY, "text", database) for _ in range(2)] == [ROWS, ROWS]
    assert database.asked == 2


def test_decimals_stay_exact(tmp_path: Path) -> None:
    database = Database([dict.fromkeys(CATALOGUE[QUERY].columns, value) for value in (Decimal("95.50"), Decimal("1E+3"))])
    first, second = (kept(tmp_path, QUERY, "text", database) for _ in range(2))
    assert repr(first) == repr(second) == repr(database.rows)
    assert database.asked == 1
