"""One search over everything: a field whose words are in the address, and what was found, each a link to its own page."""

from __future__ import annotations

import streamlit as st

from qgraph.app.evidence import escaped, failure
from qgraph.app.i18n import said, t
from qgraph.app.links import page_link, parameter, remember
from qgraph.app.pickers import switch, words_of
from qgraph.app.session import ask
from qgraph.errors import QgraphError
from qgraph.questions.search import Answer, Hit, Kind, search

SHOWN, MOST = 20, 200  # hits at first, and at most
WORDS, KIND, MORE = "q", "kind", "more"  # what the address says: the words, one kind of thing, how many hits
NEAR = 6  # names that are offered where nothing was found


def looked_up(words: str, **asked: object) -> Answer | None:
    """What a search finds. Why it finds nothing is said; None where it could not be asked."""
    try:
        answer = ask(search, words=words, **asked)
    except QgraphError as error:
        st.info(failure(error))
        return None
    if answer.reason:
        st.info(escaped(said(answer.reason)))
    return answer


def search_box(label: str) -> bool:
    """The field and what it finds; whether anything was asked."""
    before = parameter(WORDS)
    words = words_of(WORDS, label, t("search.how"))
    if words != (before or "").strip():  # another question: all kinds, and from the top
        remember(**{KIND: None, MORE: None})
    if words:
        found(words)
    return bool(words)


def found(words: str) -> None:
    """What was found, best first; a filter by kind, with how many of each; near names where there is nothing."""
    whole = looked_up(words, limit=_limit())
    if whole is None:
        return
    if whole.reason:
        _offer(whole)
        return
    labels = {"all": t("search.kind", name=t("filter.all"), count=whole.total)}
    labels |= {str(kind): t("search.kind", name=t(f"kind.{kind}"), count=count) for kind, count in whole.counts.items()}
    chosen = switch(KIND, list(labels), "column.kind", labels.__getitem__)
    answer = whole if chosen == "all" else ask(search, words=words, kinds=(Kind(chosen),), limit=_limit())
    st.caption(t("search.count", count=answer.total, shown=len(answer.hits)))
    for hit in answer.hits:
        _hit(hit)
    if len(answer.hits) < min(answer.total, MOST):
        st.button(t("search.more"), on_click=_show_more, key="search-more")


def _offer(answer: Answer) -> None:
    """Names like those asked for, each searched for by a click."""
    with st.container(horizontal=True):
        for name in answer.near[:NEAR]:
            st.button(escaped(name), key=f"near-{name}", on_click=_instead, args=(name,))


def _instead(name: str) -> None:
    remember(**{WORDS: name, KIND: None, MORE: None})


def _limit() -> int:
    """How many hits the address asks for."""
    steps = {str(number): number for number in range(SHOWN, MOST + 1, SHOWN)}
    return steps.get(parameter(MORE) or "", SHOWN)


def _show_more() -> None:
    remember(**{MORE: str(_limit() + SHOWN)})


def _hit(hit: Hit) -> None:
    """A hit: its name, the page that answers about it, where it stands, its sentence and why it was found."""
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            page_link("entity", escaped(f"{hit.number or ''} {hit.name}".strip()), id=hit.uri)
            if hit.kind is Kind.BODY:
                page_link("duty", t("page.duty"), body=hit.uri)
            elif hit.kind is Kind.INDICATOR:
                page_link("rollup", t("page.rollup"), indicator=hit.uri)
            elif hit.kind is Kind.PLAN:
                page_link("source", t("evidence.open"), doc=hit.uri)
            elif hit.plan_uri:
                page_link("source", t("evidence.open"), doc=hit.plan_uri, at=hit.uri)
        if hit.sentence and (hit.name not in hit.sentence or len(hit.sentence) > len(hit.name) + 1):  # more than the name and its stop
            st.markdown(escaped(hit.sentence))
        st.caption(" · ".join(escaped(part) for part in (t(f"kind.{hit.kind}"), hit.place, hit.plan, said(hit.reason)) if part))
