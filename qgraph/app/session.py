"""The store of this session, and what the sidebar says of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from qgraph.app.evidence import failure
from qgraph.app.i18n import t
from qgraph.errors import QgraphError, StoreError
from qgraph.questions.overview import overview
from qgraph.store import Row, Store, open_store

COUNTED = {"plans": "Plan", "tasks": "Task", "targets": "Target"}  # word → class of the ontology
FOLDER = "QGRAPH_STORE"  # environment: the embedded store's folder
T = TypeVar("T")
NEO4J = "QGRAPH_NEO4J"  # environment: the address of a database that answers instead


def folder() -> Path:
    """Where the embedded store lies."""
    return Path(os.environ.get(FOLDER, ".qgraph"))


def begin() -> None:
    """Choose, once a run, who answers: the database where one is named and alive, else the embedded store, with a notice."""
    st.session_state["database"] = None
    if address := os.environ.get(NEO4J):
        from qgraph.app import database

        try:
            # A server that went away since is noticed here, not in the middle of a page.
            if database.unfinished(database.answering(address)):
                st.warning(t("data.unfinished"))
            st.session_state["database"] = address
        except StoreError as error:
            database.answering.clear()
            st.warning(t("data.fallback", reason=failure(error)))


def warm() -> None:
    """Open the store and ask what the first page asks, before anybody comes: while a browser fetches the app, the server has nothing to do.
    What is wrong with the store a page will say."""
    if os.environ.get(NEO4J) or not version():
        return
    try:
        store = _open(str(folder()), version())
        where = f"{folder()} {store.edition()}"
        for question, asked in ((held, ()), (overview, (("on", date.today()),))):
            _answer(store, question, where, _named(question), asked)
    except QgraphError:
        return


def is_local() -> bool:
    """Whether the store that answers lies here, so that something can be written to it."""
    return bool(version()) and not st.session_state.get("database")


def holds() -> bool:
    """Whether anything answers: a database, or a store that was published."""
    return bool(st.session_state.get("database") or version())


def store() -> Store:
    """The store that answers in this run. Stops the page with one sentence where there is none."""
    if address := st.session_state.get("database"):
        from qgraph.app import database

        return database.answering(address)
    if not version():
        st.info(t("data.empty"))
        st.stop()
    try:
        return _open(str(folder()), version())
    except QgraphError as error:
        st.error(t("data.broken", reason=failure(error)))
        st.stop()


def version() -> str:
    """The published snapshot: caches are keyed on it."""
    pointer = folder() / "current"
    return pointer.read_text(encoding="utf-8").strip() if pointer.exists() else ""


@st.cache_resource(max_entries=2, show_spinner=False)
def _open(folder: str, version: str) -> Store:
    return open_store(Path(folder))


def expect_plans() -> None:
    """Stop the page with one sentence where no plan is loaded."""
    if not rows("plans"):
        st.info(t("data.empty"))
        st.stop()


def rows(query: str, **parameters: str) -> list[Row]:
    """The rows of a named query. The store keeps what it was asked; a second copy here would cost more than asking again."""
    return store().run(query, **parameters)


def ask(question: Callable[..., T], **asked: object) -> T:
    """The answer of a question of `qgraph.questions` about the store of this run, kept while the store stays as it is. Answers are shared
    between sessions: nobody changes one. Raises what the question raises."""
    about = tuple(sorted((key, tuple(value) if isinstance(value, list) else value) for key, value in asked.items() if value is not None))
    edition = store().edition()
    if edition is None:  # it is being written
        return question(store(), **asked)
    where = f"{st.session_state.get('database') or folder()} {edition}"
    answer: T = _answer(store(), question, where, _named(question), about)
    return answer


def _named(question: Callable[..., Any]) -> str:
    return f"{question.__module__}.{question.__qualname__}"


@st.cache_resource(max_entries=100, show_spinner=False)
def _answer(_store: Store, _question: Callable[..., Any], edition: str, name: str, about: tuple[tuple[str, Any], ...]) -> Any:
    return _question(_store, **dict(about))


def held(store: Store) -> dict[str, int]:
    """How many of each class there are, for `ask`: on every page, and counted once."""
    return store.stats()


def sidebar() -> None:
    """What is loaded."""
    if not holds():
        return
    counts = ask(held)
    st.caption(t("data.title"))
    st.caption(t("data.store", store=folder()))
    st.caption(t("data.counts", **{word: f"{counts.get(label, 0):,}" for word, label in COUNTED.items()}))
