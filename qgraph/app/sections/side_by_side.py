"""并排: two or three plans or places in columns, themes first, then figures, each row with the sentences of every side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from qgraph.app.evidence import escaped, quoted
from qgraph.app.i18n import said, t
from qgraph.app.names import planned_places, plans
from qgraph.app.pickers import narrow, pick_some, switch
from qgraph.app.sections.offers import offer_places
from qgraph.app.session import ask
from qgraph.app.tables import choose, downloads, link_column, show
from qgraph.app.views import compare as view
from qgraph.questions.compare import FEWEST, Answer, compare
from qgraph.questions.compare.facts import Fact
from qgraph.questions.pairs import neighbours
from qgraph.registries import themes

MOST = 3  # sides
SENTENCES = 4  # of a side that stand beside a row
TALL = 84  # pixels: a row of a table in four lines
FIRST, ROOM = 130, 640  # pixels: the column of names, and what the sides share

Told = tuple[str, Fact]  # what stands over a sentence, and whose sentence it is


def draw() -> None:
    """The whole section. Raises what the question raises."""
    places = planned_places()
    sides = pick_some("side", {**places, **plans()}, "compare.sides", "compare.choose", MOST)
    if len(sides) < FEWEST:
        st.info(t("compare.two"))
        pairs = ask(neighbours)
        offer_places([pair for pair in pairs if not sides or sides[0] in pair] or pairs, places, "side")
        return
    left, right = st.columns([3, 2])
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
    """Which documents each side stands for."""
    for column, name, side in zip(st.columns(len(answer.sides)), view.heads(answer), answer.sides, strict=True):
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{escaped(name)}**")
            for document in side.documents:
                parts = (document["title"], document["doc_number"], document["issued_on"])
                st.caption(escaped(view.PARTED.join(str(part) for part in parts if part)))
            if side.reason:
                st.caption(escaped(said(side.reason)))


def _themes(answer: Answer, shown: str) -> None:
    rows = view.theme_rows(answer, shown)
    st.subheader(t("compare.themes"))
    st.caption(t("compare.of", count=len(rows), all=len(answer.themes)))
    if not rows:
        st.info(t("compare.none"))
        return
    table, names = view.themes(answer, rows), [view.theme_name(row.theme) for row in rows]
    ids, label = [row.theme.id for row in rows], t("compare.themes")
    wide = _widths(answer, t("compare.theme"))
    picked = rows[choose(table, ids, names, label, t("compare.detail"), name="row", column_config=wide, row_height=TALL)]
    downloads(table, label, "compare-themes", _notes(answer))
    _sentences(answer, [[(view.item(one), one.fact) for one in cell] for cell in picked.cells], "theme")


def _indicators(answer: Answer, shown: str) -> None:
    rows = view.indicator_rows(answer, shown)
    st.subheader(t("compare.indicators"))
    st.caption(t("compare.of", count=len(rows), all=len(answer.indicators)))
    if not rows:
        st.info(t("compare.none"))
        return
    table, names = view.indicators(answer, rows), [row.name for row in rows]
    ids, label = [row.uri for row in rows], t("compare.indicators")
    wide = _widths(answer, t("rollup.indicator"), t("compare.held"))
    picked = rows[choose(table, ids, names, label, t("compare.detail"), name="indicator", column_config=wide, row_height=TALL)]
    downloads(table, label, "compare-indicators", _notes(answer))
    for reason in dict.fromkeys(said(pair.reason) for pair in (*picked.contradictions, *picked.pairs)):
        st.markdown(f"- {escaped(reason)}")
    _sentences(answer, [[(view.figure(one, picked.crowned), one.fact) for one in cell] for cell in picked.cells], "indicator")


def _sentences(answer: Answer, cells: Sequence[Sequence[Told]], key: str) -> None:
    """The sentences of a row, a column a side; what one sentence says twice stands once."""
    for number, (column, name, cell) in enumerate(zip(st.columns(len(cells)), view.heads(answer), cells, strict=True)):
        once = list({(fact.plan["plan"], fact.row["start"], fact.row["end"]): (told, fact) for told, fact in cell}.values())
        with column:
            st.markdown(f"**{escaped(name)}**")
            if not once:
                st.caption(t("compare.silent"))
            for position, (told, fact) in enumerate(once[:SENTENCES]):
                st.caption(escaped(told))
                quoted(fact.plan, fact.uri, fact.row, f"{key}-{number}-{position}")
            if len(once) > SENTENCES:
                with st.expander(t("compare.more", count=len(once) - SENTENCES)):
                    _further(once[SENTENCES:])


def _further(some: Sequence[Told]) -> None:
    """More sentences of a side, as a table with links."""
    settings = link_column(t("page.source"))
    show(view.further(some), t("column.quote"), column_config=settings)


def _alone(answer: Answer) -> None:
    st.subheader(t("compare.alone"))
    settings = link_column(t("page.source"))
    for side, name in enumerate(view.heads(answer)):
        rows = view.alone(answer, side)
        title = t("compare.only", name=name)
        with st.expander(f"{escaped(title)} ({len(rows)})"):
            if rows:
                show(rows, title, column_config=settings)
                downloads(rows, title, f"compare-alone-{side}", _notes(answer))
            else:
                st.caption(t("compare.nothing"))


def _widths(answer: Answer, first: str, last: str | None = None) -> dict[str, Any]:
    """The columns of a table that stands beside the names: as wide as there is room."""
    columns = [*view.heads(answer), *([last] if last else [])]
    return {first: st.column_config.Column(width=FIRST, pinned=True)} | {
        column: st.column_config.Column(width=ROOM // len(columns)) for column in columns
    }


def _notes(answer: Answer) -> list[str]:
    return [" / ".join(view.heads(answer))]
