"""Who answers for it: plans without owners, tasks without a lead, targets without anybody.

Decisions
---------
* A plan none of whose measures names a department is one finding, with the clause that orders the decomposition; it is not asked again
  for each task and target. A class (各有关部门), a leading group, its office or a purse is no department.
* Several units in one list of which none leads are a finding; classes, and bodies that running sentences tell several things, are not.
  Where no task of a plan names a lead it is the plan's own style, and one finding.
* A target is owned by whoever has a part in the measure it stands in, in a heading above or in one below it; or where another target of
  its indicator is owned, or its own sentence says whose it is. The others are one finding a part of the plan.
* Where a department issued the plan, what it leaves open may be its own to do: a light matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from qgraph.model import BodyKind, Nature, Role
from qgraph.questions.audit.dossier import Dossier, of_target, of_task, within
from qgraph.questions.audit.findings import Finding, Item, Kind, few, found, gathered, item, listed, words
from qgraph.questions.collectives import addressed
from qgraph.questions.names import text
from qgraph.registries import body_types
from qgraph.registries.bodies import identify
from qgraph.store import Row

DEPARTMENTS = frozenset({BodyKind.DEPARTMENT, BodyKind.OFFICE, BodyKind.INSTITUTION})
STOP = "。"


def plan_without_owners(dossier: Dossier) -> Iterator[Finding]:
    """No measure names a department."""
    if not is_without_owners(dossier):
        return
    clause = item(dossier.clause, None, "") if dossier.clause else _ordered(dossier)
    rule = "owners_ordered" if clause else "owners_open"
    if dossier.plan["nature"] == Nature.TEMPLATE:
        rule = "owners_template"
    elif not clause and _is_department(dossier):
        rule = "owners_issuer"
    about = clause or Item(None, "")
    title = str(dossier.plan["title"])
    yield found(
        Kind.PLAN_WITHOUT_OWNERS,
        rule,
        Item(dossier.uri, title, about.quote, about.found, about.start, about.end),
        n=len(dossier.measures),
        issuer=dossier.plan["issuer"],
    )


def is_without_owners(dossier: Dossier) -> bool:
    """Whether a plan has measures and names no department for any."""
    if not dossier.measures or dossier.is_about_a_group:
        return False
    return dossier.clause is not None or not any(_is_named(dossier, unit) for unit in dossier.units)


def no_lead(dossier: Dossier) -> Iterator[Finding]:
    """Two or more units in one list, none leading, none collective."""
    if is_without_owners(dossier):
        return
    led = sum(any(unit["role"] == Role.LEAD for unit in dossier.owners(task)) for task in dossier.measures)
    unled = [(task, units) for task in dossier.measures if (units := _unled(dossier, task))]
    if not led and len(unled) > 1:
        yield gathered(Kind.NO_LEAD, "unled_all", [of_task(task) for task, _ in unled])
        return
    findings = []
    for task, units in unled:
        said = text(units[0]["role_as_written"]) or ""
        divided = any(word in said for word in words()["divided"])
        rule = "unled_divided" if led and divided else "unled" if led else "unled_alone"
        about = item(units[0], str(task["task"]), of_task(task).subject)
        named = listed(dict.fromkeys(unit["resolved"] for unit in units))
        findings.append(found(Kind.NO_LEAD, rule, about, units=named, words=said, led=led))
    yield from few(Kind.NO_LEAD, findings, "unled_many", led=led)


def target_without_owner(dossier: Dossier) -> Iterator[Finding]:
    """A target that nobody answers for, in a plan that names owners."""
    if is_without_owners(dossier):
        return
    owned = {str(task["path"] or "") for task in dossier.tasks if dossier.units_of.get(str(task["task"]))}
    standing = {path: _is_owned(path, owned) for path in {str(row["path"] or "") for row in dossier.targets}}
    known = {row["indicator"] for row in dossier.targets if standing[str(row["path"] or "")]}
    open_ = [
        row
        for row in dossier.targets
        if not standing[str(row["path"] or "")] and row["indicator"] not in known and not _says_whose(str(row["quote"]))
    ]
    for _, part in groupby(open_, key=lambda row: str(row["path"] or "").partition(" ")[0]):
        items = [of_target(row) for row in part]
        yield gathered(Kind.TARGET_WITHOUT_OWNER, "target_unowned" if len(items) == 1 else "targets_unowned", items)


def _is_owned(path: str, owned: set[str]) -> bool:
    return path in owned or any(within(path, other) or within(other, path) for other in owned)


def _says_whose(sentence: str) -> bool:
    """Whether a target's sentence begins with those it is set for: 各级各部门年内至少组织1次…"""
    return sentence.startswith(words()["each"]) and addressed(sentence) is not None


def _is_named(dossier: Dossier, unit: Row) -> bool:
    """Whether a unit is a department of its own."""
    organ = dossier.around.organs.get(str(unit["body"]))
    named = organ is not None and organ.kind in DEPARTMENTS and not unit["collective"]
    return named and not any(word in str(unit["resolved"]) for word in words()["nobody"])


def _is_department(dossier: Dossier) -> bool:
    """Whether a department issued the plan: what it leaves open may be its own to do."""
    issuer = text(dossier.plan["issuer"])
    kind = body_types.get(identify(issuer).type_id or "") if issuer else None
    return kind is not None and kind.kind is BodyKind.DEPARTMENT


def _unled(dossier: Dossier, task: Row) -> list[Row]:
    """The units in the lists of a task that answer for it together; none where it is one, one leads or some are collective."""
    units = dossier.owners(task)
    if any(unit["role"] == Role.LEAD or unit["collective"] for unit in units):
        return []
    listed_ = [unit for unit in units if unit["role"] == Role.RESPONSIBLE and unit["rule"] not in words()["prose"]]
    listed_.sort(key=lambda unit: (int(str(unit["start"])), str(unit["quote"]).find(str(unit["body_as_written"]))))
    return listed_ if len({unit["body"] for unit in listed_}) > 1 else []


def _ordered(dossier: Dossier) -> Item | None:
    """The sentence of a measure that tells classes of bodies to decompose it, where the reader found no clause of its own."""
    told = [task for task in dossier.measures if any(unit["collective"] for unit in dossier.units_of.get(str(task["task"]), ()))]
    for word in words()["orders"]:
        for task in told:
            whole = str(task["found"])
            if word in whole:
                start = whole.rfind(STOP, 0, whole.index(word)) + 1
                end = whole.find(STOP, start) + 1 or len(whole)
                said, at = whole[start:end], int(str(task["start"])) + start
                return Item(None, "", said, said, at, at + len(said))
    return None
