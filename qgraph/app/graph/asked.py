"""What the address of 图谱浏览 asks for, and how a click changes it.

Decisions
---------
* Everything is a URI or a word of the ontology, and bounded: a long address opens no more than a person can look at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qgraph.app.graph.layout import LAYOUTS
from qgraph.app.links import parameter, parameters, remember, remember_all
from qgraph.questions.neighbourhood import CAP

FIRST = 80  # neighbours of a node that is opened
SHOWN = (FIRST, 160, CAP)
CENTRES, OPENED = 8, 40  # at most


@dataclass(frozen=True, slots=True)
class Asked:
    """Centres, what was opened and hidden, the kinds and relations switched off, how many neighbours, which layout, the node picked."""

    centres: tuple[str, ...]
    to: str | None
    opened: tuple[str, ...]
    hidden: tuple[str, ...]
    kinds: tuple[str, ...]
    relations: tuple[str, ...]
    shown: int
    hops: int
    layout: str
    picked: str | None


def asked() -> Asked:
    """What the address says, whatever it says."""
    show, layout = parameter("show") or "", parameter("layout")
    return Asked(
        _some("node", CENTRES),
        parameter("to") or None,
        _some("open", OPENED),
        _some("hide", CAP),
        _some("off", CAP),
        _some("without", CAP),
        next((one for one in SHOWN if str(one) == show), FIRST),
        2 if parameter("hops") == "2" else 1,
        layout if layout in LAYOUTS else LAYOUTS[0],
        parameter("at"),
    )


def start_at(uri: str) -> None:
    """Another centre: what was opened, hidden and sought around the old one goes."""
    remember(node=uri, at=uri, to=None, open=None, hide=None, show=None, way=None)


def show_more(shown: int) -> None:
    """The next number of neighbours."""
    remember(show=str(SHOWN[SHOWN.index(shown) + 1]))


def put(name: str, values: Sequence[str]) -> None:
    """Make the address say several values, or none."""
    if values:
        remember_all(name, values)
    else:
        remember(**{name: None})


def add(name: str, uri: str) -> None:
    """One value more."""
    put(name, list(dict.fromkeys((*parameters(name), uri))))


def drop(name: str, uri: str) -> None:
    """One value less."""
    put(name, [one for one in parameters(name) if one != uri])


def _some(name: str, most: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, parameters(name))))[:most]
