"""Nothing is loaded yet: what to do, and the samples in one click."""

from __future__ import annotations

import streamlit as st

from qgraph.app.i18n import t
from qgraph.app.links import page_link
from qgraph.app.samples import samples
from qgraph.app.sections.reading import read_in


def draw() -> None:
    """The whole section."""
    st.info(t("data.empty"))
    page_link("manage", t("home.own_files"))
    plans = samples()
    if plans and not st.session_state.get("database") and st.button(t("home.samples"), type="primary") and read_in(plans) is not None:
        st.rerun()
