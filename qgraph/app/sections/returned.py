"""收回填报: returned ledgers uploaded, their differences looked at, taken; the month's ledger frozen."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import streamlit as st

from qgraph.app import loading
from qgraph.app.deciding import BY, reviewer
from qgraph.app.evidence import escaped, failure
from qgraph.app.i18n import language, t
from qgraph.app.server import UPLOAD
from qgraph.app.session import folder as directory
from qgraph.app.session import is_local, store
from qgraph.app.tables import XLSX, show
from qgraph.app.views import ledger as view
from qgraph.errors import QgraphError
from qgraph.questions.ledger import Answer
from qgraph.returns import Returned, compare, frozen, take

ENDINGS = ("xlsx", "xlsm", "xls", "et", "ods", "csv", "docx")
MOST, TOGETHER = 50, 100  # files at once, MB of all of them
SAID = "ledger-said"  # what the last taking came to


def draw(answer: Answer) -> None:
    """The whole section, about the ledger on the screen."""
    with st.expander(t("ledger.returns")):
        if not is_local():
            st.info(t("ledger.local"))
            return
        st.caption(t("ledger.returns_how"))
        left, right = st.columns(2)
        with left:
            reviewer()
        with right:
            month = st.text_input(t("ledger.month"), date.today().strftime("%Y-%m"), max_chars=7, key="ledger-month")
        if sentence := st.session_state.pop(SAID, None):
            st.success(escaped(sentence))
        try:
            _returned(answer, month)
            _freeze(answer, month)
        except QgraphError as error:
            st.warning(failure(error))


def _returned(answer: Answer, month: str) -> None:
    files = st.file_uploader(t("ledger.files"), type=list(ENDINGS), accept_multiple_files=True, max_upload_size=UPLOAD, key="ledger-files")
    if len(files) > MOST or sum(file.size for file in files) > TOGETHER * 2**20:
        st.warning(t("ledger.too_much", most=MOST, size=TOGETHER))
        return
    if not files:
        return
    with tempfile.TemporaryDirectory(prefix="qgraph-returned-") as made:
        loading.save([(file.name, file.getvalue()) for file in files], Path(made))
        paths = sorted(path for path in Path(made).rglob("*") if path.is_file())
        found = compare(answer.lines, paths, month, st.session_state.get("ledger-answers", {}))
    counts = {name: len(getattr(found, name)) for name in ("differences", "asked", "conflicts", "problems")}
    st.caption(t("ledger.returned", same=found.same, **counts))
    for title, rows in (
        ("ledger.differences", view.differences(found)),
        ("ledger.conflicts", view.conflicts(found)),
        ("ledger.problems", view.problems(found)),
    ):
        if rows:
            st.markdown(f"**{t(title)}**")
            show(rows, t(title))
    _ask(found)
    if st.button(t("ledger.take", count=len(found.differences)), type="primary", disabled=not found.differences):
        _take(found)


def _ask(found: Returned) -> None:
    """Which measure a row is about that is only like one."""
    answers: dict[tuple[str, str | None, int], str] = st.session_state.setdefault("ledger-answers", {})
    for one in found.asked:
        labels: Mapping[str, str] = {"": t("ledger.leave"), **{line.id: line.measure for line in one.candidates}}
        question = t("ledger.asked", measure=escaped(one.row.measure), where=escaped(view.where(one.row)))
        chosen = st.selectbox(question, list(labels), format_func=labels.__getitem__, key=f"ledger-asked-{view.where(one.row)}")
        if chosen:
            answers[one.row.file, one.row.sheet, one.row.row] = chosen
            st.rerun()


def _take(found: Returned) -> None:
    taken, refused = take(directory(), store(), found, str(st.session_state.get(BY, "")))
    for sentence in refused:
        st.warning(escaped(sentence))
    if taken:
        st.session_state[SAID] = t("ledger.taken", count=taken)
        st.session_state.pop("ledger-answers", None)
        if not refused:
            st.rerun()


def _freeze(answer: Answer, month: str) -> None:
    """Keep the ledger of the month, and those that are kept."""
    if st.button(t("ledger.freeze")):
        path = frozen.freeze(directory(), answer, month, language())
        st.success(escaped(t("ledger.frozen", file=f"{month}/{path.name}")))
    copies = list(frozen.copies(directory()))
    if copies:
        st.markdown(f"**{t('ledger.copies')}**")
        for kept, path in copies:
            name = f"{kept} {path.stem}"
            st.download_button(name, path.read_bytes, f"{kept}-{path.name}", XLSX, on_click="ignore", key=f"frozen-{name}")
