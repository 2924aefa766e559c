"""The database that may answer instead of the embedded store: on its own, for its driver takes longer to import than the first page."""

from __future__ import annotations

import streamlit as st

from qgraph.store.neo4j import Neo4jStore, connect
from qgraph.sync.turn import unfinished

__all__ = ["answering", "unfinished"]


@st.cache_resource(max_entries=2, ttl=60, show_spinner=False)
def answering(address: str) -> Neo4jStore:
    """The database; asked anew every minute, so that a sync shows and a server that went away is noticed."""
    return connect(address)
