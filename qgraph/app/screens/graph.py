"""图谱浏览: start from one thing, see what stands around it, open it node by node, and see how two things hang together."""

from __future__ import annotations

import streamlit as st

from qgraph.app.components.graph_view import Said, graph_view
from qgraph.app.evidence import failure
from qgraph.app.graph.asked import add, asked
from qgraph.app.graph.layout import positions
from qgraph.app.graph.network import page
from qgraph.app.i18n import language, t
from qgraph.app.links import parameters
from qgraph.app.sections import graph_files, graph_node, graph_settings, graph_start, graph_ways
from qgraph.app.session import ask, expect_plans
from qgraph.app.tables import stem
from qgraph.app.views import graph as view
from qgraph.errors import NotFoundError
from qgraph.questions.neighbourhood import CAP, Edge, Subgraph, neighbourhood

HEIGHT = 560  # pixels: all of it is to be seen without scrolling


@st.cache_data(max_entries=60, show_spinner=False, hash_funcs={Subgraph: repr, Edge: repr})
def picture(graph: Subgraph, hidden: tuple[str, ...], layout: str, way: tuple[Edge, ...], language: str) -> str:
    """The picture's page. What is hidden keeps its place free, so that the rest stays where it is."""
    return page(graph.without(hidden), positions(graph, layout), view.relations(), view.kinds(), language, layout, way)


@st.fragment
def explore() -> None:
    """The picture with what belongs to it: a click there does not run the page around it again."""
    now = asked()
    try:
        with st.container():  # there or not: the picture below stays where it is in the page
            around, way = graph_ways.draw(now) if now.to else ((), None)
        on_ways = (node.uri for one in around for node in one.nodes)
        whole = ask(
            neighbourhood,
            uri=now.centres[0],
            hops=0 if around else now.hops,
            limit=now.shown if around else min(CAP, now.shown * now.hops),
            others=tuple(dict.fromkeys((*now.centres[1:], *on_ways, *filter(None, (now.to,))))),
            opened=now.opened,
            kinds=now.kinds,
            relations=now.relations,
        )
    except NotFoundError as error:
        st.info(failure(error))
        return
    graph = whole.without(now.hidden)
    nodes = {node.uri: node for node in graph.nodes}
    picked = now.picked if now.picked in nodes else None

    def done(action: str, uri: str) -> None:
        if uri in nodes:  # the browser is not trusted: only nodes of this graph count
            graph_node.clicked(uri)
            if action == "open":
                add("open", uri)

    layout = graph_settings.draw(now, whole, path=bool(around))
    html = picture(whole, now.hidden, layout, way.edges if way else (), language())
    left, right = st.columns([2, 1])
    with left:
        words = Said(graph.centre.name, t("graph.fit"), t("graph.png"), f"{stem(t('graph.title'))}.png")
        graph_view(html, words, picked, done, key="graph", height=HEIGHT)
        graph_settings.rest(now, whole, graph)
    with right:
        graph_node.choose(graph, picked)
        if picked:
            graph_node.inspect(nodes[picked], whole, now)
        else:
            st.caption(t("graph.none"))
    graph_files.draw(graph, html)


st.title(t("graph.title"))
st.caption(t("graph.lead"))
expect_plans()
graph_start.draw(asked())
if any(parameters("node")):
    explore()
else:
    graph_start.first_look()
