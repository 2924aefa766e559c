"""The word lists and tables that stand beside the code: `.toml` files that a domain expert can read and edit."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def table(package: str, name: str) -> dict[str, Any]:
    """A file of a package, read anew: callers keep what they make of it."""
    return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
