"""城市对比: plans side by side, the drafter's table, an upper plan and a lower one, two plans of one place."""

import streamlit as st

from qgraph.app.evidence import failure
from qgraph.app.i18n import t
from qgraph.app.pickers import switch
from qgraph.app.sections import drafter, held, side_by_side
from qgraph.app.session import expect_plans
from qgraph.errors import QgraphError

VIEWS = ("sides", "drafter", held.COVERAGE, held.HISTORY)

st.title(t("compare.title"))
st.write(t("compare.lead"))
expect_plans()
view = switch("view", VIEWS, "compare.view", lambda one: t(f"compare.view.{one}"))
try:
    if view == "sides":
        side_by_side.draw()
    elif view == "drafter":
        drafter.draw()
    else:
        held.draw(view)
except QgraphError as error:
    st.warning(failure(error))
