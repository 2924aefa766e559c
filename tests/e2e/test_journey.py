"""A person's way through the app, from the question to the sentence and the picture, with nothing leaving the machine."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Frame, Page, expect

from qgraph.app.i18n import LANGUAGES, words
from qgraph.app.links import PAGES
from tests.app import stores
from tests.e2e.conftest import Visit, settled
from tests.e2e.server import Server, sockets, stays_here

ZH, EN = words("zh"), words("en")


def parameter(page: Page, name: str) -> str:
    return parse_qs(urlsplit(page.url).query)[name][0]


def picture(page: Page) -> Frame:
    """The graph's frame, once it has drawn."""
    page.wait_for_selector('iframe[data-ready="1"]')
    handle = page.locator('iframe[data-ready="1"]').element_handle()
    frame = handle.content_frame()
    assert frame
    return frame


def click_node(page: Page, uri: str) -> None:
    """Click where the picture draws a node, once it stands still inside the frame (a frame that grows moves it)."""
    at = picture(page).evaluate(STANDS, uri)
    page.locator("iframe[data-ready]").click(position={"x": at["x"], "y": at["y"]})


STANDS = """async uri => {
    let last = {x: -1, y: -1};
    for (let turn = 0; turn < 50; turn++) {
        const at = network.canvasToDOM(network.getPosition(uri));
        const inside = at.x > 0 && at.y > 0 && at.x < innerWidth && at.y < innerHeight;
        if (inside && Math.hypot(at.x - last.x, at.y - last.y) < 1) return at;
        last = at;
        await new Promise(done => setTimeout(done, 100));
    }
    return last;
}"""


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=re.compile(re.escape(label))).click()
    page.keyboard.type(option)
    page.get_by_role("option", name=option).first.click()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_deep_link_opens(name: str, language: str, visit: Visit) -> None:
    page = visit(f"{PAGES[name][1]}?lang={language}")
    expect(page.get_by_role("heading", level=1)).to_have_text(words(language)[f"{name}.title"])
    expect(page.get_by_test_id("stSidebarNav").get_by_role("link")).to_have_text([re.compile(words(language)[f"page.{p}"]) for p in PAGES])


def test_from_the_question_to_the_sentence_and_the_picture(visit: Visit, samples: Path) -> None:
    page = visit("")
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=ZH["page.duty"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ZH["duty.title"])
    settled(page)
    choose(page, ZH["duty.body"], "教育局")
    expect(page.get_by_role("heading", name=ZH["duty.named"])).to_be_visible()
    settled(page)
    body = parameter(page, "body")
    quote_shown = page.locator("[class*=st-key-evidence-] blockquote").first.inner_text()
    assert quote_shown in {str(row["quote"]) for row in stores.rows(samples, "duties", body=body)}

    page.get_by_role("link", name=ZH["evidence.open"]).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ZH["source.title"])
    marks = page.locator("#source mark.focus")
    expect(marks.first).to_be_in_viewport()
    assert quote_shown in "".join(marks.all_inner_texts()).replace("\n", "") or "".join(marks.all_inner_texts()) in quote_shown
    settled(page)

    other = page.locator("#source mark.task:not(.focus)").first
    text = other.inner_text()
    other.click()
    expect(page.locator("#source mark.focus").first).to_have_text(text)

    page.get_by_test_id("stSidebarNav").get_by_role("link", name=ZH["page.graph"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ZH["graph.title"])


def test_a_click_on_a_node_shows_it_beside_the_picture(visit: Visit, samples: Path) -> None:
    body = next(str(row["body"]) for row in stores.rows(samples, "bodies") if "教育" in str(row["name"]))
    page = visit(f"graph?node={quote(body)}")
    task = str(stores.rows(samples, "duties", body=body)[0]["task"])
    click_node(page, task)
    link = page.get_by_role("link", name=ZH["evidence.open"])
    expect(link).to_be_visible()
    settled(page)
    (text,) = (str(row["quote"]) for row in stores.rows(samples, "tasks", plan=task.partition("/task/")[0]) if row["task"] == task)
    expect(page.locator("blockquote").first).to_have_text(text.strip())
    page.get_by_role("button", name=ZH["graph.centre"]).click()
    page.wait_for_url(re.compile(re.escape(quote(task, safe=""))))
    settled(page)
    expect(link).to_have_count(1)  # that of the page before goes a moment later
    link.click()
    expect(page.locator("#source mark.focus").first).to_be_in_viewport()


HURRY = """async ([button, link, wait]) => {
    const found = (tag, text) => [...document.querySelectorAll(tag)].find(one => one.innerText.includes(text));
    const first = found("a", link);
    found("button", button).click();
    await new Promise(done => setTimeout(done, wait));
    (found("a", link) || first).click();
}"""


@pytest.mark.parametrize("wait", [20, 40, 60])
def test_a_link_clicked_while_the_page_still_runs_opens_with_what_it_names(wait: int, visit: Visit, samples: Path) -> None:
    body = next(str(row["body"]) for row in stores.rows(samples, "bodies") if "教育" in str(row["name"]))
    task = str(stores.rows(samples, "duties", body=body)[0]["task"])
    page = visit(f"graph?node={quote(body)}&at={quote(task)}")
    expect(page.get_by_role("link", name=ZH["evidence.open"])).to_be_visible()
    expect(page.get_by_role("button", name=ZH["graph.centre"])).to_be_visible()
    page.evaluate(HURRY, [ZH["graph.centre"], ZH["evidence.open"], wait])
    expect(page.locator("#source mark.focus").first).to_be_in_viewport()
    settled(page)
    assert (parameter(page, "at"), parameter(page, "doc")) == (task, task.partition("/task/")[0])


def test_a_link_to_an_indicator_opens_in_english(visit: Visit, samples: Path) -> None:
    indicator = next(str(row["indicator"]) for row in stores.rows(samples, "indicators") if row["name"] == "食品抽检合格率")
    page = visit(f"rollup?lang=en&indicator={quote(indicator)}")
    expect(page.get_by_role("heading", level=1)).to_have_text(EN["rollup.title"])
    expect(page.get_by_role("heading", name=EN["rollup.ladder"])).to_be_visible()
    expect(page.get_by_role("link", name=EN["evidence.open"]).first).to_be_visible()


def test_the_switch_of_language_keeps_the_page_and_what_is_chosen(visit: Visit, samples: Path) -> None:
    body = stores.first(samples, "bodies", "body")
    page = visit(f"duty?body={quote(body)}")
    for language in ("en", "zh"):
        page.get_by_test_id("stSidebar").get_by_text(LANGUAGES[language], exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(words(language)["duty.title"])
        settled(page)
        assert urlsplit(page.url).path == "/duty"
        assert (parameter(page, "lang"), parameter(page, "body")) == (language, body)
        assert page.evaluate("document.documentElement.lang").startswith(language), "what a screen reader goes by"
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=ZH["page.graph"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ZH["graph.title"])


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/net")
def test_the_server_talks_to_this_machine_only(visit: Visit, server: Server) -> None:
    visit("")
    found = sockets(server.process.pid)
    assert found
    assert [ends for ends in found if not all(map(stays_here, ends))] == []
