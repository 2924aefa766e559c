"""A small store of record for the tests of sync: the registers without their places, and plans put and removed one by one."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from pyoxigraph import Quad

from qgraph.model import Plan
from qgraph.rdf import identity, places, reference, write
from qgraph.rdf.vocabulary import TYPE, term
from qgraph.store.embedded import EmbeddedWriter


class World:
    """A context manager; `store` is the origin to sync from."""

    def __init__(self, directory: Path) -> None:
        self.store = EmbeddedWriter(directory)
        if not self.store.digests():
            self.store.replace(_registers())

    def __enter__(self) -> World:
        self.store.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.store.__exit__(kind, error, trace)

    def put(self, *plans: Plan) -> None:
        for plan in plans:
            self.write(graph_of(plan), write.plan_quads(plan))

    def write(self, graph: str, quads: list[Quad]) -> None:
        self.store.replace({graph: quads, **places.changes(self.store, graph, places.statements(quads))})

    def remove(self, plan: Plan) -> None:
        graph = graph_of(plan)
        self.store.replace({graph: [], **places.changes(self.store, graph, {})})


def graph_of(plan: Plan) -> str:
    return identity.plan_graph(identity.plan_key(plan))


def _registers() -> dict[str, list[Quad]]:
    """Body types and indicators, without what leads to places; the register of divisions would only make the tests slow."""
    wanted = {term("BodyType"), term("Indicator")}
    graphs = {name: quads for name, quads in reference.graphs().items() if name.endswith(("/body-types", "/indicators"))}
    named = {quad.subject for quads in graphs.values() for quad in quads if quad.predicate == TYPE and quad.object in wanted}
    return {name: [quad for quad in quads if quad.subject in named] for name, quads in graphs.items()}
