"""A decision somebody takes on a page: their name, what they had before them, and what became of it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from qgraph import desk
from qgraph.app.evidence import escaped, failure
from qgraph.app.i18n import t
from qgraph.app.session import folder as directory
from qgraph.app.session import rows
from qgraph.desk import Folder
from qgraph.errors import QgraphError
from qgraph.reviews.entries import Entry

BY, SAID = "reviewer", "review-said"  # kept in the session: who decides, and what the last decision came to
Make = Callable[[Folder, str], Entry | None]


def reviewer() -> str:
    """The name of who decides, asked for once a session."""
    typed = st.text_input(t("review.by"), st.session_state.get(BY, ""), placeholder=t("review.by_how"), max_chars=40, key="reviewer-field")
    st.session_state[BY] = (typed or "").strip()
    return str(st.session_state[BY])


def take(folder: Folder, make: Make) -> None:
    """Take a decision; to be called before a page is drawn anew (`on_click`), with the folder that was on the page when it was clicked:
    so what somebody else decided since is a conflict, and not overwritten."""
    try:
        entry = make(folder, str(st.session_state.get(BY, "")))
        if entry is None:
            st.session_state[SAID] = ("info", t("review.unchanged"))
            return
        desk.decide(directory(), folder.uri, [entry])
        st.session_state[SAID] = ("success", escaped(t("review.done", what=entry.what or t(f"act.{entry.act}"))))
    except QgraphError as error:
        st.session_state[SAID] = ("warning", failure(error))


def tell() -> None:
    """What the last decision came to, once."""
    kind, sentence = st.session_state.pop(SAID, (None, ""))
    if kind:
        getattr(st, kind)(sentence)


def opened(plan: str) -> Folder:
    """A plan of the store on the desk. Raises `QgraphError`."""
    row = next(row for row in rows("plans") if row["plan"] == plan)
    return desk.open_folder(directory(), row)
