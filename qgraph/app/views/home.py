"""What the first page draws: the plans that are loaded, an example of each question, what is due, who has most to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qgraph.app.i18n import t
from qgraph.questions.names import LEVELS
from qgraph.questions.overview import Overview
from qgraph.questions.overview.calendar import Period
from qgraph.questions.validity import Validity
from qgraph.store import Row

SOON = 12  # periods of the calendar that are shown
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


def plans(rows: Sequence[Row], valid: Mapping[str, Validity]) -> list[dict[str, object]]:
    """A row a plan."""
    return [
        {
            t("column.plan"): row["title"],
            t("column.place"): row["place_name"] or t("level.none"),
            t("column.level"): t(f"level.{row['level'] or 'none'}"),
            t("column.doc_number"): row["doc_number"],
            t("column.issued"): row["issued_on"],
            t("column.period"): "–".join(str(year) for year in (row["period_start"], row["period_end"]) if year),
            t("column.nature"): t(f"nature.{row['nature']}"),
            t("column.in_force"): t(f"force.{valid[str(row['plan'])]}"),
        }
        for row in rows
    ]


def examples(found: Overview, rows: Sequence[Row], indicator: tuple[str, str] | None) -> list[Example]:
    """The questions, each with an example; `indicator`: URI and name of one that several places have."""
    some: list[Example] = []
    leading = max(found.bodies, key=lambda load: (load.lead, load.tasks), default=None)
    if leading:
        some.append(
            Example("duty", t("home.duty_example", body=leading.body, count=leading.tasks, lead=leading.lead), {"body": leading.uri})
        )
    if indicator:
        some.append(Example("rollup", t("home.rollup_example", indicator=indicator[1]), {"indicator": indicator[0]}))
    pair = _pair(rows)
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


def _pair(rows: Sequence[Row]) -> list[Row]:
    """Two plans of two named places of one level: the lowest level that has two."""
    for level in reversed(LEVELS):
        places = {str(row["place"]): row for row in rows if row["level"] == level and row["place_name"]}
        if len(places) > 1:
            return [places[uri] for uri in sorted(places)[:2]]
    return []


def due(periods: Iterable[Period]) -> list[dict[str, object]]:
    """A row a period of the calendar."""
    return [
        {
            t("home.when"): period.when,
            t("count.tasks"): period.tasks or None,
            t("count.targets"): period.targets or None,
            t("home.what"): "、".join(dict.fromkeys(str(one.name or one.quote) for one in period.entries[:4])),
        }
        for period in list(periods)[:SOON]
    ]


def loads(found: Overview) -> list[dict[str, object]]:
    """A row a body, those with most to do."""
    return [
        {
            t("home.body"): load.body,
            t("column.place"): load.place or t("level.none"),
            t("role.lead"): load.lead or None,
            t("role.responsible"): load.responsible or None,
            t("role.participate"): load.participate or None,
            t("count.tasks"): load.tasks,
        }
        for load in found.bodies[:BODIES]
    ]
