"""The chain of one task or target: its bodies with their roles, what it carries out above, and what carries it out below.

    fact ─► found ─┬─► measures (a task: alignment of related plans) ─┬─► Answer
                   └─► figures (a target: the ladder of its indicator) ┘

Decisions
---------
* A link always says why the other plan belongs to the chain and why the two items belong together.
* A chain that is empty says why: no plan of a place above or below is related, or none of its tasks is like enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgraph.questions import names
from qgraph.questions.alignment.items import in_text
from qgraph.questions.coverage.facts import SENTENCE, TASK, Fact
from qgraph.questions.coverage.words import said
from qgraph.questions.standing import standing
from qgraph.questions.trace.figures import figure_chains
from qgraph.questions.trace.found import found
from qgraph.questions.trace.links import Chain, Link
from qgraph.questions.trace.measures import LIMIT, task_chains
from qgraph.store import Row, Store

__all__ = ["LIMIT", "Answer", "Body", "trace"]
ROLE = ("role", "role_as_written", "body_as_written", "collective", "sole", "open_list", "inherited", "doubt")


@dataclass(frozen=True, slots=True)
class Body:
    """A body of a task: its name in the store and the row of its duty."""

    name: str
    row: Row

    def to_json(self) -> dict[str, Any]:
        """The body as it stands in the answer."""
        return {"name": self.name, "uri": self.row["body"]} | {key: self.row[key] for key in (*ROLE, *SENTENCE)}


@dataclass(frozen=True, slots=True)
class Answer:
    """`bodies`: of a task, in the order of the text; a target has none of its own."""

    fact: Fact
    bodies: tuple[Body, ...]
    up: Chain
    down: Chain

    @property
    def links(self) -> tuple[tuple[str, Link], ...]:
        """All links, each with its direction."""
        return (*(("up", link) for link in self.up.links), *(("down", link) for link in self.down.links))

    def to_json(self) -> dict[str, Any]:
        """The document of `qgraph trace`."""
        missing = said("trace.no_bodies") if self.fact.kind == TASK and not self.bodies else None
        return {
            "fact": {"kind": self.fact.kind, **self.fact.to_json()},
            "bodies": [body.to_json() for body in self.bodies],
            "up": [link.to_json() for link in self.up.links],
            "down": [link.to_json() for link in self.down.links],
            "left_out": self.down.left_out,
            "reasons": {"bodies": missing, "up": self.up.reason, "down": self.down.reason},
        }


def trace(store: Store, fact: str, item: str | None = None, *, limit: int = LIMIT) -> Answer:
    """The chain of a task or target: a URI, or a plan (or the place whose only plan it is) and the number or name of its item.
    `limit`: how many plans of places below are asked.

    Raises `NotFoundError` and `AmbiguousError` for the names.
    """
    spots = names.spots(store)
    one = found(store, fact, item, spots)
    if one.kind != TASK:
        return Answer(one, (), *figure_chains(store, one))
    return Answer(one, tuple(_bodies(store, one)), *task_chains(store, one, limit))


def _bodies(store: Store, task: Fact) -> list[Body]:
    rows = [row for row in standing(store.run("units", plan=str(task.plan["plan"]))) if row["task"] == task.uri]
    known = names.organs(store)
    return [
        Body(known[body].name if (body := str(row["body"])) in known else str(row["body_as_written"]), row)
        for row in sorted(rows, key=in_text)
    ]
