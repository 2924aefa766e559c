"""The shortest ways between two nodes: how many, which one stands out, and each of its links in words with the way to its text."""

from __future__ import annotations

import streamlit as st

from qgraph.app.evidence import escaped
from qgraph.app.graph.asked import Asked
from qgraph.app.i18n import said, t
from qgraph.app.links import page_link
from qgraph.app.pickers import switch
from qgraph.app.session import ask
from qgraph.app.views import graph as view
from qgraph.questions.neighbourhood import neighbourhood
from qgraph.questions.paths import Way, paths


def draw(now: Asked) -> tuple[tuple[Way, ...], Way | None]:
    """All ways from the centre to what is asked for, and the one that is chosen. Raises `NotFoundError`."""
    assert now.to
    with st.spinner(t("graph.looking")):
        found = ask(paths, start=now.centres[0], end=now.to)
    if not found.ways:
        start, end = (escaped(view.short(ask(neighbourhood, uri=uri, hops=0).centre.name)) for uri in (now.centres[0], now.to))
        st.warning(t("graph.way_none", start=start, end=end, reason=escaped(said(found.reason or ""))))
        return (), None
    first = found.ways[0].nodes
    start, end = escaped(view.short(first[0].name)), escaped(view.short(first[-1].name))
    st.markdown(t("graph.way_found", start=start, end=end, steps=len(first) - 1, count=len(found.ways)))
    numbers = [str(number) for number in range(1, len(found.ways) + 1)]
    number = switch("way", numbers, "graph.way", lambda one: t("graph.way_number", number=one)) if len(numbers) > 1 else numbers[0]
    chosen = found.ways[numbers.index(number)]
    for position, step in enumerate(view.steps(chosen), 1):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{position}\\. {escaped(step.sentence)}", width="content")
            if step.plan:
                page_link("source", t("page.source"), doc=step.plan, at=step.fact)
    return found.ways, chosen
