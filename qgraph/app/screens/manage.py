"""管理: files in, sync."""

import streamlit as st

from qgraph.app.i18n import t
from qgraph.app.session import rows

st.title(t("manage.title"))
st.write(t("manage.lead"))
if not rows("plans"):
    st.info(t("data.empty"))
