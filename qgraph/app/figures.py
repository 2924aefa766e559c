"""A figure in one glance, in the language of the screen: ≥95%."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from qgraph.app.i18n import t
from qgraph.questions.ladder import plain

SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<"}
BOUNDS = {"max": "≤", "min": "≥", "about": "≈"}
PAYERS = ("central", "province", "city", "county", "enterprise")
TURNS = ("increase", "decrease")  # these are said in words


def figure(row: Mapping[str, object]) -> str:
    """The figure of a row with `kind`, `comparator`, `value`, `value_high`, `unit` and perhaps `reference`; a dash where there is none."""
    if row["kind"] == "zero" and not row["value"]:
        return t("figure.zero")
    comparator, value, high = row["comparator"], row["value"], row["value_high"]
    turn = t(f"figure.{comparator}") if comparator in TURNS else ""
    if value is None:
        return turn or str(row.get("reference") or "—")
    return f"{turn} {SIGNS.get(str(comparator), '')}{_number(value, high)}{row['unit'] or ''}".strip()


def _number(low: object, high: object = None) -> str:
    """A number or a range, without needless zeros."""
    return "–".join(plain(Decimal(str(one))) for one in (low, high) if one is not None)


def base(row: Mapping[str, object]) -> str:
    """What a target's figure starts from, empty where the plan does not say."""
    if row["base"] is None:
        return ""
    return t("figure.base", base=f"{_number(row['base'])}{row['unit'] or ''}", said=row["base_as_written"])


def payer(level: object) -> str:
    """Who pays, in the language of the screen: a level; a body stays as written."""
    return t(f"payer.{level}") if level in PAYERS else str(level or "")


def money(row: Mapping[str, object]) -> str:
    """The sum of a line of funding: ≤10万元, 20% ≤10万元, 30–50万元; empty where none is named."""
    rate = f"{_number(row['rate'])}%" if row["rate"] is not None else ""
    if row["amount"] is None:
        return rate
    return f"{rate} {BOUNDS.get(str(row['qualifier']), '')}{_number(row['amount'], row['amount_high'])}{row['unit']}".strip()
