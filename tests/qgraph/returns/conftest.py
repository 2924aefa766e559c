"""A store of the samples, one for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.app import stores


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stores.samples(tmp_path_factory.mktemp("returns") / "store")


@pytest.fixture
def store(tmp_path: Path, loaded: Path) -> Path:
    return Path(shutil.copytree(loaded, tmp_path / "store"))
