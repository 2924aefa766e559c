"""What the page of a thing draws: what is known as rows, and words for the values that are ids."""

from __future__ import annotations

from collections.abc import Sequence

from qgraph.app.i18n import said, t, word
from qgraph.app.links import address
from qgraph.app.views.graph import short
from qgraph.questions.entity import Entity, Related

# field → the family of words that its values are ids of; other families are this page's own (`entity.scope.new`)
FAMILIES = {
    "in_force": "force",
    "nature": "nature",
    "publicity": "publicity",
    "level": "level",
    "aggregation": "rollup.kind",
    "line": "line",
    "role": "role",
    "payer": "payer",
    "on_top_of": "payer",
}


def about(thing: Entity) -> list[tuple[str, str]]:
    """The fields and their values, in words."""
    return [(t(f"entity.field.{key}"), value_of(key, value)) for key, value in thing.about.items()]


def value_of(key: str, value: object) -> str:
    """A value in the language of the screen; what is no id of a word stays as it is."""
    if value is True:
        return t("entity.yes")
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return word(f"{FAMILIES.get(key, f'entity.{key}')}.{value}", said(value) if isinstance(value, str) else str(value))


def missing(thing: Entity) -> str:
    """What is not said, in words."""
    return "、".join(word(f"entity.relation.{key}", "") or t(f"entity.field.{key}") for key in thing.missing)


def grouped(thing: Entity) -> dict[str, list[Related]]:
    """The related things by their relation, in their order."""
    found: dict[str, list[Related]] = {}
    for one in thing.related:
        found.setdefault(one.relation, []).append(one)
    return found


def label(one: Related) -> str:
    """A related thing in one line: its name, and what more to say of it."""
    return " · ".join(part for part in (short(said(one.name)), detail(one)) if part)


def detail(one: Related) -> str:
    """What more to say of a related thing, in words."""
    return word(f"role.{one.detail}", word(f"force.{one.detail}", said(one.detail))) if one.detail else ""


def further(some: Sequence[Related]) -> list[dict[str, object]]:
    """Related things as a table, each with the address of its own page; what is said of none has no column."""
    detailed = any(one.detail for one in some)
    return [
        {
            t("page.entity"): address("entity", id=one.uri) if one.uri else None,
            t("column.name"): said(one.name),
            **({t("column.detail"): detail(one)} if detailed else {}),
        }
        for one in some
    ]
