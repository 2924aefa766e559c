"""Addresses: the only place that knows the names of pages and of query parameters."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from qgraph.app.i18n import language

SCREENS = Path(__file__).with_name("screens")

# page → (file, path, icon); the order is the order of the menu
PAGES = {
    "home": ("home.py", "", ":material/home:"),
    "duty": ("duty.py", "duty", ":material/assignment_ind:"),
    "rollup": ("rollup.py", "rollup", ":material/stacked_line_chart:"),
    "graph": ("graph.py", "graph", ":material/hub:"),
    "source": ("source.py", "source", ":material/article:"),
}


def parameter(name: str) -> str | None:
    """A query parameter of the present page."""
    value: str | None = st.query_params.get(name)
    return value


def remember(**values: str | None) -> None:
    """Make the address say what is chosen; None takes a parameter out."""
    for name, value in values.items():
        if value is None:
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != value:
            st.query_params[name] = value


def page_link(page: str, label: str, **values: str | None) -> None:
    """A link to a page with its parameters and the present language."""
    file, _, icon = PAGES[page]
    st.page_link(SCREENS / file, label=label, icon=icon, query_params={"lang": language(), **{k: v for k, v in values.items() if v}})
