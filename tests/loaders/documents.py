"""Documents for tests: a plain text that stands in one clause of a given kind, and the real corpus."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from loaders.document import Clause, Document, SectionKind
from loaders.front import Front
from qgraph.model import Jurisdiction, Level, Source

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPUS = sorted((SHARED / "corpus").rglob("*.txt")) + sorted((SHARED / "corpus").rglob("*.html"))
needs_corpus = pytest.mark.skipif(not CORPUS, reason="the real documents in ../shared/corpus are not here")


def document(text: str, section: str = "task") -> Document:
    """`text` as the body of one leaf clause numbered 一 of kind `section`; nothing is repaired."""
    n = len(text)
    source = Source("example.txt", hashlib.sha256(text.encode()).hexdigest(), "text/plain", text, text, range(n), range(1, n + 1))
    return Document(source, (), (Clause(SectionKind(section), ("一",), None, 0, 0, n, True),))


def front(level: str = "prefecture") -> Front:
    """The front matter of an example: a plan of an unnamed place of one level."""
    return Front(title="示例", jurisdiction=Jurisdiction(None, Level(level), None), issued_on="2024-01-08")
