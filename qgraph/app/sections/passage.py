"""One fact of a plan in full, beside its text: what it says, what is in doubt, where it stands, and the way to where it matters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from qgraph.app.evidence import escaped
from qgraph.app.i18n import t
from qgraph.app.links import page_link
from qgraph.app.views import source as view
from qgraph.model import Source
from qgraph.questions.passages import Passage

LINKS = {"responsibility": ("duty", "body"), "membership": ("duty", "body"), "target": ("rollup", "indicator")}  # kind → page, parameter
IN_GRAPH = ("target", "task")  # kinds that are nodes of the picture; of others their body or plan is


def inspector(
    fact: Passage, among: Sequence[Passage], reasons: Sequence[str], source: Source, goes_to: Callable[[str], None], under: str
) -> None:
    """The fact, one of those that are listed. `goes_to` chooses the one before or after it; `under` is the heading it stands below."""
    _step(fact, [one.fact for one in among], goes_to)
    st.markdown(f"**{escaped(view.says(fact))}**")
    for reason in reasons:
        st.warning(escaped(reason))
    st.markdown(f"> {escaped(fact.quote)}")
    if view.differs(fact):
        st.caption(t("evidence.repaired", found=escaped(fact.found)))
    for label, line in (("source.heading", view.seen(under)), ("source.cell", view.cell(source, fact))):
        if line:
            st.caption(f"{t(label)}: {escaped(line)}")
    if others := sum((one.start, one.end) == (fact.start, fact.end) for one in among) - 1:
        st.caption(t("source.same", count=others))
    row = fact.row
    with st.container(horizontal=True):
        if fact.kind in LINKS:
            page, parameter = LINKS[fact.kind]
            page_link(page, t(f"source.{page}"), **{parameter: str(row[parameter])})
        page_link("entity", t("source.entity"), id=fact.fact)
        page_link("graph", t("source.graph"), node=fact.fact if fact.kind in IN_GRAPH else str(row.get("body") or row["plan"]))
    status = t("source.status." + str(row["status"]))
    st.caption(f"{t('source.status')}: {status}")


def basis(rule: str, certainties: Mapping[str, float]) -> None:
    """The rule that read it, and how sure that is."""
    sure = certainties.get(rule)
    measured = f" · {t('source.certainty')}: {sure:.2f} ({t('source.certainty_how')})" if sure is not None else ""
    st.caption(f"{t('source.rule')}: {escaped(rule)}{measured}")


def _step(fact: Passage, ids: Sequence[str], goes_to: Callable[[str], None]) -> None:
    """Which of how many, and the way to its neighbours."""
    number = ids.index(fact.fact)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(t(f"kind.{fact.kind}"))
        st.caption(t("source.position", number=number + 1, count=len(ids)))
        for word, to in (("source.previous", number - 1), ("source.next", number + 1)):
            there = ids[to] if 0 <= to < len(ids) else None
            st.button(t(word), key=word, disabled=there is None, on_click=goes_to, args=(there or fact.fact,))
