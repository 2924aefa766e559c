"""责任追溯: what a body owes, in all plans, each with its sentence."""

from datetime import date

import streamlit as st

from qgraph.app.evidence import escaped, sentence
from qgraph.app.i18n import t
from qgraph.app.names import bodies
from qgraph.app.pickers import pick
from qgraph.app.session import store
from qgraph.questions.who import who

ROLES = ("lead", "responsible", "participate", "supervise", "chair", "deputy_chair", "member", "host")
NAMES = 8  # other names that are shown

st.title(t("duty.title"))
st.write(t("duty.lead"))
body = pick("body", bodies(), "duty.body", "duty.choose")
if body is None:
    st.stop()

answer = who(store(), body, on=date.today()).to_json()
names = answer["body"]
for word, value in (("aliases", names["aliases"]), ("predecessors", names["predecessors"])):
    if value:
        st.caption(t(f"duty.{word}", names=escaped("、".join(value[:NAMES])) + ("…" if len(value) > NAMES else "")))
if names["successor"]:
    st.caption(t("duty.successor", name=escaped(names["successor"])))
if names["line"] not in (None, "territorial"):
    st.caption(t(f"line.{names['line']}"))

duties = answer["obligations"]
present = [role for role in ROLES if any(d["role"] == role for d in duties)]
role = st.segmented_control(t("column.role"), ["all", *present], format_func=lambda r: t(f"role.{r}"), default="all", key="duty-role")
if role not in (None, "all"):
    duties = [d for d in duties if d["role"] == role]
if not duties:
    st.info(t("duty.none", reason=escaped(answer["reason"] or "")))
    st.stop()


def show(chosen: list[dict], key: str) -> None:  # type: ignore[type-arg]  # the answer's own JSON rows
    """A table of obligations; the row that is picked opens its sentence."""
    table = [
        {
            t("column.role"): t(f"role.{d['role']}"),
            t("column.number"): d["number"],
            t("column.task"): d["task"],
            t("column.plan"): d["plan"],
            t("column.deadline"): d["deadline"] or d["deadline_as_written"],
            t("column.in_force"): t(f"force.{d['validity']}"),
            t("column.co_units"): "、".join(u["name"] if isinstance(u, dict) else u for u in d["co_units"]),
            t("column.holder_today"): d["holder_today"],
            t("column.via"): t(f"via.{d['via']}"),
            t("column.role_as_written"): d["role_as_written"],
        }
        for d in chosen
    ]
    st.caption(t("duty.count", count=len(chosen)))
    event = st.dataframe(
        table,
        hide_index=True,
        placeholder="",
        on_select="rerun",
        selection_mode="single-row",
        key=f"duty-{key}-{body}",
        alt=t(f"duty.{key}"),
    )
    picked = st.selectbox(
        t("duty.detail"),
        range(len(chosen)),
        index=event.selection.rows[0] if event.selection.rows else 0,
        format_func=lambda i: f"{chosen[i]['number'] or ''} {chosen[i]['task'] or chosen[i]['plan']}",
        key=f"duty-{key}-detail-{body}-{event.selection.rows}",
    )
    duty = chosen[picked]
    sentence(duty["plan_uri"], duty["plan"], duty["fact"], duty["quote"], duty["found"], duty["start"], duty["end"], key=f"{key}-{picked}")
    if duty["holder_source"]:
        st.caption(escaped(duty["holder_source"]))


named = [d for d in duties if d["via"] != "collective"]
shared = [d for d in duties if d["via"] == "collective"]
if named:
    st.subheader(t("duty.named"))
    show(named, "named")
if shared:
    st.subheader(t("duty.collective"))
    show(shared, "collective")
