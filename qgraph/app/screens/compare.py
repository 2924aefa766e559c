"""城市对比: plans side by side."""

import streamlit as st

from qgraph.app.i18n import t
from qgraph.app.session import rows

st.title(t("compare.title"))
st.write(t("compare.lead"))
if not rows("plans"):
    st.info(t("data.empty"))
