"""The facts of a plan to be reviewed, what most needs a look first; one of them with its sentence, its decisions and its form."""

from __future__ import annotations

from functools import partial

import streamlit as st

from qgraph.app.deciding import take
from qgraph.app.evidence import escaped, sentence
from qgraph.app.i18n import said, t, word
from qgraph.app.pickers import narrow
from qgraph.app.sections import review_form
from qgraph.app.session import ask
from qgraph.app.tables import choose, show
from qgraph.app.views import review as view
from qgraph.desk import Folder
from qgraph.model import Status
from qgraph.questions.yearly import yearly
from qgraph.reviews.entries import Act, Entry
from qgraph.reviews.queue import Item

WIDTHS = {"review.words": 300, "column.quote": 320}  # pixels


def draw(folder: Folder) -> None:
    """The whole section."""
    items = folder.queue()
    left, right = st.columns(2)
    with left:
        kind = narrow("kind", view.kinds(items), "review.kind")
    with right:
        state = narrow("state", {one: t(f"review.state.{one}") for one in view.STATES}, "review.state")
    st.caption(view.counted(items))
    shown = [item for item in items if view.fits(item, kind, state)]
    if not shown:
        st.info(t("review.none"))
        return
    table = view.table(shown)
    names = [f"{row[t('column.kind')]} · {row[t('review.words')]}" for row in table]
    settings = {t(column): st.column_config.Column(width=width) for column, width in WIDTHS.items()}
    item = shown[choose(table, [item.about for item in shown], names, t("review.list"), t("review.detail"), column_config=settings)]
    _one(folder, item)


def _one(folder: Folder, item: Item) -> None:
    evidence = item.fact.evidence
    plan = folder.reviewed.plan
    sentence(folder.uri, plan.title, item.uri, evidence.quote, evidence.found, evidence.start, evidence.end, "review")
    if item.standing:
        if item.standing.last.reason:
            st.caption(escaped(t("review.reason_was", reason=item.standing.last.reason)))
        if item.standing.is_seconded:
            st.caption(escaped(t("review.seconded", names="、".join(sorted(item.standing.by)))))
    acts = (Act.ACCEPT, Act.CORRECT, Act.REJECT, *((Act.UNDO,) if item.standing else ()))
    review_form.draw(folder, item.uri, item.fact, item.kind, acts)
    if item.kind == "target" and item.status is not Status.REJECTED:
        _years(folder, item)


def _years(folder: Folder, item: Item) -> None:
    """The target year by year."""
    found = ask(yearly, plan=folder.uri, target=item.uri)
    with st.expander(t("review.yearly"), expanded=bool(found.years)):
        level = folder.reviewed.plan.jurisdiction.level
        st.caption(t("review.answers", level=word(f"level.{level}", t("level.none"))))
        if found.years:
            show(view.years(found), t("review.yearly"))
        (st.warning if found.reached is False else st.caption)(escaped(said(found.reason)))
        with st.form(f"yearly-{item.uri}", border=False):
            left, right = st.columns(2)
            with left:
                st.number_input(t("review.year"), 1949, 2100, value=folder.reviewed.plan.period_end or 2025, key=f"yearly-{item.uri}-year")
            with right:
                st.text_input(t("review.value"), key=f"yearly-{item.uri}-value")
            st.form_submit_button(t("review.set_year"), on_click=partial(take, folder, partial(_year, item.uri)))


def _year(uri: str, folder: Folder, by: str) -> Entry | None:
    value = str(st.session_state.get(f"yearly-{uri}-value") or "").strip()
    year = int(st.session_state.get(f"yearly-{uri}-year") or 0)
    return folder.entry(Act.YEARLY, uri, by, None, year=str(year), value=value) if value else None
