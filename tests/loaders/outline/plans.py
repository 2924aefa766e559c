"""Plans of invented places, and the labelled ones, as sources without any repair."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from loaders import outline
from loaders.document import Document
from qgraph.model import Heading, Source
from tests.loaders.documents import CORPUS, SHARED

LABELS = sorted((SHARED / "eval" / "gold").glob("*.json"))


def read(text: str, name: str = "plan.txt") -> Document:
    """The outline of a text in which nothing is repaired."""
    n = len(text)
    return outline.read(Source(name, hashlib.sha256(text.encode()).hexdigest(), "text/plain", text, text, range(n), range(1, n + 1)))


def numbers(document: Document) -> list[str]:
    """Each heading as its path and number: 二/(一)/1."""
    return ["/".join((*heading.path, heading.number)) for heading in document.headings]


def titles(document: Document) -> list[str]:
    return [heading.title for heading in document.headings]


def heading(document: Document, title: str) -> Heading:
    return next(h for h in document.headings if h.title == title)


def labelled() -> list[tuple[dict[str, Any], str]]:
    """Each label with its text: the clean reading text where there is one, else the file as found."""
    texts = {path.stem: path for path in CORPUS if path.suffix == ".txt"}
    pairs = []
    for path in LABELS:
        clean = path.with_suffix(".clean.txt")
        pairs.append(
            (json.loads(path.read_text(encoding="utf-8")), (clean if clean.exists() else texts[path.stem]).read_text(encoding="utf-8-sig"))
        )
    return pairs
