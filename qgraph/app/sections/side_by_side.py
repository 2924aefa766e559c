"""并排: two or three plans or places in columns, themes first, then figures, each row with the sentences of every side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from qgraph.app.evidence import escaped, sentence
from qgraph.app.i18n import said, t
from qgraph.app.names import planned_places, plans
from qgraph.app.pickers import narrow, pick_some, switch
from qgraph.app.session import ask
from qgraph.app.tables import choose, downloads
from qgraph.app.views import compare as view
from qgraph.questions.compare import Answer, compare
from qgraph.questions.compare.facts import Fact
from qgraph.questions.compare.sides import Side
from qgraph.registries import themes

MOST = 3  # sides
SENTENCES = 4  # of a side that stand beside a row


def draw() -> None:
    """The whole section. Raises what the question raises."""
    sides = pick_some("side", {**planned_places(), **plans()}, "compare.sides", "compare.choose", MOST)
    if len(sides) < 2:
        st.info(t("compare.two"))
        return
    left, right = st.columns(2)
    with left:
        shown = switch("show", view.SHOWN, "compare.show", lambda one: t(f"compare.show.{one}"))
    with right:
        theme = narrow("theme", {one.id: view.theme_name(one) for one in themes.all()}, "compare.theme")
    answer = ask(compare, asked=sides, theme=theme, on=date.today())
    _sides(answer)
    _themes(answer, shown)
    _indicators(answer, shown)
    _alone(answer)


def _sides(answer: Answer) -> None:
    for column, name, side in zip(st.columns(len(answer.sides)), view.heads(answer), answer.sides, strict=True):
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{escaped(name)}**")
            for document in side.documents:
                st.caption(
                    escaped(" · ".join(str(part) for part in (document["title"], document["doc_number"], document["issued_on"]) if part))
                )
            if side.reason:
                st.caption(escaped(said(side.reason)))


def _themes(answer: Answer, shown: str) -> None:
    st.subheader(t("compare.themes"))
    rows = view.theme_rows(answer, shown)
    if not rows:
        st.info(t("compare.none"))
        return
    table = view.themes(answer, rows)
    names = [view.theme_name(row.theme) for row in rows]
    picked = rows[choose(table, [row.theme.id for row in rows], names, t("compare.themes"), t("compare.detail"), name="row")]
    downloads(table, t("compare.themes"), "compare-themes", [" / ".join(view.heads(answer))])
    _sentences(answer.sides, [[item.fact for item in cell] for cell in picked.cells], "theme")


def _indicators(answer: Answer, shown: str) -> None:
    st.subheader(t("compare.indicators"))
    rows = view.indicator_rows(answer, shown)
    if not rows:
        st.info(t("compare.none"))
        return
    table = view.indicators(answer, rows)
    picked = rows[
        choose(table, [row.uri for row in rows], [row.name for row in rows], t("compare.indicators"), t("compare.detail"), name="indicator")
    ]
    downloads(table, t("compare.indicators"), "compare-indicators", [" / ".join(view.heads(answer))])
    for pair in (*picked.contradictions, *picked.pairs):
        st.markdown(f"- {escaped(said(pair.reason))}")
    _sentences(answer.sides, [[figure.fact for figure in cell] for cell in picked.cells], "indicator")


def _sentences(sides: Sequence[Side], cells: Sequence[Sequence[Fact]], key: str) -> None:
    for number, (column, side, cell) in enumerate(zip(st.columns(len(sides)), sides, cells, strict=True)):
        facts = list({(fact.plan["plan"], fact.row["start"], fact.row["end"]): fact for fact in cell}.values())
        with column:
            st.caption(escaped(side.name))
            if not facts:
                st.caption(t("compare.silent"))
            for position, fact in enumerate(facts[:SENTENCES]):
                row = fact.row
                sentence(
                    str(fact.plan["plan"]),
                    str(fact.plan["title"]),
                    fact.uri,
                    str(row["quote"]),
                    str(row["found"]),
                    int(str(row["start"])),
                    int(str(row["end"])),
                    f"{key}-{number}-{position}",
                )
            if len(facts) > SENTENCES:
                st.caption(t("compare.more", count=len(facts) - SENTENCES))


def _alone(answer: Answer) -> None:
    st.subheader(t("compare.alone"))
    for column, (name, figures, told) in zip(st.columns(len(answer.sides)), view.alone(answer), strict=True):
        with column:
            st.markdown(f"**{escaped(t('compare.only', name=name))}**")
            for label, some in (("compare.indicators", figures), ("compare.themes", told)):
                st.caption(f"{t(label)}: {escaped('、'.join(some)) or t('compare.nothing')}")
