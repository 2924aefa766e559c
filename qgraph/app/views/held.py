"""What two plans held together draw: of an upper one and a lower, or of an earlier and a later."""

from __future__ import annotations

from qgraph.app.i18n import said, t
from qgraph.questions.coverage import Answer
from qgraph.questions.coverage.facts import Alone, Fact, Match

SAME, CHANGED, DROPPED, ADDED = "same", "changed", "dropped", "added"
STATES = (SAME, CHANGED, DROPPED, ADDED)
One = tuple[str, Match | Alone]  # the state, and what is in it


def all_of(answer: Answer) -> list[One]:
    """Everything, tasks before targets: what is taken up, changed, dropped, added."""
    return [
        *((SAME, one) for one in answer.taken_up),
        *((CHANGED, one) for one in answer.changed),
        *((DROPPED, one) for one in answer.dropped),
        *((ADDED, one) for one in answer.added),
    ]


def chosen(found: list[One], state: str | None, kind: str | None) -> list[One]:
    """What filters leave."""
    return [(told, one) for told, one in found if state in (None, told) and kind in (None, kind_of(one))]


def tally(found: list[One]) -> dict[str, int]:
    """How many rows of each state."""
    return {state: sum(told == state for told, _ in found) for state in STATES}


def kind_of(one: Match | Alone) -> str:
    return one.upper.kind if isinstance(one, Match) else one.fact.kind


def ends(told: str, one: Match | Alone) -> tuple[Fact | None, Fact | None]:
    """The upper and the lower fact, None where there is none."""
    if isinstance(one, Match):
        return one.upper, one.lower
    return (one.fact, None) if told == DROPPED else (None, one.fact)


def reasons(one: Match | Alone) -> list[str]:
    """Why the two belong together and how they differ, or why there is only one."""
    if isinstance(one, Match):
        return list(dict.fromkeys(said(reason) for reason in (*(change.reason for change in one.changes), *one.reasons)))
    return [said(one.reason)]


def rows(found: list[One], upper: str, lower: str, manner: str) -> list[dict[str, object]]:
    """A row each; `upper` and `lower` are the columns' names."""
    return [
        {
            t("compare.state"): t(f"compare.{manner}.{told}"),
            t("column.kind"): t(f"kind.{kind_of(one)}"),
            upper: _brief(above),
            lower: _brief(below),
            t("compare.changes"): t("list.join").join(said(change.reason) for change in one.changes) if isinstance(one, Match) else "",
            t("compare.score"): round(one.score, 2) if one.score else None,
            t("column.reason"): t("list.join").join(reasons(one)),
        }
        for told, one in found
        for above, below in [ends(told, one)]
    ]


def counts(answer: Answer, manner: str) -> list[dict[str, object]]:
    """A row a kind: how many are taken up, dropped, added."""
    return [
        {
            t("column.kind"): t(f"kind.{kind.removesuffix('s')}"),
            t(f"compare.{manner}.of_upper"): row["upper"],
            t(f"compare.{manner}.taken_up"): row["taken_up"],
            t(f"compare.{manner}.dropped"): row["dropped"],
            t(f"compare.{manner}.of_lower"): row["lower"],
            t(f"compare.{manner}.added"): row["added"],
        }
        for kind, row in answer.counts().items()
    ]


def _brief(fact: Fact | None) -> str:
    if fact is None:
        return ""
    return " ".join(part for part in (fact.number, fact.name, fact.figure) if part)
