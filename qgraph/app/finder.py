"""Finding a body by what people call it: a short name, a former one, its pinyin; without words, the bodies with most to do.

Decisions
---------
* The words that were typed are a way to a body and no part of the address: what was found is.
* What is found is a button and no link: Streamlit does not write the address when a link leads to the page it stands on.
"""

from __future__ import annotations

from datetime import date

import streamlit as st

from qgraph.app.evidence import escaped
from qgraph.app.i18n import said, t
from qgraph.app.links import remember
from qgraph.app.search_box import looked_up
from qgraph.app.session import ask
from qgraph.app.tables import clicked
from qgraph.app.views.duty import busiest
from qgraph.errors import QgraphError
from qgraph.questions.overview import overview
from qgraph.questions.search import Kind, search

BUSIEST = 20  # bodies to begin with
TYPED = "duty-find"  # the key of the field


def choose(body: str | None) -> None:
    """Make the address say another body. What narrowed the list of the one before, by what that list held, is taken out."""
    remember(body=body, place=None, plan=None, period=None, due=None, theme=None, at=None)


def field() -> str:
    """The field for the words. The one body they mean is chosen at once; where there are several, none is until somebody says which."""
    words = st.text_input(t("duty.find"), key=TYPED, type="search", placeholder=t("duty.find_how"), on_change=_typed)
    return (words or "").strip()


def found(words: str) -> None:
    """The bodies that some words may mean, each to be chosen by a click."""
    answer = looked_up(words, kinds=(Kind.BODY,))
    if answer is None or answer.reason:
        return
    st.caption(t("duty.found", count=answer.total, shown=len(answer.hits)))
    for hit in answer.hits:
        label = escaped(" · ".join(filter(None, (hit.name, hit.place, said(hit.reason)))))
        st.button(label, type="tertiary", key=f"found-{hit.uri}", on_click=choose, args=(hit.uri,))


def most_to_do(on: date) -> None:
    """The bodies with most to do; a click on one chooses it."""
    loads = ask(overview, on=on).bodies[:BUSIEST]
    if not loads:
        return
    st.subheader(t("duty.busiest"))
    row = clicked(busiest(loads), t("duty.busiest"), "duty-busiest")
    if row is not None:
        choose(loads[row].uri)
        st.rerun()


def _typed() -> None:
    """What follows when other words were typed."""
    words = str(st.session_state[TYPED] or "").strip()
    if not words:
        return
    try:
        hits = ask(search, words=words, kinds=(Kind.BODY,)).hits
    except QgraphError:
        hits = ()  # `found` says why
    choose(hits[0].uri if len(hits) == 1 else None)
