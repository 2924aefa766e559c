"""What stands around one node: the part of the graph a person looks at. Made of the named queries, so both stores give the same.

A node's neighbours: a body – its tasks and leading groups; a task – its plan and bodies; a plan – its place, tasks, targets and
leading groups; an indicator – its targets; a target – its plan and indicator; a place – its plans, the places within it and the
one above, its bodies; a leading group – its members, the plans that seat them, and what a body has. A link is seen from both ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from qgraph.errors import NotFoundError
from qgraph.model import Comparator
from qgraph.questions.ladder import MARKS, plain
from qgraph.questions.remembered import remembered
from qgraph.questions.standing import standing
from qgraph.store import Row, Store


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """A thing: its URI, its kind (plan, body, group, task, target, indicator, place), its name and what more to say of it."""

    uri: str
    kind: str
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A relation between two nodes; `relation` is a role or the name of a relation in the ontology."""

    start: str
    end: str
    relation: str


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Nodes and edges around `centre`; `left_out` says how many neighbours the limit cut off."""

    centre: Node
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int


Link = tuple[Node, Edge]


def neighbourhood(store: Store, uri: str, hops: int = 1, limit: int = 80) -> Subgraph:
    """The nodes within `hops` steps of `uri`, at most `limit` of them, nearest first. Raises `NotFoundError`."""
    view = View(store)
    centre = view.node(uri)
    nodes, edges, left_out = {centre.uri: centre}, set[Edge](), 0
    ring = [centre]
    for _ in range(hops):
        following = []
        for node in ring:
            for neighbour, edge in view.links(node):
                if neighbour.uri not in nodes:
                    if len(nodes) >= limit:
                        left_out += 1
                        continue
                    nodes[neighbour.uri] = neighbour
                    following.append(neighbour)
                edges.add(edge)
        ring = following
    return Subgraph(centre, tuple(nodes.values()), tuple(sorted(edges)), left_out)


class View:
    """The store's small tables, and the links of each kind of node; nothing is asked of the store twice."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._asked: dict[tuple[str, str], list[Row]] = {}
        self.plans, self.places, self.bodies, self.indicators = remembered(store, _tables)

    def node(self, uri: str) -> Node:
        """The node of a URI. Raises `NotFoundError`."""
        if uri in self.plans:
            return Node(uri, "plan", str(self.plans[uri]["title"]), str(self.plans[uri]["doc_number"] or ""))
        if uri in self.bodies:
            row = self.bodies[uri]
            kind = "group" if row["kind"] in ("leading_group", "working_group") else "body"
            return Node(uri, kind, str(row["name"]), str(self.places.get(str(row["place"]), {}).get("name") or ""))
        if uri in self.indicators:
            return Node(uri, "indicator", str(self.indicators[uri]["name"]))
        if uri in self.places:
            return Node(uri, "place", str(self.places[uri]["name"] or "？"))  # an anonymised plan's own place
        plan = plan_of(uri)
        for query, kind in (("tasks", "task"), ("plan_targets", "target")):
            for row in self._run(query, plan=plan) if plan in self.plans else []:
                if row[kind] == uri:
                    return self._fact(row, kind)
        raise NotFoundError(f"no node {uri} in the store; search for its name instead")

    def links(self, node: Node) -> Iterator[Link]:
        """The neighbours of a node with the edges to them."""
        readers = {
            "body": self._of_body,
            "group": self._of_body,
            "task": self._of_task,
            "plan": self._of_plan,
            "indicator": self._of_indicator,
            "target": self._of_target,
            "place": self._of_place,
        }
        yield from readers[node.kind](node.uri)

    def _run(self, query: str, **about: str) -> list[Row]:
        """The rows of a query with one parameter; a rejected fact is no fact."""
        ((_, value),) = about.items()
        if (query, value) not in self._asked:
            self._asked[query, value] = standing(self._store.run(query, **about))
        return self._asked[query, value]

    def _of_body(self, uri: str) -> Iterator[Link]:
        tasks: dict[str, dict[str, Row]] = {}
        for row in sorted(self._run("duties", body=uri), key=lambda r: (str(r["plan"]), str(r["task"]))):
            plan = str(row["plan"])
            if plan not in tasks:
                tasks[plan] = {str(r["task"]): r for r in self._run("tasks", plan=plan)}
            task = tasks[plan].get(str(row["task"]))
            if task:
                yield self._fact(task, "task"), Edge(uri, str(row["task"]), str(row["role"]))
        for row in self._run("seats", body=uri):
            yield self.node(str(row["group"])), Edge(uri, str(row["group"]), str(row["role"]))
        place = str(self.bodies[uri]["place"])
        if place in self.places:
            yield self.node(place), Edge(uri, place, "ofJurisdiction")
        for plan in (plan for plan, about in self.plans.items() if about["place"] == place):  # its members, where it is a group
            for row in self._run("members", plan=plan):
                if row["group"] == uri and str(row["body"]) in self.bodies:
                    yield self.node(str(row["body"])), Edge(str(row["body"]), uri, str(row["role"]))
                    yield self.node(plan), Edge(uri, plan, "ofPlan")

    def _of_task(self, uri: str) -> Iterator[Link]:
        plan = plan_of(uri)
        yield self.node(plan), Edge(uri, plan, "ofPlan")
        for row in self._run("units", plan=plan):
            if row["task"] == uri and str(row["body"]) in self.bodies:
                yield self.node(str(row["body"])), Edge(str(row["body"]), uri, str(row["role"]))

    def _of_plan(self, uri: str) -> Iterator[Link]:
        place = str(self.plans[uri]["place"])
        if place in self.places:
            yield self.node(place), Edge(uri, place, "ofJurisdiction")
        for row in self._run("tasks", plan=uri):
            yield self._fact(row, "task"), Edge(str(row["task"]), uri, "ofPlan")
        for row in self._run("plan_targets", plan=uri):
            yield self._fact(row, "target"), Edge(str(row["target"]), uri, "ofPlan")
        for group in sorted({str(row["group"]) for row in self._run("members", plan=uri)}):
            yield self.node(group), Edge(group, uri, "ofPlan")

    def _of_indicator(self, uri: str) -> Iterator[Link]:
        for row in self._run("targets", indicator=uri):
            yield self._fact(row, "target"), Edge(str(row["target"]), uri, "indicator")

    def _of_target(self, uri: str) -> Iterator[Link]:
        plan = plan_of(uri)
        yield self.node(plan), Edge(uri, plan, "ofPlan")
        for row in self._run("plan_targets", plan=plan):
            if row["target"] == uri and str(row["indicator"]) in self.indicators:
                yield self.node(str(row["indicator"])), Edge(uri, str(row["indicator"]), "indicator")

    def _of_place(self, uri: str) -> Iterator[Link]:
        above = str(self.places[uri]["within"])
        if above in self.places:
            yield self.node(above), Edge(uri, above, "within")
        for plan, row in self.plans.items():
            if row["place"] == uri:
                yield self.node(plan), Edge(plan, uri, "ofJurisdiction")
        for place, row in self.places.items():
            if row["within"] == uri:
                yield self.node(place), Edge(place, uri, "within")
        for body, row in self.bodies.items():
            if row["place"] == uri:
                yield self.node(body), Edge(body, uri, "ofJurisdiction")

    @staticmethod
    def _fact(row: Row, kind: str) -> Node:
        if kind == "task":
            return Node(str(row["task"]), kind, f"{row['number'] or ''} {row['title']}".strip(), str(row["quote"]))
        figure = str(row["reference"] or "")
        if row["value"] is not None:
            figure = f"{MARKS[Comparator(str(row['comparator']))]}{plain(Decimal(str(row['value'])))}{row['unit'] or ''}"
        return Node(str(row["target"]), kind, f"{row['indicator_as_written']} {figure}".strip(), str(row["quote"]))


def _tables(store: Store) -> tuple[dict[str, Row], ...]:
    """The plans, places, bodies and indicators of a store by URI."""
    wanted = (("plans", "plan"), ("places", "place"), ("bodies", "body"), ("indicators", "indicator"))
    return tuple({str(row[key]): row for row in store.run(query)} for query, key in wanted)


def plan_of(fact: str) -> str:
    """The plan whose URI a fact's URI begins with; what is no fact's URI comes back as it is."""
    above, mark, below = fact.partition("/plan/")
    return f"{above}{mark}{below.partition('/')[0]}"
