"""实体: one stable page for each thing."""

import streamlit as st

from qgraph.app.i18n import t
from qgraph.app.session import rows

st.title(t("entity.title"))
st.write(t("entity.lead"))
if not rows("plans"):
    st.info(t("data.empty"))
