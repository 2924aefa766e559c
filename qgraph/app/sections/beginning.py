"""Nothing is loaded yet: what to do, and the samples in one click."""

from __future__ import annotations

import streamlit as st

from qgraph.app import loading
from qgraph.app.evidence import escaped
from qgraph.app.i18n import t
from qgraph.app.links import page_link
from qgraph.app.samples import samples
from qgraph.app.session import folder
from qgraph.errors import QgraphError


def draw() -> None:
    """The whole section."""
    st.info(t("data.empty"))
    page_link("manage", t("home.own_files"))
    plans = samples()
    if plans is None or st.session_state.get("database") or not st.button(t("home.samples"), type="primary"):
        return
    bar = st.progress(0.0, t("manage.reading"))
    try:
        loading.load(folder(), plans, lambda done, total, name: bar.progress(done / max(total, 1), escaped(f"{done} / {total} {name}")))
    except QgraphError as error:
        st.error(escaped(error))
        return
    st.rerun()
