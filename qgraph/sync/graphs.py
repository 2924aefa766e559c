"""What there is to send: the graphs of the store of record, each with its digest, in the order in which they can be sent.

Decisions
---------
* Every graph of the store is sent as one whole, and one derived graph besides: an indicator that no registry knows may be
  described by several place graphs, so it belongs to none of them but to `UNKNOWN`.
* Order: what others point to comes first.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import NamedNode, Quad

from qgraph.rdf import identity
from qgraph.rdf.vocabulary import GRAPH, TYPE, term, uri
from qgraph.sync.mapping import Rows, rows

UNKNOWN = f"{GRAPH}unknown-indicators"
INDICATORS = identity.indicator_uri("x-")
PLANS = identity.plan_graph("")
FIRST = ("reference/divisions", "reference/body-types", "reference/indicators", "unknown-indicators", "reference/", "place/", "plan/")
ORDER = tuple(GRAPH + part for part in FIRST)
LIMIT = 6_000  # nodes and relationships in one transaction, unless one graph alone has more


class Origin(Protocol):
    """What sync needs of the store of record."""

    def digests(self) -> dict[str, str]: ...

    def graph(self, name: str) -> Iterable[Quad]: ...

    def match(
        self, subject: NamedNode | None, predicate: NamedNode | None, node: NamedNode | None, graph: str | None = None
    ) -> Iterable[Quad]: ...


@dataclass(frozen=True, slots=True)
class Sent:
    """One graph on its way: the digest of its quads (None: not yet complete), its rows."""

    digest: str | None
    rows: Rows

    @property
    def size(self) -> int:
        return len(self.rows.nodes) + len(self.rows.edges)


class Graphs:
    """The graphs of an origin: `digests` by name, in the order of sending."""

    def __init__(self, origin: Origin) -> None:
        self._origin = origin
        self._unknown = sorted(_unknown(origin), key=str)
        digests = origin.digests()
        if self._unknown:
            digests[UNKNOWN] = hashlib.sha256("\n".join(map(str, self._unknown)).encode()).hexdigest()
        self.digests = {name: digests[name] for name in in_order(digests)}

    def rows(self, name: str) -> Rows:
        """The rows of one graph."""
        if name == UNKNOWN:
            return rows(self._unknown)
        quads = self._origin.graph(name)
        if is_plan(name):
            return rows(quads)
        return rows(quad for quad in quads if not uri(quad.subject).startswith(INDICATORS))

    def groups(self, names: Iterable[str]) -> Iterator[dict[str, Sent]]:
        """Whole graphs in groups of at most `LIMIT` nodes and relationships, in the given order."""
        group: dict[str, Sent] = {}
        size = 0
        for name in names:
            sent = Sent(self.digests[name], self.rows(name))
            if group and size + sent.size > LIMIT:
                yield group
                group, size = {}, 0
            group[name] = sent
            size += sent.size
        if group:
            yield group


def in_order(names: Iterable[str]) -> list[str]:
    """Graphs in the order in which they can be sent."""
    return sorted(names, key=lambda name: (_rank(name), name))


def _rank(name: str) -> int:
    return next((n for n, start in enumerate(ORDER) if name.startswith(start)), len(ORDER))


def is_plan(name: str) -> bool:
    """Whether a graph is that of a plan."""
    return name.startswith(PLANS)


def counted(names: Iterable[str]) -> int:
    """How many of some graphs are plans."""
    return sum(map(is_plan, names))


def split(names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Some graphs as (shared by plans, plans)."""
    names = list(names)
    return [name for name in names if not is_plan(name)], [name for name in names if is_plan(name)]


def stages(names: Iterable[str]) -> list[list[str]]:
    """Some graphs in the order of sending, in stages: those of one stage do not point at each other."""
    return [list(stage) for _, stage in itertools.groupby(in_order(names), key=_rank)]


def unsent(digests: Mapping[str, str], known: Mapping[str, str | None]) -> list[str]:
    """The graphs whose digest is not the one the database knows."""
    return [name for name, digest in digests.items() if known.get(name) != digest]


def _unknown(origin: Origin) -> set[Quad]:
    """What is said of the indicators no registry knows, each statement once."""
    named = {quad.subject for quad in origin.match(None, TYPE, term("Indicator")) if uri(quad.subject).startswith(INDICATORS)}
    return {
        Quad(quad.subject, quad.predicate, quad.object, NamedNode(UNKNOWN))
        for subject in named
        if isinstance(subject, NamedNode)
        for quad in origin.match(subject, None, None)
    }
