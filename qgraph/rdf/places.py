"""The place graphs: bodies, masked places and unknown indicators that plans speak of, one graph a place.

Decisions
---------
* What a plan contributes is a pure function of its own graph and the registries (`statements`); a place graph is the union of
  what all plans contribute. So it can be kept by difference: what a plan gains is added, what it loses goes unless another
  plan still says it (`changes`). Rebuilding from nothing gives the same quads, whatever the order of the plans.
* A body that a registry knows is its type in its place; any other is its name in its place. 省X in the plan of a masked county
  stands in a place of its own (`…-province`), so it never melts into the county's X; 市X in a province's plan likewise (`…-prefecture`).
* Collective addressees (各有关部门) stay collective: they are bodies of that kind under the plan's own place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from pyoxigraph import NamedNode, Quad, Triple

from qgraph.model import BodyKind, Jurisdiction, Level, Mention, Plan, Responsibility
from qgraph.rdf import identity
from qgraph.rdf.vocabulary import TYPE, literal, local_name, scalar, term, uri
from qgraph.registries import bodies, body_types, indicators, places

Node = dict[str, object]  # property name → value of one subject
PLAN_GRAPHS, PLACES, PLANS = identity.plan_graph(""), identity.place_uri(""), identity.plan_uri("")
INDICATORS = identity.indicator_uri("x-")
# property that leads to a body → the properties that may hold its name in the text, the fullest first
NAMING = {"body": ("resolved", "bodyAsWritten", "name"), "ofGroup": ("groupName",), "issuedBy": ("issuer",), "proposedBody": ("resolved",)}
# all properties that say something of a body, a place or an indicator: a fifth of a plan's quads
SPOKEN = (
    *NAMING,
    *dict.fromkeys(name for names in NAMING.values() for name in names),
    *("collective", "kind", "indicator", "indicatorAsWritten", "matched"),
    *("ofJurisdiction", "placeName", "level", "adcode", "issuedOn", "periodStart"),
)


class Reader(Protocol):
    """The part of a store that is needed here."""

    def match(
        self, subject: NamedNode | None, predicate: NamedNode | None, node: NamedNode | None, graph: str | None = None
    ) -> Iterable[Quad]:
        """The quads of a pattern; None stands for any."""


@dataclass(frozen=True, slots=True)
class BodyNode:
    """A body as a node: its URI, the key of its place, what is said of it."""

    uri: str
    place: str
    triples: frozenset[Triple]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the place of a plan and its year decide what 市市场监管局 means in it."""

    place: str  # the place's key
    jurisdiction: Jurisdiction
    year: int | None

    @classmethod
    def of(cls, plan: Plan) -> Speaker:
        """The speaker of a plan that was read."""
        place = identity.place_key(plan.jurisdiction, plan.source.reading)
        return cls(place, plan.jurisdiction, int(plan.issued_on[:4]) if plan.issued_on else plan.period_start)

    @classmethod
    def of_node(cls, plan: Node) -> Speaker:
        """The speaker of a plan that stands in a graph; equal to the one it was written with."""
        level, issued, start = plan.get("level"), plan.get("issuedOn"), plan.get("periodStart")
        place = Jurisdiction(_text(plan, "placeName"), Level(str(level)) if level else None, _text(plan, "adcode"))
        year = int(str(issued)[:4]) if issued else start
        return cls(str(plan["ofJurisdiction"]).removeprefix(PLACES), place, year if isinstance(year, int) else None)

    def body(self, name: str, collective: bool = False) -> BodyNode:
        """The body a name means here."""
        return _body(self, name, collective)

    def named(self, fact: Responsibility | Mention) -> BodyNode:
        """The body of a fact that says whether it is a collective one."""
        if isinstance(fact, Responsibility):
            return self.body(fact.resolved, fact.collective)
        return self.body(fact.name, fact.kind is BodyKind.COLLECTIVE)

    def own_place(self) -> frozenset[Triple]:
        """What is said of the speaker's place, where no register of divisions says it."""
        if self.jurisdiction.adcode:
            return frozenset()
        return _place(self.place, self.jurisdiction.name, self.jurisdiction.level)


def indicator(name: str) -> str:
    """The URI of the indicator a name means."""
    known = indicators.resolve(name)
    return identity.indicator_uri(known.id if known else identity.unnamed(name))


def statements(graph: Iterable[Quad]) -> dict[str, set[Triple]]:
    """What a plan's graph contributes to the place graphs, by place key; an empty graph nothing."""
    nodes = _nodes(graph)
    plan = next((uri for uri, node in nodes.items() if "ofJurisdiction" in node), None)
    if plan is None:
        return {}
    speaker = Speaker.of_node(nodes[plan])
    said: dict[str, set[Triple]] = {}
    for node in nodes.values():
        for place, triples in _said(node, speaker):
            said.setdefault(place, set()).update(triples)
    return said


def changes(store: Reader, plan_graph: str, after: Mapping[str, set[Triple]], is_new: bool = False) -> dict[str, list[Quad]]:
    """The place graphs that are other than before once a plan contributes `after` (empty: it is removed), whole, by name. `is_new`: the
    store holds nothing of the plan yet."""
    spoken = () if is_new else (quad for name in SPOKEN for quad in store.match(None, term(name), None, plan_graph))
    before = statements(spoken)
    changed: dict[str, list[Quad]] = {}
    for place in sorted(before.keys() | after.keys()):
        lost = before.get(place, set()) - after.get(place, set())
        gained = after.get(place, set()) - before.get(place, set())
        name = identity.place_graph(place)
        present = {quad.triple for quad in store.match(None, None, None, name)} if lost or gained else set()
        present_after = (present | gained) - (lost - _still_said(store, place, lost, plan_graph))
        if present_after != present:
            changed[name] = [Quad(t.subject, t.predicate, t.object, NamedNode(name)) for t in sorted(present_after, key=str)]
    return changed


def _said(node: Node, speaker: Speaker) -> Iterator[tuple[str, frozenset[Triple]]]:
    """What one node of a plan graph contributes: (place key, triples)."""
    if "ofJurisdiction" in node:
        yield speaker.place, speaker.own_place()
    for relation, names in NAMING.items():
        if relation in node:
            name = next(str(node[n]) for n in names if n in node)
            body = speaker.body(name, node.get("collective") is True or node.get("kind") == BodyKind.COLLECTIVE)
            yield body.place, body.triples
    if str(node.get("indicator", "")).startswith(INDICATORS):
        named = identity.normal(str(node.get("matched") or node["indicatorAsWritten"]))
        yield speaker.place, _unknown_indicator(str(node["indicator"]), named)


def _still_said(store: Reader, place: str, lost: set[Triple], but: str) -> set[Triple]:
    """Those of the triples lost to a place that another plan than `but` says of it."""
    kept: set[Triple] = set()
    for subject in {uri(triple.subject) for triple in lost}:
        wanted = {triple for triple in lost if uri(triple.subject) == subject}
        for graph, fact in _naming(store, subject):
            if graph != but:
                speaker = Speaker.of_node(_node(store, PLANS + graph.removeprefix(PLAN_GRAPHS), graph))
                for key, triples in _said(_node(store, fact, graph), speaker):
                    kept |= wanted & triples if key == place else set()
                if wanted <= kept:
                    break
    return kept


def _naming(store: Reader, subject: str) -> Iterator[tuple[str, str]]:
    """The nodes of plan graphs that name a body, a place or an indicator: (graph, node)."""
    for relation in (*NAMING, "indicator"):
        for quad in store.match(None, term(relation), NamedNode(subject)):
            yield uri(quad.graph_name), uri(quad.subject)
    for quad in store.match(None, term("ofJurisdiction"), NamedNode(subject)):
        if uri(quad.graph_name).startswith(PLAN_GRAPHS):
            yield uri(quad.graph_name), uri(quad.subject)
        else:
            yield from _naming(store, uri(quad.subject))


@lru_cache(maxsize=65536)
def _body(speaker: Speaker, name: str, collective: bool) -> BodyNode:
    if collective or bodies.is_collective(name):  # one body, whether a duty or a mere mention names it
        local = "collective-" + identity.digest(identity.normal(name), length=12)
        node = _body_node(speaker.place, local, name, BodyKind.COLLECTIVE)
        return BodyNode(node.uri, node.place, node.triples | speaker.own_place())
    own = speaker.jurisdiction.name if not speaker.jurisdiction.adcode else None  # a place no register knows
    ref = bodies.identify(name.removeprefix(own) or name if own else name, speaker.jurisdiction, speaker.year)
    key, of_place = _seat(ref, speaker)
    kind = body_types.get(ref.type_id) if ref.type_id else None
    local = kind.id if kind and not kind.several else identity.unnamed(ref.core)
    node = _body_node(key, local, _full_name(ref, kind), ref.kind, ref.type_id, ref.plate)
    return BodyNode(node.uri, key, node.triples | of_place)


def _seat(ref: bodies.BodyRef, speaker: Speaker) -> tuple[str, frozenset[Triple]]:
    """The key of a body's place, and what is said of that place where no register of divisions says it."""
    if ref.place:
        return ref.place, frozenset()
    if ref.place_name:  # a place of that name, seen from here; which one is open
        key = identity.open_place_key(ref.place_name, speaker.place)
        return key, _place(key, ref.place_name, ref.level)
    if ref.level and ref.whose in (bodies.Whose.ABOVE, bodies.Whose.BELOW):
        key = f"{speaker.place}-{ref.level}"
        return key, _place(key, None, ref.level)
    return speaker.place, speaker.own_place()


def _body_node(place: str, local: str, name: str, kind: BodyKind | None, type_id: str | None = None, plate: str | None = None) -> BodyNode:
    uri = identity.body_uri(place, local)
    links = {"ofJurisdiction": identity.place_uri(place)}
    if type_id:
        links["bodyType"] = identity.body_type_uri(type_id)
    kinds = ("Body", "LeadingGroup") if kind is BodyKind.LEADING_GROUP else ("Body",)
    return BodyNode(uri, place, _triples(uri, kinds, links, name=name, kind=kind, alias=plate))


def _full_name(ref: bodies.BodyRef, kind: body_types.BodyType | None) -> str:
    """The one name of a body, whatever a plan calls it: the usual name of its type, with the name of its place."""
    place = places.by_code(ref.place) if ref.place else None
    national = ref.place == places.NATION
    if kind and not kind.several and (kind.national or not national):
        return kind.usual_name(place, ref.place_name, ref.level)
    return ("" if national else place.name if place else ref.place_name or "") + ref.core


def _place(key: str, name: str | None, level: Level | None) -> frozenset[Triple]:
    return _triples(identity.place_uri(key), ("Jurisdiction",), {}, name=name, level=level)


def _unknown_indicator(uri: str, name: str) -> frozenset[Triple]:
    return _triples(uri, ("Indicator",), {}, name=name)


def _triples(uri: str, kinds: Iterable[str], links: dict[str, str], **values: object) -> frozenset[Triple]:
    subject = NamedNode(uri)
    triples = [Triple(subject, TYPE, term(kind)) for kind in kinds]
    triples += [Triple(subject, term(name), NamedNode(to)) for name, to in links.items()]
    triples += [Triple(subject, term(name), node) for name, value in values.items() if (node := literal(name, value)) is not None]
    return frozenset(triples)


def _node(store: Reader, subject: str, graph: str) -> Node:
    return _nodes(store.match(NamedNode(subject), None, None, graph)).get(subject, {})


def _nodes(graph: Iterable[Quad]) -> dict[str, Node]:
    """Subjects with their properties; of several values of one property the last stays (none that is used here has several)."""
    nodes: dict[str, Node] = {}
    for quad in graph:
        nodes.setdefault(uri(quad.subject), {})[local_name(quad.predicate)] = scalar(quad.object)
    return nodes


def _text(node: Node, name: str) -> str | None:
    value = node.get(name)
    return None if value is None else str(value)
