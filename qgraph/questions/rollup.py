"""Does it add up: the ladder of one indicator from the nation down to the district, and how each rung stands against those above.

Decisions
---------
* A rung is held against every comparable rung of every place above: the nearest place with one is `nearest`, the others `chain`.
  Two documents of one place that differ are both held.
* Where nothing above is comparable, the nearest rung is shown with the reason why not; a near indicator before another year.
* A near indicator stands on the ladder only where it is held against the one asked about. Events of one kind that must not
  happen are one indicator, whatever their severity.
* Counts are not compared one by one; the places directly below are added and held against the place they share (`sum`).
* A place with a plan for the year but without the indicator is `missing`; a place between two of the ladder without any plan, or
  asked about and without one, is `no_plan`. Both are held against the nearest place above that has a figure. A plan without a
  period covers no year for certain: its place is neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from qgraph.model import Nature, TargetKind
from qgraph.questions import names
from qgraph.questions.ladder import Rung, in_order, rungs
from qgraph.questions.names import Spot, text
from qgraph.questions.reach import Lack, Reach, reach
from qgraph.questions.severity import kinds, severity
from qgraph.questions.verdicts import Finding, Verdict, add, addable, compare, finding, grave
from qgraph.registries import indicators, places
from qgraph.registries.indicators import Aggregation, Indicator
from qgraph.store import Row, Store

GAPS = (Verdict.MISSING, Verdict.NO_PLAN)
NEAREST, CHAIN, SUM = "nearest", "chain", "sum"
SUBJECT = "质量"  # only a quality plan can be blamed for not naming an indicator


@dataclass(frozen=True, slots=True)
class Link:
    """How some lower rungs stand against an upper one. `lower` is empty where the place has none; `place` then says which."""

    lower: tuple[Rung, ...]
    upper: Rung
    via: str
    verdict: Verdict
    rule: str
    reason: str
    place: str | None = None
    place_name: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`ladder` from the nation down; `links` in the same order of their lower rungs."""

    uri: str
    name: str
    aggregation: str | None
    unit: str | None
    direction: str | None
    known: Indicator | None
    ladder: tuple[Rung, ...]
    links: tuple[Link, ...]
    near: frozenset[str]  # URIs of the indicators of a near caliber
    reach: Reach

    def about(self) -> dict[str, Any]:
        """What the indicator is."""
        indicator: dict[str, Any] = {
            "name": self.name,
            "uri": self.uri,
            "aggregation": self.aggregation,
            "unit": self.unit,
            "direction": self.direction,
        }
        if self.known:
            indicator |= {
                "discontinued": self.known.discontinued,
                "discontinued_source": self.known.discontinued_source,
                "caution": self.known.caution,
                "definition": self.known.definition_zh,
                "counts": self.known.counts,
                "near": [other.name for other in indicators.near(self.known.id)],
                "unlike": [other.name for other in indicators.unlike(self.known.id)],
            }
        return indicator

    def to_json(self) -> dict[str, Any]:
        """The document of `qgraph rollup`."""
        rows = {rung.fact: _rung(rung, rung.indicator in self.near) for rung in self.ladder}
        links = [_link(link, rows) for link in self.links]
        return {"indicator": self.about(), "ladder": list(rows.values()), "links": links, "coverage": _coverage(self.reach)}


def rollup(store: Store, indicator: str, *, place: str | None = None, year: int | None = None) -> Answer:
    """The ladder of an indicator (name or URI): everywhere, or one place with those above and below it; all years, or one.

    Raises `NotFoundError` and `AmbiguousError` for the names.
    """
    spots = names.spots(store)
    row, known = names.indicator(store, indicator)
    where = names.place(place, spots) if place else None
    plans = {str(plan["plan"]): plan for plan in store.run("plans")}
    uri = str(row["indicator"])
    wanted = _Ladder(spots, plans, known, where, names.column(where, spots) if where else None, year)
    near, events = _near(store, known), _events(store, row, known)
    found = in_order(list(rungs(store, [uri, *near, *events], spots, plans, wanted.plans_concerned())))
    everywhere = [r for r in found if r.indicator == uri or (r.indicator in events and r.kind is TargetKind.ZERO)]
    own = wanted.chosen(everywhere)
    links = wanted.links(own, wanted.chosen(r for r in found if r.indicator in near), everywhere)
    lack = [Lack(link.place, link.place_name, link.verdict, link.reason) for link in links if link.verdict in GAPS and link.place]
    shown = {rung.fact: rung for rung in (*own, *(r for link in links for r in (link.upper, *link.lower)))}
    return Answer(
        uri,
        str(row["name"]),
        names.text(row["aggregation"]),
        names.text(row["unit"]),
        names.text(row["direction"]),
        known,
        tuple(in_order(list(shown.values()))),
        tuple(links),
        frozenset(near),
        reach(own, lack, (str(plan["place"]) for plan in plans.values() if wanted.is_concerned(str(plan["place"]))), spots),
    )


def _events(store: Store, row: Row, known: Indicator | None) -> list[str]:
    """The URIs of indicators of the same kind of event, whatever its severity (较大以上…事故 for 重大…事故)."""
    wanted = kinds((str(row["name"]), *(known.aliases if known else ())))
    if known and known.aggregation is not Aggregation.BINARY:
        return []
    return sorted(
        {str(r["indicator"]) for r in store.run("indicators") if severity(str(r["alias"]))[0] in wanted} - {str(row["indicator"])}
    )


def _near(store: Store, known: Indicator | None) -> list[str]:
    """The URIs of indicators of a near caliber."""
    wanted = {other.id for other in indicators.near(known.id)} if known else set()
    if not wanted:
        return []
    return sorted({str(row["indicator"]) for row in store.run("indicators") if names.local(str(row["indicator"])) in wanted})


@dataclass(frozen=True, slots=True)
class _Ladder:
    """What a question about the ladder is about."""

    spots: dict[str, Spot]
    plans: dict[str, Row]
    known: Indicator | None
    where: Spot | None
    concerned: frozenset[str] | None  # the place asked about with those above and below it; None: all
    year: int | None

    def plans_concerned(self) -> set[str]:
        """The plans of the places concerned; for a sum also of the places beside them."""
        places_ = self.concerned
        if self.where is None or places_ is None:
            return set(self.plans)
        if self._added:
            above = {self.where.uri, *(step.uri for step in self._steps(self.where.uri))}
            places_ = places_ | {spot.uri for spot in self.spots.values() if spot.within in above}
        return {uri for uri, plan in self.plans.items() if plan["place"] in places_}

    def chosen(self, found: Iterable[Rung]) -> list[Rung]:
        """The rungs of the place asked about, those above and those below it, of the year asked about."""
        return in_order([r for r in found if (self.year is None or r.year == self.year) and self.is_concerned(r.place)])

    def links(self, own: list[Rung], near: list[Rung], everywhere: list[Rung]) -> list[Link]:
        by_place: dict[str, list[Rung]] = {}
        nears: dict[str, list[Rung]] = {}
        for table, some in ((by_place, own), (nears, near)):
            for rung in some:
                table.setdefault(rung.place or "", []).append(rung)
        found = [link for rung in own for link in self._above(rung, by_place, nears)]
        found += [link for rung in near if not _for_year(by_place, rung) for link in self._beside(rung, by_place)]
        if self._added:
            found += self._sums(own, everywhere)
        return found + list(self._gaps(by_place, nears))

    def _above(self, lower: Rung, own: dict[str, list[Rung]], near: dict[str, list[Rung]]) -> Iterator[Link]:
        """The links of one rung to the places above it, the nearest first."""
        steps = self._steps(lower.place)
        comparable = False
        unfit: Link | None = None
        for step in steps:
            held = [(upper, compare(lower, upper, self.known)) for upper in own.get(step.uri, ())]
            fit = [(upper, f) for upper, f in held if f.verdict is not Verdict.NOT_COMPARABLE]
            via = CHAIN if comparable else NEAREST
            for upper, result in fit:
                if not self._added or upper.applies_to or result.verdict is Verdict.DOUBTED:
                    yield _linked((lower,), upper, via, result)
            comparable = comparable or any(grave(lower) or not grave(upper) for upper, _ in fit)
            if unfit is None and not fit:
                like = [(u, compare(lower, u, self.known)) for u in near.get(step.uri, ()) if u.year == lower.year]
                held.sort(key=lambda pair: pair[0].year != lower.year)
                unfit = next((_linked((lower,), u, NEAREST, f) for u, f in (*like, *held)), None)
        if unfit and not comparable:
            yield unfit

    def _beside(self, lower: Rung, own: dict[str, list[Rung]]) -> Iterator[Link]:
        """A rung of a near indicator, where its place has none of the one asked about, beside the nearest above for its year."""
        for step in self._steps(lower.place):
            uppers = [upper for upper in own.get(step.uri, ()) if upper.year == lower.year]
            if uppers:
                yield from (_linked((lower,), upper, NEAREST, compare(lower, upper, self.known)) for upper in uppers)
                return

    def _sums(self, own: list[Rung], everywhere: list[Rung]) -> Iterator[Link]:
        """The places directly below a rung's place, added: all of them, whichever place is asked about."""
        by_place: dict[str, list[Rung]] = {}
        for rung in everywhere:
            by_place.setdefault(rung.place or "", []).append(rung)
        below: dict[str, list[Spot]] = {}
        for spot in self.spots.values():
            below.setdefault(spot.within or "", []).append(spot)
        standing = Counter(place.within for place in places.everywhere() if place.stands)
        for upper in own:
            parts: list[Rung] = []
            children = below.get(upper.place or "", [])
            for spot in children:
                fit = [r for r in by_place.get(spot.uri, ()) if addable(r, upper, self.known)]
                parts += fit[:1]  # of two documents of one place the latest: one figure a place
            adcode = self.spots[upper.place].adcode if upper.place in self.spots else None
            result = add(parts, upper, self.known, max(standing[adcode], len(children))) if parts and self.known else None
            if result:
                yield _linked(tuple(parts), upper, SUM, result)

    def _gaps(self, own: dict[str, list[Rung]], near: dict[str, list[Rung]]) -> Iterator[Link]:
        """Places below a rung without one of their own."""
        planned: dict[str, list[Row]] = {}
        for plan in self.plans.values():
            if plan["nature"] not in (Nature.EXPERIENCE, Nature.TEMPLATE) and SUBJECT in str(plan["title"]):
                planned.setdefault(str(plan["place"]), []).append(plan)
        between = {step.uri for place in planned for step in self._steps(place)}  # gaps in the ladder
        asked = {self.where.uri} if self.where else set()
        for spot in sorted(self.spots.values(), key=lambda s: s.uri):
            if (spot.uri not in planned and spot.uri not in between | asked) or not self.is_concerned(spot.uri):
                continue
            step = next((step for step in self._steps(spot.uri) if own.get(step.uri)), None)
            for upper in own[step.uri] if step else ():
                year = upper.year
                had = [*own.get(spot.uri, ()), *near.get(spot.uri, ())]
                if year is None or any(r.year == year for r in had):
                    continue
                words = {"place": spot.name or "该地", "year": year, "upper": upper.told()}
                ours = planned.get(spot.uri, ())
                covering = {str(plan["plan"]): str(plan["title"]) for plan in ours if _covers(plan, year)}
                if covering and not any(r.plan_uri in covering for r in had):
                    titles = "》《".join(sorted(covering.values()))
                    yield _linked((), upper, NEAREST, finding("not_named", plan=titles, **words), spot)
                elif not (covering or had or any(_may_cover(plan, year) for plan in ours)):
                    yield _linked((), upper, NEAREST, finding("no_document", **words), spot)

    def _steps(self, place: str | None) -> list[Spot]:
        spot = self.spots.get(place or "")
        return names.above(spot, self.spots) if spot else []

    def is_concerned(self, place: str | None) -> bool:
        """Whether a place is asked about."""
        return self.concerned is None or place in self.concerned

    @property
    def _added(self) -> bool:
        return self.known is not None and self.known.aggregation is Aggregation.SUM


def _for_year(own: dict[str, list[Rung]], rung: Rung) -> bool:
    """Whether the place of a rung has one of the indicator asked about for the same year."""
    return any(other.year == rung.year for other in own.get(rung.place or "", ()))


def _start(plan: Row) -> int | None:
    """The first year of a plan: of its period, else of its issue."""
    start, issued = plan["period_start"], text(plan["issued_on"])
    return start if isinstance(start, int) else int(issued[:4]) if issued else None


def _covers(plan: Row, year: int) -> bool:
    start, end = _start(plan), plan["period_end"]
    return start is not None and isinstance(end, int) and start <= year <= end


def _may_cover(plan: Row, year: int) -> bool:
    """Whether a plan without an end may still speak for a year."""
    start = _start(plan)
    return plan["period_end"] is None and (start is None or start <= year)


def _linked(lower: tuple[Rung, ...], upper: Rung, via: str, result: Finding, spot: Spot | None = None) -> Link:
    place, name = (spot.uri, spot.name) if spot else (lower[0].place, lower[0].place_name) if len(lower) == 1 else (None, None)
    return Link(lower, upper, via, result.verdict, result.rule, result.reason, place, name)


def _rung(rung: Rung, near: bool) -> dict[str, Any]:
    row = {field.name: getattr(rung, field.name) for field in fields(rung)}
    return {"id": rung.fact, **row, "place": rung.place_name, "place_uri": rung.place, "published": rung.published, "near": near}


def _coverage(found: Reach) -> dict[str, Any]:
    return {
        "have": [{"place": spot.name, "place_uri": spot.uri, "level": spot.level} for spot in found.have],
        "lack": [{"place": one.place_name, "place_uri": one.place, "verdict": one.verdict, "reason": one.reason} for one in found.lack],
        "only_above": [rung.fact for rung in found.only_above],
        "only_below": [rung.fact for rung in found.only_below],
    }


def _link(link: Link, rows: dict[str, dict[str, Any]]) -> dict[str, Any]:
    row = {field.name: getattr(link, field.name) for field in fields(link)}
    places_ = {"place": link.place_name, "place_uri": link.place}
    return row | places_ | {"lower": [rows[rung.fact] for rung in link.lower], "upper": rows[link.upper.fact]}
