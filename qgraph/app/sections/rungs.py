"""Targets of several places as a table, each with a way to its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from qgraph.app.i18n import t
from qgraph.app.session import rows
from qgraph.app.tables import show
from qgraph.app.views.rollup import ladder
from qgraph.questions.ladder import Rung
from qgraph.questions.validity import Validity, validity


def force() -> dict[str, Validity]:
    """Plan URI → whether it is in force today."""
    return {str(row["plan"]): validity(row, date.today()) for row in rows("plans")}


def table_of(rungs: Sequence[Rung], label: str) -> None:
    """Draws the table."""
    settings = {
        t("rollup.to_source"): st.column_config.LinkColumn(display_text=t("rollup.open")),
        t("column.plan"): st.column_config.Column(width="medium"),
    }
    show(ladder(rungs, force()), label, column_config=settings)
