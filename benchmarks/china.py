"""A synthetic China: the plans of some 3,200 real jurisdictions in four levels, invented by a seed; together about a million triples.

python -m benchmarks.china --store DIR [--share 0.1] [--seed 1]

Decisions
---------
* The proportions are those of the real documents (`china.toml`), with fewer facts a plan: a million triples leave a plan, in the mean,
  a twenty-fifth of a real one. Plans are larger the higher they stand; the nation's have their full size. Beyond the proportions, every
  plan has a task and a target, and most promise the one indicator that the nation has set: its ladder has a rung almost everywhere.
* Places, indicators and types of bodies are those of `ontology/data`; the text is really there (`drafts`), so the spans give back their
  quotes.
* A plan is a pure function of seed, place and number, and its name says all three; so a part of China (`share`) holds the same plans, and
  a new edition (`change`) is the same plan written again with other figures and bodies here and there.
* Plans go into a store as `qgraph.ingest` brings them: some ahead as one file, then a commit each with its place graphs.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from random import Random

from pyoxigraph import Triple

from benchmarks.drafts import Draft
from benchmarks.inventions import CHINA
from qgraph.ingest import BATCH
from qgraph.model import Plan
from qgraph.rdf import identity, lines, places, reference, write
from qgraph.registries import places as divisions
from qgraph.store import sources
from qgraph.store.embedded import EmbeddedWriter

SEED = 1
INVENTED = "99"  # how the codes of the samples' places begin


def plans(seed: int = SEED, share: float = 1.0) -> Iterator[Plan]:
    """The plans of a share of all places, the nation's always among them; one at a time, in the order of the divisions."""
    for place in divisions.everywhere():
        if place.valid_to is None and not place.zone and not place.adcode.startswith(INVENTED):
            dice = Random(f"{seed}/{place.adcode}")
            if dice.random() < share or place.adcode == divisions.NATION:
                for number in range(dice.choice(CHINA["places"]["plans"])):
                    yield Draft(seed, place, number).plan()


def change(plan: Plan, seed: int) -> Plan:
    """A new edition of a plan: some targets and duties are other than in the first edition, the first target always."""
    first, adcode, number = plan.source.name.removesuffix(".txt").split("-")
    place = divisions.by_code(adcode)
    assert place
    return Draft(int(first), place, int(number), seed).plan()


def load(directory: Path, several: Iterator[Plan]) -> int:
    """Bring plans into an embedded store with the reference facts, and publish it; the number of plans."""
    count = 0
    with EmbeddedWriter(directory) as store:
        store.replace(reference.graphs())
        while batch := list(itertools.islice(several, BATCH)):
            put(store, batch)
            count += len(batch)
        store.publish()
    return count


def put(store: EmbeddedWriter, batch: Sequence[Plan]) -> None:
    """Commit plans one by one; those that are new are brought in ahead as one file."""
    known = store.digests()
    written = [(plan, *as_written(plan)) for plan in batch]
    new = {graph: rows for _, graph, rows, _ in written if graph not in known}
    if len(new) > 1:
        store.load_ahead(new)
    for plan, graph, rows, said in written:
        sources.write(store.directory, plan.source, plan.source.found.encode())
        commit(store, graph, rows, said)


Said = Mapping[str, set[Triple]]


def as_written(plan: Plan) -> tuple[str, Set[bytes], Said]:
    """The name of a plan's graph, its lines of triples, and what it says of bodies and places."""
    quads = write.plan_quads(plan)
    return identity.plan_graph(identity.plan_key(plan)), lines.triples(quads), places.statements(quads)


def commit(store: EmbeddedWriter, graph: str, rows: Set[bytes], said: Said) -> None:
    """Bring one plan's graph and the place graphs around it to what they shall be."""
    around = places.changes(store, graph, said)
    store.replace_lines({graph: rows, **{name: lines.triples(quads) for name, quads in around.items()}})


def main() -> int:
    """Build a store; 0."""
    parser = argparse.ArgumentParser(description="an embedded store of a synthetic China")
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    began = time.perf_counter()
    count = load(asked.store, plans(asked.seed, asked.share))
    print(f"{count:,} plans in {time.perf_counter() - began:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
