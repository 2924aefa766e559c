"""The ways of the three who use the app, from the question to the file they hand on, opened and read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from qgraph.app.i18n import words
from qgraph.questions.audit import audit
from qgraph.questions.compare import compare
from qgraph.questions.drafting import drafting
from qgraph.questions.who import COLLECTIVE, who
from qgraph.store import open_store
from tests.app import stores
from tests.e2e.conftest import Visit, settled

ZH = words("zh")


def downloaded(page: Page, label: str, folder: Path, which: int = 0) -> Path:
    """What the button of a name brings."""
    with page.expect_download(timeout=30_000) as download:
        page.get_by_role("button", name=label, exact=True).nth(which).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def sheet(path: Path, column: str) -> list[dict[str, object]]:
    """The rows of a workbook below the line that names its columns, and nothing in it is a formula."""
    cells = list(openpyxl.load_workbook(path).active.iter_rows())
    assert not [cell.coordinate for row in cells for cell in row if cell.data_type == "f"]
    values = [[cell.value for cell in row] for row in cells]
    head = next(number for number, row in enumerate(values) if column in row)
    return [dict(zip(values[head], row, strict=True)) for row in values[head + 1 :]]


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))


def test_the_office_traces_a_bureau_and_takes_the_list_along(visit: Visit, samples: Path, tmp_path: Path) -> None:
    """领导小组办公室: search for a bureau by its pinyin, see what it owes, read the sentence, take the list along."""
    page = visit("")
    field = page.get_by_role("searchbox").or_(page.get_by_role("textbox", name=ZH["home.search"])).first
    field.fill("qilingshijiaoyuju")
    field.press("Enter")
    expect(page.get_by_text("栖陵市教育局").first).to_be_visible()
    expect(page.get_by_role("heading", name=ZH["home.plans"])).to_have_count(0)  # of the page before
    settled(page)
    page.get_by_test_id("stMain").get_by_role("link", name=ZH["page.duty"]).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ZH["duty.title"])
    settled(page)
    body = next(str(row["body"]) for row in stores.rows(samples, "bodies") if row["name"] == "栖陵市教育局")
    owed = [duty for duty in who(open_store(samples), body, on=date.today()).obligations if duty.via != COLLECTIVE]
    assert owed
    expect(page.locator("[class*=st-key-evidence-] blockquote").first).to_have_text(owed[0].quote)
    rows = sheet(downloaded(page, ZH["table.xlsx"], tmp_path), ZH["column.task"])
    assert {duty.quote for duty in owed} <= {str(row[ZH["column.quote"]]) for row in rows}


def test_the_office_works_through_the_audit(visit: Visit, samples: Path, tmp_path: Path) -> None:
    """The worklist of one plan, with columns to fill in."""
    plan = next(str(row["plan"]) for row in stores.rows(samples, "plans") if str(row["file"]).startswith("nanpu-2016"))
    page = visit(f"audit?plan={quote(plan)}")
    findings = audit(open_store(samples), plan=plan, on=date.today()).findings
    expect(page.get_by_text(findings[0].reason).first).to_be_attached()
    rows = sheet(downloaded(page, ZH["table.xlsx"], tmp_path), ZH["column.reason"])
    assert [row[ZH["column.reason"]] for row in rows] == [finding.reason for finding in findings]
    assert {row[ZH["audit.opinion"]] for row in rows} == {None}


def test_a_writer_compares_two_districts_and_drafts(visit: Visit, samples: Path, tmp_path: Path) -> None:
    """政策起草: two districts side by side, then the drafter's table, both as files with the numbers of the screen."""
    places = {str(row["name"]): str(row["place"]) for row in stores.rows(samples, "places")}
    sides = [places["南浦区"], places["柳堰区"]]
    page = visit(f"compare?side={quote(sides[0])}&side={quote(sides[1])}")
    expect(page.get_by_role("heading", name=ZH["compare.alone"])).to_be_visible()
    settled(page)
    store = open_store(samples)
    answer = compare(store, sides, on=date.today())
    rows = table(downloaded(page, ZH["table.csv"], tmp_path))
    assert [row[ZH["compare.theme"]] for row in rows] == [row.theme.name for row in answer.themes]

    page.get_by_role("button", name=ZH["compare.view.drafter"]).or_(page.get_by_text(ZH["compare.view.drafter"], exact=True)).first.click()
    settled(page)
    page.get_by_role("combobox", name=re.compile(re.escape(ZH["compare.place"]))).click()
    page.keyboard.type("南浦区")
    page.get_by_role("option", name="南浦区").first.click()
    expect(page.get_by_text(ZH["compare.drafter.beside"].format(names="柳堰区"))).to_be_visible()
    settled(page)
    drafted = sheet(downloaded(page, ZH["table.xlsx"], tmp_path), ZH["rollup.indicator"])
    assert [row[ZH["rollup.indicator"]] for row in drafted] == [row.name for row in drafting(store, "南浦区").rows]
    own = next(row for row in drafted if row[ZH["rollup.indicator"]] == "制造业产品质量合格率")
    assert own[ZH["compare.drafter.own"]] == "≥96% (2025)"
    assert own["栖陵市"] == "≥95% (2025)"


@pytest.mark.parametrize("kind", ["body", "indicator", "task"])
def test_somebody_browses_from_thing_to_thing(kind: str, visit: Visit, samples: Path) -> None:
    """A thing's page leads to related things, the address goes along, and the browser's way back leads back."""
    plan = next(str(row["plan"]) for row in stores.rows(samples, "plans") if str(row["file"]).startswith("qiling-2021"))
    first: Callable[[], str] = {
        "body": lambda: str(stores.rows(samples, "units", plan=plan)[0]["body"]),
        "indicator": lambda: str(stores.rows(samples, "plan_targets", plan=plan)[0]["indicator"]),
        "task": lambda: str(stores.rows(samples, "units", plan=plan)[0]["task"]),
    }[kind]
    page = visit(f"entity?id={quote(first())}")
    start = page.get_by_role("heading", level=2).first.inner_text()
    page.get_by_test_id("stMain").get_by_test_id("stPageLink-NavLink").filter(has_not_text=ZH["entity.graph"]).last.click()
    expect(page.get_by_role("heading", level=2).first).not_to_have_text(start)
    settled(page)
    assert quote(first(), safe="") not in page.url
    page.go_back()
    expect(page.get_by_role("heading", level=2).first).to_have_text(start)


def test_the_dots_of_a_rate_are_to_be_seen(visit: Visit, samples: Path) -> None:
    rate = next(str(row["indicator"]) for row in stores.rows(samples, "indicators") if row["name"] == "食品抽检合格率")
    page = visit(f"rollup?indicator={quote(rate)}")
    picture = page.get_by_test_id("stVegaLiteChart")
    expect(picture.get_by_text(ZH["verdict.weaker"]).first).to_be_visible()
