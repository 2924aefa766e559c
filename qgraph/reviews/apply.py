"""A plan as read, and the log of its decisions, become the plan as it stands: the same facts under the same URIs, some corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from qgraph.errors import ReviewError
from qgraph.model import Fact, Plan
from qgraph.rdf import identity
from qgraph.reviews.entries import Entry
from qgraph.reviews.fields import changed, kind_of, shown
from qgraph.reviews.state import Standing, State

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """A field that a person set: what the reader read and what stands there now, as text; None for nothing."""

    name: str
    as_read: str | None
    corrected: str | None


@dataclass(frozen=True, slots=True)
class Decided:
    """A fact somebody decided about: its URI, where it stands, what was changed."""

    uri: str
    standing: Standing
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """A decision that cannot be followed, and why; None where its fact is not there any more."""

    about: str
    last: Entry
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The plan as it stands after review, the URIs of its facts, and what was decided of which. `state` holds what stands beside facts."""

    plan: Plan
    names: identity.Names
    state: State
    decided: tuple[Decided, ...] = ()
    lost: tuple[Lost, ...] = ()


def review(plan: Plan, state: State, uri: str | None = None) -> Reviewed:
    """What a plan, as read, is after the decisions of its log. `uri`: the plan's, where its words give another (`identity.names`)."""
    names = identity.names(plan, uri)
    return _Review(names, state).of(plan) if state.lasting else Reviewed(plan, names, state)


class _Review:
    def __init__(self, names: identity.Names, state: State) -> None:
        self.names = names
        self.state = state
        self.decided: list[Decided] = []
        self.lost: list[Lost] = []

    def of(self, plan: Plan) -> Reviewed:
        names = self.names
        tasks = tuple(
            replace(task, responsible=self._all(parts, task.responsible))
            for parts, task in zip(names.responsible, self._all(names.tasks, plan.tasks), strict=True)
        )
        made = replace(
            self._one(names.plan, plan),
            tasks=tasks,
            targets=self._all(names.targets, plan.targets),
            memberships=self._all(names.memberships, plan.memberships),
            funding=self._all(names.funding, plan.funding),
            programmes=self._all(names.programmes, plan.programmes),
            bodies=self._all(names.bodies, plan.bodies),
        )
        here = {self._about(uri) for uri in (names.plan, *names.all())}
        self.lost += [Lost(about, last) for about, last in _spoken_of(self.state) if about not in here]
        return Reviewed(made, names, self.state, tuple(self.decided), tuple(self.lost))

    def _all(self, uris: Iterable[str], facts: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(self._one(uri, fact) for uri, fact in zip(uris, facts, strict=True))

    def _one(self, uri: str, thing: T) -> T:
        about = self._about(uri)
        standing = self.state.facts.get(about)
        if standing is None:
            return thing
        try:
            made = _with(thing, kind_of(about), standing)
        except ReviewError as error:  # a field is not what it was when this was decided
            self.lost.append(Lost(about, standing.last, str(error)))
            return thing
        changes = (Change(name, shown(thing, name), shown(made, name)) for name in standing.values)
        self.decided.append(Decided(uri, standing, tuple(change for change in changes if change.as_read != change.corrected)))
        return made

    def _about(self, uri: str) -> str:
        return about(self.names.plan, uri)


def about(plan: str, uri: str) -> str:
    """What an entry calls a fact of a plan: the fact's URI behind the plan's; empty for the plan itself."""
    return uri.removeprefix(plan).removeprefix("/")


def uri_of(plan: str, about: str) -> str:
    """The URI of what an entry of a plan's log is about."""
    return f"{plan}/{about}" if about else plan


def facts(plan: Plan, names: identity.Names) -> Iterator[tuple[str, Fact]]:
    """All facts of a plan with their URIs, in the order of their kinds."""
    yield from zip(names.targets, plan.targets, strict=True)
    yield from zip(names.tasks, plan.tasks, strict=True)
    for uris, task in zip(names.responsible, plan.tasks, strict=True):
        yield from zip(uris, task.responsible, strict=True)
    yield from zip(names.memberships, plan.memberships, strict=True)
    yield from zip(names.funding, plan.funding, strict=True)
    yield from zip(names.programmes, plan.programmes, strict=True)
    yield from zip(names.bodies, plan.bodies, strict=True)


def things(plan: Plan, names: identity.Names) -> dict[str, Plan | Fact]:
    """Everything that can be decided about, by URI: the plan and its facts."""
    return {names.plan: plan, **dict(facts(plan, names))}


def _with(thing: T, kind: str, standing: Standing) -> T:
    values: Mapping[str, Any] = standing.values
    made = changed(thing, kind, values) if values else thing
    return made if isinstance(made, Plan) else replace(made, status=standing.status)  # type: ignore[type-var]


def _spoken_of(state: State) -> Iterator[tuple[str, Entry]]:
    """Everything the state says something about, with its last entry."""
    last = {about: standing.last for about, standing in state.facts.items()}
    for some in (state.proposals, state.reports, state.yearly):
        last |= {about: entries[-1] for about, entries in some.items() if about not in last}
    yield from last.items()
