"""原文: a plan's text with its facts marked."""

import streamlit as st

from qgraph.app.components.source_view import Mark, source_view
from qgraph.app.evidence import escaped
from qgraph.app.figures import base, figure, money, payer
from qgraph.app.i18n import t
from qgraph.app.links import parameter, remember
from qgraph.app.pickers import pick
from qgraph.app.session import folder, rows, store
from qgraph.errors import NotFoundError
from qgraph.questions.passages import KINDS, passages
from qgraph.store import sources

WORDS = {  # kind of fact → the columns that say what it is
    "target": ("indicator_as_written", "figure", "from", "deadline", "scope", "doubt"),
    "task": ("number", "title", "deadline"),
    "responsibility": ("resolved", "role", "role_as_written", "doubt"),
    "membership": ("body_as_written", "role", "group_name", "person", "post"),
    "funding": ("payer", "payee", "sum", "purpose", "per_as_written", "condition", "top_up", "hoped"),
    "programme": ("name",),
}

st.title(t("source.title"))
st.write(t("source.lead"))
titles = {str(row["plan"]): row for row in sorted(rows("plans"), key=lambda row: str(row["title"]))}
if not titles:
    st.info(t("data.empty"))
    st.stop()
before = parameter("doc")
plan = pick("doc", {uri: f"{row['title']} · {row['file']}" for uri, row in titles.items()}, "source.plan", "source.choose")
if plan is None:
    st.stop()
if plan != before:
    remember(at=None)
try:
    source = sources.read(folder(), str(titles[plan]["sha256"]))
except NotFoundError:
    st.warning(t("source.missing"))
    st.stop()

kinds = [kind for kind, _ in KINDS.values()]
shown = st.pills(
    t("source.kinds"), kinds, selection_mode="multi", default=kinds, format_func=lambda kind: t(f"kind.{kind}"), key="source-kinds"
)
facts = {p.fact: p for p in passages(store(), plan) if p.kind in shown}


def words(fact: str) -> str:
    """What a fact says, in one line."""
    row = dict(facts[fact].row)
    if facts[fact].kind == "target":
        row |= {"figure": figure(row), "from": base(row)}
    if facts[fact].kind == "task":
        row["deadline"] = row["deadline"] or row["deadline_as_written"]
    if facts[fact].kind == "funding":
        row["top_up"] = t("funding.on_top_of", payer=payer(row["on_top_of"])) if row["on_top_of"] else ""
        row |= {"payer": payer(row["payer"]), "sum": money(row), "hoped": t("funding.sought") if row["sought"] else ""}
    if row.get("role"):
        row["role"] = t(f"role.{row['role']}")
    return " · ".join(str(row[name]) for name in WORDS[facts[fact].kind] if row[name] not in (None, ""))


left, right = st.columns([3, 1])
at = parameter("at")
with left:
    marks = [Mark(p.fact, p.kind, f"{t(f'kind.{p.kind}')}: {words(p.fact)}", p.reading_start, p.reading_end) for p in facts.values()]
    picked = source_view(source.reading, marks, at, key=f"source-{plan}")
if picked and picked != at:
    remember(at=picked)
    st.rerun()  # what was just drawn still points at the mark before
with right:
    st.subheader(t("source.picked"))
    if at in facts:
        fact = facts[at]
        st.badge(t(f"kind.{fact.kind}"))
        st.markdown(escaped(words(at)))
        st.markdown(f"> {escaped(fact.quote)}")
        if fact.found != fact.quote:
            st.caption(t("evidence.repaired", found=escaped(fact.found)))
        if cell := source.cell_at(fact.start):
            st.caption(escaped(t("evidence.cell", sheet=cell.sheet or "", table=cell.table, row=cell.row, column=cell.column)))
        st.caption(f"{t('source.rule')}: {escaped(fact.row['rule'])}")
    else:
        st.caption(t("source.none"))
    with st.expander(t("source.repairs", count=len(source.repairs))):
        columns = {"before": "source.before", "after": "source.after", "rule": "source.rule"}
        st.dataframe(
            [{t(word): getattr(r, name)[:80] for name, word in columns.items()} for r in source.repairs[:500]],
            hide_index=True,
            placeholder="",
        )
    with st.expander(t("source.gaps", count=len(source.gaps))):
        st.dataframe(
            [{t("column.kind"): g.kind, t("column.quote"): g.found[:80]} for g in source.gaps[:500]], hide_index=True, placeholder=""
        )
    st.download_button(t("source.original"), source.found, file_name=f"{source.name}.txt", on_click="ignore")
