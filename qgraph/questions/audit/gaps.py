"""What is left open: tasks without a deadline, money without a payer.

Decisions
---------
* A task has a time where it says one, recurs, where the row that restates it says one, or where a target in it does. A plan none of whose
  tasks has one is one finding, lighter where the plan itself ends one day.
* A standing rule (办法, 规定) has no end, and is not asked for one.
* Only money that somebody must pay out needs a payer. One that can only be told from who issued the plan is a light matter, and one
  finding a plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qgraph.questions.audit.dossier import Dossier, of_task, within
from qgraph.questions.audit.findings import Finding, Item, Kind, few, found, gathered, item, words
from qgraph.questions.names import text
from qgraph.store import Row
from qgraph.told import told

TIMES = ("deadline", "deadline_as_written", "recurrence")


def no_deadline(dossier: Dossier) -> Iterator[Finding]:
    """Tasks of which nobody says when they are done."""
    tasks = dossier.measures
    if dossier.is_about_a_group or str(dossier.plan["title"]).endswith(tuple(words()["standing"])):
        return
    open_ = [task for task in tasks if not _is_dated(dossier, task)]
    if not open_:
        return
    items = [of_task(task) for task in open_]
    if len(open_) == len(tasks):
        until = _until(dossier.plan)
        yield gathered(Kind.NO_DEADLINE, "undated_all_in_period" if until else "undated_all", items, until=until)
        return
    counts = {"of": len(tasks), "dated": len(tasks) - len(open_)}
    yield from few(Kind.NO_DEADLINE, [found(Kind.NO_DEADLINE, "undated", one, **counts) for one in items], "undated_many", **counts)


def money_without_payer(dossier: Dossier) -> Iterator[Finding]:
    """Money of which nobody says who pays it."""
    paid = [row for row in dossier.funding if row["kind"] in words()["paid"]]
    nobody = [
        found(Kind.MONEY_WITHOUT_PAYER, "payer_open", _of_money(row)) for row in paid if not (row["payer"] or row["payer_as_written"])
    ]
    yield from few(Kind.MONEY_WITHOUT_PAYER, nobody, "payers_open")
    assumed = [row for row in paid if row["payer"] in words()["payers"] and not row["payer_as_written"] and not _says_purse(row)]
    if assumed:
        payer = told(words()["payers"][Counter(row["payer"] for row in assumed).most_common(1)[0][0]])
        rule = "payer_assumed" if len(assumed) == 1 else "payers_assumed"
        yield gathered(Kind.MONEY_WITHOUT_PAYER, rule, [_of_money(row) for row in assumed], payer=payer)


def _is_dated(dossier: Dossier, task: Row) -> bool:
    rows = (task, *dossier.rows_of.get(str(task["task"]), ()))
    return any(row[time] for row in rows for time in TIMES) or any(
        within(target["path"], task["path"]) and (target["deadline"] or target["recurrence"]) for target in dossier.targets
    )


def _until(plan: Row) -> str | None:
    """The end of a plan, for a sentence."""
    return text(plan["effective_until"]) or (f"{plan['period_end']}年" if plan["period_end"] else None)


def _says_purse(row: Row) -> bool:
    return any(word in str(row["quote"]) for word in words()["purses"])


def _of_money(row: Row) -> Item:
    return item(row, str(row["funding"]), row["purpose"])
