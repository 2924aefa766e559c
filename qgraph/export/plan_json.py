"""A plan as the JSON document of `qgraph extract` (the keys are a contract: DESIGN §9).

Optional facts are `null`, never left out, with one exception of the contract: a task without units has no `quote` and no
spans of its own (its statement is under `statement`). Decimals that are whole become integers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qgraph.export.documents import number
from qgraph.model import Evidence, Gap, Membership, Plan, Repair, Responsibility, Source, Target, Task
from qgraph.rdf.measures import Held, Restatement, restatements, task_of

Json = dict[str, Any]


def plan_json(plan: Plan, certainty: dict[str, float]) -> Json:
    """The whole document; `certainty` maps rule ids to their measured precision."""
    source = plan.source
    return {
        "doc": source.name,
        "source": source_json(source),
        "plan": {
            "title": plan.title,
            "doc_number": plan.doc_number,
            "issuer": plan.issuer,
            "jurisdiction": {"name": plan.jurisdiction.name, "level": plan.jurisdiction.level, "adcode": plan.jurisdiction.adcode},
            "issued_on": plan.issued_on,
            "period": {"start": plan.period_start, "end": plan.period_end},
            "basis": list(plan.basis),
            "nature": plan.nature,
            "effective": {"from": plan.effective_from, "until": plan.effective_until},
            "repealed": plan.repealed,
            "trial": plan.trial,
            "validity": [evidence_json(said) for said in plan.validity],
        },
        "headings": [{"level": h.level, "number": h.number, "title": h.title, "path": list(h.path)} for h in plan.headings],
        "targets": [_target(t, certainty) | {"task": task} for t, task in _with_task(plan, plan.targets)],
        "tasks": [_task(t, certainty) for t in plan.tasks],
        "bodies": [{"name": m.name, "kind": m.kind, **_fact(m.evidence, m.rule, certainty)} for m in plan.bodies],
        "memberships": [_membership(m, certainty) for m in plan.memberships],
        "funding": [
            {
                **_fact(f.evidence, f.rule, certainty),
                "amount": number(f.amount),
                "amount_high": number(f.amount_high),
                "unit": f.unit,
                "qualifier": f.qualifier,
                "payer": f.payer,
                "payee": f.payee,
                "for": f.purpose,
                "kind": f.kind,
                "rate": number(f.rate),
                "payer_as_written": f.payer_as_written,
                "on_top_of": f.on_top_of,
                "per": f.per,
                "per_as_written": f.per_as_written,
                "condition": f.condition,
                "sought": f.sought,
                "task": task,
            }
            for f, task in _with_task(plan, plan.funding)
        ],
        "programmes": [
            {"name": p.name, **_fact(p.evidence, p.rule, certainty), "task": task} for p, task in _with_task(plan, plan.programmes)
        ],
        "restatements": [_restatement(one) for one in restatements(plan)],
        "owner_clause": evidence_json(plan.owner_clause) if plan.owner_clause else None,
        "repairs": [_repair(r) for r in source.repairs],
        "gaps": [_gap(g) for g in source.gaps],
    }


def _with_task(plan: Plan, facts: tuple[Held, ...]) -> Iterator[tuple[Held, int | None]]:
    """Each fact with the place among the plan's tasks of the one that holds it."""
    return zip(facts, task_of(plan, facts), strict=True)


def _restatement(one: Restatement) -> Json:
    """A row of a task table with the measure it restates (places among the plan's tasks), and what differs, with both quotes."""
    differences = [
        {
            "of": difference.of,
            "row": list(difference.row),
            "measure": list(difference.measure),
            "row_evidence": evidence_json(difference.row_evidence),
            "measure_evidence": evidence_json(difference.measure_evidence),
        }
        for difference in one.differences
    ]
    return {"row": one.row, "measure": one.measure, "by": one.by, "share": one.share, "differences": differences}


def source_json(source: Source) -> Json:
    """A file: name, digest, media type, number of characters as found."""
    return {"name": source.name, "sha256": source.sha256, "media_type": source.media_type, "chars": len(source.found)}


def evidence_json(e: Evidence) -> Json:
    """An evidence's own keys; the table cell only where there is one."""
    row: Json = {
        "quote": e.quote,
        "reading_start": e.reading_start,
        "reading_end": e.reading_end,
        "found": e.found,
        "start": e.start,
        "end": e.end,
        "path": list(e.path),
    }
    if e.row is not None:
        row |= {"sheet": e.sheet, "row": e.row, "column": e.column}
    return row


def _fact(e: Evidence, rule: str, certainty: dict[str, float]) -> Json:
    return {**evidence_json(e), "rule": rule, "certainty": certainty.get(rule)}


def _target(t: Target, certainty: dict[str, float]) -> Json:
    return {
        **_fact(t.evidence, t.rule, certainty),
        "indicator": t.indicator,
        "kind": t.kind,
        "comparator": t.comparator,
        "value": number(t.value),
        "value_high": number(t.value_high),
        "unit": t.unit,
        "reference": t.reference,
        "base": number(t.base),
        "base_as_written": t.base_as_written,
        "deadline": t.deadline,
        "deadline_as_written": t.deadline_as_written,
        "deadline_from": t.deadline_from,
        "deadline_assumed": t.deadline_assumed,
        "recurrence": t.recurrence,
        "scope": t.scope,
        "firmness": t.firmness,
        "firmness_as_written": t.firmness_as_written,
        "applies_to": t.applies_to,
        "doubt": t.doubt,
    }


def _task(t: Task, certainty: dict[str, float]) -> Json:
    row: Json = {
        "number": t.number,
        "title": t.title,
        "path": list(t.path),
        "deadline": t.deadline,
        "deadline_as_written": t.deadline_as_written,
        "recurrence": t.recurrence,
        "rule": t.rule,
        "certainty": certainty.get(t.rule),
        "statement": evidence_json(t.evidence),
        "responsible": [_responsibility(r, certainty) for r in t.responsible],
    }
    if t.units:
        row |= {k: v for k, v in evidence_json(t.units).items() if k != "path"}
    return row


def _responsibility(r: Responsibility, certainty: dict[str, float]) -> Json:
    return {
        "body": r.body,
        "resolved": r.resolved,
        "role": r.role,
        "role_as_written": r.role_as_written,
        "collective": r.collective,
        "sole": r.sole,
        "open_list": r.open_list,
        "inherited": r.inherited,
        "doubt": r.doubt,
        **_fact(r.evidence, r.rule, certainty),
    }


def _membership(m: Membership, certainty: dict[str, float]) -> Json:
    return {
        "body": m.body,
        "role": m.role,
        "of": m.of,
        "person": m.person,
        "post": m.post,
        "open_list": m.open_list,
        **_fact(m.evidence, m.rule, certainty),
    }


def _repair(r: Repair) -> Json:
    return {"start": r.start, "end": r.end, "before": r.before, "after": r.after, "rule": r.rule, "certainty": r.certainty}


def _gap(g: Gap) -> Json:
    return {"start": g.start, "end": g.end, "kind": g.kind, "found": g.found}
