"""责任追溯 in rows: the obligations of a body by tab and filter, as a table, as a file, and one of them in detail.

Decisions
---------
* What is owed with everybody (各有关部门) and a seat in a leading group have tabs of their own; a predecessor's duty stands with the role
  it has.
* Filters offer only what the answer holds, so that a filter alone never leaves nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qgraph.app.i18n import t
from qgraph.app.links import address
from qgraph.model import MemberRole, Role
from qgraph.questions.group import Group, Seat
from qgraph.questions.overview.loads import Load
from qgraph.questions.tally import Tally
from qgraph.questions.trace import Answer as Chain
from qgraph.questions.trace.links import Chain as Way
from qgraph.questions.trace.links import Link
from qgraph.questions.validity import Validity
from qgraph.questions.who import COLLECTIVE, WAYS, Obligation
from qgraph.registries.bodies import identify
from qgraph.registries.body_types import BodyType
from qgraph.store import Row

ALL, GROUP = "all", "group"  # tabs beside the roles and the collective ones
TABS = (ALL, *Role, COLLECTIVE, GROUP)
OVERDUE = "overdue"  # beside the years of the deadline filter
COLUMNS = (
    "number",
    "task",
    "role",
    "role_as_written",
    "deadline",
    "co_units",
    "plan",
    "place",
    "in_force",
    "holder_today",
    "via",
)
NEXT = 3  # periods ahead that the summary names
TITLE = 40  # characters of a heading: some are whole sentences
Table = list[dict[str, object]]
Plans = Mapping[str, Row]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters as the address says them; None: all."""

    force: str | None = None
    place: str | None = None
    plan: str | None = None
    period: str | None = None
    due: str | None = None

    def keeps(self, duty: Obligation, plans: Plans, overdue: Collection[str]) -> bool:
        """Whether an obligation passes all filters."""
        in_time = self.due is None or (duty.fact in overdue if self.due == OVERDUE else (duty.deadline or "")[:4] == self.due)
        return (
            in_time
            and self.force in (None, duty.in_force)
            and self.place in (None, duty.place_uri)
            and self.plan in (None, duty.plan_uri)
            and self.period in (None, period(plans[duty.plan_uri]))
        )


def tab(duty: Obligation) -> str:
    """The tab an obligation stands in."""
    if duty.via == COLLECTIVE:
        return COLLECTIVE
    return GROUP if duty.role in tuple(MemberRole) else duty.role


def tabs(duties: Iterable[Obligation]) -> dict[str, list[Obligation]]:
    """What stands in each tab that holds anything, in the order of the tabs; `all` is what the body owes by name."""
    found: dict[str, list[Obligation]] = {name: [] for name in TABS}
    for duty in duties:
        found[tab(duty)].append(duty)
        if duty.via != COLLECTIVE:
            found[ALL].append(duty)
    return {name: held for name, held in found.items() if held}


def period(plan: Row) -> str | None:
    """The years of a plan as an id: 2021-2025; None where it names none."""
    years = [str(plan[end]) for end in ("period_start", "period_end") if plan[end] is not None]
    return "-".join(dict.fromkeys(years)) or None


def choices(duties: Iterable[Obligation], plans: Plans, overdue: Collection[str]) -> dict[str, dict[str, str]]:
    """What the filters offer beside in force or not, which is always asked: id → words."""
    found: dict[str, dict[str, str]] = {name: {} for name in ("place", "plan", "period", "due")}
    for duty in duties:
        found["place"][duty.place_uri] = duty.place or t("level.none")
        found["plan"][duty.plan_uri] = plan_name(plans[duty.plan_uri])
        if years := period(plans[duty.plan_uri]):
            found["period"][years] = years.replace("-", "–")
        if duty.deadline:
            found["due"][duty.deadline[:4]] = duty.deadline[:4]
    ordered = {name: dict(sorted(held.items(), key=lambda item: item[name != "due"])) for name, held in found.items()}
    return ordered | {"due": ({OVERDUE: t("duty.overdue_only")} if overdue else {}) | ordered["due"]}


def plan_name(plan: Row) -> str:
    """A plan by its title and number."""
    return " ".join(str(plan[part]) for part in ("title", "doc_number") if plan[part])


def summary(found: Tally) -> list[str]:
    """What the obligations come to, in sentences."""
    named = {role: found.roles.get(role, 0) for role in Role}
    said = [t("duty.sum", in_force=found.in_force, seats=sum(found.roles.get(role, 0) for role in MemberRole), **named)]
    if found.collective:
        said.append(t("duty.sum_collective", count=found.collective))
    if found.ahead:
        ahead = t("duty.comma").join(t("duty.due", when=when, count=count) for when, count in list(found.ahead.items())[:NEXT])
        said.append(t("duty.sum_ahead", ahead=ahead))
    return said


def deadline(duty: Obligation, overdue: Collection[str]) -> str | None:
    """Until when, and whether that is past in a plan in force; what comes again in the plan's own words."""
    when = duty.deadline_as_written if duty.recurrence else duty.deadline or duty.deadline_as_written
    return t("duty.past", when=when) if duty.fact in overdue else when


def table(duties: Iterable[Obligation], overdue: Collection[str], bodies: bool = False) -> Table:
    """The list as an office reads it; `bodies`: of more than one body, which is named in front."""
    head = {column: t(f"column.{column}") for column in COLUMNS}
    whose, named_as, nowhere = t("duty.whose"), t("duty.named_as"), t("level.none")
    roles = {str(role): t(f"role.{role}") for role in (*Role, *MemberRole)}
    ways, forces = {way: t(f"via.{way}") for way in WAYS}, {force: t(f"force.{force}") for force in Validity}
    unit, comma = t("duty.unit", name="{0}", role="{1}"), t("duty.comma")

    def cells(duty: Obligation) -> tuple[object, ...]:
        """In the order of the columns."""
        return (
            duty.number,
            duty.task,
            roles[duty.role],
            duty.role_as_written,
            deadline(duty, overdue),
            comma.join(unit.format(one.name, roles[one.role]) for one in duty.co_units),
            duty.plan,
            duty.place or nowhere,
            forces[duty.in_force],
            duty.holder_today,
            ways[duty.via],
        )

    return [
        ({whose: duty.body} if bodies else {}) | dict(zip(head.values(), cells(duty), strict=True)) | {named_as: duty.body_as_written}
        for duty in duties
    ]


def sheet(duties: Sequence[Obligation], plans: Plans, overdue: Collection[str], bodies: bool = False) -> Table:
    """The same list for a file, with the sentences and where they stand."""
    why, quote, where = t("duty.holder_why"), t("column.quote"), t("duty.stands")
    rows = zip(table(duties, overdue, bodies), duties, strict=True)
    return [row | {why: duty.holder_source, quote: duty.quote, where: stands(duty, plans)} for row, duty in rows]


def stands(duty: Obligation, plans: Plans) -> str:
    """Where a sentence stands: document, section, characters of the text as found, file."""
    section = t("duty.section", path=duty.path) if duty.path else ""
    return t("duty.stands_at", plan=plan_name(plans[duty.plan_uri]), section=section, start=duty.start, end=duty.end, file=duty.file)


def headings(path: str, clauses: Iterable[Row], at: int) -> list[str]:
    """The headings above a sentence, the outermost first. `path`: their numbers; of two with one number, the last before the sentence."""
    numbers = path.split()
    found: list[str] = []
    rows = sorted((row for row in clauses if int(str(row["position"])) <= at), key=lambda row: int(str(row["position"])))
    for depth, number in enumerate(numbers):
        above = " ".join(numbers[:depth])
        titles = [str(row["title"] or "") for row in rows if row["number"] == number and (row["path"] or "") == above]
        title = titles[-1] if titles else ""
        found.append(f"{number} {_short(title)}".strip())
    return found


def name(duty: Obligation) -> str:
    """An obligation in one line: what, in which role, under which name."""
    task = _short(" ".join(filter(None, (duty.number, duty.task or duty.plan))))
    return t("duty.item", task=task, role=t(f"role.{duty.role}"), written=duty.body_as_written)


def holder(duty: Obligation) -> str:
    """Who holds the function today, and by which fact."""
    if duty.holder_source:
        return t("duty.held_since", name=duty.holder_today, source=duty.holder_source)
    return t("duty.held_still", name=duty.holder_today) if duty.holder_today == duty.body else duty.holder_today or ""


def doubts(duty: Obligation) -> list[str]:
    """What must be known before the obligation is held against anybody."""
    marks = {
        "duty.doubt": duty.doubt is not None,
        "duty.open_list": duty.open_list,
        "duty.inherited": duty.inherited,
        "duty.predecessor": duty.via == "predecessor",
        "duty.shared": duty.via == COLLECTIVE,
        "duty.force_unknown": duty.in_force is Validity.UNKNOWN,
    }
    return [t(key, doubt=duty.doubt, name=duty.body, written=duty.body_as_written) for key, holds in marks.items() if holds]


def partners(chain: Chain, own: str) -> Table:
    """The other bodies of the measure, who leads first, each with its role and its own page."""
    rank = list(Role)
    others = [body for body in chain.bodies if body.row["responsibility"] != own]
    return [
        {
            t("column.role"): t(f"role.{body.row['role']}"),
            t("column.name"): body.name,
            t("duty.named_as"): body.row["body_as_written"],
            t("column.role_as_written"): body.row["role_as_written"],
            t("page.duty"): address("duty", body=str(body.row["body"])),
        }
        for body in sorted(others, key=lambda body: rank.index(Role(str(body.row["role"]))))
    ]


def linked(link: Link) -> str:
    """What stands above or below, in one line: place, number and name."""
    one = link.to_json()
    return " · ".join(filter(None, (one["place"] or t("level.none"), one.get("number"), _short(one["name"]))))


def links(way: Way) -> Table:
    """What stands above or below the measure, with the reason and the sentence."""
    return [
        {
            t("column.place"): row["place"] or t("level.none"),
            t("column.plan"): row["plan"],
            t("column.number"): row.get("number"),
            t("column.task"): row["name"],
            t("duty.source"): address("source", doc=row["plan_uri"], at=row["fact"]),
            t("column.quote"): row["quote"],
            t("column.reason"): t("duty.stop").join(row["reasons"]),
        }
        for row in (link.to_json() for link in way.links)
    ]


def sitting(group: Group) -> tuple[Seat, ...]:
    """All seats of a leading group, by rank."""
    return (*group.chairs, *group.deputy_chairs, *group.hosts, *group.members)


def seats(group: Group) -> Table:
    """The composition of a leading group."""
    return [
        {
            t("column.role"): t(f"role.{seat.role}"),
            t("duty.named_as"): seat.body_as_written,
            t("duty.person"): " ".join(filter(None, (seat.person, seat.post))) or None,
            t("column.holder_today"): seat.today,
            t("duty.measures"): seat.measures,
            t("duty.holder_why"): seat.source,
        }
        for seat in sitting(group)
    ]


def busiest(loads: Iterable[Load]) -> Table:
    """The bodies with most to do."""
    return [
        {
            t("column.name"): load.body,
            t("column.place"): load.place or t("level.none"),
            **{t(f"role.{role}"): getattr(load, role) for role in Role},
            t("duty.in_force"): load.in_force,
            t("count.plans"): load.plans,
        }
        for load in loads
    ]


def asked_as(kind: BodyType) -> str | None:
    """The name by which the bodies of a type are asked for everywhere; None where its names do not tell it."""
    called = (kind.name, kind.local, kind.province, *kind.aliases)
    return next((one for one in called if one and identify(one).type_id == kind.id), None)


def notes(body: str, on: date, count: int, filters: Iterable[tuple[str, str]]) -> list[str]:
    """What stands above the rows of a file: whose they are, what narrowed them, on which day."""
    narrowed = t("duty.stop").join(t("duty.pair", label=label, value=value) for label, value in filters)
    return [t("duty.note", body=body, on=on.isoformat(), count=count), *([t("duty.note_filters", filters=narrowed)] if narrowed else [])]


def _short(title: str) -> str:
    return f"{title[:TITLE]}…" if len(title) > TITLE else title
