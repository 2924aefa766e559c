"""Every document, read and written and read back: nothing is lost, and the bytes are the same whatever the order of the quads."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

import loaders
from qgraph.rdf import lines, read, write
from tests.loaders.documents import CORPUS, needs_corpus

SAMPLES = sorted(path for path in (Path(__file__).parents[3] / "samples" / "plans").iterdir() if path.is_file())


def _comes_back(path: Path) -> None:
    """The plan is equal to the one that was read, and writing that one gives the same bytes."""
    written = loaders.read(path)
    text = lines.canonical(write.plan_quads(written))
    back = read.plan(parse(text, format=RdfFormat.N_QUADS), written.source)
    assert back == written
    assert lines.canonical(reversed(write.plan_quads(back))) == text


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_sample_comes_back_equal(path: Path) -> None:
    _comes_back(path)


@pytest.mark.corpus
@needs_corpus
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: f"{path.suffix[1:]}-{path.name[:24]}")
def test_every_real_document_comes_back_equal(path: Path) -> None:
    _comes_back(path)
