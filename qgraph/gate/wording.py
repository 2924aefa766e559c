"""Where a thing stands and what is wrong with it, in the words of a clerk: Chinese first, then English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from qgraph.gate.graph import Graph, Term, values
from qgraph.gate.literals import measured
from qgraph.gate.shape import Message
from qgraph.rdf.vocabulary import term

SHOWN = 20  # characters of a quote
NAMES = ("title", "name", "indicatorAsWritten", "bodyAsWritten", "groupName", "fileName", "document", "purpose")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands."""

    zh: str
    en: str


def sentence(file: str, place: Place, message: Message, others: int = 0) -> str:
    """One sentence: which file, where, what is wrong, what to do. `others` is how many faults of the file are not told."""
    zh = f"{file}：{place.zh}：{message.zh}" + (f"（另有{others}处问题）" if others else "")
    en = f"{file}: {place.en}: {message.en}" + (f" (and {others} more)" if others else "")
    return f"{zh}；整份文件没有入库，请连同文件一并反馈 / {en}; nothing of it entered the store, please report it with the file"


def quoted(quote: str, start: int, path: str) -> Place:
    """The place of a quote: its beginning, its clause, the character of the reading text at which it begins, from 1."""
    words = f"“{quote[:SHOWN]}{'…' if len(quote) > SHOWN else ''}”"
    zh = "，".join(filter(None, (path, f"整理后文本第{start + 1}字起")))
    en = ", ".join(filter(None, (path, f"from character {start + 1} of the reading text")))
    return Place(f"{words}（{zh}）", f"{words} ({en})")


def place_of(node: Term, graph: Graph) -> Place:
    """The place of a node: the words it was read from, else those of its task, else its name and clause, else its URI."""
    for evidence in _evidence(node, graph):
        quote, start = _words(evidence, "quote", graph), _first(evidence, "readingStart", graph)
        number = measured(start) if start else None
        if quote and number and isinstance(number[1], int):
            return quoted(quote, number[1], _words(evidence, "path", graph))
    name = next(filter(None, (_words(node, name, graph) for name in NAMES)), "")
    parts = [part for part in (_words(node, "path", graph), _words(node, "number", graph), name and f"“{name}”") if part]
    said = " ".join(parts) or (node.value if isinstance(node, NamedNode) else str(node))
    return Place(said, said)


def _evidence(node: Term, graph: Graph) -> Iterator[Term]:
    """The nodes that may hold the words behind a node, the nearest first."""
    yield node
    yield from values(graph, node, term("evidence"))
    for task in values(graph, node, term("ofTask")):
        yield from values(graph, task, term("evidence"))


def _first(node: Term, name: str, graph: Graph) -> Term | None:
    return next(iter(values(graph, node, term(name))), None)


def _words(node: Term, name: str, graph: Graph) -> str:
    value = _first(node, name, graph)
    return value.value if isinstance(value, Literal) else ""
