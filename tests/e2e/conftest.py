"""A real server and a real browser, which both may talk to nobody but each other."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.app import stores
from tests.e2e.server import Server, served
from tests.e2e.watch import Watch

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (  # Chromium's own calls home are not the app's
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


PATIENCE = 20_000  # ms: the browser tests share two processors with all the others
expect.set_options(timeout=PATIENCE)

MISSING = "no Chromium here: run `sh deploy/browser.sh` as root, or install chromium and fonts-noto-cjk"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests here; without a browser they are skipped, but never in CI."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            if CHROMIUM is None and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason=MISSING))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.fail(MISSING)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def samples(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stores.samples(tmp_path_factory.mktemp("samples") / "store")


@pytest.fixture(scope="session")
def hostile(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    return stores.hostile(folder / "store", folder / "hostile.txt")


@pytest.fixture(scope="session")
def server(samples: Path) -> Iterator[Server]:
    with served(samples) as running:
        yield running


@pytest.fixture(scope="session")
def hostile_server(hostile: Path) -> Iterator[Server]:
    with served(hostile) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh tab, watched from first to last."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, locale="zh-CN")
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE)
    watch = Watch()
    watch.over(tab)
    yield tab
    context.close()
    assert watch.complaints == []


def settled(page: Page) -> None:
    """Wait for the script's run to end without an exception on the page, and for the browser to have drawn what came: a widget's value
    reaches it a moment after the run's end, and nobody clicks as soon as that."""
    page.wait_for_selector("h1")  # before the first run begins none is running either
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestIdleCallback(done, {timeout: 5000})))")
    expect(page.get_by_test_id("stException")).to_have_count(0)


Visit = Callable[[str], Page]


@pytest.fixture
def visit(page: Page, server: Server) -> Visit:
    """Open an address of the samples' server and wait for it."""

    def go(path: str) -> Page:
        page.goto(server.url(path))
        settled(page)
        return page

    return go
