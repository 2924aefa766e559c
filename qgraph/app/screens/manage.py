"""管理: files in, plans out, what the store holds, the database beside it."""

import streamlit as st

from qgraph import ingest
from qgraph.app.evidence import escaped, failure
from qgraph.app.i18n import t
from qgraph.app.names import plans
from qgraph.app.pickers import fewer
from qgraph.app.sections import databases, upload
from qgraph.app.session import ask, folder, held, holds, version
from qgraph.app.tables import show
from qgraph.errors import QgraphError


def remove() -> None:
    """Plans out of the store, when somebody says so twice."""
    st.subheader(t("manage.remove"))
    known, called = fewer("remove", plans(), "manage.remove_which", st.session_state.get("remove", ()))
    chosen = st.multiselect(
        called,
        list(known),
        format_func=known.__getitem__,
        placeholder=t("source.choose"),
        filter_mode="contains",
        key="remove",
    )
    sure = st.checkbox(t("manage.remove_sure", count=len(chosen)), disabled=not chosen)
    if st.button(t("manage.remove"), disabled=not (chosen and sure)):
        try:
            ingest.remove(folder(), chosen)
        except QgraphError as error:
            st.error(failure(error))
        else:
            st.rerun()


st.title(t("manage.title"))
st.write(t("manage.lead"))
upload.draw()
if holds():
    st.subheader(t("manage.holds"))
    answering = st.session_state.get("database")
    st.caption(escaped(t("manage.answers", store=answering or folder(), snapshot=version() or "—")))
    counts = ask(held)
    rows = [{t("column.kind"): t(f"manage.{word}"), t("manage.count"): counts.get(name, 0)} for name, word in databases.COUNTED.items()]
    show(rows, t("manage.holds"))
    if version():
        remove()
    databases.draw()
else:
    st.info(t("data.empty"))
