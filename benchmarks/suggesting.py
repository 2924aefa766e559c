"""How often suggested owners are right, on measures whose owners are known: each is asked as if its own plan named nobody.

    python -m benchmarks.suggesting --store DIR

A plan with owners is hidden from its own evidence (suggestions look at other plans only), so what its measures really name is the answer.
Right: the type of body that leads (or, where nobody leads, answers for) the measure.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from qgraph.model import Role
from qgraph.questions.alignment.items import tasks, types
from qgraph.questions.suggestions import suggestions
from qgraph.store import Store, open_store

TOP = (1, 3, 5)


def measured(store: Store) -> list[str]:
    """A table of Markdown."""
    kinds = types(store)
    asked, answered, hits, by_kind = 0, 0, Counter[int](), Counter[str]()
    for row in store.run("plans"):
        items = tasks(store, str(row["plan"]))
        known = {}
        for item in items:
            roles: dict[Role, set[str]] = {}
            for unit in item.units:
                if not unit["collective"] and (kind := kinds.get(str(unit["body"]))):
                    roles.setdefault(Role(str(unit["role"])), set()).add(kind)
            if leading := roles.get(Role.LEAD) or roles.get(Role.RESPONSIBLE):
                known[item.uri] = leading
        found = suggestions(store, str(row["plan"])) if known else {}
        for uri, right in known.items():
            asked += 1
            answered += bool(found[uri])
            for top in TOP:
                hits[top] += any(one.kind.id in right for one in found[uri][:top])
            if found[uri] and found[uri][0].kind.id in right:
                by_kind[found[uri][0].because[0]] += 1
    shares = " | ".join(f"{hits[top] / asked:.2f}" for top in TOP)
    return [
        "| measures with known owners | with a suggestion | right first | among three | among five |",
        "|---|---|---|---|---|",
        f"| {asked:,} | {answered / asked:.2f} | {shares} |",
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, required=True)
    print("\n".join(measured(open_store(parser.parse_args().store))))


if __name__ == "__main__":
    main()
