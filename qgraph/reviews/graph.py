"""What people said, as nodes of their own in the plan's graph: they never stand for what the plan says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from pyoxigraph import NamedNode, Quad

from qgraph.rdf import places
from qgraph.rdf.vocabulary import TYPE, literal, term
from qgraph.reviews.apply import Decided, Reviewed, uri_of
from qgraph.reviews.entries import Entry

CLASSES = ("Decision", "Correction", "Proposal", "Report", "YearlyValue")
REPORTED = {  # what a report says → property
    "month": "month",
    "office": "office",
    "progress": "progress",
    "status": "claimed",
    "problems": "problems",
    "next": "nextStep",
    "proof": "proof",
    "leader": "leader",
    "contact": "contact",
    "actual": "actual",
    "remarks": "remarks",
}


def quads(reviewed: Reviewed) -> list[Quad]:
    """The quads of what people said of a plan, in its graph: what holds now; what was before it stands in the log only."""
    return list(_Writer(reviewed).write())


def without_entries(statements: list[Quad]) -> list[Quad]:
    """Some statements without people's entries: who decided, proposed and reported what. A corrected fact stays corrected."""
    kinds = {term(kind) for kind in CLASSES}
    entries = {quad.subject for quad in statements if quad.predicate == TYPE and quad.object in kinds}
    return [quad for quad in statements if quad.subject not in entries] if entries else statements


class _Writer:
    def __init__(self, reviewed: Reviewed) -> None:
        self.reviewed = reviewed
        self.plan = reviewed.names.plan
        self.graph = NamedNode(reviewed.names.graph)
        self.here = {self.plan, *reviewed.names.all()}

    def write(self) -> Iterator[Quad]:
        for decided in self.reviewed.decided:
            yield from self._decision(decided)
        state = self.reviewed.state
        for about, entries in state.proposals.items():
            for entry in entries:
                yield from self._proposal(about, entry)
        for about, entries in state.reports.items():
            for entry in entries:
                values = {name: entry.values.get(key) for key, name in REPORTED.items()}
                yield from self._entry("Report", f"report/{entry.id}", about, entry, **values)
        for about, entries in state.yearly.items():
            for entry in entries:
                year, value = str(entry.values["year"]), Decimal(str(entry.values["value"]))
                yield from self._entry("YearlyValue", f"year/{year}", about, entry, forYear=int(year), yearly=value)

    def _decision(self, decided: Decided) -> Iterator[Quad]:
        standing = decided.standing
        node = f"{decided.uri}/decision"
        others = "、".join(sorted(standing.by - {standing.last.by}))
        yield from self._node("Decision", node, decided.uri, {**_who(standing.last), "act": standing.last.act, "secondedBy": others})
        for change in decided.changes:
            mine = f"{decided.uri}/correction/{change.name}"
            values = {"property": change.name, "asRead": change.as_read, "corrected": change.corrected}
            yield from self._node("Correction", mine, decided.uri, values)
            yield self._quad(mine, "ofDecision", NamedNode(node))

    def _proposal(self, about: str, entry: Entry) -> Iterator[Quad]:
        name = str(entry.values["body"])
        body = places.Speaker.of(self.reviewed.plan).body(name)
        values = {"resolved": name, "role": entry.values.get("role"), "because": entry.values.get("because")}
        node = f"proposal/{entry.id}"
        said = list(self._entry("Proposal", node, about, entry, **values))
        if said:
            yield from said
            yield self._quad(f"{uri_of(self.plan, about)}/{node}", "proposedBody", NamedNode(body.uri))

    def _entry(self, kind: str, node: str, about: str, entry: Entry, **values: object) -> Iterator[Quad]:
        """A node beside a fact; none where the fact is not there."""
        fact = uri_of(self.plan, about)
        if fact in self.here:
            yield from self._node(kind, f"{fact}/{node}", fact, {**_who(entry), **values})

    def _node(self, kind: str, node: str, fact: str, values: Mapping[str, object]) -> Iterator[Quad]:
        yield Quad(NamedNode(node), TYPE, term(kind), self.graph)
        yield self._quad(node, "inReviewOf", NamedNode(self.plan))
        yield self._quad(node, "concerns", NamedNode(fact))
        for name, value in values.items():
            if (said := literal(name, value)) is not None:
                yield self._quad(node, name, said)

    def _quad(self, node: str, name: str, value: object) -> Quad:
        return Quad(NamedNode(node), term(name), value, self.graph)  # type: ignore[arg-type]


def _who(entry: Entry) -> dict[str, object]:
    return {"decidedBy": entry.by, "decidedAt": entry.at, "reason": entry.reason}
