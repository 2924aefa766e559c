"""What answers say beside the facts (`ontology/data/answers.toml`)."""

from __future__ import annotations

from qgraph.registries import tables
from qgraph.told import Told, told


def said(key: str, **words: object) -> Told:
    """A sentence of the table (`who.no_plan`), filled with words."""
    about, name = key.split(".")
    return told(tables.words("answers.toml")[about][name], **words)
