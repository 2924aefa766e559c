"""The plans that are loaded: narrowed by level and validity, a page at a time; the one that is picked leads on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from qgraph.app.i18n import t
from qgraph.app.links import page_link, remember
from qgraph.app.pickers import leaf, narrow, switch
from qgraph.app.tables import choose, downloads
from qgraph.app.views import home as view
from qgraph.questions.overview import Counts
from qgraph.questions.validity import Validity
from qgraph.store import Row

PAGE = 50  # plans at a time: a country has thousands
NARROWED = "home-narrowed"  # what the list was narrowed to in the run before


def draw(plans: Sequence[Row], valid: Mapping[str, Validity], counts: Counts) -> None:
    """The whole section. `plans` in the order of the list; `valid`: whether each is in force today."""
    st.subheader(t("home.plans"))
    left, right = st.columns([1, 2])
    with left:
        level = narrow("level", view.levels(counts), "column.level")
    with right:
        force = switch("valid", ["all", *Validity], "column.in_force", view.forces(counts).__getitem__)
    _begin_again((level, force))
    kept = [row for row in plans if level in (None, view.level_of(row)) and force in ("all", valid[str(row["plan"])])]
    if not kept:
        st.info(t("home.none"))
        return
    start = (leaf("p", -(-len(kept) // PAGE)) - 1) * PAGE
    some = kept[start : start + PAGE]
    uris = [str(row["plan"]) for row in some]
    names = [" · ".join(str(part) for part in (row["title"], row["place_name"], row["doc_number"]) if part) for row in some]
    if len(kept) > PAGE:
        st.caption(t("home.shown", first=start + 1, last=start + len(some), count=len(kept)))
    wide = {t("column.plan"): st.column_config.Column(width=350)}
    picked = uris[choose(view.plans(some, valid), uris, names, t("home.plans"), t("home.plan"), name="plan", column_config=wide)]
    with st.container(horizontal=True):
        page_link("source", t("evidence.open"), doc=picked)
        page_link("audit", t("page.audit"), plan=picked)
        page_link("entity", t("page.entity"), id=picked)
        page_link("graph", t("page.graph"), node=picked)
    downloads(partial(view.plans, kept, valid), t("home.plans"), "home-plans")


def _begin_again(narrowed: tuple[str | None, str]) -> None:
    """Of a list that was narrowed otherwise since, the first page."""
    if st.session_state.setdefault(NARROWED, narrowed) != narrowed:
        st.session_state[NARROWED] = narrowed
        remember(p=None)
