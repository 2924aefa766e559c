"""Every document, read and written and read back: the plan is the same, and everything of it is a graph of its own plan."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

import loaders
from qgraph.model import Plan
from qgraph.rdf import lines, read, write
from tests.loaders.documents import CORPUS, needs_corpus

SAMPLES = sorted(path for path in (Path(__file__).parents[3] / "samples" / "plans").iterdir() if path.is_file())


def _came_back(path: Path) -> tuple[Plan, Plan]:
    """A plan as it was read, and as its N-Quads give it back; titles a plan says it follows have no order."""
    written = loaders.read(path)
    quads = parse(lines.canonical(write.plan_quads(written)), format=RdfFormat.N_QUADS)
    return replace(written, basis=tuple(sorted(set(written.basis)))), read.plan(quads, written.source)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_sample_comes_back_equal(path: Path) -> None:
    written, back = _came_back(path)
    assert back == written


@pytest.mark.corpus
@needs_corpus
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name[:24])
def test_every_real_document_comes_back_equal(path: Path) -> None:
    written, back = _came_back(path)
    assert back == written
