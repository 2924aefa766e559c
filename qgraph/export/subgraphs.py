"""The graph, or a part of it, as files for other programs: GraphML, and tables of nodes and edges as Gephi and a spreadsheet read them.

Decisions
---------
* The heads of the tables are those Gephi knows (Id, Label, Source, Target), in either language; kinds and relations are said in words.
* Text stays text: no formula in a table, and in GraphML no sign that XML may not hold.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping

import networkx as nx
from pyoxigraph import Literal, NamedNode, Quad

from qgraph.export.graphs import triples
from qgraph.export.sheets import ILLEGAL, comma_separated
from qgraph.questions.neighbourhood import Subgraph

Words = Mapping[str, str]
Table = list[dict[str, object]]


def nodes(graph: Subgraph, kinds: Words, levels: Words) -> Table:
    """The nodes, one a row."""
    return [
        {
            "Id": node.uri,
            "Label": node.name,
            "Kind": kinds.get(node.kind, node.kind),
            "Level": levels.get(node.level, node.level),
            "Detail": node.detail,
        }
        for node in graph.nodes
    ]


def edges(graph: Subgraph, relations: Words) -> Table:
    """The edges, one a row, with the names of their ends."""
    names = {node.uri: node.name for node in graph.nodes}
    return [
        {
            "Source": edge.start,
            "Target": edge.end,
            "Type": "Directed",
            "Label": relations.get(edge.relation, edge.relation),
            "SourceName": names[edge.start],
            "TargetName": names[edge.end],
        }
        for edge in graph.edges
    ]


def nodes_csv(graph: Subgraph, kinds: Words, levels: Words) -> bytes:
    """The nodes as a CSV."""
    return comma_separated(nodes(graph, kinds, levels))


def edges_csv(graph: Subgraph, relations: Words) -> bytes:
    """The edges as a CSV."""
    return comma_separated(edges(graph, relations))


def graphml(graph: Subgraph, kinds: Words, levels: Words, relations: Words) -> bytes:
    """The whole as GraphML; two nodes may be joined by several edges."""
    net = nx.MultiDiGraph()
    for row in nodes(graph, kinds, levels):
        net.add_node(_clean(row.pop("Id")), **{key.lower(): _clean(value) for key, value in row.items()})
    for edge in graph.edges:
        word = _clean(relations.get(edge.relation, edge.relation))
        net.add_edge(_clean(edge.start), _clean(edge.end), relation=edge.relation, label=word)
    return _written(net)


def everything(quads: Iterable[Quad]) -> bytes:
    """A whole store as GraphML: its things as nodes with their values (of several, all in one, `|` between), what leads from one to another
    as edges."""
    net = nx.MultiDiGraph()
    values: dict[str, dict[str, list[str]]] = {}
    for triple in triples(quads):
        if not (isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal)):
            continue  # a store holds no others
        start, name = triple.subject.value, _short(triple.predicate.value)
        if isinstance(triple.object, NamedNode) and name != "type":
            net.add_edge(start, triple.object.value, label=name)
        else:
            said = _short(triple.object.value) if isinstance(triple.object, NamedNode) else triple.object.value
            values.setdefault(start, {}).setdefault(name, []).append(_clean(said))
    for uri, held in values.items():
        net.add_node(uri, **{name: "|".join(some) for name, some in held.items()})
    return _written(net)


def _written(net: nx.MultiDiGraph) -> bytes:
    out = io.BytesIO()
    nx.write_graphml(net, out, encoding="utf-8", prettyprint=True)
    return out.getvalue()


def _short(uri: str) -> str:
    """The name at the end of a URI."""
    return uri.rpartition("#")[2].rpartition("/")[2]


def _clean(value: object) -> str:
    return ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", str(value))
