"""How the picture is drawn, what is shown in it, and what is left out."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from qgraph.app.evidence import escaped
from qgraph.app.graph.asked import SHOWN, Asked, drop, put, show_more
from qgraph.app.graph.layout import LAYOUTS
from qgraph.app.i18n import t
from qgraph.app.links import parameters, remember
from qgraph.app.pickers import switch
from qgraph.app.views import graph as view
from qgraph.questions.neighbourhood import CAP, Subgraph


def draw(now: Asked, whole: Subgraph, path: bool) -> str:
    """The switches; returns the layout."""
    left, right = st.columns(2)
    with left.container(horizontal=True, vertical_alignment="bottom"):
        layout = switch("layout", LAYOUTS, "graph.layout", lambda one: t(f"graph.layout.{one}"))
        if not path:
            switch("hops", ("1", "2"), "graph.hops", lambda one: t(f"graph.hops.{one}"))
        with st.popover(t("graph.relations")):
            _switched("without", view.counted_relations(whole), "graph.relations")
    with right:
        _switched("off", view.counted_kinds(whole), "graph.kinds")
    names = {node.uri: escaped(view.short(node.name)) for node in whole.nodes}
    with st.container(horizontal=True):
        if now.to:
            st.button(t("graph.leave_path"), on_click=remember, kwargs={"to": None, "way": None, "open": None})
        for uri in filter(names.__contains__, now.centres[1:]):
            st.button(t("graph.leave", name=names[uri]), on_click=drop, args=("node", uri), key=f"leave-{uri}")
    return layout


def rest(now: Asked, whole: Subgraph, graph: Subgraph) -> None:
    """How much is drawn and how much is not, with the way to more."""
    st.caption(t("graph.drawn", count=len(graph.nodes), edges=len(graph.edges)))
    with st.container(horizontal=True, vertical_alignment="center"):
        if whole.left_out:
            st.caption(t("graph.more", count=whole.left_out), width="content")
        if len(whole.nodes) >= CAP:
            st.caption(t("graph.cap", cap=CAP), width="content")
        elif whole.left_out and now.shown != SHOWN[-1]:
            st.button(t("graph.show_more", count=whole.left_out), on_click=show_more, args=(now.shown,))
        if hidden := len(whole.nodes) - len(graph.nodes):
            st.button(t("graph.restore", count=hidden), on_click=put, args=("hide", ()))


def _switched(name: str, words: Mapping[str, str], label: str) -> None:
    """What is shown and what is switched off, with counts; the address says what is off."""
    off = [one for one in parameters(name) if one in words]
    key = f"graph-{name}-{'-'.join((*words, '', *off))}"

    def keep() -> None:
        put(name, [one for one in words if one not in st.session_state[key]])

    on = [one for one in words if one not in off]
    options = list(words)
    st.pills(t(label), options, selection_mode="multi", default=on, format_func=words.__getitem__, key=key, on_change=keep, wrap=True)
