"""台账 on the screen: a row a measure, narrowed by what the address says, the files with the same rows."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from qgraph.app.i18n import LANGUAGES, words
from qgraph.app.views import ledger as view
from qgraph.export.ledger import rows, workbook
from qgraph.export.ledger.columns import columns
from qgraph.questions.ledger import Origin, ledger
from qgraph.store import open_store
from tests.app.test_pages import opened

ZH = words("zh")


@pytest.fixture(autouse=True)
def _store(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_STORE", str(samples))


def shown(app: AppTest, language: str = "zh") -> list[str]:
    """The measures on the screen."""
    head = next(column for column in columns() if column.key == "measure").head(language)
    return list(app.dataframe[0].value[head])


@pytest.mark.parametrize("language", LANGUAGES)
def test_shows_every_measure(samples: Path, language: str) -> None:
    app = opened("ledger", lang=language)
    assert not app.exception
    wanted = ledger(open_store(samples), on=date.today())
    assert shown(app, language) == [line.measure for line in wanted.lines]
    none = sum(line.origin is Origin.NONE for line in wanted.lines)
    assert words(language)["ledger.counted"].format(
        count=len(wanted.lines), none=none, undated=sum(line.deadline is None for line in wanted.lines)
    ) in [caption.value for caption in app.caption]


def test_a_place_a_body_and_an_origin_narrow_it(samples: Path) -> None:
    store = open_store(samples)
    place = next(str(row["place"]) for row in store.run("places") if row["name"] == "南浦区")
    answer = ledger(store, place=place)
    app = opened("ledger", place=place)
    assert shown(app) == [line.measure for line in answer.lines]
    body = sorted(next(line for line in answer.lines if line.body_uris).body_uris)[0]
    app = opened("ledger", place=place, body=body)
    assert shown(app) == [line.measure for line in answer.lines if body in line.body_uris]
    app = opened("ledger", place=place, owners="none")
    assert shown(app) == [line.measure for line in answer.lines if line.origin is Origin.NONE]
    assert shown(app)


def test_what_the_address_asks_for_wrongly_is_ignored(samples: Path) -> None:
    app = opened("ledger", plan="<script>", place="nowhere", body="x", owners="y")
    assert not app.exception
    assert app.dataframe


def test_a_row_leads_to_its_sentence_and_the_files_have_the_same_rows(samples: Path) -> None:
    answer = ledger(open_store(samples), plan="nanpu-2021-2025.txt")
    table = view.table(answer.lines, "zh")
    assert [str(row[ZH["ledger.open"]]).startswith("/source?") for row in table] == [True] * len(answer.lines)
    (sheet,) = openpyxl.load_workbook(io.BytesIO(workbook.workbook(answer))).worksheets
    head = [cell.value for cell in sheet[workbook.HEAD]].index("具体措施")
    assert [sheet.cell(workbook.HEAD + 1 + number, head + 1).value for number in range(len(table))] == [row["具体措施"] for row in table]
    written = list(csv.DictReader(io.StringIO(rows.csv(answer).decode("utf-8-sig"))))
    assert [row["具体措施"] for row in written] == [row["具体措施"] for row in table]


def test_counts_of_where_the_owners_come_from(samples: Path) -> None:
    lines = ledger(open_store(samples)).lines
    counted = view.owned(lines)
    assert counted["none"] == ZH["ledger.none"].format(count=sum(line.origin is Origin.NONE for line in lines))
