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
    number = plain(Decimal(str(value))) + (f"–{plain(Decimal(str(high)))}" if high is not None else "")
    return f"{turn} {SIGNS.get(str(comparator), '')}{number}{row['unit'] or ''}".strip()


def base(row: Mapping[str, object]) -> str:
    """What a target's figure starts from, empty where the plan does not say."""
    if row["base"] is None:
        return ""
    return t("figure.base", base=f"{plain(Decimal(str(row['base'])))}{row['unit'] or ''}", said=row["base_as_written"])


def payer(level: object) -> str:
    """Who pays, in the language of the screen: a level; a body stays as written."""
    return t(f"payer.{level}") if level in PAYERS else str(level or "")


def money(row: Mapping[str, object]) -> str:
    """The sum of a line of funding: ≤10万元, 20% ≤10万元, 30–50万元; empty where none is named."""
    rate = f"{plain(Decimal(str(row['rate'])))}%" if row["rate"] is not None else ""
    if row["amount"] is None:
        return rate
    high = f"–{plain(Decimal(str(row['amount_high'])))}" if row["amount_high"] is not None else ""
    return f"{rate} {BOUNDS.get(str(row['qualifier']), '')}{plain(Decimal(str(row['amount'])))}{high}{row['unit']}".strip()
