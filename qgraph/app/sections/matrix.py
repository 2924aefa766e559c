"""覆盖矩阵: which of the places directly below one have which indicators, and the sentences of the row that is picked."""

from __future__ import annotations

import streamlit as st

from qgraph.app.evidence import escaped
from qgraph.app.i18n import t
from qgraph.app.links import remember
from qgraph.app.names import planned_places
from qgraph.app.pickers import pick
from qgraph.app.sections.rungs import force, table_of
from qgraph.app.session import ask
from qgraph.app.tables import choose, downloads
from qgraph.app.views import rollup as view
from qgraph.questions.matrix import Answer, matrix


def draw() -> None:
    """The whole section. Raises what the question raises."""
    place = pick("above", planned_places(figures=True), "rollup.above", "compare.choose_place")
    if place is None:
        st.info(t("rollup.matrix_how"))
        return
    answer = ask(matrix, place=place)
    name = answer.place.name or t("level.none")
    told = _told(answer, name)
    st.caption(escaped(told[0]))
    if not answer.lines:
        st.info(escaped(t("rollup.matrix_none", place=name)))
        return
    table = view.matrix(answer)
    ids, names = [one.uri for one in answer.lines], [one.name for one in answer.lines]
    line = answer.lines[choose(table, ids, names, t("rollup.matrix"), t("rollup.matrix_row"), name="row")]
    for sentence in told[1:]:
        st.caption(escaped(sentence))
    downloads(table, f"{t('rollup.matrix')} {name}", "rollup-matrix", notes=told)
    st.subheader(escaped(line.name))
    targets = [*line.own, *(rung for cell in line.cells for rung in cell)]
    table_of(targets, line.name, force(targets))
    # A button, for a link to the page it stands on does not change the address.
    st.button(escaped(t("rollup.matrix_open", indicator=line.name)), key=f"ladder-{line.uri}", on_click=_to_ladder, args=(line.uri, place))


def _told(answer: Answer, name: str) -> list[str]:
    """What the matrix says of itself, on the screen and in the files."""
    told = [t("rollup.matrix_of", place=name, below=answer.below, places=answer.below - len(answer.without)), t("rollup.matrix_why")]
    if answer.without:
        names = "、".join(spot.name or t("level.none") for spot in answer.without)
        told.append(t("rollup.matrix_without", count=len(answer.without), names=names))
    if answer.rows_left or answer.places_left:
        told.append(t("rollup.matrix_left", rows=answer.rows_left, places=answer.places_left))
    return told


def _to_ladder(indicator: str, place: str) -> None:
    """Leave the matrix for the ladder of one indicator in the same place."""
    remember(view=None, above=None, row=None, indicator=indicator, place=place, year=None, verdict=None, at=None)
