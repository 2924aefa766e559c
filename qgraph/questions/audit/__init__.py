"""The audit: what an inspector would ask about a plan, or about all of them.

    store ─► Surroundings ─► Dossier (one plan) ─► owners · leads · gaps · bodies · figures ─► Findings

Decisions
---------
* Each kind of finding is one pure function of a plan's dossier; the words of its reasons are data (`ontology/data/audit.toml`).
* An inspector must not drown: a plan has one finding for a whole class of the same lack, with the count and every place (`findings`).
* About one plan the store is asked plan by plan, about many all at once (`gathered`); the findings are the same.
* Findings stand by place, from the nation down, then by plan, kind and place in the text. What a plan says that has ended is always low.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from qgraph.questions import names
from qgraph.questions.audit import bodies, figures, gaps, leads, owners
from qgraph.questions.audit.dossier import Dossier, Surroundings
from qgraph.questions.audit.figures import Ladders
from qgraph.questions.audit.findings import KINDS, Finding, Kind, Severity, asked_of, texts
from qgraph.questions.audit.findings import names as words_of
from qgraph.questions.gathered import INDICATORS, Gathered
from qgraph.questions.names import text
from qgraph.questions.validity import Validity
from qgraph.store import Store

__all__ = ["KINDS", "Answer", "Finding", "Kind", "Severity", "audit", "words_of"]

PART = 50  # what is asked about more than this part of all plans is asked of all at once


@dataclass(frozen=True, slots=True)
class Answer:
    """`plans`: how many were audited; `reason` says why there is nothing."""

    findings: tuple[Finding, ...]
    plans: int
    reason: str | None

    def to_json(self) -> dict[str, Any]:
        """The document of `qgraph audit`."""
        counts = Counter(finding.kind for finding in self.findings)
        return {
            "findings": [finding.to_json() for finding in self.findings],
            "plans": self.plans,
            "kinds": {kind: counts[kind] for kind in KINDS if counts[kind]},
            "reason": self.reason,
        }


def audit(
    store: Store,
    *,
    plan: str | None = None,
    place: str | None = None,
    kinds: Collection[Kind] = (),
    on: date | None = None,
) -> Answer:
    """What is to be asked on a day (default: today) about one plan, about those of a place and of all below it, or about all.

    Raises `NotFoundError` and `AmbiguousError` for the names.
    """
    only = str(names.plan(store, plan)["plan"]) if plan else None
    around = Surroundings(store, on or date.today())
    chosen = _chosen(around, only, place)
    around.store = Gathered(store) if len(chosen) * PART > len(around.plans) else Gathered(store, INDICATORS)
    wanted = [kind for kind in KINDS if not kinds or kind in kinds]
    held = Ladders(around, chosen) if {Kind.WEAKER_THAN_ABOVE, Kind.DOUBTFUL_READING} & set(wanted) else None
    found = [finding for uri in chosen for finding in _of_plan(Dossier(around, uri), wanted, held)]
    reason = None if found else texts("nothing", n=len(chosen)) if chosen else texts("no_plan")
    return Answer(tuple(found), len(chosen), reason)


def _of_plan(dossier: Dossier, wanted: Iterable[Kind], ladders: Ladders | None) -> Iterator[Finding]:
    """The findings of one plan."""
    plan = dossier.plan
    for kind in wanted:
        if not asked_of(kind, plan["nature"]):
            continue
        for finding in SIMPLE[kind](dossier) if kind in SIMPLE else HELD[kind](dossier, ladders) if ladders else ():
            yield replace(
                finding,
                severity=Severity.LOW if dossier.validity is Validity.EXPIRED else finding.severity,
                plan=str(plan["title"]),
                plan_uri=dossier.uri,
                place=text(plan["place_name"]),
                file=str(plan["file"]),
                validity=dossier.validity,
            )


SIMPLE: dict[Kind, Callable[[Dossier], Iterator[Finding]]] = {
    Kind.PLAN_WITHOUT_OWNERS: owners.plan_without_owners,
    Kind.NO_LEAD: owners.no_lead,
    Kind.TWO_LEADS: leads.two_leads,
    Kind.NO_DEADLINE: gaps.no_deadline,
    Kind.TARGET_WITHOUT_OWNER: owners.target_without_owner,
    Kind.MONEY_WITHOUT_PAYER: gaps.money_without_payer,
    Kind.STALE_BODY: bodies.stale_body,
    Kind.TEXT_TABLE_MISMATCH: leads.text_table_mismatch,
}
HELD: dict[Kind, Callable[[Dossier, Ladders], Iterator[Finding]]] = {
    Kind.WEAKER_THAN_ABOVE: figures.weaker_than_above,
    Kind.DOUBTFUL_READING: figures.doubtful_reading,
}


def _chosen(around: Surroundings, plan: str | None, place: str | None) -> list[str]:
    """The plans to audit, in the order in which they are shown."""
    where = names.place(place, around.spots) if place else None
    found = []
    for uri, row in around.plans.items() if plan is None else ((plan, around.plans[plan]),):
        spot = around.spots.get(str(row["place"]))
        inside = where is None or (spot is not None and where in (spot, *names.above(spot, around.spots)))
        if inside:
            level = names.rank(spot.level if spot else None)
            found.append((level, str(row["place"]), text(row["issued_on"]) or str(row["period_start"] or ""), uri))
    return [uri for *_, uri in sorted(found)]
