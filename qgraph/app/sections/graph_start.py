"""Where a walk through the graph begins: what is found by words, a list by kind, or what is worth a first look."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from qgraph.app.evidence import escaped
from qgraph.app.graph.asked import Asked, start_at
from qgraph.app.i18n import said, t
from qgraph.app.links import page_link
from qgraph.app.names import bodies, indicators, planned_places, plans
from qgraph.app.pickers import fewer
from qgraph.app.search_box import looked_up
from qgraph.app.session import ask, rows
from qgraph.app.views.graph import kind as kind_said
from qgraph.app.views.graph import short
from qgraph.questions.overview import overview

LISTS: dict[str, Callable[[], dict[str, str]]] = {"body": bodies, "plan": plans, "indicator": indicators, "place": planned_places}
TABLES = {"body": "bodies", "plan": "plans", "indicator": "indicators", "place": "places"}  # the query that has a kind
HITS = 8
FIRST = 6  # of each kind that a first look offers


def draw(asked: Asked) -> None:
    """The field and the lists in one row; what was found below. The words are a way to a node and no part of the address."""
    where = "-".join((*asked.centres, asked.to or ""))
    left, middle, right = st.columns([3, 1.5, 3])
    with left:
        words = st.text_input(t("graph.find"), key=f"graph-find-{where}", type="search", placeholder=t("graph.find_how"))
    first = asked.centres[0] if asked.centres else ""
    with middle:
        own = next((kind for kind, query in TABLES.items() if any(row[kind] == first for row in rows(query))), "body")
        known = st.selectbox(t("graph.kind"), list(LISTS), index=list(LISTS).index(own), format_func=kind_said, key=f"graph-kind-{where}")
    with right:
        labels, called = fewer(f"start-{known}", LISTS[known](), "graph.start", [first], words or "")
        chosen = st.selectbox(
            called,
            list(labels),
            index=list(labels).index(first) if first in labels else None,
            format_func=labels.__getitem__,
            placeholder=t("graph.choose"),
            filter_mode="contains",
            key=f"graph-start-{known}-{where}",
        )
    if chosen and chosen != first:
        start_at(chosen)
        st.rerun()
    with st.container():  # there or not: the picture below must not move in the page, or the browser draws it anew
        if words and words.strip():
            _found(words.strip(), asked)


def _found(words: str, asked: Asked) -> None:
    """What some words may mean: a click begins there, draws it too, or asks how it hangs together with the centre."""
    answer = looked_up(words)
    if answer is None or answer.reason:
        return
    st.caption(t("graph.found", count=answer.total, shown=min(HITS, len(answer.hits))))
    for hit in answer.hits[:HITS]:
        name = " · ".join(filter(None, (kind_said(hit.kind), short(hit.name), hit.place, said(hit.reason))))
        with st.container(horizontal=True):
            page_link("graph", escaped(name), node=hit.uri, at=hit.uri)
            if asked.centres and hit.uri not in asked.centres:
                page_link("graph", t("graph.join"), node=(*asked.centres, hit.uri), at=hit.uri)
                page_link("graph", t("graph.path"), node=asked.centres[0], to=hit.uri)


def first_look() -> None:
    """Where nothing is chosen: the latest plans, and the bodies with most to do."""
    st.subheader(t("graph.begin"))
    left, right = st.columns(2)
    with left:
        st.caption(t("graph.begin_plans"))
        latest = sorted(rows("plans"), key=lambda row: (str(row["issued_on"] or row["period_start"] or ""), str(row["plan"])), reverse=True)
        for row in latest[:FIRST]:
            name = " · ".join(str(part) for part in (short(str(row["title"])), row["place_name"]) if part)
            page_link("graph", escaped(name), node=str(row["plan"]))
    with right:
        st.caption(t("graph.begin_bodies"))
        for load in ask(overview).bodies[:FIRST]:
            page_link("graph", escaped(" · ".join(filter(None, (load.body, load.place)))), node=load.uri)
