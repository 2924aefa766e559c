"""The form of a fact or a plan: its fields, why, and the buttons that decide."""

from __future__ import annotations

from functools import partial

import streamlit as st

from qgraph.app.deciding import take
from qgraph.app.i18n import t
from qgraph.app.views.review import choice, values
from qgraph.desk import Folder
from qgraph.registries import indicators
from qgraph.reviews.entries import Act, Entry
from qgraph.reviews.fields import Asked, asked

COLUMNS = 3
LINES = ("basis",)  # fields of several lines


def draw(folder: Folder, uri: str, thing: object, kind: str, acts: tuple[Act, ...]) -> None:
    """Fields as they stand, and a button an act. What is typed into a form of one fact never shows in that of another."""
    now = values(thing, kind)
    key = f"review-{uri}-{hash(tuple(now.items())):x}"
    with st.form(key, border=True):
        columns = st.columns(COLUMNS)
        for number, field in enumerate(asked(kind)):
            with columns[number % COLUMNS]:
                _field(field, now[field.name], f"{key}-{field.name}")
        st.text_input(t("review.reason"), placeholder=t("review.optional"), max_chars=500, key=f"{key}-reason")
        with st.container(horizontal=True):
            for act in acts:
                said = t("review.do.set") if kind == "" and act is Act.CORRECT else t(f"review.do.{act}")
                st.form_submit_button(
                    said,
                    type="primary" if act is acts[0] else "secondary",
                    on_click=partial(take, folder, partial(_entry, act, uri, now, key)),
                    key=f"{key}-{act}",
                )


def _field(field: Asked, value: str, key: str) -> None:
    label = t(f"field.{field.name}")
    choices = tuple(one.name for one in indicators.all()) if field.name == "matched" else field.choices
    if choices:
        options = ["", *choices] if field.optional else list(choices)
        first = options.index(value) if value in options else 0
        st.selectbox(label, options, index=first, format_func=choice, key=key, filter_mode="contains")
    elif field.name in LINES:
        st.text_area(label, value, key=key)
    else:
        st.text_input(label, value, max_chars=500, key=key)


def _entry(act: Act, uri: str, now: dict[str, str], key: str, folder: Folder, by: str) -> Entry | None:
    """What the form says when a button is clicked; None for a correction that changes nothing."""
    reason = (st.session_state.get(f"{key}-reason") or "").strip()
    if act is Act.UNDO:
        return folder.undo(uri, by, reason)
    if act is not Act.CORRECT:
        return folder.entry(act, uri, by, reason)
    typed = {name: str(st.session_state.get(f"{key}-{name}") or "").strip() for name in now}
    changed = {name: value or None for name, value in typed.items() if value != now[name]}
    return folder.entry(act, uri, by, reason, **changed) if changed else None
