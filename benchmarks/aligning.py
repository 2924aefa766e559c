"""How well tasks of a lower plan are found to take up those of the plan above: precision and recall over the labelled pairs.

python -m benchmarks.aligning ../shared [PART…]

Decisions
---------
* The documents are read into a store of their own and aligned as `qgraph coverage` does it.
* The labels are complete for each lower task: a pair that is found and not labelled right is wrong.
* Weights and threshold are chosen on `tune` alone: name that part, and the others stay unseen.
* `held` was measured at the first threshold, 0.165: precision 0.794, recall 0.962. The threshold was then raised to the upper end of what
  does equally well on `tune`, so `held` has been looked at; `fresh` was labelled before anything was aligned, and measured once after that.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import alignments
from benchmarks.alignments import Pair
from qgraph import ingest
from qgraph.questions.alignment import Item, align, tasks
from qgraph.store import open_store

FRESH = alignments.OWN.with_name("alignment_fresh")
FOLDERS = {
    alignments.OWN: {"tune": "tune", "held": "held"},
    FRESH: {"fresh": "held"},
}  # folder → part as it is called here → its name there
PARTS = tuple(part for parts in FOLDERS.values() for part in parts)
Found = tuple[str, str, str, str]  # upper plan, its task, lower plan, its task


@dataclass(frozen=True, slots=True)
class Measure:
    """Pairs found, labelled, and both."""

    found: int
    labelled: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 0.0


def key(item: Item) -> str:
    """The name of a task in the tables of labels (`alignments.key`)."""
    return f"{str(item.row['path'] or '').replace(' ', '')}@{item.row['start']}"


def found(shared: Path, labels: tuple[Pair, ...]) -> set[Found]:
    """The pairs that are found in the chains of the labels. Raises ValueError where a document is not there."""
    documents = {path.stem: path for path in sorted((shared / "corpus").rglob("*.txt"))}
    chains = sorted({(pair.upper, pair.lower) for pair in labels})
    stems = sorted({stem for chain in chains for stem in chain})
    if lost := [stem for stem in stems if stem not in documents]:
        raise ValueError(f"no document {', '.join(lost)} in {shared / 'corpus'}")
    with tempfile.TemporaryDirectory() as folder:
        ingest.load(Path(folder) / "store", [documents[stem] for stem in stems], 1)
        store = open_store(Path(folder) / "store")
        plans = {Path(str(row["file"])).stem: str(row["plan"]) for row in store.run("plans")}
        sides = {stem: tasks(store, plans[stem]) for stem in stems}
    return {(upper, key(pair.upper), lower, key(pair.lower)) for upper, lower in chains for pair in align(sides[upper], sides[lower]).pairs}


def measure(pairs: set[Found], labels: tuple[Pair, ...], part: str) -> Measure:
    """The pairs found against the labels of a part, over the lower tasks of that part."""
    asked = {(pair.lower, pair.lower_task) for pair in labels if pair.part == part}
    right = {(pair.upper, pair.upper_task, pair.lower, pair.lower_task) for pair in labels if pair.part == part and pair.taken_up}
    said = {pair for pair in pairs if pair[2:] in asked}
    return Measure(len(said), len(right), len(said & right))


def rows(shared: Path, parts: tuple[str, ...] = PARTS) -> Iterator[str]:
    """The lines of the report."""
    yield "| part | pairs labelled | found | right | precision | recall |"
    yield "|---|---|---|---|---|---|"
    for part, one in measures(shared, parts).items():
        yield f"| {part} | {one.labelled} | {one.found} | {one.right} | {one.precision:.3f} | {one.recall:.3f} |"


def measures(shared: Path, parts: tuple[str, ...] = PARTS) -> dict[str, Measure]:
    """The measure of each part. Raises ValueError where a document is not there."""
    measured: dict[str, Measure] = {}
    for folder, own in FOLDERS.items():
        if wanted := [part for part in own if part in parts]:
            labels = alignments.read(folder)
            pairs = found(shared, labels)
            measured |= {part: measure(pairs, labels, own[part]) for part in wanted}
    return measured


def main(shared: Path, parts: tuple[str, ...]) -> int:
    """Print the report; 1 where the documents are absent."""
    try:
        print("\n".join(rows(shared, parts)))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"), tuple(sys.argv[2:]) or PARTS))
