"""起草表: what who drafts the next plan of a place wants to see beside each indicator."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from qgraph.app.evidence import escaped
from qgraph.app.i18n import t
from qgraph.app.names import planned_places
from qgraph.app.pickers import pick, switch
from qgraph.app.sections.offers import offer_places
from qgraph.app.sections.rungs import card
from qgraph.app.session import ask
from qgraph.app.tables import choose, downloads, link_column
from qgraph.app.views import drafter as view
from qgraph.questions.drafting import Draft, Reached, drafting
from qgraph.questions.ladder import Rung
from qgraph.questions.pairs import neighbours

CARDS = 5  # of a column; all figures stand in the table
TALL = 72  # pixels: a row of the table in two or three lines


def draw() -> None:
    """The whole section. Raises what the question raises."""
    labels = planned_places(figures=True)
    place = pick("place", labels, "compare.place", "compare.choose_place")
    if place is None:
        st.info(t("compare.drafter.choose"))
        offer_places([[one] for one in dict.fromkeys(uri for pair in ask(neighbours) for uri in pair)], labels, "place")
        return
    answer = ask(drafting, place=place)
    beside = "、".join(spot.name or "" for spot in answer.neighbours)
    st.caption(escaped(t("compare.drafter.beside", names=beside)) if beside else t("compare.drafter.nobody"))
    counts = {shown: len(view.chosen(answer, shown)) for shown in view.SHOWN}
    shown = switch("have", view.SHOWN, "compare.show", lambda one: f"{t(f'compare.drafter.show.{one}')} ({counts[one]})")
    drafts = view.chosen(answer, shown)
    if not drafts:
        st.info(t("compare.none"))
        return
    wide = {
        t("rollup.indicator"): st.column_config.Column(width=170, pinned=True),
        t("compare.drafter.own"): st.column_config.Column(width=170),
        t("compare.drafter.reached"): st.column_config.Column(width=210),
        t("compare.drafter.neighbours"): st.column_config.Column(width=200),
        **link_column(t("page.rollup")),
    }
    table = view.rows(answer, drafts)
    ids, names = [draft.uri for draft in drafts], [draft.name for draft in drafts]
    label, prompt = t("compare.view.drafter"), t("compare.detail")
    picked = choose(view.linked(table, drafts), ids, names, label, prompt, name="row", column_config=wide, row_height=TALL)
    downloads(table, f"{label} {answer.place.name or ''}".strip(), "drafter", [t("compare.drafter.note")])
    _behind(drafts[picked])


def _behind(draft: Draft) -> None:
    """The sentences and publications behind the figures of a row."""
    st.subheader(escaped(draft.name))
    heads = ("compare.drafter.own", "compare.drafter.above", "compare.drafter.neighbours")
    for number, (column, head, rungs) in enumerate(zip(st.columns(3), heads, (draft.own, draft.above, draft.beside), strict=True)):
        with column:
            st.caption(t(head))
            _targets(rungs, str(number))
    if draft.reached:
        st.markdown(f"**{t('compare.drafter.reached')}**")
    for one in draft.reached:
        _published(view.reached(one), one)


def _targets(rungs: Sequence[Rung], key: str) -> None:
    if not rungs:
        st.caption(t("compare.silent"))
    for position, rung in enumerate(rungs[:CARDS]):
        card(rung, f"{rung.place_name or t('level.none')} {view.target(rung)}", f"draft-{key}-{position}")
    if len(rungs) > CARDS:
        st.caption(t("compare.more_above", count=len(rungs) - CARDS))


def _published(told: str, one: Reached) -> None:
    where = t("evidence.address", address=escaped(one.address)) if one.address else ""
    st.caption(f"{escaped(told)} · {escaped(one.document)} {where}".strip())
