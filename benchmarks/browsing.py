"""The section on browsing of RESULTS.md: the app in a real Chromium, over a real server.

python -m benchmarks.browsing --store DIR

Decisions
---------
* The first page is cold twice over: a server just started, a browser that has cached nothing. Other pages are opened by their address in
  a fresh browser on that server, as a link in a message is.
* An interaction is what a person waits for: from the click until the page speaks the other language and its script has ended. The switch of
  language draws a whole page anew; it is measured on every page, beside what is usual there.
* A picture of as many nodes as any holds is drawn anew in its frame, on a page that stands: the drawing alone. A text of 50,000
  characters is an invented one, for no real one is as long.
* Ten people at once: ten browsers open all pages and stay; what counts is the most memory the server ever held.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright

from qgraph import ingest
from qgraph.app.i18n import LANGUAGES
from qgraph.app.links import PAGES
from qgraph.questions.neighbourhood import CAP, neighbourhood
from qgraph.questions.overview import overview
from qgraph.store import Store, open_store, sources
from tests.e2e.conftest import CHROMIUM, QUIET
from tests.e2e.server import Server, served
from tests.loaders.test_hostile import long_plan

FIRST, PAGE, INTERACTION, PICTURE, TEXT, MEMORY = 3.0, 3.0, 0.5, 1.0, 2.5, 1024.0  # bars: seconds, MB
TIMES, PEOPLE = 5, 10
LONG = 50_000  # characters of a text
PATIENCE = 120_000  # milliseconds
HEAD = ["| what | asked | median s | worst s | bar |", "|---|---|---|---|---|"]
SPOKEN = """language => document.documentElement.lang.startsWith(language)
    && document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"""


DRAWN = 'iframe[data-ready="1"]'
REDRAWN = """frame => new Promise(done => {
    const began = performance.now()
    frame.dataset.ready = ''
    new MutationObserver((_, watch) => {
        if (frame.dataset.ready === '1') { watch.disconnect(); done((performance.now() - began) / 1000) }
    }).observe(frame, {attributes: true, attributeFilter: ['data-ready']})
    frame.srcdoc = frame.srcdoc
})"""


@dataclass(frozen=True, slots=True)
class Subjects:
    """What the pages are opened with: the busiest body, an indicator of many plans, the two plans with most tasks."""

    body: str
    indicator: str
    plan: str
    other: str

    def address(self, page: str, language: str = "zh") -> str:
        """The address of a page about its subject."""
        about: dict[str, list[tuple[str, str]]] = {
            "duty": [("body", self.body)],
            "rollup": [("indicator", self.indicator)],
            "compare": [("side", self.plan), ("side", self.other)],
            "audit": [("plan", self.plan)],
            "review": [("plan", self.plan)],
            "ledger": [("plan", self.plan)],
            "graph": [("node", self.plan)],
            "entity": [("id", self.plan)],
            "source": [("doc", self.plan)],
        }
        return f"{PAGES[page][1]}?{urlencode([('lang', language), *about.get(page, [])])}"


def subjects(store: Store) -> Subjects:
    """The subjects of a store."""
    plans = store.run("plans")
    sizes = {str(row["plan"]): len(store.run("tasks", plan=str(row["plan"]))) for row in plans}
    targets: dict[str, int] = {}
    for row in store.run("all_targets"):
        targets[str(row["indicator"])] = targets.get(str(row["indicator"]), 0) + 1
    busiest = overview(store).bodies[0].uri
    largest, other, *_ = sorted(sizes, key=lambda one: (sizes[one], one), reverse=True)
    return Subjects(busiest, max(targets, key=lambda one: (targets[one], one)), largest, other)


def rows(folder: Path, title: str, times: int = TIMES) -> list[str]:
    """The lines of a table about a store's folder; none where there is no browser."""
    if CHROMIUM is None:
        return ["", f"{title}: no Chromium here, not measured."]
    about = subjects(open_store(folder))
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
            lines.append(_row(*_picture(chromium, server, folder, about, times), PICTURE))
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
            language = ("en", "zh")[turn % 2]
            word = LANGUAGES[language]
            began = float(tab.evaluate("performance.now()"))
            tab.get_by_test_id("stSidebar").get_by_text(word, exact=True).click()
            tab.wait_for_function(SPOKEN, arg=language, polling="raf", timeout=PATIENCE)
            taken = (float(tab.evaluate("performance.now()")) - began) / 1000
            settled(tab)
            if turn:
                yield taken


def _drawn(chromium: Browser, server: Server, about: Subjects, times: int) -> Iterator[float]:
    for _ in range(times):
        yield _seconds(chromium, server.url(about.address("graph")), lambda tab: tab.wait_for_selector(DRAWN, timeout=PATIENCE))


def _picture(chromium: Browser, server: Server, folder: Path, about: Subjects, times: int) -> tuple[str, list[float]]:
    store = open_store(folder)
    sizes = {uri: len(neighbourhood(store, uri=uri, hops=2, limit=CAP).nodes) for uri in (about.plan, about.indicator, about.body)}
    centre = max(sizes, key=sizes.__getitem__)
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        tab = context.new_page()
        tab.goto(server.url(f"{PAGES['graph'][1]}?{urlencode({'node': centre, 'show': CAP, 'hops': 2})}"))
        tab.wait_for_selector(DRAWN, timeout=PATIENCE)
        settled(tab)
        picture = tab.locator(DRAWN).element_handle()
        return f"{sizes[centre]} nodes drawn anew, the page standing", [float(picture.evaluate(REDRAWN)) for _ in range(times)]


def text_rows(times: int = TIMES) -> list[str]:
    """The lines about a long text; none where there is no browser."""
    if CHROMIUM is None:
        return []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        path, folder = Path(name) / "long.txt", Path(name) / "store"
        path.write_text(long_plan(LONG * 3), encoding="utf-8")
        ingest.load(folder, [path])
        (plan,) = open_store(folder).run("plans")
        length = len(sources.read(folder, str(plan["sha256"])).reading)
        with served(folder) as server:
            url = server.url(f"{PAGES['source'][1]}?{urlencode({'doc': str(plan['plan'])})}")
            taken = [_seconds(chromium, url, lambda tab: tab.wait_for_selector("#source mark", timeout=PATIENCE)) for _ in range(times + 1)]
        chromium.close()
    return ["", "**A long text**", "", *HEAD, _row(f"{length:,} characters opened by the address, its marks there", taken[1:], TEXT)]


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
    print("\n".join([*rows(given.store, str(given.store), given.times), *text_rows(given.times)]))
    sys.exit(0)
