"""One node of the picture: chosen in it, in the table or in the list; what it is, what can be done with it, and where else it is shown."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from qgraph.app.evidence import escaped, sentence
from qgraph.app.graph.asked import SHOWN, Asked, add, drop, show_more, start_at
from qgraph.app.i18n import t
from qgraph.app.links import page_link, remember
from qgraph.app.session import rows
from qgraph.app.views import graph as view
from qgraph.questions.neighbourhood import FACTS, Node, Subgraph, plan_of

TABLE = 250  # pixels
OWNERS = 6  # bodies of a task that are linked
PICKS = "graph-picks"  # how often the picture was clicked: a table that was clicked before forgets it


def clicked(uri: str) -> None:
    """A node was clicked in the picture."""
    st.session_state[PICKS] = st.session_state.get(PICKS, 0) + 1
    remember(at=uri)


def choose(graph: Subgraph, picked: str | None) -> None:
    """The nodes as a list and as a table; what is chosen there goes to the address."""
    uris = [node.uri for node in graph.nodes]
    nodes = {node.uri: node for node in graph.nodes}
    listed = f"graph-list-{picked}-{hash(tuple(uris)):x}"
    table = f"graph-table-{st.session_state.get(PICKS, 0)}-{hash(tuple(uris)):x}"

    def from_list() -> None:
        remember(at=st.session_state[listed])

    def from_table() -> None:
        if clicked := st.session_state[table].selection.rows:
            remember(at=uris[clicked[0]])

    st.selectbox(
        t("graph.picked"),
        uris,
        index=uris.index(picked) if picked in nodes else None,
        format_func=lambda uri: view.label(nodes[uri]),
        placeholder=t("graph.choose"),
        filter_mode="contains",
        key=listed,
        on_change=from_list,
    )
    st.dataframe(
        view.nodes(graph),
        hide_index=True,
        placeholder="",
        alt=t("graph.nodes", count=len(uris)),
        height=TABLE,
        on_select=from_table,
        selection_mode="single-row",
        key=table,
    )


def inspect(node: Node, graph: Subgraph, asked: Asked) -> None:
    """What a node is, with its sentence, and the ways on."""
    st.badge(view.kind(node.kind))
    st.markdown(f"**{escaped(node.name)}**")
    fact = _fact(node)
    if fact:
        sentence(*fact, key="node")
    elif node.detail:
        st.caption(escaped(node.detail))
    _buttons(node, graph, asked)
    if node.kind == "task":
        for owner in view.owners(rows("units", plan=plan_of(node.uri)), node.uri)[:OWNERS]:
            page_link("duty", escaped(view.short(owner.said)), body=owner.body)
    if node.kind == "target":
        _indicator(node)
    for page, about in view.elsewhere(node):
        page_link(page, t(f"page.{page}"), **about)


def _buttons(node: Node, graph: Subgraph, asked: Asked) -> None:
    """What can be done with it in the picture."""
    left = dict(graph.more).get(node.uri, 0)
    if left:
        st.caption(t("graph.node_more", count=left))
    with st.container(horizontal=True):
        if (asked.centres != (node.uri,) or asked.to) and st.button(t("graph.centre")):
            start_at(node.uri)
            st.rerun()  # all of the page: the pickers follow
        if node.uri in asked.opened:
            st.button(t("graph.close"), on_click=drop, args=("open", node.uri))
        elif node.uri not in asked.centres or asked.to:
            st.button(t("graph.open"), on_click=add, args=("open", node.uri))
        if left and asked.shown != SHOWN[-1]:
            st.button(t("graph.show_more", count=left), on_click=show_more, args=(asked.shown,), key="graph-node-more")
        if node != graph.centre:
            st.button(t("graph.hide"), on_click=add, args=("hide", node.uri))
            st.button(t("graph.path_here"), on_click=_path_to, args=(node.uri,))


def _path_to(uri: str) -> None:
    remember(to=uri, open=None, way=None)


def _fact(node: Node) -> tuple[str, str, str, str, str, int, int] | None:
    """What a card with the sentence of a fact takes."""
    if node.kind not in FACTS:
        return None
    plan = plan_of(node.uri)
    row = next(one for one in rows(FACTS[node.kind], plan=plan) if one[node.kind] == node.uri)
    title = _titles()[plan]
    return plan, title, node.uri, str(row["quote"]), str(row["found"]), int(str(row["start"])), int(str(row["end"]))


def _titles() -> Mapping[str, str]:
    return {str(row["plan"]): str(row["title"]) for row in rows("plans")}


def _indicator(node: Node) -> None:
    """What a target measures."""
    row = next(one for one in rows("plan_targets", plan=plan_of(node.uri)) if one["target"] == node.uri)
    page_link(
        "rollup", escaped(t("graph.of_indicator", name=view.short(str(row["indicator_as_written"])))), indicator=str(row["indicator"])
    )
