"""The three chains of real documents: Guangdong → Foshan, Gansu → Jinchang, Chongqing → Qianjiang."""

from __future__ import annotations

from pathlib import Path

import pytest

from qgraph import ingest
from qgraph.store import Store, open_store
from tests.loaders.documents import CORPUS

NUMBERS = ("221", "310", "230", "317", "227", "404")


def loaded(directory: Path) -> Store:
    """A store of the six documents; a skip that says why where they are absent."""
    paths = [path for path in CORPUS if path.name[:3] in NUMBERS]
    if len(paths) < len(NUMBERS):
        pytest.skip("the real documents in ../shared/corpus are not here")
    assert ingest.load(directory, paths, 1).refused == 0
    return open_store(directory)


def chain(store: Store, number: str) -> str:
    """The file name of the document with a number in front."""
    return next(str(row["file"]) for row in store.run("plans") if str(row["file"]).startswith(number))
