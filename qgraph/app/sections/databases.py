"""同步: what the database holds against the store, what would travel, and bringing it to the state of the store."""

from __future__ import annotations

import os
from collections.abc import Callable

import streamlit as st

from qgraph.app.evidence import escaped, failure
from qgraph.app.i18n import t
from qgraph.app.session import NEO4J, folder
from qgraph.app.tables import show
from qgraph.errors import QgraphError
from qgraph.store import open_store
from qgraph.store.neo4j import Neo4jStore, connect
from qgraph.sync import compare, run

COUNTED = {  # class of the ontology → its word on this page
    "Plan": "plans",
    "Task": "tasks",
    "Responsibility": "responsibilities",
    "Target": "targets",
    "FundingLine": "funding",
    "Programme": "programmes",
    "Membership": "memberships",
    "Body": "bodies",
}
DIFFERENCES = 200  # that are listed


def draw() -> None:
    """The whole section."""
    st.subheader(t("manage.sync"))
    address = os.environ.get(NEO4J)
    if not address:
        st.info(t("manage.no_database"))
        return
    st.caption(escaped(t("manage.database", address=address)))
    actions: dict[str, Callable[[Neo4jStore], None]] = {"dry_run": _dry_run, "sync": _sync, "check": _check, "repair": _repair}
    with st.container(horizontal=True):
        asked = [name for name in actions if st.button(t(f"manage.{name}"), help=t(f"manage.{name}_how"))]
    for name in asked:
        try:
            with connect(address) as target:
                actions[name](target)
        except QgraphError as error:
            st.error(failure(error))


def _dry_run(target: Neo4jStore) -> None:
    _report(run.sync(open_store(folder()), target, dry_run=True).to_json())


def _sync(target: Neo4jStore, repair: bool = False) -> None:
    before = target.stats()
    bar = st.progress(0.0, t("manage.syncing"))

    def move(done: int, total: int) -> None:
        bar.progress(done / max(total, 1), f"{done} / {total}")

    report = run.sync(open_store(folder()), target, repair=repair, progress=move)
    after = target.stats()
    bar.empty()
    rows = [
        {t("column.kind"): t(f"manage.{word}"), t("manage.before"): before.get(name, 0), t("manage.after"): after.get(name, 0)}
        for name, word in COUNTED.items()
    ]
    show(rows, t("manage.sync"))
    _report(report.to_json())


def _repair(target: Neo4jStore) -> None:
    _sync(target, repair=True)


def _check(target: Neo4jStore) -> None:
    found = [one.to_json() for one in compare.check(open_store(folder()), target)]
    if not found:
        st.success(t("manage.equal"))
        return
    st.warning(t("manage.unequal", count=len(found)))
    show([{t("manage.graph"): one["graph"], t("column.reason"): one["reason"]} for one in found[:DIFFERENCES]], t("manage.check"))


def _report(answer: dict[str, object]) -> None:
    """The counts of a sync as it tells them: plans, nodes, relationships."""
    rows = [
        {t("column.kind"): t(f"manage.{what}"), **{t(f"manage.{key}"): value for key, value in counts.items()}}
        for what, counts in answer.items()
        if isinstance(counts, dict)
    ]
    show(rows, t("manage.sync"))
    st.caption(t("manage.took", seconds=answer.get("seconds", 0)))
