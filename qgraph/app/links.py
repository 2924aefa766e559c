"""Addresses: the only place that knows the names of pages and of query parameters."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from qgraph.app.i18n import language

SCREENS = Path(__file__).with_name("screens")

# page → (file, path, icon); the order is the order of the menu
PAGES = {
    "home": ("home.py", "", ":material/home:"),
    "duty": ("duty.py", "duty", ":material/assignment_ind:"),
    "rollup": ("rollup.py", "rollup", ":material/stacked_line_chart:"),
    "compare": ("compare.py", "compare", ":material/view_column:"),
    "audit": ("audit.py", "audit", ":material/fact_check:"),
    "review": ("review.py", "review", ":material/rule:"),
    "ledger": ("ledger.py", "ledger", ":material/checklist:"),
    "graph": ("graph.py", "graph", ":material/hub:"),
    "entity": ("entity.py", "entity", ":material/label:"),
    "source": ("source.py", "source", ":material/article:"),
    "manage": ("manage.py", "manage", ":material/inventory_2:"),
}


def parameter(name: str) -> str | None:
    """A query parameter of the present page."""
    value: str | None = st.query_params.get(name)
    return value


def parameters(name: str) -> list[str]:
    """All values of a query parameter that may stand more than once, in their order."""
    return list(st.query_params.get_all(name))


def remember_all(name: str, values: Sequence[str]) -> None:
    """Make the address say several values."""
    if list(values) != parameters(name):
        st.query_params[name] = list(values)


def remember(**values: str | None) -> None:
    """Make the address say what is chosen; None takes a parameter out."""
    for name, value in values.items():
        if value is None:
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != value:
            st.query_params[name] = value


def say(**values: str) -> None:
    """Make the browser's address say all this run goes by, changed or not. The browser's may be another one: a link to the very page it
    stands on leaves it alone, and a run that was cut short by a link may still have sent its own."""
    for name, value in values.items():
        st.query_params[name] = value


def page_link(page: str, label: str, **values: str | Sequence[str] | None) -> None:
    """A link to a page with its parameters and the present language."""
    file, _, icon = PAGES[page]
    st.page_link(SCREENS / file, label=label, icon=icon, query_params={"lang": language(), **{k: v for k, v in values.items() if v}})


def address(page: str, **values: str | Sequence[str] | None) -> str:
    """The same as an address below the server's own, for a cell of a table: /duty?lang=zh&body=…"""
    return f"/{PAGES[page][1]}?" + urlencode({"lang": language(), **{k: v for k, v in values.items() if v}}, doseq=True)
