"""What leaves the store as Turtle keeps the shapes, by the word of pySHACL, which knows nothing of our gate."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
import rdflib
from pyshacl import validate

from qgraph import ingest
from qgraph.export import graphs
from qgraph.rdf.vocabulary import NS
from qgraph.store import open_store
from tests.loaders.documents import CORPUS, needs_corpus

SAMPLES = Path(__file__).parents[2] / "samples" / "plans"
SHAPES = rdflib.Graph().parse(data=files("ontology").joinpath("shapes.ttl").read_text(encoding="utf-8"), format="turtle")


EACH = 3  # of the real documents one in so many: pySHACL takes seconds for each


def _exported(directory: Path, *plans: Path) -> rdflib.Graph:
    """What `qgraph export ttl` writes of a store of some plans."""
    report = ingest.load(directory, plans, 1)
    data = graphs.turtle(open_store(directory).match(None, None, None))
    graph = rdflib.Graph().parse(data=data, format="turtle")
    assert len(set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{NS}Plan")))) == len(report.files) - report.refused > 10
    return graph


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> rdflib.Graph:
    return _exported(tmp_path_factory.mktemp("store") / "store", SAMPLES)


def _conforms(data: rdflib.Graph) -> tuple[bool, str]:
    conforms, _, text = validate(data, shacl_graph=SHAPES, inference="none")
    return bool(conforms), str(text)


def test_an_export_conforms(exported: rdflib.Graph) -> None:
    conforms, text = _conforms(exported)
    assert conforms, text[:2000]


@pytest.mark.corpus
@needs_corpus
def test_an_export_of_the_real_documents_conforms(tmp_path: Path) -> None:
    conforms, text = _conforms(_exported(tmp_path / "store", *CORPUS[::EACH]))
    assert conforms, text[:2000]


def test_a_broken_export_does_not(exported: rdflib.Graph) -> None:
    fact = next(exported.subjects(rdflib.RDF.type, rdflib.URIRef(f"{NS}Target")))
    broken = list(exported.triples((fact, rdflib.URIRef(f"{NS}evidence"), None)))
    for triple in broken:
        exported.remove(triple)
    try:
        conforms, text = _conforms(exported)
        assert not conforms
        assert "The fact has no words of the text behind it" in text or "这条事实没有原文依据" in text
    finally:
        for triple in broken:
            exported.add(triple)
