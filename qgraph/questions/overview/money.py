"""Money by purse and by what it is for; added only where a total means something.

Decisions
---------
* A purse is one of one place: the city's money of two cities is never one group. What it is for: the programme that its sentence
  names, else the kind of money.
* Only whole sums of binding documents are added: no reward or subsidy (paid to each that has a claim), no ceiling, floor, range or
  share, nothing by the item or the year, nothing sought, nothing on top of another's grant, nothing on a condition.
* Sums of several documents are not added: they may be the same money. Each line that is left out says why, and so does the group.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from qgraph.model import Nature
from qgraph.questions.names import text
from qgraph.questions.overview.scope import Scope
from qgraph.questions.overview.words import words
from qgraph.store import Row
from qgraph.told import joined, told

ROUGH = {"max": "ceiling", "min": "floor", "about": "about"}  # qualifier → reason


@dataclass(frozen=True, slots=True)
class Line:
    """One sum, rate or grant. `reason`: why it is in no total; None where it is."""

    amount: Decimal | None
    amount_high: Decimal | None
    unit: str | None
    qualifier: str | None
    rate: Decimal | None
    per: str | None
    per_as_written: str | None
    purpose: str | None
    condition: str | None
    payer_as_written: str | None
    on_top_of: str | None
    sought: bool
    reason: str | None
    plan: str
    plan_uri: str
    quote: str
    status: str
    fact: str


@dataclass(frozen=True, slots=True)
class Purse:
    """The money of one payer of one place for one theme. `total` is None where nothing may be added; `reason` says why not, or what
    was left out."""

    place: str | None
    place_uri: str
    payer: str | None
    payer_name: str
    kind: str
    programme: str | None
    theme: str
    total: Decimal | None
    unit: str | None
    added: int
    reason: str | None
    lines: tuple[Line, ...]


Key = tuple[str, str | None, str | None, str]  # place, payer, programme, kind


def money(scope: Scope) -> list[Purse]:
    """All groups, by place and payer."""
    groups: dict[Key, list[Row]] = {}
    programmes = _programmes(scope)
    for row in scope.money():
        plan = str(row["plan"])
        said = f"{row['purpose'] or ''} {row['quote']}"
        programme = next((name for name in programmes.get(plan, ()) if name in said), None)
        groups.setdefault((str(scope.plans[plan]["place"]), text(row["payer"]), programme, str(row["kind"])), []).append(row)
    purses = [_purse(scope, key, rows) for key, rows in groups.items()]
    return sorted(purses, key=lambda one: (one.place_uri, one.payer or "", one.programme or "", one.kind))


def _programmes(scope: Scope) -> dict[str, list[str]]:
    """The programmes that each plan names, the longest first: a name may hold another."""
    found: dict[str, set[str]] = {}
    for row in scope.programmes():
        found.setdefault(str(row["plan"]), set()).add(str(row["name"]))
    return {plan: sorted(some, key=lambda name: (-len(name), name)) for plan, some in found.items()}


def _purse(scope: Scope, key: Key, rows: list[Row]) -> Purse:
    place, payer, programme, kind = key
    table = words()
    rows = sorted(rows, key=lambda row: (str(row["plan"]), str(row["quote"]), Decimal(str(row["amount"] or 0)), str(row["funding"])))
    together: dict[str, int] = {}
    for row in rows:
        together[str(row["quote"])] = together.get(str(row["quote"]), 0) + 1
    lines: list[Line] = []
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        why = _obstacle(row, scope.plans[str(row["plan"])], together[str(row["quote"])])
        same = row["plan"], row["amount"], row["unit"], row["purpose"]
        if why is None and row["purpose"] and same in seen:
            why = "same"
        if why is None:
            seen.add(same)
        lines.append(_line(scope, row, why))
    fit = [line for line in lines if line.reason is None]
    total, unit, group_reason = _total(fit)
    left = dict.fromkeys(line.reason for line in lines if line.reason)
    said = [*([group_reason] if group_reason else []), *(reason for reason in left if reason)]
    spot = scope.known.get(place)
    return Purse(
        place=spot.name if spot else None,
        place_uri=place,
        payer=payer,
        payer_name=told(table["payers"][payer or "unnamed"]) if payer is None or payer in table["payers"] else payer,
        kind=kind,
        programme=programme,
        theme=programme or (told(table["kinds"][kind]) if kind in table["kinds"] else kind),
        total=total,
        unit=unit,
        added=len(fit) if total is not None else 0,
        reason=joined(said) if said else None,
        lines=tuple(lines),
    )


def _total(fit: list[Line]) -> tuple[Decimal | None, str | None, str | None]:
    """The sum of lines that may be added, its unit, and why there is none though there are such lines."""
    if not fit:
        return None, None, None
    documents, units = {line.plan_uri for line in fit}, {line.unit for line in fit}
    if len(units) > 1:
        return None, None, told(words()["reasons"]["units"])
    if len(documents) > 1:
        return None, None, told(words()["reasons"]["documents"], n=len(documents))
    return sum((line.amount for line in fit if line.amount is not None), Decimal(0)), units.pop(), None


def _obstacle(row: Row, plan: Row, together: int) -> str | None:
    """The reason (a key of the table) that keeps a sum out of a total; `together`: sums of the group in its sentence."""
    adding = words()["adding"]
    tests = {
        "not_binding": plan["nature"] in (Nature.DRAFT, Nature.EXPERIENCE, Nature.TEMPLATE),
        "sought": row["sought"] is True,
        "no_amount": row["amount"] is None,
        "range": row["amount_high"] is not None,
        ROUGH.get(str(row["qualifier"]), "about"): row["qualifier"] in ROUGH,
        "per_item": row["per"] is not None,
        "by_rate": row["rate"] is not None,
        "per_claim": row["kind"] not in adding["funds"],
        "on_top": row["on_top_of"] is not None,
        "condition": row["condition"] is not None,
        "part": together > 1 and any(word in str(row["quote"]) for word in adding["parts"]),
    }
    return next((why for why, holds in tests.items() if holds), None)


def _line(scope: Scope, row: Row, why: str | None) -> Line:
    return Line(
        amount=_decimal(row["amount"]),
        amount_high=_decimal(row["amount_high"]),
        unit=text(row["unit"]),
        qualifier=text(row["qualifier"]),
        rate=_decimal(row["rate"]),
        per=text(row["per"]),
        per_as_written=text(row["per_as_written"]),
        purpose=text(row["purpose"]),
        condition=text(row["condition"]),
        payer_as_written=text(row["payer_as_written"]),
        on_top_of=text(row["on_top_of"]),
        sought=row["sought"] is True,
        reason=told(words()["reasons"][why]) if why else None,
        plan=str(scope.plans[str(row["plan"])]["title"]),
        plan_uri=str(row["plan"]),
        quote=str(row["quote"]),
        status=str(row["status"]),
        fact=str(row["funding"]),
    )


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
