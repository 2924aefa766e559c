"""The app as a server: what every answer carries, and whom it answers.

Decisions
---------
* A content security policy keeps the browser from fetching anything from elsewhere, whatever a document may hold: a second lock beside the
  escaping. Streamlit itself needs inline script and style, and evaluates what it draws charts with.
* A request must name this machine (`Host`): a page of another site that lets its name point here (DNS rebinding) gets nothing. A
  websocket must come from a page of this very server (`Origin` and `Host` say the same), not from another port of this machine.
* Who opens the app to a network says by which names it is called there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL = ("127.0.0.1", "localhost", "::1")
UPLOAD = 50  # MB a file may have
POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "frame-src": "'self' blob: data:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "content-security-policy": "; ".join(f"{name} {sources}" for name, sources in POLICY.items()),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}
# Nothing leaves the machine, nobody is asked for an address, errors show no code.
SETTINGS: dict[str, Any] = {
    "runner.fastReruns": False,  # two runs of one session at once share the address: a link clicked early opened its page without its ids
    "runner.postScriptGC": False,  # to look through all that the store holds took longer than the run before it; Python does when it must
    "runner.magicEnabled": False,  # what a line of a page comes to is not written on it
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": UPLOAD,
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorLinks": False,
    "client.showErrorDetails": "type",
}


class Guard:
    """Middleware: refuses requests for other names and from other sites, and gives every answer its headers."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self.app = app
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif self._is_ours(scope):
            await self.app(scope, receive, lambda message: send(_with_headers(message)))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await send({"type": "http.response.start", "status": 421, "headers": [(b"content-type", b"text/plain; charset=utf-8")]})
            await send({"type": "http.response.body", "body": b"qgraph answers only under the names it was started with (--host)\n"})

    def _is_ours(self, scope: Scope) -> bool:
        said = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        host, origin = said.get(b"host", ""), said.get(b"origin")
        if _hostname(host) not in self.hosts:
            return False
        return scope["type"] != "websocket" or origin is None or origin.lower() in (f"http://{host}".lower(), f"https://{host}".lower())


def server(hosts: Collection[str] = ()) -> st.App:
    """The app, answering under the names of this machine and some more."""
    return st.App(str(files("qgraph.app") / "main.py"), middleware=[Middleware(Guard, hosts=(*LOCAL, *hosts))])


def theme() -> dict[str, Any]:
    """The theme as options of Streamlit."""
    table = tomllib.loads(files("qgraph.app").joinpath("theme.toml").read_text(encoding="utf-8"))
    return {f"theme.{name}": value for name, value in table.items()}


def _with_headers(message: Message) -> Message:
    if message["type"] == "http.response.start":
        kept = [(name, value) for name, value in message.get("headers", ()) if name.decode("latin-1").lower() not in HEADERS]
        message = {**message, "headers": [*kept, *((name.encode(), value.encode()) for name, value in HEADERS.items())]}
    return message


def _hostname(host: str) -> str | None:
    """The name in a `Host` header, without its port."""
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
