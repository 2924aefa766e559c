"""Two states of a store of record, and what a Neo4j database holds of them: what `faults` moves between.

Decisions
---------
* Between the states plans are changed, added and removed; places lose their only plan and get their first one. Most plans are of the
  synthetic China, whose places stand in the register; a few are of invented places that no register knows.
* The database is read back by two plain statements of our own, and not by `qgraph.sync.compare`, which is itself under test.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from pyoxigraph import Quad

from benchmarks import china
from qgraph.model import Plan
from qgraph.rdf import identity, reference
from qgraph.rdf.vocabulary import uri
from qgraph.registries import places
from qgraph.registries.places import NATION
from qgraph.store import open_store
from qgraph.store.neo4j import Neo4jStore
from qgraph.sync.graphs import Graphs, is_plan
from qgraph.sync.mapping import Edge, Node, Rows
from tests.qgraph.plans import LINZE, MASKED, TEXT, plan
from tests.qgraph.sync.world import World

NODES = "MATCH (n:Resource) RETURN labels(n) AS labels, properties(n) AS properties"
EDGES = "MATCH (a)-[r]->(b) WHERE r.graph IS NOT NULL RETURN r.graph AS graph, type(r) AS type, a.uri AS start, b.uri AS end"


@dataclass(frozen=True, slots=True)
class State:
    """A published store; the digest of each of its graphs, and of the nodes and relationships that each becomes."""

    name: str
    store: Path
    sources: dict[str, str]
    graphs: dict[str, str]


NOTHING = State("nothing", Path(), {}, {})


def make(folder: Path, seed: int, share: float) -> tuple[State, State]:
    """The two states, their stores in a folder; `share`: how much of China, see `benchmarks.china`."""
    first: list[Plan] = [plan(LINZE), plan(MASKED, TEXT + "附则。\n", "某县.txt")]
    second: list[Plan] = [replace(first[0], targets=(replace(first[0].targets[0], value=Decimal(97)),))]
    several = [one for one in china.plans(seed, share) if one.jurisdiction.adcode != NATION]  # its plans are as large as all others
    for number, one in enumerate(several):
        match number % 5:
            case 0:
                first.append(one)
            case 1:
                second.append(one)
            case 2 | 3:
                first.append(one)
                second.append(china.change(one, seed))
            case _:
                first.append(one)
                second.append(one)
    divisions = register(first + second)
    return _state(folder / "first", first, divisions), _state(folder / "second", second, divisions)


def register(plans: list[Plan]) -> dict[str, list[Quad]]:
    """The part of the register of divisions that some plans speak of, as the one graph it is."""
    wanted = {identity.place_uri(place.adcode) for code in _codes(plans) for place in places.ladder(code)}
    return {
        name: [quad for quad in quads if uri(quad.subject) in wanted]
        for name, quads in reference.graphs().items()
        if name.endswith("/reference/divisions")
    }


def held(target: Neo4jStore) -> dict[str, str]:
    """What a database holds: the digest of each graph's nodes and relationships."""
    nodes: dict[str, list[Node]] = {}
    edges: dict[str, list[Edge]] = {}
    for record in target.driver.execute_query(NODES).records:
        properties = dict(record["properties"])
        name, node = str(properties.pop("graph")), Node(properties.pop("uri"), set(record["labels"]) - {"Resource"}, properties)
        nodes.setdefault(name, []).append(node)
    for record in target.driver.execute_query(EDGES).records:
        edges.setdefault(record["graph"], []).append(Edge(record["type"], record["start"], record["end"]))
    return {
        name: Rows(tuple(sorted(nodes.get(name, ()), key=lambda node: node.uri)), tuple(sorted(edges.get(name, ())))).digest()
        for name in nodes.keys() | edges.keys()
    }


def way(known: dict[str, str], before: State, after: State) -> tuple[int, int]:
    """How many steps a run has come, by what the database knows, and how many there are: two for each graph that has to change, of which a
    shared one goes the first when its nodes are there, with no digest, and any other both at once."""
    names = [name for name in before.sources.keys() | after.sources.keys() if before.sources.get(name) != after.sources.get(name)]
    left = {name: known.get(name) for name in names}
    gone = sum(2 if left[name] == after.sources.get(name) else left[name] != before.sources.get(name) for name in names)
    return gone, 2 * len(names)


def mixed(found: dict[str, str], before: State, after: State) -> list[str]:
    """The plans of a database that are neither as they were nor as they shall be."""
    names = sorted(name for name in {*found, *before.graphs, *after.graphs} if is_plan(name))
    return [name for name in names if found.get(name) not in (before.graphs.get(name), after.graphs.get(name))]


def _state(directory: Path, plans: list[Plan], divisions: dict[str, list[Quad]]) -> State:
    with World(directory) as world:
        world.store.replace(divisions)
        world.put(*plans)
        world.store.publish()
    graphs = Graphs(open_store(directory))
    return State(directory.name, directory, graphs.digests, {name: graphs.rows(name).digest() for name in graphs.digests})


def _codes(plans: list[Plan]) -> Iterator[str]:
    return (one.jurisdiction.adcode for one in plans if one.jurisdiction.adcode)
