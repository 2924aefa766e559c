"""核查: the audit as a worklist."""

import streamlit as st

from qgraph.app.i18n import t
from qgraph.app.session import rows

st.title(t("audit.title"))
st.write(t("audit.lead"))
if not rows("plans"):
    st.info(t("data.empty"))
