"""What an entity's page is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from qgraph.store import Row

MOST = 50  # related things of one relation


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence of a fact; spans count code points."""

    plan: str
    plan_uri: str
    quote: str
    found: str
    start: int
    end: int
    rule: str | None
    status: str | None


@dataclass(frozen=True, slots=True)
class Related:
    """A thing that this one is joined to. `relation`: how; `detail`: what more to say of it (a role, a figure)."""

    relation: str
    kind: str
    uri: str
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """`about`: what is known of it, by the words of the ontology; `missing`: what is not, though one would expect it."""

    uri: str
    kind: str
    name: str
    about: dict[str, object]
    missing: tuple[str, ...]
    related: tuple[Related, ...]
    left_out: dict[str, int]
    evidence: Evidence | None = None
    plan_uri: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The document of `qgraph show`."""
        return asdict(self)


def entity_of(
    uri: str,
    kind: str,
    name: str,
    about: Mapping[str, object],
    expected: Iterable[str],
    related: Iterable[Related],
    evidence: Evidence | None = None,
    plan: str | None = None,
) -> Entity:
    """An entity whose empty words are left out, or missing where they are expected."""
    kept = {key: value for key, value in about.items() if value not in (None, "", (), False, 0)}
    shown: dict[str, list[Related]] = {}
    for one in dict.fromkeys(related):
        shown.setdefault(one.relation, []).append(one)
    return Entity(
        uri,
        kind,
        name,
        kept,
        tuple(key for key in expected if key not in kept and key not in shown),
        tuple(one for some in shown.values() for one in some[:MOST]),
        {relation: len(some) - MOST for relation, some in shown.items() if len(some) > MOST},
        evidence,
        plan,
    )


def evidence_of(row: Row, plan: Row) -> Evidence:
    """The sentence of a row that has one."""
    return Evidence(
        str(plan["title"]),
        str(plan["plan"]),
        str(row["quote"]),
        str(row["found"]),
        int(str(row["start"])),
        int(str(row["end"])),
        None if row.get("rule") is None else str(row["rule"]),
        None if row.get("status") is None else str(row["status"]),
    )
