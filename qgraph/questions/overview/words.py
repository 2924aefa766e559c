"""The words of the overview (`ontology/data/overview.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words() -> dict[str, Any]:
    return tomllib.loads(files("ontology").joinpath("data", "overview.toml").read_text(encoding="utf-8"))
