"""What the first page draws: the plans that are loaded, an example of each question, what is due, who has most to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qgraph.app.i18n import t
from qgraph.app.links import address
from qgraph.questions.names import LEVELS
from qgraph.questions.overview import UNKNOWN, Counts, Overview
from qgraph.questions.overview.calendar import Calendar, Due, Period
from qgraph.questions.rollup import Answer
from qgraph.questions.validity import Validity
from qgraph.questions.verdicts import Verdict
from qgraph.store import Row

SOON = 50  # deadlines that are shown
BODIES = 10


@dataclass(frozen=True, slots=True)
class Example:
    """A question with an example out of the store: the page it opens, its words and its address."""

    page: str
    told: str
    about: dict[str, str | list[str]] = field(default_factory=dict)


def ordered(plans: Iterable[Row]) -> list[Row]:
    """From the nation down, places together, the oldest first."""
    rank = {str(level): number for number, level in enumerate(LEVELS)}
    return sorted(
        plans,
        key=lambda row: (
            rank.get(str(row["level"]), len(rank)),
            str(row["place"]),
            str(row["period_start"] or row["issued_on"] or ""),
            str(row["title"]),
        ),
    )


def level_of(plan: Row) -> str:
    """The level of a plan, `unknown` where it does not say."""
    return str(plan["level"] or UNKNOWN)


def levels(counts: Counts) -> dict[str, str]:
    """Level → its word with how many plans there are of it, the nation first."""
    return {
        str(level): t("home.counted", name=t("level.none" if level == UNKNOWN else f"level.{level}"), count=count)
        for level, count in counts.levels.items()
    }


def forces(counts: Counts) -> dict[str, str]:
    """Validity → its word with how many plans there are of it; `all` before them."""
    words = {kind: t(f"force.{kind}") for kind in Validity}
    return {"all": t("filter.all")} | {str(k): t("home.counted", name=word, count=counts.validity[k]) for k, word in words.items()}


def plans(rows: Sequence[Row], valid: Mapping[str, Validity]) -> list[dict[str, object]]:
    """A row a plan."""
    columns = ("plan", "place", "level", "in_force", "issued", "period", "doc_number", "nature")
    heads = [t(f"column.{column}") for column in columns]  # once: there are thousands of rows
    level = {one: t(f"level.{one or 'none'}") for one in {row["level"] for row in rows}}
    force = {one: t(f"force.{one}") for one in Validity}
    nature = {one: t(f"nature.{one}") for one in {row["nature"] for row in rows}}
    nowhere = t("level.none")
    found: list[dict[str, object]] = []
    for row in rows:
        period = "–".join(str(year) for year in (row["period_start"], row["period_end"]) if year)
        cells = (row["title"], row["place_name"] or nowhere, level[row["level"]], force[valid[str(row["plan"])]])
        found.append(dict(zip(heads, (*cells, row["issued_on"], period, row["doc_number"], nature[row["nature"]]), strict=True)))
    return found


def ladder_example(answers: Iterable[Answer]) -> Example | None:
    """An indicator that stands on several levels: the first of which a loaded plan has a figure below the level above, else the first."""
    first: Example | None = None
    for answer in answers:
        places = len({rung.place for rung in answer.ladder})
        if len({rung.level for rung in answer.ladder}) < 2:
            continue
        for link in answer.links:
            if link.verdict is Verdict.WEAKER and link.place and link.place_name and not any(rung.published for rung in link.lower):
                told = t("home.weaker_example", indicator=answer.name, places=places, place=link.place_name)
                return Example("rollup", told, {"indicator": answer.uri, "place": link.place})
        told = t("home.rollup_example", indicator=answer.name, places=places)
        first = first or Example("rollup", told, {"indicator": answer.uri})
    return first


def examples(found: Overview, rows: Sequence[Row], ladder: Example | None) -> list[Example]:
    """The questions, each with an example; `ladder`: that of 目标汇总."""
    some: list[Example] = []
    leading = max(found.bodies, key=lambda load: (load.lead, load.tasks), default=None)
    if leading:
        some.append(
            Example("duty", t("home.duty_example", body=leading.body, count=leading.tasks, lead=leading.lead), {"body": leading.uri})
        )
    if ladder:
        some.append(ladder)
    pair = _pair(found, rows)
    if pair:
        names = [str(row["place_name"]) for row in pair]
        some.append(
            Example("compare", t("home.compare_example", one=names[0], other=names[1]), {"side": [str(row["place"]) for row in pair]})
        )
    if rows:
        last = max(rows, key=lambda row: (str(row["issued_on"] or row["period_start"] or ""), str(row["plan"])))
        some.append(Example("audit", t("home.audit_example", plan=last["title"]), {"plan": str(last["plan"])}))
        some.append(Example("graph", t("home.graph_example", plan=last["title"]), {"node": str(last["plan"])}))
        some.append(Example("source", t("home.source_example", plan=last["title"]), {"doc": str(last["plan"])}))
    return some


def _pair(found: Overview, rows: Sequence[Row]) -> list[Row]:
    """Plans of two named places of one level: of the lowest level that has two, those whose bodies have most to do."""
    work: dict[str, int] = {}
    for load in found.bodies:
        work[load.place_uri] = work.get(load.place_uri, 0) + load.tasks
    for level in reversed(LEVELS):
        places = {str(row["place"]): row for row in rows if row["level"] == level and row["place_name"]}
        if len(places) > 1:
            return [places[uri] for uri in sorted(places, key=lambda uri: (-work.get(uri, 0), uri))[:2]]
    return []


def times(calendar: Calendar) -> dict[str, list[tuple[Period, Due]]]:
    """What is due this year, later, and what was due before: the nearest first."""
    parts = {"this_year": calendar.this_year, "later": calendar.later, "past": tuple(reversed(calendar.past))}
    return {name: [(period, one) for period in periods for one in period.entries] for name, periods in parts.items()}


def due(entries: Iterable[tuple[Period, Due]]) -> list[dict[str, object]]:
    """A row a task or target that has a deadline, with the address of its sentence."""
    return [
        {
            t("home.when"): period.when,
            t("page.source"): address("source", doc=one.plan_uri, at=one.fact),
            t("column.kind"): t(f"kind.{one.kind}"),
            t("home.what"): one.name or one.quote,
            t("column.place"): one.place or t("level.none"),
            t("column.plan"): one.plan,
            t("column.in_force"): t(f"force.{one.in_force}"),
        }
        for period, one in entries
    ]


def loads(found: Overview) -> list[dict[str, object]]:
    """A row a body, those with most to do, with the address of what it is."""
    return [
        {
            t("home.body"): load.body,
            t("page.duty"): address("duty", body=load.uri),
            t("column.place"): load.place or t("level.none"),
            t("count.tasks"): load.tasks,
            t("role.lead"): load.lead or None,
            t("role.responsible"): load.responsible or None,
            t("role.participate"): load.participate or None,
            t("role.supervise"): load.supervise or None,
        }
        for load in found.bodies[:BODIES]
    ]
