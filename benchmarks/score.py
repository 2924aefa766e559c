"""Read every labelled document of SHARED and say how right we are: per field with SHARED's own scorer, and per rule.

python -m benchmarks.score ../shared [--rows] [--write]

--rows adds what was missed (-) and invented (+); --write renews `loaders/grammar/rules/measured.csv`, from which every fact has its
certainty. Per rule a fact counts as right where it is paired with a labelled row; facts that meet a row labelled `soft` do not count.
"""

from __future__ import annotations

import csv
import importlib.util
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import loaders
from benchmarks.labels import KINDS, Json, Labelled, given, own
from loaders.grammar.rules import MEASURED, all_rules, certainties, certainty
from qgraph.export.plan_json import plan_json


@dataclass(slots=True)
class Counts:
    """Of each rule: how many facts it found in labelled text, and how many of them are right."""

    found: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)

    def add(self, rule: str, right: bool) -> None:
        self.found[rule] += 1
        self.hits[rule] += right


@cache
def scorer(shared: Path) -> ModuleType:
    """SHARED's scorer as a module, so that there is one definition of right."""
    spec = importlib.util.spec_from_file_location("shared_score", shared / "eval" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"{shared / 'eval' / 'score.py'} is missing")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(labelled: Labelled) -> Json:
    """What we say of a labelled document."""
    return plan_json(loaders.read(labelled.document), certainties())


def fields(score: ModuleType, labelled: Labelled, answer: Json) -> dict[str, Any]:
    """SHARED's counts and notes, of the fields that are labelled."""
    if labelled.whole:
        return dict(score.score_plan(labelled.rows, answer))
    nothing = dict.fromkeys(("title", "doc_number", "issuer", "issued_on", "jurisdiction", "period"))
    unlabelled: Json = {kind: [] for kind in ("headings", *KINDS)}
    counts = score.score_plan({"plan": nothing, **unlabelled, **labelled.rows}, answer)
    return {name: counts[name] if name in labelled.fields() else (0, 0, 0, []) for name in counts}


def per_rule(score: ModuleType, labelled: Labelled, answer: Json, counts: Counts) -> None:
    """Add what each rule found in one document, and how much of it is right."""
    same = {
        "targets": score.same_target,
        "funding": score.same_funding,
        "programmes": _same_name(score),
        "tasks": score.same_task,
        "memberships": _same_seat(score),
        "bodies": _same_body(score),
    }
    for kind in labelled.kinds():
        alike = same[kind]
        gold, ours = labelled.rows[kind], answer[kind]
        pairs = {j: i for i, j in score.pair(gold, ours, alike)}
        for j, row in enumerate(ours):
            label = gold[pairs[j]] if j in pairs else None
            if label is None or not label.get("soft"):
                counts.add(row["rule"], label is not None)
            if kind == "tasks" and not (label or {}).get("soft"):
                _responsible(score, label, row, counts)


def _responsible(score: ModuleType, label: Json | None, task: Json, counts: Counts) -> None:
    left = list((label or {}).get("responsible") or [])
    for row in task["responsible"]:
        alike = (r for r in left if score.norm(r["body"]) == score.norm(row["body"]) and row["role"] in {r["role"], *r.get("also", [])})
        found = next(alike, None)
        if found:
            left.remove(found)
        if not (found or {}).get("soft"):
            counts.add(row["rule"], found is not None)


def _same_name(score: ModuleType) -> Any:
    return lambda a, b: float(score.dice(a["name"], b["name"]) >= 0.7)


def _same_body(score: ModuleType) -> Any:
    return lambda a, b: float(score.norm(b["name"]) in {score.norm(name) for name in [a["name"], *a.get("also", [])]})


def _same_seat(score: ModuleType) -> Any:
    return lambda a, b: float(score.norm(b["body"]) in {score.norm(v) for v in [a["body"], *a.get("also", [])]} and a["role"] == b["role"])


def measure(shared: Path) -> tuple[dict[str, dict[str, dict[str, Any]]], Counts]:
    """Of both sets of labels the fields per document, and the counts per rule over all."""
    score, counts = scorer(shared), Counts()
    sets: dict[str, dict[str, dict[str, Any]]] = {}
    for name, labels in (("given", given(shared)), ("own", own(shared))):
        sets[name] = {}
        for labelled in labels:
            answer = read(labelled)
            sets[name][labelled.document.stem] = fields(score, labelled, answer)
            per_rule(score, labelled, answer, counts)
    return sets, counts


def rows(counts: Counts) -> Iterator[tuple[str, int, int]]:
    """rule, hits, found: for every rule of the tables, in their order."""
    for rule in all_rules():
        yield rule, counts.hits[rule], counts.found[rule]


def write(table: Iterable[tuple[str, int, int]], path: Path) -> None:
    """Renew the table of what was measured."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("rule", "hits", "found"))
        writer.writerows(table)


def main(shared: Path, options: list[str]) -> int:
    """0 when the scorer ran, 1 where the labels are absent."""
    if not (shared / "eval" / "gold").is_dir():
        print(f"no labels in {shared / 'eval' / 'gold'}: nothing to score", file=sys.stderr)
        return 1
    score = scorer(shared)
    sets, counts = measure(shared)
    for name, per_document in sets.items():
        print(f"\n{TITLES[name]}")
        score.report(per_document, "--rows" in options)
    table = list(rows(counts))
    print(f"\n{'rule':30}{'certainty':>10}   right/found")
    for rule, hits, found in table:
        print(f"{rule:30}{certainty(hits, found):10.3f}   {hits}/{found}")
    if "--write" in options:
        write(table, MEASURED)
    return 0


TITLES = {"given": "Labels of SHARED", "own": "Our own labels (targets, funding, programmes)"}

if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"), sys.argv[2:]))
