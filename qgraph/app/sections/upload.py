"""读入: files from the browser into the store, with progress, and what was refused and why."""

from __future__ import annotations

import tempfile
from pathlib import Path

import streamlit as st

from qgraph.app import loading
from qgraph.app.evidence import escaped
from qgraph.app.i18n import t
from qgraph.app.sections.reading import read_in
from qgraph.app.server import UPLOAD
from qgraph.app.tables import show
from qgraph.ingest import FACTS, LoadStatus

ENDINGS = ("txt", "md", "html", "htm", "docx", "pdf", "xlsx", "csv", "zip", "doc", "wps", "rtf", "odt", "xls", "et", "ods", "ofd")
MOST, TOGETHER = 50, 200  # files at once, MB of all of them
RESULT = "manage-loaded"  # what the last load of this session came to


def draw() -> None:
    """The whole section."""
    st.subheader(t("manage.upload"))
    st.caption(t("manage.upload_how", most=MOST, size=UPLOAD, together=TOGETHER))
    files = st.file_uploader(
        t("manage.files"), type=list(ENDINGS), accept_multiple_files=True, max_upload_size=UPLOAD, label_visibility="collapsed"
    )
    size = sum(file.size for file in files) / 2**20
    if len(files) > MOST or size > TOGETHER:
        st.warning(t("manage.too_much", files=len(files), size=round(size), most=MOST, together=TOGETHER))
    elif st.button(t("manage.load", count=len(files)), type="primary", disabled=not files):
        _load([(file.name, file.getvalue()) for file in files])
    _tell()


def _load(files: list[tuple[str, bytes]]) -> None:
    made = Path(tempfile.mkdtemp(prefix="qgraph-upload-"))
    loading.save(files, made)
    loaded = read_in(made, last=True)
    if loaded is not None:
        st.session_state[RESULT] = loaded
        st.rerun()  # the pages see what is now published


def _tell() -> None:
    """What became of each file."""
    loaded: list[loading.Loaded] | None = st.session_state.get(RESULT)
    if not loaded:
        return
    refused = [file for file in loaded if file.status == LoadStatus.REFUSED]
    st.caption(t("manage.loaded", count=len(loaded) - len(refused), refused=len(refused)))
    rows = [
        {
            t("column.plan"): file.name,
            t("manage.status"): t(f"manage.status.{file.status}"),
            **{t(f"manage.{kind}"): file.counts.get(kind) for kind in FACTS},
            t("manage.reason"): file.reason,
        }
        for file in loaded
    ]
    show(rows, t("manage.result"))
    for file in refused:
        st.warning(escaped(file.reason or file.name))  # the reason begins with the name
