"""图谱浏览 in words and rows: kinds and relations, the table of nodes, a way step by step, and where else a node is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from qgraph.app.i18n import t
from qgraph.model import Level, MemberRole, Role
from qgraph.questions.neighbourhood import FACTS, KINDS, Node, Subgraph, plan_of
from qgraph.questions.paths import Way
from qgraph.store import Row

RELATIONS = (*Role, *MemberRole, "ofPlan", "ofJurisdiction", "indicator", "within")
NAME = 40  # characters of a name in a sentence or on a button
Table = list[dict[str, object]]


class Step(NamedTuple):
    """A link of a way in words, and the plan and fact that say so, where one of its ends is one."""

    sentence: str
    plan: str | None
    fact: str | None


class Owner(NamedTuple):
    """A body of a task, with its role in words."""

    said: str
    body: str


def kind(word: str) -> str:
    """A kind of node."""
    return t(f"kind.{word}") if word in ("programme", "funding") else t(f"node.{word}")


def kinds() -> dict[str, str]:
    """All kinds of node, in the order of the legend."""
    return {word: kind(word) for word in KINDS}


def relations() -> dict[str, str]:
    """All relations."""
    return {word: t(f"relation.{word}") for word in RELATIONS}


def levels() -> dict[str, str]:
    """The levels of places."""
    return {word: t(f"level.{word}") for word in Level}


def short(name: str) -> str:
    """A name that may be a whole sentence, cut."""
    return name if len(name) <= NAME else f"{name[: NAME - 1]}…"


def label(node: Node) -> str:
    """A node in a list to choose from."""
    return f"{short(node.name)} · {kind(node.kind)}"


def counted_kinds(graph: Subgraph) -> dict[str, str]:
    """Kind → its word with how many are drawn, and of how many where that is not all."""
    return _counted(kinds(), Counter(node.kind for node in graph.nodes), dict(graph.kinds))


def counted_relations(graph: Subgraph) -> dict[str, str]:
    """Relation → the same."""
    return _counted(relations(), Counter(edge.relation for edge in graph.edges), dict(graph.relations))


def _counted(words: dict[str, str], drawn: Counter[str], found: dict[str, int]) -> dict[str, str]:
    return {
        one: f"{word} {drawn[one]}" if drawn[one] >= found[one] else f"{word} {drawn[one]}/{found[one]}"
        for one, word in words.items()
        if one in found
    }


def nodes(graph: Subgraph) -> Table:
    """The nodes, one a row."""
    said, ranks = kinds(), levels()
    return [
        {
            t("column.kind"): said[node.kind],
            t("column.name"): node.name,
            t("column.level"): ranks.get(Level(node.level), "") if node.level else "",
            t("column.detail"): node.detail,
        }
        for node in graph.nodes
    ]


def steps(way: Way) -> list[Step]:
    """A way, link by link, each said in the direction in which the plan says it."""
    names = {node.uri: short(node.name) for node in way.nodes}
    found = []
    for ends, edge in zip(pairwise(way.nodes), way.edges, strict=True):
        sentence = t(f"graph.step.{edge.relation}", start=names[edge.start], end=names[edge.end])
        fact = next((node.uri for node in ends if node.kind in FACTS), None)
        plan = plan_of(fact) if fact else next((node.uri for node in ends if node.kind == "plan"), None)
        found.append(Step(sentence, plan, fact))
    return found


def elsewhere(node: Node) -> list[tuple[str, dict[str, str]]]:
    """The other pages that show a node, each with what its address says; the sentence of a fact has its own link to the text."""
    own: dict[str, list[tuple[str, dict[str, str]]]] = {
        "body": [("duty", {"body": node.uri})],
        "group": [("duty", {"body": node.uri})],
        "indicator": [("rollup", {"indicator": node.uri})],
        "plan": [("source", {"doc": node.uri}), ("audit", {"plan": node.uri})],
    }
    return [*own.get(node.kind, ()), ("entity", {"id": node.uri})]


def owners(units: Iterable[Row], task: str) -> list[Owner]:
    """The bodies of a task, those that lead first."""
    order = {role: number for number, role in enumerate(Role)}
    mine = sorted((row for row in units if row["task"] == task), key=lambda row: (order[Role(str(row["role"]))], int(str(row["start"]))))
    return [
        Owner(t("graph.owner", role=t(f"role.{row['role']}"), body=row["resolved"] or row["body_as_written"]), str(row["body"]))
        for row in mine
    ]
