"""What there is to be found in a store: each thing with its names, its sentence and where it stands.

Decisions
---------
* The order of the things is that in which equally good hits are shown: by kind, the nation before the districts, short names first.
* A body has its own names; the names that its type has anywhere (市监局, and 质监局 of before the reform) are kept with the type.
* A rejected fact is no fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from qgraph.model import BodyKind, Level
from qgraph.questions.names import Spot, local, rank, text
from qgraph.questions.standing import standing
from qgraph.questions.validity import predecessors
from qgraph.registries import body_types, place_forms, places
from qgraph.registries.body_types import BodyType
from qgraph.store import Row, Store


class Kind(StrEnum):
    """What is found."""

    PLACE = "place"
    BODY = "body"
    INDICATOR = "indicator"
    PLAN = "plan"
    TASK = "task"
    TARGET = "target"
    PROGRAMME = "programme"
    FUNDING = "funding"


class How(StrEnum):
    """By what a word is found."""

    NAME = "name"
    ALIAS = "alias"
    FORMER = "former"
    PINYIN = "pinyin"
    INITIALS = "initials"
    FILE = "file"  # the name of the file a plan was read from
    TEXT = "text"
    PLACE = "place"  # the thing stands in a place, or in a plan, that the word names
    PLAN = "plan"


PROVINCIAL = "厅"  # an ending that no body below a province has
Called = tuple[str, How]  # a name, and what kind of name it is
Office = tuple[str, Level]  # what bodies are called alike by: their type, and whether they are national, provincial or local (PREFECTURE)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something in the store. `place` and `plan` are URIs; `text` is the sentence of a fact, the issuer of a plan."""

    kind: Kind
    uri: str
    names: tuple[Called, ...]  # the first is the one to show
    place: str | None = None
    plan: str | None = None
    number: str | None = None
    office: Office | None = None
    text: str = ""

    @property
    def name(self) -> str:
        return self.names[0][0]


def things(store: Store, known: dict[str, Spot], plans: dict[str, Row]) -> list[Thing]:
    """All there is, in order."""
    kinds = list(Kind)

    def order(thing: Thing) -> tuple[int, int, int, str, str]:
        spot = known.get(thing.place or "")
        level = rank(spot.level if spot else None)
        return kinds.index(thing.kind), level, len(thing.name), thing.name, thing.uri

    return sorted((*_places(known), *_bodies(store, known), *_indicators(store), *_plans(plans), *_facts(store, plans)), key=order)


def office_names(office: Office) -> Iterator[Called]:
    """The names of bodies of a type, as they stand behind the name of a place; those of types that were merged into it are former ones."""
    type_id, level = office
    kind = body_types.get(type_id)
    if kind is None:
        return
    yield from ((name, How.ALIAS) for name in (*_usual(kind, level), *_ended(kind, kind.aliases, level)))
    yield from ((name, How.FORMER) for name in _ended(kind, kind.former, level))
    for merged in map(body_types.get, sorted(predecessors(type_id, None))):
        if merged:
            called = (*_usual(merged, level), *_ended(merged, (*merged.aliases, *merged.former), level))
            yield from ((name, How.FORMER) for name in called)


def _ended(kind: BodyType, called: tuple[str, ...], level: Level) -> Iterator[str]:
    """Names of a type, with the endings that its usual names have at a level, long and short: 发改 → 发改委员会, 发改委, 发改局."""
    known = tuple(body_types.words()["endings"])
    usual = _usual(kind, level) if level is Level.NATIONAL else (kind.local, kind.province)
    long = [next((end for end in known if name.endswith(end)), "") for name in usual]
    own = {end for end in (*long, *(end[:1] for end in long)) if end in known and (level is not Level.PREFECTURE or end != PROVINCIAL)}
    for name in called:
        if name.endswith(known) or not own or kind.kind is not BodyKind.DEPARTMENT:
            yield name
        else:
            yield from (name + end for end in sorted(own))


def _usual(kind: BodyType, level: Level) -> tuple[str, ...]:
    """What bodies of a type are called as a rule at a level."""
    if level is Level.NATIONAL:
        return kind.national
    return tuple(name for name in (kind.province if level is Level.PROVINCE else kind.local,) if name)


def _places(known: dict[str, Spot]) -> Iterator[Thing]:
    for spot in known.values():
        if spot.name:
            short = place_forms.words()["nation"] if spot.adcode == places.NATION else sorted(place_forms.division(spot.name))
            aliases = ((name, How.ALIAS) for name in short if name != spot.name)
            yield Thing(Kind.PLACE, spot.uri, ((spot.name, How.NAME), *aliases), place=spot.uri)


def _bodies(store: Store, known: dict[str, Spot]) -> Iterator[Thing]:
    written: dict[str, set[str]] = {}
    plates: dict[str, set[str]] = {}
    found: dict[str, Row] = {}
    for row in store.run("bodies"):
        uri = str(row["body"])
        found[uri] = row
        written.setdefault(uri, set()).add(str(row["name"]))
        plates.setdefault(uri, set()).add(str(row["alias"]))
    for uri, row in found.items():
        own = sorted(written[uri], key=lambda name: (len(name), name))
        called = (*((name, How.NAME) for name in own), *((name, How.ALIAS) for name in sorted(plates[uri] - written[uri])))
        yield Thing(Kind.BODY, uri, called, place=text(row["place"]), office=_office(row, known))


def _office(row: Row, known: dict[str, Spot]) -> Office | None:
    type_id, spot = local(text(row["body_type"])), known.get(str(row["place"]))
    if type_id is None:
        return None
    return type_id, spot.level if spot and spot.level in (Level.NATIONAL, Level.PROVINCE) else Level.PREFECTURE


def _indicators(store: Store) -> Iterator[Thing]:
    called: dict[str, dict[Called, None]] = {}
    for row in sorted(store.run("indicators"), key=lambda row: (str(row["name"]), str(row["alias"]))):
        name, alias = str(row["name"]), str(row["alias"])
        known = called.setdefault(str(row["indicator"]), {(name, How.NAME): None})
        if alias != name:
            known[alias, How.ALIAS] = None
    for uri, several in called.items():
        yield Thing(Kind.INDICATOR, uri, tuple(several))


def _plans(plans: dict[str, Row]) -> Iterator[Thing]:
    for uri, row in plans.items():
        also = tuple((str(row[column]), how) for column, how in (("doc_number", How.ALIAS), ("file", How.FILE)) if row[column])
        issuer = text(row["issuer"]) or ""
        yield Thing(Kind.PLAN, uri, ((str(row["title"]), How.NAME), *also), text(row["place"]), uri, text=issuer)


def _facts(store: Store, plans: dict[str, Row]) -> Iterator[Thing]:
    for row in standing(store.run("sentences")):
        plan = str(row["plan"])
        if plan in plans:
            quote = str(row["quote"])
            called = ((text(row["name"]) or quote, How.NAME),)
            place = text(plans[plan]["place"])
            yield Thing(Kind(str(row["kind"])), str(row["fact"]), called, place, plan, text(row["number"]), text=quote)
