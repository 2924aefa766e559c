"""覆盖矩阵: which of the places directly below one have which indicators."""

from __future__ import annotations

import streamlit as st

from qgraph.app.evidence import escaped
from qgraph.app.i18n import t
from qgraph.app.links import page_link
from qgraph.app.names import planned_places
from qgraph.app.pickers import pick
from qgraph.app.session import ask
from qgraph.app.tables import choose, downloads
from qgraph.app.views import rollup as view
from qgraph.questions.matrix import matrix


def draw() -> None:
    """The whole section. Raises what the question raises."""
    place = pick("above", planned_places(figures=True), "rollup.above", "compare.choose_place")
    if place is None:
        st.info(t("rollup.matrix_how"))
        return
    answer = ask(matrix, place=place)
    name = answer.place.name or ""
    st.caption(escaped(t("rollup.matrix_of", place=name, places=len(answer.places), without=answer.without)))
    if not answer.lines:
        st.info(t("rollup.matrix_none"))
        return
    table = view.matrix(answer)
    line = answer.lines[
        choose(
            table,
            [one.uri for one in answer.lines],
            [one.name for one in answer.lines],
            t("rollup.matrix"),
            t("rollup.indicator"),
            name="row",
        )
    ]
    page_link("rollup", escaped(t("rollup.matrix_open", indicator=line.name)), indicator=line.uri, place=place)
    if answer.rows_left or answer.places_left:
        st.caption(t("rollup.matrix_left", rows=answer.rows_left, places=answer.places_left))
    downloads(table, f"{t('rollup.matrix')} {name}".strip(), "rollup-matrix")
