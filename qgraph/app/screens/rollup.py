"""目标汇总: one indicator from the nation down to the district, or all indicators of the places below one."""

import streamlit as st

from qgraph.app.evidence import failure
from qgraph.app.i18n import t
from qgraph.app.pickers import switch
from qgraph.app.sections import ladder, matrix
from qgraph.app.session import expect_plans
from qgraph.errors import QgraphError

VIEWS = {"ladder": ladder.draw, "matrix": matrix.draw}

st.title(t("rollup.title"))
st.write(t("rollup.lead"))
expect_plans()
view = switch("view", list(VIEWS), "rollup.view", lambda one: t(f"rollup.view.{one}"))
try:
    VIEWS[view]()
except QgraphError as error:
    st.warning(failure(error))
