"""Tables as every page draws them: a list to read, a list to choose from, and the same rows as files.

Decisions
---------
* What is chosen is in the address (`links`), so a link opens with the same row; beside the click on a row there is a select box, which
  a keyboard reaches too.
* Files are made when somebody asks for them, from the rows that are on the screen: the same numbers, the same words. Of a long list the
  screen shows the beginning; its rows are then made for the file alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from qgraph.app.i18n import in_this_language, t
from qgraph.app.links import parameter, remember
from qgraph.export.sheets import comma_separated, workbook

Rows = Sequence[Mapping[str, object]]
File = tuple[str, str | Callable[[], bytes], str, str]  # what its button says, what it holds or makes it, its ending, its media type
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(rows: Rows, label: str, **settings: Any) -> None:
    """A table to read; `label` says what it is to those who do not see it."""
    st.dataframe(list(rows), hide_index=True, placeholder="", alt=label, **settings)


def clicked(rows: Rows, label: str, key: str) -> int | None:
    """A table of which a click on a row leads on; returns the row's position, None until there is a click."""
    event = st.dataframe(list(rows), hide_index=True, placeholder="", alt=label, on_select="rerun", selection_mode="single-row", key=key)
    return next(iter(event.selection.rows), None)


def choose(
    rows: Rows, ids: Sequence[str], names: Sequence[str], label: str, prompt: str, name: str = "at", default: int = 0, **settings: Any
) -> int:
    """A table of at least one row, one of which is chosen; returns its position.

    `ids` (what the address says under `name`) and `names` (what the select box says) stand beside the rows.
    """
    asked = parameter(name)
    of = f"{name}-{hash(tuple(ids)):x}"
    if st.session_state.setdefault(f"{of}-said", asked) != asked:  # a link or the browser's way back: what was clicked before is over
        st.session_state[f"{of}-turn"] = st.session_state.get(f"{of}-turn", 0) + 1
    key = f"{of}-{st.session_state.get(f'{of}-turn', 0)}"
    event = st.dataframe(
        list(rows), hide_index=True, placeholder="", alt=label, on_select="rerun", selection_mode="single-row", key=key, **settings
    )
    clicked = [row for row in event.selection.rows if row < len(ids)]
    first = clicked[0] if clicked else list(ids).index(asked) if asked is not None and asked in ids else default
    chosen: int = st.selectbox(
        prompt, range(len(ids)), index=first, format_func=names.__getitem__, key=f"{key}-{clicked}", filter_mode="contains"
    )
    if asked != ids[chosen] and (clicked or asked in ids or chosen != default):
        remember(**{name: ids[chosen]})
    st.session_state[f"{of}-said"] = parameter(name)
    return chosen


def link_column(head: str) -> dict[str, Any]:
    """How a column of addresses is drawn: each as the same word."""
    return {head: st.column_config.LinkColumn(display_text=t("list.open"))}


def downloads(rows: Rows | Callable[[], Rows], title: str, key: str, notes: Sequence[str] = ()) -> None:
    """The rows as a workbook and as a CSV; where a function makes them, it asks no session, for it is called outside of a run."""
    made = in_this_language(rows) if callable(rows) else partial(list, rows)
    files: dict[str, File] = {
        "xlsx": (t("table.xlsx"), lambda: workbook(title, made(), list(notes)), "xlsx", XLSX),
        "csv": (t("table.csv"), lambda: comma_separated(made()), "csv", "text/csv"),
    }
    offer(title, key, files)


def stem(title: str) -> str:
    """What a file is called, without its ending."""
    return f"{title}-{date.today():%Y%m%d}"


def offer(title: str, key: str, files: Mapping[str, File]) -> None:
    """A button a file, side by side."""
    with st.container(horizontal=True):
        for name, (label, data, ending, kind) in files.items():
            st.download_button(label, data, f"{stem(title)}.{ending}", kind, on_click="ignore", key=f"{key}-{name}")
