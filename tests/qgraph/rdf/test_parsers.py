"""What we write is read the same by three parsers that share no code: pyoxigraph, rdflib and Apache Jena."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from qgraph.export import graphs
from qgraph.model import Evidence, Plan
from qgraph.rdf import lines, places, read, reference, write
from tests.qgraph.plans import plan
from tests.qgraph.rdf import jena

pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib, of itself
HOSTILE = (
    'a "quoted" \\ word',
    "two\nlines\r\nand a lone\rreturn",
    "tab\tand \x0b \x0c \x1c \x1f \x7f \x85",
    "line \u2028 and paragraph \u2029 ends",
    "right \u202e to left \u200f and no width \u200b\ufeff",
    "𠮷野家 🧧 \U0010fffd",
    "<script>alert('x')</script> & &amp; ]]>",
    "\\u0041 \\U00000041 ^^<http://example.org/> @zh .",
    " blank in front and behind ",
    "质" * 100_000,
)


def _hostile(words: str) -> Plan:
    """A plan whose title and whose quotes are the words."""
    whole = plan()
    evidence = Evidence(words, 0, len(words), words, 0, len(words))
    programme = replace(whole.programmes[0], name=words, evidence=evidence)
    return replace(whole, title=words, programmes=(programme,))


def _plain(node: object) -> tuple[str, ...]:
    """A term, whichever library it is of: a plain string is one of xsd:string."""
    if isinstance(node, (rdflib.URIRef, NamedNode)):
        return ("uri", str(node) if isinstance(node, rdflib.URIRef) else node.value)
    if isinstance(node, rdflib.Literal):
        return ("literal", str(node), str(node.language or ""), "" if node.language else str(node.datatype or rdflib.XSD.string))
    assert isinstance(node, Literal)
    return ("literal", node.value, node.language or "", "" if node.language else node.datatype.value)


def _of_rdflib(text: bytes) -> set[tuple[tuple[str, ...], ...]]:
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format="nquads")
    return {tuple(map(_plain, (s, p, o, rdflib.URIRef(str(g))))) for s, p, o, g in dataset.quads()}


def _of_pyoxigraph(text: bytes) -> set[tuple[tuple[str, ...], ...]]:
    found = parse(text, format=RdfFormat.N_QUADS)
    return {tuple(map(_plain, (q.subject, q.predicate, q.object, q.graph_name))) for q in found}


def _quads(written: Plan) -> list[Quad]:
    return write.plan_quads(written)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_every_parser_reads_every_text(words: str, tmp_path: Path) -> None:
    quads = _quads(_hostile(words))
    text = lines.canonical(quads)
    assert _of_rdflib(text) == _of_pyoxigraph(text)
    assert set(parse(text, format=RdfFormat.N_QUADS)) == set(quads)
    path = tmp_path / "plan.nq"
    path.write_bytes(text)
    assert _of_pyoxigraph(b"".join(jena.read(path, "nq", "nq"))) == _of_pyoxigraph(text)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_plan_comes_back_equal(words: str) -> None:
    written = _hostile(words)
    back = read.plan(parse(lines.canonical(_quads(written)), format=RdfFormat.N_QUADS), written.source)
    assert (back.title, back.programmes) == (written.title, written.programmes)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_any_text_comes_back_equal(words: str) -> None:
    written = _hostile(words)
    text = lines.canonical(_quads(written))
    assert _of_rdflib(text) == _of_pyoxigraph(text)
    back = read.plan(parse(text, format=RdfFormat.N_QUADS), written.source)
    assert (back.title, back.programmes) == (written.title, written.programmes)


def test_the_reference_facts_are_read_the_same(tmp_path: Path) -> None:
    quads = [quad for rows in reference.graphs().values() for quad in rows]
    quads += [Quad(t.subject, t.predicate, t.object) for said in places.statements(_quads(plan())).values() for t in said]
    path = tmp_path / "reference.ttl"
    path.write_bytes(graphs.turtle(quads))
    triples = lines.triples(quads)
    assert lines.triples(parse(path.read_bytes(), format=RdfFormat.TURTLE)) == triples
    assert set(parse(b"".join(jena.read(path, "ttl", "nt")), format=RdfFormat.N_TRIPLES)) == set(
        parse(b"".join(triples), format=RdfFormat.N_TRIPLES)
    )
    graph = rdflib.Graph().parse(path, format="turtle")
    assert {tuple(map(_plain, triple)) for triple in graph} == {
        tuple(map(_plain, (q.subject, q.predicate, q.object))) for q in parse(b"".join(triples), format=RdfFormat.N_TRIPLES)
    }
