"""What we write is read the same by three parsers that share no code: pyoxigraph, rdflib and Apache Jena.

Decisions
---------
* Each parser's reading becomes quads of one library, which are compared as sets with those that were written; of N-Quads each reading
  becomes a plan again, too.
* Jena starts slowly, so it reads all the hostile texts from one file.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse
from rdflib.term import Node

from qgraph.export import graphs
from qgraph.model import Evidence, Plan
from qgraph.rdf import places, read, reference, write
from tests.qgraph.plans import plan
from tests.qgraph.rdf import jena

pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib, of itself
HOSTILE = (
    'a "quoted" \\ word',
    '\'\'\'""" ends in a quote"',
    "two\nlines\r\nand a lone\rreturn",
    "tab\tand \x0b \x0c \x1c \x1f \x7f \x85",
    "line \u2028 and paragraph \u2029 ends",
    "right \u202e to left \u200f and no width \u200b\ufeff",
    "𠮷野家 🧧 👩\u200d🔬 \U0010fffd",
    "e\u0301 is not \u00e9",
    "<script>alert('x')</script> & &amp; ]]>",
    "\\u0041 \\U00000041 ^^<http://example.org/> @zh .",
    " blank in front and behind ",
    "\x00",
    "质" * 100_000,
)
SURROGATES = range(0xD800, 0xE000)  # halves of characters; no text in UTF-8 holds one
READERS = ("pyoxigraph", "rdflib", "jena")
SYNTAXES = {"nq": ("nquads", RdfFormat.N_QUADS), "ttl": ("turtle", RdfFormat.TURTLE)}


def _saying(words: Iterable[str]) -> Plan:
    """A plan whose title, programmes and quotes are the words."""
    whole = plan()
    programmes = tuple(
        replace(whole.programmes[0], name=text, evidence=Evidence(text, 0, len(text), text, 0, len(text), (text,))) for text in words
    )
    return replace(whole, title=programmes[0].name, basis=tuple(one.name for one in programmes), programmes=programmes)


def _by_pyoxigraph(path: Path) -> set[Quad]:
    return set(parse(path.read_bytes(), format=SYNTAXES[path.suffix[1:]][1]))


def _by_rdflib(path: Path) -> set[Quad]:
    dataset = rdflib.Dataset()
    dataset.parse(path, format=SYNTAXES[path.suffix[1:]][0])
    named = path.suffix == ".nq"
    return {
        Quad(NamedNode(str(s)), NamedNode(str(p)), _object(o), NamedNode(str(g)) if named else DefaultGraph())
        for s, p, o, g in dataset.quads()
    }


def _by_jena(path: Path) -> set[Quad]:
    return set(parse(b"".join(jena.read(path, path.suffix[1:], "nq")), format=RdfFormat.N_QUADS))


BY: dict[str, Callable[[Path], set[Quad]]] = dict(zip(READERS, (_by_pyoxigraph, _by_rdflib, _by_jena), strict=True))


def _object(node: Node) -> NamedNode | Literal:
    """A term of rdflib as one of pyoxigraph: a plain string is one of xsd:string."""
    if isinstance(node, rdflib.Literal):
        if node.language:
            return Literal(str(node), language=node.language)
        return Literal(str(node), datatype=NamedNode(str(node.datatype))) if node.datatype else Literal(str(node))
    assert isinstance(node, rdflib.URIRef)
    return NamedNode(str(node))


def _as_nquads(folder: Path, written: Plan) -> tuple[Path, set[Quad]]:
    """A file of a plan's N-Quads, and the quads that stand in it."""
    quads = write.plan_quads(written)
    path = folder / "plan.nq"
    path.write_bytes(graphs.nquads(quads))
    return path, set(quads)


def _as_turtle(folder: Path, quads: Iterable[Quad]) -> tuple[Path, set[Quad]]:
    """A file of quads as Turtle, and its statements."""
    path = folder / "graph.ttl"
    path.write_bytes(graphs.turtle(quads))
    return path, {Quad(quad.subject, quad.predicate, quad.object) for quad in quads}


@pytest.mark.parametrize("reader", READERS)
def test_every_parser_gives_every_text_and_the_plan_back(tmp_path: Path, reader: str) -> None:
    written = _saying(HOSTILE)
    path, quads = _as_nquads(tmp_path, written)
    found = BY[reader](path)
    assert found == quads
    assert read.plan(found, written.source) == written


@pytest.mark.parametrize("reader", READERS)
def test_every_parser_gives_every_text_back_from_turtle(tmp_path: Path, reader: str) -> None:
    path, statements = _as_turtle(tmp_path, write.plan_quads(_saying(HOSTILE)))
    assert BY[reader](path) == statements


@pytest.mark.parametrize("reader", READERS)
def test_every_character_there_is_comes_back(tmp_path: Path, reader: str) -> None:
    blocks = range(0, sys.maxunicode + 1, 0x800)
    written = _saying("".join(map(chr, range(start, start + 0x800))) for start in blocks if start not in SURROGATES)
    path, quads = _as_nquads(tmp_path, written)
    found = BY[reader](path)
    assert found == quads
    assert read.plan(found, written.source) == written


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40), min_size=1, max_size=3, unique=True))
def test_any_text_comes_back_equal(tmp_path_factory: pytest.TempPathFactory, words: list[str]) -> None:
    written = _saying(words)
    path, quads = _as_nquads(tmp_path_factory.getbasetemp(), written)
    for reader in ("pyoxigraph", "rdflib"):
        found = BY[reader](path)
        assert found == quads
        assert read.plan(found, written.source) == written


@pytest.mark.parametrize("reader", READERS)
def test_plans_places_and_reference_facts_are_read_the_same(tmp_path: Path, reader: str) -> None:
    quads = [quad for rows in reference.graphs().values() for quad in rows] + write.plan_quads(plan())
    quads += [Quad(t.subject, t.predicate, t.object) for said in places.statements(write.plan_quads(plan())).values() for t in said]
    path, statements = _as_turtle(tmp_path, quads)
    assert BY[reader](path) == statements
