"""The picture as files: a page of its own, GraphML, and tables of nodes and edges. The image comes from the picture itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from qgraph.app.i18n import t
from qgraph.app.views import graph as view
from qgraph.export.subgraphs import edges_csv, graphml, nodes_csv
from qgraph.questions.neighbourhood import Subgraph


def stem() -> str:
    """The name of a file, without its ending."""
    return f"{t('graph.title')}-{date.today():%Y%m%d}"


def draw(graph: Subgraph, html: str) -> None:
    """A button a file; all but the page are made when somebody asks for them."""
    kinds, levels, relations = view.kinds(), view.levels(), view.relations()
    files: dict[str, tuple[str | Callable[[], bytes], str, str]] = {
        "download": (html, "html", "text/html"),
        "graphml": (partial(graphml, graph, kinds, levels, relations), "graphml", "application/xml"),
        "nodes_csv": (partial(nodes_csv, graph, kinds, levels), "nodes.csv", "text/csv"),
        "edges_csv": (partial(edges_csv, graph, relations), "edges.csv", "text/csv"),
    }
    with st.container(horizontal=True):
        for word, (data, ending, mime) in files.items():
            st.download_button(t(f"graph.{word}"), data, file_name=f"{stem()}.{ending}", mime=mime, on_click="ignore", key=f"graph-{word}")
