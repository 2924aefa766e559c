"""What a tab does that it must not do: a request that leaves the machine, an error, a dialog, a second tab."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Dialog, Error, Page, Response, Route, WebSocket

from qgraph.app.links import PAGES

# Streamlit looks for its server under the page's own path first when a deep link is opened cold, and finds it one step up.
PROBE = re.compile(rf"http://127\.0\.0\.1:\d+/({'|'.join(path for _, path, _ in PAGES.values() if path)})/_stcore/(health|host-config)")
LOCAL = re.compile(r"((?:http|ws)://127\.0\.0\.1:|data:|blob:http://127\.0\.0\.1:|about:)")


@dataclass
class Watch:
    """What a page did that it must not do."""

    complaints: list[str] = field(default_factory=list)

    def route(self, route: Route) -> None:
        """Every request: those that leave the machine are stopped and told."""
        if LOCAL.match(route.request.url):
            route.continue_()
        else:
            self.complaints.append(f"left the machine: {route.request.url}")
            route.abort()

    def console(self, message: ConsoleMessage) -> None:
        probe = PROBE.fullmatch(str(message.location.get("url", "")))
        if message.type == "error" and not probe:
            self.complaints.append(f"console: {message.text}")

    def response(self, response: Response) -> None:
        if response.status >= 400 and not PROBE.fullmatch(response.url):
            self.complaints.append(f"HTTP {response.status}: {response.url}")

    def error(self, error: Error) -> None:
        self.complaints.append(f"page: {error}")

    def dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def popup(self, popup: Page) -> None:
        self.complaints.append(f"popup: {popup.url}")

    def socket(self, socket: WebSocket) -> None:
        if not LOCAL.match(socket.url):
            self.complaints.append(f"left the machine: {socket.url}")

    def over(self, tab: Page) -> None:
        """Look at all a tab does from now on."""
        tab.context.route(re.compile(".*"), self.route)
        tab.on("console", self.console)
        tab.on("response", self.response)
        tab.on("pageerror", self.error)
        tab.on("dialog", self.dialog)
        tab.on("popup", self.popup)
        tab.on("websocket", self.socket)
