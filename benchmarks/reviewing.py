"""The section on reviews of RESULTS.md: how often suggested owners are right, and how long a decision and a returned ledger take.

    python -m benchmarks.reviewing --store DIR

Suggestions are measured on measures whose owners are known: a plan is never evidence for itself, so what its measures really name is the
answer. Right: the type of body that leads (or, where nobody leads, answers for) the measure. Decisions are taken in a copy of the store.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections import Counter
from pathlib import Path
from statistics import median

from openpyxl import Workbook

from qgraph import desk
from qgraph.model import Role
from qgraph.questions.alignment.items import Item, tasks, types
from qgraph.questions.ledger import ledger
from qgraph.questions.suggestions import suggestions
from qgraph.returns import compare
from qgraph.reviews.entries import Act
from qgraph.store import Row, Store, open_store

TOP = (1, 3, 5)
DECISIONS, BAR = 20, 0.5  # decisions taken; seconds an interaction may take
RETURNED = 10_000  # rows of a returned ledger


def rows(directory: Path) -> list[str]:
    """The section."""
    return ["## Reviews", "", *suggested(open_store(directory)), "", *taken(directory)]


def suggested(store: Store) -> list[str]:
    """How often suggested owners are right."""
    kinds = types(store)
    asked, answered, hits = 0, 0, Counter[int]()
    for row in store.run("plans"):
        items = tasks(store, str(row["plan"]))
        known = {item.uri: right for item in items if (right := _leading(item, kinds))}
        found = suggestions(store, str(row["plan"])) if known else {}
        for uri, right in known.items():
            asked += 1
            answered += bool(found[uri])
            for top in TOP:
                hits[top] += any(one.kind.id in right for one in found[uri][:top])
    shares = " | ".join(f"{hits[top] / asked:.2f}" for top in TOP)
    return [
        "Owners suggested for measures whose plan names them, as if it named nobody (weights were set on the same documents):",
        "",
        "| measures | with a suggestion | right first | among three | among five |",
        "|---|---|---|---|---|",
        f"| {asked:,} | {answered / asked:.2f} | {shares} |",
    ]


def taken(directory: Path) -> list[str]:
    """How long decisions take, and a large returned ledger."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(shutil.copytree(directory, Path(folder, "store")))
        reader = open_store(store)
        plan = max(reader.run("plans"), key=lambda row: len(reader.run("tasks", plan=str(row["plan"]))))
        times = _decisions(store, plan)
        lines = ledger(reader, plan=str(plan["plan"])).lines
        path = Path(folder, "returned.xlsx")
        _large([line.measure for line in lines], path)
        began = time.perf_counter()
        found = compare(lines, [path], "2026-01")
        read = time.perf_counter() - began
        assert len(found.differences) == len({line.measure for line in lines})
    return [
        "| what | median s | worst s | bar |",
        "|---|---|---|---|",
        f"| a decision about a plan of {len(lines)} measures, log to snapshot | {median(times):.2f} | {max(times):.2f} | < {BAR:g} |",
        f"| a returned workbook of {RETURNED:,} rows, read and compared | {read:.1f} | | |",
    ]


def _decisions(store: Path, plan: Row) -> list[float]:
    times = []
    for number in range(DECISIONS):
        folder = desk.open_folder(store, plan)
        entry = folder.entry(Act.CORRECT, folder.reviewed.names.tasks[number], "bench", title=f"title {number}")
        began = time.perf_counter()
        desk.decide(store, folder.uri, [entry])
        times.append(time.perf_counter() - began)
    return times


def _large(measures: list[str], path: Path) -> None:
    """A ledger in which each measure is filled in once, among others that are none of it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["序号", "具体措施", "进展"])
    for number in range(RETURNED):
        sheet.append([number, measures[number] if number < len(measures) else f"invented measure {number}", "half done"])
    book.save(path)


def _leading(item: Item, kinds: dict[str, str]) -> set[str]:
    """The types of the bodies that lead a measure, else of those that answer for it."""
    roles: dict[Role, set[str]] = {}
    for unit in item.units:
        if not unit["collective"] and (kind := kinds.get(str(unit["body"]))):
            roles.setdefault(Role(str(unit["role"])), set()).add(kind)
    return roles.get(Role.LEAD) or roles.get(Role.RESPONSIBLE) or set()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, required=True)
    print("\n".join(rows(parser.parse_args().store)))
