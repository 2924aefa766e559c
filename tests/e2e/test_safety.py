"""What the server answers and to whom; a browser that may fetch from nowhere else; files that come in through the page."""

from __future__ import annotations

import base64
import os
import socket
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from qgraph.app.i18n import words
from qgraph.app.server import HEADERS, POLICY, theme
from qgraph.store import open_store
from tests.app.stores import SAMPLES
from tests.e2e.conftest import settled
from tests.e2e.server import Server, served

ZH = words("zh")


def asked(server: Server, path: str, **headers: str) -> tuple[int, dict[str, str]]:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    answer.read()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}


def shaken(server: Server, origin: str) -> int:
    """The status a websocket's first request gets."""
    key = base64.b64encode(os.urandom(16)).decode()
    lines = ("GET /_stcore/stream HTTP/1.1", f"Host: 127.0.0.1:{server.port}", "Connection: Upgrade", "Upgrade: websocket")
    lines += ("Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {key}", f"Origin: {origin}", "", "")
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as ours:
        ours.sendall("\r\n".join(lines).encode())
        return int(ours.recv(64).split()[1])


@pytest.mark.parametrize("path", ["/", "/duty", "/_stcore/health", "/static/none.js"])
def test_every_answer_carries_the_headers(path: str, server: Server) -> None:
    _, headers = asked(server, path)
    assert {name: headers.get(name) for name in HEADERS} == HEADERS


def test_nothing_may_be_fetched_from_elsewhere() -> None:
    assert not any("http" in sources or "*" in sources for sources in POLICY.values())


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "evil.example:8501", "[::"])
def test_another_name_gets_nothing(host: str, server: Server) -> None:
    assert asked(server, "/", Host=host)[0] == 421


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]:8501"])
def test_this_machine_is_answered(host: str, server: Server) -> None:
    assert asked(server, "/", Host=host)[0] == 200


def test_a_page_of_another_site_gets_no_socket(server: Server) -> None:
    for origin in ("http://evil.example", "http://localhost:3000", "http://127.0.0.1:1", "null"):
        assert shaken(server, origin) == 403, origin
    assert shaken(server, f"http://127.0.0.1:{server.port}") == 101


def test_the_theme_can_be_read() -> None:
    """Contrast by WCAG 2: AA asks for 4.5."""
    colours = {name.removeprefix("theme."): value for name, value in theme().items()}
    for front in ("textColor", "primaryColor", "linkColor"):
        for ground in ("backgroundColor", "secondaryBackgroundColor"):
            assert contrast(colours[front], colours[ground]) >= 4.5, (front, ground)


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_an_image_of_another_host_is_not_even_asked_for(browser: Browser, server: Server) -> None:
    """In a tab that nobody watches: there a refusal is an error of the page."""
    page = browser.new_page()
    page.goto(server.url())
    settled(page)
    blocked = page.evaluate(
        """() => new Promise(done => {
            document.addEventListener('securitypolicyviolation', event => done(event.blockedURI))
            const image = new Image()
            image.src = 'https://outside.invalid/a.png'
            setTimeout(() => done('asked for'), 3000)
        })"""
    )
    assert blocked.startswith("https://outside.invalid")
    page.close()


def test_files_come_in_through_the_page(page: Page, tmp_path: Path) -> None:
    with served(tmp_path / "store") as server:
        page.goto(server.url("manage?lang=zh"))
        settled(page)
        plan, bad = tmp_path / "<b>计划<img src=x>.txt", tmp_path / "坏.txt"
        plan.write_bytes((SAMPLES / "liuyan-2021-2025.txt").read_bytes())
        bad.write_bytes(b"\x00\x01\x02")
        page.locator("input[type=file]").set_input_files([plan, bad])
        page.get_by_role("button", name=ZH["manage.load"].format(count=2)).click()
        expect(page.get_by_text(ZH["manage.loaded"].format(count=1, refused=1))).to_be_visible(timeout=60_000)
        settled(page)
        assert len(open_store(tmp_path / "store").run("plans")) == 1
        assert page.locator("img[src=x]").count() == 0
        page.goto(server.url(""))
        settled(page)
        expect(page.get_by_text("柳堰区").first).to_be_attached()
        page.close()  # before its server goes
