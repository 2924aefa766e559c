"""上级落实 and 前后两期: two plans held together, item by item, each with the sentences of both."""

from __future__ import annotations

import streamlit as st

from qgraph.app.evidence import escaped, sentence
from qgraph.app.i18n import said, t
from qgraph.app.links import page_link
from qgraph.app.names import plans
from qgraph.app.pickers import narrow, pick
from qgraph.app.session import ask, rows
from qgraph.app.tables import choose, downloads, show
from qgraph.app.views import held as view
from qgraph.questions.coverage import Answer, coverage
from qgraph.questions.coverage.facts import TARGET, TASK, Fact
from qgraph.questions.history import history

COVERAGE, HISTORY = "coverage", "history"
OFFERED = 4  # pairs of plans that are offered where none is chosen


def draw(manner: str) -> None:
    """The section in one manner: `coverage` of an upper plan by a lower one, or `history` of one place. Raises what the question raises."""
    known = plans()
    left, right = st.columns(2)
    with left:
        upper = pick("upper", known, f"compare.{manner}.upper", "source.choose")
    with right:
        lower = pick("lower", known, f"compare.{manner}.lower", "source.choose")
    if not upper or not lower or upper == lower:
        st.info(t(f"compare.{manner}.choose"))
        if manner == HISTORY:
            _offer()
        return
    answer = ask(coverage, upper=upper, lower=lower) if manner == COVERAGE else ask(history, earlier=upper, later=lower).held
    show(view.counts(answer, manner), t("compare.counts"))
    _list(answer, manner)


def _list(answer: Answer, manner: str) -> None:
    left, right = st.columns(2)
    with left:
        state = narrow("state", {one: t(f"compare.{manner}.{one}") for one in view.STATES}, "compare.state")
    with right:
        kind = narrow("kind", {one: t(f"kind.{one}") for one in (TASK, TARGET)}, "column.kind")
    found = view.chosen(view.all_of(answer), state, kind)
    if not found:
        st.info(t("compare.none"))
        return
    heads = (t(f"compare.{manner}.upper"), t(f"compare.{manner}.lower"))
    table = view.rows(found, *heads, manner)
    ends = [view.ends(*one) for one in found]
    ids = [f"{(above.uri if above else '').rpartition('/')[2]}-{(below.uri if below else '').rpartition('/')[2]}" for above, below in ends]
    names = [f"{row[t('compare.state')]} · {row[heads[0]] or row[heads[1]]}" for row in table]
    st.caption(t("compare.count", count=len(found)))
    picked = choose(table, ids, names, t(f"compare.view.{manner}"), t("compare.detail"), name="row")
    downloads(table, t(f"compare.view.{manner}"), manner, [f"{heads[0]}: {answer.upper['title']}", f"{heads[1]}: {answer.lower['title']}"])
    for reason in view.reasons(found[picked][1]):
        st.markdown(f"- {escaped(reason)}")
    for column, head, fact in zip(st.columns(2), heads, ends[picked], strict=True):
        with column:
            st.caption(head)
            _sentence(fact, head)


def _sentence(fact: Fact | None, key: str) -> None:
    if fact is None:
        st.caption(t("compare.silent"))
        return
    row, plan = fact.row, fact.plan
    sentence(
        str(plan["plan"]),
        str(plan["title"]),
        fact.uri,
        str(row["quote"]),
        str(row["found"]),
        int(str(row["start"])),
        int(str(row["end"])),
        key,
    )


def _offer() -> None:
    """Pairs of plans of one place, one after the other."""
    by_place: dict[str, list[dict[str, object]]] = {}
    for row in sorted(rows("plans"), key=lambda row: str(row["issued_on"] or row["period_start"] or "")):
        by_place.setdefault(str(row["place"]), []).append(dict(row))
    pairs = [(some[-2], some[-1]) for some in by_place.values() if len(some) > 1 and some[-1]["place_name"]]
    for one, other in pairs[:OFFERED]:
        label = escaped(said(f"{one['place_name']}: {one['title']} → {other['title']}"))
        page_link("compare", label, view=HISTORY, upper=str(one["plan"]), lower=str(other["plan"]))
