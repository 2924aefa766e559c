"""The texts of the graphs: canonical N-Quads, one file a graph, named by its digest.

Decisions
---------
* A text is read in a tenth of the time in which the database gives the same quads back, so a graph is soon compared with what it shall be.
* It is a help and no record: a text that is missing, or is not the one its name says, is as good as none, and the database is asked.
"""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from qgraph.rdf import lines
from qgraph.store.disk import writes

FOLDER = "texts"


@writes
def write(directory: Path, digest: str, text: bytes) -> None:
    """Keep the text of a graph. What a crash leaves half written is never taken for it."""
    path = _path(directory, digest)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text)


def read(directory: Path, digest: str) -> bytes | None:
    """The text of a digest, None where there is none."""
    try:
        text = _path(directory, digest).read_bytes()
    except OSError:
        return None
    return text if lines.digest(text) == digest else None


@writes
def keep(directory: Path, digests: Container[str]) -> None:
    """Take away every text but those of some digests."""
    for path in (directory / FOLDER).glob("*"):
        if path.name not in digests:
            path.unlink()


def _path(directory: Path, digest: str) -> Path:
    return directory / FOLDER / digest
