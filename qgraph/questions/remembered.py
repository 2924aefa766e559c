"""What questions make of a whole store (its places, its bodies, an index of its words), kept while the store stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from qgraph.store import Store

T = TypeVar("T")
Maker = Callable[[Store], T]


def remembered(store: Store, make: Maker[T]) -> T:
    """What `make` makes of a store as it is now. Everybody gets the same one, so nobody may change it."""
    edition = store.edition()
    kept = _KEPT.setdefault(store, {})
    if edition is None or make not in kept or kept[make][0] != edition:
        kept[make] = edition, make(store)
    made: T = kept[make][1]
    return made


_KEPT: WeakKeyDictionary[Store, dict[Maker[Any], tuple[str | None, Any]]] = WeakKeyDictionary()
