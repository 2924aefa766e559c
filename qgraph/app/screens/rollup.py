"""目标汇总: one indicator from the nation down to the district, and how each level stands against the one above."""

import streamlit as st

from qgraph.app.evidence import escaped, sentence
from qgraph.app.figures import figure
from qgraph.app.i18n import t
from qgraph.app.names import indicators
from qgraph.app.pickers import pick
from qgraph.app.session import store
from qgraph.questions.rollup import rollup

st.title(t("rollup.title"))
st.write(t("rollup.lead"))
left, middle, right = st.columns([2, 1, 1])
with left:
    indicator = pick("indicator", indicators(), "rollup.indicator", "rollup.choose")
if indicator is None:
    st.stop()
whole = rollup(store(), indicator).to_json()
with middle:
    where = {
        "": t("rollup.everywhere"),
        **{row["place_uri"]: row["place"] or t("level.none") for row in whole["ladder"] if row["place_uri"]},
    }
    place = st.selectbox(t("rollup.place"), list(where), format_func=where.__getitem__, filter_mode="contains")
with right:
    years = sorted({str(row["deadline"])[:4] for row in whole["ladder"] if row["deadline"]})
    year = st.selectbox(t("rollup.year"), ["", *years], format_func=lambda y: y or t("rollup.every_year"))
answer = rollup(store(), indicator, place=place or None, year=int(year) if year else None).to_json() if place or year else whole

st.caption(f"{escaped(answer['indicator']['name'])} · {t('rollup.kind.' + (answer['indicator']['aggregation'] or 'none'))}")
known = answer["indicator"]
if known.get("discontinued"):
    st.caption(t("rollup.discontinued", year=known["discontinued"], source=escaped(known["discontinued_source"] or "")))
for word in ("near", "unlike"):
    if known.get(word):
        st.caption(t(f"rollup.{word}", names=escaped("、".join(known[word]))))
ladder, links = answer["ladder"], answer["links"]
if not ladder:
    st.info(t("rollup.none"))
    st.stop()


def label(row: dict) -> str:  # type: ignore[type-arg]  # the answer's own JSON rows
    """Where, what, when."""
    return f"{row['place'] or t('level.none')} {figure(row)} ({row['deadline'] or '—'})"


def ground(row: dict, key: str) -> None:  # type: ignore[type-arg]
    """The sentence or the publication behind a figure."""
    st.markdown(f"**{escaped(label(row))}**")
    if row.get("published"):
        st.caption(t("evidence.published", document=escaped(row["plan"]), year=row["issued"] or "—"))
        st.caption(t(f"evidence.{row['source'] if row['source'] in ('official', 'mirror') else 'mirror'}"))
        if row["quote"]:
            st.markdown(f"> {escaped(row['quote'])}")
        if row["address"]:
            st.caption(t("evidence.address", address=escaped(row["address"])))
    else:
        sentence(row["plan_uri"], row["plan"], row["fact"], row["quote"], row["found"], row["start"], row["end"], key=key)


st.subheader(t("rollup.ladder"))
st.dataframe(
    [
        {
            t("column.level"): t(f"level.{row['level'] or 'none'}"),
            t("column.place"): row["place"] or t("level.none"),
            t("column.value"): figure(row),
            t("column.deadline"): row["deadline"],
            t("column.plan"): row["plan"],
            t("column.issued"): row["issued"],
            t("column.quote"): row["quote"],
        }
        for row in ladder
    ],
    hide_index=True,
    placeholder="",
    alt=t("rollup.ladder"),
)

st.subheader(t("rollup.links"))
if not links:
    st.info(t("rollup.none"))
    st.stop()
table = [
    {
        t("column.verdict"): t(f"verdict.{link['verdict']}"),
        t("column.lower"): "、".join(label(row) for row in link["lower"]) or link["place"] or "—",
        t("column.upper"): label(link["upper"]) if link["upper"] else "—",
        t("column.via"): t(f"via.{link['via']}"),
        t("column.reason"): link["reason"],
        t("column.rule"): link["rule"],
    }
    for link in links
]
event = st.dataframe(
    table,
    hide_index=True,
    placeholder="",
    on_select="rerun",
    selection_mode="single-row",
    key=f"rollup-links-{indicator}",
    alt=t("rollup.links"),
)
ours = next((i for i, link in enumerate(links) if any(not row["published"] for row in link["lower"])), 0)  # a plan of this store first
picked = st.selectbox(
    t("rollup.detail"),
    range(len(links)),
    index=event.selection.rows[0] if event.selection.rows else ours,
    format_func=lambda i: f"{table[i][t('column.verdict')]}: {table[i][t('column.lower')]}",
    key=f"rollup-detail-{indicator}-{event.selection.rows}",
)
link = links[picked]
said, reason = t(f"verdict.{link['verdict']}"), link["reason"]
st.markdown(escaped(reason) if reason.startswith(said) else f"**{said}** — {escaped(reason)}")
lower, upper = st.columns(2)
with lower:
    st.caption(t("column.lower"))
    for position, row in enumerate(link["lower"]):
        ground(row, f"lower-{picked}-{position}")
with upper:
    st.caption(t("column.upper"))
    if link["upper"]:
        ground(link["upper"], f"upper-{picked}")
