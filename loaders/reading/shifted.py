"""Byte-shifted runs (see nlp note A2): left alone for now."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.reading.draft import Edit


def edits(text: str) -> Iterator[Edit]:
    """Rule reading.shifted."""
    yield from ()
