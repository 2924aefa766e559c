"""Writing: a `Plan` becomes the quads of its graph.

The plan graph holds only nodes the plan owns (the plan itself, its source file, clauses, facts, evidence); what it says of
bodies, indicators and places stands in the place graphs (`places`), to which the facts point by URI.
"""

from __future__ import annotations

from pyoxigraph import NamedNode, Quad

from qgraph.model import Evidence, Fact, Heading, Plan, Source, Task
from qgraph.rdf import identity, places
from qgraph.rdf.measures import Held, restatements, task_of
from qgraph.rdf.vocabulary import LITERALS, TYPE, camel, literal, term

PLAN_FIELDS = (
    "title",
    "doc_number",
    "issuer",
    "issued_on",
    "period_start",
    "period_end",
    "nature",
    "effective_from",
    "effective_until",
    "repealed",
    "trial",
    "publicity",
)


def plan_quads(plan: Plan, names: identity.Names | None = None) -> list[Quad]:
    """The quads of the plan's own graph, in reading order. Equal plans give equal lists. `names`: the URIs of its facts, where they are
    not those of the facts as they stand (a person corrected some)."""
    return _Writer(plan, names or identity.names(plan)).write()


class _Writer:
    """One plan on its way into one graph."""

    def __init__(self, plan: Plan, names: identity.Names) -> None:
        self.plan = plan
        self.uri = names.plan
        self.graph = NamedNode(names.graph)
        self.source = identity.source_uri(plan.source.sha256)
        self.speaker = places.Speaker.of(plan)
        self.names = names
        self.quads: list[Quad] = []

    def write(self) -> list[Quad]:
        plan, names = self.plan, self.names
        self._plan_node()
        self._source(plan.source)
        for uri, heading in zip(names.clauses, plan.headings, strict=True):
            self._clause(uri, heading)
        for target, node in zip(plan.targets, self._held("Target", names.targets, plan.targets), strict=True):
            self._link(node, "indicator", places.indicator(target.matched or target.indicator))
        for position, (uri, task) in enumerate(zip(names.tasks, plan.tasks, strict=True)):
            self._task(uri, task, position)
        for one in restatements(plan):
            self._link(NamedNode(names.tasks[one.row]), "restates", names.tasks[one.measure])
        for position, (uri, seat) in enumerate(zip(names.memberships, plan.memberships, strict=True)):
            node = self._fact(uri, "Membership", seat, position)
            self._link(node, "body", self.speaker.body(seat.body).uri)
            self._link(node, "ofGroup", self.speaker.body(seat.of).uri)
        self._held("FundingLine", names.funding, plan.funding)
        self._held("Programme", names.programmes, plan.programmes)
        for position, (uri, mention) in enumerate(zip(names.bodies, plan.bodies, strict=True)):
            node = self._fact(uri, "Mention", mention, position)
            self._link(node, "body", self.speaker.named(mention).uri)
        return self.quads

    def _plan_node(self) -> None:
        plan, place = self.plan, self.plan.jurisdiction
        node = self._node(self.uri, "Plan")
        for field in PLAN_FIELDS:
            self._value(node, camel(field), getattr(plan, field))
        self._link(node, "ofJurisdiction", identity.place_uri(self.speaker.place))
        for name, value in (("placeName", place.name), ("level", place.level), ("adcode", place.adcode)):
            self._value(node, name, value)
        for title in sorted(set(plan.basis)):
            self._value(node, "basis", title)
        self._value(node, "basisInOrder", plan.basis)  # a graph has no order of its own
        if plan.issuer:
            self._link(node, "issuedBy", self.speaker.body(plan.issuer).uri)
        if plan.owner_clause:
            self._evidence(node, "ownerClause", identity.evidence_uri(self.uri), plan.owner_clause)
        for nth, said in enumerate(plan.validity, 2):
            self._evidence(node, "validity", identity.evidence_uri(self.uri, nth), said)

    def _source(self, source: Source) -> None:
        node = self._node(self.source, "SourceFile")
        self._link(NamedNode(self.uri), "source", self.source)
        values = {"fileName": source.name, "sha256": source.sha256, "mediaType": source.media_type, "chars": len(source.found)}
        for name, value in values.items():
            self._value(node, name, value)

    def _clause(self, uri: str, heading: Heading) -> None:
        node = self._node(uri, "Clause")
        self._link(node, "ofPlan", self.uri)
        values = {
            "level": heading.level,
            "number": heading.number,
            "title": heading.title,
            "path": heading.path,
            "readingStart": heading.start,
            "readingEnd": heading.end,
        }
        for name, value in values.items():
            self._value(node, name, value)

    def _held(self, kind: str, names: tuple[str, ...], facts: tuple[Held, ...]) -> list[NamedNode]:
        """The nodes of facts that a task may hold, each with a link to the one that does."""
        nodes = []
        for position, (uri, fact, task) in enumerate(zip(names, facts, task_of(self.plan, facts), strict=True)):
            node = self._fact(uri, kind, fact, position)
            if task is not None:
                self._link(node, "ofTask", self.names.tasks[task])
            nodes.append(node)
        return nodes

    def _task(self, uri: str, task: Task, position: int) -> None:
        node = self._fact(uri, "Task", task, position)
        if task.units:
            self._evidence(node, "units", identity.evidence_uri(uri, 2), task.units)
        for nth, (name, part) in enumerate(zip(self.names.responsible[position], task.responsible, strict=True)):
            share = self._fact(name, "Responsibility", part, nth)
            self._link(share, "ofTask", uri)
            self._link(share, "body", self.speaker.named(part).uri)

    def _fact(self, uri: str, kind: str, fact: Fact, position: int) -> NamedNode:
        """What all facts have: class, plan, position among its like, own fields, evidence."""
        node = self._node(uri, kind)
        self._link(node, "ofPlan", self.uri)
        self._value(node, "position", position)
        self._literals(node, fact)
        self._evidence(node, "evidence", identity.evidence_uri(uri), fact.evidence)
        return node

    def _evidence(self, of: NamedNode, relation: str, uri: str, evidence: Evidence) -> None:
        self._link(of, relation, uri)
        node = self._node(uri, "Evidence")
        self._link(node, "source", self.source)
        self._literals(node, evidence)

    def _literals(self, node: NamedNode, thing: Fact | Evidence) -> None:
        for field, name in LITERALS[type(thing)].items():
            self._value(node, name, getattr(thing, field))

    def _node(self, uri: str, kind: str) -> NamedNode:
        node = NamedNode(uri)
        self.quads.append(Quad(node, TYPE, term(kind), self.graph))
        return node

    def _link(self, node: NamedNode, name: str, to: str) -> None:
        self.quads.append(Quad(node, term(name), NamedNode(to), self.graph))

    def _value(self, node: NamedNode, name: str, value: object) -> None:
        written = literal(name, value)
        if written is not None:
            self.quads.append(Quad(node, term(name), written, self.graph))
