"""Targets of several places as a table, each with a way to its sentence; and one of them as a card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from qgraph.app.evidence import escaped, sentence
from qgraph.app.i18n import t
from qgraph.app.session import rows
from qgraph.app.tables import link_column, show
from qgraph.app.views.rollup import ladder
from qgraph.questions.ladder import Rung
from qgraph.questions.validity import Validity, validity


def force(rungs: Sequence[Rung]) -> dict[str, Validity]:
    """Plan URI → whether it is in force today, of the plans of some targets."""
    of = {rung.plan_uri for rung in rungs}
    return {str(row["plan"]): validity(row, date.today()) for row in rows("plans") if row["plan"] in of}


def table_of(rungs: Sequence[Rung], label: str, valid: Mapping[str, Validity]) -> None:
    """Draws the table. `valid`: which of their plans are in force."""
    settings = {
        **link_column(t("rollup.to_source")),
        t("column.plan"): st.column_config.Column(width="medium"),
    }
    show(ladder(rungs, valid), label, column_config=settings)


def card(rung: Rung, heading: str, key: str) -> None:
    """The sentence or the publication behind a figure."""
    st.markdown(f"**{escaped(heading)}**")
    if rung.plan_uri and rung.quote is not None:
        sentence(rung.plan_uri, rung.plan, rung.fact, rung.quote, rung.found or rung.quote, rung.start or 0, rung.end or 0, key=key)
        return
    st.caption(escaped(t("evidence.published", document=rung.plan, year=rung.issued or "—")))
    st.caption(t(f"evidence.{rung.source if rung.source in ('official', 'mirror') else 'mirror'}"))
    if rung.address:
        st.caption(escaped(t("evidence.address", address=rung.address)))
