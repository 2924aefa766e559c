"""The words of `words.toml`, and the patterns made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loaders import tables
from qgraph.model import Level


@dataclass(frozen=True, slots=True)
class Words:
    """Alternatives ready for a pattern (`kinds` … `fields`), what a place is never called, and plain lists."""

    kinds: str
    issuers: str
    basis: str
    status: str
    number_fields: str
    not_in_number: str
    issuer_fields: str
    written_fields: str
    published_fields: str
    days: str  # names of a day that are part of others (完成日期): the name of a field only where a line or cell begins with them
    fields: str
    long_fields: str  # names that are no part of another one, so that no blank need stand before them
    zones: str
    topic: re.Pattern[str]
    national: tuple[str, ...]
    draft: tuple[str, ...]
    experience: tuple[str, ...]
    template: tuple[str, ...]
    official: tuple[str, ...]
    local: re.Pattern[str]
    ranked: dict[str, Level]
    plan: tuple[str, ...]
    itself: str
    issue: str
    terms: str
    enclosed: re.Pattern[str]
    in_force: str
    repealed: str
    otherwise: str
    state_fields: str
    trial: tuple[str, ...]
    from_fields: str
    until_fields: str


@cache
def words() -> Words:
    """Read once."""
    data = tables.table("loaders.front", "words.toml")
    fields, validity = data["field"], data["validity"]
    nature = {name: tuple(values) for name, values in data["nature"].items()}
    return Words(
        kinds=_any(data["title"]["kinds"]),
        issuers=_any(data["issuer"]["ends"]),
        basis=_any(data["basis"]["before"]),
        topic=re.compile(_any(data["place"]["topics"])),
        itself=_any(validity["itself"]),
        issue=_any(validity["issue"]),
        terms=_any(validity["terms"]),
        enclosed=re.compile(_any(validity["enclosed"])),
        in_force=_any(validity["comes_into_force"]),
        repealed=_any(validity["repealed"]),
        otherwise=_any(validity["otherwise"]),
        state_fields=_any(validity["state_fields"]),
        trial=tuple(validity["trial"]),
        from_fields=_field(validity["from_fields"]),
        until_fields=_field(validity["until_fields"]),
        status=_any([*validity["repealed"], *validity["otherwise"]]),
        number_fields=_field(fields["number"]),
        not_in_number=_any(data["number"]["never"]),
        issuer_fields=_field(fields["issuer"]),
        written_fields=_field(fields["written"]),
        published_fields=_field(fields["published"]),
        days=_any(data["day"]["names"]),
        fields=_any([name for names in fields.values() for name in names]),
        long_fields=_any([name for names in fields.values() for name in names if len(name) > 3]),
        zones=_any(data["place"]["zones"]),
        local=re.compile(_any(data["issuer"]["local"])),
        ranked={name: Level(level) for name, level in data["place"]["ranked"].items()},
        national=tuple(data["issuer"]["national"]),
        plan=tuple(data["plan"]["any"]),
        **nature,
    )


def _any(alternatives: list[str]) -> str:
    return "|".join(map(re.escape, sorted(alternatives, key=len, reverse=True)))


def _field(names: list[str]) -> str:
    """A pattern for the name of a field and what parts it from its value: 文号：, 【文号】, or the end of its line."""
    return f"(?:{_any(names)})[】\\]]?[:：]?\\n?"
