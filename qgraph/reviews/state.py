"""The state: what holds after some entries, whatever order they come in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qgraph.model import Status
from qgraph.reviews.entries import Act, Entry, Matter, Value

Thing = tuple[Matter, str]  # a matter about a fact


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a fact stands: its status, the values people put in place of the reader's, the last decision, and everybody who stands behind
    the fact as it is now."""

    status: Status
    values: Mapping[str, Value]
    last: Entry
    by: frozenset[str]

    @property
    def is_seconded(self) -> bool:
        """Whether two people stand behind it."""
        return len(self.by) > 1


@dataclass(frozen=True, slots=True)
class State:
    """What holds, by what it is about. Lists stand in the order of their entries."""

    facts: Mapping[str, Standing] = field(default_factory=dict)
    proposals: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)  # of a measure: the owners proposed, each body once
    reports: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)  # of a measure
    yearly: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)  # of a target: each year once
    lasting: Mapping[Thing, Entry] = field(default_factory=dict)  # the last entry of each matter, undone or not

    def standing(self, matter: Matter, about: str) -> Entry | None:
        """The last entry of a matter about a fact that holds."""
        if matter is Matter.FACT:
            return self.facts[about].last if about in self.facts else None
        some = {Matter.OWNERS: self.proposals, Matter.PROGRESS: self.reports, Matter.YEARS: self.yearly}[matter].get(about, ())
        return max(some, key=lambda entry: entry.order, default=None)

    def last(self, entry: Entry) -> Entry | None:
        """The last entry about the same thing."""
        return self.lasting.get((entry.matter, entry.about))


def state(entries: Iterable[Entry]) -> State:
    """What holds after entries, each once, in the order of their times."""
    known = {entry.id: entry for entry in entries}
    ordered = sorted(known.values(), key=lambda entry: entry.order)
    undone: set[str] = set()
    for entry in reversed(ordered):  # an undo that was undone undoes nothing, nor does one of an entry about something else
        if entry.act is Act.UNDO and entry.id not in undone:
            taken_back = known.get(str(entry.values["entry"]))
            if taken_back and (taken_back.matter, taken_back.about) == (entry.matter, entry.about):
                undone.add(taken_back.id)
    things: dict[Thing, list[Entry]] = {}
    for entry in ordered:
        if entry.act is not Act.UNDO and entry.id not in undone:
            things.setdefault((entry.matter, entry.about), []).append(entry)
    return State(
        facts={about: _standing(some) for (matter, about), some in things.items() if matter is Matter.FACT},
        proposals={about: _latest(some, "body") for (matter, about), some in things.items() if matter is Matter.OWNERS},
        reports={about: tuple(some) for (matter, about), some in things.items() if matter is Matter.PROGRESS},
        yearly={about: _latest(some, "year") for (matter, about), some in things.items() if matter is Matter.YEARS},
        lasting={(entry.matter, entry.about): entry for entry in ordered},
    )


def _standing(entries: list[Entry]) -> Standing:
    """A correction adds to those before it; who accepts stands behind what was decided before; any other decision is a new one."""
    status, values, by = Status.PROPOSED, dict[str, Value](), frozenset[str]()
    for entry in entries:
        if entry.act is Act.CORRECT:
            values |= entry.values
        standing = Status.CORRECTED if values else Status.ACCEPTED
        after = Status.REJECTED if entry.act is Act.REJECT else standing
        by = by | {entry.by} if after is status and entry.act is not Act.CORRECT else frozenset({entry.by})
        status = after
    return Standing(status, values, entries[-1], by)


def _latest(entries: list[Entry], key: str) -> tuple[Entry, ...]:
    """Of several entries that say something of the same body, or year, the last."""
    return tuple({str(entry.values.get(key)): entry for entry in entries}.values())
