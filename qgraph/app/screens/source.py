"""原文: a plan's text with its facts marked, the facts beside it, and what is to be known of the text itself."""

from datetime import date
from functools import partial
from pathlib import PurePath

import streamlit as st

from qgraph.app.components.source_view import listed, sent, source_focus, source_list, source_view
from qgraph.app.evidence import escaped
from qgraph.app.i18n import t
from qgraph.app.links import page_link, parameter, remember
from qgraph.app.names import plans
from qgraph.app.pickers import pick, pick_some, switch
from qgraph.app.sections.passage import basis, inspector
from qgraph.app.session import ask, expect_plans, folder, rows
from qgraph.app.tables import downloads, show
from qgraph.app.views import source as view
from qgraph.errors import NotFoundError
from qgraph.questions.passages import passages
from qgraph.store import sources

ALL, DOUBTFUL = "all", "doubtful"


def certainties() -> dict[str, float]:
    """How sure each rule is. The reader is imported last: it takes longer than the whole page, which is drawn by then."""
    from qgraph.ingest import certainties as measured

    return measured()


def goes_to(fact: str) -> None:
    """What a click or a key does: the address says the fact, and all else follows from it."""
    remember(at=fact)


st.title(t("source.title"))
st.write(t("source.lead"))
expect_plans()
known = {str(row["plan"]): row for row in rows("plans")}
plan = pick("doc", plans(), "source.plan", "source.choose")
if plan is None:
    st.stop()
try:
    source = sources.read(folder(), str(known[plan]["sha256"]))
except NotFoundError:
    st.warning(t("source.missing"))
    st.stop()
st.markdown(" · ".join(f"**{label}** {escaped(value)}" for label, value in view.head(known[plan], date.today()).items()))
with st.container(horizontal=True):
    page_link("entity", t("source.entity"), id=plan)
    page_link("graph", t("source.graph"), node=plan)
    page_link("audit", t("source.audit"), plan=plan)

facts = ask(passages, plan=plan)
doubted = view.doubts(facts, source)
at = next((one.fact for one in facts if one.fact == parameter("at")), None)
if at is None:
    remember(at=None)  # it was a fact of the plan before
first, second, third = st.columns(3)
with first:
    kinds = pick_some("kind", view.counted(facts), "source.kinds", "source.kinds_all")
with second:
    count = {view.REPAIR: len(view.telling(source.repairs)), view.GAP: len(source.gaps), view.DOUBT: len(doubted)}
    labels = {name: t(f"source.note.{name}", count=count[name]) for name in view.NOTES if count[name]}
    wanted = pick_some("show", labels, "source.notes", "source.notes_none")
with third:
    which = switch(
        "which",
        [ALL, DOUBTFUL],
        "source.which",
        lambda one: t("filter.all") if one == ALL else t("source.only_doubtful", count=len(doubted)),
    )
shown = view.kept(facts, kinds, doubted if which == DOUBTFUL else None, at)
headings = view.outline(rows("clauses", plan=plan))
marks = view.marks(shown, doubted)
left, right = st.columns([5, 3])
with left:
    said = {"outline": t("source.outline"), "text": t("source.text"), "several": t("source.several", count="{count}")}
    notes, legend = view.notes(source, shown, doubted, wanted), list(view.counted(shown).items())
    source_view(sent(f"{plan}/", source.reading, marks, notes, headings, legend, said), f"source-{plan}", goes_to)
    source_focus(at, "source-focus")
with right:
    if not facts:
        st.info(t("source.none_read"))
    elif not shown:
        st.info(t("source.nothing_fits"))
    elif at is None:
        st.caption(t("source.none"))
    else:
        fact = next(one for one in shown if one.fact == at)
        with st.container(border=True):
            inspector(fact, shown, doubted.get(at, ()), source, goes_to, view.above(headings, fact))
            basis(str(fact.row["rule"]), certainties())
    if shown:
        source_list(listed(f"{plan}/", marks, t("source.list")), f"source-list-{plan}", goes_to)

lists = {
    t("source.doubts", count=len(doubted)): view.table([one for one in facts if one.fact in doubted], doubted),
    t("source.repairs", count=count[view.REPAIR]): view.repairs(source),
    t("source.gaps", count=count[view.GAP]): view.gaps(source),
}
for label, table in lists.items():
    if table:
        with st.expander(label):
            show(table, label)
if quiet := len(source.repairs) - count[view.REPAIR]:
    st.caption(t("source.quiet", count=quiet))
elif not any(count.values()):
    st.caption(t("source.nothing_repaired"))
with st.container(horizontal=True):
    name = PurePath(source.name)
    for word, text in (("as_read", source.reading), ("original", source.found)):
        file_name = f"{name.stem}-{t(f'source.name.{word}')}.txt"
        st.download_button(t(f"source.{word}"), text.encode(errors="replace"), file_name, "text/plain", on_click="ignore")
    as_came = partial(sources.file, folder(), source.sha256)
    st.download_button(t("source.as_came"), as_came, name.name, "application/octet-stream", on_click="ignore")
if shown:
    downloads(
        partial(view.sheet, shown, doubted, source, headings, certainties()),
        t("source.list"),
        "source",
        [f"{label}: {value}" for label, value in view.head(known[plan], date.today()).items()],
    )
