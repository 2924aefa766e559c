"""责任追溯: what a body owes, in all plans, each with its sentence."""

from datetime import date
from functools import partial

import streamlit as st

from qgraph.app import finder
from qgraph.app.evidence import escaped, failure
from qgraph.app.i18n import language, said, t
from qgraph.app.links import page_link, parameter
from qgraph.app.names import bodies, places
from qgraph.app.obligation import composition, obligation
from qgraph.app.pickers import narrow, pick, switch
from qgraph.app.session import ask, rows
from qgraph.app.tables import choose, downloads
from qgraph.app.views import duty as view
from qgraph.errors import QgraphError
from qgraph.model import BodyKind
from qgraph.questions.group import group
from qgraph.questions.names import organs
from qgraph.questions.tally import tally
from qgraph.questions.validity import Validity
from qgraph.questions.who import COLLECTIVE, who
from qgraph.registries import body_types, themes

NAMES = 8  # other names that are shown
FEWEST = 4  # columns of filters
WIDTHS = {"task": 260, "co_units": 180, "plan": 200}  # pixels: what is longest must not push out the rest
ONE, TYPE = "one", "type"  # what is asked about: this body, or those of its type everywhere
today = date.today()

st.title(t("duty.title"))
st.write(t("duty.lead"))
left, middle, right = st.columns([3, 4, 2], vertical_alignment="bottom")
with left:
    words = finder.field()
before = parameter("body")
with middle:
    body = pick("body", bodies(), "duty.body", "duty.choose", words)
with st.container(horizontal=True):
    page_link("audit", t("duty.no_lead"), kind="no_lead")
    page_link("audit", t("duty.two_leads"), kind="two_leads")
if before is not None and body != before:
    finder.choose(body)
if body is None:
    if words:
        finder.found(words)
    else:
        finder.most_to_do(today)
    st.stop()

organ = ask(organs)[body]
kind = body_types.get(organ.type_id or "")
called = view.asked_as(kind) if kind else None
scope = ONE
if called:
    with right:
        scope = switch("scope", (ONE, TYPE), "duty.scope", lambda one: t(f"duty.scope_{one}"))
everywhere = scope == TYPE
asked = called if everywhere else body
try:
    answer = ask(who, body=asked, on=today)
except QgraphError as error:
    st.warning(failure(error))
    st.stop()

title = t("duty.everywhere", name=called) if everywhere else answer.name
st.subheader(escaped(title))
called_otherwise = {"aliases": answer.aliases, "predecessors": answer.predecessors, "successor": filter(None, [answer.successor])}
for word, names in called_otherwise.items():
    if held := list(names):
        st.caption(t(f"duty.{word}", names=escaped("、".join(held[:NAMES])) + ("…" if len(held) > NAMES else "")))
if answer.line not in (None, body_types.Line.TERRITORIAL):
    st.caption(t(f"line.{answer.line}"))
if not everywhere:
    if place := places().get(organ.place):
        st.caption(t("duty.place", place=escaped(place)))
    with st.container(horizontal=True):
        page_link("entity", t("duty.as_entity"), id=body)
        page_link("graph", t("duty.in_graph"), node=body)
    if organ.kind == BodyKind.LEADING_GROUP:
        for one in ask(group, name=body).groups:
            composition(one)

plans = {str(row["plan"]): row for row in rows("plans")}
offered = view.choices(answer.obligations, plans, tally(answer.obligations, today).overdue)
if (linked := parameter("plan") or "") in plans:  # a link may ask about a plan that says nothing of the body
    offered["plan"].setdefault(linked, view.plan_name(plans[linked]))
offered["theme"] = {one.id: one.name_en if language() == "en" else one.name for one in themes.all()}
force = switch("force", (view.ALL, *Validity), "duty.filter_force", lambda one: t("filter.all" if one == view.ALL else f"force.{one}"))
shown = {name: labels for name, labels in offered.items() if len(labels) > 1 or parameter(name) in labels}
chosen = {}
for column, (name, labels) in zip(st.columns(max(len(shown), FEWEST)), shown.items(), strict=False):
    with column:
        chosen[name] = narrow(name, labels, f"duty.filter_{name}")
theme = chosen.pop("theme")
wanted = view.Wanted(None if force == view.ALL else force, **chosen)
about = ask(who, body=asked, theme=theme, on=today).obligations if theme else answer.obligations
overdue = tally(about, today).overdue
kept = [duty for duty in about if wanted.keeps(duty, plans, overdue)]
found = tally(kept, today)
for line in view.summary(found) if kept else ():
    st.write(line)
if found.overdue:
    st.warning(t("duty.sum_overdue", count=len(found.overdue)))

tabs = view.tabs(kept)
if view.ALL not in tabs:
    reason = answer.reason or ask(who, body=asked, plan=wanted.plan, theme=theme, on=today).reason
    st.info(t("duty.none", reason=escaped(said(reason) if reason else t("duty.filtered", count=len(answer.obligations)))))
if not tabs:
    st.stop()
tab = switch("role", list(tabs), "duty.tab", lambda one: t("duty.counted", name=t(f"duty.tab_{one}"), count=len(tabs[one])))
duties = tabs[tab]
heading = t("duty.collective" if tab == COLLECTIVE else "duty.named")
st.subheader(heading)
picked = choose(
    view.table(duties, overdue, everywhere),
    [duty.fact for duty in duties],
    [view.name(duty) for duty in duties],
    heading,
    t("duty.detail"),
    column_config={t(f"column.{name}"): st.column_config.Column(width=width) for name, width in WIDTHS.items()},
)
narrowed = {"duty.tab": t(f"duty.tab_{tab}"), "duty.filter_force": t(f"force.{force}") if wanted.force else None}
narrowed |= {f"duty.filter_{name}": offered[name][value] for name, value in (chosen | {"theme": theme}).items() if value}
downloads(
    partial(view.sheet, duties, plans, overdue, everywhere),
    t("duty.file", body=title),
    "duty",
    view.notes(title, today, len(duties), [(t(label), value) for label, value in narrowed.items() if value]),
)
obligation(duties[picked], body, overdue)
