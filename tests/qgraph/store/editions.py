"""Plans as files, in two editions: the samples with some of the synthetic China; and what a store that holds them must be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner
from pyoxigraph import NamedNode

import loaders
from benchmarks import china
from qgraph.cli import main
from qgraph.rdf import lines
from qgraph.store import open_store, texts
from qgraph.store.embedded import KEPT, SMALL

SAMPLES = Path(__file__).parents[3] / "samples" / "plans"
SHARE = 0.004  # of China: a score of plans
SEED = 7


@dataclass(frozen=True)
class Editions:
    """The folders of the two editions: the same plans, with other figures and bodies here and there."""

    first: Path
    second: Path


def write(folder: Path) -> Editions:
    """Write both editions."""
    editions = Editions(folder / "first", folder / "second")
    editions.first.mkdir()
    editions.second.mkdir()
    for plan in china.plans(SEED, SHARE):
        first, second = (folder / plan.source.name for folder in (editions.first, editions.second))
        first.write_text(plan.source.found, encoding="utf-8")
        if loaders.read(first).jurisdiction.name:
            second.write_text(china.change(plan, SEED).source.found, encoding="utf-8")
        else:  # where the reader finds no place, a plan is known by its text: every edition is a plan of its own
            first.unlink()
    return editions


def proved(store: Path) -> dict[str, str]:
    """The digests that readers see, each proved by the graph itself: nothing is missing, nothing is left over."""
    opened = open_store(store)
    graphs = lines.by_graph(lines.canonical(opened.match(None, None, None)))
    held = {name: lines.digest(lines.in_graph(NamedNode(name), rows)) for name, rows in graphs.items()}
    assert held == opened.digests()
    return held


def answers(store: Path) -> str:
    """What two questions answer on the command line, whole."""
    said = ""
    for asked in (["stats"], ["who", "市场监管局", "--place", "南浦区"]):
        result = CliRunner().invoke(main, ["--store", str(store), "--format", "json", *asked])
        assert result.exit_code == 0, result.output
        said += result.stdout
    return said


def assert_tidy(store: Path) -> None:
    """Nothing is in the folder but what the store needs: no trace of what was stopped."""
    opened = open_store(store)
    assert {entry.name for entry in store.iterdir()} == {"format", "live", "snapshots", "current", "reference", "sources", "texts"}
    assert {entry.name for entry in (store / "sources").iterdir()} == {row["sha256"] for row in opened.run("plans")}
    assert {entry.name for entry in (store / texts.FOLDER).iterdir()} <= set(opened.digests().values())
    assert all(entry.stat().st_size >= SMALL for entry in (store / texts.FOLDER).iterdir())
    assert len(list((store / "snapshots").iterdir())) <= KEPT
    assert not list((store / "live").glob("bulk-*"))
