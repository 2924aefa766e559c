"""The graph's own page in a sandboxed frame; a click comes back as the URI of the node."""

from __future__ import annotations

import hashlib

from qgraph.app.components.assets import component


def graph_view(page: str, title: str, focus: str | None, key: str, height: int = 620) -> tuple[str, str] | None:
    """Show a page made by `qgraph.app.graph.network`. Returns what was just done there: ("node" or "open", URI), else None.

    The URI comes from the browser: check it against the graph before using it.
    """
    version = hashlib.sha256(page.encode()).hexdigest()[:16]
    mount = component("graph_view", '<div id="graph-host"></div>')
    result = mount(
        data={"page": page, "version": version, "title": title, "focus": focus, "height": height}, key=key, on_event_change=lambda: None
    )
    event = result.event
    return (str(event["kind"]), str(event["id"])) if event else None
