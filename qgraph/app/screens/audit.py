"""核查: what an inspector would ask about, as a worklist."""

from datetime import date
from functools import partial

import streamlit as st

from qgraph.app.evidence import escaped, failure, sentence
from qgraph.app.i18n import language, said, t
from qgraph.app.links import page_link, parameter, remember
from qgraph.app.names import planned_places, plans
from qgraph.app.pickers import narrow, switch
from qgraph.app.session import ask, expect_plans, rows
from qgraph.app.tables import choose, downloads, show
from qgraph.app.views.audit import MANY, chosen, counted, covered, key, summary, weighed, worklist
from qgraph.errors import QgraphError
from qgraph.questions.audit import Severity, audit, words_of
from qgraph.questions.names import spots

WIDTHS = {"column.plan": 180, "audit.subject": 220, "column.reason": 320}  # pixels: what is longest must not push out the rest
FEW = 3  # places of a finding whose sentences stand one below the other

st.title(t("audit.title"))
st.write(t("audit.lead"))
expect_plans()
known = plans()
left, right = st.columns(2)
with left:
    place = narrow("place", planned_places(), "audit.place")
with right:
    where = {str(row["plan"]): str(row["place"]) for row in rows("plans")}
    inside = covered(place, ask(spots)) if place else set(where.values())
    plan = narrow("plan", {uri: label for uri, label in known.items() if where[uri] in inside}, "audit.plan")
if not (plan or place or parameter("all")) and len(known) > MANY:
    st.info(t("audit.choose", count=len(known)))
    st.button(t("audit.all", count=len(known)), on_click=partial(remember, all="1"))  # what follows must know as well
    st.stop()
try:
    with st.spinner(t("audit.wait")):
        answer = ask(audit, plan=plan, place=None if plan else place, on=date.today())
except QgraphError as error:
    st.warning(failure(error))
    st.stop()

severities, counts = words_of(language()), weighed(answer.findings)
middle, other, last = st.columns([2, 1, 1])
with middle:
    severity = switch("severity", ["all", *Severity], "audit.severity", lambda one: t("filter.all") if one == "all" else counts[one])
with other:
    kind = narrow("kind", counted(answer.findings), "column.kind")
with last:
    valid = switch("valid", ["all", "in_force"], "column.in_force", lambda one: t("filter.all") if one == "all" else t(f"force.{one}"))
findings = chosen(answer.findings, kind, None if severity == "all" else severity, valid == "in_force")
st.caption(t("audit.looked", plans=answer.plans, findings=len(answer.findings), shown=len(findings)))
if not findings:
    st.info(escaped(said(answer.reason)) if answer.reason else t("audit.none"))
    st.stop()
if len(findings) > 1:
    with st.expander(t("audit.summary")):
        show(summary(findings), t("audit.summary"))

table = worklist(findings)
names = [f"{row[t('column.kind')]} · {row[t('audit.subject')]} · {row[t('column.plan')]}" for row in table]
settings = {t(column): st.column_config.Column(width=width) for column, width in WIDTHS.items()}
picked = findings[choose(table, [key(one) for one in findings], names, t("audit.list"), t("audit.detail"), column_config=settings)]
downloads(
    partial(worklist, findings, empty_columns=True),
    t("audit.list"),
    "audit",
    [t("audit.looked", plans=answer.plans, findings=len(answer.findings), shown=len(findings)), t("audit.day", day=date.today())],
)

st.subheader(escaped(said(picked.item.subject)))
st.markdown(f"**{severities[picked.kind]}** · {severities[picked.severity]}")
st.markdown(escaped(said(picked.reason)))
with st.container(horizontal=True):
    page_link("source", t("evidence.open"), doc=picked.plan_uri)
    page_link("entity", t("page.entity"), id=picked.plan_uri)
places = [item for item in picked.items or (picked.item,) if item.start is not None and item.end is not None]
if len(places) > FEW:
    shown = choose(
        [{t("audit.subject"): said(item.subject), t("column.quote"): item.quote} for item in places],
        [str(number) for number in range(len(places))],
        [said(item.subject) for item in places],
        t("audit.places"),
        t("audit.place_of"),
        name="item",
    )
    places = places[shown : shown + 1]
for number, item in enumerate(places):
    quote = item.quote or ""
    sentence(
        picked.plan_uri,
        picked.plan,
        item.fact or picked.plan_uri,
        quote,
        item.found or quote,
        item.start or 0,
        item.end or 0,
        f"audit-{number}",
    )
