"""The links of each kind of node, made of the named queries, so both stores give the same, in the same order.

A node's neighbours: a body – its tasks, its leading groups and its place; a task – its plan and bodies; a plan – its place, tasks,
targets, leading groups, programmes and money; an indicator – its targets; a target – its plan and indicator; a programme, a line of
funding – its plan; a place – its plans, the places within it and the one above, its bodies; a leading group – its members, the plans that
seat them, and what a body has. A link is seen from both ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from qgraph.errors import NotFoundError
from qgraph.model import Comparator
from qgraph.questions.ladder import MARKS, plain
from qgraph.questions.neighbourhood.nodes import Edge, Node
from qgraph.questions.remembered import remembered
from qgraph.questions.standing import standing
from qgraph.store import Row, Store

KINDS = ("place", "plan", "group", "body", "indicator", "task", "target", "programme", "funding")
FACTS = {"task": "tasks", "target": "plan_targets", "programme": "programmes", "funding": "funding"}  # kind of node → its query

Link = tuple[Node, Edge]


class View:
    """The store's small tables, and the links of each kind of node; nothing is asked of the store twice."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._asked: dict[tuple[str, str], list[Row]] = {}
        self.plans, self.places, self.bodies, self.indicators = remembered(store, _tables)

    def node(self, uri: str) -> Node:
        """The node of a URI. Raises `NotFoundError`."""
        if uri in self.plans:
            plan = self.plans[uri]
            return Node(uri, "plan", str(plan["title"]), str(plan["doc_number"] or ""), str(plan["level"] or ""))
        if uri in self.bodies:
            row = self.bodies[uri]
            kind = "group" if row["kind"] in ("leading_group", "working_group") else "body"
            place = self.places.get(str(row["place"]), {})
            return Node(uri, kind, str(row["name"]), str(place.get("name") or ""), str(place.get("level") or ""))
        if uri in self.indicators:
            return Node(uri, "indicator", str(self.indicators[uri]["name"]))
        if uri in self.places:
            name = str(self.places[uri]["name"] or "？")  # an anonymised plan's own place
            return Node(uri, "place", name, "", str(self.places[uri]["level"] or ""))
        owner = plan_of(uri)
        kind = uri[len(owner) :].strip("/").partition("/")[0]
        if owner in self.plans and kind in FACTS:
            for row in self._run(FACTS[kind], plan=owner):
                if row[kind] == uri:
                    return self._fact(row, kind)
        raise NotFoundError(f"no node {uri} in the store; search for its name instead", f"库中没有 {uri}：请按名称查找")

    def links(self, node: Node) -> Iterator[Link]:
        """The neighbours of a node with the edges to them."""
        readers = {
            "body": self._of_body,
            "group": self._of_body,
            "task": self._of_task,
            "plan": self._of_plan,
            "indicator": self._of_indicator,
            "target": self._of_target,
            "programme": self._stated,
            "funding": self._stated,
            "place": self._of_place,
        }
        yield from readers[node.kind](node.uri)

    def own(self, node: Node) -> Iterator[Link]:
        """The links that a node itself says, which are quick to know: of a fact all, of a plan, a body or a place the place it is of."""
        if node.kind in FACTS:
            yield from self.links(node)
        elif node.kind == "place":
            yield from self._above(node.uri)
        elif node.kind != "indicator":
            yield from self._placed(node.uri, (self.plans if node.kind == "plan" else self.bodies)[node.uri])

    def _run(self, query: str, **about: str) -> list[Row]:
        """The rows of a query with one parameter, in the order of the text; a rejected fact is no fact."""
        ((_, value),) = about.items()
        if (query, value) not in self._asked:
            rows = standing(self._store.run(query, **about))
            self._asked[query, value] = sorted(
                rows, key=lambda row: (str(row["plan"]), int(str(row.get("start") or 0)), list(map(str, row.values())))
            )
        return self._asked[query, value]

    def _of_body(self, uri: str) -> Iterator[Link]:
        tasks: dict[str, dict[str, Row]] = {}
        for row in self._run("duties", body=uri):
            plan = str(row["plan"])
            if plan not in tasks:
                tasks[plan] = {str(r["task"]): r for r in self._run("tasks", plan=plan)}
            task = tasks[plan].get(str(row["task"]))
            if task:
                yield self._fact(task, "task"), Edge(uri, str(row["task"]), str(row["role"]))
        for row in self._run("seats", body=uri):
            yield self.node(str(row["group"])), Edge(uri, str(row["group"]), str(row["role"]))
        yield from self._placed(uri, self.bodies[uri])
        place = self.bodies[uri]["place"]
        for plan in (plan for plan, about in self.plans.items() if about["place"] == place):  # its members, where it is a group
            for row in self._run("members", plan=plan):
                if row["group"] == uri and str(row["body"]) in self.bodies:
                    yield self.node(str(row["body"])), Edge(str(row["body"]), uri, str(row["role"]))
                    yield self.node(plan), Edge(uri, plan, "ofPlan")

    def _of_task(self, uri: str) -> Iterator[Link]:
        yield from self._stated(uri)
        for row in self._run("units", plan=plan_of(uri)):
            if row["task"] == uri and str(row["body"]) in self.bodies:
                yield self.node(str(row["body"])), Edge(str(row["body"]), uri, str(row["role"]))

    def _of_plan(self, uri: str) -> Iterator[Link]:
        yield from self._placed(uri, self.plans[uri])
        for kind, query in FACTS.items():
            for row in self._run(query, plan=uri):
                yield self._fact(row, kind), Edge(str(row[kind]), uri, "ofPlan")
        for group in sorted({str(row["group"]) for row in self._run("members", plan=uri)}):
            yield self.node(group), Edge(group, uri, "ofPlan")

    def _of_indicator(self, uri: str) -> Iterator[Link]:
        for row in self._run("targets", indicator=uri):
            yield self._fact(row, "target"), Edge(str(row["target"]), uri, "indicator")

    def _of_target(self, uri: str) -> Iterator[Link]:
        yield from self._stated(uri)
        for row in self._run("plan_targets", plan=plan_of(uri)):
            if row["target"] == uri and str(row["indicator"]) in self.indicators:
                yield self.node(str(row["indicator"])), Edge(uri, str(row["indicator"]), "indicator")

    def _stated(self, uri: str) -> Iterator[Link]:
        """The plan of a fact."""
        plan = plan_of(uri)
        yield self.node(plan), Edge(uri, plan, "ofPlan")

    def _placed(self, uri: str, row: Row) -> Iterator[Link]:
        """The place of a plan or a body."""
        place = str(row["place"])
        if place in self.places:
            yield self.node(place), Edge(uri, place, "ofJurisdiction")

    def _above(self, uri: str) -> Iterator[Link]:
        """The place above a place."""
        above = str(self.places[uri]["within"])
        if above in self.places:
            yield self.node(above), Edge(uri, above, "within")

    def _of_place(self, uri: str) -> Iterator[Link]:
        yield from self._above(uri)
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
        quote = str(row["quote"])
        if kind == "task":
            name = f"{row['number'] or ''} {row['title']}"
        elif kind == "target":
            name = f"{row['indicator_as_written']} {_figure(row)}"
        elif kind == "funding":
            name = f"{row['purpose'] or row['payee'] or ''} {_amount(row)}".strip() or quote
        else:
            name = str(row["name"])
        return Node(str(row[kind]), kind, name.strip(), quote)


def _figure(row: Row) -> str:
    if row["value"] is None:
        return str(row["reference"] or "")
    return f"{MARKS[Comparator(str(row['comparator']))]}{plain(Decimal(str(row['value'])))}{row['unit'] or ''}"


def _amount(row: Row) -> str:
    amount = "–".join(plain(Decimal(str(one))) for one in (row["amount"], row["amount_high"]) if one is not None)
    return f"{amount}{row['unit'] or ''}" if amount else f"{plain(Decimal(str(row['rate'])))}%" if row["rate"] is not None else ""


def _tables(store: Store) -> tuple[dict[str, Row], ...]:
    """The plans, places, bodies and indicators of a store by URI."""
    wanted = (("plans", "plan"), ("places", "place"), ("bodies", "body"), ("indicators", "indicator"))
    return tuple({str(row[key]): row for row in sorted(store.run(query), key=lambda row: str(row[key]))} for query, key in wanted)


def plan_of(fact: str) -> str:
    """The plan whose URI a fact's URI begins with; what is no fact's URI comes back as it is."""
    above, mark, below = fact.partition("/plan/")
    return f"{above}{mark}{below.partition('/')[0]}"
