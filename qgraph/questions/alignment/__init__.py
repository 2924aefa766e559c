"""Which items of a lower plan take up which of an upper one: transparent features, a score between 0 and 1, and the reasons in words.

    rows of a store ─► items ─► features ─► scores ─► pairs with reasons

Decisions
---------
* Any number of items may take up any number of others: a measure is split by body, or moved to other chapters.
* Weights, threshold and words are data (`ontology/data/alignment.toml`), chosen and measured by `benchmarks/aligning.py`.
* Only the two plans count: what else the store holds changes no score. The sides are of one kind: exchanged, they give the same pairs.
"""

from qgraph.questions.alignment.items import Item, tasks
from qgraph.questions.alignment.pairs import Alignment, Pair, align

__all__ = ["Alignment", "Item", "Pair", "align", "tasks"]
