"""What an audit finds: one matter an inspector would ask about, with its reason and its sentence.

Decisions
---------
* Kinds, reasons, their weight and their words are data (`ontology/data/audit.toml`); code decides which reason fits.
* Where one kind would stand too often in one plan it becomes one finding, and what it stands for are its `items`: nothing is lost,
  and nobody drowns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from qgraph.questions.names import text
from qgraph.questions.validity import Validity
from qgraph.registries import tables
from qgraph.store import Row
from qgraph.told import Told, joined, told


class Kind(StrEnum):
    """What a finding is about, in the order in which they are shown."""

    PLAN_WITHOUT_OWNERS = "plan_without_owners"
    NO_LEAD = "no_lead"
    TWO_LEADS = "two_leads"
    NO_DEADLINE = "no_deadline"
    TARGET_WITHOUT_OWNER = "target_without_owner"
    MONEY_WITHOUT_PAYER = "money_without_payer"
    STALE_BODY = "stale_body"
    TEXT_TABLE_MISMATCH = "text_table_mismatch"
    WEAKER_THAN_ABOVE = "weaker_than_above"
    DOUBTFUL_READING = "doubtful_reading"


class Severity(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


KINDS, SEVERITIES = list(Kind), list(Severity)  # the most severe first
LONGEST = 24  # characters of a sentence that stands in for a title


@dataclass(frozen=True, slots=True)
class Item:
    """A fact and its sentence; spans count code points of the text as found. `fact` is a URI."""

    fact: str | None
    subject: str
    quote: str | None = None
    found: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One matter. `rule` is the reason's id; `item` the first place it concerns, `items` all of them where there are several."""

    kind: Kind
    severity: Severity
    rule: str
    reason: str
    item: Item
    items: tuple[Item, ...] = ()
    plan: str = ""
    plan_uri: str = ""
    place: str | None = None
    file: str = ""
    validity: Validity = Validity.UNKNOWN

    def to_json(self) -> dict[str, Any]:
        """A finding of the document of `qgraph audit`."""
        row = {name: getattr(self, name) for name in ("kind", "severity", "plan")} | _item(self.item)
        row |= {name: getattr(self, name) for name in ("reason", "rule", "plan_uri", "place", "file", "validity")}
        return row | {"count": max(len(self.items), 1), "items": [_item(item) for item in self.items]}


def item(row: Row, fact: str | None, subject: object) -> Item:
    """The item of a row that has a sentence; what has no name goes by its sentence."""
    quote = text(row["quote"]) or ""
    named = text(subject) or quote[:LONGEST] + ("…" if len(quote) > LONGEST else "") or texts("unnamed")
    return Item(fact, named, quote, text(row["found"]), int(str(row["start"])), int(str(row["end"])))


def found(kind: Kind, rule: str, about: Item, **words: object) -> Finding:
    """The finding of a reason, filled with words."""
    said = table()["reason"][rule]
    return Finding(kind, Severity(said.get("severity", Severity.LOW)), rule, told(said, **words), about)


def gathered(kind: Kind, rule: str, items: Sequence[Item], **words: object) -> Finding:
    """One finding about several items: the first place, and how many there are."""
    subject = texts("item", subject=items[0].subject, n=len(items)) if len(items) > 1 else items[0].subject
    return replace(found(kind, rule, replace(items[0], subject=subject), n=len(items), **words), items=tuple(items))


def few(kind: Kind, findings: list[Finding], rule: str, **words: object) -> list[Finding]:
    """The findings in the order of the text, or one for all of them, as severe as the most severe, where a plan has too many."""
    findings = sorted(findings, key=lambda one: (one.item.start or 0, one.item.end or 0, one.item.fact or "", one.rule))
    if len(findings) <= table()["kind"][kind].get("each", len(findings)):
        return findings
    severity = min((one.severity for one in findings), key=SEVERITIES.index)
    return [replace(gathered(kind, rule, [one.item for one in findings], first=findings[0].reason, **words), severity=severity)]


def asked_of(kind: Kind, nature: object) -> bool:
    """Whether plans of a nature are audited for a kind."""
    return nature in table()["kind"][kind]["natures"]


def names(language: str = "zh") -> dict[str, str]:
    """The names of kinds and severities in a language."""
    return {key: said[language] for part in ("kind", "severity") for key, said in table()[part].items()}


def words() -> dict[str, Any]:
    """The words and figures the questions go by."""
    found_: dict[str, Any] = table()["words"]
    return found_


def texts(key: str, **said: object) -> Told:
    """A sentence beside the reasons, filled with words."""
    return told(words()["texts"][key], **said)


def listed(some: Iterable[object]) -> Told:
    """Names in a sentence."""
    return joined((one if isinstance(one, str) else str(one) for one in some), "、", ", ")


def table() -> dict[str, Any]:
    """The table of kinds, severities, reasons and words."""
    return tables.words("audit.toml")


def _item(one: Item) -> dict[str, Any]:
    return {name: getattr(one, name) for name in Item.__dataclass_fields__}
