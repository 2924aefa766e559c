"""The graph's own page in a sandboxed frame; a click comes back as the URI of the node, the picture itself as a file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass

import streamlit as st

from qgraph.app.components.assets import component


@dataclass(frozen=True, slots=True)
class Said:
    """What stands at the frame: its title, the two buttons below it, and the name of the picture's file."""

    title: str
    fit: str
    png: str
    file: str


def graph_view(page: str, said: Said, focus: str | None, done: Callable[[str, str], None], key: str, height: int = 620) -> None:
    """Show a page made by `qgraph.app.graph.network`. What is done there is told to `done` before the page runs: "node" (clicked) or
    "open" (clicked twice), and the URI.

    The URI comes from the browser: check it against the graph before using it. A `focus` that was not clicked in the picture is moved
    into its middle.
    """
    version = hashlib.sha256(page.encode()).hexdigest()[:16]
    mount = component("graph_view", '<div id="graph-host"></div>')

    def tell() -> None:
        event = st.session_state[key].event
        done(str(event["kind"]), str(event["id"]))

    mount(data={"page": page, "version": version, "focus": focus, "height": height, **asdict(said)}, key=key, on_event_change=tell)
