"""What one side says: its targets, tasks, money and programmes, each with its headings, read once.

Decisions
---------
* A heading speaks for what stands under it (the last one of its number before the fact). A title that is a whole sentence is no heading
  for others: it speaks for its own item.
* Rejected facts are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qgraph.questions.compare.sides import Side
from qgraph.questions.ladder import Rung, rung_of
from qgraph.questions.names import Spot, text
from qgraph.questions.standing import standing
from qgraph.registries import wordings
from qgraph.registries.lexicon import spelled
from qgraph.registries.wordings import Wording
from qgraph.store import EVIDENCE, Row, Store

DOING = "reach"  # the grade of what is simply to be done
LONGEST_HEADING = 30  # characters
KEPT = (*EVIDENCE.split(), "status")


@dataclass(frozen=True, slots=True)
class Fact:
    """`kind`: task, target, funding, programme; `words`: what it says; `headings`: the titles above it, the outermost first; `rung`: of
    a target; `parts`: rows of `plan_parts` of a task."""

    kind: str
    uri: str
    row: Row
    plan: Row
    words: str
    headings: tuple[str, ...]
    rung: Rung | None = None
    parts: tuple[Row, ...] = ()

    def evidence(self) -> Row:
        """Plan, file and sentence of the fact."""
        plan = {"plan": self.plan["title"], "plan_uri": self.plan["plan"], "file": self.plan["file"]}
        return plan | {key: self.row[key] for key in KEPT}


def wording(fact: Fact) -> Wording | None:
    """How firmly a target is meant: what the reading kept of its sentence, and what its own words say. A word that softens counts, else
    the firmer of the two. The indicator's name counts last, and its verbs of doing (工程建设…) not at all."""
    quote, name = str(fact.row["quote"]), str(fact.row["indicator_as_written"])
    beside, named = wordings.read(spelled(quote.replace(name, ""))), wordings.read(spelled(name))
    own = beside or (None if named and named.level.grade == DOING else named)
    kept = wordings.graded(text(fact.row["firmness"]))
    if kept is None or (own and own.level == kept):
        return own
    if own is None or kept.softens or (kept.rank < own.level.rank and not own.level.softens):
        return Wording(kept, text(fact.row["firmness_as_written"]))
    return own


def facts(store: Store, side: Side, spots: dict[str, Spot]) -> list[Fact]:
    """Everything a side says, document by document, in the order of the text."""
    return [fact for plan in side.documents for fact in sorted(_of_plan(store, plan, spots), key=_place)]


def _of_plan(store: Store, plan: Row, spots: dict[str, Spot]) -> Iterator[Fact]:
    uri = str(plan["plan"])
    titles = _titles(store.run("clauses", plan=uri))
    parts: dict[str, list[Row]] = {}
    for row in standing(store.run("plan_parts", plan=uri)):
        parts.setdefault(str(row["task"]), []).append(row)
    for query, kind in (("plan_targets", "target"), ("tasks", "task"), ("funding", "funding"), ("programmes", "programme")):
        for row in standing(store.run(query, plan=uri)):
            fact = str(row[kind])
            yield Fact(
                kind,
                fact,
                row,
                plan,
                _words(kind, row),
                _headings(row, titles),
                rung_of(row, plan, spots) if kind == "target" else None,
                tuple(sorted(parts.get(fact, ()), key=lambda part: _int(part["position"]))),
            )


def _words(kind: str, row: Row) -> str:
    """What a fact is called and its sentence; a title that the sentence repeats is not said twice. The sentence of a programme often
    lists several (质量月、安全生产月): its name alone speaks for it."""
    if kind == "programme":
        return str(row["name"])
    title = str(row.get({"task": "title", "target": "indicator_as_written", "funding": "purpose"}[kind]) or "")
    quote = str(row["quote"])
    return quote if not title or title in quote else f"{title}。{quote}"


def _titles(clauses: list[Row]) -> dict[str, list[tuple[int, str]]]:
    """The titles of each heading by its path with its number, with their places."""
    found: dict[str, list[tuple[int, str]]] = {}
    for row in sorted(clauses, key=lambda row: _int(row["position"])):
        path = f"{row['path'] or ''} {row['number'] or ''}".strip()
        found.setdefault(path, []).append((_int(row["position"]), str(row["title"] or "")))
    return found


def _headings(row: Row, titles: dict[str, list[tuple[int, str]]]) -> tuple[str, ...]:
    steps = str(row["path"] or "").split()
    start = _int(row["reading_start"])
    above = [titles.get(" ".join(steps[: n + 1]), []) for n in range(len(steps))]
    nearest = [next((title for at, title in reversed(some) if at <= start), "") for some in above]
    return tuple(title for title in nearest if 0 < len(title) <= LONGEST_HEADING)


def _place(fact: Fact) -> tuple[int, int, str]:
    return _int(fact.row["reading_start"]), _int(fact.row["reading_end"]), fact.uri


def _int(value: object) -> int:
    return int(str(value))
