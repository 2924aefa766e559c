"""The office's round in a real browser: a fact is corrected, an owner proposed, the ledger goes out, is filled in, and comes back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from qgraph.app.i18n import words
from qgraph.export.ledger.workbook import HEAD
from qgraph.store import open_store
from tests.app import stores
from tests.e2e.conftest import settled
from tests.e2e.server import Server, served
from tests.e2e.test_users import downloaded

ZH = words("zh")
FILE = "nanpu-2021-2025.txt"


@pytest.fixture
def store(samples: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(samples, tmp_path / "store"))


@pytest.fixture
def own_server(store: Path) -> Iterator[Server]:
    with served(store) as running:
        yield running


def plan(store: Path) -> str:
    return next(str(row["plan"]) for row in stores.rows(store, "plans") if row["file"] == FILE)


def opened(page: Page, server: Server, path: str, heading: str) -> None:
    page.goto(server.url(path))
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    settled(page)


def named(page: Page, name: str) -> None:
    field = page.get_by_role("textbox", name=ZH["review.by"])
    field.fill(name)
    field.press("Enter")
    settled(page)


def test_a_round_of_review_and_progress(page: Page, own_server: Server, store: Path, tmp_path: Path) -> None:
    uri = plan(store)
    target = next(row for row in stores.rows(store, "plan_targets", plan=uri) if row["value"] is not None)
    about = str(target["target"]).removeprefix(f"{uri}/")
    opened(page, own_server, f"review?plan={quote(uri)}&at={quote(about)}", ZH["review.title"])
    named(page, "张某")
    page.get_by_role("textbox", name=ZH["field.value"], exact=True).fill("77")
    page.get_by_role("button", name=ZH["review.do.correct"]).click()
    expect(page.get_by_text(f"原读作“{target['value']}”，改为“77”").first).to_be_visible()
    settled(page)
    (decision,) = open_store(store).run("decisions", plan=uri)
    assert (decision["by"], decision["corrected"]) == ("张某", "77")

    page.get_by_text(ZH["review.view.owners"], exact=True).click()
    expect(page.get_by_role("heading", name=ZH["review.suggested"])).to_be_visible()
    settled(page)
    page.get_by_role("textbox", name=ZH["review.body"]).fill("区科技局")
    page.get_by_role("button", name=ZH["review.propose"], exact=True).click()
    expect(page.get_by_role("button", name=ZH["review.withdraw"].format(body="区科技局"))).to_be_visible()
    (proposal,) = open_store(store).run("proposals", plan=uri)
    assert (proposal["resolved"], proposal["by"]) == ("区科技局", "张某")

    opened(page, own_server, f"ledger?plan={quote(uri)}", ZH["ledger.title"])
    path = downloaded(page, ZH["ledger.xlsx"], tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = {str(cell.value): cell.column for cell in sheet[HEAD]}
    assert any("区科技局（拟）" in str(cell.value) for row in sheet.iter_rows() for cell in row)
    sheet.cell(HEAD + 1, heads["进展"]).value = "<b>过半</b>"
    sheet.cell(HEAD + 1, heads["完成情况"]).value = "已销号"
    filled = tmp_path / "区市场监管局.xlsx"
    book.save(filled)

    page.get_by_text(ZH["ledger.returns"], exact=True).click()
    named(page, "李某")
    page.get_by_role("textbox", name=ZH["ledger.month"]).fill("2099-01")
    page.get_by_role("textbox", name=ZH["ledger.month"]).press("Enter")
    settled(page)
    page.locator("input[type=file]").set_input_files(filled)
    take = page.get_by_role("button", name=ZH["ledger.take"].format(count=1))
    take.click()
    expect(page.get_by_text(ZH["ledger.taken"].format(count=1))).to_be_visible()
    settled(page)
    (report,) = open_store(store).run("reports", plan=uri)
    assert (report["progress"], report["claimed"], report["office"], report["by"]) == ("<b>过半</b>", "done", "区市场监管局", "李某")
    assert page.evaluate("window.ran") is None
