"""One obligation on the screen: its sentence and where it stands, who holds it today, with whom, and what it carries out."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from qgraph.app.evidence import escaped, failure, quoted, sentence
from qgraph.app.i18n import said, t
from qgraph.app.links import page_link
from qgraph.app.session import ask, rows
from qgraph.app.tables import link_column, show
from qgraph.app.views import duty as view
from qgraph.errors import QgraphError
from qgraph.questions.group import Group, group
from qgraph.questions.trace import Answer, trace
from qgraph.questions.who import Obligation

CARDS = 4  # links above that are drawn as sentences; where there are more, a table holds all


def obligation(duty: Obligation, body: str, overdue: Collection[str]) -> None:
    """What is known of one obligation of a body. Its chain is asked for last: it takes longest."""
    plan = next(row for row in rows("plans") if row["plan"] == duty.plan_uri)
    measure = next(iter(rows("task", task=duty.task_uri)), None) if duty.task_uri else None
    st.subheader(escaped(view.name(duty)))
    left, right = st.columns([3, 2])
    with left:
        sentence(duty.plan_uri, duty.plan, duty.fact, duty.quote, duty.found, duty.start, duty.end, key="duty")
        if measure:
            st.caption(t("duty.measure"))
            quoted(plan, str(measure["task"]), measure, "measure")
    with right:
        path, at = (measure["path"], measure["reading_start"]) if measure else (duty.path, duty.reading_start)
        section = view.headings(str(path or ""), rows("clauses", plan=duty.plan_uri), int(str(at)))
        facts = {
            "column.plan": view.plan_name(plan),
            "duty.heading": " › ".join(section),
            "column.in_force": t(f"force.{duty.in_force}"),
            "column.deadline": " ".join(filter(None, (view.deadline(duty, overdue), _as_written(duty)))),
            "duty.named_as": duty.body_as_written,
            "column.holder_today": view.holder(duty),
        }
        for label, value in facts.items():
            if value:
                st.markdown(f"**{t(label)}** {escaped(value)}")
        if doubts := view.doubts(duty):
            st.warning(escaped(" ".join(doubts)))
        with st.container(horizontal=True):
            page_link("graph", t("duty.in_graph"), node=duty.task_uri or body)
            page_link("entity", t("duty.as_entity"), id=duty.task_uri or duty.fact)
    if duty.task_uri:
        _chain(duty)
    else:
        _groups(duty)


def composition(one: Group) -> None:
    """Who sits in a leading group, and what has become of them."""
    st.markdown(f"**{escaped(one.name)}** {escaped(one.plan)}")
    st.caption(t("duty.group_counts", members=len(one.members), today=len(one.today), measures=one.measures))
    if one.reason:
        st.caption(escaped(said(one.reason)))
    if table := view.seats(one):
        show(table, t("duty.seats"))


def _as_written(duty: Obligation) -> str:
    """The deadline in the plan's own words, where they are not those shown."""
    said = duty.deadline_as_written
    return t("duty.in_words", words=said) if said and duty.deadline and not duty.recurrence else ""


def _chain(duty: Obligation) -> None:
    """The other bodies of the measure, and what stands above and below it."""
    try:
        chain = ask(trace, fact=duty.task_uri)
    except QgraphError as error:
        st.info(failure(error))
        return
    if table := view.partners(chain, duty.fact):
        st.markdown(f"**{t('column.co_units')}**")
        show(table, t("column.co_units"), column_config=link_column(t("page.duty")))
    _links(chain, "up")
    _links(chain, "down")


def _links(chain: Answer, direction: str) -> None:
    """The links up or down; of those above the first are drawn with their sentences."""
    way = chain.up if direction == "up" else chain.down
    st.markdown(f"**{t(f'duty.{direction}')}**")
    cards = way.links[:CARDS] if direction == "up" else ()
    for position, link in enumerate(cards):
        one = link.to_json()
        st.markdown(escaped(view.linked(link)))
        sentence(one["plan_uri"], one["plan"], one["fact"], one["quote"], one["found"], one["start"], one["end"], key=f"up-{position}")
        st.caption(escaped(t("duty.stop").join(map(said, link.reasons))))
    if len(way.links) > len(cards):
        settings = link_column(t("duty.source"))
        show(view.links(way), t(f"duty.{direction}"), column_config=settings)
    if way.reason:
        st.caption(escaped(said(way.reason)))


def _groups(duty: Obligation) -> None:
    """The leading group of a seat, as its plan sets it up."""
    for one in ask(group, name=duty.plan_uri).groups:
        if any(seat.body_as_written == duty.body_as_written and seat.start == duty.start for seat in view.sitting(one)):
            composition(one)
