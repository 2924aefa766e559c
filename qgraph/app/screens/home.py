"""首页: one search over everything, what is loaded, the questions with a live example, what is due and who has most to do."""

from collections import Counter
from datetime import date

import streamlit as st

from qgraph.app.evidence import escaped
from qgraph.app.i18n import t
from qgraph.app.links import page_link
from qgraph.app.names import indicators
from qgraph.app.pickers import narrow, switch
from qgraph.app.search_box import search_box
from qgraph.app.sections import beginning
from qgraph.app.session import ask, holds, rows, store
from qgraph.app.tables import choose, downloads, show
from qgraph.app.views import home as view
from qgraph.questions.names import LEVELS
from qgraph.questions.overview import overview
from qgraph.questions.validity import Validity, validity

COUNTS = {"plans": "Plan", "tasks": "Task", "duties": "Responsibility", "targets": "Target", "bodies": "Body", "funding": "FundingLine"}


def common_indicator() -> tuple[str, str] | None:
    """The known indicator that most targets are of."""
    known = indicators()
    counts = Counter(str(row["indicator"]) for row in rows("all_targets") if "/x-" not in str(row["indicator"]))
    return next(((uri, known[uri]) for uri, _ in counts.most_common() if uri in known), None)


def plan_list() -> None:
    """The plans, filtered; the one that is picked leads on."""
    st.subheader(t("home.plans"))
    valid = {str(row["plan"]): validity(row, date.today()) for row in everything}
    left, right = st.columns(2)
    with left:
        level = narrow(
            "level", {level: t(f"level.{level}") for level in LEVELS if any(row["level"] == level for row in everything)}, "column.level"
        )
    with right:
        options = ["all", *Validity]
        force = switch("valid", options, "column.in_force", lambda one: t("filter.all") if one == "all" else t(f"force.{one}"))
    kept = [row for row in everything if level in (None, row["level"]) and force in ("all", valid[str(row["plan"])])]
    if not kept:
        st.info(t("home.none"))
        return
    uris = [str(row["plan"]) for row in kept]
    table = view.plans(kept, valid)
    wide = {t("column.plan"): st.column_config.Column(width=350)}
    picked = uris[
        choose(table, uris, [str(row["title"]) for row in kept], t("home.plans"), t("home.plan"), name="plan", column_config=wide)
    ]
    with st.container(horizontal=True):
        page_link("source", t("evidence.open"), doc=picked)
        page_link("entity", t("page.entity"), id=picked)
        page_link("audit", t("page.audit"), plan=picked)
        page_link("graph", t("page.graph"), node=picked)
    downloads(table, t("home.plans"), "home-plans")


st.title(t("home.title"))
st.write(t("home.lead"))
if not holds() or not rows("plans"):
    beginning.draw()
    st.stop()
if search_box(t("home.search")):
    st.stop()
everything = view.ordered(rows("plans"))
counts = store().stats()
for column, (word, label) in zip(st.columns(len(COUNTS)), COUNTS.items(), strict=True):
    column.metric(t(f"count.{word}"), f"{counts.get(label, 0):,}")
found = ask(overview, on=date.today())
st.caption(t("home.valid", **{key: found.counts.validity[key] for key in Validity}, places=found.counts.places))

examples = view.examples(found, everything, common_indicator())
for start in range(0, len(examples), 3):
    for column, example in zip(st.columns(3), examples[start : start + 3], strict=False):
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{t(f'home.{example.page}')}**")
            page_link(example.page, escaped(example.told), **example.about)

plan_list()
left, right = st.columns(2)
with left:
    st.subheader(t("home.due"))
    ahead = view.due((*found.calendar.this_year, *found.calendar.later))
    if ahead:
        show(ahead, t("home.due"))
    else:
        st.caption(t("home.nothing_due"))
with right:
    st.subheader(t("home.busiest"))
    if found.bodies:
        bodies = [load.uri for load in found.bodies[: view.BODIES]]
        names = [load.body for load in found.bodies[: view.BODIES]]
        body = bodies[choose(view.loads(found), bodies, names, t("home.busiest"), t("home.body"), name="busy")]
        page_link("duty", t("page.duty"), body=body)
    else:
        st.caption(escaped(found.reason or ""))
