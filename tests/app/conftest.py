"""Stores for the tests of the pages, made once a session."""

from __future__ import annotations

from pathlib import Path

import pytest

from qgraph.store import Store, open_store
from tests.app import stores


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stores.samples(tmp_path_factory.mktemp("samples") / "store")


@pytest.fixture
def store(samples: Path) -> Store:
    return open_store(samples)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    return stores.hostile(folder / "store", folder / "hostile.txt")
