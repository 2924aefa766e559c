"""The words of the overview (`ontology/data/overview.toml`)."""

from __future__ import annotations

from typing import Any

from qgraph.registries import tables


def words() -> dict[str, Any]:
    return tables.words("overview.toml")
