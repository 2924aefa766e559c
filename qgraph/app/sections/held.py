"""上级落实 and 前后两期: two plans held together, item by item, each with the sentences of both."""

from __future__ import annotations

from typing import Any

import streamlit as st

from qgraph.app.evidence import escaped, quoted
from qgraph.app.i18n import t
from qgraph.app.names import plans
from qgraph.app.pickers import narrow, pick
from qgraph.app.sections.offers import offer_plans
from qgraph.app.session import ask
from qgraph.app.tables import choose, downloads, show
from qgraph.app.views import held as view
from qgraph.questions.coverage import Answer, coverage
from qgraph.questions.coverage.facts import TARGET, TASK, Fact
from qgraph.questions.history import history
from qgraph.questions.pairs import ladders, periods

COVERAGE, HISTORY = "coverage", "history"
TALL = 84  # pixels: a row of the table in four lines


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
        if manner == COVERAGE:
            offer_plans(ask(ladders, upper=upper if upper != lower else None, lower=lower))
        else:
            offer_plans(ask(periods, earlier=upper if upper != lower else None, later=lower))
        return
    answer = ask(coverage, upper=upper, lower=lower) if manner == COVERAGE else ask(history, earlier=upper, later=lower).held
    show(view.counts(answer, manner), t("compare.counts"))
    _list(answer, manner)


def _list(answer: Answer, manner: str) -> None:
    left, right = st.columns(2)
    whole = view.all_of(answer)
    with left:
        kind = narrow("kind", {one: t(f"kind.{one}") for one in (TASK, TARGET)}, "column.kind")
    counts = view.tally(view.chosen(whole, None, kind))
    with right:
        state = narrow("state", {one: f"{t(f'compare.{manner}.{one}')} ({counts[one]})" for one in view.STATES}, "compare.state")
    found = view.chosen(whole, state, kind)
    if not found:
        st.info(t("compare.none"))
        return
    heads = (t(f"compare.{manner}.upper"), t(f"compare.{manner}.lower"))
    table = view.rows(found, *heads, manner)
    ends = [view.ends(*one) for one in found]
    ids = [f"{(above.uri if above else '').rpartition('/')[2]}-{(below.uri if below else '').rpartition('/')[2]}" for above, below in ends]
    names = [f"{row[t('compare.state')]} · {row[heads[0]] or row[heads[1]]}" for row in table]
    st.caption(t("compare.count", count=len(found)))
    wide: dict[str, Any] = {head: st.column_config.Column(width=220) for head in heads}
    wide |= {t("compare.score"): st.column_config.NumberColumn(format="%.2f")}
    wide |= {t("compare.changes"): st.column_config.Column(width=170), t("column.reason"): st.column_config.Column(width=300)}
    label, prompt = t(f"compare.view.{manner}"), t("compare.detail")
    picked = choose(table, ids, names, label, prompt, name="row", column_config=wide, row_height=TALL)
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
    quoted(fact.plan, fact.uri, fact.row, key)
