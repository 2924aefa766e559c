"""首页: one search over everything, what is loaded, the questions with a live example, what is due and who has most to do."""

from collections.abc import Iterator
from datetime import date

import streamlit as st

from qgraph.app.evidence import escaped
from qgraph.app.i18n import said, t
from qgraph.app.links import page_link
from qgraph.app.pickers import switch
from qgraph.app.search_box import search_box
from qgraph.app.sections import beginning, plan_list
from qgraph.app.session import ask, held, holds, rows
from qgraph.app.tables import downloads, link_column, show
from qgraph.app.views import home as view
from qgraph.questions.overview import overview
from qgraph.questions.rollup import Answer, rollup
from qgraph.questions.spread import uses
from qgraph.questions.validity import Validity, validity

COUNTS = {"plans": "Plan", "tasks": "Task", "duties": "Responsibility", "targets": "Target", "bodies": "Body", "funding": "FundingLine"}
TRIED = 3  # indicators that are asked for an example, those of most places first
WIDEST = 100  # places of an example: a ladder of thousands takes seconds


def ladders() -> Iterator[Answer]:
    """The ladders of the indicators that most places have; asked for one by one, for the first is mostly an example."""
    several = [use for use in ask(uses) if use.aggregation and use.places > 1]
    for use in sorted(several, key=lambda use: use.places > WIDEST)[:TRIED]:
        yield ask(rollup, indicator=use.uri)


def loaded() -> None:
    """How much there is."""
    counts = ask(held)
    columns = st.columns(len(COUNTS) + 1)
    for column, (word, label) in zip(columns, COUNTS.items(), strict=False):
        column.metric(t(f"count.{word}"), f"{counts.get(label, 0):,}")
    columns[-1].metric(t("home.places"), f"{found.counts.places:,}")
    valid = t("home.valid", **{key: found.counts.validity[key] for key in Validity})
    st.caption(f"{' · '.join(view.levels(found.counts).values())}  \n{valid}")


def cards() -> None:
    """The questions, each with an example that one click opens."""
    examples = view.examples(found, everything, view.ladder_example(ladders()))
    for start in range(0, len(examples), 3):
        for column, example in zip(st.columns(3), examples[start : start + 3], strict=False):
            with column.container(border=True, height="stretch"):
                st.markdown(f"**{t(f'home.{example.page}')}**")
                st.markdown(escaped(example.told))
                page_link(example.page, t(f"page.{example.page}"), **example.about)


def due() -> None:
    """The deadlines of this year, or where it has none of the years around it, each with the way to its sentence."""
    st.subheader(t("home.due"))
    times = view.times(found.calendar)
    first = next((one for one in times if times[one]), None)  # of a year without deadlines nobody wants to read
    when = switch("due", list(times), "home.when", lambda one: t(f"home.{one}", count=len(times[one])), first)
    if not times[when]:
        st.caption(t("home.nothing_due"))
        return
    table = view.due(times[when])
    if len(table) > view.SOON:
        st.caption(t("home.shown", first=1, last=view.SOON, count=len(table)))
    show(table[: view.SOON], t("home.due"), column_config=link_column(t("page.source")))
    downloads(table, t("home.due"), "home-due")


def busiest() -> None:
    """Who has most to do, each with the way to what it is."""
    st.subheader(t("home.busiest"))
    if found.bodies:
        show(view.loads(found), t("home.busiest"), column_config=link_column(t("page.duty")))
    else:
        st.caption(escaped(said(found.reason or "")))


st.title(t("home.title"))
st.write(t("home.lead"))
if not holds() or not rows("plans"):
    beginning.draw()
    st.stop()
if search_box(t("home.search")):
    st.stop()
today = date.today()
everything = view.ordered(rows("plans"))
found = ask(overview, on=today)
loaded()
cards()
plan_list.draw(everything, {str(row["plan"]): validity(row, today) for row in everything}, found.counts)
due()
busiest()
