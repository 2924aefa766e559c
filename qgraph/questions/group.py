"""Who sits in a leading group: chair, members with their posts, the host of its office, and what each of them is today.

Decisions
---------
* A seat is a body or a post. A post without an organ (市长) is nobody's bureau: it is shown, and no reform is followed for it.
* The office of a group (领导小组办公室) is a group of its own in a plan; it is shown with the group whose name it ends in, else with
  the only group there is.
* What a member is today follows the reforms of its place, else the general rule, which the place's own 三定规定 may contradict: such
  a member is `unverified`. Members that became one body are one of today's bodies; a second plate (卫生局（食药监局）) goes its own way
  and is no further member.
* A list that ends in 等 names only some of the members: their number is a lower bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from qgraph.errors import NotFoundError
from qgraph.model import BodyKind, Jurisdiction, MemberRole
from qgraph.questions import answers, bodies, names
from qgraph.questions.names import Organ, Spot, organs, text
from qgraph.questions.standing import standing
from qgraph.questions.validity import Validity, holder, validity
from qgraph.registries import reforms
from qgraph.registries.bodies import identify
from qgraph.store import Row, Store
from qgraph.told import joined

OFFICE = "办公室"


@dataclass(frozen=True, slots=True)
class Plate:
    """A second name of a member's body, and which body bears that function today."""

    name: str
    of: str
    today: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat. `is_post`: a post without an organ. `today` and `source`: what the body is today, and by which reform (None: it still
    stands, or nobody knows its type); `unverified`: only the general rule says so. `measures`: tasks of the plan that name it."""

    role: str
    body: str
    body_as_written: str
    uri: str
    is_post: bool
    person: str | None
    post: str | None
    today: str | None
    source: str | None
    unverified: bool
    measures: int
    quote: str
    start: int
    end: int
    reading_start: int
    reading_end: int
    status: str


@dataclass(frozen=True, slots=True)
class Today:
    """A body of today, and the members that became it."""

    name: str
    members: tuple[str, ...]
    unverified: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A leading group as one plan sets it up. `open_list`: the plan names only some members. `reason`: what must be known beside it."""

    name: str
    uri: str
    place: str | None
    place_uri: str
    plan: str
    plan_uri: str
    file: str
    issued_on: str | None
    in_force: Validity
    chairs: tuple[Seat, ...]
    deputy_chairs: tuple[Seat, ...]
    members: tuple[Seat, ...]
    hosts: tuple[Seat, ...]
    open_list: bool
    today: tuple[Today, ...]
    plates: tuple[Plate, ...]
    measures: int
    reason: str | None

    def to_json(self) -> dict[str, Any]:
        """One group of the document of `qgraph group`."""
        counts = {"member_count": len(self.members), "today_count": len(self.today)}
        return asdict(self) | counts | {"unverified": [one.name for one in self.today if one.unverified]}


@dataclass(frozen=True, slots=True)
class Answer:
    """`reason` says why there is no group."""

    groups: tuple[Group, ...]
    reason: str | None

    def to_json(self) -> dict[str, Any]:
        """The document of `qgraph group`."""
        return {"groups": [group.to_json() for group in self.groups], "reason": self.reason}


def group(store: Store, name: str, *, place: str | None = None, on: date | None = None) -> Answer:
    """The leading groups of a plan (URI, file name, number or title), or the one of a name or URI in all plans of its place, with its
    members on a day (default: today). Raises `NotFoundError` and `AmbiguousError` for the names."""
    known = names.spots(store)
    plans = {str(row["plan"]): row for row in store.run("plans")}
    where = names.place(place, known) if place else None
    try:
        wanted, only = {str(names.plan(store, name)["plan"])}, None
    except NotFoundError:
        only = _named(store, name, known, where)
        wanted = {uri for uri, plan in plans.items() if _is_near(only.place, str(plan["place"]))}
    search = _Search(store, known, organs(store), on or date.today())
    found = [one for uri in sorted(wanted) for one in search.of(plans[uri]) if only is None or one.uri == only.uri]
    found.sort(key=lambda one: (one.issued_on or "", one.plan_uri, one.uri), reverse=True)
    what = "文件没有写明领导小组的组成" if only is None else f"库中的文件没有写明{only.name}的组成"
    return Answer(tuple(found), None if found else what)


def _named(store: Store, name: str, known: dict[str, Spot], where: Spot | None) -> Organ:
    """The one group a name means; offices and departments of such a name are none."""
    asked = bodies.body(store, name, known, where)
    found = [organ for organ in asked.organs if organ.kind == BodyKind.LEADING_GROUP]
    return names.one_of(found, answers.said("names.group", name=name), ((names.title(organ, known), organ.uri) for organ in found))


def _is_near(place: str, of_plan: str) -> bool:
    """Whether a body's place is that of a plan; a place without a code is keyed by the plan's that speaks of it."""
    return place == of_plan or place.startswith(f"{of_plan}-")


@dataclass(frozen=True, slots=True)
class _Search:
    store: Store
    known: dict[str, Spot]
    everybody: Mapping[str, Organ]
    on: date

    def of(self, plan: Row) -> Iterator[Group]:
        """The groups that a plan sets up."""
        seats: dict[str, list[Row]] = {}
        for row in sorted(standing(self.store.run("members", plan=str(plan["plan"]))), key=_position):
            seats.setdefault(str(row["group"]), []).append(row)
        offices = {uri for uri, rows in seats.items() if all(row["role"] == MemberRole.HOST for row in rows)}
        groups = {uri: rows for uri, rows in seats.items() if uri not in offices} or seats
        duties: dict[str, set[str]] = {}
        for row in standing(self.store.run("units", plan=str(plan["plan"]))) if groups else ():
            duties.setdefault(str(row["body"]), set()).add(str(row["task"]))
        for uri, rows in groups.items():
            hosts = [] if uri in offices else [row for office in offices for row in seats[office] if _is_office(row, rows, len(groups))]
            yield self._group(uri, plan, rows + hosts, duties)

    def _group(self, uri: str, plan: Row, rows: list[Row], duties: dict[str, set[str]]) -> Group:
        organ = self.everybody.get(uri)
        seats = [(row, self._seat(row, plan, duties)) for row in rows]
        once = {(seat.role, seat.uri): seat for _, seat in reversed(seats)}  # of two seats of one body the first
        by_role = {role: tuple(seat for _, seat in seats if seat.role == role and once[seat.role, seat.uri] is seat) for role in MemberRole}
        members = by_role[MemberRole.MEMBER]
        tasks = {task for seat in (*members, *by_role[MemberRole.HOST]) for task in duties.get(seat.uri, ())}
        open_list = any(row["open_list"] is True for row, _ in seats)
        place = organ.place if organ else str(plan["place"])
        spot = self.known.get(place)
        return Group(
            name=organ.name if organ else str(rows[0]["group_name"]),
            uri=uri,
            place=spot.name if spot else None,
            place_uri=place,
            plan=str(plan["title"]),
            plan_uri=str(plan["plan"]),
            file=str(plan["file"]),
            issued_on=text(plan["issued_on"]),
            in_force=validity(plan, self.on),
            chairs=by_role[MemberRole.CHAIR],
            deputy_chairs=by_role[MemberRole.DEPUTY_CHAIR],
            members=members,
            hosts=by_role[MemberRole.HOST],
            open_list=open_list,
            today=tuple(_today(members)),
            plates=tuple(self._plates(members)),
            measures=len(tasks),
            reason=_reason(bool(members), bool(tasks), open_list),
        )

    def _seat(self, row: Row, plan: Row, duties: dict[str, set[str]]) -> Seat:
        organ = self.everybody[str(row["body"])]
        now = holder(organ, self.known.get(organ.place), self.on, text(plan["issued_on"]))
        is_post = organ.kind is None
        start, end, reading_start, reading_end = (int(str(row[name])) for name in ("start", "end", "reading_start", "reading_end"))
        return Seat(
            role=str(row["role"]),
            body=organ.name,
            body_as_written=str(row["body_as_written"]),
            uri=organ.uri,
            is_post=is_post,
            person=text(row["person"]),
            post=text(row["post"]),
            today=None if is_post else now.name if now else organ.name,
            source=now.source if now else None,
            unverified=reforms.UNCHECKED in (now.source or "" if now else ""),
            measures=len(duties.get(organ.uri, ())),
            quote=str(row["quote"]),
            start=start,
            end=end,
            reading_start=reading_start,
            reading_end=reading_end,
            status=str(row["status"]),
        )

    def _plates(self, members: tuple[Seat, ...]) -> Iterator[Plate]:
        """The second plates that the plan itself writes beside a member."""
        for seat in members:
            organ = self.everybody[seat.uri]
            spot = self.known.get(organ.place)
            for plate in organ.plates:
                if plate in seat.body_as_written:
                    ref = identify(plate, Jurisdiction(spot.name, spot.level, spot.adcode) if spot else Jurisdiction())
                    now = holder(Organ("", plate, None, ref.type_id, organ.place), spot, self.on)
                    yield Plate(plate, seat.body, now.name if now else None, now.source if now else None)


def _is_office(host: Row, rows: list[Row], groups: int) -> bool:
    """Whether the seat of a host is in the office of a group."""
    of = str(host["group_name"]).removesuffix(OFFICE)
    return groups == 1 or any(str(row["group_name"]).endswith(of) for row in rows)


def _today(members: tuple[Seat, ...]) -> Iterator[Today]:
    """The bodies of today, in the order of their first members."""
    became: dict[str, list[Seat]] = {}
    for seat in members:
        if seat.today is not None:
            became.setdefault(seat.today, []).append(seat)
    for name, seats in became.items():
        yield Today(name, tuple(seat.body_as_written for seat in seats), any(seat.unverified for seat in seats))


def _reason(members: bool, tasks: bool, open_list: bool) -> str | None:
    holding = {"no_members": not members, "open": open_list, "no_tasks": members and not tasks}
    return joined(answers.said(f"group.{name}") for name, holds in holding.items() if holds) or None


def _position(row: Row) -> tuple[int, int, str]:
    """Where a seat stands in the text; those of one list have its sentence in common."""
    return int(str(row["reading_start"])), str(row["quote"]).find(str(row["body_as_written"])), str(row["membership"])
