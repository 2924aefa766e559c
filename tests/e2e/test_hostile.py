"""A plan full of markup, visited on every page: it is shown as text, and nothing of it runs."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Frame, Page, expect

from qgraph.app.i18n import words
from tests.app import stores
from tests.e2e.conftest import settled
from tests.e2e.server import Server
from tests.e2e.test_journey import picture

ZH = words("zh")
LIVE = "img[src=x], a[href^='javascript:'], [href*='outside.invalid'], [src*='outside.invalid'], [onerror], [onload]"


def addresses(folder: Path) -> list[str]:
    """Every page, with what of the plan has markup in its name."""
    plan = stores.first(folder, "plans", "plan")
    named = {"bodies": ("body", "name"), "indicators": ("indicator", "name")}
    bodies, indicators = (
        sorted({str(row[uri]) for row in stores.rows(folder, query) if "ran=1" in str(row[name])}) for query, (uri, name) in named.items()
    )
    tasks = sorted(str(row["task"]) for row in stores.rows(folder, "tasks", plan=plan) if "ran=1" in str(row["title"]))
    place = str(stores.rows(folder, "plans")[0]["place"])
    assert bodies
    assert indicators
    assert tasks
    return [
        "",
        *(f"duty?body={quote(body)}" for body in bodies[:4]),
        *(f"rollup?indicator={quote(indicator)}" for indicator in indicators[:3]),
        *(f"source?doc={quote(plan)}&at={quote(task)}" for task in tasks[:1]),
        *(f"graph?node={quote(node)}" for node in (plan, tasks[0], bodies[0])),
        *(f"entity?id={quote(thing)}" for thing in (plan, tasks[0], bodies[0], indicators[0])),
        f"audit?plan={quote(plan)}",
        *(f"review?plan={quote(plan)}&view={view}" for view in ("facts", "plan", "owners", "log")),
        f"ledger?plan={quote(plan)}",
        f"compare?side={quote(plan)}&side={quote(place)}",
        f"compare?view=drafter&place={quote(place)}",
        f"compare?view=coverage&upper={quote(plan)}&lower={quote(plan)}",
        f"rollup?view=matrix&above={quote(place)}",
        "?q=ran",
        "entity?q=img",
        "manage",
    ]


def assert_dead(page: Page) -> None:
    """Nothing ran in any frame, and nothing that could run stands in the page."""
    for frame in page.frames:
        assert frame.evaluate("window.ran") is None
    assert page.locator(LIVE).count() == 0


def test_no_page_runs_what_a_plan_says(page: Page, hostile_server: Server, hostile: Path) -> None:
    for address in addresses(hostile):
        page.goto(hostile_server.url(address))
        settled(page)
        if address.startswith("graph"):
            picture(page)
        assert_dead(page)


def test_markup_is_shown_as_text(page: Page, hostile_server: Server, hostile: Path) -> None:
    plan = stores.first(hostile, "plans", "plan")
    page.goto(hostile_server.url(f"source?doc={quote(plan)}"))
    settled(page)
    for shot in stores.SHOTS:
        expect(page.locator("#source")).to_contain_text(shot)


def tooltip_over(frame: Frame, x: float, y: float) -> None:
    """Rest the mouse on a node until its tooltip shows. The picture waits for a mouse that moves: a first touch may come too early."""
    canvas, tooltip = frame.locator("canvas").first, frame.locator("div.vis-tooltip")
    for nudge in (0, 1, 2, 3):
        canvas.hover(position={"x": 2, "y": 2}, force=True)
        canvas.hover(position={"x": x + nudge, "y": y}, force=True)
        try:
            expect(tooltip).to_be_visible(timeout=2500)
            return
        except AssertionError:
            continue
    expect(tooltip).to_be_visible()


@pytest.mark.parametrize("standalone", [False, True], ids=["in the app", "downloaded"])
def test_the_pictures_tooltips_are_text(standalone: bool, page: Page, hostile_server: Server, hostile: Path, tmp_path: Path) -> None:
    """One title with `href` in it is enough for stock pyvis to take every tooltip for HTML."""
    plan = stores.first(hostile, "plans", "plan")
    page.goto(hostile_server.url(f"graph?node={quote(plan)}"))
    settled(page)
    picture(page)
    if standalone:
        with page.expect_download() as download:
            page.get_by_role("button", name=ZH["graph.download"]).click()
        download.value.save_as(tmp_path / "qgraph.html")
        page.set_content((tmp_path / "qgraph.html").read_text(encoding="utf-8"))
        page.wait_for_selector('body[data-ready="1"]')
    frame = page.main_frame if standalone else picture(page)
    for uri in frame.evaluate("nodes.getIds()"):
        at = frame.evaluate("uri => network.canvasToDOM(network.getPosition(uri))", uri)
        tooltip_over(frame, at["x"], at["y"])
        assert frame.locator("div.vis-tooltip *:not(br)").count() == 0
    assert_dead(page)
