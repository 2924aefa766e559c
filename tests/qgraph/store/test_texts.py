from __future__ import annotations

import hashlib
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from qgraph.store import open_store, texts
from qgraph.store.embedded import EmbeddedWriter

GRAPH = "https://example.org/g"
TEXT = b'<https://example.org/a> <https://example.org/p> "x" <https://example.org/g> .\n'
DIGEST = hashlib.sha256(TEXT).hexdigest()


def quads(words: str) -> list[Quad]:
    return [Quad(NamedNode(f"{GRAPH}/{i}"), NamedNode(f"{GRAPH}/p"), Literal(f"{words}{i}"), NamedNode(GRAPH)) for i in range(200)]


def test_a_text_comes_back_by_its_digest(tmp_path: Path) -> None:
    assert texts.read(tmp_path, DIGEST) is None
    texts.write(tmp_path, DIGEST, TEXT)
    assert texts.read(tmp_path, DIGEST) == TEXT


def test_a_damaged_text_is_as_good_as_none(tmp_path: Path) -> None:
    texts.write(tmp_path, DIGEST, TEXT[:-3])
    assert texts.read(tmp_path, DIGEST) is None


def test_only_the_texts_of_the_store_stay(tmp_path: Path) -> None:
    with EmbeddedWriter(tmp_path) as store:
        for words in ("旧", "新"):
            store.replace({GRAPH: quads(words)})
        store.publish()
        assert {path.name for path in (tmp_path / texts.FOLDER).iterdir()} == set(store.digests().values())


def test_the_store_does_without_its_texts(tmp_path: Path) -> None:
    with EmbeddedWriter(tmp_path) as store:
        store.replace({GRAPH: quads("旧")})
    for path in (tmp_path / texts.FOLDER).iterdir():
        path.write_bytes(b"other")
    with EmbeddedWriter(tmp_path) as store:
        store.replace({GRAPH: quads("新")[:150]})
        store.publish()
    assert set(open_store(tmp_path).match(None, None, None)) == set(quads("新")[:150])
