"""Formats: one module each, `File → Found`. To add one, write a module with `SUFFIXES`, `MEDIA_TYPE` and `open_bytes`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Found:
    """A file's text as found. `main` are the spans of `text` that hold the document itself where the format can tell
    (html), else the whole text."""

    name: str
    sha256: str
    media_type: str
    text: str
    main: tuple[tuple[int, int], ...]


def open_file(path: Path) -> Found:
    """Read a file's text as found. Raises `SourceError`."""
    data = path.read_bytes()
    text = data.decode("utf-8-sig")
    return Found(path.name, hashlib.sha256(data).hexdigest(), "text/plain", text, ((0, len(text)),))
