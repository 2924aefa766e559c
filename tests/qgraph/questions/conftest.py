from __future__ import annotations

from pathlib import Path

import pytest

from qgraph import ingest
from qgraph.store import Store, open_store

PLANS = Path(__file__).parents[3] / "samples" / "plans"


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The samples, read and stored as `qgraph load` does it."""
    directory = tmp_path_factory.mktemp("samples") / "store"
    assert ingest.load(directory, [PLANS], 1).refused == 0
    return open_store(directory)
