"""What the registries know of the names in real plans: bodies with type and place, targets with an indicator, the commonest unknowns.

python -m benchmarks.naming ../shared

A body counts as *resolved* where its type and its place are known (or it is the speaker's own, whose place a text masks), as *open* where
the type is known and the place is not, as *named* where only its own name tells it (companies, groups, zones), else as *unknown*;
classes (各有关部门) are counted apart. A target counts as *tied* where its indicator is in the table.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import loaders
from qgraph.model import BodyKind, Mention, Plan
from qgraph.registries import indicators
from qgraph.registries.bodies import identify

QUALITY = "质量"  # in the title of a plan that the table of indicators was made for


def standing(mention: Mention, plan: Plan) -> str:
    """How well the registries know a body."""
    year = int(plan.issued_on[:4]) if plan.issued_on else plan.period_start
    ref = identify(mention.name, plan.jurisdiction, year)
    if BodyKind.COLLECTIVE in (mention.kind, ref.kind):
        return "class"
    if ref.type_id:
        return "resolved" if ref.place or (ref.own and plan.jurisdiction.adcode is None) else "open"
    return "named" if ref.place or ref.kind else "unknown"


def main(shared: Path, shown: int) -> int:
    """0 when it ran, 1 where the documents are absent."""
    documents = sorted((shared / "corpus").rglob("*.txt"))
    if not documents:
        print(f"no documents in {shared / 'corpus'}: nothing to count", file=sys.stderr)
        return 1
    bodies: Counter[str] = Counter()
    open_names: Counter[str] = Counter()
    tied: Counter[bool] = Counter()
    quality: Counter[bool] = Counter()  # in the plans about quality alone
    unknown: Counter[str] = Counter()
    for document in documents:
        plan = loaders.read(document)
        for mention in plan.bodies:
            how = standing(mention, plan)
            bodies[how] += 1
            open_names.update([mention.name] if how in ("named", "unknown", "open") else [])
        for target in plan.targets:
            known = indicators.resolve(target.indicator) is not None
            tied[known] += 1
            quality[known] += QUALITY in plan.title
            unknown.update([] if known else [target.indicator])
    single = sum(bodies.values()) - bodies["class"]
    print(f"bodies: {single} in {len(documents)} documents, and {bodies['class']} classes")
    for how in ("resolved", "open", "named", "unknown"):
        print(f"  {how:<9}{bodies[how]:>5}  {bodies[how] / single:.1%}")
    print(f"targets: {tied.total()}, tied to a known indicator {tied[True]} ({tied[True] / tied.total():.1%})")
    print(f"  of plans about quality: {quality.total()}, tied {quality[True]} ({quality[True] / quality.total():.1%})")
    print("commonest names without a type:", "、".join(name for name, _ in open_names.most_common(shown)))
    print("commonest unknown indicators:", "、".join(name for name, _ in unknown.most_common(shown)))
    return 0


if __name__ == "__main__":
    shared = next((Path(argument) for argument in sys.argv[1:] if not argument.startswith("--")), Path("../shared"))
    sys.exit(main(shared, 20))
