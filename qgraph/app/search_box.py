"""One search over everything: a field whose words are in the address, and what was found, each a link to its own page."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from qgraph.app.evidence import escaped
from qgraph.app.i18n import said, t
from qgraph.app.links import page_link, parameter, remember
from qgraph.app.pickers import narrow
from qgraph.app.session import ask
from qgraph.errors import QgraphError
from qgraph.questions.search import Hit, Kind, search

SHOWN = 20
WORDS = "q"
NEAR = 6  # names that are offered where nothing was found


def search_box(label: str) -> bool:
    """The field and what it finds; whether anything was asked."""
    typed = st.text_input(label, value=parameter(WORDS) or "", placeholder=t("search.how"), type="search")
    words = (typed or "").strip()
    remember(**{WORDS: words or None})
    if not words:
        return False
    asked = parameter("kind")
    kinds = (Kind(asked),) if asked in set(Kind) else tuple(Kind)
    found(words, kinds)
    return True


def found(words: str, kinds: Collection[Kind]) -> None:
    """What was found, best first; a filter by kind, with how many of each; near names where there is nothing."""
    try:
        answer = ask(search, words=words, kinds=tuple(kinds), limit=SHOWN)
        whole = answer if len(kinds) == len(Kind) else ask(search, words=words, kinds=tuple(Kind), limit=SHOWN)
    except QgraphError as error:
        st.info(escaped(said(str(error))))
        return
    narrow("kind", {kind: f"{t(f'kind.{kind}')} ({count})" for kind, count in whole.counts.items()}, "column.kind")
    if answer.reason:
        st.info(escaped(said(answer.reason)))
        for name in answer.near[:NEAR]:
            if st.button(escaped(name), key=f"near-{name}"):
                remember(**{WORDS: name})
                st.rerun()
        return
    st.caption(t("search.count", count=answer.total, shown=len(answer.hits)))
    for hit in answer.hits:
        _hit(hit)


def _hit(hit: Hit) -> None:
    with st.container(border=True):
        page_link("entity", escaped(f"{hit.number or ''} {hit.name}".strip()), id=hit.uri)
        st.caption(" · ".join(escaped(part) for part in (t(f"kind.{hit.kind}"), hit.where, said(hit.reason)) if part))
        with st.container(horizontal=True):
            if hit.kind is Kind.BODY:
                page_link("duty", t("page.duty"), body=hit.uri)
            elif hit.kind is Kind.INDICATOR:
                page_link("rollup", t("page.rollup"), indicator=hit.uri)
            elif hit.plan_uri:
                page_link("source", t("evidence.open"), doc=hit.plan_uri, at=hit.uri)
            elif hit.kind is Kind.PLAN:
                page_link("source", t("evidence.open"), doc=hit.uri)
