"""拟分工: measures without a lead, owners that the evidence speaks for, and those that somebody proposes."""

from __future__ import annotations

from functools import partial

import streamlit as st

from qgraph.app.deciding import take
from qgraph.app.evidence import escaped, sentence
from qgraph.app.i18n import said, t
from qgraph.app.session import ask, rows
from qgraph.app.tables import choose
from qgraph.desk import Folder
from qgraph.model import Role
from qgraph.questions.ledger import Line, ledger
from qgraph.questions.suggestions import Suggestion, suggestions
from qgraph.reviews.apply import about
from qgraph.reviews.entries import Act, Entry, Matter

LEADING = (Role.LEAD, Role.RESPONSIBLE)


def draw(folder: Folder) -> None:
    """The whole section."""
    lines = [line for line in ask(ledger, plan=folder.uri).lines if not any(line.bodies.get(role) for role in LEADING)]
    if not lines:
        st.info(t("review.owners_none"))
        return
    st.caption(t("review.owners_how"))
    table: list[dict[str, object]] = [
        {
            t("column.number"): line.number,
            t("review.measure"): line.measure,
            t("review.proposed"): "、".join(t("review.body_role", body=one.body, role=t(f"role.{one.role}")) for one in line.proposed),
        }
        for line in lines
    ]
    names = [" ".join(filter(None, (line.number, line.measure))) for line in lines]
    line = lines[choose(table, [about(folder.uri, one.id) for one in lines], names, t("review.measure"), t("review.detail"))]
    _measure(folder, line)


def _measure(folder: Folder, line: Line) -> None:
    row = next(iter(rows("task", task=line.id)), None)
    if row:
        start, end = int(str(row["start"])), int(str(row["end"]))
        sentence(folder.uri, line.plan_title, line.id, line.quote, str(row["found"]), start, end, "owners")
    for entry in folder.log.state().proposals.get(about(folder.uri, line.id), ()):
        label = t("review.withdraw", body=escaped(str(entry.values["body"])))
        st.button(label, on_click=partial(take, folder, partial(_withdraw, line.id, entry)), key=f"withdraw-{entry.id}")
    st.subheader(t("review.suggested"))
    found = ask(suggestions, plan=folder.uri).get(line.id, ())
    if not found:
        st.caption(t("review.no_suggestion"))
    for number, one in enumerate(found):
        _suggestion(folder, line, one, number)
    with st.form(f"propose-{line.id}"):
        st.markdown(f"**{t('review.own')}**")
        left, right = st.columns(2)
        with left:
            st.text_input(t("review.body"), max_chars=100, key=f"propose-{line.id}-body")
        with right:
            st.selectbox(t("review.role"), list(Role), format_func=lambda role: t(f"role.{role}"), key=f"propose-{line.id}-role")
        st.form_submit_button(t("review.propose"), on_click=partial(take, folder, partial(_own, line.id)))


def _suggestion(folder: Folder, line: Line, one: Suggestion, number: int) -> None:
    with st.container(border=True):
        st.markdown(f"**{escaped(one.body)}** · {t('review.score', score=one.score)}")
        for why in one.reasons:
            st.caption(escaped(said(why)))
        make = partial(_taken, line.id, one)
        st.button(t("review.take_up", role=t(f"role.{one.role}")), on_click=partial(take, folder, make), key=f"suggest-{line.id}-{number}")


def _taken(task: str, one: Suggestion, folder: Folder, by: str) -> Entry:
    why = t("list.join").join(said(reason) for reason in one.reasons)
    return folder.entry(Act.PROPOSE, task, by, why, body=one.body, role=one.role.value, because=one.because[0])


def _own(task: str, folder: Folder, by: str) -> Entry | None:
    body = str(st.session_state.get(f"propose-{task}-body") or "").strip()
    role = str(st.session_state.get(f"propose-{task}-role") or Role.LEAD)
    return folder.entry(Act.PROPOSE, task, by, None, body=body, role=role, because="person") if body else None


def _withdraw(task: str, entry: Entry, folder: Folder, by: str) -> Entry:
    return folder.entry(Act.UNDO, task, by, None, entry=entry.id, matter=Matter.OWNERS.value)
