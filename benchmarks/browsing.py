"""The section on browsing of RESULTS.md: the app in a real Chromium, over a real server.

python -m benchmarks.browsing --store DIR

Decisions
---------
* The first page is cold twice over: a server just started, a browser that has cached nothing. Other pages are opened by their address in
  a fresh browser on that server, as a link in a message is.
* An interaction is what a person waits for: from the click until the page's script has ended, with everything between. The switch of
  language draws a whole page anew; it is measured on every page, beside what is usual there.
* Ten people at once: ten browsers open all pages and stay; what counts is the most memory the server ever held.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright

from qgraph.app.links import PAGES
from qgraph.questions.overview import overview
from qgraph.store import Store, open_store, sources
from tests.e2e.conftest import CHROMIUM, QUIET
from tests.e2e.server import Server, served

FIRST, PAGE, INTERACTION, TEXT, MEMORY = 3.0, 3.0, 0.5, 2.5, 1024.0  # bars: seconds, MB
TIMES, PEOPLE = 5, 10
LONG = 50_000  # characters of a text
PATIENCE = 120_000  # milliseconds
HEAD = ["| what | asked | median s | worst s | bar |", "|---|---|---|---|---|"]
DONE = """() => {
    const app = document.querySelector('[data-testid=stApp]'), began = performance.now()
    window.done = new Promise(done => {
        let ran = false
        new MutationObserver((_, watch) => {
            ran = ran || app.dataset.testScriptState === 'running'
            if (ran && app.dataset.testScriptState === 'notRunning') { watch.disconnect(); done((performance.now() - began) / 1000) }
        }).observe(app, {attributes: true, attributeFilter: ['data-test-script-state']})
    })
}"""


@dataclass(frozen=True, slots=True)
class Subjects:
    """What the pages are opened with: the busiest body, an indicator of many plans, the plan with most tasks, and the one whose text is
    nearest above so many characters (None: there is none)."""

    body: str
    indicator: str
    plan: str
    long: str | None
    length: int

    def address(self, page: str, language: str = "zh") -> str:
        """The address of a page about its subject."""
        about: dict[str, list[tuple[str, str]]] = {
            "duty": [("body", self.body)],
            "rollup": [("indicator", self.indicator)],
            "compare": [("side", self.plan), ("side", self.long or self.plan)],
            "audit": [("plan", self.plan)],
            "graph": [("node", self.plan)],
            "entity": [("id", self.plan)],
            "source": [("doc", self.long or self.plan)],
        }
        return f"{PAGES[page][1]}?{urlencode([('lang', language), *about.get(page, [])])}"


def subjects(store: Store, folder: Path) -> Subjects:
    """The subjects of a store."""
    plans = store.run("plans")
    sizes = {str(row["plan"]): len(store.run("tasks", plan=str(row["plan"]))) for row in plans}
    lengths = {str(row["plan"]): len(sources.read(folder, str(row["sha256"])).reading) for row in plans} if len(plans) < 1000 else {}
    over = sorted((length, plan) for plan, length in lengths.items() if length >= LONG)
    targets: dict[str, int] = {}
    for row in store.run("all_targets"):
        targets[str(row["indicator"])] = targets.get(str(row["indicator"]), 0) + 1
    long = over[0] if over else (0, None)
    busiest = overview(store).bodies[0].uri
    return Subjects(
        busiest, max(targets, key=lambda one: (targets[one], one)), max(sizes, key=lambda one: (sizes[one], one)), long[1], long[0]
    )


def rows(folder: Path, title: str, times: int = TIMES) -> list[str]:
    """The lines of a table about a store's folder; none where there is no browser."""
    if CHROMIUM is None:
        return ["", f"{title}: no Chromium here, not measured."]
    about = subjects(open_store(folder), folder)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        lines = [_row("the first page, server and browser cold", list(_cold(chromium, folder, min(times, 3))), FIRST)]
        with served(folder) as server:
            pages = {page: PAGES[page][1] or "/" for page in PAGES}
            lines += [
                _row(f"{path} opened by its address", list(_opened(chromium, server, about, page, times)), PAGE)
                for page, path in pages.items()
            ]
            switched = {page: list(_switched(chromium, server, about, page, times)) for page in pages}
            lines += [_row(f"{pages[page]}: the language switched", taken, INTERACTION) for page, taken in switched.items()]
            lines.append(
                _row("graph opened by its address, until its picture is drawn", list(_drawn(chromium, server, about, times)), PAGE)
            )
            if about.long:
                what = f"a text of {about.length:,} characters, its marks there"
                lines.append(_row(what, list(_text(chromium, server, about, times)), TEXT))
            held = _together(chromium, server, about)
        chromium.close()
    return [
        "",
        f"**{title}**",
        "",
        *HEAD,
        *lines,
        "",
        f"{PEOPLE} people at once, each with all pages open: the server held {held:,.0f} MB at most (bar {MEMORY:,.0f}).",
    ]


def _row(what: str, taken: Sequence[float], bar: float) -> str:
    return f"| {what} | {len(taken)} | {median(taken):.2f} | {max(taken):.2f} | ≤ {bar:g} |"


def _cold(chromium: Browser, folder: Path, times: int) -> Iterator[float]:
    for _ in range(times):
        with served(folder) as server:
            yield _seconds(chromium, server.url(), settled)


def _opened(chromium: Browser, server: Server, about: Subjects, page: str, times: int) -> Iterator[float]:
    for _ in range(times):
        yield _seconds(chromium, server.url(about.address(page)), settled)


def _switched(chromium: Browser, server: Server, about: Subjects, page: str, times: int) -> Iterator[float]:
    with chromium.new_context() as context:
        tab = context.new_page()
        tab.goto(server.url(about.address(page)))
        settled(tab)
        for turn in range(times + 1):
            word = "English" if turn % 2 == 0 else "中文"
            tab.evaluate(DONE)
            tab.get_by_test_id("stSidebar").get_by_text(word, exact=True).click()
            taken = float(tab.evaluate("window.done"))
            settled(tab)
            if turn:
                yield taken


def _drawn(chromium: Browser, server: Server, about: Subjects, times: int) -> Iterator[float]:
    for _ in range(times):
        yield _seconds(
            chromium, server.url(about.address("graph")), lambda tab: tab.wait_for_selector('iframe[data-ready="1"]', timeout=PATIENCE)
        )


def _text(chromium: Browser, server: Server, about: Subjects, times: int) -> Iterator[float]:
    for _ in range(times):
        yield _seconds(chromium, server.url(about.address("source")), lambda tab: tab.wait_for_selector("#source mark", timeout=PATIENCE))


def _together(chromium: Browser, server: Server, about: Subjects) -> float:
    """The most memory (MB) of a server that people use at once."""
    contexts = [chromium.new_context() for _ in range(PEOPLE)]
    for page in PAGES:
        tabs = [(context.pages or [context.new_page()])[0] for context in contexts]
        for tab in tabs:
            tab.goto(server.url(about.address(page)), wait_until="commit")
        for tab in tabs:
            settled(tab)
    status = Path(f"/proc/{server.process.pid}/status").read_text(encoding="ascii")
    for context in contexts:
        context.close()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _seconds(chromium: Browser, url: str, until: Callable[[Page], object]) -> float:
    """How long a fresh browser waits."""
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        tab = context.new_page()
        began = time.perf_counter()
        tab.goto(url, wait_until="commit")
        until(tab)
        return time.perf_counter() - began


def settled(tab: Page) -> None:
    """Wait until the page's script has ended, with its title there."""
    tab.wait_for_selector("h1", timeout=PATIENCE)
    tab.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=PATIENCE)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="how long the app's pages take")
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--times", type=int, default=TIMES)
    given = parser.parse_args()
    os.environ.setdefault("STREAMLIT_BROWSER_GATHER_USAGE_STATS", "false")
    print("\n".join(rows(given.store, str(given.store), given.times)))
    sys.exit(0)
