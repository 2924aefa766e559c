"""Files being read into the store, with a bar that moves."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from qgraph.app import loading
from qgraph.app.evidence import escaped, failure
from qgraph.app.i18n import t
from qgraph.app.session import folder
from qgraph.errors import QgraphError


def read_in(plans: Path, last: bool = False) -> list[loading.Loaded] | None:
    """Read a folder's files in; `last`: the folder goes when that is done. None where that failed, which is said."""
    bar = st.progress(0.0, t("manage.reading"))

    def move(done: int, total: int, name: str) -> None:
        bar.progress(done / max(total, 1), escaped(f"{done} / {total} {name}"))

    try:
        return loading.load(folder(), plans, move, last=last)
    except QgraphError as error:
        st.error(failure(error))
        return None
