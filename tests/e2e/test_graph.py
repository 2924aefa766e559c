"""图谱浏览 in a browser: a double click opens a node, the table moves the picture, and what is downloaded holds what is drawn."""

from __future__ import annotations

import csv
import io
import re
import struct
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from qgraph.app.i18n import words
from qgraph.questions.neighbourhood import neighbourhood
from qgraph.store import open_store
from tests.app import stores
from tests.e2e.conftest import Visit, settled
from tests.e2e.server import Server
from tests.e2e.test_hostile import assert_dead
from tests.e2e.test_journey import STANDS, picture

ZH = words("zh")
ROW = 35  # pixels of a row of a table, and of its head


@pytest.fixture(scope="module")
def plan(samples: Path) -> str:
    return max((str(row["plan"]) for row in stores.rows(samples, "plans")), key=lambda one: len(stores.rows(samples, "tasks", plan=one)))


def saved(page: Page, button: str, target: Path) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    download.value.save_as(target)
    return target.read_bytes()


def test_a_double_click_opens_a_node_and_leaves_the_others_where_they_are(visit: Visit, samples: Path, plan: str) -> None:
    page = visit(f"graph?node={quote(plan)}")
    owned = {str(row["task"]) for row in stores.rows(samples, "units", plan=plan)}
    frame = picture(page)
    before = frame.evaluate("network.getPositions()")
    task = next(uri for uri in before if uri in owned)
    at = frame.evaluate(STANDS, task)
    page.locator("iframe[data-ready]").dblclick(position={"x": at["x"], "y": at["y"]})
    page.wait_for_url(re.compile("open="))
    settled(page)
    drawn = neighbourhood(open_store(samples), plan, opened=(task,))
    page.get_by_text(ZH["graph.drawn"].format(count=len(drawn.nodes), edges=len(drawn.edges))).wait_for()
    after = picture(page).evaluate("network.getPositions()")
    assert set(after) == {node.uri for node in drawn.nodes}
    assert {uri: after[uri] for uri in before} == before


def test_a_row_of_the_table_moves_its_node_into_the_middle(visit: Visit, plan: str) -> None:
    page = visit(f"graph?node={quote(plan)}")
    frame = picture(page)
    third = frame.evaluate("nodes.getIds()[2]")
    page.get_by_test_id("stDataFrame").last.click(position={"x": 18, "y": ROW * 3 + ROW / 2})
    page.wait_for_url(re.compile(f"at={re.escape(quote(third, safe=''))}"))
    settled(page)
    frame.wait_for_function("uri => network.getSelectedNodes().includes(uri)", arg=third)
    centre, node = frame.evaluate("network.getViewPosition()"), frame.evaluate("uri => network.getPosition(uri)", third)
    assert abs(centre["x"] - node["x"]) < 2
    assert abs(centre["y"] - node["y"]) < 2


def test_the_picture_is_saved_on_white_and_stays_as_it_was(visit: Visit, plan: str, tmp_path: Path) -> None:
    page = visit(f"graph?node={quote(plan)}")
    frame = picture(page)
    view = "JSON.stringify([network.getScale(), network.getViewPosition(), document.querySelector('canvas').width])"
    before = frame.evaluate(view)
    image = saved(page, ZH["graph.png"], tmp_path / "graph.png")
    assert image.startswith(b"\x89PNG\r\n")
    wide, high = struct.unpack(">II", image[16:24])
    assert wide >= 900
    assert high > 600
    assert frame.evaluate(view) == before
    corner, inked = page.evaluate(
        """async bytes => {
            const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
            const sheet = new OffscreenCanvas(image.width, image.height), pen = sheet.getContext("2d");
            pen.drawImage(image, 0, 0);
            const all = pen.getImageData(0, 0, image.width, image.height).data;
            let inked = 0;
            for (let i = 0; i < all.length; i += 4) if (all[i] < 200) inked += 1;
            return [[...all.slice(-4)], inked];
        }""",
        list(image),
    )
    assert corner == [255, 255, 255, 255]
    assert inked > 1000


def test_the_files_hold_what_is_drawn(visit: Visit, samples: Path, plan: str, tmp_path: Path) -> None:
    page = visit(f"graph?node={quote(plan)}")
    graph = neighbourhood(open_store(samples), plan)
    nodes = csv.DictReader(io.StringIO(saved(page, ZH["graph.nodes_csv"], tmp_path / "n.csv").decode("utf-8-sig")))
    assert {row["Id"] for row in nodes} == {node.uri for node in graph.nodes}
    edges = csv.DictReader(io.StringIO(saved(page, ZH["graph.edges_csv"], tmp_path / "e.csv").decode("utf-8-sig")))
    assert {(row["Source"], row["Target"]) for row in edges} == {(edge.start, edge.end) for edge in graph.edges}
    net = saved(page, ZH["graph.graphml"], tmp_path / "g.graphml").decode()
    assert net.count("<node id=") == len(graph.nodes)


def test_the_page_of_its_own_works_from_a_disk_and_says_what_is_clicked(
    page: Page, hostile_server: Server, hostile: Path, tmp_path: Path
) -> None:
    plan = stores.first(hostile, "plans", "plan")
    page.goto(hostile_server.url(f"graph?node={quote(plan)}"))
    settled(page)
    picture(page)
    saved(page, ZH["graph.download"], tmp_path / "graph.html")
    page.set_content((tmp_path / "graph.html").read_text(encoding="utf-8"))
    page.wait_for_selector('body[data-ready="1"]')
    for node in neighbourhood(open_store(hostile), plan).nodes:
        at = page.evaluate(STANDS, node.uri)
        page.mouse.click(at["x"], at["y"])
        expect(page.locator("#picked")).to_contain_text(node.detail or node.name)
        assert page.locator("#picked *").count() == 0
    assert_dead(page)


def test_hostile_names_stay_text_in_the_way_between_two_nodes(page: Page, hostile_server: Server, hostile: Path) -> None:
    plan = stores.first(hostile, "plans", "plan")
    body = next(str(row["body"]) for row in stores.rows(hostile, "bodies") if "ran=1" in str(row["name"]))
    for address in (f"graph?node={quote(body)}&to={quote(plan)}&layout=levels", f"graph?node={quote(plan)}&at={quote(body)}&hops=2"):
        page.goto(hostile_server.url(address))
        settled(page)
        picture(page)
        assert_dead(page)
