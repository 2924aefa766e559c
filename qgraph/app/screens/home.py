"""首页: what is loaded, and the questions it answers."""

import streamlit as st

from qgraph.app.i18n import t
from qgraph.app.links import page_link
from qgraph.app.session import rows, store
from qgraph.store import Row

COUNTS = {"plans": "Plan", "tasks": "Task", "duties": "Responsibility", "targets": "Target", "bodies": "Body", "funding": "FundingLine"}

st.title(t("home.title"))
st.write(t("home.lead"))

LEVELS = ("national", "province", "prefecture", "county", "township")


def order(row: Row) -> tuple[int, str, str, str]:
    """From the nation down, places together, the oldest first."""
    level = str(row["level"])
    return (
        LEVELS.index(level) if level in LEVELS else len(LEVELS),
        str(row["place"]),
        str(row["period_start"] or row["issued_on"] or ""),
        str(row["title"]),
    )


plans = sorted(rows("plans"), key=order)
if not plans:
    st.info(t("data.empty"))
    st.stop()

counts = store().stats()
for column, (word, label) in zip(st.columns(len(COUNTS)), COUNTS.items(), strict=True):
    column.metric(t(f"count.{word}"), counts.get(label, 0))

for column, page in zip(st.columns(3), ("duty", "rollup", "source"), strict=True):
    with column.container(border=True, height="stretch"):
        st.write(t(f"home.{page}"))
        page_link(page, t(f"page.{page}"))

st.subheader(t("home.plans"))
table = [
    {
        t("column.plan"): row["title"],
        t("column.place"): row["place_name"] or t("level.none"),
        t("column.level"): t(f"level.{row['level'] or 'none'}"),
        t("column.doc_number"): row["doc_number"],
        t("column.issued"): row["issued_on"],
        t("column.period"): "–".join(str(year) for year in (row["period_start"], row["period_end"]) if year),
        t("column.nature"): t(f"nature.{row['nature']}"),
    }
    for row in plans
]
event = st.dataframe(
    table,
    hide_index=True,
    on_select="rerun",
    selection_mode="single-row",
    alt=t("home.plans"),
    key="home-plans",
    placeholder="",
    column_config={t("column.plan"): st.column_config.Column(width=350)},
)
for index in event.selection.rows:
    page_link("source", t("evidence.open"), doc=str(plans[index]["plan"]))
