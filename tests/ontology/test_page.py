"""The page of the vocabulary is what the vocabulary says."""

from __future__ import annotations

from pathlib import Path

from rdflib import OWL, RDF, Graph

from qgraph.export import vocabulary
from qgraph.rdf.vocabulary import NS

ROOT = Path(__file__).parents[2]


def test_the_page_in_docs_is_the_one_that_is_made_today() -> None:
    made = vocabulary.page()
    assert (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8") == made, "run `qgraph ontology page > docs/ontology.md`"


def test_every_term_stands_on_it_with_both_labels_and_a_meaning() -> None:
    graph = Graph().parse(ROOT / "ontology" / "qgraph.ttl")
    rows = {line.split("`")[1]: line for line in vocabulary.page().splitlines() if line.startswith("| `q:")}
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in graph.subjects(RDF.type, kind):
            if str(term).startswith(NS):
                cells = [cell.strip() for cell in rows[f"q:{str(term).removeprefix(NS)}"].strip("|").split(" | ")]
                assert all(cells[1:3]), term
                assert "<br/>" in rows[f"q:{str(term).removeprefix(NS)}"], term
