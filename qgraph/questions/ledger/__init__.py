"""The ledger: what is to be done, one row a measure, with its targets, its owners and where it stands, as an office keeps it.

Decisions
---------
* A row is a measure; rows of a task table that restate one add their bodies to it and are no rows of their own. A measure somebody
  rejected is none.
* Its targets are those the reader found inside it. Bodies stand as the plan writes them, each once a role, in the order of the text.
* A measure without any body says so (`origin`). Owners that people propose stand beside, marked, and never among the plan's own.
* What people reported stands as they wrote it; where a measure stands (`lights`) is derived from its deadline and their reports.
* Rows stand by place from the nation down, then by plan, then as the plan has them; the section is the nearest heading above.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from qgraph.model import Role
from qgraph.questions import names
from qgraph.questions.audit.dossier import Dossier, Surroundings, within
from qgraph.questions.bodies import body as asked_body
from qgraph.questions.ladder import rung_of
from qgraph.questions.ledger.lights import Light, Lit, lit
from qgraph.questions.ledger.line import Line, Origin
from qgraph.questions.ledger.people import Proposed, Reported, Said
from qgraph.questions.names import Spot, text
from qgraph.store import Row, Store

__all__ = ["Answer", "Light", "Line", "Lit", "Origin", "Proposed", "Reported", "ledger"]


@dataclass(frozen=True, slots=True)
class Answer:
    """`name`: the place, plan or body it is about, None for everything."""

    name: str | None
    on: date
    lines: tuple[Line, ...]

    def by_body(self) -> dict[str, tuple[Line, ...]]:
        """The rows of each body, by the name the plans write, in the order in which it first appears."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            for name in dict.fromkeys(line.named()):
                found.setdefault(name, []).append(line)
        return {name: tuple(lines) for name, lines in found.items()}


def ledger(store: Store, *, plan: str | None = None, place: str | None = None, body: str | None = None, on: date | None = None) -> Answer:
    """The rows of a plan (URI, file name, number), of the plans of a place, of a body, or of all of these together; of everything where
    nothing is said. Raises `NotFoundError`, `AmbiguousError`."""
    on = on or date.today()
    around = Surroundings(store, on)
    spot = names.place(place, around.spots) if place else None
    one = names.plan(store, plan) if plan else None
    asked = asked_body(store, body, around.spots, spot) if body else None
    wanted = {organ.uri for organ in asked.organs} if asked else None
    concerned = [
        row for row in around.plans.values() if (one is None or row["plan"] == one["plan"]) and (spot is None or row["place"] == spot.uri)
    ]
    concerned.sort(key=lambda row: _order(row, around.spots))
    lines = (line for row in concerned for line in _lines(Dossier(around, str(row["plan"]))))
    kept = tuple(line for line in lines if wanted is None or wanted & line.body_uris)
    name = asked.name if asked else text(one["title"]) if one else spot.name if spot else None
    return Answer(name, on, kept)


def _order(plan: Row, spots: dict[str, Spot]) -> tuple[int, str, str, str]:
    spot = spots.get(str(plan["place"]))
    level, code = (spot.level, spot.adcode) if spot else (None, None)
    return names.rank(level), code or "", str(plan["issued_on"] or plan["period_start"] or ""), str(plan["plan"])


def _lines(dossier: Dossier) -> Iterator[Line]:
    """The rows of a plan."""
    plan = dossier.plan
    headings = _headings(dossier)
    said = Said(dossier.around.store, dossier.uri)
    targets: dict[str, list[str]] = {}
    yearly: dict[str, list[str]] = {}
    for row in dossier.targets:
        if row["task"]:
            figure = rung_of(row, plan, dossier.around.spots).figure()
            targets.setdefault(str(row["task"]), []).append(f"{row['indicator_as_written']} {figure}")
            years = sorted(said.yearly.get(str(row["target"]), ()))
            yearly.setdefault(str(row["task"]), []).extend(f"{year}：{value}{row['unit'] or ''}" for year, value in years)
    for measure in dossier.measures:
        uri = str(measure["task"])
        proposed, reports = tuple(said.proposed.get(uri, ())), said.last_reports(uri)
        owners = dossier.owners(measure)
        bodies = {role: tuple(dict.fromkeys(str(row["body_as_written"]) for row in owners if row["role"] == role)) for role in Role}
        yield Line(
            id=uri,
            plan=dossier.uri,
            plan_title=str(plan["title"]),
            doc_number=text(plan["doc_number"]),
            place=dossier.spot.name if dossier.spot else None,
            validity=dossier.validity,
            publicity=text(plan["publicity"]),
            number=text(measure["number"]),
            section=_section(measure, headings),
            measure=text(measure["title"]) or str(measure["quote"]),
            targets=tuple(dict.fromkeys(targets.get(uri, ()))),
            bodies=bodies,
            body_uris=frozenset(str(row["body"]) for row in owners) | {one.uri for one in proposed},
            deadline=text(measure["deadline_as_written"]) or text(measure["deadline"]) or text(measure["recurrence"]),
            quote=str(measure["quote"]),
            proposed=proposed,
            reports=reports,
            yearly=tuple(yearly.get(uri, ())),
            lit=lit(measure, reports, dossier.around.on),
        )


def _headings(dossier: Dossier) -> list[tuple[int, str, str, str]]:
    """The headings of a plan in the order of the text: where each stands, the numbers down to it, its title, and both its number and title.
    One without a number holds nothing that could be told."""
    rows = sorted(dossier.around.store.run("clauses", plan=dossier.uri), key=lambda row: int(str(row["position"])))
    found = []
    for row in rows:
        number, title = text(row["number"]), text(row["title"])
        if number and title:
            said = f"{number}{title}" if number.endswith((")", "）")) else f"{number}、{title}"
            found.append((int(str(row["position"])), " ".join(filter(None, (text(row["path"]), number))), title, said))
    return found


def _section(measure: Row, headings: list[tuple[int, str, str, str]]) -> str | None:
    """The nearest heading above a measure that is not the measure's own; an annex may count its headings anew behind it."""
    at = int(str(measure["reading_start"]))
    holding = [said for here, path, title, said in headings if here <= at and title != measure["title"] and within(measure["path"], path)]
    return holding[-1] if holding else None
