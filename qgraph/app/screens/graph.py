"""图谱浏览: start from one thing and see what stands around it."""

import streamlit as st

from qgraph.app.components.graph_view import graph_view
from qgraph.app.evidence import escaped
from qgraph.app.graph.network import page
from qgraph.app.i18n import language, t, words
from qgraph.app.links import page_link, parameter, remember
from qgraph.app.names import starts
from qgraph.app.session import store
from qgraph.errors import NotFoundError
from qgraph.questions.neighbourhood import neighbourhood, plan_of

HEIGHT = 620

st.title(t("graph.title"))
st.write(t("graph.lead"))
asked = parameter("node")
kinds = starts()
kind_column, start_column, hops_column = st.columns([1, 3, 1])
with kind_column:
    known = next((kind for kind, labels in kinds.items() if asked in labels), next(iter(kinds)))
    kind = st.selectbox(
        t("graph.kind"), list(kinds), index=list(kinds).index(known), format_func=lambda k: t(f"node.{k}"), key=f"graph-kind-{asked}"
    )
with start_column:
    labels = kinds[kind]
    chosen = st.selectbox(
        t("graph.start"),
        list(labels),
        index=list(labels).index(asked) if asked in labels else None,
        format_func=labels.__getitem__,
        placeholder=t("graph.choose"),
        filter_mode="contains",
        key=f"graph-start-{kind}-{asked}",
    )
with hops_column:
    hops = st.segmented_control(t("graph.hops"), [1, 2], default=1, key="graph-hops") or 1
centre = chosen or (asked if asked not in labels else None)
if centre is None:
    st.stop()
if chosen and chosen != asked:
    remember(node=chosen)
try:
    graph = neighbourhood(store(), centre, hops)
except NotFoundError as error:
    st.info(escaped(error))
    st.stop()

relations, kinds_said = ({k.removeprefix(f): w for k, w in words(language()).items() if k.startswith(f)} for f in ("relation.", "node."))
html = page(graph, relations, kinds_said, language())
nodes = {node.uri: node for node in graph.nodes}
left, right = st.columns([3, 1])
with left:
    event = graph_view(html, graph.centre.name, None, key="graph", height=HEIGHT)
    if graph.left_out:
        st.caption(t("graph.more", count=graph.left_out))
if event and event[1] in nodes:  # the browser is not trusted: only nodes of this graph count
    action, uri = event
    st.session_state["graph-picked"] = uri
    if action == "open" and uri != centre:
        remember(node=uri)
        st.rerun()
with right:
    st.subheader(t("graph.picked"))
    picked = nodes.get(st.session_state.get("graph-picked", ""))
    if picked is None:
        st.caption(t("graph.none"))
    else:
        st.badge(t(f"node.{picked.kind}"))
        st.markdown(f"**{escaped(picked.name)}**")
        if picked.detail:
            st.markdown(f"> {escaped(picked.detail)}")
        if picked.uri != centre and st.button(t("graph.centre")):
            remember(node=picked.uri)
            st.rerun()
        if picked.kind in ("task", "target"):
            page_link("source", t("evidence.open"), doc=plan_of(picked.uri), at=picked.uri)
        elif picked.kind == "plan":
            page_link("source", t("evidence.open"), doc=picked.uri)
        elif picked.kind == "body":
            page_link("duty", t("page.duty"), body=picked.uri)
        elif picked.kind == "indicator":
            page_link("rollup", t("page.rollup"), indicator=picked.uri)
    st.download_button(t("graph.download"), html, file_name="qgraph.html", mime="text/html", on_click="ignore")
with st.expander(t("graph.nodes", count=len(graph.nodes))):
    st.dataframe(
        [{t("column.kind"): t(f"node.{n.kind}"), t("column.name"): n.name, t("column.detail"): n.detail} for n in graph.nodes],
        hide_index=True,
        placeholder="",
        alt=t("graph.nodes", count=len(graph.nodes)),
    )
