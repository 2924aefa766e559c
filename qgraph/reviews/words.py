"""The sentences of `ontology/data/review.toml`."""

from __future__ import annotations

from qgraph.errors import ReviewError
from qgraph.registries import tables
from qgraph.told import Told, told

FILE = "review.toml"


def wrong(key: str, **words: object) -> ReviewError:
    """The error of a decision that cannot be taken, in both languages."""
    return ReviewError(told(tables.words(FILE)["error"][key], **words))


def sentence(table: str, key: str, **words: object) -> Told:
    """A sentence of one of the tables."""
    return told(tables.words(FILE)[table][key], **words)
