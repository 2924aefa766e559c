"""The picture as files: a page of its own, GraphML, and tables of nodes and edges. The image comes from the picture itself."""

from __future__ import annotations

from functools import partial

from qgraph.app.i18n import t
from qgraph.app.tables import File, offer
from qgraph.app.views import graph as view
from qgraph.export.subgraphs import edges_csv, graphml, nodes_csv
from qgraph.questions.neighbourhood import Subgraph


def draw(graph: Subgraph, html: str) -> None:
    """A button a file; all but the page are made when somebody asks for them."""
    kinds, levels, relations = view.kinds(), view.levels(), view.relations()
    files: dict[str, File] = {
        "download": (t("graph.download"), html, "html", "text/html"),
        "graphml": (t("graph.graphml"), partial(graphml, graph, kinds, levels, relations), "graphml", "application/xml"),
        "nodes_csv": (t("graph.nodes_csv"), partial(nodes_csv, graph, kinds, levels), "nodes.csv", "text/csv"),
        "edges_csv": (t("graph.edges_csv"), partial(edges_csv, graph, relations), "edges.csv", "text/csv"),
    }
    offer(t("graph.title"), "graph", files)
