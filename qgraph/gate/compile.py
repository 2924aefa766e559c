"""The compiler: `ontology/shapes.ttl` becomes `Shape`s, by the class they are for.

Nothing is passed over: whatever of SHACL stands in the file and is not known here, or not known where it stands, is a
`DataError` that names the file and the shape. So is a shape that a plan may break and that has no message in one of the languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from math import inf
from typing import NoReturn

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from qgraph.errors import DataError
from qgraph.gate.components import EACH, SH, WHOLE, Each, count
from qgraph.gate.graph import NOTHING, Graph, Term, members, nodes
from qgraph.gate.literals import TRUTHS
from qgraph.gate.shape import Message, Severity, Shape, component
from qgraph.rdf.vocabulary import BOOLEAN, TYPE, local_name

FILE = "ontology/shapes.ttl"
NODE_SHAPE, PROPERTY_SHAPE, PATH = (NamedNode(f"{SH}{name}") for name in ("NodeShape", "PropertyShape", "path"))
SILENT = frozenset({"name", "description", "order"})  # say nothing that could be broken
EVERYWHERE = frozenset({"severity", "deactivated", "message", *SILENT, *EACH, "hasValue"})
KNOWN = {
    NODE_SHAPE: frozenset({"targetClass", "property", *EVERYWHERE}),
    PROPERTY_SHAPE: frozenset({"path", "minCount", "maxCount", *EVERYWHERE, *WHOLE}),
}
SEVERAL = frozenset({"targetClass", "property", "message", *SILENT, "class", "node", "not", "and", "or", *WHOLE})

Shapes = dict[Term, tuple[Shape, ...]]  # class → what its nodes are held against


@cache
def shapes() -> Shapes:
    """The shapes of `ontology/shapes.ttl`."""
    return compiled(files("ontology").joinpath("shapes.ttl").read_bytes())


def compiled(turtle: bytes, file: str = FILE) -> Shapes:
    """Shapes out of Turtle. Raises `DataError`."""
    try:
        graph = nodes(parse(turtle, format=RdfFormat.TURTLE))
    except SyntaxError as error:
        raise DataError(f"{file}, line {error.lineno}: {error.msg}") from error
    sheet = _Sheet(file, graph)
    found: dict[Term, list[Shape]] = {}
    for name in [name for name, node in graph.items() if NODE_SHAPE in node.get(TYPE, ())]:
        site = _Site(sheet, name, _named(name), NODE_SHAPE)
        classes = site.given("targetClass")
        shape = replace(site, reports=bool(classes)).shape()
        parts = [part for part in (shape, *shape.properties) if part.constrains] if shape else []
        for kind in classes:
            found.setdefault(kind, []).extend(parts)
    sheet.refuse_unread()
    return {kind: tuple(parts) for kind, parts in found.items()}


def _named(term: Term) -> str:
    """A shape or class as the file calls it."""
    return f"q:{local_name(term)}" if isinstance(term, NamedNode) and "#" in term.value else str(term)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The shapes file, and which of its nodes were read as shapes."""

    name: str
    graph: Graph
    read: set[Term] = field(default_factory=set)

    def refuse_unread(self) -> None:
        """Raises `DataError` for a part of SHACL that stands where no shape leads to it."""
        for term, node in self.graph.items():
            for name in node if term not in self.read else ():
                if name.value.startswith(SH):
                    raise DataError(f"{self.name}: {_named(term)}: the gate does not know what sh:{local_name(name)} is for here")


@dataclass(frozen=True, slots=True)
class _Site:
    """One shape of the file: `name` is how errors call it, `within` are the shapes it stands in. A shape that `reports` is one that
    plans are held against, not a part of a condition."""

    sheet: _Sheet
    term: Term
    name: str
    kind: NamedNode
    reports: bool = False
    within: frozenset[Term] = frozenset()

    def refuse(self, what: str) -> NoReturn:
        """Raises `DataError`, naming file and shape."""
        raise DataError(f"{self.sheet.name}: {self.name}: the gate {what}")

    def given(self, word: str) -> Sequence[Term]:
        """What the shape says under `sh:word`."""
        return self.sheet.graph.get(self.term, NOTHING).get(NamedNode(SH + word), ())

    def members(self, head: Term) -> list[Term]:
        """The members of a list of the file."""
        try:
            return list(members(self.sheet.graph, head))
        except ValueError:
            self.refuse(f"finds no list at {head}")

    def nested(self, shape: Term) -> Each:
        """Whether a value conforms to another shape."""
        kind = PROPERTY_SHAPE if PATH in self.sheet.graph.get(shape, NOTHING) else NODE_SHAPE
        inner = self._inner(shape, kind, reports=False).shape()
        return inner.conforms if inner else lambda value, graph: True

    def shape(self) -> Shape | None:
        """The shape, None where it is deactivated."""
        self._recognise()
        shape = Shape(
            path=self._path(),
            severity=self._severity(),
            message=None,
            least=max((count(limit, self) for limit in self.given("minCount")), default=0),
            most=min((count(limit, self) for limit in self.given("maxCount")), default=inf),
            each=tuple((component(word), make(value, self)) for word, make in EACH.items() for value in self.given(word)),
            whole=tuple((component(word), make(value, self)) for word, make in WHOLE.items() for value in self.given(word)),
            properties=self._properties(),
        )
        if self._deactivated():
            return None
        return replace(shape, message=self._message()) if self.reports and shape.constrains else shape

    def _recognise(self) -> None:
        """Raises `DataError` for whatever is not known of this shape."""
        if self.term in self.within:
            self.refuse("does not know a shape that leads back to itself")
        if self.term not in self.sheet.graph:
            self.refuse(f"finds no shape {self.term}")
        self.sheet.read.add(self.term)
        for name, values in self.sheet.graph[self.term].items():
            word = local_name(name)
            if name == TYPE and values != [self.kind]:
                self.refuse(f"does not know a shape that is also {', '.join(_named(value) for value in values)}")
            if not name.value.startswith(SH):
                continue
            if word not in KNOWN[self.kind]:
                self.refuse(f"does not know sh:{word} at {'a property' if self.kind == PROPERTY_SHAPE else 'a node'}")
            if len(values) > 1 and word not in SEVERAL:
                self.refuse(f"knows one sh:{word} only")

    def _inner(self, shape: Term, kind: NamedNode, reports: bool) -> _Site:
        path = self.sheet.graph.get(shape, NOTHING).get(PATH)
        at = f"{self.name}, {' '.join(map(_named, path))}" if path else self.name
        return _Site(self.sheet, shape, at, kind, reports, self.within | {self.term})

    def _properties(self) -> tuple[Shape, ...]:
        inner = (self._inner(shape, PROPERTY_SHAPE, self.reports).shape() for shape in self.given("property"))
        return tuple(shape for shape in inner if shape)

    def _path(self) -> NamedNode | None:
        if self.kind == NODE_SHAPE:
            return None
        path = self.given("path")
        if not path or not isinstance(path[0], NamedNode):
            self.refuse("knows sh:path with one property only")
        return path[0]

    def _severity(self) -> Severity:
        for given in self.given("severity"):
            for severity in Severity:
                if given == NamedNode(SH + severity):
                    return severity
            self.refuse(f"does not know the severity {given}")
        return Severity.VIOLATION

    def _deactivated(self) -> bool:
        for given in self.given("deactivated"):
            if not isinstance(given, Literal) or given.datatype != BOOLEAN or given.value not in TRUTHS:
                self.refuse(f"takes sh:deactivated true or false, not {given}")
            return TRUTHS[given.value]
        return False

    def _message(self) -> Message:
        said = {given.language: given.value for given in self.given("message") if isinstance(given, Literal)}
        if len(self.given("message")) != 2 or not (said.get("zh") and said.get("en")):
            self.refuse("wants one sh:message in Chinese (@zh) and one in English (@en)")
        return Message(said["zh"], said["en"])
