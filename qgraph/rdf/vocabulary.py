"""The names of the vocabulary and how a Python value becomes a literal.

A model field is written as its name in camelCase (`doc_number` → `q:docNumber`), with the few exceptions of `RENAMED`: there
the plain name leads to a node (`q:body`) and the words of the text stand beside it (`q:bodyAsWritten`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal
from functools import cache
from typing import Any

from pyoxigraph import Literal, NamedNode

from qgraph.model import Evidence, FundingLine, Membership, Mention, Programme, Responsibility, Target, Task

NS = "https://w3id.org/qgraph/ns#"
ID = "https://w3id.org/qgraph/id/"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
GRAPH = f"{ID}graph/"

INTEGER, DECIMAL, BOOLEAN = (NamedNode(XSD + name) for name in ("integer", "decimal", "boolean"))
DATES = {4: NamedNode(XSD + "gYear"), 7: NamedNode(XSD + "gYearMonth"), 10: NamedNode(XSD + "date")}
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

RENAMED = {"body": "bodyAsWritten", "indicator": "indicatorAsWritten", "of": "groupName"}
NODES = frozenset({"evidence", "units", "responsible"})
TAGGED = frozenset({"title", "name", "alias"})  # written with the language tag zh
DATED = frozenset({"date", "deadline", "deadlineAssumed", "effectiveFrom", "effectiveUntil", "issuedOn"})
TRUE = Literal("true", datatype=BOOLEAN)

SPECIAL, ESCAPED, EMPTY = re.compile(r"[\\ ]"), re.compile(r"\\([\\ ])"), r"\0"
WORD = re.compile(r"(?:[^\\ ]|\\[\\ 0])+")


@cache
def term(name: str) -> NamedNode:
    """The property or class `q:name`."""
    return NamedNode(NS + name)


@cache
def camel(field: str) -> str:
    """The property of a model field: `doc_number` → `docNumber`, `body` → `bodyAsWritten`."""
    head, *tail = field.split("_")
    return RENAMED.get(field) or head + "".join(word.capitalize() for word in tail)


# The fields of each model class that are written as literals, in their order, each with its property; other fields lead to nodes.
LITERALS: dict[type[Any], dict[str, str]] = {
    kind: {field.name: camel(field.name) for field in fields(kind) if field.name not in NODES}
    for kind in (Target, Task, Responsibility, Membership, FundingLine, Programme, Mention, Evidence)
}


def literal(name: str, value: object) -> Literal | None:
    """The literal of a value under property `name`; None where there is nothing to say (None, empty, False).

    The words of a tuple are joined by a blank (`joined`).
    """
    if value is None or value is False:
        return None
    if value is True:
        return TRUE
    if isinstance(value, int):
        return Literal(str(value), datatype=INTEGER)
    if isinstance(value, Decimal):
        return Literal(decimal(value), datatype=DECIMAL)
    text = joined(value) if isinstance(value, tuple) else str(value)
    if not text:
        return None
    if name in TAGGED:
        return Literal(text, language="zh")
    if name in DATED and DATE.fullmatch(text):
        return Literal(text, datatype=DATES[len(text)])
    return Literal(text)


def joined(words: Iterable[str]) -> str:
    r"""Words as one text, a blank between them. A blank or a backslash inside a word has a backslash before it; an empty word is `\0`."""
    return " ".join(SPECIAL.sub(r"\\\g<0>", word) or EMPTY for word in words)


def split(text: str) -> tuple[str, ...]:
    """The words of a joined text."""
    return tuple("" if word == EMPTY else ESCAPED.sub(r"\1", word) for word in WORD.findall(text))


def decimal(value: Decimal) -> str:
    """The shortest plain form: 95, 0.05; never an exponent, never a trailing zero (the store would change it)."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def scalar(node: object) -> str | int | Decimal | bool | None:
    """A literal or URI as a plain Python value."""
    if isinstance(node, Literal):
        if node.datatype == INTEGER:
            return int(node.value)
        if node.datatype == DECIMAL:
            return Decimal(node.value)
        if node.datatype == BOOLEAN:
            return node.value == "true"
        return node.value
    return node.value if isinstance(node, NamedNode) else None


def uri(node: object) -> str:
    """The URI of a node that has one. Raises TypeError for a literal, a blank node, the default graph."""
    if not isinstance(node, NamedNode):
        raise TypeError(f"{node} is no URI")
    return node.value


def text(node: object) -> str:
    """The words of a literal. Raises TypeError for any other node."""
    if not isinstance(node, Literal):
        raise TypeError(f"{node} is no literal")
    return node.value


def local_name(node: object) -> str:
    """The last part of a term's URI: `q:docNumber` → `docNumber`."""
    return uri(node).rpartition("#")[2]
