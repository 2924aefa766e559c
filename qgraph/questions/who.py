"""Who owns it: what a body owes in all plans, under all its names.

Decisions
---------
* Four ways lead to an obligation, kept apart in `via`: named in a bracket or clause, addressed with others as a collective
  (各有关部门), a seat in a leading group, or a duty of a body that was merged into this one.
* Collective duties are looked up only where the question is about one place: everywhere they would be everybody's. A body merged
  away is not among those that a later plan addresses.
* A row of a task table that restates a measure adds nothing where the measure already gives the body that role.
* Obligations stand by place, then by plan (the date it was issued, else its first year), then as the plan has them.
* An empty answer says why: the plans of the place name no owner (with the clause that orders the decomposition), or no plan
  speaks of the body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from qgraph.model import BodyKind, MemberRole
from qgraph.questions import bodies, names
from qgraph.questions.answers import said
from qgraph.questions.bodies import Asked
from qgraph.questions.collectives import addressed
from qgraph.questions.names import Organ, Spot, text
from qgraph.questions.standing import standing
from qgraph.questions.validity import Holder, Validity, holder, name_in, predecessors, validity
from qgraph.registries import body_types, themes
from qgraph.store import Row, Store
from qgraph.told import joined

NAMED, COLLECTIVE, MEMBERSHIP, PREDECESSOR = "named", "collective", "membership", "predecessor"
GOVERNMENTS = frozenset({"government", "zone-committee"})  # body types
DEPARTMENTS = frozenset({BodyKind.DEPARTMENT, BodyKind.INSTITUTION})
MEMBERS = frozenset({MemberRole.MEMBER, MemberRole.HOST})  # whom 各成员单位 speaks to
WAYS = (NAMED, PREDECESSOR, MEMBERSHIP, COLLECTIVE)  # of one sentence, in this order


@dataclass(frozen=True, slots=True)
class CoUnit:
    """Another body of the same task."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing a body owes. `task`, `plan`, `place` are titles and names, their URIs stand beside them; spans count code points."""

    role: str
    role_as_written: str | None
    via: str
    number: str | None
    task: str | None
    plan: str
    place: str | None
    deadline: str | None
    deadline_as_written: str | None
    recurrence: str | None
    in_force: Validity
    holder_today: str | None
    holder_source: str | None
    co_units: tuple[CoUnit, ...]
    quote: str
    file: str
    start: int
    end: int
    status: str
    body: str
    body_as_written: str
    fact: str
    task_uri: str | None
    restates: str | None
    plan_uri: str
    place_uri: str
    issued_on: str | None
    found: str
    reading_start: int
    reading_end: int
    rule: str
    sole: bool
    open_list: bool
    inherited: bool
    doubt: str | None
    path: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """`uri` is None where the name covers the bodies of several places. `line`: whom a body of this type answers to. `reason` says why
    nothing is owed by name."""

    name: str
    uri: str | None
    aliases: tuple[str, ...]
    predecessors: tuple[str, ...]
    successor: str | None
    line: body_types.Line | None
    obligations: tuple[Obligation, ...]
    reason: str | None

    def to_json(self) -> dict[str, Any]:
        """The document of `qgraph who`."""
        body = {
            "name": self.name,
            "uri": self.uri,
            "aliases": list(self.aliases),
            "predecessors": list(self.predecessors),
            "successor": self.successor,
            "line": self.line,
        }
        return {"body": body, "obligations": [_json(duty) for duty in self.obligations], "reason": self.reason}


def who(
    store: Store,
    body: str,
    *,
    role: str | None = None,
    place: str | None = None,
    plan: str | None = None,
    deadline: int | None = None,
    theme: str | None = None,
    in_force: bool = False,
    on: date | None = None,
) -> Answer:
    """What a body (name or URI) owes on a day (default: today), everywhere or in one place, in all plans or in one; with `deadline` what
    falls due in a year, with `theme` what speaks of it, with `in_force` only what stands in plans that are in force.

    Raises `NotFoundError` and `AmbiguousError` for the names.
    """
    known = names.spots(store)
    where = names.place(place, known) if place else None
    day = on or date.today()
    asked = bodies.body(store, body, known, where, day.year)
    only = str(names.plan(store, plan)["plan"]) if plan else None
    about = names.theme(theme).id if theme else None
    search = _Search(store, known, {str(row["plan"]): row for row in store.run("plans")}, day)
    found = [duty for duty in search.of(asked) if only is None or duty.plan_uri == only]
    told = {(duty.task_uri, duty.role, duty.body) for duty in found}
    first = [duty for duty in found if duty.restates is None or (duty.restates, duty.role, duty.body) not in told]
    chosen = [
        duty
        for duty in first
        if role in (None, duty.role)
        and (deadline is None or (duty.deadline or "").startswith(str(deadline)))
        and (not in_force or duty.in_force is Validity.IN_FORCE)
        and (about is None or about in search.themes(duty))
    ]
    chosen.sort(key=lambda d: (d.place_uri, search.since(d.plan_uri), d.plan_uri, d.reading_start, WAYS.index(d.via), d.fact))
    kind = asked.type
    one = asked.organs[0] if len(asked.organs) == 1 else None
    adcode = asked.place.adcode if asked.place else None
    before = [body_types.get(type_id) for type_id in sorted(predecessors(kind.id, adcode))] if kind else []
    spot = known.get(one.place) if one else asked.place
    meant = one or Organ("", asked.name, None, kind.id if kind else None, "")  # none of a place yet: its type says who followed
    now = holder(meant, spot, search.on)
    successor = now.name if now and now.name != meant.name else None
    return Answer(
        one.name if one else asked.name,
        one.uri if one else None,
        _aliases(asked, one, [duty.body_as_written for duty in found if duty.via in (NAMED, MEMBERSHIP)]),
        tuple(name_in(type_, spot) for type_ in before if type_),
        successor,
        kind.line if kind else None,
        tuple(chosen),
        None
        if any(duty.via != COLLECTIVE for duty in chosen)
        else search.reason(asked, only, any(duty.via != COLLECTIVE for duty in found)),
    )


def _aliases(asked: Asked, one: Organ | None, written: Iterable[str]) -> tuple[str, ...]:
    """All other names: second plates, as the plans write it, and those its type has anywhere."""
    anywhere = names.full_names(asked.type) if asked.type else ()
    names_ = dict.fromkeys((*(one.plates if one else ()), *sorted(set(written)), *anywhere))
    return tuple(name for name in names_ if name not in (asked.name, one.name if one else None))


@dataclass(frozen=True, slots=True)
class _Search:
    """One question on its way through the store."""

    store: Store
    known: dict[str, Spot]
    plans: dict[str, Row]
    on: date

    def of(self, asked: Asked) -> Iterator[Obligation]:
        before = predecessors(asked.type.id, asked.place.adcode if asked.place else None) if asked.type else set()
        covered = {organ.place for organ in asked.organs} | ({asked.place.uri} if asked.place else set())
        for organ in asked.organs:
            plated = None if asked.type is None or organ.type_id == asked.type.id else organ.plates
            for duty in (*self.named(organ, NAMED), *self.seats(organ)):
                if plated is None or any(plate in duty.body_as_written for plate in plated):
                    yield duty
        for organ in asked.around:
            if organ.type_id in before and (asked.place is None or organ.place in covered):
                yield from self.named(organ, PREDECESSOR)
                yield from (replace(seat, via=PREDECESSOR) for seat in self.seats(organ))
        if len(covered) == 1 and asked.organs:
            yield from self.collective(asked.organs[0], asked.around)

    def named(self, organ: Organ, via: str) -> Iterator[Obligation]:
        rows = self._live("duties", organ.uri)
        parts: dict[str, list[Row]] = {}
        for part in self.store.run("partners", body=organ.uri) if rows else ():
            parts.setdefault(str(part["task"]), []).append(part)
        for row in rows:
            yield self._duty(row, organ, via, sorted(parts.get(str(row["task"]), ()), key=lambda part: _int(part["position"])))

    def seats(self, organ: Organ) -> Iterator[Obligation]:
        for row in self._live("seats", organ.uri):
            yield self._obligation(row, organ, MEMBERSHIP, fact=str(row["membership"]), about={"title": row["group_name"]})

    def collective(self, organ: Organ, everybody: Iterable[Organ]) -> Iterator[Obligation]:
        """What is laid on many bodies at once, this one among them."""
        spot = self.known.get(organ.place)
        higher = {step.uri for step in names.above(spot, self.known)} if spot else set()
        seated = {str(row["plan"]) for row in self._live("seats", organ.uri) if row["role"] in MEMBERS}
        for many in everybody:
            many_of = addressed(many.name) if many.kind == BodyKind.COLLECTIVE else None
            if many_of is None:
                continue
            if many_of.kind == "department" and (organ.kind not in DEPARTMENTS or many.place != organ.place):
                continue
            if many_of.kind == "government" and not (
                organ.type_id in GOVERNMENTS and many.place in higher and spot and many_of.reaches(spot.level)
            ):
                continue
            for duty in self.named(many, COLLECTIVE):
                if (many_of.kind != "members" or duty.plan_uri in seated) and self._stood(organ, duty.plan_uri):
                    held = self._held(organ, duty.issued_on, f"{duty.task or ''} {duty.quote}")
                    yield replace(duty, body=organ.name, holder_today=held.name, holder_source=held.source)

    def since(self, plan: str) -> str:
        """When a plan began: the date it was issued, else its first year, else nothing."""
        row = self.plans[plan]
        return text(row["issued_on"]) or text(row["period_start"]) or ""

    def themes(self, duty: Obligation) -> list[str]:
        """What the measure of an obligation speaks of, by its title and its own sentences."""
        rows = self.store.run("task", task=duty.task_uri) if duty.task_uri else []
        return themes.of("。".join([duty.task or duty.quote, *(str(row["quote"]) for row in rows)]))

    def reason(self, asked: Asked, plan: str | None, filtered: bool) -> str:
        """Why there is nothing to show."""
        if filtered:
            return said("who.filtered")
        if not self.plans:
            return said("store.empty")
        if not asked.organs and asked.place is None and plan is None:
            return said("who.not_named", body=asked.name)
        inside = {organ.place for organ in asked.organs} or {asked.place.uri if asked.place else ""}
        silent = [plan] if plan else sorted(uri for uri, row in self.plans.items() if row["place"] in inside)
        silent.sort(key=self.since, reverse=True)
        if not silent:
            return said("who.no_plan")
        unowned = joined(
            said("who.no_owner", plan=self.plans[uri]["title"], ended=self._ended(uri), quote=clause["quote"])
            for uri in silent
            for clause in self.store.run("owner_clause", plan=uri)
        )
        if unowned and len(silent) == 1:
            return unowned
        plans = said("who.plan", plan=self.plans[plan]["title"]) if plan else said("who.plans", n=len(silent))
        none = said("who.no_duty", plans=plans, body=asked.name)
        return none + said("who.among", unowned=unowned) if unowned else none

    def _ended(self, plan: str) -> str:
        """That a plan is no longer in force, and since when."""
        row = self.plans[plan]
        until = text(row["effective_until"]) or (said("who.in_year", year=row["period_end"]) if row["period_end"] else None)
        return said("who.ended", until=until) if until and validity(row, self.on) is Validity.EXPIRED and not row["repealed"] else ""

    def _stood(self, organ: Organ, plan: str) -> bool:
        """Whether a body was still there when a plan was issued."""
        since = self.since(plan)
        if not since:
            return True
        day = date.fromisoformat(since) if len(since) == 10 else date(int(since[:4]), 1, 1)
        held = holder(organ, self.known.get(organ.place), day)
        return held is None or held.name == organ.name

    def _live(self, query: str, body: str) -> list[Row]:
        return [row for row in standing(self.store.run(query, body=body)) if str(row["plan"]) in self.plans]

    def _duty(self, row: Row, organ: Organ, via: str, parts: list[Row]) -> Obligation:
        """The obligation of a row of `duties`; `parts`: all parts in its task (rows of `partners`)."""
        about = parts[0] if parts else {}
        return self._obligation(
            row,
            organ,
            via,
            fact=str(row["responsibility"]),
            about=about,
            task_uri=str(row["task"]),
            co_units=tuple(
                CoUnit(str(part["resolved"]), str(part["role"]))
                for part in standing(parts)
                if part["responsibility"] != row["responsibility"]
            ),
        )

    def _obligation(
        self,
        row: Row,
        organ: Organ,
        via: str,
        *,
        fact: str,
        about: Row,
        task_uri: str | None = None,
        co_units: tuple[CoUnit, ...] = (),
    ) -> Obligation:
        plan = self.plans[str(row["plan"])]
        issued = text(plan["issued_on"])
        held = self._held(organ, issued, f"{about.get('title') or ''} {row['quote']}")
        return Obligation(
            role=str(row["role"]),
            role_as_written=text(row.get("role_as_written")),
            via=via,
            number=text(about.get("number")),
            task=text(about.get("title")),
            plan=str(plan["title"]),
            place=text(plan["place_name"]),
            deadline=text(about.get("deadline")),
            deadline_as_written=text(about.get("deadline_as_written")),
            recurrence=text(about.get("recurrence")),
            in_force=validity(plan, self.on),
            holder_today=held.name,
            holder_source=held.source,
            co_units=co_units,
            quote=str(row["quote"]),
            file=str(plan["file"]),
            start=_int(row["start"]),
            end=_int(row["end"]),
            status=str(row["status"]),
            body=organ.name,
            body_as_written=str(row["body_as_written"]),
            fact=fact,
            task_uri=task_uri,
            restates=text(about.get("restates")),
            plan_uri=str(row["plan"]),
            place_uri=str(plan["place"]),
            issued_on=issued,
            found=str(row["found"]),
            reading_start=_int(row["reading_start"]),
            reading_end=_int(row["reading_end"]),
            rule=str(row["rule"]),
            sole=row.get("sole") is True,
            open_list=row.get("open_list") is True,
            inherited=row.get("inherited") is True,
            doubt=text(row.get("doubt")),
            path=text(row.get("path")),
        )

    def _held(self, organ: Organ, issued: str | None, sentence: str) -> Holder:
        return holder(organ, self.known.get(organ.place), self.on, issued, sentence) or Holder(organ.name)


def _int(value: object) -> int:
    return int(str(value))


def _json(duty: Obligation) -> dict[str, Any]:
    row = {field: getattr(duty, field) for field in Obligation.__dataclass_fields__}
    return row | {"validity": duty.in_force, "co_units": [{"name": unit.name, "role": unit.role} for unit in duty.co_units]}
